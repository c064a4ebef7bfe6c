/**
 * nmap 7.93's normal output for a simulated scan. What nmap decides by rule (words, order, columns, what it hides) is
 * as nmap has it (SEMANTICS T16–T22); what it would measure (times, latency, TTL) the caller says.
 */
import type { Because } from '../../value/value.ts';
import type { PortState, Scan, ScannedTarget } from '../scanResult.ts';
import { serviceName } from '../services.ts';
import { estimateSeconds, type Timing } from './estimate.ts';
import { bytes, clock, later, longDate, minute, second, significant } from './figures.ts';
import { groupsOf, type ReasonCount, type StateGroup } from './groups.ts';
import { labelOf, probedIp } from './label.ts';
import { printable } from './printable.ts';

export interface NormalOptions {
  /** When the scan began. Printed in UTC. */
  readonly started: Date;
  /** Seconds; printed where some port answered, as nmap prints it (T21). */
  readonly latency: number;
  /** 1–255; printed with the reason `reset`. */
  readonly ttl: number;
  readonly timing: Timing;
  /** How many `-v`. */
  readonly verbosity: number;
  /** `--reason`. */
  readonly reason: boolean;
  /** `--open`: hides `closed` and `filtered`, and targets that have nothing else. */
  readonly openOnly: boolean;
  /** Prints a target's name before its address, as nmap does when it was given a name. */
  readonly names: boolean;
  /** Set for the text of a `-oN` file: the command line it names. */
  readonly commandLine?: string;
}

/**
 * The options of a plain `nmap -T3`. Latency and TTL are placeholders nobody measured: 0.05 s is a usual way across the
 * internet, 64 is what a Linux host sends (T29).
 */
export const normalDefaults: Omit<NormalOptions, 'started'> = {
  latency: 0.05,
  ttl: 64,
  timing: 3,
  verbosity: 0,
  reason: false,
  openOnly: false,
  names: true,
};

/** A port count up to this is listed row by row; `-v` raises it (T17). */
const rowsPerLevel = 25;

/** Bytes of an IP header and a TCP header without options. */
const packetBytes = { ipv4: 40, ipv6: 60 };

/** States `--open` leaves alone. */
const possiblyOpen: ReadonlySet<PortState> = new Set(['open', 'open|filtered', 'unfiltered', 'unknown']);

interface Timed {
  readonly target: ScannedTarget;
  readonly total: number;
  readonly answered: number;
  readonly seconds: number;
}

/**
 * The whole text nmap would print, with a line break at its end. Ports whose state is unknown are listed or counted as
 * state `unknown` behind nmap's own, and lines that start with `Not known:` say what would settle them.
 */
export function formatNormal(scan: Scan, options: NormalOptions): string {
  const timed = scan.targets.map((target) => time(target, options.timing));
  const seconds = timed.reduce((sum, target) => sum + target.seconds, 0.1);
  const finished = later(options.started, seconds);
  const toFile = options.commandLine !== undefined;
  const count = timed.length;
  const summary = `${count} IP ${count === 1 ? 'address' : 'addresses'} (${count} ${count === 1 ? 'host' : 'hosts'} up) scanned in ${seconds.toFixed(2)} seconds`;
  const verbose = options.verbosity > 0;
  return [
    toFile
      ? `# Nmap 7.93 scan initiated ${longDate(options.started)} as: ${printable(options.commandLine)}`
      : `Starting Nmap 7.93 ( https://nmap.org ) at ${minute(options.started)} UTC`,
    ...(verbose && !toFile && count > 0 ? progress(scan, timed, options) : []),
    ...timed.flatMap((target) => host(scan, target, options)),
    ...(verbose ? ['Read data files from: /usr/bin/../share/nmap'] : []),
    toFile ? `# Nmap done at ${longDate(finished)} -- ${summary}` : `Nmap done: ${summary}`,
    ...(verbose && !toFile ? [traffic(scan, timed)] : []),
    '',
  ].join('\n');
}

function progress(scan: Scan, timed: readonly Timed[], options: NormalOptions): readonly string[] {
  const ports = timed[0]?.total ?? 0;
  const seconds = timed.reduce((sum, target) => sum + target.seconds, 0);
  const total = timed.reduce((sum, target) => sum + target.total, 0);
  const noun = ports === 1 ? 'port' : 'ports';
  const [only] = timed;
  const what =
    only !== undefined && timed.length === 1
      ? `${labelOf(scan, only.target, options.names)} [${ports} ${noun}]`
      : `${timed.length} hosts [${ports} ${noun}/host]`;
  return [
    `Initiating ACK Scan at ${clock(options.started)}`,
    `Scanning ${what}`,
    `Completed ACK Scan at ${clock(later(options.started, seconds))}, ${seconds.toFixed(2)}s elapsed (${total} total ports)`,
  ];
}

function host(scan: Scan, timed: Timed, options: NormalOptions): readonly string[] {
  const { target } = timed;
  const groups = groupsOf(target);
  if (options.openOnly && !groups.some((group) => possiblyOpen.has(group.state))) return [];
  const limit = rowsPerLevel * (options.verbosity + 1);
  const isHidden = (group: StateGroup): boolean =>
    options.openOnly && !possiblyOpen.has(group.state) ? true : group.state !== 'open' && group.count > limit;
  const hidden = groups.filter(isHidden);
  const shown = new Set(groups.filter((group) => !isHidden(group)).map((group) => group.state));
  const withReasons = options.reason || options.verbosity >= 2;
  const label = labelOf(scan, target, options.names);
  const received = withReasons ? ', received user-set' : '';
  const latency = timed.answered > 0 ? ` (${significant(options.latency)}s latency)` : '';
  const notShown =
    hidden.length > 0
      ? `Not shown: ${hidden.flatMap((group) => group.reasons.map((reason) => hiddenPorts(group, reason))).join(', ')}`
      : '';
  const lines = [`Nmap scan report for ${label}`, `Host is up${received}${latency}.`];
  if (options.verbosity >= 2) {
    lines.push(`Scanned at ${second(options.started)} UTC for ${Math.trunc(timed.seconds)}s`);
  }
  if (shown.size === 0) {
    lines.push(`All ${timed.total} scanned ports on ${label} are in ignored states.`, notShown);
  } else {
    lines.push(notShown);
    if (options.openOnly && hidden.length > 0) {
      lines.push('Some closed ports may be reported as filtered due to --defeat-rst-ratelimit');
    }
    lines.push(...table(target, shown, withReasons, options.ttl));
  }
  return [
    ...lines,
    ...unresolved(target).map((reason) => `Not known: ${printable(`${reason.what} ${reason.why}`)}`),
    '',
  ];
}

function hiddenPorts(group: StateGroup, { protocol, reason, count }: ReasonCount): string {
  return `${count} ${group.state} ${protocol} ${group.count === 1 ? 'port' : 'ports'} (${reason})`;
}

function table(
  target: ScannedTarget,
  states: ReadonlySet<PortState>,
  withReasons: boolean,
  ttl: number,
): readonly string[] {
  const found: { port: number; protocol: 'tcp' | 'udp'; state: PortState; reason: string }[] = [];
  for (const { protocol, ports, state, reason } of target.results) {
    if (!states.has(state)) continue;
    const text =
      reason === 'reset' || reason === 'syn-ack' ? `${reason} ttl ${ttl}` : (reason ?? 'unresolved');
    for (const { first, last } of ports.ranges) {
      for (let port = first; port <= last; port++) found.push({ port, protocol, state, reason: text });
    }
  }
  found.sort((a, b) => a.protocol.localeCompare(b.protocol) || a.port - b.port);
  const rows = [
    ['PORT', 'STATE', 'SERVICE', 'REASON'],
    ...found.map((row) => [
      `${row.port}/${row.protocol}`,
      row.state,
      serviceName(row.port, row.protocol),
      row.reason,
    ]),
  ].map((row) => (withReasons ? row : row.slice(0, 3)));
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' ')
      .trimEnd(),
  );
}

function unresolved(target: ScannedTarget): readonly Because[] {
  const reasons = new Map<string, Because>();
  for (const result of target.results) {
    if (result.state !== 'unknown') continue;
    for (const reason of result.unresolved) reasons.set(`${reason.what} ${reason.why}`, reason);
  }
  return [...reasons.values()];
}

function time(target: ScannedTarget, timing: Timing): Timed {
  const total = target.results.reduce((sum, result) => sum + result.ports.size, 0);
  const answered = target.results
    .filter((result) => result.reason !== undefined && result.reason !== 'no-response')
    .reduce((sum, result) => sum + result.ports.size, 0);
  return { target, total, answered, seconds: estimateSeconds(total - answered, answered, timing) };
}

/** Silent ports are probed twice. */
function traffic(scan: Scan, timed: readonly Timed[]): string {
  let sent = 0;
  let sentBytes = 0;
  let received = 0;
  let receivedBytes = 0;
  for (const { target, total, answered } of timed) {
    const size = probedIp(scan, target)?.includes(':') === true ? packetBytes.ipv6 : packetBytes.ipv4;
    sent += 2 * total - answered;
    sentBytes += (2 * total - answered) * size;
    received += answered;
    receivedBytes += answered * size;
  }
  return `           Raw packets sent: ${sent} (${bytes(sentBytes)}) | Rcvd: ${received} (${bytes(receivedBytes)})`;
}
