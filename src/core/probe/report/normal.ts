/**
 * nmap's normal output for a simulated scan, as 7.93 or 7.80 words it. What nmap decides by rule (words, order, columns,
 * what it collapses) is as nmap has it (SEMANTICS T16–T22); what it would measure (times, latency, TTL) the caller says.
 */
import type { Scan } from '../scanResult.ts';
import { collapsedLines } from './collapsed.ts';
import { clock, later, longDate, minute, second, significant } from './figures.ts';
import { received, type HostReport } from './hostReport.ts';
import { verbose, type ReportOptions } from './options.ts';
import type { Phase } from './phases.ts';
import { printable } from './printable.ts';
import { runOf, type Run } from './run.ts';
import { portTable } from './table.ts';
import { scanTypesOf } from './words.ts';

/**
 * What nmap would print on the terminal, with a line break at its end. Ports whose state is unknown are listed or counted
 * as state `unknown` behind nmap's own, and lines that start with `Not known:` say what would settle them.
 */
export function formatNormal(scan: Scan, options: ReportOptions): string {
  const run = runOf(scan, options);
  const { course, hosts, down } = run;
  const isVerbose = verbose(options) > 0;
  const [only] = hosts;
  const progress = (kind: Phase['kind']): readonly string[] =>
    isVerbose
      ? course.phases.filter((phase) => phase.kind === kind).flatMap((phase) => phaseLines(phase, options))
      : [];
  return [
    `Starting Nmap ${options.version} ( https://nmap.org ) at ${minute(options.started)} UTC`,
    ...progress('discovery'),
    ...down.map((host) => downLine(host, options)),
    ...progress('scan'),
    ...run.reported.flatMap((host) => hostLines(host, options)),
    ...dataFiles(run),
    ...(hosts.length === 1 && only?.status === 'down'
      ? ['Note: Host seems down. If it is really up, but blocking our ping probes, try -Pn']
      : []),
    `Nmap done: ${run.summary}`,
    ...(isVerbose && course.traffic !== undefined ? [`           ${course.traffic}`] : []),
    '',
  ].join('\n');
}

/** The text of a `-oN` file: no progress, and a first and last line of their own. */
export function formatNormalFile(scan: Scan, options: ReportOptions, commandLine: string): string {
  const run = runOf(scan, options);
  return [
    fileHead(options, commandLine),
    ...run.down.map((host) => downLine(host, options)),
    ...run.reported.flatMap((host) => hostLines(host, options)),
    ...dataFiles(run),
    fileFoot(run),
    '',
  ].join('\n');
}

/** `# Nmap 7.93 scan initiated … as: nmap -sA 10.0.1.20`, which also begins a `-oG` file. */
export function fileHead({ version, started }: ReportOptions, commandLine: string): string {
  return `# Nmap ${version} scan initiated ${longDate(started)} as: ${printable(commandLine)}`;
}

/** `# Nmap done at …`, which also ends a `-oG` file. */
export function fileFoot({ finished, summary }: Run): string {
  return `# Nmap done at ${longDate(finished)} -- ${summary}`;
}

function downLine(host: HostReport, options: ReportOptions): string {
  return `Nmap scan report for ${host.label.text} [host down${received(host, options)}]`;
}

function phaseLines(phase: Phase, { started }: ReportOptions): readonly string[] {
  const { title, hosts, portsPerHost, timedOut } = phase;
  const ports = `${portsPerHost} ${portsPerHost === 1 ? 'port' : 'ports'}`;
  const [only] = hosts;
  return [
    `Initiating ${title} at ${clock(later(started, phase.begin))}`,
    only !== undefined && hosts.length === 1
      ? `Scanning ${only.label.text} [${ports}]`
      : `Scanning ${hosts.length} hosts [${ports}/host]`,
    ...phase.discovered.map(({ port, on }) => `Discovered open port ${port} on ${on}`),
    ...timedOut.map((host, index) => {
      const left = hosts.length - index - 1;
      return `${host.label.ip ?? host.label.text} timed out during ${title} (${left} ${left === 1 ? 'host' : 'hosts'} left)`;
    }),
    `Completed ${title} at ${clock(later(started, phase.end))}, ${(phase.end - phase.begin).toFixed(2)}s elapsed (${phase.extent})`,
  ];
}

function hostLines(host: HostReport, options: ReportOptions): readonly string[] {
  const { label, rows } = host;
  const head = [`Nmap scan report for ${label.text}`, hostLine(host, options)];
  if (host.timedOut) return [...head, `Skipping host ${label.text} due to host timeout`];
  const hasTable = rows.length > 0;
  return [
    ...head,
    ...scannedAt(host, options),
    ...collapsedLines(host, options),
    ...(hasTable && options.openOnly && host.hasFiltered
      ? ['Some closed ports may be reported as filtered due to --defeat-rst-ratelimit']
      : []),
    ...(hasTable ? portTable(rows, options) : []),
    ...host.unresolved.map(({ what, why }) => `Not known: ${printable(`${what} ${why}`)}`),
    '',
  ];
}

function hostLine(host: HostReport, options: ReportOptions): string {
  const latency = host.answered ? ` (${significant(options.latency)}s latency)` : '';
  // nmap always knows; here a value that is not known may decide.
  if (host.status === 'unknown') return 'Host may be up.';
  return `Host is up${received(host, options)}${latency}.`;
}

/** 7.80 leaves it out when no table follows. */
function scannedAt(host: HostReport, options: ReportOptions): readonly string[] {
  if (verbose(options) < 2 && options.debugging === 0) return [];
  if (options.version === '7.80' && host.rows.length === 0) return [];
  const seconds = [...host.shares.values()].reduce((sum, share) => sum + share.seconds, 0);
  return [`Scanned at ${second(options.started)} UTC for ${Math.trunc(seconds)}s`];
}

/** Where a packaged nmap finds its lists of ports. */
const dataFolder = '/usr/bin/../share/nmap';

function dataFiles({ hosts, options, scan }: Run): readonly string[] {
  if (options.debugging > 0) {
    const types = scanTypesOf(scan);
    // 7.80 reads the payloads at its start, 7.93 when it scans UDP.
    const isProbed = types.includes('udp') && hosts.some(({ status }) => status !== 'down');
    const payloads = options.version === '7.80' || isProbed ? ['nmap-payloads'] : [];
    const names = types.includes('ipproto') ? 'nmap-protocols' : 'nmap-services';
    return [`Read from ${dataFolder}: ${[...payloads, names].join(' ')}.`];
  }
  return options.verbosity > 0 ? [`Read data files from: ${dataFolder}`] : [];
}
