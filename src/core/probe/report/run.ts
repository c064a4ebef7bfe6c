/** One run of nmap over all targets of a scan: what every format needs before it writes its own words. */
import { PortSet } from '../../net/portSet.ts';
import type { PortResult, Scan } from '../scanResult.ts';
import { counted, later } from './figures.ts';
import { hostReport, type HostReport } from './hostReport.ts';
import { verbose, type ReportOptions } from './options.ts';
import { courseOf, type Course } from './phases.ts';
import { scanTypesOf, scanWords } from './words.ts';

export interface Run {
  readonly scan: Scan;
  readonly options: ReportOptions;
  readonly hosts: readonly HostReport[];
  /** Down, and nevertheless named: only with `-v`, and not with `--open`. They come before the others. */
  readonly down: readonly HostReport[];
  /** The hosts with a report of their own. */
  readonly reported: readonly HostReport[];
  readonly course: Course;
  readonly finished: Date;
  /** `1 IP address (1 host up) scanned in 6.36 seconds`. */
  readonly summary: string;
  readonly up: number;
}

export function runOf(scan: Scan, options: ReportOptions): Run {
  const hosts = scan.targets.map((target) => hostReport(scan, target, options));
  const course = courseOf(scan, hosts, options);
  const up = hosts.filter(({ status }) => status === 'up').length;
  const addresses = counted(hosts.length, 'IP address', 'IP addresses');
  return {
    scan,
    options,
    hosts,
    down: verbose(options) > 0 ? hosts.filter(({ status, omitted }) => status === 'down' && !omitted) : [],
    reported: hosts.filter(({ status, omitted, timedOut }) => status !== 'down' && (timedOut || !omitted)),
    course,
    finished: later(options.started, course.seconds),
    summary: `${addresses} (${counted(up, 'host')} up) scanned in ${course.seconds.toFixed(2)} seconds`,
    up,
  };
}

/** The ports a run asked about. */
export function askedPorts({ options, scan }: Run, protocol: PortResult['protocol']): PortSet {
  const isScanned = scanTypesOf(scan).some((type) => scanWords[type].protocol === protocol);
  if (!isScanned) return PortSet.none;
  if (options.ports !== undefined) return options.ports[protocol] ?? PortSet.none;
  return scan.targets
    .flatMap(({ results }) => results)
    .filter((result) => result.protocol === protocol)
    .reduce((all, { ports }) => all.union(ports), PortSet.none);
}
