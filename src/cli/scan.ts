/** `ackscope scan`: nmap's ACK scan of what the code describes, with nmap's own flags. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Family } from '../core/net/address.ts';
import type { PortSet } from '../core/net/portSet.ts';
import { defaultPortCount, fastPortCount, parsePorts, topPorts } from '../core/probe/ports.ts';
import type { Timing } from '../core/probe/report/estimate.ts';
import { formatNormal, normalDefaults, type NormalOptions } from '../core/probe/report/normal.ts';
import { printable } from '../core/probe/report/printable.ts';
import type { Scan } from '../core/probe/scanResult.ts';
import { parseAddress } from '../core/net/address.ts';
import { parseArguments, type Arguments, type Option } from './arguments.ts';
import { exists } from './files.ts';
import { exit, failure, isFailure, type Failure, type Io } from './io.ts';
import { scanJson, printJson } from './json.ts';
import { load, type Loaded } from './load.ts';
import { simulate } from './scanTargets.ts';

const options = {
  ack: { names: ['-sA'] },
  ports: { names: ['-p'], takes: 'value' },
  top: { names: ['--top-ports'], takes: 'value' },
  fast: { names: ['-F'] },
  ipv6: { names: ['-6'] },
  sourcePort: { names: ['-g', '--source-port'], takes: 'value' },
  reason: { names: ['--reason'] },
  open: { names: ['--open'] },
  verbose: { names: ['-v'], takes: 'count' },
  file: { names: ['-oN'], takes: 'value' },
  from: { names: ['--from'], takes: 'value' },
  listening: { names: ['--listening'], takes: 'value' },
  format: { names: ['--format'], takes: 'value' },
  noPing: { names: ['-Pn'] },
  noNames: { names: ['-n'] },
  timing: { names: ['-T'], takes: 'value' },
} as const satisfies Record<string, Option>;

type Name = keyof typeof options;

export const scanUsage = `ackscope scan PATH… [TARGET] [-sA] [-p PORTS | --top-ports N | -F] [-6] [-g PORT]
              [--from internet|CIDR|IP|RESOURCE] [--reason] [--open] [-v] [-oN FILE] [--format text|json]`;

/** nmap's other scans and outputs, which this version does not simulate. */
const notYet = /^-(s[STUWFNXMIOVCLnYZ]|A|O|oX|oG|oS|oA|d+)$/;

export function scan(argv: readonly string[], io: Io): number | Failure {
  const other = argv.find((word) => notYet.test(word));
  if (other !== undefined) {
    return failure(
      `not simulated yet: ${other}; use ${other.startsWith('-o') ? '-oN' : other.startsWith('-d') ? '-v' : '-sA'}`,
    );
  }
  const given = parseArguments<Name>(argv, options);
  if (isFailure(given)) return given;
  const format = given.values.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json') return failure(`--format ${format} is unknown: text or json`);
  const ports = portsOf(given);
  if (isFailure(ports)) return ports;
  const sourcePort = sourcePortOf(given);
  if (isFailure(sourcePort)) return sourcePort;
  const timing = timingOf(given.values.get('timing') ?? '3');
  if (isFailure(timing)) return timing;
  const input = splitPositionals(given.positionals, io);
  if (isFailure(input)) return input;
  const loaded = load(input.paths, io);
  if (isFailure(loaded)) return loaded;
  const family: Family = given.counts.has('ipv6') ? 'ipv6' : 'ipv4';
  const result = simulate(loaded.analyses, {
    target: input.target,
    from: given.values.get('from') ?? 'internet',
    ports,
    family,
    ...(sourcePort === undefined ? {} : { sourcePort }),
  });
  if (isFailure(result)) return result;
  const text: NormalOptions = {
    ...normalDefaults,
    started: io.now,
    timing,
    verbosity: given.counts.get('verbose') ?? 0,
    reason: given.counts.has('reason'),
    openOnly: given.counts.has('open'),
    names: input.target === undefined || parseAddress(input.target) === undefined,
  };
  return print(result, text, format, given.values.get('file'), argv, loaded, io);
}

function print(
  result: Scan,
  text: NormalOptions,
  format: 'text' | 'json',
  file: string | undefined,
  argv: readonly string[],
  loaded: Loaded,
  io: Io,
): number | Failure {
  if (file !== undefined) {
    const content = formatNormal(result, { ...text, commandLine: ['ackscope scan', ...argv].join(' ') });
    if (file === '-') {
      io.stdout.write(content);
      return exit.ok;
    }
    try {
      writeFileSync(resolve(io.cwd, file), content);
    } catch (error) {
      return failure(
        `cannot write ${file}: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`,
      );
    }
  }
  io.stdout.write(
    format === 'json' ? printJson(scanJson(result, loaded.locator)) : formatNormal(result, text),
  );
  for (const line of assumptions(result)) io.stderr.write(`ackscope: ${printable(line)}\n`);
  return exit.ok;
}

/** nmap has no column for it, so what rests on an assumption is said beside the report (SEMANTICS S24). */
function assumptions(result: Scan): readonly string[] {
  return result.targets.flatMap((target) => {
    const assumed = target.results.filter(({ certainty }) => certainty === 'assumed');
    if (assumed.length === 0) return [];
    const ports = assumed.map((row) => row.ports.toString()).join(',');
    return [
      `${target.address}: the answer for ${ports} assumes that a security group which tracks the flow lets an ACK begin it; AWS does not document this`,
    ];
  });
}

function portsOf(given: Arguments<Name>): PortSet | Failure {
  const ports = given.values.get('ports');
  const top = given.values.get('top');
  const listening = given.values.get('listening');
  const fast = given.counts.has('fast');
  if (listening !== undefined) {
    // An ACK scan cannot tell a listener from none, so this is checked and then makes no difference (SEMANTICS T11).
    const parsed = parsePorts(listening);
    if ('kind' in parsed) return failure(`--listening: ${parsed.message}`);
  }
  if ([ports !== undefined, top !== undefined, fast].filter(Boolean).length > 1) {
    return failure('-p, --top-ports and -F exclude each other');
  }
  if (ports !== undefined) {
    const parsed = parsePorts(ports);
    if ('kind' in parsed) return failure(`-p: ${parsed.message}`);
    return parsed.tcp.isEmpty ? failure(`-p ${ports} names no TCP port, and -sA scans TCP`) : parsed.tcp;
  }
  if (top !== undefined) {
    const count = /^\d{1,4}$/.test(top) ? Number(top) : 0;
    if (count < 1 || count > defaultPortCount)
      return failure(`--top-ports ${top}: a number from 1 to ${defaultPortCount}`);
    return topPorts(count);
  }
  return topPorts(fast ? fastPortCount : defaultPortCount);
}

function sourcePortOf(given: Arguments<Name>): number | undefined | Failure {
  const text = given.values.get('sourcePort');
  if (text === undefined) return undefined;
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65535 ? port : failure(`-g ${text}: a port from 0 to 65535`);
}

/** The templates by number and by name, as nmap has them. */
const templates = ['paranoid', 'sneaky', 'polite', 'normal', 'aggressive', 'insane'];

function timingOf(text: string): Timing | Failure {
  const named = templates.indexOf(text.toLowerCase());
  const level = named >= 0 ? named : /^[0-5]$/.test(text) ? Number(text) : -1;
  const timing = ([0, 1, 2, 3, 4, 5] as const).find((candidate) => candidate === level);
  return timing ?? failure(`-T${text}: a timing template from 0 to 5`);
}

/** The last positional is the target, unless it is the only one or a path that exists. */
function splitPositionals(
  positionals: readonly string[],
  io: Io,
): { paths: readonly string[]; target: string | undefined } | Failure {
  const last = positionals.at(-1);
  if (last === undefined)
    return failure('scan needs the path of a Terraform or CloudFormation file or folder');
  if (positionals.length === 1 || exists(last, io.cwd)) return { paths: positionals, target: undefined };
  return { paths: positionals.slice(0, -1), target: last };
}
