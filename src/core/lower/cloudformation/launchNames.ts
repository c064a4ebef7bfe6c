/** How CloudFormation writes launch templates, and what names one. */
import type { Resource } from '../../value/resource.ts';
import { nested, qualified } from '../fields.ts';
import { launchOf, noLaunch, type Launch, type LaunchNames } from '../launchTemplates.ts';
import type { References } from '../references.ts';
import { ipv6Addresses } from './interfaceAddresses.ts';

/** An interface of a template has `Groups` where one of an instance has `GroupSet` (SEMANTICS 5.2). */
const names: LaunchNames = {
  type: 'AWS::EC2::LaunchTemplate',
  id: ['LaunchTemplateId', 'LaunchTemplateName', 'Id', 'Name'],
  data: 'LaunchTemplateData',
  groups: ['SecurityGroupIds', 'SecurityGroups'],
  interfaces: 'NetworkInterfaces',
  index: 'DeviceIndex',
  separate: 'NetworkInterfaceId',
  subnet: 'SubnetId',
  interfaceGroups: 'Groups',
  associates: 'AssociatePublicIpAddress',
  privateIp: 'PrivateIpAddress',
  ipv6: (object, resource) => ipv6Addresses(resource, object),
  ipv6Count: 'Ipv6AddressCount',
};

/** The launch of the `LaunchTemplate` of a resource; an empty one without it. */
export function launchTemplateOf(resource: Resource, references: References): Launch {
  const named = nested(resource.properties, 'LaunchTemplate');
  if (named === undefined) return noLaunch;
  return named.kind === 'known'
    ? launchOf(resource, named.value, references, names)
    : qualified(named, resource);
}

/** The launch of an Auto Scaling group's `MixedInstancesPolicy`; `undefined` when it has none. */
export function mixedLaunchOf(resource: Resource, references: References): Launch | undefined {
  let object = resource.properties;
  for (const name of ['MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification']) {
    const found = nested(object, name);
    if (found === undefined) return undefined;
    if (found.kind !== 'known') return qualified(found, resource);
    object = found.value;
  }
  return launchOf(resource, object, references, names);
}
