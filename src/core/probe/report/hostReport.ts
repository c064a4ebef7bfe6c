/**
 * What a report shows of one target, before any format: whether it is up, which states are collapsed into counts and
 * which ports get a row of their own (SEMANTICS T17), whether a latency is known (T21).
 */
import type { Because } from '../../value/value.ts';
import type { PortResult, PortState, Scan, ScannedTarget, ScanType } from '../scanResult.ts';
import { estimateSeconds, type Timing } from './estimate.ts';
import { groupsOf, type StateGroup } from './groups.ts';
import { labelOf, type Label } from './label.ts';
import { verbose, withReasons, type ReportOptions } from './options.ts';
import { scanTypesOf, scanWords, ttlOf } from './words.ts';

/** One listed port. */
export interface Row {
  readonly port: number;
  readonly protocol: PortResult['protocol'];
  readonly state: PortState;
  readonly reason: string;
  /** 0 where the reason has none. */
  readonly ttl: number;
}

export interface HostReport {
  readonly label: Label;
  readonly status: 'up' | 'down' | 'unknown';
  readonly reason: string;
  readonly reasonTtl: number;
  /** Whether the target was looked for first: without `-Pn`. */
  readonly discovered: boolean;
  /** Whether anything answered, so that nmap knows a round-trip time. */
  readonly answered: boolean;
  readonly timedOut: boolean;
  /** Set when `--open` leaves the target out. */
  readonly omitted: boolean;
  /** How many ports were asked. */
  readonly total: number;
  /** Most numerous first. */
  readonly collapsed: readonly StateGroup[];
  /** TCP by number, then UDP by number. */
  readonly rows: readonly Row[];
  /** Whether `filtered` is among the states, listed or collapsed. */
  readonly hasFiltered: boolean;
  readonly unresolved: readonly Because[];
  /** By type of scan. */
  readonly shares: ReadonlyMap<ScanType, Share>;
}

/** What one type of scan met on one target. */
export interface Share {
  readonly total: number;
  readonly silent: number;
  readonly results: readonly PortResult[];
  /** Estimated, whatever the host timeout. */
  readonly seconds: number;
}

/** A state with up to this many ports is listed row by row; `-v` and `-d` raise it. */
const rowsPerLevel = 25;

/** How much more a `-d` raises it. */
const rowsPerDebugging = 20;

/** States `--open` leaves alone. */
const possiblyOpen: ReadonlySet<PortState> = new Set(['open', 'open|filtered', 'unfiltered', 'unknown']);

export function hostReport(scan: Scan, target: ScannedTarget, options: ReportOptions): HostReport {
  const { host, results } = target;
  const groups = groupsOf(results);
  const collapsed = groups.filter((group) => isCollapsed(group, options));
  const listed = new Set(groups.filter((group) => !collapsed.includes(group)).map(({ state }) => state));
  const status = host?.status ?? 'up';
  const reason = host === undefined ? 'user-set' : (host.reason ?? 'unresolved');
  const shares = new Map(scanTypesOf(scan).map((type) => [type, shareOf(type, results, options.timing)]));
  const seconds = [...shares.values()].reduce((sum, share) => sum + share.seconds, 0);
  return {
    label: labelOf(scan, target, options.names),
    status,
    reason,
    reasonTtl: ttlOf(reason, false, options.ttl),
    discovered: reason !== 'user-set',
    answered:
      (status === 'up' && reason !== 'user-set') || [...shares.values()].some((s) => s.total > s.silent),
    timedOut: status !== 'down' && options.hostTimeout !== undefined && seconds > options.hostTimeout,
    omitted:
      options.openOnly && (status === 'down' || !groups.some((group) => possiblyOpen.has(group.state))),
    total: groups.reduce((sum, group) => sum + group.count, 0),
    collapsed,
    rows: rowsOf(scan.scan, results, listed, options.ttl),
    hasFiltered: groups.some((group) => group.state === 'filtered'),
    unresolved: unresolvedOf(target),
    shares,
  };
}

/** `received reset ttl 63`, or nothing where reasons are not asked for. */
export function received(host: HostReport, options: ReportOptions): string {
  if (!withReasons(options)) return '';
  return `, received ${host.reason}${host.reasonTtl > 0 ? ` ttl ${host.reasonTtl}` : ''}`;
}

function isCollapsed({ state, count }: StateGroup, options: ReportOptions): boolean {
  const { debugging, openOnly } = options;
  if (debugging > 2 || state === 'open') return false;
  if (state === 'open|filtered' && verbose(options) > 2) return false;
  if (openOnly && !possiblyOpen.has(state)) return true;
  return count > rowsPerLevel * (verbose(options) + 1 + rowsPerDebugging * debugging);
}

function rowsOf(
  scan: ScanType,
  results: readonly PortResult[],
  states: ReadonlySet<PortState>,
  ttl: number,
): readonly Row[] {
  const rows: Row[] = [];
  for (const { protocol, ports, state, reason = 'unresolved' } of results) {
    if (!states.has(state)) continue;
    const row = {
      protocol,
      state,
      reason,
      ttl: ttlOf(reason, protocol === 'tcp' && !scanWords[scan].raw, ttl),
    };
    for (const { first, last } of ports.ranges) {
      for (let port = first; port <= last; port++) rows.push({ port, ...row });
    }
  }
  return rows.sort((a, b) => a.protocol.localeCompare(b.protocol) || a.port - b.port);
}

function shareOf(type: ScanType, all: readonly PortResult[], timing: Timing): Share {
  const results = all.filter(({ protocol }) => protocol === scanWords[type].protocol);
  let total = 0;
  let silent = 0;
  for (const result of results) {
    total += result.ports.size;
    if (!isAnswered(result)) silent += result.ports.size;
  }
  return { total, silent, results, seconds: estimateSeconds(silent, total - silent, timing) };
}

/** Whoever listens, an answer comes back when one got through; which one decides only about the state. */
function isAnswered({ reason, because }: PortResult): boolean {
  if (reason !== undefined) return reason !== 'no-response';
  const last = because.at(-1);
  return last?.leg === 'reply' && last.verdict === 'allow';
}

function unresolvedOf({ host, results }: ScannedTarget): readonly Because[] {
  const reasons = new Map<string, Because>();
  for (const { unresolved } of [...(host === undefined ? [] : [host]), ...results]) {
    for (const reason of unresolved) reasons.set(`${reason.what} ${reason.why}`, reason);
  }
  return [...reasons.values()];
}
