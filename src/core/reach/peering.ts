/** VPC peering: to an interface of the other VPC and no further (SEMANTICS R15). */
import type { NetworkInterface, Subnet } from '../aws/network.ts';
import { formatAddress } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { unknown } from '../value/value.ts';
import { unmodelled } from './checkpoints.ts';
import type { Endpoint } from './endpoint.ts';
import type { Topology } from './topology.ts';
import type { Trail } from './trail.ts';

/** Puts a packet that a route sent to a peering connection through it. */
export function passPeering(
  topology: Topology,
  trail: Trail,
  at: NetworkInterface,
  subnet: Subnet,
  address: string,
  to: Endpoint,
  packet: Packet,
): boolean {
  const connection = topology.network.vpcPeeringConnections.find(
    (candidate) => candidate.address === address,
  );
  const open = (what: string, why: string): boolean => unmodelled(trail, at, address, unknown(what, why));
  if (connection === undefined) return open(address, 'is a VPC peering connection outside the code');
  const { requester, accepter } = connection;
  if (subnet.vpc.kind === 'unknown') return unmodelled(trail, at, address, subnet.vpc);
  if (requester.kind === 'unknown') return unmodelled(trail, at, address, requester);
  if (accepter.kind === 'unknown') return unmodelled(trail, at, address, accepter);
  const ends = [requester.value, accepter.value];
  const base = {
    checkpoint: 'vpc-peering-connection',
    at: at.address,
    component: address,
    origin: connection.origin,
  } as const;
  const where = `VPC peering connection ${address}`;
  const peer = ends.find((vpc) => subnet.vpc.kind === 'known' && vpc !== subnet.vpc.value);
  if (!ends.includes(subnet.vpc.value) || peer === undefined) {
    return trail.pass({
      ...base,
      verdict: 'deny',
      failure: 'NO_PATH',
      text: `${where}: does not join ${subnet.vpc.value}`,
    });
  }
  const other = to.kind === 'interface' ? topology.subnetOf(to.interface) : undefined;
  const vpc = other?.kind === 'known' ? other.value.vpc : other;
  if (vpc?.kind === 'unknown') return unmodelled(trail, at, address, vpc);
  const reaches = vpc?.value === peer;
  if (vpc === undefined && topology.vpc(peer) === undefined) return open(peer, 'is a VPC outside the code');
  return trail.pass({
    ...base,
    verdict: reaches ? 'allow' : 'deny',
    failure: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
    text: reaches
      ? `${where}: leads to ${peer}`
      : `${where}: leads to ${peer}, and ${formatAddress(packet.destination)} is not there`,
  });
}
