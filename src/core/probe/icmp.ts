/**
 * Conversations whose answer is ICMP: an echo or timestamp reply, or the message that a port or protocol is unreachable.
 * That message is ICMP to every filter it meets, not UDP: a network ACL needs a rule for its type and code (SEMANTICS N14).
 */
import { judgeSecurityGroups } from '../aws/securityGroup.ts';
import type { Family } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { hasIcmpType, icmp, icmpv6, udp, type Protocol } from '../net/protocol.ts';
import { addressesOf } from '../reach/addresses.ts';
import { conclude, type Conversation } from '../reach/conversation.ts';
import type { Topology } from '../reach/topology.ts';
import { walk, type Endpoint, type FlowState } from '../reach/walk.ts';
import { arrives } from '../reach/way.ts';
import { unknownOf } from '../value/value.ts';

/** An ICMP or ICMPv6 type and code. */
export interface IcmpMessage {
  readonly type: number;
  readonly code: number;
}

/** A UDP datagram to a port, an ICMP message, or a bare packet of another protocol. */
export type Asked =
  | { readonly sourcePort: number; readonly destinationPort: number }
  | IcmpMessage
  | { readonly protocol: Protocol };

/** Destination unreachable, port unreachable (SEMANTICS T9). */
export const portUnreachable: Readonly<Record<Family, IcmpMessage>> = {
  ipv4: { type: 3, code: 3 },
  ipv6: { type: 1, code: 4 },
};

/** Destination unreachable, protocol unreachable, which IPv6 has none of (SEMANTICS T9). */
export const protocolUnreachable: IcmpMessage = { type: 3, code: 2 };

/** Walks what is asked and the ICMP message that answers it. */
export function converseIcmp(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  asked: Asked,
  answer: IcmpMessage,
  family: Family,
): Conversation {
  const inside = from.kind === 'interface' && to.kind === 'interface';
  const sources = addressesOf(topology, from, family, inside);
  const targets = addressesOf(topology, to, family, inside);
  const results = sources.addresses.flatMap((source) =>
    targets.addresses.map((destination) => {
      const request = packetOf(asked, { source, destination });
      return exchange(topology, from, to, request, answer);
    }),
  );
  const [first] = results;
  if (first === undefined) throw new Error('an endpoint without an address to walk with');
  const tried = sources.exhaustive && targets.exhaustive;
  if (tried && results.every(({ verdict }) => verdict === first.verdict)) return first;
  const open = [sources.open, targets.open].filter((part) => part !== undefined);
  return { ...first, verdict: 'unknown', because: unknownOf(open).because };
}

function exchange(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  request: Packet,
  answer: IcmpMessage,
): Conversation {
  const there = walk(topology, request, from, to, 'request');
  if (there.walk.verdict === 'deny' || !arrives(there.way)) return conclude(there.walk, undefined);
  const { seen } = there.flows;
  const reply = packetOf(answer, { source: seen.destination, destination: seen.source });
  if (hasIcmpType(request.protocol)) {
    return conclude(there.walk, walk(topology, reply, to, from, 'reply', { flows: there.flows }).walk);
  }
  const flows = aboutFlows(topology, there.flows, from, to, reply);
  const back = walk(topology, reply, to, from, 'reply', { flows, assumed: true }).walk;
  // Whether a group lets an error in that is about a flow it tracks is not documented (SEMANTICS S21).
  const last = back.hops.at(-1);
  const stopped = last?.verdict === 'deny' && last.checkpoint === 'security-group' && last.at === atOf(from);
  return { ...conclude(there.walk, back), ...(stopped ? { certainty: 'assumed' } : {}) };
}

/**
 * What the groups make of an error about a flow they know. Out of the host that was asked, it leaves by an outbound rule,
 * else because it is about a flow that was let in, which is assumed. Into the host that asked, rules decide (SEMANTICS S21).
 */
function aboutFlows(
  topology: Topology,
  flows: FlowState,
  from: Endpoint,
  to: Endpoint,
  reply: Packet,
): FlowState {
  const tracked = flows.tracked.flatMap((flow) => {
    if (flow.at === atOf(from)) return [];
    if (to.kind === 'outside' || flow.at !== to.interface.address) return [flow];
    const groups = topology.groupsOf(to.interface);
    const byRule = judgeSecurityGroups(groups, 'outbound', reply, topology.matchesPeer);
    return byRule.verdict === 'allow' ? [] : [{ ...flow, untracked: false }];
  });
  return { ...flows, tracked };
}

function packetOf(asked: Asked, ends: Pick<Packet, 'source' | 'destination'>): Packet {
  if ('destinationPort' in asked) return { ...ends, protocol: udp, ...asked };
  if ('protocol' in asked) return { ...ends, ...asked };
  const protocol = ends.source.family === 'ipv4' ? icmp : icmpv6;
  return { ...ends, protocol, icmpType: asked.type, icmpCode: asked.code };
}

function atOf(end: Endpoint): string | undefined {
  return end.kind === 'interface' ? end.interface.address : undefined;
}
