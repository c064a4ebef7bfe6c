/**
 * nmap's `-oG` for a simulated scan: one line a host, fields divided by tabs, collapsed ports left out. Comments that
 * begin with `Not known:` say what would settle the state `unknown`.
 */
import type { Scan } from '../scanResult.ts';
import type { HostReport, Row } from './hostReport.ts';
import { fileFoot, fileHead } from './normal.ts';
import { verbose, type NmapVersion, type ReportOptions } from './options.ts';
import { printable } from './printable.ts';
import { askedPorts, runOf, type Run } from './run.ts';
import { listedService } from './words.ts';

/** The text of a `-oG` file, with a line break at its end. */
export function formatGrepable(scan: Scan, options: ReportOptions, commandLine: string): string {
  const run = runOf(scan, options);
  return [
    fileHead(options, commandLine),
    ...(verbose(options) > 0 ? [scannedPorts(run)] : []),
    ...run.down.map((host) => `${hostField(host)}\tStatus: Down`),
    ...run.reported.flatMap((host) => hostLines(host, options)),
    fileFoot(run),
    '',
  ].join('\n');
}

function scannedPorts(run: Run): string {
  const [tcp, udp, ip] = (['tcp', 'udp', 'ip'] as const).map((protocol) => {
    const ports = askedPorts(run, protocol);
    return `${ports.size};${ports.toString()}`;
  });
  return `# Ports scanned: TCP(${tcp ?? ''}) UDP(${udp ?? ''}) SCTP(0;) PROTOCOLS(${ip ?? ''})`;
}

function hostLines(host: HostReport, { version }: ReportOptions): readonly string[] {
  const field = hostField(host);
  const lines = [`${field}\tStatus: ${host.status === 'unknown' ? 'Unknown' : 'Up'}`];
  if (host.timedOut) return [...lines, `${field}\tStatus: Timeout`];
  return [
    ...lines,
    version === '7.80' && host.rows.length === 0
      ? `${field}\tStatus: Up`
      : `${field}\t${host.shares.has('ipproto') ? 'Protocols' : 'Ports'}: ${host.rows.map((row) => port(row, version)).join(', ')}${ignored(host)}`,
    ...host.unresolved.map(({ what, why }) => `# Not known: ${printable(`${what} ${why}`)}`),
  ];
}

/** A name is in brackets where nmap puts the one it looked up. */
function hostField({ label: { ip = 'unknown', name = '' } }: HostReport): string {
  return `Host: ${ip} (${name})`;
}

function port({ port: number, protocol, state }: Row, version: NmapVersion): string {
  const service = listedService(number, protocol, version) ?? '';
  // The name of protocol 107 has a slash, which nmap leaves in.
  if (protocol === 'ip') return `${number}/${state}/${service}/`;
  return `${number}/${state}/${protocol}//${service.replaceAll('/', '|')}///`;
}

/** The format has room for one collapsed state alone. */
function ignored({ collapsed }: HostReport): string {
  const [only] = collapsed;
  return only === undefined || collapsed.length > 1 ? '' : `\tIgnored State: ${only.state} (${only.count})`;
}
