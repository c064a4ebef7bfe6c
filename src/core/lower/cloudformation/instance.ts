/**
 * `AWS::EC2::Instance`. With `NetworkInterfaces`, subnet and groups stand inside it, and each item is an interface of
 * the instance or names a separate one (SEMANTICS 5.2).
 */
import type { Address } from '../../net/address.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Maybe, type ObjectValue, type Unknown } from '../../value/value.ts';
import type { Draft } from '../draft.ts';
import type { DraftInterface } from '../draft/interface.ts';
import type { Family } from '../family.ts';
import { blocks, boolean, flag, integer, qualified } from '../fields.ts';
import { groupsOrDefault, ipv6Of, privateIpsOr, unreadable } from '../interfaceFields.ts';
import { addFurther, primaryOf } from '../launchTemplates.ts';
import type { References } from '../references.ts';
import { ipv4Addresses, ipv6Addresses } from './interfaceAddresses.ts';
import { launchTemplateOf } from './launchNames.ts';

export const instance: Family = {
  'AWS::EC2::Instance'(resource, draft, references) {
    const listed = blocks(resource.properties, 'NetworkInterfaces');
    if (listed.blocks.length === 0) {
      if (listed.open === undefined) implicit(resource, draft, references);
      else draft.interfaces.push(unread(resource, listed.open));
      return;
    }
    const first = listed.blocks.findIndex(({ object }) => isPrimary(object));
    for (const [index, { object }] of listed.blocks.entries())
      addInterface(resource, object, index, index === Math.max(first, 0), draft, references);
  },
};

/** The interface of an instance that lists none, as far as it does not leave it to a launch template. */
function implicit(resource: Resource, draft: Draft, references: References): void {
  const { address, header: origin, properties } = resource;
  const launch = launchTemplateOf(resource, references);
  const template = primaryOf(launch);
  const groups = ['SecurityGroupIds', 'SecurityGroups']
    .map((name) => references.namedList(properties, name, 'AWS::EC2::SecurityGroup'))
    .find((list) => list !== undefined && list.length > 0);
  const subnet: Maybe<string> =
    references.component(resource, 'SubnetId') ??
    template.subnet ??
    unknown(`${address}.SubnetId`, 'is not set, so AWS uses a default subnet', origin);
  const { privateIps, ipv6 } = addressesOf(resource, properties, template.privateIps);
  draft.interfaces.push({
    ...named(resource, address),
    subnet,
    securityGroups: groupsOrDefault(groups ?? template.securityGroups),
    publicIp: template.associates ?? 'subnet',
    privateIps,
    ipv6: ipv6 === 'subnet' ? template.ipv6 : ipv6,
    sourceDestCheck: flag(resource, 'SourceDestCheck', true),
  });
  addFurther(resource, launch, { address, subnet }, draft);
}

function addInterface(
  resource: Resource,
  object: ObjectValue,
  index: number,
  primary: boolean,
  draft: Draft,
  references: References,
): void {
  const { address, header: origin, exists } = resource;
  const own = primary ? address : `${address}.NetworkInterfaces[${index}]`;
  const separate = references.in(object, 'NetworkInterfaceId');
  if (separate?.kind === 'known' && references.declares(separate.value)) {
    draft.interfaceAttachments.push({ interface: separate, instance: known(address), primary, exists });
    return;
  }
  if (separate !== undefined) {
    const open =
      separate.kind === 'known'
        ? unknown(separate.value, 'is a network interface outside the code', origin)
        : separate;
    draft.interfaces.push({ ...named(resource, own), ...unreadable(open) });
    return;
  }
  const subnet: Maybe<string> =
    references.in(object, 'SubnetId') ??
    references.component(resource, 'SubnetId') ??
    unknown(`${own}.SubnetId`, 'is not set, so AWS uses a default subnet', origin);
  const associates = boolean(object, 'AssociatePublicIpAddress');
  draft.interfaces.push({
    ...named(resource, own),
    subnet,
    securityGroups: groupsOrDefault(references.list(object, 'GroupSet')),
    publicIp:
      associates === undefined ? (primary ? 'subnet' : known(false)) : qualified(associates, resource),
    ...addressesOf(resource, object),
    sourceDestCheck: flag(resource, 'SourceDestCheck', true),
  });
}

function named(
  resource: Resource,
  address: string,
): Pick<DraftInterface, 'address' | 'origin' | 'kind' | 'owner' | 'publicIpName' | 'ipv6Name'> {
  return {
    address,
    origin: resource.header,
    kind: 'instance',
    owner: resource.address,
    publicIpName: `${address}.PublicIp`,
    ipv6Name: `${address}.Ipv6Addresses`,
  };
}

/** @param otherwise the private addresses where none are written here. */
function addressesOf(
  resource: Resource,
  object: ObjectValue,
  otherwise: readonly Maybe<Address>[] = [],
): Pick<DraftInterface, 'privateIps' | 'ipv6'> {
  const written = ipv4Addresses(resource, object);
  return {
    privateIps: privateIpsOr(written.length > 0 ? written : otherwise, resource, 'PrivateIp'),
    ipv6: ipv6Of(ipv6Addresses(resource, object), object, 'Ipv6AddressCount', resource, 'Ipv6Addresses'),
  };
}

function isPrimary(object: ObjectValue): boolean {
  const index = integer(object, 'DeviceIndex');
  return index?.kind === 'known' && index.value === 0;
}

function unread(resource: Resource, open: Unknown): DraftInterface {
  return { ...named(resource, resource.address), ...unreadable(open) };
}
