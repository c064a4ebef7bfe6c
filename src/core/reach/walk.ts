/**
 * One packet, hop by hop: the obvious simulation, rule by rule, in the order AWS applies it (SEMANTICS N23–N28). Outbound
 * security group, then network ACL, then route; inbound network ACL, then security group. Inside one subnet there is no
 * network ACL and no route.
 */
import type { NetworkInterface, RouteTarget, Subnet } from '../aws/network.ts';
import { matchCidr } from '../aws/networkAcl.ts';
import { isUnfilteredService } from '../aws/unfilteredServices.ts';
import { formatAddress } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { unknown, type Maybe } from '../value/value.ts';
import {
  passNetworkAcl,
  passRouteTable,
  passSecurityGroups,
  passTracked,
  received,
  unmodelled,
  type TrackedFlow,
} from './checkpoints.ts';
import type { Endpoint } from './endpoint.ts';
import type { Leg, Walk } from './hop.ts';
import { enterByInternetGateway, leaveByInternetGateway, passEgressOnlyGateway } from './internetGateway.ts';
import { translate, translateBack, usualNatPort, type Translation } from './natGateway.ts';
import { passPeering } from './peering.ts';
import type { Topology } from './topology.ts';
import { Trail } from './trail.ts';

export type { Endpoint };

/** What a request leaves behind for its reply. */
export interface FlowState {
  /** What the groups of each interface remember, by the interface's address. */
  readonly tracked: ReadonlyMap<string, TrackedFlow>;
  readonly translation?: Translation;
  /** The egress-only gateway it left by. */
  readonly egressOnlyGateway?: string;
}

export interface WalkResult {
  readonly walk: Walk;
  readonly flows: FlowState;
}

/** How the packet is to be walked, where the usual does not do. */
export interface WalkOptions {
  /** For a reply, what its request left behind. */
  readonly flows?: FlowState;
  /** The request was no SYN: that a tracked flow may begin with it is not documented (SEMANTICS S24). */
  readonly assumed?: boolean;
  /** The port a NAT gateway on the way sends from. */
  readonly natPort?: number;
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
  const walker = new Walker(topology, packet, to, leg, options);
  if (from.kind === 'interface') walker.start(from.interface);
  else if (to.kind === 'interface') walker.arriveFrom(to.interface);
  return walker.end();
}

class Walker {
  readonly #topology: Topology;
  readonly #trail: Trail;
  readonly #to: Endpoint;
  readonly #leg: Leg;
  readonly #options: WalkOptions;
  readonly #tracked = new Map<string, TrackedFlow>();
  #packet: Packet;
  #translation: Translation | undefined;
  #egressOnlyGateway: string | undefined;

  constructor(topology: Topology, packet: Packet, to: Endpoint, leg: Leg, options: WalkOptions) {
    this.#topology = topology;
    this.#trail = new Trail(leg, packet);
    this.#packet = packet;
    this.#to = to;
    this.#leg = leg;
    this.#options = options;
  }

  /** From an interface: its groups, then on by its subnet's routes. */
  start(from: NetworkInterface): void {
    const subnet = this.#subnetOf(from);
    if (subnet !== undefined && this.#isUnfiltered(subnet)) {
      received(this.#trail, from, formatAddress(this.#packet.destination), 'is answered by AWS, unfiltered');
      return;
    }
    if (!this.#filter(from, 'outbound')) return;
    if (this.#leg === 'reply' && this.#options.flows?.translation !== undefined) {
      const { gateway } = this.#options.flows.translation;
      unmodelled(
        this.#trail,
        from,
        gateway,
        unknown(gateway, 'would have to pass the reply on, which is not modelled yet'),
      );
      return;
    }
    if (subnet === undefined) unmodelledSubnet(this.#trail, this.#topology, from);
    else this.#forward(from, subnet);
  }

  /** From outside: to a NAT gateway that sent the request, else through the gateway of the target's VPC. */
  arriveFrom(target: NetworkInterface): void {
    const flows = this.#options.flows;
    const translation = this.#leg === 'reply' ? flows?.translation : undefined;
    const first = translation === undefined ? target : this.#topology.interface(translation.gateway);
    if (first === undefined) return;
    const subnet = this.#subnetOf(first);
    if (subnet === undefined) {
      unmodelledSubnet(this.#trail, this.#topology, first);
      return;
    }
    if (this.#leg === 'reply' && this.#isUnfilteredSource(subnet)) {
      received(this.#trail, target, target.address, 'gets the answer of AWS, unfiltered');
      return;
    }
    const egressOnly = this.#leg === 'reply' ? flows?.egressOnlyGateway : undefined;
    const entered =
      egressOnly === undefined
        ? enterByInternetGateway(this.#topology, this.#trail, first, subnet, this.#packet)
        : passEgressOnlyGateway(this.#topology, this.#trail, first, egressOnly, this.#packet);
    if (!entered || !passNetworkAcl(this.#topology, this.#trail, first, subnet, 'inbound', this.#packet))
      return;
    if (translation === undefined) {
      this.#deliver(target);
      return;
    }
    this.#packet = translateBack(this.#trail, first, this.#packet, translation);
    this.#forward(first, subnet);
  }

  end(): WalkResult {
    return {
      walk: this.#trail.end(),
      flows: {
        tracked: this.#tracked,
        ...(this.#translation === undefined ? {} : { translation: this.#translation }),
        ...(this.#egressOnlyGateway === undefined ? {} : { egressOnlyGateway: this.#egressOnlyGateway }),
      },
    };
  }

  /** From an interface that holds the packet to whatever its subnet's routes lead to. */
  #forward(at: NetworkInterface, subnet: Subnet): void {
    if (this.#to.kind === 'interface' && this.#sameSubnet(this.#to.interface, subnet)) {
      this.#deliver(this.#to.interface);
      return;
    }
    if (
      this.#to.kind === 'outside' &&
      subnet.cidrs.some((cidr) => matchCidr(cidr, this.#packet.destination) === 'yes')
    ) {
      nobodyThere(this.#trail, at, this.#packet);
      return;
    }
    const next = this.#topology.nextHop(subnet, this.#packet.destination);
    const neighbour = next?.kind === 'nat-gateway' ? this.#topology.interface(next.gateway) : undefined;
    // A gateway in the same subnet is reached without leaving it (N27).
    const stays = neighbour !== undefined && this.#sameSubnet(neighbour, subnet);
    if (!stays && !passNetworkAcl(this.#topology, this.#trail, at, subnet, 'outbound', this.#packet)) return;
    const target = passRouteTable(this.#topology, this.#trail, at, subnet, this.#packet);
    if (target !== undefined) this.#follow(at, subnet, target);
  }

  #follow(at: NetworkInterface, subnet: Subnet, target: RouteTarget): void {
    const topology = this.#topology;
    const trail = this.#trail;
    switch (target.kind) {
      case 'local':
        if (this.#to.kind === 'interface' && !this.#otherVpc(this.#to.interface, subnet))
          this.#enter(this.#to.interface);
        else nobodyThere(trail, at, this.#packet);
        return;
      case 'internet-gateway':
        if (this.#to.kind === 'interface' || topology.ownerOf(this.#packet.destination) !== undefined) {
          const why = 'would carry traffic back into a VPC of the code, which is not modelled yet';
          unmodelled(trail, at, target.gateway, unknown(target.gateway, why));
        } else if (leaveByInternetGateway(topology, trail, at, subnet, target.gateway, this.#packet)) {
          received(trail, at, formatAddress(this.#packet.destination), 'receives the packet');
        }
        return;
      case 'egress-only-internet-gateway':
        if (this.#to.kind === 'interface' || this.#leg === 'reply') {
          const why = 'carries only what begins inside, and its replies';
          unmodelled(trail, at, target.gateway, unknown(target.gateway, why));
        } else if (passEgressOnlyGateway(topology, trail, at, target.gateway, this.#packet)) {
          this.#egressOnlyGateway = target.gateway;
          received(trail, at, formatAddress(this.#packet.destination), 'receives the packet');
        }
        return;
      case 'nat-gateway':
        this.#throughNat(subnet, at, target.gateway);
        return;
      case 'vpc-peering-connection':
        if (
          passPeering(topology, trail, at, subnet, target.connection, this.#to, this.#packet) &&
          this.#to.kind === 'interface'
        ) {
          this.#enter(this.#to.interface);
        }
        return;
      case 'transit-gateway':
      case 'gateway-endpoint':
      case 'interface':
      case 'blackhole':
        unmodelled(trail, at, subnet.address, unknown(`a ${target.kind}`, 'is not modelled yet'));
        return;
      case 'other':
        unmodelled(
          trail,
          at,
          target.component,
          unknown(target.component, `is a ${target.what}, which is not modelled yet`),
        );
    }
  }

  /** Into a NAT gateway, and on from its subnet with its address. It takes no requests from anywhere but inside. */
  #throughNat(subnet: Subnet, at: NetworkInterface, address: string): void {
    const gateway = this.#topology.interface(address);
    if (gateway === undefined) {
      unmodelled(this.#trail, at, address, unknown(address, 'is a NAT gateway outside the code'));
      return;
    }
    if (this.#leg === 'reply' || this.#translation !== undefined) {
      const why =
        this.#leg === 'reply' ? 'would give the reply another address' : 'is a second NAT gateway on the way';
      unmodelled(this.#trail, at, address, unknown(address, why));
      return;
    }
    const own = this.#subnetOf(gateway);
    if (own === undefined) {
      unmodelledSubnet(this.#trail, this.#topology, gateway);
      return;
    }
    const stays = own.address === subnet.address;
    if (!stays && !passNetworkAcl(this.#topology, this.#trail, gateway, own, 'inbound', this.#packet)) return;
    const inside = this.#packet;
    const sent = translate(
      this.#topology,
      this.#trail,
      gateway,
      inside,
      this.#options.natPort ?? usualNatPort,
    );
    if (sent === undefined) return;
    this.#translation = { gateway: address, inside, outside: sent };
    this.#packet = sent;
    this.#forward(gateway, own);
  }

  /** Into the target's subnet from another one. */
  #enter(target: NetworkInterface): void {
    const subnet = this.#subnetOf(target);
    if (subnet === undefined) unmodelledSubnet(this.#trail, this.#topology, target);
    else if (passNetworkAcl(this.#topology, this.#trail, target, subnet, 'inbound', this.#packet))
      this.#deliver(target);
  }

  #deliver(target: NetworkInterface): void {
    if (this.#filter(target, 'inbound')) received(this.#trail, target, target.address, 'receives the packet');
  }

  #filter(at: NetworkInterface, direction: 'inbound' | 'outbound'): boolean {
    const flow = this.#options.flows?.tracked.get(at.address);
    if (flow !== undefined) return passTracked(this.#trail, at, flow, this.#options.assumed ?? false);
    const admitted = passSecurityGroups(this.#topology, this.#trail, at, direction, this.#packet);
    if (admitted !== undefined) this.#tracked.set(at.address, admitted);
    return admitted !== undefined;
  }

  #subnetOf(at: NetworkInterface): Subnet | undefined {
    const subnet = this.#topology.subnetOf(at);
    return subnet.kind === 'known' ? subnet.value : undefined;
  }

  /** Two VPCs may have the same blocks; a local route never leads to the other one. */
  #otherVpc(other: NetworkInterface, subnet: Subnet): boolean {
    const there = this.#subnetOf(other)?.vpc;
    return there?.kind === 'known' && subnet.vpc.kind === 'known' && there.value !== subnet.vpc.value;
  }

  #sameSubnet(other: NetworkInterface, subnet: Subnet): boolean {
    return this.#subnetOf(other)?.address === subnet.address;
  }

  #isUnfiltered(subnet: Subnet): boolean {
    return (
      this.#to.kind === 'outside' &&
      isUnfilteredService(this.#packet.destination, this.#topology.blocksOf(subnet))
    );
  }

  #isUnfilteredSource(subnet: Subnet): boolean {
    return isUnfilteredService(this.#packet.source, this.#topology.blocksOf(subnet));
  }
}

function unmodelledSubnet(trail: Trail, topology: Topology, at: NetworkInterface): void {
  const subnet: Maybe<Subnet> = topology.subnetOf(at);
  if (subnet.kind === 'unknown') {
    unmodelled(trail, at, at.subnet.kind === 'known' ? at.subnet.value : `subnet of ${at.address}`, subnet);
  }
}

function nobodyThere(trail: Trail, at: NetworkInterface, packet: Packet): void {
  const address = formatAddress(packet.destination);
  unmodelled(trail, at, address, unknown(address, 'lies in the VPC and belongs to no interface of the code'));
}
