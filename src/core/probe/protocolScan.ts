/**
 * nmap's `-sO`: which IP protocols a host speaks. Of ICMP, TCP and UDP nmap sends a packet that is one; of every other
 * protocol an empty one, which a host that does not speak it answers with ICMP 3/2 (SEMANTICS T7, T33, T34). IPv4 only.
 */
import type { NetworkInterface } from '../aws/network.ts';
import { PortSet } from '../net/portSet.ts';
import { icmp, tcp, udp, type Protocol } from '../net/protocol.ts';
import type { Conversation } from '../reach/conversation.ts';
import { protocolClasses } from '../reach/protocols.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { Because } from '../value/value.ts';
import { scanWithCertainty } from './certainty.ts';
import { converseIcmp, protocolUnreachable, type Asked, type IcmpMessage } from './icmp.ts';
import { judge, type Judgement, type Outcome } from './judge.ts';
import type { Listeners } from './listeners.ts';
import { protocolKeyword } from './protocolNames.ts';
import { scanOnce, type ScanOptions } from './scan.ts';
import { endpointsOf } from './scanOrigin.ts';
import type { PortReason, PortResult, PortState, Scan, ScannedTarget } from './scanResult.ts';

export interface ProtocolScanOptions extends Pick<
  ScanOptions,
  'targets' | 'from' | 'sourcePort' | 'listeners' | 'discovery'
> {
  /** Protocol numbers, 0–255. */
  readonly protocols: PortSet;
}

/** Every protocol number: what nmap asks about when none are named. */
export const everyProtocol = PortSet.of({ first: 0, last: 255 });

/** Where nmap sends its TCP and its UDP packet. */
const tcpPort = PortSet.of({ first: 80, last: 80 });
const udpPort = PortSet.of({ first: 40125, last: 40125 });

/** Nobody is taken to listen on a port that nmap chose because nobody does. */
const nobody: Listeners = { tcp: PortSet.none, udp: PortSet.none };

const echo: readonly [IcmpMessage, IcmpMessage] = [
  { type: 8, code: 0 },
  { type: 0, code: 0 },
];

/** Protocols that many systems take without a word, or can be set up to take: which is not in the code (SEMANTICS T34). */
const mayBeSpoken: ReadonlySet<Protocol> = new Set([2, 4, 33, 41, 47, 50, 51, 103, 108, 115, 132, 136]);

/** Simulates a protocol scan of each target. */
export function scanProtocols(topology: Topology, options: ProtocolScanOptions): Scan {
  return scanWithCertainty(topology, options, scanProtocolsOnce);
}

function scanProtocolsOnce(topology: Topology, options: ProtocolScanOptions): Scan {
  const { targets, protocols, listeners, ...common } = options;
  const sources = endpointsOf(topology, options.from, 'ipv4');
  // The answer to its ACK is the same from every socket, but not what host discovery finds the host by.
  const heard = listeners === undefined ? {} : { listeners };
  const byTcp = scanOnce(topology, { ...common, ...heard, targets, type: 'ack', ports: tcpPort });
  const byUdp = scanOnce(topology, {
    ...common,
    targets,
    type: 'udp',
    ports: udpPort,
    listeners: listeners ?? nobody,
    discovery: false,
  });
  return {
    scan: 'ipproto',
    from: byTcp.from,
    targets: targets.flatMap((target, index) => {
      const [overTcp, overUdp] = [byTcp.targets[index], byUdp.targets[index]];
      if (overTcp === undefined || overUdp === undefined) return [];
      return [{ ...overTcp, results: resultsOf({ topology, target, sources }, protocols, overTcp, overUdp) }];
    }),
  };
}

interface Sight {
  readonly topology: Topology;
  readonly target: NetworkInterface;
  readonly sources: readonly Endpoint[];
}

function resultsOf(
  sight: Sight,
  protocols: PortSet,
  overTcp: ScannedTarget,
  overUdp: ScannedTarget,
): readonly PortResult[] {
  if (overTcp.host?.status === 'down') return [];
  const asked = (protocol: Protocol): boolean => protocols.has(protocol);
  const others = othersOf(
    sight,
    protocols.subtract(single(icmp)).subtract(single(tcp)).subtract(single(udp)),
  );
  const datagrams = asked(udp) ? overUdp.results.map(asProtocol(udp, datagramState)) : [];
  const segments = asked(tcp) ? overTcp.results.map(asProtocol(tcp, segmentState)) : [];
  const pings = asked(icmp) ? [icmpResult(sight, [...others, ...datagrams])] : [];
  const { host } = overTcp;
  return [...pings, ...segments, ...datagrams, ...others]
    .map((result) =>
      host?.status === 'unknown'
        ? { ...unknownResult(result), unresolved: [...host.unresolved, ...result.unresolved] }
        : result,
    )
    .sort((a, b) => first(a) - first(b));
}

function unknownResult(result: PortResult): PortResult {
  return { ...result, state: 'unknown', reason: undefined, certainty: 'proved' };
}

function first({ ports }: PortResult): number {
  return ports.ranges[0]?.first ?? 0;
}

function single(protocol: Protocol): PortSet {
  return PortSet.of({ first: protocol, last: protocol });
}

/** What a port's answer says of its protocol. */
type Translation = (result: PortResult) => Pick<PortResult, 'state' | 'reason'>;

function segmentState({ state, reason }: PortResult): Pick<PortResult, 'state' | 'reason'> {
  if (state === 'unfiltered') return { state: 'open', reason: 'proto-response' };
  return { state: state === 'filtered' ? 'open|filtered' : state, reason };
}

function datagramState({ state, reason }: PortResult): Pick<PortResult, 'state' | 'reason'> {
  if (state === 'closed') return { state: 'open', reason: 'port-unreach' };
  return state === 'open' ? { state, reason: 'proto-response' } : { state, reason };
}

function asProtocol(protocol: Protocol, translate: Translation): (result: PortResult) => PortResult {
  return (result) => ({ ...result, protocol: 'ip', ports: single(protocol), ...translate(result) });
}

/** ICMP is open as soon as any ICMP comes back: the echo reply, or an error about another protocol (SEMANTICS T33). */
function icmpResult(sight: Sight, others: readonly PortResult[]): PortResult {
  const [asked, answer] = echo;
  const judgement = judgeTrials(sight, asked, answer, [{ state: 'open', reason: 'echo-reply' }]);
  const own = resultOf(single(icmp), judgement, []);
  const error = others.find(({ reason }) => reason === 'proto-unreach' || reason === 'port-unreach');
  if (own.state === 'open' || error === undefined) return own;
  return { ...error, ports: single(icmp), state: 'open' };
}

/** Protocols no rule tells apart get one answer. */
function othersOf(sight: Sight, protocols: PortSet): readonly PortResult[] {
  const named = new Set(protocolClasses(sight.topology, 'ipv4').map(({ protocol }) => protocol));
  const classes = new Map<string, Protocol[]>();
  for (const { first: from, last } of protocols.ranges) {
    for (let protocol = from; protocol <= last; protocol++) {
      const key = named.has(protocol) ? String(protocol) : `rest ${mayBeSpoken.has(protocol)}`;
      if (classes.get(key)?.push(protocol) === undefined) classes.set(key, [protocol]);
    }
  }
  const results = [...classes.values()].map((alike) => {
    const [protocol = 0] = alike;
    const refused: Answer = { state: 'closed', reason: 'proto-unreach' };
    const answers = mayBeSpoken.has(protocol) ? [refused, silent] : [refused];
    const judgement = judgeTrials(sight, { protocol }, protocolUnreachable, answers);
    const ports = PortSet.of(...alike.map((number) => ({ first: number, last: number })));
    return resultOf(ports, judgement, speakers(sight.target, alike, judgement));
  });
  return merge(results);
}

interface Answer {
  readonly state: PortState;
  readonly reason: PortReason;
}

const silent: Answer = { state: 'open|filtered', reason: 'no-response' };

/** @param answers what the host may make of the packet, where its ICMP answer arrives; {@link silent} for none. */
function judgeTrials(
  { topology, target, sources }: Sight,
  asked: Asked,
  answer: IcmpMessage,
  answers: readonly Answer[],
): Judgement {
  const to = { kind: 'interface', interface: target } as const;
  const trials = sources.map((source) => {
    const talk = converseIcmp(topology, source, to, asked, answer, 'ipv4');
    return [{ share: 1, outcomes: answers.map((one) => outcomeOf(one, talk)) }];
  });
  return judge('udp', trials);
}

function outcomeOf(answer: Answer, { request, reply, verdict, certainty, because }: Conversation): Outcome {
  const nothing: Outcome = {
    ...silent,
    certainty: 'proved',
    heard: answer.state,
    answered: false,
    because: [...request.hops, ...(answer === silent ? [] : (reply?.hops ?? []))],
    unresolved: [],
  };
  if (answer === silent) return nothing;
  if (verdict === 'allow') return { ...nothing, ...answer, certainty, answered: true };
  if (verdict === 'deny') return { ...nothing, certainty };
  return { ...nothing, state: 'unknown', reason: undefined, certainty, unresolved: because };
}

function resultOf(ports: PortSet, judgement: Judgement, more: readonly Because[]): PortResult {
  const { state, reason, certainty, because, unresolved } = judgement;
  return { protocol: 'ip', ports, state, reason, certainty, because, unresolved: [...unresolved, ...more] };
}

/** That it is not known which protocols a host speaks, where that decides. */
function speakers(
  target: NetworkInterface,
  protocols: readonly Protocol[],
  { possible }: Judgement,
): readonly Because[] {
  if (possible.length === 0) return [];
  const names = protocols.map((protocol) => protocolKeyword(protocol) ?? String(protocol));
  const why = `is not in the code (${possible.join(' or ')})`;
  return [{ what: `whether ${target.owner} speaks ${names.join(', ')}`, why, origin: undefined }];
}

/** Joins protocols that got the same answer by the same rules. */
function merge(results: readonly PortResult[]): readonly PortResult[] {
  const merged = new Map<string, PortResult>();
  for (const result of results) {
    const { state, certainty, because, unresolved } = result;
    const key = [
      state,
      certainty,
      ...because.map((hop) => `${hop.component} ${hop.rule ?? ''} ${hop.verdict}`),
      ...unresolved.map(({ what, why }) => `${what} ${why}`),
    ].join('|');
    const same = merged.get(key);
    merged.set(key, same === undefined ? result : { ...same, ports: same.ports.union(result.ports) });
  }
  return [...merged.values()];
}
