/** Texts that real nmap, ncat and nc printed, with the command lines and the rules they were printed for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NmapVersion } from '../../src/core/probe/report/options.ts';

const folder = join(import.meta.dirname, 'reference');

export interface Rule {
  readonly rule?: number;
  readonly protocol: string;
  readonly from?: number;
  readonly to?: number;
  readonly cidr: string;
  readonly action?: 'allow' | 'deny';
}

/** One network: an instance behind a network ACL and a security group, a scanner outside. */
export interface Scenario {
  readonly scanner_ip: string;
  readonly scanner_ip6?: string;
  readonly instance_ip: string;
  readonly instance_ip6?: string;
  readonly nacl: { readonly ingress: readonly Rule[]; readonly egress: readonly Rule[] };
  readonly listeners?: readonly Listener[];
  readonly sg: { readonly ingress: readonly Rule[]; readonly egress: readonly Rule[] };
  /** The network ACL and the group of a scanner in the same VPC; without them they let everything through. */
  readonly scanner_nacl?: Scenario['nacl'];
  readonly scanner_sg?: Scenario['sg'];
}

/** A port number is TCP; `53/udp` answers what it gets, `123/udp-silent` never does. */
export type Listener = number | string;

export interface Reference {
  readonly file: string;
  readonly scenario: string;
  /** Of nmap, and of the Ncat that came with it. */
  readonly version: NmapVersion;
  /** The arguments behind the program's name. */
  readonly argv: readonly string[];
  readonly text: string;
}

export const scenarios = JSON.parse(readFileSync(join(folder, 'scenarios.json'), 'utf8')) as Readonly<
  Record<string, Scenario>
>;

/** All references of one program. */
export function references(program: 'nmap' | 'ncat' | 'nc.openbsd'): readonly Reference[] {
  const [, ...rows] = readFileSync(join(folder, 'INDEX.tsv'), 'utf8').trim().split('\n');
  return rows.flatMap((row) => {
    const [file = '', scenario = '', command = ''] = row.split('\t');
    const [name, ...argv] = command.split(' ');
    const version = file.includes('7.80') ? '7.80' : '7.93';
    if (name !== program) return [];
    return [{ file, scenario, version, argv, text: readFileSync(join(folder, file), 'utf8') }];
  });
}

/** What nmap with `-d` says of its own workings: no part of the report. */
const workings = [
  /^PORTS: Using top .*\n/gm,
  /^-+ Timing report -+\n(?: {2}.*\n)*-+\n/gm,
  /^Packet capture filter .*\n/gm,
  /^Overall sending rates: .*\n/gm,
  /^Final times for host: .*\n/gm,
];

/**
 * What was measured (times, latencies, TTLs) and what depends on the machine (the folder nmap is installed in, the
 * command line's own words) replaced by words; everything else stays byte for byte. Open ports are discovered in an order
 * that changes from run to run.
 */
export function withoutMeasurements(text: string): string {
  return workings
    .reduce((rest, pattern) => rest.replace(pattern, ''), text)
    .replace(/^[A-Za-z ]+ Scan Timing: .*\n/gm, '')
    .replace(/^(Starting Nmap 7\.\d\d .*) at \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m, '$1 at TIME')
    .replace(/^(Initiating|Completed)( [A-Za-z ]+ Scan at) \d\d:\d\d/gm, '$1$2 TIME')
    .replace(/(?:^Discovered open port .*\n)+/gm, (lines) => lines.trim().split('\n').sort().join('\n') + '\n')
    .replace(/, \d+\.\d\ds elapsed/g, ', SECONDS elapsed')
    .replace(/\(\d+\.?\d*s latency\)/g, '(LATENCY)')
    .replace(/^Scanned at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC for \d+s$/gm, 'Scanned at TIME')
    .replace(/ in \d+\.\d\d seconds/g, ' in SECONDS')
    .replace(
      /^(# Nmap 7\.\d\d scan initiated) \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} as: .*$/m,
      '$1 TIME as: COMMAND',
    )
    .replace(/(Nmap done at) \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}/g, '$1 TIME')
    .replace(/(reset|syn-ack|udp-response|port-unreach|proto-unreach|proto-response|echo-reply|timestamp-reply) ttl [1-9]\d*/g, '$1 ttl TTL')
    .replace(/^(Read (?:data files )?from:?) (?:\/usr\/bin\/\.\.\/share\/)?nmap\b/gm, '$1 FOLDER');
}

/** The same for `-oX`. */
export function xmlWithoutMeasurements(text: string): string {
  return withoutMeasurements(text)
    .replace(/(<\?xml-stylesheet href="file:\/\/)[^"]*nmap\.xsl"/, '$1FOLDER"')
    .replace(/(<!-- Nmap 7\.\d\d scan initiated) .* as: .* -->/, '$1 TIME as: COMMAND -->')
    .replace(/ args="[^"]*"/, ' args="COMMAND"')
    .replace(/ (start|starttime|endtime|time)="\d+"/g, ' $1="TIME"')
    .replace(/ (startstr|timestr)="\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}"/g, ' $1="TIME"')
    .replace(/ elapsed="\d+\.\d\d"/, ' elapsed="SECONDS"')
    .replace(/ reason_ttl="[1-9]\d*"/g, ' reason_ttl="TTL"')
    .replace(/<times srtt="\d+" rttvar="\d+" to="\d+"\/>/g, '<times/>');
}
