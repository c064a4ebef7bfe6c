import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { formatAddress } from '../../../src/core/net/address.ts';
import type { Resource } from '../../../src/core/value/resource.ts';
import { known, type Maybe } from '../../../src/core/value/value.ts';
import { at, cfn, lower, publicIps, ref, resource, show, unset, why, type Plain } from './build.ts';

type Fields = Readonly<Record<string, Plain>>;

const elb = (name: string, type: string, properties: Fields) =>
  resource(name, properties, { type: `AWS::ElasticLoadBalancingV2::${type}` });

const terraform = [
  resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' }),
  ...['a', 'b'].map((name, index) =>
    resource(`aws_subnet.${name}`, { vpc_id: ref('aws_vpc.main'), cidr_block: `10.0.${index}.0/24` }),
  ),
  resource('aws_instance.web', { subnet_id: ref('aws_subnet.a'), private_ip: '10.0.0.9' }),
];
const cloudformation = [
  cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }),
  ...['A', 'B'].map((name, index) =>
    cfn(name, 'Subnet', { VpcId: ref('Vpc'), CidrBlock: `10.0.${index}.0/24` }),
  ),
  cfn('Web', 'Instance', { SubnetId: ref('A'), PrivateIpAddress: '10.0.0.9' }),
];

const told = (fact: Maybe<unknown>): string =>
  fact.kind === 'known' ? String(fact.value) : `(${why(fact)})`;

function nodes(network: Network): readonly string[] {
  return network.interfaces
    .filter(({ kind }) => kind === 'load-balancer')
    .map((node) => {
      const groups = node.unfiltered ? 'unfiltered' : node.securityGroups.map(told).join(', ');
      const ips = node.privateIps.map((ip) => show(ip, formatAddress)).join(' ');
      return `${node.address} in ${told(node.subnet)}, ${groups}: ${ips}, public ${String(publicIps(node))}`;
    });
}

/** `6 443 to aws_lb_target_group.web`. */
function listeners(network: Network): readonly string[] {
  return network.loadBalancers.flatMap((one) =>
    one.listeners.map(
      ({ protocol, port, targetGroups }) =>
        `${protocol} ${told(port)} to ${targetGroups.map(told).join(', ')}`,
    ),
  );
}

/** `aws_instance.web 80`. */
function targets(network: Network, group: string): readonly string[] {
  return at(network.targetGroups, group).targets.map(
    (target) => `${told(target.interface)} ${told(target.port)}`,
  );
}

function listening(network: Network, member: string): readonly string[] {
  return (at(network.interfaces, member).listening ?? []).map(
    ({ protocol, ports, why: because }) => `${protocol} ${ports.first} ${because}`,
  );
}

/** A load balancer of each language with the same properties. */
const spellings: readonly {
  readonly language: string;
  readonly base: readonly Resource[];
  readonly balancer: (properties: Fields) => Resource;
  readonly name: string;
  readonly names: (terraform: string, cloudformation: string) => string;
}[] = [
  {
    language: 'Terraform',
    base: terraform,
    balancer: (properties) => resource('aws_lb.web', properties),
    name: 'aws_lb.web',
    names: (one) => one,
  },
  {
    language: 'Terraform by its other name',
    base: terraform,
    balancer: (properties) => resource('aws_alb.web', properties),
    name: 'aws_alb.web',
    names: (one) => one,
  },
  {
    language: 'CloudFormation',
    base: cloudformation,
    balancer: (properties) => elb('Lb', 'LoadBalancer', properties),
    name: 'Lb',
    names: (_, other) => other,
  },
];

describe('load balancers', () => {
  for (const { language, base, balancer, name, names } of spellings) {
    const [a, b] = [names('aws_subnet.a', 'A'), names('aws_subnet.b', 'B')];
    const group = names('aws_vpc.main.default_security_group_id', 'Vpc.DefaultSecurityGroup');
    const lb = (properties: Readonly<Record<string, readonly [string, string, Plain]>>) =>
      lower(
        ...base,
        balancer(
          Object.fromEntries(
            Object.values(properties).map(([one, other, value]) => [names(one, other), value]),
          ),
        ),
      );
    const subnets = { subnets: ['subnets', 'Subnets', [ref(a), ref(b)]] } as const;
    const internal = { scheme: ['internal', 'Scheme', names('true', 'internal')] } as const;
    const type = (value: Plain) => ({ type: ['load_balancer_type', 'Type', value] as const });

    it(`S38: are an interface in each subnet, in the default group where they name none: ${language}`, () => {
      const network = lb(subnets);
      assert.deepEqual(nodes(network), [
        `${name}[${a}] in ${a}, ${group}: ?, public ?`,
        `${name}[${b}] in ${b}, ${group}: ?, public ?`,
      ]);
      const [one] = network.loadBalancers;
      assert.deepEqual(
        [told(one!.type), told(one!.scheme), one!.nodes],
        ['application', 'internet-facing', [`${name}[${a}]`, `${name}[${b}]`]],
      );
      assert.ok(network.interfaces.filter(({ owner }) => owner === name).length === 2);
    });

    it(`have no public addresses where they are internal: ${language}`, () => {
      const network = lb({ ...subnets, ...internal });
      assert.deepEqual(
        nodes(network).map((line) => line.split(': ')[1]),
        ['?, public ', '?, public '],
      );
      assert.equal(told(network.loadBalancers[0]!.scheme), 'internal');
    });

    it(`S39: filter nothing where they are network ones without groups: ${language}`, () => {
      assert.match(nodes(lb({ ...subnets, ...type('network') }))[0]!, /, unfiltered: /);
      const groups = { groups: ['security_groups', 'SecurityGroups', ['sg-1']] as const };
      assert.match(nodes(lb({ ...subnets, ...groups, ...type('network') }))[0]!, /, sg-1: /);
      assert.match(nodes(lb({ ...subnets, ...type('gateway') }))[0]!, /, unfiltered: /);
    });

    it(`of an unknown type are nodes with unknown groups: ${language}`, () => {
      const network = lb({ ...subnets, ...type(unset()) });
      assert.match(nodes(network)[0]!, /, \(var.x has no default\): /);
      assert.deepEqual(
        network.loadBalancers.map(({ address, type: own, nodes: at }) => [address, told(own), at.length]),
        [[name, '(var.x has no default)', 2]],
      );
      assert.ok(network.unresolved.some(({ what }) => what === 'var.x'));
    });

    it(`have the addresses their subnets are mapped to: ${language}`, () => {
      const mapping = [
        {
          [names('subnet_id', 'SubnetId')]: ref(a),
          [names('allocation_id', 'AllocationId')]: 'eipalloc-1',
          [names('private_ipv4_address', 'PrivateIPv4Address')]: '10.0.0.20',
        },
      ];
      const network = lb({ mapping: ['subnet_mapping', 'SubnetMappings', mapping], ...type('network') });
      assert.deepEqual(nodes(network), [`${name}[${a}] in ${a}, unfiltered: 10.0.0.20, public ?`]);
      const { publicIps: ips } = network.interfaces.at(-1)!;
      assert.ok(ips.kind === 'known');
      assert.equal(why(ips.value[0]!.address), 'eipalloc-1 is an Elastic IP outside the code');
    });

    it(`are in a subnet that is not known where the list is not: ${language}`, () => {
      const network = lb({ subnets: ['subnets', 'Subnets', unset('var.subnets')] });
      assert.match(nodes(network)[0]!, new RegExp(`^${name} in \\(var.subnets has no default\\)`));
    });

    it(`have IPv6 addresses where they are dual-stack: ${language}`, () => {
      const ipv6 = (value: Plain) =>
        lb({ ...subnets, stack: ['ip_address_type', 'IpAddressType', value] }).interfaces.at(-1)!.ipv6;
      assert.equal(
        show(ipv6('dualstack'), (list) => String(list.length)),
        '1',
      );
      assert.equal(
        show(ipv6('ipv4'), (list) => String(list.length)),
        '0',
      );
      assert.equal(ipv6(unset()).kind, 'unknown');
    });
  }

  it('have the scheme they are given, if it is one', () => {
    const scheme = (properties: Fields) =>
      told(lower(...cloudformation, elb('Lb', 'LoadBalancer', properties)).loadBalancers[0]!.scheme);
    assert.equal(
      scheme({ Scheme: 'public' }),
      '(Lb Scheme "public" is neither internal nor internet-facing)',
    );
    assert.equal(scheme({ Scheme: unset() }), '(var.x has no default)');
  });
});

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
