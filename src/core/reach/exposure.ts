/**
 * Who reaches one interface: every class of public addresses and every other interface, on all ports of all protocols,
 * and which network ACL entry decides about each range of ports.
 */
import { networkAclPorts } from '../aws/networkAcl.ts';
import type { Direction, NetworkAclEntry, NetworkInterface } from '../aws/network.ts';
import type { Address, Family } from '../net/address.ts';
import type { PortSet } from '../net/portSet.ts';
import type { Protocol } from '../net/protocol.ts';
import { matrix, type MatrixRow } from './matrix.ts';
import { networkAclView, viewedProtocol } from './portBounds.ts';
import type { Topology } from './topology.ts';

/** Rows to `target`, one for each class of remotes and family. */
export function exposure(
  topology: Topology,
  target: NetworkInterface,
  families: readonly Family[] = ['ipv4', 'ipv6'],
): readonly MatrixRow[] {
  return matrix(topology, { families, to: [{ kind: 'interface', interface: target }] });
}

/** An entry of the subnet's network ACL with the ports (ICMP: types, as in `icmpPort`) on which it is the first to match. */
export interface DecidingEntry {
  readonly entry: NetworkAclEntry | '*';
  readonly ports: PortSet;
}

/** The winning entry for every port towards one remote address; `undefined` when the network ACL is not known. */
export function decidingEntries(
  topology: Topology,
  at: NetworkInterface,
  direction: Direction,
  remote: Address,
  protocol: Protocol,
): readonly DecidingEntry[] | undefined {
  const subnet = topology.subnetOf(at);
  const acl = subnet.kind === 'known' ? topology.networkAclOf(subnet.value) : subnet;
  if (acl.kind === 'unknown') return undefined;
  const view = networkAclView(acl.value, protocol);
  const written = acl.value[direction];
  return networkAclPorts(view, direction, remote, viewedProtocol(protocol)).decided.map(
    ({ entry, ports }) => ({
      entry: entry === '*' ? entry : (written[view[direction].indexOf(entry)] ?? entry),
      ports,
    }),
  );
}
