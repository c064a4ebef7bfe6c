/**
 * What stands behind a node that took a connection. A network load balancer answers nothing itself: it passes on what
 * comes to a listener, and the answer is a target's (SEMANTICS S40). Which packets get no further than the node is known
 * by the conversations behind it.
 */
import type { NetworkInterface } from '../aws/network.ts';
import { protocolName } from '../net/protocol.ts';
import type { Exchange } from '../reach/conversation.ts';
import type { Endpoint } from '../reach/endpoint.ts';
import { forwarding } from '../reach/forwarding.ts';
import { forwardsOf, listenerAt } from '../reach/loadBalancer.ts';
import { privateAddress, type Topology } from '../reach/topology.ts';
import type { Because } from '../value/value.ts';

/**
 * Why a client may get no answer from a node whose filters let it in: none of the targets gets what it sends, or is heard.
 * What the load balancer does then is not documented. Empty where the node answers itself, or where nothing is proved
 * about the targets.
 */
export function lostBehind(
  topology: Topology,
  from: Endpoint,
  node: NetworkInterface,
  exchange: Exchange,
): readonly Because[] {
  const balancer = topology.loadBalancerOf(node);
  const { protocol, destinationPort: port } = exchange;
  if (balancer?.type !== 'network' || port === undefined) return [];
  const listener = listenerAt(balancer, protocol, port);
  if (listener === undefined || !hasIpv4(from)) return [];
  const { forwards } = forwardsOf(topology, listener);
  const reachable = forwards.every(
    ({ interface: at }) => at.kind === 'known' && privateAddress(at.value, 'ipv4') !== undefined,
  );
  const sent = reachable ? forwarding(topology, from, node, exchange) : undefined;
  if (sent?.verdict !== 'deny') return [];
  const hops = sent.back
    .filter(({ purpose }) => purpose === 'traffic')
    .flatMap(({ conversation: { request, reply } }) => [...request.hops, ...(reply?.hops ?? [])]);
  const deny = hops.find(({ verdict }) => verdict === 'deny');
  const why = `passes ${protocolName(protocol)} ${port} on to its targets, and none of them gets it and is heard${deny === undefined ? '' : `: ${deny.text}`}`;
  return [{ what: balancer.address, why, origin: deny?.origin ?? balancer.origin }];
}

function hasIpv4(end: Endpoint): boolean {
  return end.kind === 'outside'
    ? end.address.family === 'ipv4'
    : privateAddress(end.interface, 'ipv4') !== undefined;
}
