/**
 * A network indexed for walking: who sits where, behind which filters, and which addresses belong to whom. Built once
 * per network and never changed.
 */
import { whereOutside } from '../aws/component.ts';
import type { Match } from '../aws/match.ts';
import { matchCidr } from '../aws/networkAcl.ts';
import { lookUpRoute } from '../aws/routeTable.ts';
import type {
  InternetGateway,
  Network,
  NetworkAcl,
  NetworkInterface,
  RouteTable,
  RouteTarget,
  SecurityGroup,
  Subnet,
  Vpc,
} from '../aws/network.ts';
import type { LoadBalancer } from '../aws/loadBalancer.ts';
import type { PeerMatcher } from '../aws/securityGroup.ts';
import { parseAddress, type Address, type Cidr } from '../net/address.ts';
import {
  known,
  unknown,
  unknownOf,
  type Because,
  type Known,
  type Maybe,
  type Unknown,
} from '../value/value.ts';
import { balancersOf, gatewaysOf, nextHopsOf, ownersOf, type Owners } from './lookups.ts';
import { RulePeers } from './rulePeers.ts';

/** What a network is taken to be though nobody can be sure, and what is left of it without that. */
export interface Premise {
  /** Everything that is taken for true. */
  readonly because: readonly Because[];
  /** The network without, made when it is first asked for. Rests on nothing itself. */
  readonly without: () => Topology;
  /** The network with some of it only, made likewise; `undefined` where too many were made. */
  readonly only: (some: readonly Because[]) => Topology | undefined;
}

export class Topology {
  readonly network: Network;
  /** Set where the network rests on something; who answers for it judges both. */
  readonly premise: Premise | undefined;
  readonly #vpcs: ReadonlyMap<string, Vpc>;
  /** The known blocks of each VPC. */
  readonly #blocks: ReadonlyMap<string, readonly Cidr[]>;
  readonly #subnets: ReadonlyMap<string, Known<Subnet>>;
  readonly #networkAcls: ReadonlyMap<string, Known<NetworkAcl>>;
  readonly #securityGroups: ReadonlyMap<string, Known<SecurityGroup>>;
  readonly #routeTables: ReadonlyMap<string, Known<RouteTable>>;
  readonly #interfaces: ReadonlyMap<string, NetworkInterface>;
  #owners: Owners | undefined;
  #translates: boolean | undefined;
  #nextHops: ReadonlySet<string> | undefined;
  #balancers: ReadonlyMap<string, LoadBalancer> | undefined;
  #gateways: ReadonlyMap<string, InternetGateway> | undefined;
  /** Those that were asked for: every packet asks. */
  readonly #groupsOf = new WeakMap<NetworkInterface, readonly Maybe<SecurityGroup>[]>();
  readonly #peers: RulePeers;
  /** Whether a security group rule's peer stands for an address. */
  readonly matchesPeer: PeerMatcher;

  constructor(network: Network, premise?: Premise) {
    this.network = network;
    this.premise = premise;
    this.#vpcs = byAddress(network.vpcs);
    this.#blocks = new Map(
      network.vpcs.map(({ address, cidrs }) => [
        address,
        cidrs.flatMap((cidr) => (cidr.kind === 'known' ? [cidr.value] : [])),
      ]),
    );
    this.#subnets = knownByAddress(network.subnets);
    this.#networkAcls = knownByAddress(network.networkAcls);
    this.#securityGroups = knownByAddress(network.securityGroups);
    this.#routeTables = knownByAddress(network.routeTables);
    this.#interfaces = byAddress(network.interfaces);
    this.#peers = new RulePeers(this);
    this.matchesPeer = this.#peers.match;
  }

  get interfaces(): readonly NetworkInterface[] {
    return this.network.interfaces;
  }

  interface(address: string): NetworkInterface | undefined {
    return this.#interfaces.get(address);
  }

  networkAcl(address: string): NetworkAcl | undefined {
    return this.#networkAcls.get(address)?.value;
  }

  vpc(address: string): Vpc | undefined {
    return this.#vpcs.get(address);
  }

  subnet(address: Maybe<string>): Maybe<Subnet> {
    return look(this.#subnets, address, 'subnet');
  }

  subnetOf(of: NetworkInterface): Maybe<Subnet> {
    return this.subnet(of.subnet);
  }

  networkAclOf(subnet: Subnet): Maybe<NetworkAcl> {
    return look(this.#networkAcls, subnet.networkAcl, 'network ACL');
  }

  routeTableOf(subnet: Subnet): Maybe<RouteTable> {
    return this.routeTable(subnet.routeTable);
  }

  routeTable(address: Maybe<string>): Maybe<RouteTable> {
    return look(this.#routeTables, address, 'route table');
  }

  groupsOf(of: NetworkInterface): readonly Maybe<SecurityGroup>[] {
    const before = this.#groupsOf.get(of);
    if (before !== undefined) return before;
    const groups = of.securityGroups.map((group) => look(this.#securityGroups, group, 'security group'));
    this.#groupsOf.set(of, groups);
    return groups;
  }

  securityGroup(address: string): SecurityGroup | undefined {
    return this.#securityGroups.get(address)?.value;
  }

  /** The interfaces that are known to carry a group. */
  membersOf(group: string): readonly NetworkInterface[] {
    return this.#peers.membersOf(group);
  }

  /** The load balancer an interface is a node of. */
  loadBalancerOf(node: NetworkInterface): LoadBalancer | undefined {
    this.#balancers ??= balancersOf(this.network);
    return this.#balancers.get(node.address);
  }

  /**
   * The load balancer that what an interface takes is passed on by: its own one's, or that behind an endpoint (SEMANTICS
   * S56); `undefined` for any other interface.
   */
  balancerBehind(at: NetworkInterface): Maybe<LoadBalancer> | undefined {
    const { leadsTo } = at;
    if (leadsTo === undefined) {
      const own = this.loadBalancerOf(at);
      return own && known(own);
    }
    if (leadsTo.kind === 'unknown') return leadsTo;
    const found = this.network.loadBalancers.find(({ address }) => address === leadsTo.value);
    return found === undefined
      ? unknown(leadsTo.value, `is a load balancer ${whereOutside(leadsTo.value)}`)
      : known(found);
  }

  /** Whether some NAT gateway translates addresses. */
  get translates(): boolean {
    return (this.#translates ??= this.interfaces.some(({ kind }) => kind === 'nat-gateway'));
  }

  /** Whether a route leads to an interface, as to one that passes packets on. */
  isNextHop(address: string): boolean {
    this.#nextHops ??= nextHopsOf(this.network);
    return this.#nextHops.has(address);
  }

  /** Where the owner of an interface may be, when AWS puts it into one of several subnets; else only there. */
  placesOf(at: NetworkInterface): readonly NetworkInterface[] {
    if (at.placement !== 'one-of') return [at];
    return this.interfaces.filter((other) => other.owner === at.owner && other.placement === 'one-of');
  }

  internetGatewayOf(vpc: string): InternetGateway | undefined {
    this.#gateways ??= gatewaysOf(this.network);
    return this.#gateways.get(vpc);
  }

  /** The known blocks of the VPC a subnet lies in. */
  blocksOf({ vpc }: Subnet): readonly Cidr[] {
    return (vpc.kind === 'known' ? this.#blocks.get(vpc.value) : undefined) ?? [];
  }

  /** Where a subnet's route table sends a destination; `undefined` when that is nowhere or not known. */
  nextHop(subnet: Subnet, destination: Address): RouteTarget | undefined {
    const table = this.routeTableOf(subnet);
    const found = table.kind === 'known' ? lookUpRoute(table.value, destination) : undefined;
    return found?.kind === 'route' && found.route.target.kind === 'known'
      ? found.route.target.value
      : undefined;
  }

  /**
   * The interface a user means: by its address, by its instance's, by one of its IP addresses, or by a name that nobody
   * else has.
   */
  resolve(text: string): NetworkInterface | undefined {
    const byAddress =
      this.#interfaces.get(text) ?? this.interfaces.find((candidate) => candidate.owner === text);
    if (byAddress !== undefined) return byAddress;
    const address = parseAddress(text);
    if (address !== undefined) return this.ownerOf(address);
    const [first, ...others] = this.named(text);
    return others.every(({ owner }) => owner === first?.owner) ? first : undefined;
  }

  /** The interfaces of a name, which need not be unique. */
  named(name: string): readonly NetworkInterface[] {
    return this.interfaces.filter((candidate) => candidate.name === name);
  }

  /** The interface that has an address: a private one, an IPv6 one, or a public one. */
  ownerOf(address: Address): NetworkInterface | undefined {
    this.#owners ??= ownersOf(this.interfaces);
    return this.#owners[address.family].get(address.value);
  }

  /** Whether an address lies in a block of a VPC; unknown when a block of that family is. */
  vpcHolds(vpc: Vpc, address: Address): Match {
    const open: Unknown[] = [];
    for (const cidr of vpc.cidrs) {
      const match = matchCidr(cidr, address);
      if (match === 'yes') return 'yes';
      if (match !== 'no') open.push(match);
    }
    return open.length === 0 ? 'no' : unknownOf(open);
  }
}

function byAddress<T extends { readonly address: string }>(components: readonly T[]): ReadonlyMap<string, T> {
  return new Map(components.map((component) => [component.address, component]));
}

/** What is looked up for every packet, ready to be handed out. */
function knownByAddress<T extends { readonly address: string }>(
  components: readonly T[],
): ReadonlyMap<string, Known<T>> {
  return new Map(components.map((component) => [component.address, { kind: 'known', value: component }]));
}

function look<T>(components: ReadonlyMap<string, Known<T>>, address: Maybe<string>, what: string): Maybe<T> {
  if (address.kind === 'unknown') return address;
  return (
    components.get(address.value) ?? unknown(address.value, `is a ${what} ${whereOutside(address.value)}`)
  );
}
