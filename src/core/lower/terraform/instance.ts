/**
 * Instances and network interfaces in Terraform. An instance that names separate interfaces takes its subnet, groups
 * and addresses from them; any other has one implicit interface with its own address.
 */
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Maybe } from '../../value/value.ts';
import type { Draft } from '../draft.ts';
import type { DraftInterface } from '../draft/interface.ts';
import { required, type Family } from '../family.ts';
import { addresses, blocks, boolean, field, flag, integer, qualified } from '../fields.ts';
import { furtherIps, groupsOrDefault, ipv6Of, privateIpsOr, unreadable } from '../interfaceFields.ts';
import { addFurther, primaryOf } from '../launchTemplates.ts';
import type { References } from '../references.ts';
import { launchTemplateOf } from './launchNames.ts';

export const instance: Family = {
  aws_instance(resource, draft, references) {
    if (separateInterfaces(resource, draft, references)) return;
    const { address, header: origin, properties } = resource;
    const launch = launchTemplateOf(resource, references);
    const template = primaryOf(launch);
    const groups = ['vpc_security_group_ids', 'security_groups']
      .map((name) => references.namedList(properties, name, 'aws_security_group'))
      .find((list) => list !== undefined && list.length > 0);
    const inSubnet: Maybe<string> =
      references.component(resource, 'subnet_id') ??
      template.subnet ??
      unknown(`${address}.subnet_id`, 'is not set, so AWS uses a default subnet', origin);
    const associates = boolean(properties, 'associate_public_ip_address');
    const ips = ['private_ip', 'secondary_private_ips'].flatMap((name) =>
      addresses(field(properties, name), `${address}.${name}`),
    );
    const own = ipv6(resource);
    draft.interfaces.push({
      ...implicit(resource),
      subnet: inSubnet,
      securityGroups: groupsOrDefault(groups ?? template.securityGroups),
      privateIps: hasOwnAddress(resource, ips)
        ? ips
        : [...privateIpsOr(template.privateIps, resource, 'private_ip'), ...ips],
      ipv6: own === 'subnet' ? template.ipv6 : own,
      publicIp:
        associates === undefined ? (template.associates ?? 'subnet') : qualified(associates, resource),
      sourceDestCheck: flag(resource, 'source_dest_check', true),
    });
    addFurther(resource, launch, { address, subnet: inSubnet }, draft);
  },

  aws_network_interface(resource, draft, references) {
    const { address, header: origin, properties } = resource;
    const written = ['private_ips', 'private_ip_list', 'private_ip'].flatMap((name) =>
      addresses(field(properties, name), `${address}.${name}`),
    );
    draft.interfaces.push({
      address,
      origin,
      kind: 'network-interface',
      owner: address,
      subnet: required(references, resource, 'subnet_id'),
      securityGroups: groupsOrDefault(references.list(properties, 'security_groups')),
      privateIps: [
        ...privateIpsOr(written, resource, 'private_ip'),
        ...furtherIps(resource, 'private_ips_count', 'private_ips'),
      ],
      ipv6: ipv6(resource),
      // A subnet's public addresses go to interfaces made at launch only (SEMANTICS R9).
      publicIp: flag(resource, 'associate_public_ip_address', false),
      publicIpName: `${address}.public_ip`,
      ipv6Name: `${address}.ipv6_addresses`,
      sourceDestCheck: flag(resource, 'source_dest_check', true),
    });
    for (const { object } of blocks(properties, 'attachment').blocks) {
      const owner = references.in(object, 'instance');
      if (owner === undefined) continue;
      const index = integer(object, 'device_index');
      draft.interfaceAttachments.push({
        interface: known(address),
        instance: owner,
        primary: index?.kind === 'known' && index.value === 0,
        exists: resource.exists,
      });
    }
  },

  aws_network_interface_attachment(resource, draft, references) {
    const index = integer(resource.properties, 'device_index');
    draft.interfaceAttachments.push({
      interface: required(references, resource, 'network_interface_id'),
      instance: required(references, resource, 'instance_id'),
      primary: index?.kind === 'known' && index.value === 0,
      exists: resource.exists,
    });
  },

  aws_network_interface_sg_attachment(resource, draft, references) {
    draft.groupAttachments.push({
      group: required(references, resource, 'security_group_id'),
      interface: required(references, resource, 'network_interface_id'),
      exists: resource.exists,
    });
  },
};

/** Attaches the interfaces an instance names; `false` when it names none and so has an implicit one. */
function separateInterfaces(resource: Resource, draft: Draft, references: References): boolean {
  const { address, header: origin, properties, exists } = resource;
  const named = [
    ...blocks(properties, 'primary_network_interface').blocks.map(({ object }) => ({
      object,
      primary: true,
    })),
    ...blocks(properties, 'network_interface').blocks.map(({ object }) => {
      const index = integer(object, 'device_index');
      return { object, primary: index === undefined || (index.kind === 'known' && index.value === 0) };
    }),
  ];
  if (named.length === 0) return false;
  for (const { object, primary } of named) {
    const name = 'network_interface_id';
    const one = references.in(object, name) ?? unknown(`${address}.${name}`, 'is missing', origin);
    if (one.kind === 'known' && references.declares(one.value)) {
      draft.interfaceAttachments.push({ interface: one, instance: known(address), primary, exists });
      continue;
    }
    const open =
      one.kind === 'known'
        ? unknown(one.value, 'is a network interface outside the code', resource.header)
        : one;
    if (primary) draft.interfaces.push({ ...implicit(resource), ...unreadable(open) });
  }
  return true;
}

function implicit(
  resource: Resource,
): Pick<DraftInterface, 'address' | 'origin' | 'kind' | 'owner' | 'publicIpName' | 'ipv6Name'> {
  const { address, header: origin } = resource;
  return {
    address,
    origin,
    kind: 'instance',
    owner: address,
    publicIpName: `${address}.public_ip`,
    ipv6Name: `${address}.ipv6_addresses`,
  };
}

function hasOwnAddress(resource: Resource, ips: readonly unknown[]): boolean {
  return ips.length > 0 && field(resource.properties, 'private_ip') !== undefined;
}

function ipv6(resource: Resource): DraftInterface['ipv6'] {
  const { address, properties } = resource;
  const written = addresses(field(properties, 'ipv6_addresses'), `${address}.ipv6_addresses`);
  return ipv6Of(written, properties, 'ipv6_address_count', resource, 'ipv6_addresses');
}
