/** `ackscope reach`: who reaches whom on what, for every port at once. */
import type { NetworkInterface } from '../core/aws/network.ts';
import { formatAddress, formatCidr, parseAddress, parseCidr, type Family } from '../core/net/address.ts';
import type { AddressSet } from '../core/net/addressSet.ts';
import { PortSet } from '../core/net/portSet.ts';
import { hasIcmpType, hasPorts, type Protocol } from '../core/net/protocol.ts';
import { printable } from '../core/probe/report/printable.ts';
import type { Endpoint } from '../core/reach/endpoint.ts';
import { matrix, type MatrixRow } from '../core/reach/matrix.ts';
import {
  MatrixWithout,
  singleEnds,
  type PremisedProtocol,
  type Said,
  type SingleEnd,
} from '../core/reach/matrixWithout.ts';
import { restsOn } from '../core/reach/premise.ts';
import { icmpTypesText, isSettled, type PortBounds } from '../core/reach/portBounds.ts';
import { privateAddress } from '../core/reach/interfaceAddresses.ts';
import type { Topology } from '../core/reach/topology.ts';
import { explain, unknownOf, type Because } from '../core/value/value.ts';
import type { Analysis } from '../core/analysis.ts';
import { parseArguments, type Option } from './arguments.ts';
import { cloudformationFlags } from './cloudformationFlags.ts';
import { exit, failure, isFailure, type Failure, type Io } from './io.ts';
import { assumesJson, becauseJson, printJson, schemaVersion, type Json } from './json.ts';
import { find, load } from './load.ts';
import { terraformFlags } from './terraformFlags.ts';

const options = {
  ...cloudformationFlags,
  ...terraformFlags,
  from: { names: ['--from'], takes: 'value' },
  to: { names: ['--to'], takes: 'value' },
  format: { names: ['--format'], takes: 'value' },
} as const satisfies Record<string, Option>;

export const reachUsage =
  'ackscope reach PATH… [--from internet|IP|RESOURCE] [--to internet|IP|RESOURCE] [--format text|json]';

export function reach(argv: readonly string[], io: Io): number | Failure {
  const given = parseArguments<keyof typeof options>(argv, options);
  if (isFailure(given)) return given;
  const format = given.values.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json') return failure(`--format ${format} is unknown: text or json`);
  if (given.positionals.length === 0)
    return failure('reach needs the path of a Terraform or CloudFormation file or folder');
  const loaded = load(given.positionals, io, given);
  if (isFailure(loaded)) return loaded;
  const named = { from: given.values.get('from'), to: given.values.get('to') };
  const analyses = networksOf(loaded.analyses, named);
  if (isFailure(analyses)) return analyses;
  const answers = analyses.map((analysis) => answersOf(analysis.topology, named));
  const pairs = answers.flatMap((answer) => answer.pairs);
  const assumes = answers.flatMap((answer) => answer.assumes);
  const because = unknownOf(pairs.map((pair) => ({ kind: 'unknown', because: pair.row.because }))).because;
  if (format === 'json') {
    io.stdout.write(
      printJson({
        ackscope: schemaVersion,
        pairs: pairs.map(pairJson),
        ...assumesJson(assumes, loaded.locator),
        unresolved: because.map((reason) => becauseJson(reason, loaded.locator)),
      }),
    );
  } else {
    io.stdout.write(textOf(pairs, assumes, because));
  }
  return exit.ok;
}

interface Named {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The networks that hold every resource that was named. */
function networksOf(analyses: readonly Analysis[], named: Named): readonly Analysis[] | Failure {
  let result = analyses;
  for (const [option, text] of Object.entries(named)) {
    if (text === undefined || text === 'internet') continue;
    const found = find(result, String(text));
    if (!isFailure(found)) result = [...new Set(found.map(({ analysis }) => analysis))];
    else if (parseAddress(String(text)) === undefined) return failure(`--${option}: ${found.message}`);
  }
  return result;
}

interface Pair {
  readonly row: MatrixRow;
  readonly protocols: readonly PremisedProtocol[];
  readonly from: PairEnd;
  readonly to: PairEnd;
}

interface PairEnd {
  readonly address: string;
  readonly ip: string | undefined;
}

interface Answers {
  readonly pairs: readonly Pair[];
  /** What some of them rest on, beside what AWS does not document. */
  readonly assumes: readonly Because[];
}

/** Pairs in which something may pass, and all of them when an end is named. */
function answersOf(topology: Topology, { from, to }: Named): Answers {
  const options = {
    ...(from === undefined ? {} : { from: [endpointOf(topology, from)] }),
    ...(to === undefined ? {} : { to: [endpointOf(topology, to)] }),
    passing: from === undefined && to === undefined,
  };
  const rows = matrix(topology, options);
  const { premise } = topology;
  if (premise === undefined) return { pairs: pairsOf(rows, undefined), assumes: [] };
  const pairsBeside = (other: Topology): { pairs: readonly Pair[]; isSame: boolean } => {
    const without = new MatrixWithout(other, options);
    const pairs = pairsOf(rows, without);
    const isWhole = pairs.every(({ protocols }) => protocols.every((own) => own.without === undefined));
    return { pairs, isSame: isWhole && !without.passesBeside(rows) };
  };
  const { pairs, isSame } = pairsBeside(premise.without());
  return { pairs, assumes: isSame ? [] : restsOn(premise, (other) => pairsBeside(other).isSame) };
}

/** Every two ends of the rows. */
function pairsOf(rows: readonly MatrixRow[], without: MatrixWithout | undefined): readonly Pair[] {
  return rows.flatMap((row) =>
    singleEnds(row.from).flatMap((start) =>
      singleEnds(row.to).flatMap((end): Pair | [] => {
        const ends = { from: endOf(start, row.family), to: endOf(end, row.family) };
        if (ends.from.address === ends.to.address) return [];
        return { row, protocols: without?.protocolsOf(row, start, end) ?? row.protocols, ...ends };
      }),
    ),
  );
}

function endpointOf(topology: Topology, text: string): Endpoint | 'internet' {
  if (text === 'internet') return text;
  const at: NetworkInterface | undefined = topology.resolve(text);
  if (at !== undefined) return { kind: 'interface', interface: at };
  const address = parseAddress(text);
  return address === undefined ? 'internet' : { kind: 'outside', address };
}

function endOf(end: SingleEnd, family: Family): PairEnd {
  switch (end.kind) {
    case 'address': {
      const text = formatAddress(end.address);
      return { address: text, ip: text };
    }
    case 'internet':
      return { address: end.rest ? 'internet' : blockText(end.members), ip: undefined };
    case 'interface': {
      const ip = privateAddress(end.interface, family);
      return {
        address: end.interface.address,
        ip: ip?.kind === 'known' ? formatAddress(ip.value) : undefined,
      };
    }
  }
}

/** One block as `203.0.113.0/24`, anything else as ranges. */
function blockText(members: AddressSet): string {
  const [range, ...more] = members.ranges;
  if (range === undefined || more.length > 0) return members.toString();
  const bits = (range.last - range.first + 1n).toString(2);
  const length = (members.family === 'ipv4' ? 32 : 128) - (bits.length - 1);
  const first = formatAddress({ family: members.family, value: range.first });
  const block = parseCidr(`${first}/${length}`)?.cidr;
  return block?.first === range.first && block.last === range.last ? formatCidr(block) : members.toString();
}

function pairJson({ row, protocols, from, to }: Pair): Json {
  return {
    from: { address: from.address, ip: from.ip ?? null },
    to: { address: to.address, ip: to.ip ?? null },
    family: row.family,
    protocols: Object.fromEntries(protocols.map((protocol) => [protocol.name, protocolJson(protocol)])),
  };
}

function protocolJson({ protocol, reach, without }: PremisedProtocol): Json {
  return {
    ...saidJson(protocol, reach),
    ...(without === undefined ? {} : { without: saidJson(protocol, without) }),
  };
}

function saidJson(
  protocol: Protocol,
  { ports, replyPorts, certainty }: Said,
): Readonly<Record<string, Json>> {
  const text = textFor(protocol);
  const key = hasIcmpType(protocol) ? (['types', 'replyTypes'] as const) : (['ports', 'replyPorts'] as const);
  const settled = isSettled(ports) && isSettled(replyPorts);
  return {
    [key[0]]: text(ports.must),
    [key[1]]: text(replyPorts.must),
    certainty: settled ? certainty : 'unknown',
    possible: settled ? null : { [key[0]]: text(ports.may), [key[1]]: text(replyPorts.may) },
  };
}

/** How a protocol writes its ports or types. `*` where it has none and passes. */
function textFor(protocol: Protocol): (set: PortSet) => string {
  if (hasIcmpType(protocol)) return icmpTypesText;
  if (hasPorts(protocol)) return String;
  return (set) => (set.isEmpty ? '' : '*');
}

/** `internet → aws_instance.web  tcp 22,8080-8090 (replies 1024-65535)`; protocols that do not pass for sure left out. */
function textOf(pairs: readonly Pair[], assumes: readonly Because[], because: readonly Because[]): string {
  const lines = pairs.map(({ row, protocols, from, to }) => {
    const parts = protocols.flatMap((protocol) => protocolText(protocol) ?? []);
    const family = row.family === 'ipv6' ? ' (IPv6)' : '';
    const ends = `${printable(from.address)} → ${printable(to.address)}${family}`;
    return `${ends}  ${parts.length === 0 ? 'nothing' : parts.join('; ')}`;
  });
  if (lines.length === 0) lines.push('nobody reaches anybody');
  const notes = [
    ...assumes.map((reason) => `Assumed: ${printable(explain([reason]))}`),
    ...because.map((reason) => `Not known: ${printable(explain([reason]))}`),
  ];
  if (notes.length > 0) lines.push('', ...notes);
  return `${lines.join('\n')}\n`;
}

function protocolText({ name, protocol, reach, without }: PremisedProtocol): string | undefined {
  const { ports, replyPorts, certainty } = reach;
  const label = /^\d+$/.test(name) ? `protocol ${name}` : name;
  const text = textFor(protocol);
  const bounds = (value: PortBounds, other: PortBounds = value): string => {
    const open = value.may.subtract(value.must);
    const not = other.may.subtract(value.may);
    const parts = [
      ...(value.must.isEmpty ? [] : [text(value.must)]),
      ...(open.isEmpty ? [] : [`perhaps ${text(open)}`]),
      ...(not.isEmpty ? [] : [`not ${text(not)} (assumed)`]),
    ];
    return parts.join(', ') || 'none';
  };
  if (ports.may.isEmpty)
    return without === undefined ? undefined : `${label} ${bounds(ports, without.ports)}`;
  const isPlain = without === undefined && !hasPorts(protocol) && isSettled(ports);
  const what = isPlain && !hasIcmpType(protocol) ? '' : ` ${bounds(ports, without?.ports)}`;
  // Without ports there is nothing to say about replies unless some are lost.
  const isAnswered = !hasPorts(protocol) && replyPorts.must.equals(PortSet.all);
  const replies = isAnswered ? '' : ` (replies ${bounds(replyPorts, without?.replyPorts)})`;
  return `${label}${what}${replies}${certainty === 'assumed' ? ' (assumed)' : ''}`;
}
