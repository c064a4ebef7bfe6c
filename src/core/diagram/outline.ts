/**
 * A network as the diagram's containment: VPCs hold subnets, subnets hold interfaces behind their filters. What the code
 * names but does not hold, or cannot tell, has a place too, marked as not known. Order is the order of the network.
 */
import type { NetworkInterface, Route, Subnet, Vpc } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import { unknown } from '../value/value.ts';
import type { Fold } from './drawing.ts';
import { Gates, looseGatewayItems, type Beyond, type GateOutline } from './gates.ts';
import type { Item } from './item.ts';
import {
  addressOf,
  keyOf,
  networkAclItem,
  routeTableItem,
  searchedOf,
  subnetItem,
  vpcItem,
  type Holder,
} from './items.ts';
import { queryOf } from './query.ts';
import { alikeIn, foldedRow, rowsOf, type RowOutline } from './rows.ts';
import type { View } from './view.ts';

/** Where a subnet's routes lead: to one of the gates of its VPC, surely or perhaps. */
export interface RouteOutline {
  readonly gate: GateOutline;
  readonly isUnknown: boolean;
  /** `0.0.0.0/0`: what leads there, for the words of it. */
  readonly routes: readonly Route[];
}

export interface SubnetOutline {
  readonly item: Item;
  /** As hops name it. */
  readonly address: string | undefined;
  readonly networkAcl: Item;
  readonly routeTable: Item;
  readonly routes: readonly RouteOutline[];
  readonly rows: readonly RowOutline[];
}

export interface VpcOutline {
  readonly item: Item;
  readonly address: string | undefined;
  readonly gates: readonly GateOutline[];
  readonly subnets: readonly SubnetOutline[];
}

export interface Outline {
  readonly vpcs: readonly VpcOutline[];
  /** What stands beyond gates, by id; the internet is not among it. */
  readonly beyond: ReadonlyMap<string, Beyond>;
  /** Internet gateways attached to nothing, or to what cannot be told. */
  readonly looseGateways: readonly Item[];
}

/** More rows than this and every subnet is folded, unless the view says otherwise. */
const mostRows = 200;

/**
 * Everything of a network that a view shows, each component at least once.
 * @param isShown leaves out other interfaces, and subnets and VPCs that hold none of those shown.
 */
export function outline(
  topology: Topology,
  view: View,
  isShown: ((at: NetworkInterface) => boolean) | undefined,
): Outline {
  const { network } = topology;
  const subnetsOfVpc = new Bins<Holder<Subnet>>();
  const interfacesOf = new Bins<NetworkInterface>();
  const orphans = new Map<string, Holder<Subnet>>();
  for (const one of network.interfaces) {
    if (one.regionalIn !== undefined || isShown?.(one) === false) continue;
    const holder = subnetOf(topology, one);
    const key = keyOf(holder);
    interfacesOf.add(key, one);
    if (!('component' in holder)) orphans.set(key, holder);
  }
  const strangers = new Map<string, Holder<Vpc>>();
  const place = (holder: Holder<Subnet>, vpc: Holder<Vpc>): void => {
    const key = keyOf(vpc);
    subnetsOfVpc.add(key, holder);
    if (!('component' in vpc)) strangers.set(key, vpc);
  };
  const isKept = keeper(view, isShown !== undefined, interfacesOf);
  for (const subnet of network.subnets)
    if (isKept(subnet)) place({ component: subnet }, vpcOf(topology, subnet));
  for (const orphan of orphans.values()) place(orphan, elsewhere);

  const kinds = new Map<string, readonly (readonly NetworkInterface[])[]>();
  let rows = 0;
  for (const [key, members] of interfacesOf.all) {
    const alike = alikeIn(members, network.language);
    kinds.set(key, alike);
    rows += alike.length;
  }
  const folding: Folding = { topology, view, isCrowded: rows > mostRows, kinds, interfacesOf };
  const gates = new Gates(topology);
  const holders: Holder<Vpc>[] = [...network.vpcs.map((vpc) => ({ component: vpc })), ...strangers.values()];
  const vpcs = holders
    .filter((vpc) => isShown === undefined || subnetsOfVpc.of(keyOf(vpc)).length > 0)
    .map((vpc) => vpcOutline(folding, gates, vpc, subnetsOfVpc.of(keyOf(vpc))));
  const placed = new Set(vpcs.flatMap((vpc) => vpc.gates.map(({ component }) => component)));
  return {
    vpcs,
    beyond: gates.beyond,
    looseGateways: isShown === undefined ? looseGatewayItems(topology, placed) : [],
  };
}

/** A subnet without any interface that is shown is left out, unless it is itself what is looked for. */
function keeper(
  view: View,
  isNarrow: boolean,
  interfacesOf: Bins<NetworkInterface>,
): (subnet: Subnet) => boolean {
  if (!isNarrow) return () => true;
  const query = view.onlyFound ? queryOf(view.query) : undefined;
  return (subnet) =>
    interfacesOf.of(subnet.address).length > 0 ||
    query?.finds([subnet.address, ...(subnet.name === undefined ? [] : [subnet.name])], () => ({})) === true;
}

/** Leaves only what the query finds. */
export function foundBy(view: View): ((at: NetworkInterface) => boolean) | undefined {
  const query = view.onlyFound ? queryOf(view.query) : undefined;
  if (query === undefined) return undefined;
  return (at) =>
    query.finds([at.address, at.owner, ...(at.name === undefined ? [] : [at.name])], () => searchedOf(at));
}

interface Folding {
  readonly topology: Topology;
  readonly view: View;
  readonly isCrowded: boolean;
  readonly kinds: ReadonlyMap<string, readonly (readonly NetworkInterface[])[]>;
  readonly interfacesOf: Bins<NetworkInterface>;
}

function vpcOutline(
  folding: Folding,
  gates: Gates,
  vpc: Holder<Vpc>,
  subnets: readonly Holder<Subnet>[],
): VpcOutline {
  const { topology } = folding;
  const address = addressOf(vpc);
  const tables = subnets.flatMap((subnet) => {
    const table = 'component' in subnet ? topology.routeTableOf(subnet.component) : undefined;
    return table?.kind === 'known' ? table.value.routes : [];
  });
  const own = address === undefined ? [] : gates.of(address, tables);
  return {
    item: vpcItem(vpc),
    address,
    gates: own,
    subnets: subnets.map((subnet) => subnetOutline(folding, subnet, own)),
  };
}

function subnetOutline(
  { topology, view, isCrowded, kinds, interfacesOf }: Folding,
  subnet: Holder<Subnet>,
  gates: readonly GateOutline[],
): SubnetOutline {
  const key = keyOf(subnet);
  const members = interfacesOf.of(key);
  const alike = kinds.get(key) ?? [];
  const id = `subnet ${key}`;
  const isFolded = view.folded.includes(id) || (isCrowded && !view.unfolded.includes(id));
  const fold: Fold | undefined = alike.length > 1 ? { id, count: members.length, isFolded } : undefined;
  const item = subnetItem(subnet, members.length === 0, fold);
  return {
    item,
    address: addressOf(subnet),
    networkAcl: networkAclItem(topology, subnet),
    routeTable: routeTableItem(topology, subnet),
    routes: routesOf(topology, subnet, gates),
    rows:
      fold?.isFolded === true
        ? [foldedRow(topology, fold, members)]
        : rowsOf(topology, alike, new Set(view.unfolded)),
  };
}

function routesOf(
  topology: Topology,
  subnet: Holder<Subnet>,
  gates: readonly GateOutline[],
): readonly RouteOutline[] {
  if (!('component' in subnet))
    return gates
      .filter(({ item }) => item.kind === 'internet-gateway')
      .map((gate) => ({ gate, isUnknown: true, routes: [] }));
  const table = topology.routeTableOf(subnet.component);
  const routes = table.kind === 'known' ? table.value.routes : [];
  const isOpen =
    table.kind === 'unknown' ||
    table.value.open !== undefined ||
    routes.some(({ target }) => target.kind === 'unknown');
  return gates.flatMap((gate): readonly RouteOutline[] => {
    const there = routes.filter((route) => leadsTo(topology, route, gate));
    if (there.length > 0) return [{ gate, isUnknown: false, routes: there }];
    return isOpen && gate.item.kind === 'internet-gateway' ? [{ gate, isUnknown: true, routes: [] }] : [];
  });
}

function leadsTo(topology: Topology, { target }: Route, { component }: GateOutline): boolean {
  if (target.kind === 'unknown') return false;
  const to = target.value;
  switch (to.kind) {
    case 'internet-gateway':
    case 'egress-only-internet-gateway':
    case 'nat-gateway':
      return to.gateway === component;
    case 'vpc-peering-connection':
      return to.connection === component;
    case 'gateway-endpoint':
      return to.endpoint === component;
    case 'interface':
      return to.interface === component;
    case 'other':
      return to.component === component;
    case 'transit-gateway': {
      const attachment = topology.network.transitGatewayAttachments.find(
        ({ address }) => address === component,
      );
      return attachment === undefined
        ? to.gateway === component
        : attachment.gateway.kind === 'known' && attachment.gateway.value === to.gateway;
    }
    case 'local':
    case 'blackhole':
      return false;
  }
}

function subnetOf(topology: Topology, one: NetworkInterface): Holder<Subnet> {
  const subnet = topology.subnetOf(one);
  if (subnet.kind === 'known') return { component: subnet.value };
  const named = one.subnet.kind === 'known' ? one.subnet.value : undefined;
  return { named, because: subnet.because };
}

const elsewhere: Holder<Vpc> = {
  named: undefined,
  because: unknown('the VPC', 'of what cannot be placed is not known').because,
};

function vpcOf(topology: Topology, subnet: Subnet): Holder<Vpc> {
  if (subnet.vpc.kind === 'unknown') return { named: undefined, because: subnet.vpc.because };
  const vpc = topology.vpc(subnet.vpc.value);
  if (vpc !== undefined) return { component: vpc };
  return {
    named: subnet.vpc.value,
    because: unknown(subnet.vpc.value, 'is a VPC outside the code').because,
  };
}

class Bins<T> {
  readonly #bins = new Map<string, T[]>();

  get all(): ReadonlyMap<string, readonly T[]> {
    return this.#bins;
  }

  add(key: string, item: T): void {
    const bin = this.#bins.get(key);
    if (bin === undefined) this.#bins.set(key, [item]);
    else bin.push(item);
  }

  of(key: string): readonly T[] {
    return this.#bins.get(key) ?? [];
  }
}
