/** Sorts a target's ports into the groups nmap reports: one per state, counted by reason. */
import type { PortReason, PortState, ScannedTarget } from '../scanResult.ts';

/** The ports of a group that share a protocol and a reason. */
export interface ReasonCount {
  readonly protocol: 'tcp' | 'udp';
  readonly reason: PortReason | 'unresolved';
  readonly count: number;
}

/** The ports of one target that share a state. */
export interface StateGroup {
  readonly state: PortState;
  readonly count: number;
  readonly reasons: readonly ReasonCount[];
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

/** Most numerous first (T17). */
export function groupsOf(target: ScannedTarget): readonly StateGroup[] {
  return stateOrder
    .map((state, order) => {
      const reasons: ReasonCount[] = [];
      for (const protocol of ['udp', 'tcp'] as const) {
        const counts = new Map<ReasonCount['reason'], number>();
        for (const result of target.results) {
          if (result.state !== state || result.protocol !== protocol || result.ports.isEmpty) continue;
          const reason = result.reason ?? 'unresolved';
          counts.set(reason, (counts.get(reason) ?? 0) + result.ports.size);
        }
        for (const [reason, count] of counts) reasons.push({ protocol, reason, count });
      }
      reasons.sort((a, b) => b.count - a.count);
      return { state, order, reasons, count: reasons.reduce((sum, reason) => sum + reason.count, 0) };
    })
    .filter((group) => group.count > 0)
    .sort((a, b) => rank(a) - rank(b) || b.count - a.count || a.order - b.order);
}

function rank(group: StateGroup): number {
  return group.state === 'unknown' ? 1 : 0;
}
