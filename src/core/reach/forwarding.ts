/**
 * What becomes of a connection a load balancer took: which nodes have it, which targets they pass it on to, and what the
 * conversations with all of these come to.
 */
import { isOfType, type LoadBalancer, type LoadBalancerType, type TargetGroup } from '../aws/loadBalancer.ts';
import type { NetworkInterface } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import { known, unknownOf, type Because } from '../value/value.ts';
import { familyOf, talks, withoutAddress, type BackConversation } from './backConversations.ts';
import type { Conversation, Exchange } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import type { Verdict } from './hop.ts';
import { forwardsOf, listenerAt, type Forward } from './loadBalancer.ts';
import type { NodeConnection, NodeEnd } from './nodeConnection.ts';
import { aclDoubts, enterBalancer, whyNotFollowed } from './privateLink.ts';
import type { Topology } from './topology.ts';

export interface Forwarding {
  readonly back: readonly BackConversation[];
  /** Over an endpoint: what the load balancer's groups do with the client's packet. */
  readonly entry?: Conversation;
  /** `allow`: every target gets what the client sends, and answers. `deny`: none does. */
  readonly verdict: Verdict;
  readonly because: readonly Because[];
}

/**
 * What a node does with a connection to one of its listeners; `undefined` when it has none on the port, or is no node. An
 * endpoint leads to one of the nodes of its load balancer, and all are asked.
 * @param to the node or the endpoint, by the address the client sends to.
 * @param family the client's.
 */
export function forwarding(
  topology: Topology,
  from: Endpoint,
  to: NodeEnd,
  exchange: Exchange,
  family: Family = 'ipv4',
): Forwarding | undefined {
  const behind = topology.balancerBehind(to.interface);
  if (behind?.kind !== 'known') return undefined;
  const balancer = behind.value;
  const asked = { topology, balancer, from, to, exchange, family };
  if (balancer.type.kind === 'known' || to.interface.leadsTo !== undefined) return forwarded(asked);
  // One of them it is, as the listeners of a Gateway Load Balancer have no port.
  const asNetwork = forwarded(ofType(asked, 'network'));
  const asApplication = forwarded(ofType(asked, 'application'));
  return asNetwork && asApplication && either(asNetwork, asApplication, balancer.type.because);
}

/** The same connection to a load balancer that is of a type. */
export function ofType(asked: NodeConnection, type: LoadBalancerType): NodeConnection {
  return { ...asked, balancer: { ...asked.balancer, type: known(type) } };
}

/** What may happen in one of two ways. @param open why it is not known in which. */
function either(one: Forwarding, other: Forwarding, open: readonly Because[]): Forwarding {
  const isSame = (a: BackConversation, b: BackConversation): boolean =>
    a.purpose === b.purpose &&
    a.node === b.node &&
    a.target === b.target &&
    a.port === b.port &&
    a.preservesClientIp === b.preservesClientIp;
  const back = [...one.back, ...other.back.filter((talk) => !one.back.some((same) => isSame(talk, same)))];
  const because = unknownOf([one, other].map((way) => ({ kind: 'unknown', because: way.because }))).because;
  if (one.verdict === other.verdict && because.length === one.because.length)
    return { back, verdict: one.verdict, because };
  return { back, verdict: 'unknown', because: [...open, ...because] };
}

/** What becomes of a connection to a load balancer of a known type; `undefined` where that has no listener for it. */
export function forwarded(asked: NodeConnection): Forwarding | undefined {
  const { topology, balancer, to, exchange } = asked;
  const { protocol, destinationPort } = exchange;
  const listener =
    destinationPort === undefined ? undefined : listenerAt(balancer, protocol, destinationPort);
  if (listener === undefined) return undefined;
  const { forwards, open } = forwardsOf(topology, listener);
  const nodes = nodesBehind(asked);
  const back = nodes.flatMap((node) => forwards.flatMap((forward) => talks({ ...asked, node }, forward)));
  const doubts = nodes.flatMap((node) => forwards.flatMap((forward) => doubtsAbout(topology, node, forward)));
  if (to.interface.leadsTo === undefined) return { back, ...verdictOf(balancer, back, [...open, ...doubts]) };
  const [node] = nodes;
  const unfit = whyNotFollowed(asked, node);
  if (node === undefined || unfit.length > 0) return { back: [], verdict: 'unknown', because: unfit };
  const entry = enterBalancer(asked, node);
  if (entry.verdict === 'deny') return { back: [], entry, verdict: 'deny', because: [] };
  const undocumented = nodes.flatMap((one) => aclDoubts(asked, one));
  const beyond = verdictOf(balancer, back, [...open, ...doubts, ...undocumented]);
  // What no target gets is lost whether it gets in or not.
  if (entry.verdict === 'allow' || beyond.verdict === 'deny') return { back, entry, ...beyond };
  const because = [entry, beyond].map((part) => ({ kind: 'unknown', because: part.because }) as const);
  return { back, entry, verdict: 'unknown', because: unknownOf(because).because };
}

/** The load balancer a node belongs to, if that one leaves the answer to its targets, or may, or the one an endpoint leads to. */
export function passesOn(topology: Topology, node: NetworkInterface): LoadBalancer | undefined {
  const behind = topology.balancerBehind(node);
  if (behind?.kind !== 'known') return undefined;
  const { type } = behind.value;
  const isAnswered = type.kind === 'known' && (type.value === 'application' || type.value === 'classic');
  return isAnswered && node.leadsTo === undefined ? undefined : behind.value;
}

/** The node that was asked, or all that an endpoint may lead to. */
function nodesBehind({ topology, balancer, to }: NodeConnection): readonly NetworkInterface[] {
  return to.interface.leadsTo === undefined
    ? [to.interface]
    : balancer.nodes.flatMap((node) => topology.interface(node) ?? []);
}

/** What is not known of where a connection goes on to. */
function doubtsAbout(
  topology: Topology,
  node: NetworkInterface,
  { group, interface: member, port }: Forward,
): readonly Because[] {
  const parts = [member, port, familyOf(group)].flatMap((part) =>
    part.kind === 'unknown' ? part.because : [],
  );
  const family = familyOf(group);
  if (family.kind === 'unknown' || member.kind === 'unknown') return parts;
  const without = withoutAddress([node, member.value], family.value);
  const why = `has no IPv6 address, and ${group.address} sends to such`;
  return [
    ...parts,
    ...without.map(({ address, origin }): Because => ({ what: address, why, origin })),
    ...doubtsBeyond(topology, group, member.value),
  ];
}

/** A target that leaves the answer to targets of its own: chains of load balancers are not followed. */
function doubtsBeyond(
  topology: Topology,
  { address }: TargetGroup,
  target: NetworkInterface,
): readonly Because[] {
  const behind = topology.balancerBehind(target);
  if (behind?.kind === 'unknown') return behind.because;
  const next = passesOn(topology, target);
  if (next === undefined) return [];
  const why = `stands behind a target of ${address}, and chains of load balancers are not followed`;
  const perhaps = next.type.kind === 'unknown' ? next.type.because : [];
  return [...perhaps, { what: next.address, why, origin: next.origin }];
}

function verdictOf(
  balancer: LoadBalancer,
  back: readonly BackConversation[],
  doubts: readonly Because[],
): Pick<Forwarding, 'verdict' | 'because'> {
  const open = (because: readonly Because[]): Pick<Forwarding, 'verdict' | 'because'> => ({
    verdict: 'unknown',
    because: unknownOf([{ kind: 'unknown', because }]).because,
  });
  const { address, origin } = balancer;
  const traffic = back.filter(({ purpose }) => purpose === 'traffic').map(({ conversation }) => conversation);
  const unsettled = [...doubts, ...traffic.flatMap(({ because }) => because)];
  if (isOfType(balancer, 'gateway') === 'yes')
    return open([{ what: address, why: 'is a Gateway Load Balancer, which is not modelled', origin }]);
  if (unsettled.length > 0) return open(unsettled);
  const [first] = traffic;
  if (first === undefined) return open([{ what: address, why: 'has no targets in the code', origin }]);
  if (traffic.every(({ verdict }) => verdict === first.verdict))
    return { verdict: first.verdict, because: [] };
  return open([{ what: address, why: 'picks the target, and reaches only some of them', origin }]);
}
