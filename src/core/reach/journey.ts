/**
 * A packet under way, and what it meets, as data: the filters it will be put to, with the addresses and ports it has
 * there, and what routers and gateways did with it. No filter decides here, as filters never change a way.
 */
import type { Component } from '../aws/component.ts';
import { isOfType } from '../aws/loadBalancer.ts';
import { anyOf, type Match } from '../aws/match.ts';
import type { Direction, NetworkInterface, RouteTarget, Subnet } from '../aws/network.ts';
import { contains, formatAddress } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { explain, unknown, unknownOf, type Because, type Maybe, type Unknown } from '../value/value.ts';
import { codeFor, type RequestCode } from './codes.ts';
import type { Hop, Leg } from './hop.ts';
import { reservedAs } from './interfaceAddresses.ts';
import { referencesOverBoth, type References } from './references.ts';
import { LazyHop, type Site, type Text } from './lazyHop.ts';
import type { Topology } from './topology.ts';

/** What a NAT gateway remembers of a flow. */
export interface Translation {
  /** The gateway's interface. */
  readonly gateway: string;
  /** The packet as it came to the gateway from inside, and as the gateway sent it on. */
  readonly inside: Packet;
  readonly outside: Packet;
}

/** What a request leaves behind for its reply, the groups' memory apart. */
export interface Flow {
  /** The packet as the end that got it saw it. */
  readonly seen: Packet;
  /** The interface that got it; `undefined` for a host outside. */
  readonly receiver: NetworkInterface | undefined;
  /** In the order the request was translated. */
  readonly translations: readonly Translation[];
  /** The egress-only gateway it left by. */
  readonly egressOnlyGateway: string | undefined;
  /** The gateway endpoint it left by. */
  readonly gatewayEndpoint: string | undefined;
  /** AWS answers it in the VPC itself, unfiltered (SEMANTICS N35). */
  readonly answeredByAws: boolean;
}

/** What the way as a whole means to the groups at its ends. */
export interface Path {
  /** Whether rules of a direction that name a group still know its members at the other end (SEMANTICS S29, S30). */
  readonly references: Readonly<Record<Direction, References>>;
  /** AWS keeps state of such flows, whatever the rules say (SEMANTICS S17). */
  readonly alwaysTracked: Match;
  /** Rules that name one of these groups admit it too: those of a load balancer that passes on what others sent (S40). */
  readonly vouchers: readonly Maybe<string>[];
}

export type Step =
  | {
      readonly kind: 'network-acl';
      readonly direction: Direction;
      /** Whom the packet comes from or goes to in the subnet: an interface, an attachment. */
      readonly at: Component;
      readonly subnet: Subnet;
      readonly packet: Packet;
    }
  | {
      readonly kind: 'security-group';
      readonly direction: Direction;
      readonly at: NetworkInterface;
      readonly packet: Packet;
      readonly path: Path;
    }
  /** What a router, a gateway or an end did with it. */
  | { readonly kind: 'hop'; readonly hop: Hop };

/** Where a packet is between two components, and so what it meets next. */
export type Stop =
  /** Its interface sends it. */
  | { readonly kind: 'sent'; readonly at: NetworkInterface }
  /** In a subnet, for a neighbour or for the router. */
  | { readonly kind: 'in-subnet'; readonly at: Component; readonly subnet: Subnet }
  /** A route of the subnet sends it to a gateway, an interface, or the VPC. */
  | {
      readonly kind: 'routed';
      readonly at: Component;
      readonly subnet: Subnet;
      readonly target: RouteTarget;
    }
  /** On the internet, before the gateway of the interface's VPC. */
  | { readonly kind: 'from-internet'; readonly to: NetworkInterface }
  /** From elsewhere in the VPC, before the subnet of the interface. */
  | { readonly kind: 'to-subnet'; readonly to: NetworkInterface }
  /** In the subnet of the interface, before its groups. */
  | { readonly kind: 'to-interface'; readonly to: NetworkInterface };

/** As every way begins. */
const known: Path['references'] = { inbound: 'yes', outbound: 'yes' };
const nobody: Path['vouchers'] = [];

export class Journey {
  readonly topology: Topology;
  readonly leg: Leg;
  /** Replies only. */
  readonly past: Flow | undefined;
  readonly natPort: number;
  readonly steps: Step[] = [];
  readonly translations: Translation[] = [];
  /** As it is at this point of the way; the interface that has an address is its `holder`. */
  packet: Packet;
  /** How many of the translations of its request a reply has still to pass. */
  translationsLeft: number;
  egressOnlyGateway: string | undefined;
  gatewayEndpoint: string | undefined;
  answeredByAws = false;
  receiver: NetworkInterface | undefined;
  readonly #path: {
    references: Path['references'];
    alwaysTracked: Match;
    vouchers: readonly Maybe<string>[];
  } = { references: known, alwaysTracked: 'no', vouchers: nobody };

  constructor(topology: Topology, leg: Leg, packet: Packet, natPort: number, past: Flow | undefined) {
    this.topology = topology;
    this.leg = leg;
    this.packet = packet;
    this.natPort = natPort;
    this.past = past;
    this.translationsLeft = past?.translations.length ?? 0;
  }

  /** The interface the packet is addressed to; `undefined` when it is none of the code, or named by a public address. */
  get target(): NetworkInterface | undefined {
    const { holder } = this.packet.destination;
    return holder === undefined ? undefined : this.topology.interface(holder);
  }

  networkAcl(direction: Direction, at: Component, subnet: Subnet): void {
    this.steps.push({ kind: 'network-acl', direction, at, subnet, packet: this.packet });
  }

  /** The groups of an interface; one that has none to be filtered by lets everything pass (SEMANTICS S41). */
  groups(direction: Direction, at: NetworkInterface): void {
    if (at.unfiltered === true) return;
    const isTracked = isAlwaysTracked(this.topology, at);
    if (isTracked !== 'no') this.tracks(isTracked);
    this.steps.push({ kind: 'security-group', direction, at, packet: this.packet, path: this.#path });
  }

  /** A component passes it on. */
  allow(site: Site, text: Text): void {
    this.#add(new LazyHop(this.leg, site, 'allow', text));
  }

  /** A component drops it. Answers with no stop. */
  refuse(site: Site, failure: RequestCode, text: Text): Stop | undefined {
    this.#add(new LazyHop(this.leg, site, 'deny', text, codeFor(failure, this.leg, true)));
    return undefined;
  }

  /** A component passes it on or drops it, and it is not known which. That does not end a way. */
  doubt(site: Site, failure: RequestCode, because: readonly Because[], text: Text): void {
    this.#add(new LazyHop(this.leg, site, 'unknown', text, codeFor(failure, this.leg, false), because));
  }

  #add(hop: Hop): void {
    this.steps.push({ kind: 'hop', hop });
  }

  /** The way leads over something that cannot be walked through; never a guess. Answers with no stop. */
  open(at: Component, component: string, why: Unknown): Stop | undefined {
    const { because } = why;
    this.doubt(
      { checkpoint: 'component', at: at.address, component, origin: at.origin },
      'UNSUPPORTED_COMPONENT',
      because,
      () => `${component}: cannot be told, because ${explain(because)}`,
    );
    return undefined;
  }

  /**
   * It is not known in which subnet an interface is, and so not what else lies on the way. Whatever that is, the packet comes
   * to the groups of the interface it is for, if to anybody; whether they know who sent it, the way decides (SEMANTICS S29).
   * @param lost whose subnet it is.
   */
  somehow(at: Component, lost: NetworkInterface): Stop | undefined {
    const { target, topology } = this;
    const open = [...new Set([lost, ...(target === undefined ? [] : [target])])].flatMap((end) => {
      const subnet = topology.subnetOf(end);
      return subnet.kind === 'unknown' ? [subnet] : [];
    });
    const why = unknownOf(open);
    this.open(at, lost.subnet.kind === 'known' ? lost.subnet.value : `subnet of ${lost.address}`, why);
    if (target === undefined) return undefined;
    this.crosses({ inbound: why, outbound: why });
    return { kind: 'to-interface', to: target };
  }

  /** The end of the way: somebody has the packet. */
  received(at: Component, component: string, how: string, name = component): void {
    const site = { checkpoint: 'interface', at: at.address, component, origin: at.origin } as const;
    this.allow(site, () => `${name} ${how}`);
  }

  /** The subnet of an interface. Where it is not known, that ends the way. */
  subnetOf(at: NetworkInterface): Subnet | undefined {
    const subnet = this.topology.subnetOf(at);
    if (subnet.kind === 'known') return subnet.value;
    this.open(at, at.subnet.kind === 'known' ? at.subnet.value : `subnet of ${at.address}`, subnet);
    return undefined;
  }

  /** Nobody of the code has the address, in a subnet or VPC of the code; some addresses nobody can have (SEMANTICS R19). */
  nobodyThere(at: Component, { vpc }: Subnet): Stop | undefined {
    const { destination } = this.packet;
    const address = formatAddress(destination);
    const home = this.topology.network.subnets.find(
      (subnet) =>
        subnet.vpc.kind === 'known' &&
        vpc.kind === 'known' &&
        subnet.vpc.value === vpc.value &&
        subnet.cidrs.some((cidr) => cidr.kind === 'known' && contains(cidr.value, destination)),
    );
    const kept = home === undefined ? undefined : reservedAs(home, destination);
    if (home !== undefined && kept === 'nobody') {
      const { origin } = home;
      const site = { checkpoint: 'interface', at: at.address, component: address, origin } as const;
      const text = `${address} is one of the addresses AWS keeps of ${home.address}: nobody has it`;
      return this.refuse(site, 'NO_POSSIBLE_DESTINATION', text);
    }
    if (kept === 'router')
      return this.open(
        at,
        address,
        unknown(address, "is the VPC router's, and what it answers is not documented"),
      );
    return this.open(
      at,
      address,
      unknown(address, 'lies in the VPC and belongs to no interface of the code'),
    );
  }

  /** From here on, and back to where it began, references to groups hold as told; once lost, they stay so. */
  crosses(references: Readonly<Record<Direction, References>>): void {
    const { inbound, outbound } = this.#path.references;
    this.#path.references = {
      inbound: referencesOverBoth(inbound, references.inbound),
      outbound: referencesOverBoth(outbound, references.outbound),
    };
  }

  /** The way leads over something whose flows AWS always tracks (SEMANTICS S17). */
  tracks(always: Match = 'yes'): void {
    this.#path.alwaysTracked = anyOf(this.#path.alwaysTracked, always);
  }

  /** A load balancer passes on what another sent, under that one's address. */
  vouchedBy(node: NetworkInterface): void {
    this.#path.vouchers = node.securityGroups;
  }

  flow(): Flow {
    const { packet, receiver, translations, egressOnlyGateway, gatewayEndpoint, answeredByAws } = this;
    return { seen: packet, receiver, translations, egressOnlyGateway, gatewayEndpoint, answeredByAws };
  }
}

/** Interfaces whose flows AWS tracks whatever their rules say (SEMANTICS S17). */
function isAlwaysTracked(topology: Topology, at: NetworkInterface): Match {
  if (at.kind === 'endpoint' || at.kind === 'function') return 'yes';
  const balancer = at.kind === 'load-balancer' ? topology.loadBalancerOf(at) : undefined;
  return balancer === undefined ? 'no' : isOfType(balancer, 'network');
}
