/**
 * One packet, hop by hop: the obvious simulation, rule by rule, in the order AWS applies it (SEMANTICS N23–N28). The way
 * is data; here its filters are put to the packet, one after the other, until one drops it. Behind one that cannot tell
 * it is judged on: a later one may drop it in any case.
 */
import type { Packet } from '../net/packet.ts';
import type { Unknown } from '../value/value.ts';
import { passNetworkAcl, passSecurityGroups, passTracked, type TrackedFlow } from './checkpoints.ts';
import type { Endpoint } from './endpoint.ts';
import type { Leg, Walk } from './hop.ts';
import type { Flow, Step } from './journey.ts';
import type { Topology } from './topology.ts';
import { Trail } from './trail.ts';
import { replyWay, requestWay, type Way } from './way.ts';

export type { Endpoint };

/** What a request leaves behind for its reply. */
export interface FlowState extends Flow {
  /** What the groups of the interfaces remember, in the order the request passed them. */
  readonly tracked: readonly TrackedFlow[];
}

const nothing: readonly TrackedFlow[] = [];

export interface WalkResult {
  readonly walk: Walk;
  readonly flows: FlowState;
  readonly way: Way;
}

/** How the packet is to be walked, where the usual does not do. */
export interface WalkOptions {
  /** For a reply, what its request left behind. */
  readonly flows?: FlowState;
  /** The request was no SYN: that a tracked flow may begin with it is not documented (SEMANTICS S24). */
  readonly assumed?: boolean;
  /** The port a NAT gateway on the way sends from. */
  readonly natPort?: number;
  /** Network ACLs of the way whose verdict hangs on something that is not in the packet, with what that is. */
  readonly undecided?: ReadonlyMap<Step, Unknown>;
}

/**
 * Walks a packet from one end to the other.
 * @param packet with the addresses the filters see: private ones of interfaces, public ones of hosts outside (N26).
 */
export function walk(
  topology: Topology,
  packet: Packet,
  from: Endpoint,
  to: Endpoint,
  leg: Leg,
  options: WalkOptions = {},
): WalkResult {
  const { flows, natPort } = options;
  const way =
    leg === 'reply' && flows !== undefined
      ? replyWay(topology, packet, flows)
      : requestWay(topology, packet, from, to, natPort);
  return walkWay(topology, way, packet, leg, options);
}

/** Walks a packet along a way. */
export function walkWay(
  topology: Topology,
  way: Way,
  packet: Packet,
  leg: Leg,
  { flows: past, assumed = false, undecided }: WalkOptions = {},
): WalkResult {
  const trail = new Trail(leg, packet);
  let tracked = nothing;
  for (const step of way.steps) {
    const passes = put(topology, trail, step, past?.tracked, assumed, undecided?.get(step));
    if (passes === false) break;
    if (typeof passes === 'object') tracked = [...tracked, passes];
  }
  const { seen, receiver, translations, egressOnlyGateway, gatewayEndpoint, answeredByAws } = way.flow;
  const flows = {
    tracked,
    seen,
    receiver,
    translations,
    egressOnlyGateway,
    gatewayEndpoint,
    answeredByAws,
  };
  return { walk: trail.end(), flows, way };
}

/**
 * Puts the packet to one step. Answers with what groups that let it pass will remember, else with whether it goes on, or may.
 * @param before what the groups remember of its request.
 */
function put(
  topology: Topology,
  trail: Trail,
  step: Step,
  before: readonly TrackedFlow[] | undefined,
  assumed: boolean,
  doubt: Unknown | undefined,
): TrackedFlow | boolean {
  switch (step.kind) {
    case 'hop':
      return trail.add(step.hop);
    case 'network-acl':
      return passNetworkAcl(topology, trail, step, doubt);
    case 'security-group': {
      const flow = before?.findLast(({ at }) => at === step.at.address);
      if (flow !== undefined) return passTracked(trail, step, flow, assumed);
      return passSecurityGroups(topology, trail, step) ?? false;
    }
  }
}
