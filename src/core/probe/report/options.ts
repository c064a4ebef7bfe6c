/** What a report is told besides the scan: nmap's output options, and the figures nmap would have measured. */
import type { PortSet } from '../../net/portSet.ts';
import type { PortChoice } from '../ports.ts';
import type { Timing } from './estimate.ts';

/** Whose wording: 7.93 stands for 7.92 and later, 7.80 for everything up to 7.91 (SEMANTICS T18, T19). */
export type NmapVersion = '7.93' | '7.80';

/** The versions a report can be worded as, the default first. */
export const nmapVersions: readonly NmapVersion[] = ['7.93', '7.80'];

export interface ReportOptions {
  /** When the scan began. Printed in UTC. */
  readonly started: Date;
  /** Seconds; printed where something answered, as nmap prints it (T21). */
  readonly latency: number;
  /** 1–255; printed with reasons that came in a packet, except those of a connect scan, whose packets the kernel gets. */
  readonly ttl: number;
  readonly timing: Timing;
  /** How many `-v`. */
  readonly verbosity: number;
  /** How many `-d`; each counts as a `-v` too. What nmap prints about its own workings is left out. */
  readonly debugging: number;
  /** `--reason`. */
  readonly reason: boolean;
  /** `--open`: hides `closed` and `filtered`, and targets that have nothing else. */
  readonly openOnly: boolean;
  /** Prints a target's name before its address, as nmap does when it was given a name. */
  readonly names: boolean;
  readonly version: NmapVersion;
  /** `--host-timeout` in seconds: a target whose scan is estimated to take longer is skipped. */
  readonly hostTimeout?: number;
  /** The ports asked for, where the targets cannot tell: one that is down has no results. */
  readonly ports?: PortChoice & { readonly ip?: PortSet };
}

/**
 * The options of a plain `nmap -T3`. Latency and TTL are placeholders nobody measured: 0.05 s is a usual way across the
 * internet, 64 is what a Linux host sends (T29).
 */
export const reportDefaults: Omit<ReportOptions, 'started'> = {
  latency: 0.05,
  ttl: 64,
  timing: 3,
  verbosity: 0,
  debugging: 0,
  reason: false,
  openOnly: false,
  names: true,
  version: '7.93',
};

/** nmap's verbosity: `-d` raises it as `-v` does. */
export function verbose({ verbosity, debugging }: ReportOptions): number {
  return verbosity + debugging;
}

/** Whether reasons are printed: with `--reason`, `-vv` or `-d`. */
export function withReasons(options: ReportOptions): boolean {
  return options.reason || options.debugging > 0 || verbose(options) > 1;
}
