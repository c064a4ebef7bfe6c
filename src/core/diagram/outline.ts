/**
 * A network as the diagram's containment: VPCs hold subnets, subnets hold interfaces behind their filters. What the code
 * names but does not hold, or cannot tell, has a place too, marked as not known. Order is the order of the network.
 */
import type { NetworkInterface, Route, Subnet, Vpc } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import { unknown } from '../value/value.ts';
import { contentsOf, type Inhabited } from './contents.ts';
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
import { foldedRow, rowsOf, unfoldedIn, type RowOutline } from './rows.ts';
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
  const contents = contentsOf(topology, isShown);
  const subnetsOfVpc = new Map<string, Inhabited[]>();
  const strangers = new Map<string, Holder<Vpc>>();
  const isKept = keeper(view, isShown !== undefined);
  for (const inhabited of contents.subnets) {
    const { subnet } = inhabited;
    if (!isKept(inhabited)) continue;
    const vpc = 'component' in subnet ? vpcOf(topology, subnet.component) : elsewhere;
    const key = keyOf(vpc);
    const others = subnetsOfVpc.get(key);
    if (others === undefined) subnetsOfVpc.set(key, [inhabited]);
    else others.push(inhabited);
    if (!('component' in vpc)) strangers.set(key, vpc);
  }
  const folding: Folding = {
    topology,
    folded: new Set(view.folded),
    unfolded: new Set(view.unfolded),
    isCrowded: contents.rows > mostRows,
  };
  const gates = new Gates(topology);
  const holders: Holder<Vpc>[] = [...network.vpcs.map((vpc) => ({ component: vpc })), ...strangers.values()];
  const vpcs = holders
    .filter((vpc) => isShown === undefined || subnetsOfVpc.has(keyOf(vpc)))
    .map((vpc) => vpcOutline(folding, gates, vpc, subnetsOfVpc.get(keyOf(vpc)) ?? []));
  const placed = new Set(vpcs.flatMap((vpc) => vpc.gates.map(({ component }) => component)));
  return {
    vpcs,
    beyond: gates.beyond,
    looseGateways: isShown === undefined ? looseGatewayItems(topology, placed) : [],
  };
}

/** A subnet without any interface that is shown is left out, unless it is itself what is looked for. */
function keeper(view: View, isNarrow: boolean): (one: Inhabited) => boolean {
  if (!isNarrow) return () => true;
  const query = view.onlyFound ? queryOf(view.query) : undefined;
  return ({ subnet, interfaces }) => {
    if (interfaces.length > 0 || !('component' in subnet)) return interfaces.length > 0;
    const { address, name } = subnet.component;
    return query?.finds(name === undefined ? [address] : [address, name], () => ({})) === true;
  };
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
  /** Ids of folds. */
  readonly folded: ReadonlySet<string>;
  readonly unfolded: ReadonlySet<string>;
  /** Subnets are folded unless something else is said of them. */
  readonly isCrowded: boolean;
}

function vpcOutline(
  folding: Folding,
  gates: Gates,
  vpc: Holder<Vpc>,
  subnets: readonly Inhabited[],
): VpcOutline {
  const { topology } = folding;
  const address = addressOf(vpc);
  const tables = subnets.flatMap(({ subnet }) => {
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

/** Of each subnet that was outlined: what was folded then, and what came of it. */
const outlined = new WeakMap<Inhabited, { readonly folds: string; readonly outline: SubnetOutline }>();

/** The same as before where it is of the same network, folded as it was. */
function subnetOutline(folding: Folding, inhabited: Inhabited, gates: readonly GateOutline[]): SubnetOutline {
  const { subnet, interfaces, alike } = inhabited;
  const id = `subnet ${keyOf(subnet)}`;
  const isFolded = folding.folded.has(id) || (folding.isCrowded && !folding.unfolded.has(id));
  const fold: Fold | undefined = alike.length > 1 ? { id, count: interfaces.length, isFolded } : undefined;
  const apart = fold?.isFolded === true ? new Set<string>() : unfoldedIn(alike, folding.unfolded);
  const folds = JSON.stringify([fold?.isFolded, ...apart]);
  const before = outlined.get(inhabited);
  if (before?.folds === folds) return before.outline;
  const { topology } = folding;
  const outline: SubnetOutline = {
    item: subnetItem(subnet, interfaces.length === 0, fold),
    address: addressOf(subnet),
    networkAcl: networkAclItem(topology, subnet),
    routeTable: routeTableItem(topology, subnet),
    routes: routesOf(topology, subnet, gates),
    rows: fold?.isFolded === true ? [foldedRow(topology, fold, interfaces)] : rowsOf(topology, alike, apart),
  };
  outlined.set(inhabited, { folds, outline });
  return outline;
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
