/**
 * The conversations a load balancer's node has with a target: on behalf of a client, whose address it may preserve, and
 * to see whether the target is well.
 */
import { isOfType, type TargetGroup } from '../aws/loadBalancer.ts';
import type { NetworkInterface, Subnet } from '../aws/network.ts';
import { heldBy, type Family } from '../net/address.ts';
import { answerTo, type Packet } from '../net/packet.ts';
import { tcp, type Protocol } from '../net/protocol.ts';
import { known, type Maybe } from '../value/value.ts';
import { conclude, converse, inEachPlace, withEachAddress, type Conversation } from './conversation.ts';
import { privateAddress } from './interfaceAddresses.ts';
import { Journey, type Flow } from './journey.ts';
import type { Forward } from './loadBalancer.ts';
import { usualNatPort } from './natGateway.ts';
import { seenByNode, type NodeConnection } from './nodeConnection.ts';
import { undecidedByPort } from './pickedPorts.ts';
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

/** A connection as one of the nodes it may come to has it. */
interface AtNode extends NodeConnection {
  readonly node: NetworkInterface;
}

/** Those among them that have no address of a family. */
export function withoutAddress(
  ends: readonly NetworkInterface[],
  family: Family,
): readonly NetworkInterface[] {
  return ends.filter((end) => privateAddress(end, family) === undefined);
}

/** The family a target group sends by; IPv4 where nothing is said. */
export function familyOf({ family }: TargetGroup): Maybe<Family> {
  return family ?? known('ipv4');
}

/** What a node has to say to a target; nothing where it is not known with whom, by which family, or how. */
export function talks(
  asked: AtNode,
  { group, interface: member, port }: Forward,
): readonly BackConversation[] {
  const { topology, balancer, node, exchange } = asked;
  const family = familyOf(group);
  if (member.kind === 'unknown' || family.kind === 'unknown' || isOfType(balancer, 'gateway') === 'yes')
    return [];
  const target = member.value;
  if (withoutAddress([node, target], family.value).length > 0) return [];
  const common = { node, target, targetGroup: group.address };
  const ask = (protocol: Protocol, destinationPort: number): Conversation =>
    converse(
      topology,
      { kind: 'interface', interface: node },
      { kind: 'interface', interface: target },
      { protocol, destinationPort },
      family.value,
    );
  const result: BackConversation[] = [];
  if (port.kind === 'known') {
    for (const preservesClientIp of preserving(asked, group.preservesClientIp, family.value)) {
      const conversation = preservesClientIp
        ? preserved(asked, target, port.value)
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

/**
 * Only network load balancers preserve addresses, and only towards targets of the client's family,
 * and never over PrivateLink (SEMANTICS S40). Where it
 * is not known whether one does, both are walked.
 */
function preserving(
  { balancer, family, to }: NodeConnection,
  preserves: Maybe<boolean>,
  targets: Family,
): readonly boolean[] {
  if (isOfType(balancer, 'network') !== 'yes' || family !== targets || to.interface.leadsTo !== undefined)
    return [false];
  return preserves.kind === 'known' ? [preserves.value] : [true, false];
}

/**
 * The node passes on what it saw of the client, address and port as they are, and takes the answer back. What it saw is
 * the address of a NAT gateway where one is on the way, and that one's port.
 */
function preserved(asked: NodeConnection, target: NetworkInterface, port: number): Conversation {
  const { topology, family, from } = asked;
  const end = { kind: 'interface', interface: target } as const;
  return inEachPlace(topology, from, end, (client, place) =>
    withEachAddress(topology, client, place, family, (source, destination) => {
      const { seen, translations } = seenByNode(asked, client, source);
      const at = place.kind === 'interface' ? place.interface : target;
      const packet = { ...seen, destination: heldBy(at.address, destination), destinationPort: port };
      return passedOn(asked, packet, at, translations);
    }),
  );
}

function passedOn(
  { topology, to }: NodeConnection,
  request: Packet,
  target: NetworkInterface,
  translations: Flow['translations'],
): Conversation {
  const node = to.interface;
  const there = walkWay(topology, wayOn(topology, request, node, target), request, 'request');
  if (there.walk.verdict === 'deny' || !arrives(there.way)) return conclude(there.walk, undefined);
  const reply = answerTo(request);
  const way = wayBack(topology, reply, node, target);
  const gateways = translations.map(({ gateway }) => gateway);
  const undecided = undecidedByPort(topology, way, gateways, request.protocol);
  const options = { flows: there.flows, undecided };
  return conclude(there.walk, walkWay(topology, way, reply, 'reply', options).walk);
}

function wayOn(topology: Topology, packet: Packet, node: NetworkInterface, target: NetworkInterface): Way {
  const journey = new Journey(topology, 'request', packet, usualNatPort, undefined);
  journey.vouchedBy(node);
  journey.tracks();
  if (packet.source.holder === target.address) {
    const { address: at, owner: component, origin } = node;
    journey.refuse(
      { checkpoint: 'load-balancer', at, component, origin },
      'ELBV2_SOURCE_ADDRESS_PRESERVATION',
      `load balancer ${component}: ${target.owner} cannot reach itself, as it would see its own address`,
    );
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
