/**
 * Host discovery, what nmap does without `-Pn`: an ICMP echo request, a SYN to 443, an ACK to 80 and an ICMP timestamp
 * request, which IPv6 has none of (SEMANTICS T12). Any answer means up. In the same subnet it asks for the hardware
 * address instead, which no filter of AWS stops.
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import type { TcpFlags } from '../net/packet.ts';
import type { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import { converse, type Conversation } from '../reach/conversation.ts';
import type { Hop } from '../reach/hop.ts';
import { portClasses } from '../reach/ports.ts';
import { doubtsBehind } from '../reach/targets.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { Because } from '../value/value.ts';
import { converseIcmp, type IcmpMessage } from './icmp.ts';
import { placeReason, sourcePortReason } from './judge.ts';
import { listensOn, type Listeners } from './listeners.ts';
import type { HostStatus } from './scanResult.ts';

/** Whom to look for, and from where. */
export interface Search {
  readonly topology: Topology;
  readonly target: NetworkInterface;
  readonly sources: readonly Endpoint[];
  /** Interfaces whose filters can tell ports apart. */
  readonly ends: readonly NetworkInterface[];
  readonly family: Family;
}

/** One of the probes, and what its answer is called. */
interface Probe {
  /** `undefined` when the answer hangs on whether something listens, which is not known. */
  readonly reason: HostStatus['reason'];
  readonly conversation: Conversation;
}

/** All probes from one place and one range of source ports, in the order nmap sends them. */
interface Attempt {
  readonly share: number;
  readonly probes: readonly Probe[];
  readonly found: 'up' | 'down' | 'unknown';
}

const echo: Readonly<Record<Family, readonly [IcmpMessage, IcmpMessage]>> = {
  ipv4: [
    { type: 8, code: 0 },
    { type: 0, code: 0 },
  ],
  ipv6: [
    { type: 128, code: 0 },
    { type: 129, code: 0 },
  ],
};
const timestamp: readonly [IcmpMessage, IcmpMessage] = [
  { type: 13, code: 0 },
  { type: 14, code: 0 },
];

/** Whether nmap would find the target. @param sourcePorts those its TCP probes may come from. */
export function discover(search: Search, sourcePorts: PortSet, listeners?: Listeners): HostStatus {
  const { topology, target, sources, ends, family } = search;
  if (sources.every((source) => isNeighbour(topology, source, target))) {
    const reason = family === 'ipv4' ? 'arp-response' : 'nd-response';
    return { status: 'up', reason, certainty: 'proved', because: [], unresolved: [] };
  }
  const ranges = portClasses(topology, sourcePorts, tcp, ends);
  const attempts = sources.map((source) => {
    const ping = icmpProbe(search, source, 'echo-reply', echo[family]);
    const clock = family === 'ipv4' ? [icmpProbe(search, source, 'timestamp-reply', timestamp)] : [];
    return ranges.map((range): Attempt => {
      const probes = [ping, ...segments(search, source, range.ranges[0]?.first ?? 0, listeners), ...clock];
      return { share: range.size / sourcePorts.size, probes, found: finding(probes) };
    });
  });
  return statusOf(attempts);
}

function isNeighbour(topology: Topology, source: Endpoint, target: NetworkInterface): boolean {
  if (source.kind === 'outside') return false;
  const [own, other] = [topology.subnetOf(source.interface), topology.subnetOf(target)];
  return own.kind === 'known' && other.kind === 'known' && own.value.address === other.value.address;
}

function icmpProbe(
  { topology, target, family }: Search,
  source: Endpoint,
  reason: 'echo-reply' | 'timestamp-reply',
  [asked, answer]: readonly [IcmpMessage, IcmpMessage],
): Probe {
  const to = { kind: 'interface', interface: target } as const;
  return { reason, conversation: converseIcmp(topology, source, to, asked, answer, family) };
}

/** The two TCP probes, which share a source port. */
function segments(
  { topology, target, family }: Search,
  source: Endpoint,
  sourcePort: number,
  listeners: Listeners | undefined,
): readonly Probe[] {
  const to = { kind: 'interface', interface: target } as const;
  const send = (destinationPort: number, requestFlags: TcpFlags, replyFlags: TcpFlags): Conversation => {
    const sent = { protocol: tcp, sourcePort, destinationPort };
    const talk = converse(topology, source, to, { ...sent, requestFlags, replyFlags }, family);
    const doubts = talk.verdict === 'allow' ? doubtsBehind(topology, source, to, sent, family) : [];
    return doubts.length === 0 ? talk : { ...talk, verdict: 'unknown', because: doubts };
  };
  const listens = listensOn(listeners, target, 443)?.listens;
  const reason = listens === undefined ? undefined : listens ? 'syn-ack' : 'reset';
  return [
    { reason, conversation: send(443, 'SYN', listens === false ? 'RST-ACK' : 'SYN-ACK') },
    { reason: 'reset', conversation: send(80, 'ACK', 'RST') },
  ];
}

function finding(probes: readonly Probe[]): Attempt['found'] {
  if (probes.some(({ conversation }) => conversation.verdict === 'allow')) return 'up';
  return probes.some(({ conversation }) => conversation.verdict === 'unknown') ? 'unknown' : 'down';
}

function statusOf(attempts: readonly (readonly Attempt[])[]): HostStatus {
  const all = attempts.flat();
  const [first] = all;
  if (first === undefined) throw new Error('a search has at least one place and source port');
  if (all.every(({ found }) => found === 'up')) return up(first, all);
  if (all.every(({ found }) => found === 'down')) {
    const because = first.probes.flatMap(({ conversation }) => hopsOf(conversation));
    return { status: 'down', reason: 'no-response', certainty: 'proved', because, unresolved: [] };
  }
  return {
    status: 'unknown',
    reason: undefined,
    certainty: 'proved',
    because: [],
    unresolved: [...byValue(all), ...bySourcePort(attempts), ...byPlace(attempts)],
  };
}

function up(first: Attempt, all: readonly Attempt[]): HostStatus {
  const answered = (attempt: Attempt): readonly Probe[] =>
    attempt.probes.filter(({ conversation }) => conversation.verdict === 'allow');
  const [probe] = answered(first);
  // nmap names the first answer it gets; another source port or place may get another one.
  const reasons = new Set(all.map((attempt) => answered(attempt)[0]?.reason));
  const sure = all.every((attempt) =>
    answered(attempt).some(({ conversation }) => conversation.certainty === 'proved'),
  );
  return {
    status: 'up',
    reason: reasons.size === 1 ? probe?.reason : undefined,
    certainty: sure ? 'proved' : 'assumed',
    because: probe === undefined ? [] : hopsOf(probe.conversation),
    unresolved: [],
  };
}

/** The values that decide where a probe's fate is unknown, each once. */
function byValue(attempts: readonly Attempt[]): readonly Because[] {
  const reasons = new Map<string, Because>();
  for (const { found, probes } of attempts) {
    if (found !== 'unknown') continue;
    for (const { conversation } of probes) {
      if (conversation.verdict !== 'unknown') continue;
      for (const reason of conversation.because) reasons.set(`${reason.what} ${reason.why}`, reason);
    }
  }
  return [...reasons.values()];
}

function bySourcePort(attempts: readonly (readonly Attempt[])[]): readonly Because[] {
  for (const place of attempts) {
    const found = place.filter((attempt) => attempt.found === 'up');
    if (found.length === 0 || !place.some((attempt) => attempt.found === 'down')) continue;
    const share = found.reduce((sum, attempt) => sum + attempt.share, 0);
    return [sourcePortReason('ack', share, '(host up)', '(host seems down)')];
  }
  return [];
}

function byPlace(attempts: readonly (readonly Attempt[])[]): readonly Because[] {
  const [here] = attempts;
  const differs = here?.some((attempt, port) =>
    attempts.some((place) => place[port]?.found !== attempt.found),
  );
  return differs === true ? [placeReason] : [];
}

function hopsOf({ request, reply }: Conversation): readonly Hop[] {
  return [...request.hops, ...(reply?.hops ?? [])];
}
