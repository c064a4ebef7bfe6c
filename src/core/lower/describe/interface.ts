/**
 * Network interfaces, as their own output lists them, else as the instances and endpoints that have them do. Their own
 * groups and addresses count, not those an instance repeats of its primary one (SEMANTICS 5.3).
 */
import type { NetworkInterface, PublicAddress } from '../../aws/network.ts';
import type { Origin } from '../../text/origin.ts';
import { known, unknown, type Maybe, type ObjectValue } from '../../value/value.ts';
import { blocks, boolean, field, integer, nested, settled } from '../fields.ts';
import { componentOf, idOf, nameOf, type Folder } from './folder.ts';
import {
  addressIn,
  ipv6Of,
  privateIpsOf,
  publicAddress,
  publicIpsOf,
  sameAddress,
} from './interfaceAddresses.ts';
import { ownerOf, type Owner } from './interfaceOwners.ts';
import { natGateways, natInterfaceIds } from './natGateway.ts';

/** An interface as some output describes it. */
interface Described {
  readonly id: string;
  readonly object: ObjectValue;
  readonly origin: Origin;
  readonly owner: Owner;
}

/** Every interface that packets may begin or end at, an instance's primary one before its others. */
export function interfaces(folder: Folder): readonly NetworkInterface[] {
  const natIds = natInterfaceIds(folder);
  const described = [...ownOutput(folder), ...ofInstances(folder)].filter(({ id }) => !natIds.has(id));
  const addresses = elasticIps(folder);
  const found = described.map((one) => interfaceOf(one, folder, addresses.get(one.id) ?? []));
  return [...found, ...natGateways(folder), ...ofEndpoints(folder, described)];
}

/** The groups of every interface, each with a place that says so. */
export function carriedGroups(found: readonly NetworkInterface[]): ReadonlyMap<string, Origin> {
  const groups = new Map<string, Origin>();
  for (const { securityGroups, origin } of found)
    for (const group of securityGroups)
      if (group.kind === 'known' && !groups.has(group.value)) groups.set(group.value, origin);
  return groups;
}

function ownOutput(folder: Folder): readonly Described[] {
  const found = folder.all('NetworkInterface').flatMap((resource): readonly Described[] => {
    const owner = ownerOf(resource.properties);
    if (owner === undefined) return [];
    return [{ id: resource.address, object: resource.properties, origin: resource.header, owner }];
  });
  return [...found].sort((a, b) => deviceIndex(a.object) - deviceIndex(b.object));
}

/** Those only instances list, as far as the interfaces' own output does not. */
function ofInstances(folder: Folder): readonly Described[] {
  return folder.all('Instance').flatMap(({ address, properties }) =>
    blocks(properties, 'NetworkInterfaces')
      .blocks.flatMap(({ object }): readonly Described[] => {
        const found = field(object, 'NetworkInterfaceId');
        const id = idOf(object, 'NetworkInterfaceId');
        if (found === undefined || id === undefined || folder.find('NetworkInterface', id) !== undefined)
          return [];
        return [{ id, object, origin: found.origin, owner: { kind: 'instance', owner: address } }];
      })
      .sort((a, b) => deviceIndex(a.object) - deviceIndex(b.object)),
  );
}

/** Endpoint interfaces no output lists: their groups are known, their addresses are not. */
function ofEndpoints(folder: Folder, described: readonly Described[]): readonly NetworkInterface[] {
  const seen = new Set(described.map(({ id }) => id));
  return folder.all('VpcEndpoint').flatMap((resource) => {
    const { address: owner, header: origin, properties } = resource;
    const ids = field(properties, 'NetworkInterfaceIds');
    const listed = ids?.value.kind === 'list' ? ids.value.items : [];
    return listed.flatMap(({ value }): readonly NetworkInterface[] => {
      if (value.kind !== 'string' || seen.has(value.text)) return [];
      const { text: address } = value;
      const absent = folder.absent('NetworkInterface', address);
      return [
        {
          ...componentOf(resource),
          address,
          origin,
          kind: 'endpoint',
          owner,
          subnet: absent,
          securityGroups: groupsOf(properties, owner, origin),
          privateIps: [absent],
          ipv6: absent,
          publicIps: known([]),
          sourceDestCheck: absent,
        },
      ];
    });
  });
}

function interfaceOf(
  { id, object, origin, owner: { kind, owner } }: Described,
  folder: Folder,
  associated: readonly ElasticIp[],
): NetworkInterface {
  const groups = groupsOf(object, id, origin);
  const subnet = idOf(object, 'SubnetId');
  const check = boolean(object, 'SourceDestCheck');
  const instance = kind === 'instance' && owner !== undefined ? folder.find('Instance', owner) : undefined;
  const name = nameOf(instance?.properties ?? object);
  return {
    address: kind === 'nat-gateway' && owner !== undefined ? owner : id,
    origin,
    ...(name === undefined ? {} : { name }),
    kind,
    owner: owner ?? id,
    subnet: subnet === undefined ? unknown(id, 'names no subnet', origin) : known(subnet),
    securityGroups: groups,
    // AWS gives every interface that can have groups at least one.
    ...(groups.length === 0 && kind !== 'nat-gateway' ? { unfiltered: true } : {}),
    privateIps: privateIpsOf(object, id),
    ipv6: known(ipv6Of(object, id)),
    publicIps: known(withElasticIps(object, id, associated)),
    sourceDestCheck:
      check === undefined ? unknown(`${id}.SourceDestCheck`, 'is missing', origin) : settled(check),
    // Nothing connects to a function's interface (SEMANTICS S43).
    ...(kind === 'function' ? { outboundOnly: true } : {}),
    // An interface endpoint connects to nobody (SEMANTICS S42).
    ...(kind === 'endpoint' && idOf(object, 'InterfaceType') === 'vpc_endpoint' ? { inboundOnly: true } : {}),
  };
}

function groupsOf(object: ObjectValue, id: string, origin: Origin): readonly Maybe<string>[] {
  if (field(object, 'Groups') === undefined) return [unknown(`${id}.Groups`, 'is missing', origin)];
  const listed = blocks(object, 'Groups');
  const groups = listed.blocks.flatMap(({ object: group }): readonly Maybe<string>[] => {
    const groupId = idOf(group, 'GroupId');
    return groupId === undefined ? [] : [known(groupId)];
  });
  return listed.open === undefined ? groups : [...groups, listed.open];
}

/** An Elastic IP and the private address it stands for. */
interface ElasticIp {
  readonly object: ObjectValue;
  readonly origin: Origin;
}

function elasticIps(folder: Folder): ReadonlyMap<string, readonly ElasticIp[]> {
  const byInterface = new Map<string, ElasticIp[]>();
  for (const { properties: object, header: origin } of folder.all('Address')) {
    const id = idOf(object, 'NetworkInterfaceId');
    if (id !== undefined && byInterface.get(id)?.push({ object, origin }) === undefined)
      byInterface.set(id, [{ object, origin }]);
  }
  return byInterface;
}

/** What the interface says of its public addresses, and what only the list of Elastic IPs says. */
function withElasticIps(
  object: ObjectValue,
  id: string,
  associated: readonly ElasticIp[],
): readonly PublicAddress[] {
  const own = publicIpsOf(object, id);
  const [first] = privateIpsOf(object, id);
  const others = associated.flatMap((one) => {
    const [privateIp] = addressIn(one.object, 'PrivateIpAddress', id);
    return addressIn(one.object, 'PublicIp', id)
      .filter((address) => !own.some((other) => sameAddress(other.address, address)))
      .map((address) => publicAddress(address, one.origin, privateIp, first));
  });
  return [...own, ...others];
}

function deviceIndex(object: ObjectValue): number {
  const attachment = nested(object, 'Attachment');
  const index = attachment?.kind === 'known' ? integer(attachment.value, 'DeviceIndex') : undefined;
  return index?.kind === 'known' ? index.value : 0;
}
