/** Texts that real nmap and ncat 7.93 printed, with the command lines and the rules they were printed for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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
  readonly sg: { readonly ingress: readonly Rule[]; readonly egress: readonly Rule[] };
}

export interface Reference {
  readonly file: string;
  readonly scenario: string;
  /** The arguments behind the program's name. */
  readonly argv: readonly string[];
  readonly text: string;
}

export const scenarios = JSON.parse(readFileSync(join(folder, 'scenarios.json'), 'utf8')) as Readonly<
  Record<string, Scenario>
>;

/** All references of one program. */
export function references(program: 'nmap' | 'ncat'): readonly Reference[] {
  const [, ...rows] = readFileSync(join(folder, 'INDEX.tsv'), 'utf8').trim().split('\n');
  return rows.flatMap((row) => {
    const [file = '', scenario = '', command = ''] = row.split('\t');
    const [name, ...argv] = command.split(' ');
    return name === program ? [{ file, scenario, argv, text: readFileSync(join(folder, file), 'utf8') }] : [];
  });
}

/** What was measured (times, latencies, TTLs) replaced by words; everything else stays byte for byte. */
export function withoutMeasurements(text: string): string {
  return text
    .replace(/^ACK Scan Timing: .*\n/gm, '')
    .replace(/^(Starting Nmap 7\.93 .*) at \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m, '$1 at TIME')
    .replace(/^(Initiating|Completed)( ACK Scan at) \d\d:\d\d/gm, '$1$2 TIME')
    .replace(/, \d+\.\d\ds elapsed/g, ', SECONDS elapsed')
    .replace(/\(\d+\.?\d*s latency\)/g, '(LATENCY)')
    .replace(/^Scanned at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC for \d+s$/gm, 'Scanned at TIME')
    .replace(/ in \d+\.\d\d seconds/g, ' in SECONDS')
    .replace(
      /^(# Nmap 7\.93 scan initiated) \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} as: .*$/m,
      '$1 TIME as: COMMAND',
    )
    .replace(/^(# Nmap done at) \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}/m, '$1 TIME')
    .replace(/reset ttl \d+$/gm, 'reset ttl TTL');
}
