/** Cuts the ports at the edges of the rules that can decide, so that one walk answers for a whole range. */
import type { NetworkInterface, TrafficMatch } from '../aws/network.ts';
import type { PortRange } from '../net/portSet.ts';
import type { PortSet } from '../net/portSet.ts';
import type { Topology } from './topology.ts';

/** Ranges that together are `ports`, within each of which every filter of the given interfaces treats all ports alike. */
export function portAtoms(
  topology: Topology,
  ports: PortSet,
  interfaces: readonly NetworkInterface[],
): readonly PortRange[] {
  const starts = new Set<number>();
  // A NAT gateway on the way has its own subnet's NACL judge the same ports (SEMANTICS N28).
  const gateways = topology.interfaces.filter(({ kind }) => kind === 'nat-gateway');
  for (const rule of [...interfaces, ...gateways].flatMap((at) => rulesAt(topology, at))) {
    if (rule.ports.kind === 'unknown' || rule.ports.value === 'all') continue;
    starts.add(rule.ports.value.first);
    starts.add(rule.ports.value.last + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  const result: PortRange[] = [];
  for (const { first, last } of ports.ranges) {
    let from = first;
    for (const start of sorted) {
      if (start <= from) continue;
      if (start > last) break;
      result.push({ first: from, last: start - 1 });
      from = start;
    }
    result.push({ first: from, last });
  }
  return result;
}

function rulesAt(topology: Topology, at: NetworkInterface): readonly TrafficMatch[] {
  const subnet = topology.subnetOf(at);
  const acl = subnet.kind === 'known' ? topology.networkAclOf(subnet.value) : subnet;
  const entries = acl.kind === 'known' ? [...acl.value.inbound, ...acl.value.outbound] : [];
  const rules = topology.groupsOf(at).flatMap((group) => (group.kind === 'known' ? group.value.rules : []));
  return [...entries, ...rules];
}
