/**
 * One simulated ACK scan as people read it: nmap's text for the ports nmap asks by default, and a table of every TCP port
 * in which ranges that fared alike for the same reason are one row.
 */
import type { NetworkInterface } from '../../core/aws/network.ts';
import { lastPort, PortSet } from '../../core/net/portSet.ts';
import { defaultPortCount, topPorts } from '../../core/probe/ports.ts';
import { formatNormal } from '../../core/probe/report/normal.ts';
import { reportDefaults } from '../../core/probe/report/options.ts';
import { printable } from '../../core/probe/report/printable.ts';
import { scan } from '../../core/probe/scan.ts';
import type { ScanOrigin } from '../../core/probe/scanOrigin.ts';
import type { PortResult, PortState, Scan } from '../../core/probe/scanResult.ts';
import type { Topology } from '../../core/reach/topology.ts';
import type { Origin } from '../../core/text/origin.ts';
import { explain } from '../../core/value/value.ts';
import { labelOf } from './choices.ts';

/** A row before its line of code has an id. */
export interface ReportRow {
  readonly ports: string;
  readonly state: PortState;
  readonly reason: string;
  readonly because: string;
  readonly origin: Origin | undefined;
}

export interface ScanReport {
  /** nmap's normal output. */
  readonly text: string;
  readonly rows: readonly ReportRow[];
  /** `ACK scan of aws_instance.web from the internet: 154 ports filtered, 846 unfiltered`. */
  readonly summary: string;
}

/** nmap's `-p-`. */
const everyPort = PortSet.of({ first: 1, last: lastPort });

/** Scans one interface. @param started what the report says about the time. */
export function scanReport(
  topology: Topology,
  target: NetworkInterface,
  from: ScanOrigin,
  started: Date,
): ScanReport {
  const request = { type: 'ack', targets: [target], from } as const;
  const usual = scan(topology, { ...request, ports: topPorts(defaultPortCount) });
  const whole = scan(topology, { ...request, ports: everyPort });
  return {
    text: formatNormal(usual, { ...reportDefaults, started }),
    rows: rowsOf(whole.targets.flatMap(({ results }) => results)),
    summary: `ACK scan of ${labelOf(target)} ${fromInWords(from, usual)}: ${countsInWords(usual)}`,
  };
}

function rowsOf(results: readonly PortResult[]): readonly ReportRow[] {
  const rows = new Map<string, { ports: PortSet; result: PortResult; because: string }>();
  for (const result of results) {
    const because = becauseInWords(result);
    const key = JSON.stringify([result.state, result.reason, because]);
    const row = rows.get(key);
    rows.set(key, {
      result,
      because,
      ports: row === undefined ? result.ports : row.ports.union(result.ports),
    });
  }
  return [...rows.values()]
    .sort((a, b) => (a.ports.ranges[0]?.first ?? 0) - (b.ports.ranges[0]?.first ?? 0))
    .map(({ ports, result, because }) => ({
      ports: ports.toString(),
      state: result.state,
      reason: result.reason ?? '',
      because,
      origin: originOf(result),
    }));
}

/** The hop that decided; of an unfiltered port, the one that let the reply out last. */
function becauseInWords(result: PortResult): string {
  if (result.state === 'unknown') return printable(explain(result.unresolved));
  const decided = deciding(result);
  if (decided === undefined) return '';
  const leg = decided.leg === 'request' ? 'ACK' : 'RST';
  const assumed = result.certainty === 'assumed' ? ' (AWS does not document this)' : '';
  return printable(`${leg}: ${decided.text}${assumed}`);
}

function originOf(result: PortResult): Origin | undefined {
  const open = result.unresolved.find((reason) => reason.origin !== undefined);
  return open?.origin ?? deciding(result)?.origin;
}

function deciding({ state, because }: PortResult): PortResult['because'][number] | undefined {
  if (state !== 'unfiltered') return because.at(-1);
  // What let the port through says more than the gateway every packet passes.
  return (
    because.findLast((hop) => hop.checkpoint === 'network-acl' || hop.checkpoint === 'security-group') ??
    because.at(-1)
  );
}

function fromInWords(from: ScanOrigin, scan: Scan): string {
  if (from.kind === 'internet') return 'from the internet';
  return `from ${from.kind === 'interface' ? labelOf(from.interface) : scan.from.kind === 'address' ? scan.from.ip : ''}`;
}

function countsInWords(scan: Scan): string {
  const counts = new Map<PortState, number>();
  for (const { state, ports } of scan.targets.flatMap(({ results }) => results))
    counts.set(state, (counts.get(state) ?? 0) + ports.size);
  return [...counts]
    .map(([state, count], index) => `${count} ${index > 0 ? '' : count === 1 ? 'port ' : 'ports '}${state}`)
    .join(', ');
}
