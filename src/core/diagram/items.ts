/** What the boxes of a network's components say: containers, filters and interfaces. */
import type { Component } from '../aws/component.ts';
import type {
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  TrafficMatch,
  Vpc,
} from '../aws/network.ts';
import type { Address, Cidr } from '../net/address.ts';
import type { PortRange } from '../net/portSet.ts';
import type { Topology } from '../reach/topology.ts';
import { withoutLastKey } from '../text/instanceKeys.ts';
import type { Because, Maybe } from '../value/value.ts';
import type { Fold } from './drawing.ts';
import { namesOnly, type Item, type Searched } from './item.ts';
import {
  addressesInWords,
  cidrsInWords,
  groupsInWords,
  kindsInWords,
  labelOf,
  networkAclInWords,
  routesInWords,
  shortName,
} from './names.ts';

/** A component of the code, or what the code says of one that it does not hold. */
export type Holder<T extends Component> =
  { readonly component: T } | { readonly named: string | undefined; readonly because: readonly Because[] };

/** The address of what is in the code or named by it. */
export function addressOf(holder: Holder<Component>): string | undefined {
  return 'component' in holder ? holder.component.address : holder.named;
}

/** Components and names share no key with reasons: those start with characters no address has. */
export function keyOf(holder: Holder<Component>): string {
  if ('component' in holder) return holder.component.address;
  return holder.named ?? `? ${holder.because.map(({ what, why }) => `${what} ${why}`).join('; ')}`;
}

/** A box of a component in the code. */
export function componentItem(
  kind: Item['kind'],
  id: string,
  component: Component,
  detail: string,
  searched: Item['searched'] = namesOnly,
): Item {
  return {
    id,
    kind,
    name: component.address,
    label: labelOf(component),
    detail,
    origin: component.origin,
    isUnknown: false,
    because: [],
    searched,
  };
}

/** A box of what the code names and does not hold, or of what cannot be told. */
export function strangerItem(
  kind: Item['kind'],
  id: string,
  named: string | undefined,
  because: readonly Because[],
): Item {
  const [first] = because;
  return {
    id,
    kind,
    name: named ?? 'not known',
    label: named === undefined ? 'not known' : shortName(named),
    detail:
      named === undefined ? (first === undefined ? '' : `${first.what} ${first.why}`) : 'not in the code',
    origin: undefined,
    isUnknown: true,
    because,
    searched: namesOnly,
  };
}

export function vpcItem(vpc: Holder<Vpc>): Item {
  const id = `vpc ${keyOf(vpc)}`;
  if (!('component' in vpc)) return strangerItem('vpc', id, vpc.named, vpc.because);
  const { component } = vpc;
  const searched = (): Searched => ({ blocks: knownOf(component.cidrs) });
  return componentItem('vpc', id, component, cidrsInWords(component.cidrs), searched);
}

export function subnetItem(subnet: Holder<Subnet>, isEmpty: boolean, fold: Fold | undefined): Item {
  const id = `subnet ${keyOf(subnet)}`;
  if (!('component' in subnet))
    return { ...strangerItem('subnet', id, subnet.named, subnet.because), ...(fold && { fold }) };
  const { component } = subnet;
  const detail = [cidrsInWords(component.cidrs), isEmpty ? 'empty' : '']
    .filter((part) => part !== '')
    .join(' · ');
  const searched = (): Searched => ({ blocks: knownOf(component.cidrs) });
  return { ...componentItem('subnet', id, component, detail, searched), ...(fold && { fold }) };
}

export function networkAclItem(topology: Topology, subnet: Holder<Subnet>): Item {
  const kind = 'network-acl';
  const id = `${kind} ${keyOf(subnet)}`;
  if (!('component' in subnet)) return strangerItem(kind, id, undefined, subnet.because);
  const acl = topology.networkAclOf(subnet.component);
  if (acl.kind === 'unknown')
    return strangerItem(kind, id, valueOf(subnet.component.networkAcl), acl.because);
  const searched = (): Searched => searchedIn([...acl.value.inbound, ...acl.value.outbound]);
  const item = componentItem(kind, id, acl.value, networkAclInWords(acl.value), searched);
  return acl.value.open === undefined ? item : { ...item, because: acl.value.open };
}

export function routeTableItem(topology: Topology, subnet: Holder<Subnet>): Item {
  const kind = 'route-table';
  const id = `${kind} ${keyOf(subnet)}`;
  if (!('component' in subnet)) return strangerItem(kind, id, undefined, subnet.because);
  const table = topology.routeTableOf(subnet.component);
  if (table.kind === 'unknown')
    return strangerItem(kind, id, valueOf(subnet.component.routeTable), table.because);
  return routeTable(id, table.value);
}

function routeTable(id: string, table: RouteTable): Item {
  const searched = (): Searched => ({
    blocks: knownOf(table.routes.map(({ destination }) => destination)),
  });
  const item = componentItem('route-table', id, table, routesInWords(table), searched);
  return table.open === undefined ? item : { ...item, because: table.open };
}

/** All groups of an interface in one box; `undefined` when it has none. */
export function groupsItem(topology: Topology, id: string, one: NetworkInterface): Item | undefined {
  if (one.securityGroups.length === 0) return undefined;
  const looked = topology.groupsOf(one);
  const groups = looked.flatMap((group) => (group.kind === 'known' ? [group.value] : []));
  const because = looked.flatMap((group) => (group.kind === 'unknown' ? group.because : []));
  const named = one.securityGroups.map(valueOf);
  const absent = looked.length - groups.length;
  const [first] = because;
  return {
    id,
    kind: 'security-group',
    name: named.map((name) => name ?? 'not known').join(', '),
    label: looked
      .map((group, index) =>
        group.kind === 'known' ? labelOf(group.value) : shortName(named[index] ?? 'not known'),
      )
      .join(', '),
    detail:
      first !== undefined && named.includes(undefined)
        ? `${first.what} ${first.why}`
        : absent > 0
          ? `${groups.length === 0 ? '' : `${absent} `}not in the code`
          : groupsInWords(groups),
    origin: groups[0]?.origin,
    isUnknown: absent > 0,
    because: [...because, ...groups.flatMap((group) => group.open ?? [])],
    searched: () => searchedIn(groups.flatMap((group) => group.rules)),
  };
}

/** The groups of everything in a folded subnet. */
export function foldedGroupsItem(
  topology: Topology,
  id: string,
  interfaces: readonly NetworkInterface[],
): Item | undefined {
  const named = new Map<string, SecurityGroup | undefined>();
  for (const one of interfaces) {
    for (const [index, group] of topology.groupsOf(one).entries()) {
      const name = one.securityGroups[index];
      if (name?.kind === 'known') named.set(name.value, group.kind === 'known' ? group.value : undefined);
    }
  }
  if (named.size === 0) return undefined;
  const groups = [...named.values()].flatMap((group) => group ?? []);
  return {
    id,
    kind: 'security-group',
    name: [...named.keys()].join(', '),
    label: [...named]
      .map(([name, group]) => (group === undefined ? shortName(name) : labelOf(group)))
      .join(', '),
    detail: named.size === 1 ? '1 group' : `${named.size} groups`,
    origin: undefined,
    isUnknown: false,
    because: [],
    searched: () => searchedIn(groups.flatMap((group) => group.rules)),
  };
}

export function interfaceItem(topology: Topology, id: string, one: NetworkInterface): Item {
  const places = one.placement === 'one-of' ? topology.placesOf(one).length : 1;
  const because: readonly Because[] =
    places > 1 ? [{ what: one.owner, why: `may be in any of ${places} subnets`, origin: one.origin }] : [];
  return {
    id,
    kind: one.kind,
    name: one.address,
    label: one.name ?? shortName(one.owner),
    detail: [places > 1 ? `in 1 of ${places}` : '', addressesInWords(one)]
      .filter((part) => part !== '')
      .join(' · '),
    origin: one.origin,
    isUnknown: places > 1,
    because,
    members: one.owner === one.address ? [] : [one.owner],
    searched: () => searchedOf(one),
  };
}

/** Interfaces that fare alike, in one box. */
export function alikeItem(id: string, members: readonly NetworkInterface[], fold: Fold): Item {
  const [first] = members;
  if (first === undefined) throw new Error('a box of alike interfaces has at least one');
  const label = first.name ?? withoutLastKey(shortName(first.owner));
  return {
    id,
    kind: first.kind,
    name: `${first.address} and ${members.length - 1} more`,
    label: `${label} ×${members.length}`,
    detail: kindsInWords(members),
    origin: first.origin,
    isUnknown: false,
    because: [],
    fold,
    members: members.map(({ address }) => address),
    searched: () => joined(members.map(searchedOf)),
  };
}

/** Everything in a folded subnet, in one box. @param fold the subnet's */
export function foldedItem(id: string, members: readonly NetworkInterface[], fold: Fold): Item {
  return {
    id,
    kind: 'interfaces',
    name: `${members.length} interfaces`,
    label: `${members.length} interfaces`,
    detail: kindsInWords(members),
    origin: undefined,
    isUnknown: false,
    because: [],
    fold,
    members: members.flatMap(({ address, name }) => (name === undefined ? [address] : [address, name])),
    searched: () => joined(members.map(searchedOf)),
  };
}

/** What a search finds an interface by. */
export function searchedOf({ privateIps, ipv6, publicIps, listening = [] }: NetworkInterface): Searched {
  const publics = publicIps.kind === 'known' ? publicIps.value.map(({ address }) => address) : [];
  const own: readonly Maybe<Address>[] = [
    ...privateIps,
    ...publics,
    ...(ipv6.kind === 'known' ? ipv6.value : []),
  ];
  return { addresses: knownOf(own), ports: listening.map(({ ports }) => ports) };
}

function joined(all: readonly Searched[]): Searched {
  return {
    addresses: all.flatMap(({ addresses = [] }) => addresses),
    ports: all.flatMap(({ ports = [] }) => ports),
  };
}

function searchedIn(
  rules: readonly (TrafficMatch & { readonly cidr?: Maybe<Cidr>; readonly peer?: Maybe<unknown> })[],
): Searched {
  const ports = rules.flatMap((rule): readonly PortRange[] =>
    rule.ports.kind === 'known' && rule.ports.value !== 'all' && !isEvery(rule.ports.value)
      ? [rule.ports.value]
      : [],
  );
  return { ports };
}

function isEvery({ first, last }: PortRange): boolean {
  return first <= 1 && last === 65535;
}

function knownOf<T>(values: readonly Maybe<T>[]): readonly T[] {
  return values.flatMap((value) => (value.kind === 'known' ? [value.value] : []));
}

function valueOf(maybe: Maybe<string>): string | undefined {
  return maybe.kind === 'known' ? maybe.value : undefined;
}
