import assert from 'node:assert/strict';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { formatAddress } from '../../../src/core/net/address.ts';
import type { Resource } from '../../../src/core/value/resource.ts';
import { at, cfn, lower, publicIps, ref, resource, show, unset, why, type Fields } from './build.ts';

const vpc = resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' });
const subnet = (properties: Fields = {}) =>
  resource('aws_subnet.a', { vpc_id: ref('aws_vpc.main'), cidr_block: '10.0.1.0/24', ...properties });
const group = resource('aws_security_group.web', { vpc_id: ref('aws_vpc.main') });
const instance = (properties: Fields = {}) =>
  resource('aws_instance.web', { subnet_id: ref('aws_subnet.a'), ...properties });
const eni = (properties: Fields = {}) =>
  resource('aws_network_interface.eni', { subnet_id: ref('aws_subnet.a'), ...properties });

function web(...resources: readonly Resource[]): NetworkInterface {
  return at(lower(vpc, group, ...resources).interfaces, 'aws_instance.web');
}

function groups({ securityGroups }: NetworkInterface): readonly string[] {
  return securityGroups.map((one) => (one.kind === 'known' ? one.value : `? ${why(one)}`));
}

function ips({ privateIps }: NetworkInterface): readonly string[] {
  return privateIps.map((one) => show(one, formatAddress));
}

function ipv6({ ipv6: list }: NetworkInterface): readonly string[] | string {
  return list.kind === 'unknown' ? why(list) : list.value.map((one) => show(one, formatAddress));
}

describe('public addresses of instances', () => {
  const eip = (properties: Fields, exists?: ReturnType<typeof unset>) =>
    resource('aws_eip.ip', properties, exists === undefined ? {} : { exists });
  const target = { instance: ref('aws_instance.web') };
  const cases: readonly (readonly [
    string,
    Fields,
    Fields,
    readonly Resource[],
    readonly string[] | string,
  ])[] = [
    ['R9: none by default', {}, {}, [], []],
    ['R9: as the subnet says', { map_public_ip_on_launch: true }, {}, [], ['?']],
    [
      'R9: the instance wins',
      { map_public_ip_on_launch: true },
      { associate_public_ip_address: false },
      [],
      [],
    ],
    ['asked for', {}, { associate_public_ip_address: true }, [], ['?']],
    ['unknown flag', {}, { associate_public_ip_address: unset() }, [], '?'],
    ['unknown flag of the subnet', { map_public_ip_on_launch: unset() }, {}, [], '?'],
    ['an Elastic IP whose address AWS chooses', {}, {}, [eip(target)], ['?']],
    ['an Elastic IP', {}, {}, [eip({ ...target, address: '54.221.77.100' })], ['54.221.77.100']],
    [
      'an Elastic IP takes the place of an address given at launch',
      {},
      { associate_public_ip_address: true },
      [eip({ ...target, address: '54.221.77.100' })],
      ['54.221.77.100'],
    ],
    ['an Elastic IP that may not exist', {}, {}, [eip(target, unset())], '?'],
    ['an Elastic IP of an unknown instance', {}, {}, [eip({ instance: unset() })], '?'],
    ['an Elastic IP of nobody', {}, {}, [eip({})], []],
    [
      'an association',
      {},
      {},
      [
        eip({ address: '54.221.77.100' }),
        resource('aws_eip_association.a', {
          instance_id: ref('aws_instance.web'),
          allocation_id: ref('aws_eip.ip', 'id'),
        }),
      ],
      ['54.221.77.100'],
    ],
    [
      'an association by address',
      {},
      {},
      [
        resource('aws_eip_association.a', {
          instance_id: ref('aws_instance.web'),
          public_ip: '54.221.77.100',
        }),
      ],
      ['54.221.77.100'],
    ],
    [
      'an association with one outside the code',
      {},
      {},
      [
        resource('aws_eip_association.a', {
          network_interface_id: ref('aws_instance.web', 'primary_network_interface_id'),
          allocation_id: 'eipalloc-1',
        }),
      ],
      ['?'],
    ],
  ];
  for (const [name, ofSubnet, ofInstance, more, expected] of cases) {
    it(name, () => {
      assert.deepEqual(publicIps(web(subnet(ofSubnet), instance(ofInstance), ...more)), expected);
    });
  }

  it('stand for the private address the Elastic IP is bound to', () => {
    const bound = (privateIp: string): readonly string[] => {
      const own = eip({ ...target, address: '54.221.77.100', associate_with_private_ip: privateIp });
      const { publicIps: found } = web(
        subnet({ map_public_ip_on_launch: true }),
        instance({ private_ip: '10.0.1.9', secondary_private_ips: ['10.0.1.10'] }),
        own,
      );
      assert.ok(found.kind === 'known');
      return found.value.map(
        ({ address, privateIp: of }) =>
          `${show(address, formatAddress)} for ${of === undefined ? 'the first' : show(of, formatAddress)}`,
      );
    };
    assert.deepEqual(bound('10.0.1.9'), ['54.221.77.100 for 10.0.1.9']);
    // The one AWS gave at launch stays with the first address.
    assert.deepEqual(bound('10.0.1.10'), ['? for the first', '54.221.77.100 for 10.0.1.10']);
  });

  it('have the place of the Elastic IP, or of the instance', () => {
    const own = eip({ ...target, address: '54.221.77.100' });
    const { publicIps: found } = web(subnet(), instance(), own);
    assert.ok(found.kind === 'known');
    assert.deepEqual(found.value[0]!.origin, own.header);
    const given = web(subnet({ map_public_ip_on_launch: true }), instance());
    assert.ok(given.publicIps.kind === 'known');
    assert.equal(
      why(given.publicIps.value[0]!.address),
      'aws_instance.web.public_ip is chosen by AWS at launch',
    );
    assert.deepEqual(given.publicIps.value[0]!.origin, given.origin);
  });
});

describe('instances', () => {
  it('have the groups they name, and the default group of their VPC where they name none (S34)', () => {
    const named = {
      vpc_security_group_ids: [ref('aws_security_group.web'), 'sg-1', ref('aws_security_group.web')],
    };
    assert.deepEqual(groups(web(subnet(), instance(named))), ['aws_security_group.web', 'sg-1']);
    const none = ['aws_vpc.main.default_security_group_id'];
    assert.deepEqual(groups(web(subnet(), instance())), none);
    assert.deepEqual(groups(web(subnet(), instance({ vpc_security_group_ids: [] }))), none);
    assert.deepEqual(groups(web(subnet(), instance({ vpc_security_group_ids: unset() }))), [
      '? var.x has no default',
    ]);
    assert.deepEqual(groups(web(instance({ subnet_id: 'subnet-1' }))), [
      '? subnet-1 is a subnet outside the code, so the default security group of its VPC is not known',
    ]);
  });

  it('without a subnet are in one that is not known', () => {
    const found = web(instance({ subnet_id: null }));
    assert.equal(why(found.subnet), 'aws_instance.web.subnet_id is not set, so AWS uses a default subnet');
    assert.equal(found.publicIps.kind, 'unknown');
  });

  it('with a launch template leave to it what they do not say', () => {
    const template = { launch_template: [{ id: 'lt-1' }] };
    const found = web(subnet(), instance({ ...template, subnet_id: null }));
    assert.deepEqual(groups(found), ['? lt-1 is a launch template outside the code']);
    assert.equal(why(found.subnet), 'lt-1 is a launch template outside the code');
    assert.equal(why(found.publicIps), 'lt-1 is a launch template outside the code');
    assert.deepEqual(web(subnet(), instance(template)).subnet, { kind: 'known', value: 'aws_subnet.a' });
  });

  it('have the private addresses written, else one that AWS chooses', () => {
    assert.deepEqual(ips(web(subnet(), instance({ private_ip: '10.0.1.9' }))), ['10.0.1.9']);
    assert.deepEqual(ips(web(subnet(), instance())), ['?']);
    assert.deepEqual(ips(web(subnet(), instance({ secondary_private_ips: ['10.0.1.10'] }))), [
      '?',
      '10.0.1.10',
    ]);
    const wrong = web(subnet(), instance({ private_ip: '10.0.1' }));
    assert.equal(why(wrong.privateIps[0]!), 'aws_instance.web.private_ip "10.0.1" is not an IP address');
  });

  it('have the IPv6 addresses written, asked for, or given by the subnet', () => {
    assert.deepEqual(ipv6(web(subnet(), instance())), []);
    assert.deepEqual(ipv6(web(subnet(), instance({ ipv6_addresses: ['2001:db8::9'] }))), ['2001:db8::9']);
    assert.deepEqual(ipv6(web(subnet(), instance({ ipv6_address_count: 2 }))), ['?', '?']);
    assert.equal(ipv6(web(subnet(), instance({ ipv6_address_count: 1e9 }))).length, 64);
    assert.deepEqual(ipv6(web(subnet({ assign_ipv6_address_on_creation: true }), instance())), ['?']);
    assert.equal(ipv6(web(subnet(), instance({ ipv6_address_count: unset() }))), 'var.x has no default');
  });

  it('have no IPv4 address in a subnet of IPv6 alone', () => {
    const native = subnet({ cidr_block: null, ipv6_native: true, assign_ipv6_address_on_creation: true });
    assert.deepEqual(ips(web(native, instance())), []);
    assert.deepEqual(ipv6(web(native, instance())), ['?']);
    assert.deepEqual(ips(web(subnet({ ipv6_native: false }), instance())), ['?']);
  });

  it('check source and destination unless told not to', () => {
    assert.deepEqual(web(subnet(), instance()).sourceDestCheck, { kind: 'known', value: true });
    const off = web(subnet(), instance({ source_dest_check: 'false' }));
    assert.deepEqual(off.sourceDestCheck, { kind: 'known', value: false });
  });
});

describe('separate network interfaces', () => {
  const owned: readonly (readonly [string, readonly Resource[]])[] = [
    [
      'network_interface',
      [
        eni(),
        instance({
          network_interface: [{ device_index: 0, network_interface_id: ref('aws_network_interface.eni') }],
        }),
      ],
    ],
    [
      'primary_network_interface',
      [
        eni(),
        instance({ primary_network_interface: [{ network_interface_id: ref('aws_network_interface.eni') }] }),
      ],
    ],
  ];
  for (const [name, resources] of owned) {
    it(`named by ${name} are the only interface of the instance, and take its Elastic IP`, () => {
      const eip = resource('aws_eip.ip', { instance: ref('aws_instance.web'), address: '54.221.77.100' });
      const { interfaces } = lower(vpc, subnet(), ...resources, eip);
      assert.deepEqual(
        interfaces.map((one) => [one.address, one.owner, one.kind, publicIps(one)]),
        [['aws_network_interface.eni', 'aws_instance.web', 'network-interface', ['54.221.77.100']]],
      );
    });
  }

  it('are added by an attachment, beside the implicit one', () => {
    const attach = resource('aws_network_interface_attachment.a', {
      instance_id: ref('aws_instance.web'),
      network_interface_id: ref('aws_network_interface.eni'),
      device_index: 1,
    });
    const eip = resource('aws_eip.ip', { instance: ref('aws_instance.web') });
    const { interfaces } = lower(vpc, subnet(), instance(), eni(), attach, eip);
    assert.deepEqual(
      interfaces.map((one) => [one.address, one.owner, publicIps(one)]),
      [
        ['aws_instance.web', 'aws_instance.web', ['?']],
        ['aws_network_interface.eni', 'aws_instance.web', []],
      ],
    );
  });

  it('attached inline belong to their instance', () => {
    const attachment = [{ instance: ref('aws_instance.web'), device_index: 1 }];
    const { interfaces } = lower(vpc, subnet(), instance(), eni({ attachment }));
    assert.equal(at(interfaces, 'aws_network_interface.eni').owner, 'aws_instance.web');
  });

  it('outside the code leave everything about the instance open', () => {
    const found = web(instance({ network_interface: [{ device_index: 0, network_interface_id: 'eni-1' }] }));
    assert.equal(why(found.subnet), 'eni-1 is a network interface outside the code');
    assert.deepEqual(groups(found), ['? eni-1 is a network interface outside the code']);
    assert.equal(found.publicIps.kind, 'unknown');
  });

  it('get no public address from the subnet (R9), and groups by attachments', () => {
    const attach = resource('aws_network_interface_sg_attachment.s', {
      security_group_id: ref('aws_security_group.web'),
      network_interface_id: ref('aws_network_interface.eni'),
    });
    const { interfaces } = lower(
      vpc,
      group,
      subnet({ map_public_ip_on_launch: true }),
      eni({ private_ips: ['10.0.1.7'], security_groups: ['sg-1'] }),
      attach,
    );
    const found = at(interfaces, 'aws_network_interface.eni');
    assert.deepEqual(
      [publicIps(found), groups(found), ips(found)],
      [[], ['sg-1', 'aws_security_group.web'], ['10.0.1.7']],
    );
  });

  it('have as many further addresses as they ask for', () => {
    const found = (properties: Fields) =>
      at(lower(vpc, subnet(), eni(properties)).interfaces, 'aws_network_interface.eni');
    assert.deepEqual(ips(found({ private_ip: '10.0.1.7', private_ips_count: 2 })), ['10.0.1.7', '?', '?']);
    assert.equal(ips(found({ private_ips_count: 1e9 })).length, 65);
  });

  it('of NAT gateways have no groups (S41), and a public address where they are public', () => {
    const nat = (properties: Fields) =>
      at(
        lower(
          vpc,
          subnet(),
          resource('aws_nat_gateway.n', { subnet_id: ref('aws_subnet.a'), ...properties }),
          resource('aws_eip.ip', { address: '54.221.77.100' }),
        ).interfaces,
        'aws_nat_gateway.n',
      );
    const open = nat({ allocation_id: ref('aws_eip.ip') });
    assert.deepEqual([open.kind, groups(open), publicIps(open)], ['nat-gateway', [], ['54.221.77.100']]);
    assert.deepEqual(publicIps(nat({ connectivity_type: 'private' })), []);
    const several = nat({
      allocation_id: ref('aws_eip.ip'),
      private_ip: '10.0.1.5',
      secondary_allocation_ids: ['eipalloc-2'],
      secondary_private_ip_addresses: ['10.0.1.6'],
    });
    assert.deepEqual(
      [ips(several), publicIps(several)],
      [
        ['10.0.1.5', '10.0.1.6'],
        ['54.221.77.100', '?'],
      ],
    );
  });
});

describe('CloudFormation instances', () => {
  const base = [
    cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }),
    cfn('A', 'Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24' }),
    cfn('Sg', 'SecurityGroup', { VpcId: ref('Vpc') }),
    cfn('Eni', 'NetworkInterface', {
      SubnetId: ref('A'),
      GroupSet: [ref('Sg', 'GroupId')],
      PrivateIpAddress: '10.0.1.8',
    }),
  ];
  const found = (properties: Fields) =>
    lower(...base, cfn('Web', 'Instance', properties)).interfaces.filter(({ owner }) => owner === 'Web');

  it('take subnet, groups and public address from NetworkInterfaces', () => {
    const [one, two] = found({
      NetworkInterfaces: [
        { DeviceIndex: '1', SubnetId: ref('A') },
        {
          DeviceIndex: '0',
          SubnetId: ref('A'),
          GroupSet: [ref('Sg', 'GroupId')],
          AssociatePublicIpAddress: 'true',
          PrivateIpAddress: '10.0.1.9',
          Ipv6Addresses: [{ Ipv6Address: '2001:db8::9' }],
        },
      ],
    });
    assert.deepEqual(
      [one!.address, publicIps(one!), groups(one!)],
      ['Web.NetworkInterfaces[0]', [], ['Vpc.DefaultSecurityGroup']],
    );
    assert.deepEqual(
      [two!.address, publicIps(two!), groups(two!), ips(two!), ipv6(two!)],
      ['Web', ['?'], ['Sg'], ['10.0.1.9'], ['2001:db8::9']],
    );
  });

  it('name separate interfaces by NetworkInterfaceId', () => {
    const [one] = found({ NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: ref('Eni') }] });
    assert.deepEqual([one!.address, groups(one!), ips(one!)], ['Eni', ['Sg'], ['10.0.1.8']]);
  });

  it('without NetworkInterfaces have one of their own', () => {
    const [one] = found({ SubnetId: ref('A'), SecurityGroupIds: [ref('Sg', 'GroupId')] });
    assert.deepEqual([one!.address, groups(one!), publicIps(one!)], ['Web', ['Sg'], []]);
  });

  it('with NetworkInterfaces that are not known leave everything open', () => {
    const [one] = found({ NetworkInterfaces: unset('Parameter Nics') });
    assert.equal(why(one!.subnet), 'Parameter Nics has no default');
  });

  it('take an Elastic IP by EIPAssociation, by allocation or by address', () => {
    const eip = cfn('Ip', 'EIP', { Address: '54.221.77.100' });
    for (const by of [
      { AllocationId: ref('Ip', 'AllocationId') },
      { EIP: ref('Ip') },
      { EIP: '54.221.77.100' },
    ]) {
      const { interfaces } = lower(
        ...base,
        cfn('Web', 'Instance', { SubnetId: ref('A') }),
        eip,
        cfn('Bind', 'EIPAssociation', { InstanceId: ref('Web'), ...by }),
      );
      assert.deepEqual(publicIps(at(interfaces, 'Web')), ['54.221.77.100']);
    }
  });
});
