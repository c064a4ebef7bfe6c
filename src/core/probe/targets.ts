/**
 * What stands behind a node that took a connection. A network load balancer answers nothing itself: it passes on what
 * comes to a listener, and the answer is a target's (SEMANTICS S40). Which packets get no further than the node is known
 * by the conversations behind it.
 */
import type { Family } from '../net/address.ts';
import { protocolName } from '../net/protocol.ts';
import type { Exchange } from '../reach/conversation.ts';
import type { Endpoint } from '../reach/endpoint.ts';
import { forwarding, type NodeEnd } from '../reach/forwarding.ts';
import type { Topology } from '../reach/topology.ts';
import type { Because } from '../value/value.ts';

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
  const balancer = topology.loadBalancerOf(to.interface);
  const { protocol, destinationPort: port } = exchange;
  if (balancer?.type !== 'network' || port === undefined) return [];
  const sent = forwarding(topology, from, to, exchange, family);
  if (sent === undefined || sent.verdict === 'allow') return [];
  if (sent.verdict === 'unknown') return sent.because;
  const hops = sent.back
    .filter(({ purpose }) => purpose === 'traffic')
    .flatMap(({ conversation: { request, reply } }) => [...request.hops, ...(reply?.hops ?? [])]);
  const deny = hops.find(({ verdict }) => verdict === 'deny');
  const why = `passes ${protocolName(protocol)} ${port} on to its targets, and none of them gets it and is heard${deny === undefined ? '' : `: ${deny.text}`}`;
  return [{ what: balancer.address, why, origin: deny?.origin ?? balancer.origin }];
}
