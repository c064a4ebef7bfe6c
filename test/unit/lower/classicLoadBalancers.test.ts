import assert from 'node:assert/strict';
import type { Resource } from '../../../src/core/value/resource.ts';
import { cloudformation, listeners, listening, nodes, targets, terraform } from './balancerLines.ts';
import { lower, ref, resource, told } from './build.ts';

describe('Classic Load Balancers', () => {
  const written: readonly (readonly [string, readonly Resource[], string, string])[] = [
    [
      'Terraform',
      [
        ...terraform,
        resource('aws_elb.web', {
          subnets: [ref('aws_subnet.a')],
          security_groups: ['sg-1'],
          listener: [{ lb_port: 80, lb_protocol: 'http', instance_port: 8080, instance_protocol: 'http' }],
          health_check: [{ target: 'HTTP:8081/health' }],
        }),
        resource('aws_elb_attachment.web', { elb: ref('aws_elb.web'), instance: ref('aws_instance.web') }),
        resource('aws_autoscaling_group.g', {
          vpc_zone_identifier: [ref('aws_subnet.b')],
          load_balancers: [ref('aws_elb.web', 'name')],
        }),
      ],
      'aws_elb.web',
      'aws_instance.web',
    ],
    [
      'Terraform, by names',
      [
        ...terraform,
        resource('aws_elb.web', {
          name: 'classic',
          subnets: [ref('aws_subnet.a')],
          security_groups: ['sg-1'],
          listener: [{ lb_port: 80, lb_protocol: 'http', instance_port: 8080, instance_protocol: 'http' }],
          health_check: [{ target: 'HTTP:8081/health' }],
        }),
        resource('aws_elb_attachment.web', { elb: 'classic', instance: ref('aws_instance.web') }),
        resource('aws_autoscaling_group.g', {
          vpc_zone_identifier: [ref('aws_subnet.b')],
          load_balancers: ['classic'],
        }),
      ],
      'aws_elb.web',
      'aws_instance.web',
    ],
    [
      'CloudFormation',
      [
        ...cloudformation,
        resource(
          'Elb',
          {
            Subnets: [ref('A')],
            SecurityGroups: ['sg-1'],
            Instances: [ref('Web')],
            Listeners: [{ LoadBalancerPort: '80', Protocol: 'HTTP', InstancePort: '8080' }],
            HealthCheck: { Target: 'HTTP:8081/health' },
          },
          { type: 'AWS::ElasticLoadBalancing::LoadBalancer' },
        ),
        resource(
          'Asg',
          { VPCZoneIdentifier: [ref('B')], LoadBalancerNames: [ref('Elb')] },
          { type: 'AWS::AutoScaling::AutoScalingGroup' },
        ),
      ],
      'Elb',
      'Web',
    ],
  ];
  for (const [language, resources, name, instance] of written) {
    it(`have a target group for each listener, with the instances of the load balancer: ${language}`, () => {
      const network = lower(...resources);
      const group = `${name}.listener[80]`;
      assert.equal(told(network.loadBalancers[0]!.type), 'classic');
      assert.match(nodes(network)[0]!, /, sg-1: \?, public \?$/);
      assert.deepEqual(listeners(network), [`6 80 to ${group}`]);
      assert.deepEqual(targets(network, group), [
        `${instance} 8080`,
        `${name === 'Elb' ? 'Asg[B]' : 'aws_autoscaling_group.g[aws_subnet.b]'} 8080`,
      ]);
      assert.deepEqual(listening(network, instance), [
        `6 8080 is a target of ${group}`,
        `6 8081 answers the health checks of ${group}`,
      ]);
    });
  }
});
