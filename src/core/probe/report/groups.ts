/** Sorts a target's ports into the groups nmap reports: one per state, counted by reason. */
import { PortSet } from '../../net/portSet.ts';
import type { PortReason, PortResult, PortState } from '../scanResult.ts';

/** The ports of a group that share a protocol and a reason. */
export interface ReasonGroup {
  readonly protocol: PortResult['protocol'];
  readonly reason: PortReason | 'unresolved';
  readonly ports: PortSet;
}

/** The ports of one target that share a state. */
export interface StateGroup {
  readonly state: PortState;
  readonly count: number;
  /** Most numerous first; of equally many the one whose first port comes later, UDP after TCP, stands first. */
  readonly reasons: readonly ReasonGroup[];
}

/** How nmap orders states with equally many ports. A state nmap has no word for stands last, however many ports it has. */
const stateOrder: readonly PortState[] = [
  'open',
  'closed',
  'filtered',
  'unfiltered',
  'open|filtered',
  'unknown',
];

/** Most numerous first (SEMANTICS T17). */
export function groupsOf(results: readonly PortResult[]): readonly StateGroup[] {
  return stateOrder
    .map((state) => {
      const reasons = reasonsOf(results.filter((result) => result.state === state && !result.ports.isEmpty));
      return { state, reasons, count: reasons.reduce((sum, { ports }) => sum + ports.size, 0) };
    })
    .filter((group) => group.count > 0)
    .sort((a, b) => last(a) - last(b) || b.count - a.count);
}

function last({ state }: StateGroup): number {
  return state === 'unknown' ? 1 : 0;
}

function reasonsOf(results: readonly PortResult[]): readonly ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>();
  for (const { protocol, ports, reason = 'unresolved' } of results) {
    const key = `${protocol} ${reason}`;
    groups.set(key, { protocol, reason, ports: (groups.get(key)?.ports ?? PortSet.none).union(ports) });
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.ports.size - a.ports.size || b.protocol.localeCompare(a.protocol) || firstPort(b) - firstPort(a),
  );
}

function firstPort({ ports }: ReasonGroup): number {
  return ports.ranges[0]?.first ?? 0;
}

/** Counts by reason over several states and both protocols, as 7.80 writes them: ties as in `StateGroup.reasons`. */
export function totalsOf(
  groups: readonly StateGroup[],
): readonly { readonly reason: string; readonly count: number }[] {
  const met = groups
    .flatMap(({ reasons }) => reasons)
    .sort((a, b) => a.protocol.localeCompare(b.protocol) || firstPort(a) - firstPort(b));
  const counts = new Map<string, number>();
  for (const { reason, ports } of met) counts.set(reason, (counts.get(reason) ?? 0) + ports.size);
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .reverse()
    .sort((a, b) => b.count - a.count);
}
