/**
 * The whole way of a packet, from stop to stop: what an interface sends is routed, what a route gives to a component that
 * component takes further. NAT, its replies, and what leaves a VPC and comes back are all the same mechanism.
 */
import { unknown } from '../value/value.ts';
import { heldBy, type Address } from '../net/address.ts';
import { between, type Packet } from '../net/packet.ts';
import { arrive, enterSubnet } from './arrival.ts';
import { leaveByEgressOnlyGateway } from './egressOnlyGateway.ts';
import { publicBinding, type Endpoint } from './endpoint.ts';
import { enterGatewayEndpoint, leaveGatewayEndpoint } from './gatewayEndpoint.ts';
import { enterFromInternet, leaveByInternetGateway } from './internetGateway.ts';
import { Journey, type Flow, type Step, type Stop } from './journey.ts';
import { enterMiddlebox } from './middlebox.ts';
import { enterNatGateway, usualNatPort } from './natGateway.ts';
import { crossPeering } from './peering.ts';
import { forward, local, send } from './router.ts';
import type { Topology } from './topology.ts';
import { crossTransitGateway } from './transitGateway.ts';
import { indefinite } from './words.ts';

export interface Way {
  /** In the order they are met. The last one is a hop: somebody has the packet, or it went no further. */
  readonly steps: readonly Step[];
  /** What the packet leaves behind if every filter lets it pass. */
  readonly flow: Flow;
}

/** More stops than the longest sensible way has: behind this, gateways lead to each other in a circle. */
const mostStops = 40;

/** The way of a request. @param packet with private addresses of interfaces, public ones of hosts outside (SEMANTICS N26). */
export function requestWay(
  topology: Topology,
  packet: Packet,
  from: Endpoint,
  to: Endpoint,
  natPort = usualNatPort,
): Way {
  const source = held(packet.source, from);
  // A public address is nobody's until the internet gateway says whose.
  const isPublic = publicEnd(packet.destination, to);
  const destination = isPublic ? packet.destination : held(packet.destination, to);
  const journey = new Journey(topology, 'request', between(packet, source, destination), natPort, undefined);
  if (from.kind === 'interface') return travel(journey, { kind: 'sent', at: from.interface });
  return travel(journey, to.kind === 'interface' ? { kind: 'from-internet', to: to.interface } : undefined);
}

/** The way of an answer to a request that arrived. @param packet to the address the request was seen to come from. */
export function replyWay(topology: Topology, packet: Packet, past: Flow): Way {
  const answer = between(packet, past.seen.destination, past.seen.source);
  const journey = new Journey(topology, 'reply', answer, usualNatPort, past);
  if (past.receiver !== undefined) return travel(journey, { kind: 'sent', at: past.receiver });
  const { target } = journey;
  if (target === undefined) return travel(journey, undefined);
  if (past.gatewayEndpoint !== undefined)
    return travel(journey, leaveGatewayEndpoint(journey, target, past.gatewayEndpoint));
  if (!past.answeredByAws) return travel(journey, { kind: 'from-internet', to: target });
  journey.received(target, target.address, 'gets the answer of AWS, unfiltered', target.owner);
  return travel(journey, undefined);
}

/** Whether somebody gets the packet if every filter lets it pass. */
export function arrives({ steps }: Way): boolean {
  const last = steps.at(-1);
  return last?.kind !== 'hop' || last.hop.verdict === 'allow';
}

/** From a stop to the end of the way; without one, what is already there is the way. */
export function travel(journey: Journey, start: Stop | undefined): Way {
  let stop = start;
  for (let stops = 0; stop !== undefined; stops++) {
    if (stops < mostStops) stop = next(journey, stop);
    else {
      const at = 'at' in stop ? stop.at : stop.to;
      stop = journey.open(at, at.address, unknown(at.address, 'lies on a way that leads in a circle'));
    }
  }
  return { steps: journey.steps, flow: journey.flow() };
}

function next(journey: Journey, stop: Stop): Stop | undefined {
  switch (stop.kind) {
    case 'sent':
      return send(journey, stop.at);
    case 'in-subnet':
      return forward(journey, stop.at, stop.subnet);
    case 'routed':
      return follow(journey, stop);
    case 'from-internet':
      return enterFromInternet(journey, stop.to);
    case 'to-subnet':
      return enterSubnet(journey, stop.to);
    case 'to-interface':
      return arrive(journey, stop.to);
  }
}

function follow(
  journey: Journey,
  { at, subnet, target }: Extract<Stop, { kind: 'routed' }>,
): Stop | undefined {
  switch (target.kind) {
    case 'local':
      return local(journey, at, subnet);
    case 'internet-gateway':
      return leaveByInternetGateway(journey, at, subnet, target.gateway);
    case 'egress-only-internet-gateway':
      return leaveByEgressOnlyGateway(journey, at, subnet, target.gateway);
    case 'nat-gateway':
      return enterNatGateway(journey, at, subnet, target.gateway);
    case 'vpc-peering-connection':
      return crossPeering(journey, at, subnet, target.connection);
    case 'gateway-endpoint':
      return enterGatewayEndpoint(journey, at, target.endpoint);
    case 'interface':
      return journey.topology.interface(target.interface)?.kind === 'nat-gateway'
        ? enterNatGateway(journey, at, subnet, target.interface)
        : enterMiddlebox(journey, at, subnet, target.interface);
    case 'transit-gateway':
      return crossTransitGateway(journey, at, subnet, target.gateway);
    case 'blackhole':
      // The router has dropped it.
      return undefined;
    case 'other': {
      const why = `is ${indefinite(target.what)}, which is not modelled yet`;
      return journey.open(at, target.component, unknown(target.component, why));
    }
  }
}

function publicEnd(address: Address, end: Endpoint): boolean {
  return end.kind === 'interface' && publicBinding(end.interface, address) !== undefined;
}

function held(address: Address, end: Endpoint): Address {
  if (end.kind === 'outside' || address.holder === end.interface.address) return address;
  return heldBy(end.interface.address, address);
}
