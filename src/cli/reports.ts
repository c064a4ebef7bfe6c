/** nmap's output options: what a scan is printed as, and which files it is written to. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Timing } from '../core/probe/report/estimate.ts';
import { formatGrepable } from '../core/probe/report/grepable.ts';
import { formatNormal, formatNormalFile } from '../core/probe/report/normal.ts';
import {
  nmapVersions,
  reportDefaults,
  type NmapVersion,
  type ReportOptions,
} from '../core/probe/report/options.ts';
import { formatXml } from '../core/probe/report/xml.ts';
import type { Scan } from '../core/probe/scanResult.ts';
import type { Option } from './arguments.ts';
import { failure, isFailure, type Failure, type Io } from './io.ts';

/** To be mixed into a command's own options. */
export const reportFlags = {
  reason: { names: ['--reason'] },
  open: { names: ['--open'] },
  verbose: { names: ['-v'], takes: 'count' },
  debug: { names: ['-d'], takes: 'count' },
  normalFile: { names: ['-oN'], takes: 'value' },
  xmlFile: { names: ['-oX'], takes: 'value' },
  grepableFile: { names: ['-oG'], takes: 'value' },
  allFiles: { names: ['-oA'], takes: 'value' },
  nmapVersion: { names: ['--nmap-version'], takes: 'value' },
  hostTimeout: { names: ['--host-timeout'], takes: 'value' },
  timing: { names: ['-T'], takes: 'value' },
  // nmap's, without effect: the estimated time reckons with one retry, and with nmap's own pace.
  retries: { names: ['--max-retries'], takes: 'value' },
  pace: {
    names: [
      '--min-rate',
      '--max-rate',
      '--min-parallelism',
      '--max-parallelism',
      '--min-hostgroup',
      '--max-hostgroup',
      '--min-rtt-timeout',
      '--max-rtt-timeout',
      '--initial-rtt-timeout',
      '--scan-delay',
      '--max-scan-delay',
    ],
    takes: 'values',
  },
  inOrder: { names: ['-r'] },
  privileged: { names: ['--privileged'] },
  format: { names: ['--format'], takes: 'value' },
} as const satisfies Record<string, Option>;

type ReportFlag = keyof typeof reportFlags;

/** How `reportFlags` read in a line of usage. */
export const reportUsage =
  '[--reason] [--open] [-v] [-d] [-oN|-oX|-oG|-oA FILE] [--nmap-version 7.93|7.80] [--host-timeout TIME] [--format text|json]';

type FileKind = 'normal' | 'xml' | 'grepable';

/** A report that goes to a file, or to stdout in place of the normal text when its name is `-`. */
interface ReportFile {
  readonly kind: FileKind;
  readonly name: string;
}

/** The part of a command's arguments that is read here. */
interface Given {
  readonly values: { get(flag: ReportFlag): string | undefined };
  readonly counts: { get(flag: ReportFlag): number | undefined; has(flag: ReportFlag): boolean };
}

export interface Reporting {
  readonly format: 'text' | 'json';
  readonly options: Omit<ReportOptions, 'names'>;
  readonly files: readonly ReportFile[];
}

/** What the flags ask for. @param started what the reports say about the time. */
export function reportingOf(given: Given, started: Date): Reporting | Failure {
  const format = given.values.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json') return failure(`--format ${format} is unknown: text or json`);
  const timing = timingOf(given.values.get('timing') ?? '3');
  if (isFailure(timing)) return timing;
  const version = versionOf(given.values.get('nmapVersion'));
  if (isFailure(version)) return version;
  const hostTimeout = secondsOf(given.values.get('hostTimeout'));
  if (isFailure(hostTimeout)) return hostTimeout;
  const files = filesOf(given);
  const toStdout = files.filter(({ name }) => name === '-').length;
  if (toStdout > 1) return failure('only one report can go to stdout: name a file for the others');
  if (toStdout > 0 && format === 'json')
    return failure('--format json goes to stdout: name a file for the report');
  return {
    format,
    files,
    options: {
      ...reportDefaults,
      started,
      timing,
      version,
      verbosity: given.counts.get('verbose') ?? 0,
      debugging: given.counts.get('debug') ?? 0,
      reason: given.counts.has('reason'),
      openOnly: given.counts.has('open'),
      ...(hostTimeout === undefined ? {} : { hostTimeout }),
    },
  };
}

/**
 * Writes the files, then what belongs on stdout: `json`, a report whose file is `-`, or the normal text.
 * @param commandLine what the files name as their origin.
 */
export function writeReports(
  scan: Scan,
  { format, files }: Reporting,
  options: ReportOptions,
  commandLine: string,
  json: () => string,
  io: Io,
): undefined | Failure {
  let printed: string | undefined;
  for (const { kind, name } of files) {
    const text = formats[kind](scan, options, commandLine);
    if (name === '-') {
      printed = text;
      continue;
    }
    try {
      writeFileSync(resolve(io.cwd, name), text);
    } catch (error) {
      return failure(
        `cannot write ${name}: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`,
      );
    }
  }
  io.stdout.write(printed ?? (format === 'json' ? json() : formatNormal(scan, options)));
  return undefined;
}

const formats: Readonly<Record<FileKind, typeof formatXml>> = {
  normal: formatNormalFile,
  xml: formatXml,
  grepable: formatGrepable,
};

function filesOf({ values }: Given): readonly ReportFile[] {
  const named: readonly (readonly [FileKind, ReportFlag, string])[] = [
    ['normal', 'normalFile', '.nmap'],
    ['xml', 'xmlFile', '.xml'],
    ['grepable', 'grepableFile', '.gnmap'],
  ];
  const all = values.get('allFiles');
  return named.flatMap(([kind, flag, suffix]) => {
    const name = values.get(flag);
    return [
      ...(name === undefined ? [] : [{ kind, name }]),
      ...(all === undefined ? [] : [{ kind, name: `${all}${suffix}` }]),
    ];
  });
}

/** The version of nmap, or of the Ncat that comes with it, whose wording is asked for. */
export function versionOf(text: string | undefined): NmapVersion | Failure {
  if (text === undefined) return reportDefaults.version;
  const version = nmapVersions.find((known) => known === text);
  return version ?? failure(`--nmap-version ${text} is unknown: ${nmapVersions.join(' or ')}`);
}

/** The templates by number and by name, as nmap has them. */
const templates = ['paranoid', 'sneaky', 'polite', 'normal', 'aggressive', 'insane'];

function timingOf(text: string): Timing | Failure {
  const named = templates.indexOf(text.toLowerCase());
  const level = named >= 0 ? named : /^[0-5]$/.test(text) ? Number(text) : -1;
  const timing = ([0, 1, 2, 3, 4, 5] as const).find((candidate) => candidate === level);
  return timing ?? failure(`-T${text}: a timing template from 0 to 5`);
}

const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** nmap's times: seconds, or a number with `ms`, `s`, `m` or `h`. */
function secondsOf(text: string | undefined): number | undefined | Failure {
  if (text === undefined) return undefined;
  const [, number = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const seconds = Number(number) * (units[unit] ?? 1);
  return seconds > 0 ? seconds : failure(`--host-timeout ${text}: a time above 0 such as 30s or 5m`);
}
