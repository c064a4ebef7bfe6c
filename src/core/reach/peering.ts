/** VPC peering: to an interface of the other VPC and no further (SEMANTICS R15). */
import { whereOutside, type Component } from '../aws/component.ts';
import type { Match } from '../aws/match.ts';
import type { NetworkInterface, Subnet, VpcPeeringConnection } from '../aws/network.ts';
import { formatAddress } from '../net/address.ts';
import { explain, unknown, type Maybe } from '../value/value.ts';
import type { RequestCode } from './codes.ts';
import type { Journey, Stop } from './journey.ts';
import type { Topology } from './topology.ts';

/** Through a connection that a route of the subnet led to. */
export function crossPeering(
  journey: Journey,
  at: Component,
  subnet: Subnet,
  address: string,
): Stop | undefined {
  const { topology, target, packet } = journey;
  const connection = topology.network.vpcPeeringConnections.find(
    (candidate) => candidate.address === address,
  );
  if (connection === undefined)
    return journey.open(at, address, unknown(address, 'is a VPC peering connection outside the code'));
  const { requester, accepter, active, crossRegion, origin } = connection;
  for (const open of [subnet.vpc, requester, accepter])
    if (open.kind === 'unknown') return journey.open(at, address, open);
  const site = { checkpoint: 'vpc-peering-connection', at: at.address, component: address, origin } as const;
  const refuse = (failure: RequestCode, text: () => string): Stop | undefined =>
    journey.refuse(site, failure, () => `VPC peering connection ${address}: ${text()}`);
  const here = subnet.vpc.kind === 'known' ? subnet.vpc.value : '';
  const peer = otherEnd(connection, here);
  if (peer === undefined) return refuse('NO_PATH', () => `does not join ${here}`);
  if (active.kind === 'known' && !active.value)
    return refuse('BAD_STATE', () => 'is not accepted, so it carries nothing');
  const sender = vpcOfHolder(topology, packet.source.holder);
  if (sender?.kind === 'unknown') return journey.open(at, address, sender);
  if (sender?.value !== here) {
    const text = (): string => `takes only what comes from ${here}, not ${formatAddress(packet.source)}`;
    return refuse('PCX_REQUIRES_ADDRESS_IN_VPC_CIDR', text);
  }
  const receiver = vpcOfHolder(topology, packet.destination.holder);
  if (receiver?.kind === 'unknown') return journey.open(at, address, receiver);
  if (target === undefined || receiver?.value !== peer)
    return nobodyBehind(journey, at, address, peer, refuse);
  if (active.kind === 'known') journey.allow(site, `VPC peering connection ${address}: leads to ${peer}`);
  else {
    const { because } = active;
    const text = (): string =>
      `VPC peering connection ${address}: cannot be told whether it is accepted, because ${explain(because)}`;
    journey.doubt(site, 'BAD_STATE', because, text);
  }
  // Groups of the other VPC can be named within one Region (S29).
  const references: Match = crossRegion.kind === 'unknown' ? crossRegion : crossRegion.value ? 'no' : 'yes';
  journey.crosses({ inbound: references, outbound: references });
  return { kind: 'to-subnet', to: target };
}

/** The address is not one of the other VPC, or one of nobody in the code there. */
function nobodyBehind(
  journey: Journey,
  at: Component,
  address: string,
  peer: string,
  refuse: (failure: RequestCode, text: () => string) => Stop | undefined,
): Stop | undefined {
  const { topology, packet } = journey;
  const vpc = topology.vpc(peer);
  if (vpc === undefined) return journey.open(at, address, unknown(peer, `is a VPC ${whereOutside(peer)}`));
  const holds = topology.vpcHolds(vpc, packet.destination);
  const destination = formatAddress(packet.destination);
  if (holds === 'no')
    return refuse(
      'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
      () => `leads to ${peer}, and ${destination} is not there`,
    );
  if (holds !== 'yes') return journey.open(at, address, holds);
  const why = `lies in ${peer}, which ${address} leads to, and belongs to no interface of the code there`;
  return journey.open(at, destination, unknown(destination, why));
}

function otherEnd({ requester, accepter }: VpcPeeringConnection, here: string): string | undefined {
  const ends = [requester, accepter].flatMap((end) => (end.kind === 'known' ? [end.value] : []));
  return ends.includes(here) ? ends.find((vpc) => vpc !== here) : undefined;
}

/** The VPC of the interface that has an address; `undefined` when none of the code has it. */
function vpcOfHolder(topology: Topology, holder: string | undefined): Maybe<string> | undefined {
  const at: NetworkInterface | undefined = holder === undefined ? undefined : topology.interface(holder);
  const subnet = at === undefined ? undefined : topology.subnetOf(at);
  return subnet?.kind === 'known' ? subnet.value.vpc : subnet;
}
