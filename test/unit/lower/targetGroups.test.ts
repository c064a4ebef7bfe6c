/** Listeners, and the target groups they send to. */
import assert from 'node:assert/strict';
import type { Resource } from '../../../src/core/value/resource.ts';
import { known } from '../../../src/core/value/value.ts';
import { cloudformation, elb, listeners, listening, targets, terraform } from './balancerLines.ts';
import { at, lower, ref, resource, show, told, unset, type Fields } from './build.ts';

describe('listeners and target groups in Terraform', () => {
  const lb = resource('aws_lb.web', { subnets: [ref('aws_subnet.a')] });
  const group = (properties: Fields = {}) =>
    resource('aws_lb_target_group.web', { port: 8080, protocol: 'HTTP', ...properties });
  const listener = (properties: Fields = {}) =>
    resource('aws_lb_listener.https', {
      load_balancer_arn: ref('aws_lb.web', 'arn'),
      port: 443,
      protocol: 'HTTPS',
      default_action: [{ type: 'forward', target_group_arn: ref('aws_lb_target_group.web', 'arn') }],
      ...properties,
    });
  const attach = (properties: Fields = {}) =>
    resource('aws_lb_target_group_attachment.web', {
      target_group_arn: ref('aws_lb_target_group.web', 'arn'),
      target_id: ref('aws_instance.web'),
      ...properties,
    });
  const build = (...more: readonly Resource[]) => lower(...terraform, lb, ...more);

  const actions: readonly (readonly [string, Fields, readonly string[]])[] = [
    ['forward', {}, ['6 443 to aws_lb_target_group.web']],
    [
      'forward to several',
      { default_action: [{ type: 'forward', forward: [{ target_group: [{ arn: 'a' }, { arn: 'b' }] }] }] },
      ['6 443 to a, b'],
    ],
    ['redirect', { default_action: [{ type: 'redirect', redirect: [{ port: '443' }] }] }, ['6 443 to ']],
    ['an unknown action', { default_action: unset() }, ['6 443 to (var.x has no default)']],
    ['UDP', { protocol: 'UDP', port: 53 }, ['17 53 to aws_lb_target_group.web']],
    [
      'TCP and UDP',
      { protocol: 'TCP_UDP', port: 53 },
      ['6 53 to aws_lb_target_group.web', '17 53 to aws_lb_target_group.web'],
    ],
    ['an unknown port', { port: unset() }, ['6 (var.x has no default) to aws_lb_target_group.web']],
  ];
  for (const [name, change, expected] of actions) {
    it(`listen and forward: ${name}`, () => {
      assert.deepEqual(listeners(build(listener(change), group())), expected);
    });
  }

  it('forward by rules of their own too', () => {
    const rule = resource('aws_lb_listener_rule.api', {
      listener_arn: ref('aws_lb_listener.https', 'arn'),
      action: [{ type: 'forward', target_group_arn: ref('aws_lb_target_group.api', 'arn') }],
    });
    assert.deepEqual(listeners(build(listener(), group(), rule)), [
      '6 443 to aws_lb_target_group.web, aws_lb_target_group.api',
    ]);
  });

  it('are open where a listener is not known to exist, or not of which load balancer', () => {
    const stray = build(listener({ load_balancer_arn: unset('var.lb') }));
    assert.deepEqual(
      stray.loadBalancers[0]!.open?.map(({ what }) => what),
      ['var.lb'],
    );
    assert.deepEqual(
      build(listener({ protocol: unset('var.protocol') })).loadBalancers[0]!.open?.map(({ what }) => what),
      ['var.protocol'],
    );
  });

  it('send to instances, addresses and whole Auto Scaling groups', () => {
    const asg = resource('aws_autoscaling_group.g', {
      vpc_zone_identifier: [ref('aws_subnet.a'), ref('aws_subnet.b')],
      target_group_arns: [ref('aws_lb_target_group.web', 'arn')],
    });
    const byAttachment = resource('aws_autoscaling_attachment.g', {
      autoscaling_group_name: ref('aws_autoscaling_group.g', 'name'),
      lb_target_group_arn: ref('aws_lb_target_group.web', 'arn'),
    });
    const byName = resource('aws_autoscaling_attachment.g', {
      autoscaling_group_name: 'group',
      lb_target_group_arn: ref('aws_lb_target_group.web', 'arn'),
    });
    const members = [
      'aws_autoscaling_group.g[aws_subnet.a] 8080',
      'aws_autoscaling_group.g[aws_subnet.b] 8080',
    ];
    const found = (...more: readonly Resource[]) =>
      targets(build(group(), ...more), 'aws_lb_target_group.web');
    assert.deepEqual(found(attach()), ['aws_instance.web 8080']);
    assert.deepEqual(found(attach({ port: 81 })), ['aws_instance.web 81']);
    assert.deepEqual(found(attach({ target_id: '10.0.0.9' })), ['aws_instance.web 8080']);
    assert.deepEqual(found(attach({ target_id: ref('aws_instance.web', 'private_ip') })), [
      'aws_instance.web 8080',
    ]);
    assert.deepEqual(found(attach({ target_id: '10.9.9.9' })), [
      '(10.9.9.9 is an address of no interface of the code) 8080',
    ]);
    assert.deepEqual(found(attach({ target_id: 'i-0abc' })), ['i-0abc 8080']);
    assert.deepEqual(found(attach({ target_id: unset() })), ['(var.x has no default) 8080']);
    assert.deepEqual(found(asg), members);
    const named = resource('aws_autoscaling_group.g', {
      name: 'group',
      vpc_zone_identifier: [ref('aws_subnet.a'), ref('aws_subnet.b')],
    });
    assert.deepEqual(found(named, byName), members);
    const loose = resource('aws_autoscaling_group.g', {
      vpc_zone_identifier: [ref('aws_subnet.a'), ref('aws_subnet.b')],
    });
    assert.deepEqual(found(loose, byAttachment), members);
  });

  it('send to the nodes of another load balancer', () => {
    const network = build(group({ target_type: 'alb' }), attach({ target_id: ref('aws_lb.web', 'arn') }));
    assert.deepEqual(targets(network, 'aws_lb_target_group.web'), ['aws_lb.web[aws_subnet.a] 8080']);
  });

  it('say that further targets may be registered where none are, or it is not known with which group', () => {
    const open = (...more: readonly Resource[]) =>
      at(build(group(), ...more).targetGroups, 'aws_lb_target_group.web').open?.map(({ what }) => what);
    assert.deepEqual(open(), ['aws_lb_target_group.web']);
    assert.equal(open(attach()), undefined);
    assert.deepEqual(open(attach({ target_group_arn: unset('var.group') })), ['var.group']);
    const functions = build(group({ target_type: 'lambda', port: null, protocol: null }));
    assert.equal(functions.targetGroups[0]!.open, undefined);
  });

  it('make targets listen on their port and on the one of health checks', () => {
    const network = build(listener(), group({ health_check: [{ port: '8081' }] }), attach());
    assert.deepEqual(listening(network, 'aws_instance.web'), [
      '6 8080 is a target of aws_lb_target_group.web',
      '6 8081 answers the health checks of aws_lb_target_group.web',
    ]);
    assert.deepEqual(listening(network, 'aws_lb.web[aws_subnet.a]'), ['6 443 has a listener for this port']);
    const off = build(group({ health_check: [{ enabled: false }] }), attach({ port: 81 }));
    assert.equal(off.targetGroups[0]!.healthCheck, undefined);
    assert.deepEqual(listening(off, 'aws_instance.web'), ['6 81 is a target of aws_lb_target_group.web']);
  });

  const preserved: readonly (readonly [string, Fields, boolean | '?'])[] = [
    ['HTTP', {}, false],
    ['TCP to instances', { protocol: 'TCP' }, true],
    ['TCP to addresses', { protocol: 'TCP', target_type: 'ip' }, false],
    ['TLS to addresses, asked for', { protocol: 'TLS', target_type: 'ip', preserve_client_ip: 'true' }, true],
    ['TCP to instances, refused', { protocol: 'TCP', preserve_client_ip: false }, false],
    ['UDP to addresses', { protocol: 'UDP', target_type: 'ip' }, true],
    ['UDP cannot refuse', { protocol: 'UDP', target_type: 'ip', preserve_client_ip: false }, true],
    ['TCP to a load balancer', { protocol: 'TCP', target_type: 'alb' }, '?'],
    ['an unknown protocol', { protocol: unset() }, '?'],
    ['TCP to an unknown type', { protocol: 'TCP', target_type: unset() }, '?'],
  ];
  for (const [name, properties, expected] of preserved) {
    it(`S40: preserve the client's address: ${name}`, () => {
      const [one] = build(group(properties)).targetGroups;
      assert.equal(show(one!.preservesClientIp), String(expected));
    });
  }

  const families: readonly (readonly [string, Fields, string | undefined])[] = [
    ['the usual', {}, undefined],
    ['IPv4', { ip_address_type: 'ipv4' }, 'ipv4'],
    ['IPv6', { ip_address_type: 'ipv6' }, 'ipv6'],
    ['an unknown one', { ip_address_type: unset() }, '?'],
    ['none there is', { ip_address_type: 'dualstack' }, '?'],
  ];
  for (const [name, properties, expected] of families) {
    it(`are reached at addresses of a family: ${name}`, () => {
      const family = build(group(properties)).targetGroups[0]!.family;
      assert.equal(family === undefined ? undefined : show(family), expected);
    });
  }
});

describe('listeners and target groups in CloudFormation', () => {
  it('come to the same', () => {
    const network = lower(
      ...cloudformation,
      elb('Lb', 'LoadBalancer', { Type: 'network', Subnets: [ref('A')] }),
      elb('Listener', 'Listener', {
        LoadBalancerArn: ref('Lb'),
        Port: '443',
        Protocol: 'TLS',
        DefaultActions: [
          { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: ref('Group') }] } },
        ],
      }),
      elb('Rule', 'ListenerRule', {
        ListenerArn: ref('Listener', 'ListenerArn'),
        Actions: [{ Type: 'forward', TargetGroupArn: ref('Other', 'TargetGroupArn') }],
      }),
      elb('Other', 'TargetGroup', { Port: 9090, Protocol: 'TCP' }),
      elb('Group', 'TargetGroup', {
        Port: 8080,
        Protocol: 'TCP',
        HealthCheckPort: 8081,
        IpAddressType: 'ipv6',
        TargetGroupAttributes: [{ Key: 'preserve_client_ip.enabled', Value: 'false' }],
        Targets: [{ Id: ref('Web') }, { Id: '10.0.0.9', Port: 81 }],
      }),
      resource(
        'Asg',
        { VPCZoneIdentifier: [ref('A')], TargetGroupARNs: [ref('Group')] },
        { type: 'AWS::AutoScaling::AutoScalingGroup' },
      ),
    );
    assert.deepEqual(listeners(network), ['6 443 to Group, Other']);
    assert.deepEqual(targets(network, 'Group'), ['Web 8080', 'Web 81', 'Asg[A] 8080']);
    const group = at(network.targetGroups, 'Group');
    assert.deepEqual([told(group.preservesClientIp), told(group.healthCheck!.port)], ['false', '8081']);
    assert.deepEqual(group.family, known('ipv6'));
    assert.deepEqual(listening(network, 'Web'), [
      '6 8080 is a target of Group',
      '6 8081 answers the health checks of Group',
      '6 81 is a target of Group',
    ]);
  });
});
