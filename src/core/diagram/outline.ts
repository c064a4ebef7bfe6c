/**
 * A network as the diagram's containment: VPCs hold subnets, subnets hold interfaces behind their filters. What the code
 * names but does not hold, or cannot tell, has a place too, marked as not known. Order is the order of the network.
 */
import type { Component } from '../aws/component.ts';
import type { InternetGateway, NetworkInterface, Subnet, Vpc } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import type { Origin } from '../text/origin.ts';
import { explain, type Maybe } from '../value/value.ts';
import type { BoxKind } from './drawing.ts';
import {
  addressesInWords,
  cidrsInWords,
  groupsInWords,
  labelOf,
  networkAclInWords,
  shortName,
} from './names.ts';

/** What one box says, before it has a place. */
export interface Item {
  readonly kind: BoxKind;
  readonly name: string;
  readonly label: string;
  readonly detail: string;
  readonly origin: Origin | undefined;
  /** False for what is not in the code or cannot be told from it. */
  readonly known: boolean;
}

interface RowOutline {
  readonly interface: NetworkInterface;
  /** All groups of the interface in one box; `undefined` when it has none. */
  readonly groups: Item | undefined;
  readonly instance: Item;
}

/** Whether a subnet's routes lead to its VPC's internet gateway. */
type Way = 'yes' | 'no' | 'unknown';

export interface SubnetOutline {
  readonly item: Item;
  readonly networkAcl: Item;
  readonly routedToInternet: Way;
  readonly rows: readonly RowOutline[];
}

export interface VpcOutline {
  readonly item: Item;
  readonly gateway: Item | undefined;
  readonly subnets: readonly SubnetOutline[];
}

export interface Outline {
  readonly vpcs: readonly VpcOutline[];
  /** Internet gateways attached to nothing, or to what cannot be told. */
  readonly looseGateways: readonly Item[];
}

/** Everything of a network that the diagram shows, each component at least once. */
export function outline(topology: Topology): Outline {
  const { network } = topology;
  const subnetsOfVpc = new Bins<Holder<Subnet>>();
  const rowsOfSubnet = new Bins<NetworkInterface>();
  const orphans = new Map<string, Holder<Subnet>>();
  for (const one of network.interfaces) {
    const subnet = topology.subnetOf(one);
    const holder: Holder<Subnet> =
      subnet.kind === 'known'
        ? { component: subnet.value }
        : { named: one.subnet, why: explain(subnet.because) };
    const key = keyOf(holder);
    rowsOfSubnet.add(key, one);
    if (subnet.kind === 'unknown') orphans.set(key, holder);
  }
  const strangers = new Map<string, Holder<Vpc>>();
  const place = (holder: Holder<Subnet>, vpc: Holder<Vpc>): void => {
    const key = keyOf(vpc);
    subnetsOfVpc.add(key, holder);
    if (!('component' in vpc)) strangers.set(key, vpc);
  };
  for (const subnet of network.subnets) place({ component: subnet }, vpcOf(topology, subnet));
  for (const orphan of orphans.values()) place(orphan, elsewhere);

  const holders: Holder<Vpc>[] = [...network.vpcs.map((vpc) => ({ component: vpc })), ...strangers.values()];
  const vpcs = holders.map((vpc) => {
    const address = addressOf(vpc);
    const gateway = address === undefined ? undefined : topology.internetGatewayOf(address);
    return {
      item: vpcItem(vpc),
      gateway: gateway === undefined ? undefined : gatewayItem(gateway),
      subnets: subnetsOfVpc
        .of(keyOf(vpc))
        .map((subnet) => subnetOutline(topology, subnet, gateway, rowsOfSubnet.of(keyOf(subnet)))),
    };
  });
  const attached = new Set(vpcs.map((vpc) => vpc.gateway?.name));
  return {
    vpcs,
    looseGateways: network.internetGateways
      .filter((each) => !attached.has(each.address))
      .map((gateway) => ({ ...gatewayItem(gateway), detail: attachmentInWords(gateway) })),
  };
}

/** A component of the code, or what the code says of one that it does not hold. */
type Holder<T extends Component> =
  { readonly component: T } | { readonly named: Maybe<string> | undefined; readonly why: string };

const elsewhere: Holder<Vpc> = { named: undefined, why: 'holds what cannot be placed' };

function vpcOf(topology: Topology, subnet: Subnet): Holder<Vpc> {
  if (subnet.vpc.kind === 'unknown') return { named: undefined, why: explain(subnet.vpc.because) };
  const vpc = topology.vpc(subnet.vpc.value);
  return vpc === undefined ? { named: subnet.vpc, why: 'not in the code' } : { component: vpc };
}

function addressOf(holder: Holder<Component>): string | undefined {
  if ('component' in holder) return holder.component.address;
  return holder.named?.kind === 'known' ? holder.named.value : undefined;
}

/** Components and names never share a key with reasons: those start with a character no address has. */
function keyOf(holder: Holder<Component>): string {
  return addressOf(holder) ?? ('why' in holder ? `\0${holder.why}` : '');
}

class Bins<T> {
  readonly #bins = new Map<string, T[]>();

  add(key: string, item: T): void {
    const bin = this.#bins.get(key);
    if (bin === undefined) this.#bins.set(key, [item]);
    else bin.push(item);
  }

  of(key: string): readonly T[] {
    return this.#bins.get(key) ?? [];
  }
}

function vpcItem(vpc: Holder<Vpc>): Item {
  return containerItem('vpc', vpc, (component) => cidrsInWords(component.cidrs));
}

function containerItem<T extends Component>(
  kind: 'vpc' | 'subnet',
  holder: Holder<T>,
  detailOf: (component: T) => string,
): Item {
  if ('component' in holder) {
    const { component } = holder;
    return {
      kind,
      name: component.address,
      label: labelOf(component),
      detail: detailOf(component),
      origin: component.origin,
      known: true,
    };
  }
  const address = addressOf(holder);
  return {
    kind,
    name: address ?? 'not known',
    label: address === undefined ? 'not known' : shortName(address),
    detail: address === undefined ? holder.why : 'not in the code',
    origin: undefined,
    known: false,
  };
}

function gatewayItem(gateway: InternetGateway): Item {
  return {
    kind: 'internet-gateway',
    name: gateway.address,
    label: labelOf(gateway),
    detail: '',
    origin: gateway.origin,
    known: gateway.vpc?.kind !== 'unknown',
  };
}

function attachmentInWords({ vpc }: InternetGateway): string {
  if (vpc === undefined) return 'not attached';
  return vpc.kind === 'unknown' ? explain(vpc.because) : `to ${shortName(vpc.value)}`;
}

function subnetOutline(
  topology: Topology,
  subnet: Holder<Subnet>,
  gateway: InternetGateway | undefined,
  interfaces: readonly NetworkInterface[],
): SubnetOutline {
  const item = containerItem('subnet', subnet, (component) =>
    [cidrsInWords(component.cidrs), interfaces.length === 0 ? 'no interfaces' : '']
      .filter((part) => part !== '')
      .join(' · '),
  );
  return {
    item,
    networkAcl: networkAclItem(topology, subnet),
    routedToInternet: wayToInternet(topology, subnet, gateway),
    rows: interfaces.map((one) => ({
      interface: one,
      groups: groupsItem(topology, one),
      instance: {
        kind: one.kind === 'instance' ? 'instance' : 'network-interface',
        name: one.address,
        label: one.name ?? shortName(one.owner),
        detail: addressesInWords(one),
        origin: one.origin,
        known: true,
      },
    })),
  };
}

function networkAclItem(topology: Topology, subnet: Holder<Subnet>): Item {
  const kind = 'network-acl';
  if (!('component' in subnet))
    return {
      kind,
      name: 'not known',
      label: 'not known',
      detail: '',
      origin: undefined,
      known: false,
    };
  const { component } = subnet;
  const acl = topology.networkAclOf(component);
  if (acl.kind === 'unknown') {
    const name = component.networkAcl.kind === 'known' ? component.networkAcl.value : undefined;
    return {
      kind,
      name: name ?? 'not known',
      label: name === undefined ? 'not known' : shortName(name),
      detail: name === undefined ? explain(acl.because) : 'not in the code',
      origin: undefined,
      known: false,
    };
  }
  const { address, origin } = acl.value;
  return {
    kind,
    name: address,
    label: labelOf(acl.value),
    detail: networkAclInWords(acl.value),
    origin,
    known: true,
  };
}

function groupsItem(topology: Topology, one: NetworkInterface): Item | undefined {
  if (one.securityGroups.length === 0) return undefined;
  const looked = topology.groupsOf(one);
  const groups = looked.flatMap((group) => (group.kind === 'known' ? [group.value] : []));
  const open = one.securityGroups.flatMap((group) => (group.kind === 'unknown' ? group.because : []));
  const absent = looked.length - groups.length;
  const named = one.securityGroups.map((group) => (group.kind === 'known' ? group.value : undefined));
  return {
    kind: 'security-group',
    name: named.map((name) => name ?? 'not known').join(', '),
    label: looked
      .map((group, index) =>
        group.kind === 'known' ? labelOf(group.value) : shortName(named[index] ?? 'not known'),
      )
      .join(', '),
    detail:
      open.length > 0
        ? explain(open)
        : absent > 0
          ? `${groups.length === 0 ? '' : `${absent} `}not in the code`
          : groupsInWords(groups),
    origin: groups[0]?.origin,
    known: absent === 0,
  };
}

function wayToInternet(
  topology: Topology,
  subnet: Holder<Subnet>,
  gateway: InternetGateway | undefined,
): Way {
  if (gateway === undefined) return 'no';
  if (!('component' in subnet)) return 'unknown';
  const table = topology.routeTableOf(subnet.component);
  if (table.kind === 'unknown') return 'unknown';
  const targets = table.value.routes.map((route) => route.target);
  const leads = targets.some(
    (target) =>
      target.kind === 'known' &&
      target.value.kind === 'internet-gateway' &&
      target.value.gateway === gateway.address,
  );
  if (leads) return 'yes';
  return table.value.open !== undefined || targets.some((target) => target.kind === 'unknown')
    ? 'unknown'
    : 'no';
}
