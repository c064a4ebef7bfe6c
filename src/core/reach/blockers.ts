/**
 * Everything that would have to change for a flow to work: all checkpoints that say no, or cannot tell, on both legs.
 * `walk` ends at the first that drops the packet; here one that was refused goes on as if it had passed.
 */
import type { Family } from '../net/address.ts';
import { answerTo, type Packet } from '../net/packet.ts';
import { addressesBetween } from './addresses.ts';
import { passNetworkAcl, passSecurityGroups } from './checkpoints.ts';
import type { Exchange } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import type { Hop, Leg } from './hop.ts';
import type { Step } from './journey.ts';
import type { Topology } from './topology.ts';
import { Trail } from './trail.ts';
import { arrives, replyWay, requestWay } from './way.ts';

export interface BlockerOptions {
  /** Decides between IPv4 and IPv6 when both ends are interfaces. */
  readonly family?: Family;
  /** ICMP: the type and code of the request and of its reply. */
  readonly icmp?: {
    readonly request: { readonly type: number; readonly code: number };
    readonly reply: { readonly type: number; readonly code: number };
  };
}

/**
 * The hops that do not let the exchange pass, in the order its packets meet them; empty exactly when it passes. Filters
 * behind a route that leads nowhere are not among them: which they are depends on the route. Where AWS picks an address,
 * the first it may pick is taken, and of a NAT gateway its usual port unless the exchange names one.
 */
export function blockers(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  exchange: Exchange,
  options: BlockerOptions = {},
): readonly Hop[] {
  const { sources, targets } = addressesBetween(topology, from, to, options.family ?? 'ipv4');
  const [source] = sources.addresses;
  const [destination] = targets.addresses;
  if (source === undefined || destination === undefined) return [];
  const { protocol, sourcePort, destinationPort, natPort } = exchange;
  const request: Packet = {
    source,
    destination,
    protocol,
    sourcePort,
    destinationPort,
    ...typeOf(options, 'request'),
  };
  const there = requestWay(topology, request, from, to, natPort);
  const stopped = refusals(topology, 'request', request, there.steps);
  if (!arrives(there)) return stopped;
  const reply = answerTo(there.flow.seen, typeOf(options, 'reply'));
  const asked = new Set(there.steps.map((step) => (step.kind === 'security-group' ? step.at : undefined)));
  // Groups let replies to what they let pass through (SEMANTICS S14).
  const back = replyWay(topology, reply, there.flow).steps.filter(
    (step) => step.kind !== 'security-group' || !asked.has(step.at),
  );
  return [...stopped, ...refusals(topology, 'reply', reply, back)];
}

/** Puts a packet to every step, and keeps the hops that did not let it pass. */
function refusals(topology: Topology, leg: Leg, packet: Packet, steps: readonly Step[]): readonly Hop[] {
  const trail = new Trail(leg, packet);
  for (const step of steps) {
    if (step.kind === 'hop') trail.add(step.hop);
    else if (step.kind === 'network-acl') passNetworkAcl(topology, trail, step);
    else passSecurityGroups(topology, trail, step);
  }
  return trail.hops.filter(({ verdict }) => verdict !== 'allow');
}

function typeOf({ icmp }: BlockerOptions, leg: Leg): Pick<Packet, 'icmpType' | 'icmpCode'> {
  const message = icmp?.[leg];
  return message === undefined ? {} : { icmpType: message.type, icmpCode: message.code };
}
