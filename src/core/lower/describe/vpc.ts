/**
 * VPCs and subnets, also those that other output names while their own is not in the folder: of these the blocks are
 * unknown. Which network ACL and route table serve a subnet stands in their output, never in its own (SEMANTICS 5.3).
 */
import type { Component, MaybeCidr } from '../../aws/component.ts';
import type { Subnet, Vpc } from '../../aws/network.ts';
import type { Family } from '../../net/address.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Maybe, type ObjectValue } from '../../value/value.ts';
import { blocks, cidr, ofFamily, settled } from '../fields.ts';
import { componentOf, idOf, stateOf, type Folder, type Kind } from './folder.ts';

/** Kinds whose items say which VPC they belong to. */
const inVpc: readonly Kind[] = [
  'Subnet',
  'NetworkAcl',
  'SecurityGroup',
  'RouteTable',
  'NatGateway',
  'VpcEndpoint',
  'Instance',
  'NetworkInterface',
];

/** The listed ones, then those that are only named. */
export function vpcs(folder: Folder): readonly Vpc[] {
  const listed = folder.all('Vpc').map((resource): Vpc => ({
    ...componentOf(resource),
    cidrs: [
      ...associated(resource, 'CidrBlockAssociationSet', 'CidrBlock', 'ipv4'),
      ...associated(resource, 'Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock', 'ipv6'),
    ],
  }));
  const named = new Map<string, Vpc>();
  for (const { properties, header } of inVpc.flatMap((kind) => folder.all(kind))) {
    const address = idOf(properties, 'VpcId');
    if (address === undefined || named.has(address) || folder.find('Vpc', address) !== undefined) continue;
    named.set(address, { address, origin: header, cidrs: [folder.absent('Vpc', address)] });
  }
  return [...listed, ...named.values()];
}

/** What uses a subnet, by the subnet's id: its network ACL, its route table. */
export interface SubnetUses {
  readonly networkAcls: ReadonlyMap<string, string>;
  readonly routeTables: ReadonlyMap<string, string>;
  /** By VPC. */
  readonly mainRouteTables: ReadonlyMap<string, string>;
}

/** The listed ones, then those that are only named. */
export function subnets(folder: Folder, uses: SubnetUses): readonly Subnet[] {
  const listed = folder.all('Subnet').map((resource): Subnet => {
    const { properties } = resource;
    const zone = idOf(properties, 'AvailabilityZone');
    return {
      ...placed(componentOf(resource), idOf(properties, 'VpcId'), folder, uses),
      cidrs: [
        ...blockOf(properties, 'CidrBlock', 'ipv4'),
        ...associated(resource, 'Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock', 'ipv6'),
      ],
      ...(zone === undefined ? {} : { availabilityZone: known(zone) }),
    };
  });
  const named = namedSubnets(folder).map(({ address, origin, vpc }): Subnet => ({
    ...placed({ address, origin }, vpc, folder, uses),
    cidrs: [folder.absent('Subnet', address)],
  }));
  return [...listed, ...named];
}

interface Named extends Component {
  readonly vpc: string | undefined;
}

function namedSubnets(folder: Folder): readonly Named[] {
  const found = new Map<string, Named>();
  const add = (address: string | undefined, { properties, header: origin }: Resource): void => {
    if (address === undefined || found.has(address) || folder.find('Subnet', address) !== undefined) return;
    found.set(address, { address, origin, vpc: idOf(properties, 'VpcId') });
  };
  for (const kind of ['Instance', 'NetworkInterface', 'NatGateway'] as const)
    for (const resource of folder.all(kind)) add(idOf(resource.properties, 'SubnetId'), resource);
  for (const kind of ['NetworkAcl', 'RouteTable'] as const)
    for (const resource of folder.all(kind))
      for (const { object } of blocks(resource.properties, 'Associations').blocks)
        add(idOf(object, 'SubnetId'), resource);
  return [...found.values()];
}

function placed(
  component: Component,
  vpc: string | undefined,
  folder: Folder,
  { networkAcls, routeTables, mainRouteTables }: SubnetUses,
): Omit<Subnet, 'cidrs'> {
  const { address } = component;
  const missing = (kind: Kind, command: string): Maybe<string> =>
    folder.unlisted(kind) ?? unknown(address, `is in no association of the ${command} output`);
  const acl = networkAcls.get(address);
  // Without an association of its own, the VPC's main table serves it (SEMANTICS R1) …
  const implicit = vpc === undefined ? undefined : mainRouteTables.get(vpc);
  // … which is only certain where every table is listed.
  const main = implicit === undefined ? undefined : (folder.unlisted('RouteTable') ?? known(implicit));
  const own = routeTables.get(address);
  return {
    ...component,
    vpc: vpc === undefined ? folder.absent('Subnet', address) : known(vpc),
    networkAcl: acl === undefined ? missing('NetworkAcl', 'describe-network-acls') : known(acl),
    routeTable: own === undefined ? (main ?? missing('RouteTable', 'describe-route-tables')) : known(own),
  };
}

/** The blocks of a set of associations, those that are gone left out. */
function associated(resource: Resource, set: string, name: string, family: Family): readonly MaybeCidr[] {
  return blocks(resource.properties, set)
    .blocks.filter(({ object }) => {
      const state = stateOf(object, `${name}State`);
      return state === undefined || state === 'associated' || state === 'associating';
    })
    .flatMap(({ object }) => blockOf(object, name, family));
}

function blockOf(object: ObjectValue, name: string, family: Family): readonly MaybeCidr[] {
  const read = cidr(object, name, family, 'cleared');
  return read === undefined ? [] : [ofFamily(settled(read), family)];
}
