/**
 * nmap's `-oX` for a simulated scan: every attribute that decides by rule as nmap has it, valid against nmap's DTD. 7.93
 * lists the collapsed ports of each reason; 7.80 only counts them, in the plural. A state nmap has no word for is
 * `unknown`, and comments that begin with `Not known:` say what would settle it.
 */
import type { Scan } from '../scanResult.ts';
import { epoch, later, longDate } from './figures.ts';
import { totalsOf } from './groups.ts';
import type { HostReport, Row } from './hostReport.ts';
import { verbose, type NmapVersion, type ReportOptions } from './options.ts';
import type { Phase } from './phases.ts';
import { attributes, escapeXml } from './markup.ts';
import { printable } from './printable.ts';
import { askedPorts, runOf, type Run } from './run.ts';
import { countedProtocol, listedService, reasonWord, scanTypesOf, scanWords } from './words.ts';

/** The text of a `-oX` file, with a line break at its end. */
export function formatXml(scan: Scan, options: ReportOptions, commandLine: string): string {
  const run = runOf(scan, options);
  const { started, version } = options;
  const args = printable(commandLine);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE nmaprun>',
    '<?xml-stylesheet href="file:///usr/bin/../share/nmap/nmap.xsl" type="text/xsl"?>',
    `<!-- ${escapeXml(`Nmap ${version} scan initiated ${longDate(started)} as: ${args}`)} -->`,
    `<nmaprun${attributes({
      scanner: 'nmap',
      args,
      start: epoch(started),
      startstr: longDate(started),
      version,
      xmloutputversion: version === '7.80' ? '1.04' : '1.05',
    })}>`,
    ...scanTypesOf(scan).map((type) => {
      const { protocol } = scanWords[type];
      const ports = askedPorts(run, protocol);
      return element('scaninfo', { type, protocol, numservices: ports.size, services: ports.toString() });
    }),
    element('verbose', { level: verbose(options) }),
    element('debugging', { level: options.debugging }),
    ...phases(run, 'discovery'),
    ...run.down.flatMap((host) => [`<host>${status(host)}`, ...address(host), '</host>']),
    ...phases(run, 'scan'),
    ...run.reported.flatMap((host) => hostLines(host, run)),
    `<runstats>${finished(run)}${element('hosts', hostCounts(run))}`,
    '</runstats>',
    '</nmaprun>',
    '',
  ].join('\n');
}

/** The course of the run, and in 7.93 a hint for each host as discovery finds it. */
function phases({ course, hosts, options }: Run, kind: Phase['kind']): readonly string[] {
  const found = options.version === '7.93' ? hosts.filter((host) => host.status === 'up') : [];
  return course.phases
    .filter((phase) => phase.kind === kind)
    .flatMap((phase) => {
      const task = (tag: string, at: number, extrainfo?: string): readonly string[] =>
        verbose(options) > 0
          ? [
              element(tag, {
                task: phase.title,
                time: epoch(later(options.started, at)),
                ...(extrainfo === undefined ? {} : { extrainfo }),
              }),
            ]
          : [];
      return [
        ...task('taskbegin', phase.begin),
        ...(kind === 'discovery' ? found.flatMap(hint) : []),
        ...task('taskend', phase.end, phase.extent),
      ];
    });
}

function hint(host: HostReport): readonly string[] {
  const state = element('status', { state: 'up', reason: 'unknown-response', reason_ttl: 0 });
  return [`<hosthint>${state}`, ...address(host), ...hostnames(host), '</hosthint>'];
}

function hostLines(host: HostReport, { options, course }: Run): readonly string[] {
  const begin = course.phases.find(({ kind }) => kind === 'scan')?.begin ?? 0;
  const starttime = epoch(later(options.started, begin));
  const endtime = epoch(later(options.started, course.phases.at(-1)?.end ?? begin));
  const timedout = host.timedOut ? { timedout: 'true' } : {};
  return [
    `<host${attributes({ starttime, endtime, ...timedout })}>${status(host)}`,
    ...address(host),
    ...hostnames(host),
    ...(host.timedOut ? [] : ports(host, options)),
    ...host.unresolved.map(
      ({ what, why }) => `<!-- ${escapeXml(printable(`Not known: ${what} ${why}`))} -->`,
    ),
    ...(host.answered ? [times(options)] : []),
    '</host>',
  ];
}

function status({ status: state, reason, reasonTtl }: HostReport): string {
  return element('status', { state, reason, reason_ttl: reasonTtl });
}

/** The DTD wants an address; `unknown` stands for one that AWS will choose. */
function address({ label: { ip = 'unknown' } }: HostReport): readonly string[] {
  return [element('address', { addr: ip, addrtype: ip.includes(':') ? 'ipv6' : 'ipv4' })];
}

function hostnames({ label: { name } }: HostReport): readonly string[] {
  return [
    '<hostnames>',
    ...(name === undefined ? [] : [element('hostname', { name, type: 'user' })]),
    '</hostnames>',
  ];
}

function ports({ collapsed, rows }: HostReport, { version }: ReportOptions): readonly string[] {
  const lines = [
    ...collapsed.flatMap((group) => [
      `<extraports${attributes({ state: group.state, count: group.count })}>`,
      ...(version === '7.80'
        ? totalsOf([group]).map(({ reason, count }) =>
            element('extrareasons', { reason: reasonWord(reason, count), count }),
          )
        : group.reasons.map(({ reason, protocol, ports: set }) =>
            element('extrareasons', {
              reason,
              count: set.size,
              proto: countedProtocol(protocol),
              ports: set.toString(),
            }),
          )),
      '</extraports>',
    ]),
    ...rows.map((row) => port(row, version)),
    '</ports>',
  ];
  return [`<ports>${lines.join('\n')}`];
}

function port({ port: portid, protocol, state, reason, ttl }: Row, version: NmapVersion): string {
  const name = listedService(portid, protocol, version);
  // nmap is surer of its names for protocols, writes that first, and each on a line of its own.
  const sure = protocol === 'ip' ? { conf: 8, method: 'table' } : { method: 'table', conf: 3 };
  const service =
    name === undefined ? '' : `${protocol === 'ip' ? '\n' : ''}${element('service', { name, ...sure })}`;
  return `<port${attributes({ protocol, portid })}>${element('state', { state, reason, reason_ttl: ttl })}${service}</port>`;
}

/** Microseconds; nobody measured any. */
function times({ latency }: ReportOptions): string {
  const srtt = Math.round(latency * 1_000_000);
  return element('times', { srtt, rttvar: srtt, to: Math.max(100_000, 5 * srtt) });
}

function finished({ finished: time, summary, course, options }: Run): string {
  const elapsed = { elapsed: course.seconds.toFixed(2) };
  const text = { summary: `Nmap done at ${longDate(time)}; ${summary}` };
  return element('finished', {
    time: epoch(time),
    timestr: longDate(time),
    ...(options.version === '7.80' ? { ...elapsed, ...text } : { ...text, ...elapsed }),
    exit: 'success',
  });
}

function hostCounts({ hosts, up }: Run): Readonly<Record<string, number>> {
  const down = hosts.filter((host) => host.status === 'down').length;
  return { up, down, total: hosts.length };
}

function element(name: string, values: Readonly<Record<string, string | number>>): string {
  return `<${name}${attributes(values)}/>`;
}
