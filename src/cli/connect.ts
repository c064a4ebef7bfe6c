/** `ackscope connect`: what `nc -w 1 -v` would say on an instance of the code, and the way of every packet. */
import { isPrivate, parseAddress, type Family } from '../core/net/address.ts';
import { formatPacket } from '../core/net/packet.ts';
import type { PortSet } from '../core/net/portSet.ts';
import type { ConnectOptions } from '../core/probe/attempt.ts';
import { connect as simulate } from '../core/probe/connect.ts';
import { connectFromInternet } from '../core/probe/connectFromInternet.ts';
import type { Connect } from '../core/probe/connectResult.ts';
import { parsePorts } from '../core/probe/ports.ts';
import { formatNc } from '../core/probe/report/nc.ts';
import { attemptTarget, formatNcat } from '../core/probe/report/ncat.ts';
import { printable } from '../core/probe/report/printable.ts';
import type { Walk } from '../core/reach/hop.ts';
import { privateAddress } from '../core/reach/interfaceAddresses.ts';
import type { Endpoint } from '../core/reach/walk.ts';
import { explain } from '../core/value/value.ts';
import type { Analysis } from '../core/analysis.ts';
import { parseArguments, type Option } from './arguments.ts';
import { cloudformationFlags } from './cloudformationFlags.ts';
import { configFlags } from './config.ts';
import { exit, failure, isFailure, type Failure, type Io } from './io.ts';
import { connectJson, printJson } from './json.ts';
import { readListening } from './listening.ts';
import { find, findOne, load } from './load.ts';
import type { Locator } from './locate.ts';
import { versionOf } from './reports.ts';
import { terraformFlags } from './terraformFlags.ts';

const options = {
  ...cloudformationFlags,
  ...terraformFlags,
  ...configFlags,
  from: { names: ['--from'], takes: 'value' },
  to: { names: ['--to'], takes: 'value' },
  listening: { names: ['--listening'], takes: 'value' },
  client: { names: ['--client'], takes: 'value' },
  sourcePort: { names: ['-p', '--source-port'], takes: 'value' },
  udp: { names: ['-u', '--udp'] },
  ipv4: { names: ['-4'] },
  ipv6: { names: ['-6'] },
  // The clients' own, without effect: what is printed is what they print with `-w 1 -v`, over UDP with `-z` too.
  wait: { names: ['-w'], takes: 'value' },
  verbose: { names: ['-v'], takes: 'count' },
  zero: { names: ['-z'] },
  nmapVersion: { names: ['--nmap-version'], takes: 'value' },
  format: { names: ['--format'], takes: 'value' },
} as const satisfies Record<string, Option>;

export const connectUsage = `ackscope connect PATH… --from internet|RESOURCE|IP --to HOST|IP|RESOURCE PORT [--listening PORTS]
                 [-u] [-4|-6] [-p PORTS] [--client ncat|nc] [--nmap-version 7.93|7.80] [--config FILE] [--format text|json]`;

export function connect(argv: readonly string[], io: Io): number | Failure {
  const given = parseArguments<keyof typeof options>(argv, options);
  if (isFailure(given)) return given;
  const format = given.values.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json') return failure(`--format ${format} is unknown: text or json`);
  const client = given.values.get('client') ?? 'ncat';
  if (client !== 'ncat' && client !== 'nc') return failure(`--client ${client} is unknown: ncat or nc`);
  const version = versionOf(given.values.get('nmapVersion'));
  if (isFailure(version)) return version;
  const from = given.values.get('from');
  const host = given.values.get('to');
  if (from === undefined || host === undefined)
    return failure(`connect needs --from and --to: ${connectUsage}`);
  const portText = given.positionals.at(-1) ?? '';
  const paths = given.positionals.slice(0, -1);
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port < 1 || port > 65535) {
    return failure(
      `connect needs a port from 1 to 65535 as its last word${portText === '' ? '' : `, not ${portText}`}`,
    );
  }
  if (paths.length === 0)
    return failure('connect needs the path of a Terraform or CloudFormation file or folder');
  const protocol: Protocol = given.counts.has('udp') ? 'udp' : 'tcp';
  if (protocol === 'udp' && client === 'ncat' && version !== '7.93')
    return failure(`what Ncat ${version} prints with -u is not simulated: leave out --nmap-version`);
  const listening = listeningOf(given.values.get('listening'), protocol);
  if (isFailure(listening)) return listening;
  const sourcePorts = sourcePortsOf(given.values.get('sourcePort'), protocol);
  if (isFailure(sourcePorts)) return sourcePorts;
  const family = familyOf(given.counts, host);
  if (isFailure(family)) return family;
  const loaded = load(paths, io, given, given.values.get('config'));
  if (isFailure(loaded)) return loaded;
  const start = startOf(loaded.analyses, from, host);
  if (isFailure(start)) return start;
  const { topology } = start.analysis;
  const inside = topology.resolve(host);
  if (family !== undefined && inside !== undefined && privateAddress(inside, family) === undefined)
    return failure(`${host} has no ${familyName(family)} address`);
  const asked: Omit<ConnectOptions, 'from'> = {
    host,
    port,
    protocol,
    ...(listening === undefined ? {} : { listening }),
    ...(sourcePorts === undefined ? {} : { sourcePorts }),
    ...(family === undefined ? {} : { family }),
  };
  const result =
    start.endpoint === 'internet'
      ? connectFromInternet(topology, asked)
      : simulate(topology, { ...asked, from: start.endpoint });
  const text = client === 'nc' ? formatNc(result) : formatNcat(result, version);
  io.stdout.write(
    format === 'json'
      ? printJson(connectJson(result, loaded.locator, text))
      : `${text}\n${describe(result, loaded.locator)}`,
  );
  return exit.ok;
}

interface Start {
  readonly analysis: Analysis;
  readonly endpoint: Endpoint | 'internet';
}

/** The client: an interface of the code, or a public address, one or any, from which one is connected to. */
function startOf(analyses: readonly Analysis[], from: string, host: string): Start | Failure {
  if (from === 'internet') {
    const target = findOne(analyses, '--to', host);
    return isFailure(target) ? target : { analysis: target.analysis, endpoint: from };
  }
  const address = parseAddress(from);
  if (address !== undefined && !isPrivate(address) && isFailure(find(analyses, from))) {
    const target = findOne(analyses, '--to', host);
    return isFailure(target) ? target : { analysis: target.analysis, endpoint: { kind: 'outside', address } };
  }
  const start = findOne(analyses, '--from', from);
  if (isFailure(start)) return start;
  if (!isHost(host)) {
    const target = findOne([start.analysis], '--to', host);
    if (isFailure(target)) return target;
  }
  return { analysis: start.analysis, endpoint: { kind: 'interface', interface: start.interface } };
}

type Protocol = 'tcp' | 'udp';

function listeningOf(text: string | undefined, protocol: Protocol): PortSet | undefined | Failure {
  if (text === undefined) return undefined;
  const read = readListening('--listening', text);
  return isFailure(read) ? read : read[protocol];
}

/** The ports the client may pick from: one, as ncat and nc take it, or those of a kernel that is set up otherwise. */
function sourcePortsOf(text: string | undefined, protocol: Protocol): PortSet | undefined | Failure {
  if (text === undefined) return undefined;
  const parsed = parsePorts(text);
  if ('kind' in parsed) return failure(`-p: ${parsed.message}`);
  const ports = parsed[protocol];
  return ports.isEmpty ? failure(`-p ${text} names no ${protocol.toUpperCase()} port`) : ports;
}

function familyOf(
  counts: { has(flag: 'ipv4' | 'ipv6'): boolean },
  host: string,
): Family | undefined | Failure {
  const [ipv4, ipv6] = [counts.has('ipv4'), counts.has('ipv6')];
  if (ipv4 && ipv6) return failure('-4 and -6 exclude each other');
  if (!ipv4 && !ipv6) return undefined;
  const family = ipv4 ? 'ipv4' : 'ipv6';
  const literals = host.split(',').map((part) => parseAddress(part.trim()));
  return literals.every((address) => address !== undefined && address.family !== family)
    ? failure(`--to ${host} holds no ${familyName(family)} address, and ${ipv4 ? '-4' : '-6'} asks for one`)
    : family;
}

function familyName(family: Family): string {
  return family === 'ipv4' ? 'IPv4' : 'IPv6';
}

/** Addresses and names a resolver could know. Anything else must be in the code, so that a slip is not looked for on the internet. */
function isHost(text: string): boolean {
  if (text.split(',').every((part) => parseAddress(part.trim()) !== undefined)) return true;
  return (
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]\.?$/i.test(text) && text.length <= 253
  );
}

function describe(result: Connect, locator: Locator): string {
  const lines = result.attempts.flatMap((attempt) => [
    `${attemptTarget(attempt)}: ${attempt.outcome}${attempt.certainty === 'assumed' ? ' (assumed)' : ''}`,
    ...attempt.packets.flatMap((packet) => packetLines(packet, locator)),
    ...(attempt.because.length === 0 ? [] : [`  because ${printable(explain(attempt.because))}`]),
  ]);
  return `${lines.join('\n')}\n`;
}

/** One line for the packet and one for each checkpoint: `    allow   network ACL … rule 100 allows … (main.tf:12:3)`. */
function packetLines(packet: Walk, locator: Locator): readonly string[] {
  return [
    `  ${formatPacket(packet.packet)}`,
    ...packet.hops.map(
      (hop) => `    ${hop.verdict.padEnd(7)} ${printable(hop.text)} (${locator.text(hop.origin)})`,
    ),
  ];
}
