/** VPC peering: to an interface of the other VPC and no further (SEMANTICS R15). */
import type { Component } from '../aws/component.ts';
import type { Subnet } from '../aws/network.ts';
import { formatAddress } from '../net/address.ts';
import { unknown } from '../value/value.ts';
import type { Journey, Stop } from './journey.ts';

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
  const { requester, accepter } = connection;
  if (subnet.vpc.kind === 'unknown') return journey.open(at, address, subnet.vpc);
  if (requester.kind === 'unknown') return journey.open(at, address, requester);
  if (accepter.kind === 'unknown') return journey.open(at, address, accepter);
  const here = subnet.vpc.value;
  const ends = [requester.value, accepter.value];
  const base = {
    checkpoint: 'vpc-peering-connection',
    at: at.address,
    component: address,
    failure: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
    origin: connection.origin,
  } as const;
  const where = `VPC peering connection ${address}`;
  const peer = ends.find((vpc) => vpc !== here);
  if (!ends.includes(here) || peer === undefined)
    return journey.refuse({ ...base, failure: 'NO_PATH', text: `${where}: does not join ${here}` });
  const there = target === undefined ? undefined : topology.subnetOf(target);
  const vpc = there?.kind === 'known' ? there.value.vpc : there;
  if (vpc?.kind === 'unknown') return journey.open(at, address, vpc);
  if (vpc === undefined && topology.vpc(peer) === undefined)
    return journey.open(at, address, unknown(peer, 'is a VPC outside the code'));
  if (target === undefined || vpc?.value !== peer) {
    const text = (): string =>
      `${where}: leads to ${peer}, and ${formatAddress(packet.destination)} is not there`;
    return journey.refuse({ ...base, text });
  }
  journey.pass({ ...base, verdict: 'allow', text: `${where}: leads to ${peer}` });
  return { kind: 'to-subnet', to: target };
}
