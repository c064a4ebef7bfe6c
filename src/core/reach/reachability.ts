/**
 * The symbolic twin of `converse`: for two ends, all ports of both legs at once. A request passes by its destination
 * port, its reply by the initiator's, and no filter looks at both (SEMANTICS N5, S4): the answer is the product of two
 * sets. Routes come from `passageBetween`, what filters leave from `FilterBounds`.
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Address, Family } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import type { Protocol } from '../net/protocol.ts';
import { unknown, unknownOf, type Because, type Unknown } from '../value/value.ts';
import { addressesOf, addressPieces, pieceOf } from './addresses.ts';
import type { Exchange } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import { FilterBounds } from './filterBounds.ts';
import type { Certainty } from './hop.ts';
import { natPorts } from './natGateway.ts';
import {
  endOf,
  passageBetween,
  placeOf,
  wayClass,
  type Passage,
  type PassageLeg,
  type Step,
} from './passage.ts';
import { anyPort, bothOf, eitherOf, everyPort, noPort, type PortBounds } from './portBounds.ts';
import type { Topology } from './topology.ts';

/** What one end gets to the other and back. Protocols without ports have all of them or none; ICMP types stand as in `icmpPort`. */
export interface Reach {
  /** Destination ports the request passes on. */
  readonly ports: PortBounds;
  /** The initiator's ports the reply passes back to. The whole answer is the product of both. */
  readonly replyPorts: PortBounds;
  /** `assumed` where what passes does so for all that AWS documents and the code says. */
  readonly certainty: Certainty;
  /** What would settle the ports that only may pass; each once. */
  readonly because: readonly Because[];
}

/** A filter with what it does to all ports towards the address it looks at. */
interface Filter {
  readonly step: Step;
  readonly remote: Address;
  readonly bounds: PortBounds;
}

/** Filters of a leg, and what they leave together. */
interface Through {
  readonly filters: readonly Filter[];
  readonly bounds: PortBounds;
}

const shared = new WeakMap<Topology, Reachability>();

/**
 * The one that all who judge a network share, so that what one of them asked needs no second look. A network never changes,
 * so what was worked out stays true as long as there is the network.
 */
export function reachabilityOf(topology: Topology): Reachability {
  const found = shared.get(topology) ?? new Reachability(topology);
  shared.set(topology, found);
  return found;
}

/** Answers for one network, and remembers what its filters and routes said. */
export class Reachability {
  readonly topology: Topology;
  readonly #answers = new Map<string, Reach>();
  readonly #passages = new Map<string, Passage>();
  readonly #filters: FilterBounds;

  constructor(topology: Topology) {
    this.topology = topology;
    this.#filters = new FilterBounds(topology);
  }

  /**
   * @param family decides between IPv4 and IPv6 when both ends are interfaces.
   * Of an end whose address AWS picks, `may` holds what passes from or to any address it may get.
   */
  between(from: Endpoint, to: Endpoint, protocol: Protocol, family: Family = 'ipv4'): Reach {
    const wanted =
      from.kind === 'outside' ? from.address.family : to.kind === 'outside' ? to.address.family : family;
    const key = `${nameOf(from)}|${nameOf(to)}|${protocol} ${wanted}`;
    const found = this.#answers.get(key) ?? this.#work(from, to, protocol, wanted);
    this.#answers.set(key, found);
    return found;
  }

  /**
   * Whether a request to one port and the reply to another are known to arrive. If not, a walk may still find that they do:
   * it knows the port that a NAT gateway picks, and the places an interface may be in.
   */
  surely(
    from: Endpoint,
    to: Endpoint,
    {
      protocol,
      destinationPort,
      sourcePort,
    }: Required<Pick<Exchange, 'protocol' | 'destinationPort' | 'sourcePort'>>,
  ): boolean {
    if (mayBeElsewhere(from) || mayBeElsewhere(to)) return false;
    const { ports, replyPorts } = this.between(from, to, protocol);
    return ports.must.has(destinationPort) && replyPorts.must.has(sourcePort);
  }

  /** The way between two ends. Both legs, with every filter taken away. */
  passage(from: Endpoint, to: Endpoint, source: Address, destination: Address, protocol: Protocol): Passage {
    const key = `${this.#placeOf(from, source)}|${this.#placeOf(to, destination)}|${wayClass(protocol)}`;
    const found = this.#passages.get(key);
    if (found !== undefined) return found;
    const passage = passageBetween(this.topology, from, to, source, destination, protocol);
    this.#passages.set(key, passage);
    return passage;
  }

  #work(from: Endpoint, to: Endpoint, protocol: Protocol, wanted: Family): Reach {
    // The NACL of a NAT gateway's subnet sees private addresses too (SEMANTICS N28).
    const inside = this.topology.translates || (from.kind === 'interface' && to.kind === 'interface');
    const sources = addressesOf(this.topology, from, wanted, inside);
    const targets = addressesOf(this.topology, to, wanted, inside);
    let answer: Reach | undefined;
    let open = false;
    for (const source of sources.addresses) {
      for (const destination of targets.addresses) {
        const next = this.#between(from, to, source, destination, protocol);
        open ||= answer !== undefined && !sameBounds(answer, next);
        answer = answer === undefined ? next : merge(answer, next);
      }
    }
    const reach = answer ?? { ports: noPort, replyPorts: noPort, certainty: 'proved', because: [] };
    const parts = [sources.open, targets.open].filter((part) => part !== undefined);
    const because = reasons(reach.because, parts);
    // Too many addresses to try: nothing is known, as one that was not tried may differ.
    if (!sources.exhaustive || !targets.exhaustive)
      return { ports: anyPort, replyPorts: anyPort, certainty: 'proved', because };
    return open ? { ...reach, because } : reach;
  }

  /** Which piece of the address space an address lies in, cut at the edges of every block the network names. */
  atomOf({ family, value }: Address): number {
    return pieceOf(addressPieces(this.topology, family), value);
  }

  #between(from: Endpoint, to: Endpoint, source: Address, destination: Address, protocol: Protocol): Reach {
    const passage = this.passage(from, to, source, destination, protocol);
    const remotes = { from: heldBy(from, source), to: heldBy(to, destination) };
    const at = (name: string): NetworkInterface | undefined => {
      const end = name === 'from' ? from : name === 'to' ? to : undefined;
      return end === undefined
        ? this.topology.interface(name)
        : end.kind === 'interface'
          ? end.interface
          : undefined;
    };
    const through = (leg: PassageLeg, start: PortBounds, keep: (step: Step) => boolean): Through => {
      const filters = leg.steps.filter(keep).map((step): Filter => {
        const remote = typeof step.remote === 'string' ? remotes[step.remote] : step.remote;
        return { step, remote, bounds: this.#filters.of(step, at(step.at), remote, protocol) };
      });
      return { filters, bounds: filters.reduce((ports, { bounds }) => bothOf(ports, bounds), start) };
    };
    /** What keeps some of the ports undecided that everything on the way may let pass. */
    const reasonsOf = (leg: PassageLeg, { filters, bounds }: Through): readonly Unknown[] => [
      ...filters.flatMap(({ step, remote, bounds: own }): readonly Unknown[] => {
        const undecided = bounds.may.intersect(own.may.subtract(own.must));
        return undecided.isEmpty ? [] : this.#filters.reasons(step, at(step.at), remote, protocol, undecided);
      }),
      ...doubtsOf(leg),
    ];
    const { request, reply } = passage;
    const { listeners } = request;
    const start = endBounds(request);
    const asked = through(
      request,
      listeners === undefined ? start : bothOf(start, { must: listeners, may: PortSet.all }),
      () => true,
    );
    const ports = asked.bounds;
    const open = [...reasonsOf(request, asked)];
    if (listeners !== undefined && !ports.may.subtract(listeners).isEmpty)
      open.push(this.#unlistened(at('to')));
    const result = (replyPorts: PortBounds): Reach => {
      const dead = ports.may.isEmpty || replyPorts.may.isEmpty;
      const because = dead ? [] : unknownOf(open).because;
      return { ports, replyPorts, certainty: certaintyOf(passage, ports, replyPorts), because };
    };
    if (reply === undefined) return result(ports.may.isEmpty ? noPort : anyPort);
    const back = through(reply, endBounds(reply), ({ nat }) => !nat);
    let replyPorts = back.bounds;
    open.push(...reasonsOf(reply, back));
    if (reply.steps.some(({ nat }) => nat)) {
      const outside = through(reply, { must: natPorts, may: natPorts }, ({ nat }) => nat);
      open.push(...reasonsOf(reply, outside));
      replyPorts = throughNat(replyPorts, outside.bounds, open);
    }
    return result(replyPorts);
  }

  #unlistened(receiver: NetworkInterface | undefined): Unknown {
    const balancer = receiver && this.topology.balancerBehind(receiver);
    const what = balancer?.kind === 'known' ? balancer.value.address : 'the load balancer';
    return unknown(what, 'has no listener there, and what it answers is not documented');
  }

  /** Ends of one place have the same ways to everywhere. */
  #placeOf(end: Endpoint, address: Address): string {
    if (end.kind === 'outside') return `${address.family} ${address.value}`;
    return `${placeOf(this.topology, end.interface, address)} ${address.family} ${this.atomOf(address)}`;
  }
}

/** What the routes leave of a leg, its filters apart. */
function endBounds(leg: PassageLeg): PortBounds {
  return { arrives: everyPort, deny: noPort, unknown: anyPort }[endOf(leg)];
}

/** Nothing is assumed of what does not pass. */
function certaintyOf(
  { request, reply }: Passage,
  { may: asked }: PortBounds,
  { may: answered }: PortBounds,
): Certainty {
  if (asked.isEmpty) return 'proved';
  if (request.certainty === 'assumed') return 'assumed';
  return answered.isEmpty ? 'proved' : (reply?.certainty ?? 'proved');
}

function doubtsOf({ doubts, end }: PassageLeg): readonly Unknown[] {
  return [...doubts, ...(end === undefined ? [] : [end])].map(({ because }) => ({
    kind: 'unknown',
    because,
  }));
}

/** Replies to all, some or none of the ports a NAT gateway may send from get back to it. */
function throughNat(inside: PortBounds, outside: PortBounds, open: Unknown[]): PortBounds {
  const may = outside.may.intersect(natPorts);
  if (may.isEmpty) return noPort;
  const must = outside.must.intersect(natPorts);
  if (must.equals(natPorts)) return inside;
  // The port decides nothing when the same is open about all of them.
  if (!must.isEmpty || !may.equals(natPorts))
    open.push(unknown('the source port', 'is picked by the NAT gateway from 1024-65535'));
  return { must: PortSet.none, may: inside.may };
}

function merge(a: Reach, b: Reach): Reach {
  return {
    ports: eitherOf(a.ports, b.ports),
    replyPorts: eitherOf(a.replyPorts, b.replyPorts),
    certainty: a.certainty === 'assumed' ? a.certainty : b.certainty,
    because: reasons(a.because, [{ kind: 'unknown', because: b.because }]),
  };
}

function reasons(because: readonly Because[], more: readonly Unknown[]): readonly Because[] {
  return unknownOf([{ kind: 'unknown', because }, ...more]).because;
}

/** Whether in two answers the same ports pass. */
export function sameBounds(a: Reach, b: Reach): boolean {
  return (
    a.ports.must.equals(b.ports.must) &&
    a.ports.may.equals(b.ports.may) &&
    a.replyPorts.must.equals(b.replyPorts.must) &&
    a.replyPorts.may.equals(b.replyPorts.may)
  );
}

function mayBeElsewhere(end: Endpoint): boolean {
  return end.kind === 'interface' && end.interface.placement !== undefined;
}

function nameOf(end: Endpoint): string {
  return end.kind === 'outside' ? `${end.address.family} ${end.address.value}` : end.interface.address;
}

/** An address with whose it is: two VPCs may have the same blocks. */
function heldBy(end: Endpoint, address: Address): Address {
  return end.kind === 'outside' ? address : { ...address, holder: end.interface.address };
}
