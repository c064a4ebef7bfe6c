/** Classic Load Balancers in CloudFormation. */
import { classicLoadBalancer, type ClassicNames } from '../classicLoadBalancers.ts';
import type { Family } from '../family.ts';
import { nested, text } from '../fields.ts';
import { schemeOf } from './loadBalancer.ts';

const names: ClassicNames = {
  subnets: 'Subnets',
  groups: 'SecurityGroups',
  instances: 'Instances',
  listeners: 'Listeners',
  port: 'LoadBalancerPort',
  protocol: 'Protocol',
  instancePort: 'InstancePort',
  instanceProtocol: 'InstanceProtocol',
  healthTarget({ properties }) {
    const check = nested(properties, 'HealthCheck');
    return check?.kind === 'known' ? text(check.value, 'Target') : check;
  },
};

export const classic: Family = {
  'AWS::ElasticLoadBalancing::LoadBalancer'(resource, draft, references) {
    classicLoadBalancer(resource, schemeOf(resource), names, draft, references);
  },
};
