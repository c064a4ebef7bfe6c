/**
 * The way between two ends with every filter taken away: which filters both packets meet, in order, and whether the
 * routes let them arrive. It is the way `walk` puts its packets to, seen apart from any port.
 */
import type { Direction, NetworkInterface, PublicAddress, Subnet } from '../aws/network.ts';
import { isSameAddress, formatAddress, type Address } from '../net/address.ts';
import { answerTo, type Packet } from '../net/packet.ts';
import type { PortSet } from '../net/portSet.ts';
import { hasPorts, icmp, tcp, udp, type Protocol } from '../net/protocol.ts';
import type { Endpoint } from './endpoint.ts';
import type { Certainty, Hop, Leg } from './hop.ts';
import type { Step as WayStep } from './journey.ts';
import { holdsKnown, mayHold, publicAddressesOf, reservedAs } from './interfaceAddresses.ts';
import { listenerPorts } from './loadBalancer.ts';
import type { References } from './references.ts';
import type { Topology } from './topology.ts';
import { arrives, replyWay, requestWay, type Way } from './way.ts';

/** A filter on the way. */
export interface Step {
  readonly filter: 'network-acl' | 'security-group';
  readonly direction: Direction;
  /** Whose filter it is: an end's, or that of a component between them, such as a NAT gateway's, by its address. */
  readonly at: string;
  /** Network ACLs only: the subnet it stands before. */
  readonly subnet: Subnet | undefined;
  /** The address it looks at: an end's, or that of a NAT gateway. */
  readonly remote: 'from' | 'to' | Address;
  /** Replies only: it sees the port a NAT gateway sent from, not the initiator's. */
  readonly nat: boolean;
  /** Groups only: whether rules that name a group still know its members; see `peerMatcher`. */
  readonly references: References;
}

/** How the routes of a leg end, its filters apart: the packet arrives, it does not, or that cannot be told. */
export type LegEnd = 'arrives' | 'deny' | 'unknown';

/** One leg: its filters as far as the routes lead, and how those end. */
export interface PassageLeg {
  readonly steps: readonly Step[];
  /** What routers and gateways on the way could not tell: they pass it on this way or drop it. */
  readonly doubts: readonly Hop[];
  /** `assumed` where a router or gateway passes it on for all that AWS documents and the code says. */
  readonly certainty: Certainty;
  /** The hop of a router or gateway that the way ends at without anybody getting the packet, or as far as it is known. */
  readonly end: Hop | undefined;
  /** Requests to a load balancer: the ports it is known to listen on. What it does on others is not documented. */
  readonly listeners?: PortSet;
}

export interface Passage {
  readonly request: PassageLeg;
  /** What a reply would meet; `undefined` when the request is known never to arrive, or it cannot be told. */
  readonly reply: PassageLeg | undefined;
}

/**
 * What ways depend on in an interface, as a key: those that have it in common, and addresses no route tells apart, have the
 * same ways to everywhere.
 */
export function placeOf(topology: Topology, at: NetworkInterface, address: Address): string {
  const { subnet, ipv6, kind, placement } = at;
  const passesOn = kind === 'load-balancer' || kind === 'nat-gateway' || at.leadsTo !== undefined;
  const own = passesOn || topology.isNextHop(at.address);
  const home = topology.subnetOf(at);
  const kept = home.kind === 'known' && reservedAs(home.value, address) !== undefined;
  const publicIps = publicAddressesOf(at, address);
  return [
    subnet.kind === 'known' ? `=${subnet.value}` : `?${at.address}`,
    // Where what leaves may come in again, it comes from the public address.
    publicIps.kind === 'unknown' ? 'perhaps' : publicIps.value.map(publicText).join(),
    ipv6.kind === 'unknown' ? '?' : ipv6.value.length > 0,
    mayHold(at, address),
    kept && holdsKnown(at, address),
    at.unfiltered,
    at.outboundOnly,
    at.inboundOnly,
    own || placement !== undefined ? at.address : '',
  ].join(' ');
}

function publicText({ address }: PublicAddress): string {
  return address.kind === 'known' ? formatAddress(address.value) : '?';
}

/** Protocols of one class take the same ways: gateways tell TCP, UDP and ICMP apart, and all others from those. */
export function wayClass(protocol: Protocol): Protocol | 'other' {
  return toldApart.has(protocol) ? protocol : 'other';
}

const toldApart: ReadonlySet<Protocol> = new Set([tcp, udp, icmp]);

const initiatorPort = 40000;
const natPort = 40002;

/** Both legs between two ends. No port decides about them, so any stand for all. */
export function passageBetween(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  source: Address,
  destination: Address,
  protocol: Protocol,
): Passage {
  const sourcePort = hasPorts(protocol) ? initiatorPort : undefined;
  const asked: Packet = { source, destination, protocol, sourcePort };
  const there = requestWay(topology, asked, from, to, natPort);
  const names = { from, to, source, destination };
  const request = {
    ...legOf(there, 'request', names, () => true),
    ...listenersOf(topology, there.flow.receiver, protocol),
  };
  if (request.end !== undefined) return { request, reply: undefined };
  const answer = answerTo(there.flow.seen);
  // Groups let replies to what they let pass through.
  const asks = new Set(there.steps.map((step) => (step.kind === 'security-group' ? step.at : undefined)));
  const judges = (step: WayStep): boolean => step.kind !== 'security-group' || !asks.has(step.at);
  return { request, reply: legOf(replyWay(topology, answer, there.flow), 'reply', names, judges) };
}

interface Names {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly source: Address;
  readonly destination: Address;
}

function legOf(way: Way, leg: Leg, names: Names, judges: (step: WayStep) => boolean): PassageLeg {
  const steps = way.steps.flatMap((step): readonly Step[] => {
    if (step.kind === 'hop' || !judges(step)) return [];
    const { direction } = step;
    // A filter looks at the source of inbound and the destination of outbound packets (SEMANTICS N5).
    const remote = direction === 'inbound' ? step.packet.source : step.packet.destination;
    return [
      {
        filter: step.kind,
        direction,
        at: nameOf(step.at.address, names),
        subnet: step.kind === 'network-acl' ? step.subnet : undefined,
        remote: endAt(remote, names) ?? remote,
        nat: leg === 'reply' && step.packet.destinationPort === natPort,
        references: step.kind === 'security-group' ? step.path.references[direction] : 'yes',
      },
    ];
  });
  const arrived = arrives(way);
  const hops = way.steps.flatMap((step) => (step.kind === 'hop' ? [step.hop] : []));
  const refusals = hops.filter(({ verdict }) => verdict !== 'allow');
  const assumed = hops.some((hop) => hop.certainty === 'assumed');
  const certainty = assumed ? 'assumed' : 'proved';
  const doubts = arrived ? refusals : refusals.slice(0, -1);
  return { steps, doubts, certainty, end: arrived ? undefined : refusals.at(-1) };
}

/** How the routes of a leg end. */
export function endOf({ doubts, end }: PassageLeg): LegEnd {
  if (end === undefined) return doubts.length === 0 ? 'arrives' : 'unknown';
  return end.verdict === 'deny' ? 'deny' : 'unknown';
}

function listenersOf(
  topology: Topology,
  receiver: NetworkInterface | undefined,
  protocol: Protocol,
): Pick<PassageLeg, 'listeners'> {
  const balancer = receiver && topology.balancerBehind(receiver);
  return balancer?.kind === 'known' && hasPorts(protocol)
    ? { listeners: listenerPorts(balancer.value, protocol) }
    : {};
}

/** The end that has an address. Where AWS picks addresses, two ends may be walked with the same number. */
function endAt(address: Address, { from, to, source, destination }: Names): 'from' | 'to' | undefined {
  const has = (end: Endpoint, own: Address): boolean =>
    isSameAddress(address, own) &&
    address.holder === (end.kind === 'interface' ? end.interface.address : own.holder);
  if (has(from, source)) return 'from';
  return has(to, destination) ? 'to' : undefined;
}

function nameOf(address: string, { from, to }: Names): string {
  if (from.kind === 'interface' && from.interface.address === address) return 'from';
  return to.kind === 'interface' && to.interface.address === address ? 'to' : address;
}
