/** How Terraform writes launch templates, and what names one. */
import type { Resource } from '../../value/resource.ts';
import { addresses, blocks, field } from '../fields.ts';
import { launchOf, noLaunch, type Launch, type LaunchNames } from '../launchTemplates.ts';
import type { References } from '../references.ts';

const names: LaunchNames = {
  type: 'aws_launch_template',
  id: ['id', 'name', 'launch_template_id', 'launch_template_name'],
  groups: ['vpc_security_group_ids', 'security_group_names'],
  interfaces: 'network_interfaces',
  index: 'device_index',
  separate: 'network_interface_id',
  subnet: 'subnet_id',
  interfaceGroups: 'security_groups',
  associates: 'associate_public_ip_address',
  privateIp: 'private_ip_address',
  ipv6: (object, { address }) => addresses(field(object, 'ipv6_addresses'), `${address}.ipv6_addresses`),
  ipv6Count: 'ipv6_address_count',
};

/** The launch of the `launch_template` block of a resource; an empty one without it. */
export function launchTemplateOf(resource: Resource, references: References): Launch {
  const { blocks: found, open } = blocks(resource.properties, 'launch_template');
  const [block] = found;
  if (block === undefined) return open ?? noLaunch;
  return launchOf(resource, block.object, references, names);
}

/** The launch of an Auto Scaling group's `mixed_instances_policy`; `undefined` when it has none. */
export function mixedLaunchOf(resource: Resource, references: References): Launch | undefined {
  let object = resource.properties;
  for (const name of ['mixed_instances_policy', 'launch_template', 'launch_template_specification']) {
    const { blocks: found, open } = blocks(object, name);
    const [block] = found;
    if (block === undefined) return open;
    ({ object } = block);
  }
  return launchOf(resource, object, references, names);
}
