/**
 * What becomes of a connection a load balancer took: the conversations its node has with each target, and the health
 * checks that come from the node as well.
 */
import type { LoadBalancer } from '../aws/loadBalancer.ts';
import type { NetworkInterface, Subnet } from '../aws/network.ts';
import type { Packet } from '../net/packet.ts';
import { tcp, type Protocol } from '../net/protocol.ts';
import { unknownOf, type Because, type Maybe } from '../value/value.ts';
import { addressesBetween } from './addresses.ts';
import { conclude, converse, type Conversation, type Exchange } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import type { Verdict } from './hop.ts';
import { Journey } from './journey.ts';
import { forwardsOf, listenerAt, type Forward } from './loadBalancer.ts';
import { usualNatPort } from './natGateway.ts';
import type { Topology } from './topology.ts';
import { walkWay } from './walk.ts';
import { arrives, travel, type Way } from './way.ts';

/** A node and a target, for a client or to see whether the target is well. */
export interface BackConversation {
  readonly purpose: 'traffic' | 'health-check';
  readonly node: NetworkInterface;
  readonly target: NetworkInterface;
  /** Address of the target group. */
  readonly targetGroup: string;
  readonly port: number;
  /** The target sees the client's address and port, not the node's (SEMANTICS S40). */
  readonly preservesClientIp: boolean;
  readonly conversation: Conversation;
}

export interface Forwarding {
  readonly back: readonly BackConversation[];
  /** `allow`: every target gets what the client sends, and answers. `deny`: none does. */
  readonly verdict: Verdict;
  readonly because: readonly Because[];
}

/** What a node does with a connection to one of its listeners; `undefined` when it has none on the port, or is no node. */
export function forwarding(
  topology: Topology,
  from: Endpoint,
  node: NetworkInterface,
  exchange: Exchange,
): Forwarding | undefined {
  const balancer = topology.loadBalancerOf(node);
  const { protocol, destinationPort } = exchange;
  if (balancer === undefined || destinationPort === undefined) return undefined;
  const listener = listenerAt(balancer, protocol, destinationPort);
  if (listener === undefined) return undefined;
  const { forwards, open } = forwardsOf(topology, listener);
  const back = forwards.flatMap((forward) => talks(topology, balancer, from, node, forward, exchange));
  const doubts = forwards.flatMap((forward) =>
    [forward.interface, forward.port].flatMap((part) => (part.kind === 'unknown' ? part.because : [])),
  );
  return { back, ...verdictOf(balancer, back, [...open, ...doubts]) };
}

function verdictOf(
  { type, address, origin }: LoadBalancer,
  back: readonly BackConversation[],
  doubts: readonly Because[],
): Pick<Forwarding, 'verdict' | 'because'> {
  const open = (because: readonly Because[]): Pick<Forwarding, 'verdict' | 'because'> => ({
    verdict: 'unknown',
    because: unknownOf([{ kind: 'unknown', because }]).because,
  });
  const traffic = back.filter(({ purpose }) => purpose === 'traffic').map(({ conversation }) => conversation);
  const unsettled = [...doubts, ...traffic.flatMap(({ because }) => because)];
  if (type === 'gateway')
    return open([{ what: address, why: 'is a Gateway Load Balancer, which is not modelled', origin }]);
  if (unsettled.length > 0) return open(unsettled);
  const [first] = traffic;
  if (first === undefined) return open([{ what: address, why: 'has no targets in the code', origin }]);
  if (traffic.every(({ verdict }) => verdict === first.verdict))
    return { verdict: first.verdict, because: [] };
  return open([{ what: address, why: 'picks the target, and reaches only some of them', origin }]);
}

function talks(
  topology: Topology,
  balancer: LoadBalancer,
  from: Endpoint,
  node: NetworkInterface,
  { group, interface: member, port }: Forward,
  exchange: Exchange,
): readonly BackConversation[] {
  if (member.kind === 'unknown' || balancer.type === 'gateway') return [];
  const target = member.value;
  const common = { node, target, targetGroup: group.address };
  const ask = (protocol: Protocol, destinationPort: number): Conversation =>
    converse(
      topology,
      { kind: 'interface', interface: node },
      { kind: 'interface', interface: target },
      { protocol, destinationPort },
    );
  const result: BackConversation[] = [];
  if (port.kind === 'known') {
    const asked = { ...exchange, destinationPort: port.value };
    for (const preservesClientIp of preserving(balancer, group.preservesClientIp)) {
      const conversation = preservesClientIp
        ? preserved(topology, from, node, target, asked)
        : ask(exchange.protocol, port.value);
      result.push({ purpose: 'traffic', ...common, port: port.value, preservesClientIp, conversation });
    }
  }
  const written = group.healthCheck?.port;
  const health = written?.kind === 'known' && written.value === 'traffic-port' ? port : written;
  if (health?.kind === 'known' && typeof health.value === 'number') {
    const conversation = ask(tcp, health.value);
    const checked = { ...common, port: health.value, preservesClientIp: false };
    result.push({ purpose: 'health-check', ...checked, conversation });
  }
  return result;
}

/** Only network load balancers preserve addresses; where it is not known whether one does, both are walked. */
function preserving({ type }: LoadBalancer, preserves: Maybe<boolean>): readonly boolean[] {
  if (type !== 'network') return [false];
  return preserves.kind === 'known' ? [preserves.value] : [true, false];
}

/** The node passes on what the client sent, addresses and port of the client as they are, and takes the answer back. */
function preserved(
  topology: Topology,
  from: Endpoint,
  node: NetworkInterface,
  target: NetworkInterface,
  { protocol, sourcePort, destinationPort }: Exchange,
): Conversation {
  const { sources, targets } = addressesBetween(
    topology,
    from,
    { kind: 'interface', interface: target },
    'ipv4',
  );
  const [source] = sources.addresses;
  const [destination] = targets.addresses;
  if (source === undefined || destination === undefined) throw new Error('an end without an address');
  const client = from.kind === 'interface' ? from.interface : undefined;
  const request: Packet = {
    source: client === undefined ? source : { ...source, holder: client.address },
    destination: { ...destination, holder: target.address },
    protocol,
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(destinationPort === undefined ? {} : { destinationPort }),
  };
  const there = walkWay(topology, wayOn(topology, request, node, target, client), request, 'request');
  if (there.walk.verdict === 'deny' || !arrives(there.way)) return conclude(there.walk, undefined);
  const reply: Packet = {
    source: request.destination,
    destination: request.source,
    protocol,
    ...(destinationPort === undefined ? {} : { sourcePort: destinationPort }),
    ...(sourcePort === undefined ? {} : { destinationPort: sourcePort }),
  };
  const way = wayBack(topology, reply, node, target);
  return conclude(there.walk, walkWay(topology, way, reply, 'reply', { flows: there.flows }).walk);
}

function wayOn(
  topology: Topology,
  packet: Packet,
  node: NetworkInterface,
  target: NetworkInterface,
  client: NetworkInterface | undefined,
): Way {
  const journey = new Journey(topology, 'request', packet, usualNatPort, undefined);
  journey.vouchedBy(node);
  journey.tracks();
  if (client === target) {
    journey.refuse({
      checkpoint: 'load-balancer',
      at: node.address,
      component: node.owner,
      failure: 'ELBV2_SOURCE_ADDRESS_PRESERVATION',
      origin: node.origin,
      text: `load balancer ${node.owner}: ${target.owner} cannot reach itself, as it would see its own address`,
    });
    return travel(journey, undefined);
  }
  journey.groups('outbound', node);
  const subnet = journey.subnetOf(node);
  return travel(journey, subnet === undefined ? undefined : { kind: 'in-subnet', at: node, subnet });
}

/** Back through the node, whatever the routes of the target's subnet say. */
function wayBack(topology: Topology, packet: Packet, node: NetworkInterface, target: NetworkInterface): Way {
  const journey = new Journey(topology, 'reply', packet, usualNatPort, undefined);
  journey.groups('outbound', target);
  const from = journey.subnetOf(target);
  const to: Subnet | undefined = from === undefined ? undefined : journey.subnetOf(node);
  if (from === undefined || to === undefined) return travel(journey, undefined);
  if (from.address !== to.address) {
    journey.networkAcl('outbound', target, from);
    journey.networkAcl('inbound', node, to);
  }
  journey.groups('inbound', node);
  journey.received(node, node.address, 'passes it on to the client', node.owner);
  return travel(journey, undefined);
}
