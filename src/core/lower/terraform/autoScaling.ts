/** Auto Scaling groups in Terraform: an instance for each subnet, launched as the template says. */
import { autoScalingGroup, type ScalingNames } from '../autoScaling.ts';
import { required, type Family } from '../family.ts';
import { blocks } from '../fields.ts';
import { launchOfConfiguration, type Launch } from '../launchTemplates.ts';
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
    const component = required(references, resource, 'autoscaling_group_name');
    for (const name of ['lb_target_group_arn', 'alb_target_group_arn', 'elb']) {
      const group = references.component(resource, name);
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
    const component = required(references, resource, 'autoscaling_group_name');
    for (const { object } of blocks(properties, names.sources).blocks) {
      const group = references.in(object, names.source);
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
