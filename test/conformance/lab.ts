/**
 * Recorded runs of real nmap and ncat 7.93 between Linux network namespaces, in which nftables stood for a network ACL
 * (stateless, first match by number) and a security group (stateful by address and port), in some cases on both sides.
 * Beside what nmap said, each case holds what the kernel saw: where the instance's filters dropped the packets for a port,
 * and which rule of its network ACL decided.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PortSet } from '../../src/core/net/portSet.ts';
import type { Listeners } from '../../src/core/probe/listeners.ts';
import { parsePorts } from '../../src/core/probe/ports.ts';
import type { PortReason, PortState, ScanType } from '../../src/core/probe/scanResult.ts';
import type { Listener, Scenario } from './reference.ts';

export interface LabProbe {
  readonly type: ScanType | 'connect-out' | 'connect-in';
  readonly ports: string;
  readonly source_port?: number;
  readonly v6?: boolean;
  /** `false`: without `-Pn`. */
  readonly pn?: boolean;
}

export interface LabSpec extends Scenario {
  readonly scanner_listeners?: readonly Listener[];
  readonly probes: readonly LabProbe[];
  readonly options?: {
    readonly same_subnet?: boolean;
    /** Ports that something on the scanner's side answered itself. */
    readonly middlebox_reset_ports?: readonly number[];
    /** The range the instance's own connections come from. */
    readonly instance_ephemeral?: readonly [number, number];
    /** The kernel held ICMP errors back: which ones is chance. */
    readonly icmp_ratelimit?: number;
  };
}

/** Where the kernel dropped the packets; `nacl_out:icmp` an ICMP error on its way out. */
export type Drop = 'nacl_in' | 'sg_in' | 'sg_out' | 'nacl_out' | 'nacl_out:icmp';

/** Ports that fared alike. At most one item in each list. */
export interface LabRow {
  readonly protocol: 'tcp' | 'udp';
  /** As nmap writes ports. */
  readonly ports: string;
  readonly state: PortState;
  readonly reason: PortReason;
  readonly dropped_at: readonly Drop[];
  /** The number of the rule, or `*`; nothing when no packet got there. */
  readonly nacl_in_rule: readonly (number | '*')[];
  readonly nacl_out_rule: readonly (number | '*')[];
}

export interface LabResult {
  readonly host?: { readonly up: boolean; readonly reason?: string };
  /** Those the scan came from. */
  readonly source_ports?: readonly number[];
  readonly ports?: readonly LabRow[];
  /** By port: what Ncat and OpenBSD's nc printed. */
  readonly connections?: Readonly<
    Record<string, { readonly outcome: readonly string[]; readonly ncat: string; readonly nc?: string }>
  >;
}

export interface LabCase {
  readonly id: string;
  readonly note: string;
  /** Probes whose result hangs on the source port nmap happened to pick. */
  readonly depends_on_source_port: readonly number[];
  readonly spec: LabSpec;
  readonly results: readonly LabResult[];
}

export const cases = readFileSync(join(import.meta.dirname, 'lab', 'cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as LabCase);

/** Ports of a kind in nmap's form; the empty set for the empty text. */
export function portsIn(text: string): PortSet {
  if (text === '') return PortSet.none;
  const parsed = parsePorts(text);
  if ('kind' in parsed) throw new Error(parsed.message);
  return parsed.tcp;
}

export function listenersOf(listeners: readonly Listener[] = []): Listeners {
  const of = (kind: RegExp): PortSet =>
    portsIn(
      listeners
        .map(String)
        .filter((listener) => kind.test(listener))
        .map((listener) => listener.split('/')[0])
        .join(','),
    );
  return { tcp: of(/^\d+(\/tcp)?$/), udp: of(/\/udp$/), silentUdp: of(/\/udp-silent$/) };
}
