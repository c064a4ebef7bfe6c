/** The last stretch: into a subnet by its network ACL, then to an interface by its groups (SEMANTICS N26). */
import type { NetworkInterface } from '../aws/network.ts';
import type { Journey, Stop } from './journey.ts';
import { passBack } from './natGateway.ts';

/** Into the subnet of an interface from another one. */
export function enterSubnet(journey: Journey, to: NetworkInterface): Stop | undefined {
  const subnet = journey.subnetOf(to);
  if (subnet === undefined) return undefined;
  journey.networkAcl('inbound', to, subnet);
  return { kind: 'to-interface', to };
}

/** At an interface: a NAT gateway passes replies on, any other one is the end of the way. */
export function arrive(journey: Journey, to: NetworkInterface): Stop | undefined {
  if (to.kind === 'nat-gateway') return passBack(journey, to);
  journey.groups('inbound', to);
  journey.receiver = to;
  journey.received(to, to.address, 'receives the packet', to.owner);
  return undefined;
}
