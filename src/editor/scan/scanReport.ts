/**
 * One simulated scan as people read it: nmap's text for the ports nmap asks by default, and a table of every TCP port
 * in which ranges that fared alike for the same reason are one row.
 */
import type { NetworkInterface } from '../../core/aws/network.ts';
import { lastPort, PortSet } from '../../core/net/portSet.ts';
import { defaultPortCount, topPorts } from '../../core/probe/ports.ts';
import { packetLabels } from '../../core/probe/packets.ts';
import { decidingHop, decisionInWords } from '../../core/probe/report/deciding.ts';
import { formatNormal } from '../../core/probe/report/normal.ts';
import { reportDefaults } from '../../core/probe/report/options.ts';
import { formatXml } from '../../core/probe/report/xml.ts';
import { printable } from '../../core/probe/report/printable.ts';
import { scan } from '../../core/probe/scan.ts';
import type { ScanOrigin } from '../../core/probe/scanOrigin.ts';
import type { PortResult, PortScanType, PortState, Scan } from '../../core/probe/scanResult.ts';
import { protocolOf } from '../../core/probe/scanTypes.ts';
import type { Topology } from '../../core/reach/topology.ts';
import type { Origin } from '../../core/text/origin.ts';
import { labelOf, scanNames } from './choices.ts';

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
  /** nmap's XML. */
  readonly xml: string;
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
  type: PortScanType = 'ack',
): ScanReport {
  const request = { type, targets: [target], from } as const;
  const usual = scan(topology, { ...request, ports: topPorts(defaultPortCount, protocolOf(type)) });
  const whole = scan(topology, { ...request, ports: everyPort });
  const report = { ...reportDefaults, started };
  return {
    text: formatNormal(usual, report),
    xml: formatXml(usual, report, `ackscope scan ${printable(target.owner)}`),
    rows: rowsOf(
      whole.targets.flatMap(({ results }) => results),
      type,
    ),
    summary: `${scanNames[type]} scan of ${labelOf(target)} ${fromInWords(from, usual)}: ${countsInWords(usual)}`,
  };
}

function rowsOf(results: readonly PortResult[], type: PortScanType): readonly ReportRow[] {
  const labels = packetLabels(type);
  const rows = new Map<string, { ports: PortSet; result: PortResult; because: string }>();
  for (const result of results) {
    const because = decisionInWords(result, labels);
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

function originOf(result: PortResult): Origin | undefined {
  const open = result.unresolved.find((reason) => reason.origin !== undefined);
  return open?.origin ?? decidingHop(result)?.origin;
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
