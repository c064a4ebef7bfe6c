/** `ackscope scan`: nmap's scans of what the code describes, with nmap's own flags. */
import type { Family } from '../core/net/address.ts';
import { PortSet } from '../core/net/portSet.ts';
import type { Listeners } from '../core/probe/listeners.ts';
import {
  defaultPortCount,
  fastPortCount,
  parsePorts,
  parseProtocols,
  topPorts,
  topPortsOf,
  type PortChoice,
} from '../core/probe/ports.ts';
import { namedProtocols } from '../core/probe/protocolNames.ts';
import { everyProtocol, scanProtocols, type ProtocolScanOptions } from '../core/probe/protocolScan.ts';
import { printable } from '../core/probe/report/printable.ts';
import { scan as scanPorts, type ScanOptions } from '../core/probe/scan.ts';
import type { PortResult, Scan, ScannedTarget, ScanType } from '../core/probe/scanResult.ts';
import { parseAddress } from '../core/net/address.ts';
import { explain } from '../core/value/value.ts';
import { parseArguments, type Arguments, type Option } from './arguments.ts';
import { cloudformationFlags } from './cloudformationFlags.ts';
import { configFlags } from './config.ts';
import { exists } from './files.ts';
import { exit, failure, isFailure, type Failure, type Io } from './io.ts';
import { scanJson, printJson } from './json.ts';
import { noPorts, readListening } from './listening.ts';
import { load } from './load.ts';
import { portScanFlags } from './portScanFlags.ts';
import { reportFlags, reportingOf, reportUsage, writeReports } from './reports.ts';
import { simulate } from './scanTargets.ts';
import { terraformFlags } from './terraformFlags.ts';

const scanFlags = {
  ...portScanFlags,
  ipproto: { names: ['-sO'] },
} as const satisfies Record<ScanType, Option>;

const options = {
  ...cloudformationFlags,
  ...terraformFlags,
  ...configFlags,
  ...scanFlags,
  ports: { names: ['-p'], takes: 'value' },
  top: { names: ['--top-ports'], takes: 'value' },
  fast: { names: ['-F'] },
  ipv6: { names: ['-6'] },
  sourcePort: { names: ['-g', '--source-port'], takes: 'value' },
  from: { names: ['--from'], takes: 'value' },
  listening: { names: ['--listening'], takes: 'value' },
  silent: { names: ['--silent'], takes: 'value' },
  noPing: { names: ['-Pn'] },
  noNames: { names: ['-n'] },
  ...reportFlags,
} as const satisfies Record<string, Option>;

type Name = keyof typeof options;

export const scanUsage = `ackscope scan PATH… [TARGET] [-sA|-sS|-sT|-sW|-sF|-sN|-sX|-sM] [-sU] | [-sO] [-p PORTS] [--top-ports N | -F] [-Pn]
              [-6] [-g PORT] [--from internet|CIDR|IP|RESOURCE] [--listening PORTS] [--silent PORTS] [--config FILE]
              ${reportUsage}`;

/** nmap's other scans and outputs, which this version does not simulate. */
const notYet = /^-(s[IVCLnYZ]|A|O|oS)$/;

export function scan(argv: readonly string[], io: Io): number | Failure {
  const words = argv.flatMap(separate);
  const other = words.find((word) => notYet.test(word));
  if (other !== undefined) {
    return failure(`not simulated yet: ${other}; use ${other.startsWith('-o') ? '-oN' : '-sA'}`);
  }
  const given = parseArguments<Name>(words, options);
  if (isFailure(given)) return given;
  const reporting = reportingOf(given, io.now);
  if (isFailure(reporting)) return reporting;
  const probes = probesOf(given);
  if (isFailure(probes)) return probes;
  const sourcePort = sourcePortOf(given);
  if (isFailure(sourcePort)) return sourcePort;
  const listeners = listenersOf(given);
  if (isFailure(listeners)) return listeners;
  const input = splitPositionals(given.positionals, io);
  if (isFailure(input)) return input;
  const loaded = load(input.paths, io, given, given.values.get('config'));
  if (isFailure(loaded)) return loaded;
  const family: Family = given.counts.has('ipv6') ? 'ipv6' : 'ipv4';
  const common = {
    discovery: !given.counts.has('noPing'),
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(listeners === undefined ? {} : { listeners }),
  };
  const result = simulate(loaded.analyses, {
    target: input.target,
    from: given.values.get('from') ?? 'internet',
    family,
    scan: (topology, aim) =>
      'protocols' in probes
        ? scanProtocols(topology, { ...probes, ...common, ...aim })
        : scanPorts(topology, { ...probes, ...common, ...aim }),
  });
  if (isFailure(result)) return result;
  const report = {
    ...reporting.options,
    names: input.target === undefined || parseAddress(input.target) === undefined,
    ports: asked(probes),
  };
  const commandLine = ['ackscope scan', ...argv].join(' ');
  const json = (): string => printJson(scanJson(result, loaded.locator));
  const failed = writeReports(result, reporting, report, commandLine, json, io);
  if (failed !== undefined) return failed;
  if (result.scan === 'connect' && sourcePort !== undefined)
    io.stderr.write(
      'ackscope: -g changes nothing for -sT, whose ports its kernel picks; use a raw scan such as -sS\n',
    );
  for (const line of assumptions(result)) io.stderr.write(`ackscope: ${printable(line)}\n`);
  return exit.ok;
}

/** nmap joins scans behind one `-s`: `-sSU` is `-sS -sU`. */
function separate(word: string): readonly string[] {
  return /^-s[A-Z]{2,}$/.test(word) ? Array.from(word.slice(2), (letter) => `-s${letter}`) : [word];
}

/** nmap has no column for it, so what rests on an assumption is said beside the report (SEMANTICS S21, S24). */
function assumptions(result: Scan): readonly string[] {
  const flows = 'a security group which tracks the flow lets it begin without a SYN';
  const errors = 'a security group lets an ICMP error about a flow out, and none in without a rule for it';
  return result.targets.flatMap((target) => [
    ...hostAssumption(target),
    ...assumption(target, 'tcp', flows),
    ...assumption(target, 'udp', errors),
    ...assumption(target, 'ip', errors),
  ]);
}

function assumption(
  { address, results }: ScannedTarget,
  protocol: PortResult['protocol'],
  what: string,
): readonly string[] {
  const rows = results.filter((row) => row.certainty === 'assumed' && row.protocol === protocol);
  const label = protocol === 'ip' ? 'protocol' : protocol;
  const lines = new Map<string, PortSet>();
  for (const { ports, because, assumes = [] } of rows) {
    const add = (line: string): unknown => lines.set(line, (lines.get(line) ?? PortSet.none).union(ports));
    // What is assumed of the target itself names the ports.
    for (const one of assumes.filter((reason) => reason.what === address))
      lines.set(explain([one]), PortSet.none);
    const others = assumes.filter((reason) => reason.what !== address);
    if (others.length > 0) add(explain(others));
    if (because.some((hop) => hop.certainty === 'assumed')) add(`${what}; AWS does not document this`);
  }
  return [...lines].map(([line, ports]) =>
    ports.isEmpty ? line : `${address}: the answer for ${label} ${ports.toString()} assumes that ${line}`,
  );
}

/** Whether a host is up, on a premise of its network. What AWS does not document is said of its ports. */
function hostAssumption({ address, host }: ScannedTarget): readonly string[] {
  if (host?.assumes === undefined) return [];
  const is = host.status === 'up' ? 'is up' : 'seems down';
  return [`${address}: that the host ${is} assumes that ${explain(host.assumes)}`];
}

const tcpScans = ['ack', 'syn', 'connect', 'window', 'fin', 'null', 'xmas', 'maimon'] as const;

/** What is asked about: ports of TCP, of UDP or of both, or protocols. */
type Probes = Pick<ScanOptions, 'type' | 'ports' | 'udpPorts'> | Pick<ProtocolScanOptions, 'protocols'>;

function asked(probes: Probes): PortChoice & { readonly ip?: PortSet } {
  if ('protocols' in probes) return { tcp: PortSet.none, udp: PortSet.none, ip: probes.protocols };
  const { type, ports, udpPorts = PortSet.none } = probes;
  return type === 'udp' ? { tcp: PortSet.none, udp: ports } : { tcp: ports, udp: udpPorts };
}

/** Which scans of what the flags ask for: one of TCP, one of UDP, or both; or, alone, one of protocols. */
function probesOf(given: Arguments<Name>): Probes | Failure {
  if (given.counts.has('ipproto')) return protocolsOf(given);
  const [tcpScan, second] = tcpScans.filter((type) => given.counts.has(type));
  if (tcpScan !== undefined && second !== undefined) {
    const [one, other] = [scanFlags[tcpScan].names[0], scanFlags[second].names[0]];
    return failure(`${one} and ${other} exclude each other: one TCP scan at a time`);
  }
  const withUdp = given.counts.has('udp');
  const type = tcpScan ?? (withUdp ? 'udp' : 'ack');
  const ports = portsOf(given, type === 'udp' ? ['udp'] : withUdp ? ['tcp', 'udp'] : ['tcp']);
  if (isFailure(ports)) return ports;
  if (type === 'udp') {
    return ports.udp.isEmpty
      ? failure(`-p ${ports.written} names no UDP port, and -sU scans UDP`)
      : { type, ports: ports.udp };
  }
  // nmap skips the scan of TCP then.
  if (withUdp && ports.tcp.isEmpty && !ports.udp.isEmpty) return { type: 'udp', ports: ports.udp };
  if (ports.tcp.isEmpty)
    return failure(`-p ${ports.written} names no TCP port, and ${scanFlags[type].names[0]} scans TCP`);
  return withUdp && !ports.udp.isEmpty
    ? { type, ports: ports.tcp, udpPorts: ports.udp }
    : { type, ports: ports.tcp };
}

function protocolsOf(given: Arguments<Name>): Pick<ProtocolScanOptions, 'protocols'> | Failure {
  const other = [...tcpScans, 'udp' as const].find((type) => given.counts.has(type));
  if (other !== undefined)
    return failure(
      `-sO and ${scanFlags[other].names[0]} exclude each other: nmap makes its protocol scan alone`,
    );
  if (given.counts.has('ipv6')) return failure('-sO is simulated for IPv4 only: leave out -6');
  const written = given.values.get('ports');
  if (written !== undefined && given.counts.has('fast')) return failure('-p and -F exclude each other');
  if (given.counts.has('fast')) {
    const named = namedProtocols.map((protocol) => ({ first: protocol, last: protocol }));
    return { protocols: PortSet.of(...named) };
  }
  if (written === undefined) return { protocols: everyProtocol };
  const protocols = parseProtocols(written);
  return 'kind' in protocols ? failure(`-p: ${protocols.message}`) : { protocols };
}

function portsOf(
  given: Arguments<Name>,
  scanned: readonly ('tcp' | 'udp')[],
): (PortChoice & { readonly written: string }) | Failure {
  const ports = given.values.get('ports');
  const top = given.values.get('top');
  const fast = given.counts.has('fast');
  if (ports !== undefined && fast) return failure('-p and -F exclude each other');
  const count = top === undefined ? (fast ? fastPortCount : defaultPortCount) : countOf(top);
  if (count === undefined) return failure(`--top-ports ${top ?? ''}: a number from 1 to ${defaultPortCount}`);
  if (ports !== undefined) {
    const parsed = parsePorts(ports, scanned);
    if ('kind' in parsed) return failure(`-p: ${parsed.message}`);
    if (top === undefined) return { ...parsed, written: ports };
    const tcp = topPortsOf(count, parsed.tcp, 'tcp');
    const udp = topPortsOf(count, parsed.udp, 'udp');
    return tcp === undefined || udp === undefined
      ? failure(
          `--top-ports ${top} of -p ${ports}: which ${count} they are hangs on ports beyond the ${defaultPortCount} most often open, whose order is not known here; name fewer, or more often open ports`,
        )
      : { tcp, udp, written: ports };
  }
  return {
    tcp: topPorts(count),
    udp: scanned.includes('udp') ? topPorts(count, 'udp') : PortSet.none,
    written: '',
  };
}

function countOf(text: string): number | undefined {
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return count < 1 || count > defaultPortCount ? undefined : count;
}

/** What is said to listen; `undefined` when nothing is said. */
function listenersOf(given: Arguments<Name>): Listeners | undefined | Failure {
  const listening = given.values.get('listening');
  const silent = given.values.get('silent');
  if (listening === undefined && silent === undefined) return undefined;
  const answering = listening === undefined ? noPorts : readListening('--listening', listening);
  if (isFailure(answering)) return answering;
  const mute = silent === undefined ? noPorts : readListening('--silent', silent);
  if (isFailure(mute)) return mute;
  return { ...answering, silentUdp: mute.udp };
}

function sourcePortOf(given: Arguments<Name>): number | undefined | Failure {
  const text = given.values.get('sourcePort');
  if (text === undefined) return undefined;
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65535 ? port : failure(`-g ${text}: a port from 0 to 65535`);
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
