/** A request and the reply to it: two walks, and what the stateful filters remember between them. */
import type { Address, Family } from '../net/address.ts';
import { answerTo, type Packet, type TcpFlags } from '../net/packet.ts';
import { hasPorts, tcp, type Protocol } from '../net/protocol.ts';
import { addressesBetween } from './addresses.ts';
import { usualNatPort } from './natGateway.ts';
import { undecidedByPort } from './pickedPorts.ts';
import { unknownOf, type Because } from '../value/value.ts';
import type { Certainty, Verdict, Walk } from './hop.ts';
import type { Topology } from './topology.ts';
import { withoutDoubts } from './trail.ts';
import { walk, walkWay, type Endpoint } from './walk.ts';
import { arrives, replyWay } from './way.ts';

/** What is sent, addresses apart. */
export interface Exchange {
  readonly protocol: Protocol;
  /** TCP and UDP: the port the initiator sends from and gets the reply on. A load balancer picks one of 1024–65535. */
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly requestFlags?: TcpFlags;
  readonly replyFlags?: TcpFlags;
  /** ICMP and ICMPv6: the type and code of both. */
  readonly icmp?: {
    readonly request: { readonly type: number; readonly code: number };
    readonly reply: { readonly type: number; readonly code: number };
  };
  /** The port a NAT gateway on the way sends from: one of 1024–65535 (SEMANTICS N41). */
  readonly natPort?: number;
}

export interface Conversation {
  readonly request: Walk;
  /** `undefined` when the request did not arrive, or may not have and that decides. */
  readonly reply: Walk | undefined;
  /** `allow` when both packets arrive, `deny` when one of them is known not to. */
  readonly verdict: Verdict;
  readonly certainty: Certainty;
  readonly because: readonly Because[];
}

/**
 * Walks a request and its reply. Of what AWS puts into one of several subnets, an answer is known only if it is the same in
 * each of them.
 * @param family decides between IPv4 and IPv6 when both ends are interfaces.
 */
export function converse(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  exchange: Exchange,
  family: Family = 'ipv4',
): Conversation {
  return inEachPlace(topology, from, to, (start, end) =>
    converseBetween(topology, start, end, exchange, family),
  );
}

/** What ends say to each other, if that is the same wherever AWS puts them. */
export function inEachPlace(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  talk: (from: Endpoint, to: Endpoint) => Conversation,
): Conversation {
  let result = talk(from, to);
  for (const start of placesOf(topology, from)) {
    for (const end of placesOf(topology, to)) {
      if (start === from && end === to) continue;
      const other = talk(start, end);
      if (other.verdict === result.verdict) {
        result = alike(result, [result, other]);
        continue;
      }
      const moved = [from, to].flatMap((place) =>
        place.kind === 'interface' && place.interface.placement !== undefined ? [place.interface] : [],
      );
      const places = moved.map(({ owner, origin }) => ({
        what: owner,
        why: 'may be in any of its subnets, and not all of them fare alike',
        origin,
      }));
      return {
        ...result,
        verdict: 'unknown',
        certainty: 'proved',
        because: merged([{ because: places }, result, other]),
      };
    }
  }
  return result;
}

/** The same verdict several times over: one of them, with what all of them rest on. */
function alike(shown: Conversation, all: readonly Conversation[]): Conversation {
  const certainty = all.some((one) => one.certainty === 'assumed') ? 'assumed' : 'proved';
  return { ...shown, certainty, because: merged(all) };
}

function placesOf(topology: Topology, end: Endpoint): readonly Endpoint[] {
  if (end.kind === 'outside' || end.interface.placement === undefined) return [end];
  return topology.placesOf(end.interface).map((at) => ({ kind: 'interface', interface: at }));
}

function converseBetween(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  exchange: Exchange,
  family: Family,
): Conversation {
  return withEachAddress(topology, from, to, family, (source, destination) =>
    exchangeBetween(topology, from, to, source, destination, exchange),
  );
}

/** What ends say to each other, if that is the same whichever addresses AWS picks for them. */
export function withEachAddress(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  family: Family,
  talk: (source: Address, destination: Address) => Conversation,
): Conversation {
  const { sources, targets } = addressesBetween(topology, from, to, family);
  const results: Conversation[] = [];
  for (const source of sources.addresses) {
    for (const destination of targets.addresses) results.push(talk(source, destination));
  }
  const [first] = results;
  if (first === undefined) throw new Error('an endpoint without an address to walk with');
  const exhaustive = sources.exhaustive && targets.exhaustive;
  if (exhaustive && results.every((result) => result.verdict === first.verdict))
    return results.length === 1 ? first : alike(first, results);
  const open = [sources.open, targets.open].filter((part) => part !== undefined);
  return { ...first, verdict: 'unknown', certainty: 'proved', because: merged([...open, ...results]) };
}

function merged(parts: readonly { readonly because: readonly Because[] }[]): readonly Because[] {
  return unknownOf(parts.map(({ because }) => ({ kind: 'unknown', because }))).because;
}

function exchangeBetween(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  source: Address,
  destination: Address,
  exchange: Exchange,
): Conversation {
  const { protocol, destinationPort, requestFlags, replyFlags, natPort, icmp } = exchange;
  const picks = picksPort(from) && exchange.sourcePort === undefined && hasPorts(protocol);
  const sourcePort = picks ? usualNatPort : exchange.sourcePort;
  const request: Packet = {
    source,
    destination,
    protocol,
    sourcePort,
    destinationPort,
    flags: requestFlags,
    icmpType: icmp?.request.type,
    icmpCode: icmp?.request.code,
  };
  const there = walk(topology, request, from, to, 'request', natPort === undefined ? {} : { natPort });
  if (there.walk.verdict === 'deny' || !arrives(there.way)) return conclude(there.walk, undefined);
  // The other end answers what it saw: the packet as a NAT gateway sent it on.
  const reply = answerTo(there.flows.seen, {
    flags: replyFlags,
    icmpType: icmp?.reply.type,
    icmpCode: icmp?.reply.code,
  });
  // Whether a flow can begin with anything but a SYN is what AWS leaves open (SEMANTICS S24).
  const unsolicited = protocol === tcp && requestFlags !== undefined && requestFlags !== 'SYN';
  const way = replyWay(topology, reply, there.flows);
  const gateways = natPort === undefined ? there.flows.translations.map(({ gateway }) => gateway) : [];
  const node = picks && from.kind === 'interface' && natPort === undefined ? [from.interface.address] : [];
  const undecided = undecidedByPort(topology, way, [...gateways, ...node], protocol);
  const options = { flows: there.flows, assumed: unsolicited, undecided };
  return conclude(there.walk, walkWay(topology, way, reply, 'reply', options).walk);
}

function picksPort(from: Endpoint): boolean {
  return from.kind === 'interface' && from.interface.kind === 'load-balancer';
}

/** The verdict of both legs. @param reply of a request that arrives, or may. */
export function conclude(request: Walk, reply: Walk | undefined): Conversation {
  const last = reply ?? request;
  if (request.verdict === 'unknown' && reply !== undefined) {
    if (reply.verdict === 'deny')
      return { request: withoutDoubts(request), reply, verdict: 'deny', certainty: 'proved', because: [] };
    const because = merged([request, reply]);
    const doubted = reply.verdict === 'unknown' ? reply : undefined;
    return { request, reply: doubted, verdict: 'unknown', certainty: 'proved', because };
  }
  // A packet that dies behind an assumed checkpoint is dead either way.
  const certainty =
    last.verdict === 'allow' && [request, reply].some((leg) => leg?.certainty === 'assumed')
      ? 'assumed'
      : 'proved';
  return { request, reply, verdict: last.verdict, certainty, because: last.because };
}
