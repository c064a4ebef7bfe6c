/** Auto Scaling groups in Terraform: an instance for each subnet, launched as the template says. */
import type { Resource } from '../../value/resource.ts';
import type { Maybe } from '../../value/value.ts';
import { autoScalingGroup, type ScalingNames } from '../autoScaling.ts';
import { required, type Family } from '../family.ts';
import { blocks } from '../fields.ts';
import { launchOfConfiguration, type Launch } from '../launchTemplates.ts';
import type { References } from '../references.ts';
import { launchTemplateOf, mixedLaunchOf } from './launchNames.ts';

const names: ScalingNames = {
  subnets: 'vpc_zone_identifier',
  most: 'max_size',
  targetGroups: 'target_group_arns',
  classic: 'load_balancers',
  sources: 'traffic_source',
  source: 'identifier',
};

export const autoScaling: Family = {
  aws_autoscaling_group(resource, draft, references) {
    autoScalingGroup(resource, names, launch(), draft, references);

    function launch(): Launch {
      const type = 'aws_launch_configuration';
      const named = references.named(resource.properties, 'launch_configuration', type);
      if (named === undefined)
        return mixedLaunchOf(resource, references) ?? launchTemplateOf(resource, references);
      return launchOfConfiguration(
        resource,
        named,
        { groups: 'security_groups', associates: 'associate_public_ip_address' },
        references,
      );
    }
  },

  aws_autoscaling_attachment(resource, draft, references) {
    const { header: origin, exists } = resource;
    const component = scalingGroupOf(resource, references);
    for (const name of ['lb_target_group_arn', 'alb_target_group_arn', 'elb']) {
      const group = references.named(resource.properties, name, 'aws_elb');
      if (group !== undefined)
        draft.targets.push({
          group,
          target: { kind: 'component', component },
          port: undefined,
          exists,
          origin,
        });
    }
  },

  aws_autoscaling_traffic_source_attachment(resource, draft, references) {
    const { header: origin, exists, properties } = resource;
    const component = scalingGroupOf(resource, references);
    for (const { object } of blocks(properties, names.sources).blocks) {
      const group = references.named(object, names.source, 'aws_elb');
      if (group !== undefined)
        draft.targets.push({
          group,
          target: { kind: 'component', component },
          port: undefined,
          exists,
          origin,
        });
    }
  },
};

/** Auto Scaling groups are named by their names. */
function scalingGroupOf(resource: Resource, references: References): Maybe<string> {
  const property = 'autoscaling_group_name';
  return (
    references.named(resource.properties, property, 'aws_autoscaling_group') ??
    required(references, resource, property)
  );
}
