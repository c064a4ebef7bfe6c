/** Auto Scaling groups in CloudFormation: an instance for each subnet, launched as the template says. */
import { autoScalingGroup, type ScalingNames } from '../autoScaling.ts';
import type { Family } from '../family.ts';
import { launchOfConfiguration, type Launch } from '../launchTemplates.ts';
import { launchTemplateOf, mixedLaunchOf } from './launchNames.ts';

const names: ScalingNames = {
  subnets: 'VPCZoneIdentifier',
  most: 'MaxSize',
  targetGroups: 'TargetGroupARNs',
  classic: 'LoadBalancerNames',
  sources: 'TrafficSources',
  source: 'Identifier',
};

export const autoScaling: Family = {
  'AWS::AutoScaling::AutoScalingGroup'(resource, draft, references) {
    autoScalingGroup(resource, names, launch(), draft, references);

    function launch(): Launch {
      const type = 'AWS::AutoScaling::LaunchConfiguration';
      const named = references.named(resource.properties, 'LaunchConfigurationName', type);
      if (named === undefined)
        return mixedLaunchOf(resource, references) ?? launchTemplateOf(resource, references);
      return launchOfConfiguration(
        resource,
        named,
        { groups: 'SecurityGroups', associates: 'AssociatePublicIpAddress' },
        references,
      );
    }
  },
};
