/**
 * What stands behind a node that took a connection. A network load balancer answers nothing itself: it passes on what
 * comes to a listener, and the answer is a target's (SEMANTICS S40); so does a gateway load balancer. Which packets get no
 * further than the node is known by the conversations behind it.
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { hasPorts, protocolName, type Protocol } from '../net/protocol.ts';
import { unknownOf, type Because, type Unknown } from '../value/value.ts';
import type { Conversation, Exchange } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import { forwarded, ofType, passesOn, type Forwarding } from './forwarding.ts';
import { forwardsOf, listenerPorts } from './loadBalancer.ts';
import type { NodeConnection, NodeEnd } from './nodeConnection.ts';
import { portClasses } from './ports.ts';
import type { Reach } from './reachability.ts';
import type { Topology } from './topology.ts';

/**
 * Why a client may get no answer from a node whose filters let it in: some target is not known, or does not get what the
 * client sends, or is not heard. What the load balancer does where none is reached is not documented. Empty where the node
 * answers itself, or where every target answers.
 * @param family the client's.
 */
export function doubtsBehind(
  topology: Topology,
  from: Endpoint,
  to: NodeEnd,
  exchange: Exchange,
  family: Family,
): readonly Because[] {
  const balancer = passesOn(topology, to.interface);
  if (balancer === undefined) return [];
  const asked = { topology, balancer, from, to, exchange, family };
  if (balancer.type.kind === 'known' || to.interface.leadsTo !== undefined) return doubtsAbout(asked);
  // Of the types whose listeners have a port, the other answers itself.
  const doubts = doubtsAbout(ofType(asked, 'network'));
  return doubts.length === 0 ? [] : [...balancer.type.because, ...doubts];
}

function doubtsAbout(asked: NodeConnection): readonly Because[] {
  const { balancer, exchange } = asked;
  const { protocol, destinationPort: port } = exchange;
  const sent = forwarded(asked);
  if (port === undefined || sent === undefined || sent.verdict === 'allow') return [];
  if (sent.verdict === 'unknown') return sent.because;
  const what = `${protocolName(protocol)} ${port}`;
  const talks = sent.entry?.verdict === 'deny' ? [sent.entry] : trafficOf(sent);
  const hops = talks.flatMap(({ request, reply }) => [...request.hops, ...(reply?.hops ?? [])]);
  const deny = hops.find(({ verdict }) => verdict === 'deny');
  const drops = deny === undefined ? '' : `: ${deny.text}`;
  const why =
    sent.entry?.verdict === 'deny'
      ? `does not let ${what} of the client in${drops}, and what its endpoint answers then is not documented`
      : `passes ${what} on to its targets, and none of them gets it and is heard${drops}`;
  return [{ what: balancer.address, why, origin: deny?.origin ?? balancer.origin }];
}

function trafficOf({ back }: Forwarding): readonly Conversation[] {
  return back.filter(({ purpose }) => purpose === 'traffic').map(({ conversation }) => conversation);
}

/**
 * What one end gets to another and is answered, where `reach` is what gets to that end and back: of a node's ports those
 * remain of which every target is known to answer, whichever of the ports the client sends from. Where none is answered on
 * all of them, only the client's ports remain on which all are. The others only may pass.
 * @param family of the addresses both talk by.
 */
export function withTargets(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  protocol: Protocol,
  family: Family,
  reach: Reach,
): Reach {
  const { ports, replyPorts, because } = reach;
  const balancer = to.kind === 'interface' ? passesOn(topology, to.interface) : undefined;
  if (to.kind !== 'interface' || balancer === undefined || !hasPorts(protocol)) return reach;
  const sent = replyPorts.must.isEmpty ? replyPorts.may : replyPorts.must;
  if (ports.must.isEmpty || sent.isEmpty) return reach;
  const ends = [from, to].flatMap((end) => (end.kind === 'interface' ? [end.interface] : []));
  const classes = portClasses(topology, sent, protocol, ends);
  const open: Unknown[] = [];
  const listened = ports.must.intersect(listenerPorts(balancer, protocol));
  const answers = portsIn(listened).map((port) => {
    let answered = PortSet.none;
    for (const some of classes) {
      const exchange = { protocol, sourcePort: some.ranges[0]?.first ?? 0, destinationPort: port };
      const doubts = doubtsBehind(topology, from, to, exchange, family);
      if (doubts.length === 0) answered = answered.union(some);
      else open.push({ kind: 'unknown', because: doubts });
    }
    return { port, answered };
  });
  if (open.length === 0) return reach;
  const always = answers.filter(({ answered }) => answered.equals(sent));
  const sometimes = answers.filter(({ answered }) => !answered.isEmpty);
  const common = sometimes.reduce((left, { answered }) => left.intersect(answered), sent);
  const kept = always.length > 0 ? always : common.isEmpty ? [] : sometimes;
  const replies = always.length > 0 ? replyPorts.must : replyPorts.must.intersect(common);
  return {
    ports: { must: PortSet.of(...kept.map(({ port }) => ({ first: port, last: port }))), may: ports.may },
    replyPorts: { must: kept.length > 0 ? replies : replyPorts.must, may: replyPorts.may },
    certainty: reach.certainty,
    because: unknownOf([{ kind: 'unknown', because }, ...open]).because,
  };
}

/**
 * Interfaces that are alike to filters and routes, told apart as a node tells them: a target cannot reach itself where it
 * would see its own address (SEMANTICS N34b).
 */
export function clientsOf(
  topology: Topology,
  to: Endpoint,
  clients: readonly NetworkInterface[],
): readonly (readonly NetworkInterface[])[] {
  const balancer = to.kind === 'interface' ? passesOn(topology, to.interface) : undefined;
  // Behind an endpoint nobody sees the client's address.
  if (balancer === undefined || (to.kind === 'interface' && to.interface.leadsTo !== undefined))
    return [clients];
  const targets = new Set(
    balancer.listeners.flatMap((listener) =>
      forwardsOf(topology, listener).forwards.flatMap(({ interface: at }) =>
        at.kind === 'known' ? [at.value] : [],
      ),
    ),
  );
  const others = clients.filter((at) => !targets.has(at));
  const own = clients.filter((at) => targets.has(at)).map((at) => [at]);
  return others.length === 0 ? own : [others, ...own];
}

/** A load balancer has few listeners, so these are few. */
function portsIn({ ranges }: PortSet): readonly number[] {
  return ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
}
