/** The last stretch: into a subnet by its network ACL, then to an interface by its groups (SEMANTICS N26). */
import type { NetworkInterface } from '../aws/network.ts';
import { formatAddress, type Address } from '../net/address.ts';
import { unknown } from '../value/value.ts';
import { holdsKnown, mayHold, reservedAs } from './interfaceAddresses.ts';
import type { Journey, Stop } from './journey.ts';
import { passListener } from './loadBalancer.ts';
import { passBack } from './natGateway.ts';

/** Into the subnet of an interface from another one. */
export function enterSubnet(journey: Journey, to: NetworkInterface): Stop | undefined {
  const subnet = journey.topology.subnetOf(to);
  if (subnet.kind === 'unknown') return journey.somehow(to, to);
  journey.networkAcl('inbound', to, subnet.value);
  return { kind: 'to-interface', to };
}

/** At an interface: a NAT gateway passes replies on, any other one is the end of the way. */
export function arrive(journey: Journey, to: NetworkInterface): Stop | undefined {
  if (to.kind === 'nat-gateway') return passBack(journey, to);
  const { destination } = journey.packet;
  if (!mayHold(to, destination)) {
    return refuse(journey, to, `${formatAddress(destination)} is none of the addresses of ${to.owner}`);
  }
  if (!isPossible(journey, to, destination)) return undefined;
  if (to.outboundOnly === true && journey.leg === 'request')
    return refuse(
      journey,
      to,
      `${to.owner} only begins connections; nothing connects to it`,
      'NO_POSSIBLE_DESTINATION',
    );
  journey.groups('inbound', to);
  const passesOn = to.kind === 'load-balancer' || to.leadsTo !== undefined;
  if (passesOn && journey.leg === 'request') passListener(journey, to);
  journey.receiver = to;
  journey.received(to, to.address, 'receives the packet', to.owner);
  return undefined;
}

/** AWS gives no interface an address it keeps (SEMANTICS R19): what the code says there, AWS refuses. */
export function isPossible(journey: Journey, at: NetworkInterface, address: Address): boolean {
  const subnet = journey.topology.subnetOf(at);
  const kept = subnet.kind === 'known' && reservedAs(subnet.value, address) !== undefined;
  // Where AWS picks the address, it is only one to walk with.
  if (!kept || !holdsKnown(at, address)) return true;
  const why = `has the address ${formatAddress(address)}, which AWS keeps for itself and refuses to give it`;
  journey.open(at, at.address, unknown(at.address, why, at.origin));
  return false;
}

function refuse(
  journey: Journey,
  at: NetworkInterface,
  text: string,
  failure: 'ENI_ADDRESS_RESTRICTION' | 'NO_POSSIBLE_DESTINATION' = 'ENI_ADDRESS_RESTRICTION',
): Stop | undefined {
  const { address, origin } = at;
  return journey.refuse({ checkpoint: 'interface', at: address, component: address, origin }, failure, text);
}
