/** Auto Scaling groups in Terraform: an instance for each subnet, launched as the template says. */
import { autoScalingGroup } from '../autoScaling.ts';
import type { Family } from '../family.ts';
import { launchOfConfiguration, type Launch } from '../launchTemplates.ts';
import { launchTemplateOf, mixedLaunchOf } from './launchNames.ts';

export const autoScaling: Family = {
  aws_autoscaling_group(resource, draft, references) {
    const names = { subnets: 'vpc_zone_identifier', most: 'max_size' };
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
};
