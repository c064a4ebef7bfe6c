import assert from 'node:assert/strict';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { formatAddress } from '../../../src/core/net/address.ts';
import type { Resource } from '../../../src/core/value/resource.ts';
import { cfn, lower, publicIps, ref, resource, show, unset, why, type Fields } from './build.ts';

const terraform = [
  resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' }),
  resource('aws_subnet.a', { vpc_id: ref('aws_vpc.main'), cidr_block: '10.0.1.0/24' }),
  resource('aws_subnet.b', {
    vpc_id: ref('aws_vpc.main'),
    cidr_block: '10.0.2.0/24',
    map_public_ip_on_launch: true,
  }),
  resource('aws_security_group.web', { vpc_id: ref('aws_vpc.main') }),
];
const cloudformation = [
  cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }),
  cfn('A', 'Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24' }),
  cfn('B', 'Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.2.0/24', MapPublicIpOnLaunch: true }),
  cfn('Sg', 'SecurityGroup', { VpcId: ref('Vpc') }),
];

/** `aws_instance.web in aws_subnet.a with aws_security_group.web: 10.0.1.9, public ?`. */
function line({ address, subnet, securityGroups, privateIps, publicIps: ips }: NetworkInterface): string {
  const name = (one: NetworkInterface['subnet']): string =>
    one.kind === 'known' ? one.value : `(${why(one)})`;
  const open = ips.kind === 'unknown' ? `(${why(ips)})` : publicIps({ publicIps: ips } as NetworkInterface);
  return `${address} in ${name(subnet)} with ${securityGroups.map(name).join(', ')}: ${privateIps
    .map((ip) => show(ip, formatAddress))
    .join(' ')}, public ${String(open)}`;
}

function lines(...resources: readonly Resource[]): readonly string[] {
  const base = resources.some(({ type }) => type.startsWith('AWS::')) ? cloudformation : terraform;
  return lower(...base, ...resources).interfaces.map(line);
}

const defaults = 'aws_vpc.main.default_security_group_id';
const sg = 'aws_security_group.web';

describe('launch templates in Terraform', () => {
  const template = (properties: Fields) => resource('aws_launch_template.t', { name: 'web', ...properties });
  const instance = (properties: Fields = {}) =>
    resource('aws_instance.web', { launch_template: [{ id: ref('aws_launch_template.t') }], ...properties });
  const nic = {
    subnet_id: ref('aws_subnet.a'),
    security_groups: [ref(sg)],
    associate_public_ip_address: 'true',
  };
  const cases: readonly (readonly [string, Fields, Fields, readonly string[]])[] = [
    [
      'groups of the template',
      { vpc_security_group_ids: [ref(sg)] },
      { subnet_id: ref('aws_subnet.a') },
      [`aws_instance.web in aws_subnet.a with ${sg}: ?, public `],
    ],
    [
      'groups of the instance come first',
      { vpc_security_group_ids: ['sg-1'] },
      { subnet_id: ref('aws_subnet.a'), vpc_security_group_ids: [ref(sg)] },
      [`aws_instance.web in aws_subnet.a with ${sg}: ?, public `],
    ],
    [
      'neither has groups',
      {},
      { subnet_id: ref('aws_subnet.b') },
      [`aws_instance.web in aws_subnet.b with ${defaults}: ?, public ?`],
    ],
    [
      'an interface of the template',
      { network_interfaces: [{ ...nic, private_ip_address: '10.0.1.9' }] },
      {},
      [`aws_instance.web in aws_subnet.a with ${sg}: 10.0.1.9, public ?`],
    ],
    [
      'what the instance says of it',
      { network_interfaces: [nic] },
      { subnet_id: ref('aws_subnet.b'), associate_public_ip_address: false, private_ip: '10.0.2.9' },
      [`aws_instance.web in aws_subnet.b with ${sg}: 10.0.2.9, public `],
    ],
    [
      'two interfaces, the primary one second',
      {
        network_interfaces: [
          { device_index: 1, subnet_id: ref('aws_subnet.b') },
          { ...nic, device_index: 0 },
        ],
      },
      {},
      [
        `aws_instance.web in aws_subnet.a with ${sg}: ?, public ?`,
        `aws_instance.web.interfaces[1] in aws_subnet.b with ${defaults}: ?, public `,
      ],
    ],
    [
      'a separate interface',
      { network_interfaces: [{ network_interface_id: 'eni-1' }] },
      { subnet_id: ref('aws_subnet.a') },
      [
        'aws_instance.web in aws_subnet.a with (aws_launch_template.t.network_interface_id names an interface of its own, which only one instance can have): ?, public (aws_launch_template.t.network_interface_id names an interface of its own, which only one instance can have)',
      ],
    ],
    [
      'interfaces that are not known',
      { network_interfaces: unset() },
      { subnet_id: ref('aws_subnet.a'), associate_public_ip_address: false },
      ['aws_instance.web in aws_subnet.a with (var.x has no default): ?, public '],
    ],
    [
      'a template by its name',
      { vpc_security_group_ids: [ref(sg)] },
      { subnet_id: ref('aws_subnet.a'), launch_template: [{ name: 'web' }] },
      [`aws_instance.web in aws_subnet.a with ${sg}: ?, public `],
    ],
  ];
  for (const [name, ofTemplate, ofInstance, expected] of cases) {
    it(`are read: ${name}`, () => {
      assert.deepEqual(lines(template(ofTemplate), instance(ofInstance)), expected);
    });
  }
});

describe('Auto Scaling groups in Terraform', () => {
  const group = (properties: Fields) =>
    resource('aws_autoscaling_group.g', {
      vpc_zone_identifier: [ref('aws_subnet.a'), ref('aws_subnet.b')],
      ...properties,
    });
  const template = resource('aws_launch_template.t', { vpc_security_group_ids: [ref(sg)] });
  const byTemplate = { launch_template: [{ id: ref('aws_launch_template.t') }] };
  const both = [
    `aws_autoscaling_group.g[aws_subnet.a] in aws_subnet.a with ${sg}: ?, public `,
    `aws_autoscaling_group.g[aws_subnet.b] in aws_subnet.b with ${sg}: ?, public ?`,
  ];

  it('have an interface in each subnet, as their template says', () => {
    assert.deepEqual(lines(template, group(byTemplate)), both);
    const mixed = {
      mixed_instances_policy: [
        {
          launch_template: [
            { launch_template_specification: [{ launch_template_id: ref('aws_launch_template.t') }] },
          ],
        },
      ],
    };
    assert.deepEqual(lines(template, group(mixed)), both);
    const { interfaces } = lower(...terraform, template, group(byTemplate));
    assert.deepEqual(
      interfaces.map(({ owner, kind }) => [owner, kind]),
      [
        ['aws_autoscaling_group.g', 'instance'],
        ['aws_autoscaling_group.g', 'instance'],
      ],
    );
  });

  it('or as their launch configuration says', () => {
    const configuration = resource('aws_launch_configuration.c', {
      security_groups: [ref(sg)],
      associate_public_ip_address: true,
    });
    assert.deepEqual(
      lines(configuration, group({ launch_configuration: ref('aws_launch_configuration.c', 'name') })),
      [
        `aws_autoscaling_group.g[aws_subnet.a] in aws_subnet.a with ${sg}: ?, public ?`,
        `aws_autoscaling_group.g[aws_subnet.b] in aws_subnet.b with ${sg}: ?, public ?`,
      ],
    );
  });

  it('put the subnets of the group before that of the template', () => {
    const inB = resource('aws_launch_template.t', {
      network_interfaces: [{ subnet_id: ref('aws_subnet.b'), security_groups: [ref(sg)] }],
    });
    const [one] = lines(inB, group({ ...byTemplate, vpc_zone_identifier: [ref('aws_subnet.a')] }));
    assert.equal(one, `aws_autoscaling_group.g[aws_subnet.a] in aws_subnet.a with ${sg}: ?, public `);
    const [other] = lines(inB, group({ ...byTemplate, vpc_zone_identifier: null }));
    assert.equal(other, `aws_autoscaling_group.g[aws_subnet.b] in aws_subnet.b with ${sg}: ?, public ?`);
  });

  it('are in a subnet that is not known where the list is not', () => {
    const [one, ...others] = lines(
      template,
      group({ ...byTemplate, vpc_zone_identifier: unset('var.subnets') }),
    );
    assert.equal(
      one,
      `aws_autoscaling_group.g in (var.subnets has no default) with ${sg}: ?, public (var.subnets has no default)`,
    );
    assert.deepEqual(others, []);
    const [none] = lines(template, group({ ...byTemplate, vpc_zone_identifier: null }));
    assert.match(none!, /in \(subnets of aws_autoscaling_group.g are not in the code\)/);
  });

  it('without instances have no interfaces, and no more than there are subnets', () => {
    assert.deepEqual(lines(template, group({ ...byTemplate, max_size: 0 })), []);
    const twice = { ...byTemplate, vpc_zone_identifier: [ref('aws_subnet.a'), ref('aws_subnet.a')] };
    assert.equal(lines(template, group(twice)).length, 1);
    const many = Array.from({ length: 5000 }, (_, index) => `subnet-${index}`);
    assert.equal(lines(template, group({ ...byTemplate, vpc_zone_identifier: many })).length, 64);
  });
});

describe('launches in CloudFormation', () => {
  const template = (data: Fields) => cfn('Template', 'LaunchTemplate', { LaunchTemplateData: data });
  const named = { LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: '1' } };

  it('are read for instances', () => {
    assert.deepEqual(
      lines(
        template({ SecurityGroupIds: [ref('Sg', 'GroupId')] }),
        cfn('Web', 'Instance', { SubnetId: ref('A'), ...named }),
      ),
      ['Web in A with Sg: ?, public '],
    );
    const nic = {
      SubnetId: ref('B'),
      Groups: [ref('Sg', 'GroupId')],
      AssociatePublicIpAddress: false,
      DeviceIndex: 0,
    };
    assert.deepEqual(lines(template({ NetworkInterfaces: [nic] }), cfn('Web', 'Instance', named)), [
      'Web in B with Sg: ?, public ',
    ]);
    assert.deepEqual(
      lines(cfn('Web', 'Instance', { SubnetId: ref('A'), LaunchTemplate: { LaunchTemplateName: 'x' } })),
      [
        'Web in A with (x is a launch template outside the code): ?, public (x is a launch template outside the code)',
      ],
    );
  });

  const subnets = { VPCZoneIdentifier: [ref('A'), ref('B')] };
  const group = (properties: Fields) =>
    resource('Group', { ...subnets, ...properties }, { type: 'AWS::AutoScaling::AutoScalingGroup' });
  const groups: readonly (readonly [string, readonly Resource[], Fields])[] = [
    ['a template', [template({ SecurityGroupIds: [ref('Sg', 'GroupId')] })], named],
    [
      'a mixed policy',
      [template({ SecurityGroupIds: [ref('Sg', 'GroupId')] })],
      {
        MixedInstancesPolicy: {
          LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: ref('Template') } },
        },
      },
    ],
    [
      'a launch configuration',
      [
        resource(
          'Config',
          { SecurityGroups: [ref('Sg', 'GroupId')] },
          { type: 'AWS::AutoScaling::LaunchConfiguration' },
        ),
      ],
      { LaunchConfigurationName: ref('Config') },
    ],
  ];
  for (const [name, more, properties] of groups) {
    it(`are read for Auto Scaling groups by ${name}`, () => {
      assert.deepEqual(lines(...more, group(properties)), [
        'Group[A] in A with Sg: ?, public ',
        'Group[B] in B with Sg: ?, public ?',
      ]);
    });
  }
});
