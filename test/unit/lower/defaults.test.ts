import assert from 'node:assert/strict';
import type { Network, NetworkAcl } from '../../../src/core/aws/network.ts';
import {
  at,
  cfn,
  entryLine,
  lower,
  ref,
  resource,
  routeLine,
  ruleLine,
  unset,
  why,
  type Plain,
} from './build.ts';

const all4 = '100 allow -1 * 0.0.0.0/0';
const all6 = '101 allow -1 * ::/0';
const vpc = (properties: Readonly<Record<string, Plain>> = {}) =>
  resource('aws_vpc.main', { cidr_block: '10.0.0.0/16', ...properties });
const cfnVpc = cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' });
const acl = 'aws_vpc.main.default_network_acl_id';
const group = 'aws_vpc.main.default_security_group_id';
const table = 'aws_vpc.main.default_route_table_id';

function entries(network: Network, address: string): readonly [readonly string[], readonly string[]] {
  const { inbound, outbound } = at(network.networkAcls, address);
  return [inbound.map(entryLine), outbound.map(entryLine)];
}

function rules(network: Network, address: string): readonly string[] {
  return at(network.securityGroups, address).rules.map(ruleLine);
}

describe('AWS defaults', () => {
  it('N19: a VPC has a default network ACL that allows all IPv4, at the place of the VPC', () => {
    const network = lower(vpc());
    assert.deepEqual(entries(network, acl), [[all4], [all4]]);
    const found: NetworkAcl = at(network.networkAcls, acl);
    assert.deepEqual(
      [found.isDefault, found.origin.awsDefault, found.inbound[0]!.origin.awsDefault, found.origin.resource],
      [true, true, true, 'aws_vpc.main'],
    );
  });

  const ipv6: readonly (readonly [string, Readonly<Record<string, Plain>>, readonly string[]])[] = [
    ['a block of its own', { ipv6_cidr_block: '2001:db8::/56' }, [all4, all6]],
    ['a generated block', { assign_generated_ipv6_cidr_block: true }, [all4, all6]],
    ['no block', { assign_generated_ipv6_cidr_block: false }, [all4]],
    ['perhaps a block', { assign_generated_ipv6_cidr_block: unset() }, [all4, `maybe ${all6}`]],
    ['perhaps a block of its own', { ipv6_cidr_block: unset() }, [all4, `maybe ${all6}`]],
  ];
  for (const [name, properties, expected] of ipv6) {
    it(`N19: IPv6 entries with ${name}`, () => {
      assert.deepEqual(entries(lower(vpc(properties)), acl), [expected, expected]);
    });
  }

  it('N19: the IPv6 entry is doubtful in a direction that was changed, and certain in the other', () => {
    const rule = resource('aws_network_acl_rule.r', {
      network_acl_id: ref('aws_vpc.main', 'default_network_acl_id'),
      rule_number: 50,
      rule_action: 'deny',
      protocol: 'all',
      cidr_block: '192.0.2.0/24',
    });
    assert.deepEqual(entries(lower(vpc({ ipv6_cidr_block: '2001:db8::/56' }), rule), acl), [
      ['50 deny -1 * 192.0.2.0/24', all4, `maybe ${all6}`],
      [all4, all6],
    ]);
  });

  it('N20: a network ACL of its own has no entries', () => {
    const network = lower(vpc(), resource('aws_network_acl.a', { vpc_id: ref('aws_vpc.main') }));
    assert.deepEqual(entries(network, 'aws_network_acl.a'), [[], []]);
  });

  it('N20: nor has one that may not exist', () => {
    const acl = resource('aws_network_acl.a', { vpc_id: ref('aws_vpc.main') }, { exists: unset() });
    assert.deepEqual(entries(lower(vpc(), acl), 'aws_network_acl.a'), [[], []]);
  });

  it('refuses an entry whose number the default network ACL already uses', () => {
    const entry = cfn('Entry', 'NetworkAclEntry', {
      NetworkAclId: ref('Vpc', 'DefaultNetworkAcl'),
      RuleNumber: 100,
      Protocol: -1,
      RuleAction: 'deny',
      CidrBlock: '0.0.0.0/0',
    });
    const found = at(lower(cfnVpc, entry).networkAcls, 'Vpc.DefaultNetworkAcl');
    assert.deepEqual(found.inbound.map(entryLine), [all4]);
    assert.deepEqual(
      found.refused.map(({ resource: by, refused }) => [by, refused?.what]),
      [['Entry', 'rule number 100']],
    );
  });

  it('S52: adopting the default network ACL wipes its entries, and references lead to the adopter', () => {
    const network = lower(
      vpc(),
      resource('aws_default_network_acl.d', {
        default_network_acl_id: ref('aws_vpc.main', 'default_network_acl_id'),
        ingress: [
          {
            rule_no: 10,
            action: 'allow',
            protocol: 'tcp',
            from_port: 1,
            to_port: 2,
            cidr_block: '10.0.0.0/8',
          },
        ],
      }),
      resource('aws_subnet.a', { vpc_id: ref('aws_vpc.main'), cidr_block: '10.0.1.0/24' }),
    );
    assert.deepEqual(entries(network, 'aws_default_network_acl.d'), [['10 allow 6 1-2 10.0.0.0/8'], []]);
    assert.deepEqual(
      network.networkAcls.map(({ address, isDefault }) => [address, isDefault]),
      [['aws_default_network_acl.d', true]],
    );
    assert.deepEqual(network.networkAcls[0]!.vpc, { kind: 'known', value: 'aws_vpc.main' });
    assert.deepEqual(network.subnets[0]!.networkAcl, { kind: 'known', value: 'aws_default_network_acl.d' });
  });

  it('S52: where it cannot be told whether it is adopted, the default entries are doubtful', () => {
    const adopter = resource(
      'aws_default_network_acl.d',
      { default_network_acl_id: ref('aws_vpc.main', 'default_network_acl_id') },
      { exists: unset() },
    );
    assert.deepEqual(entries(lower(vpc(), adopter), 'aws_default_network_acl.d'), [
      [`maybe ${all4}`],
      [`maybe ${all4}`],
    ]);
  });

  it('S34: a VPC has a default group open to its members and to the outside', () => {
    assert.deepEqual(rules(lower(vpc()), group), [`inbound -1 * ${group}`, 'outbound -1 * 0.0.0.0/0']);
    assert.deepEqual(rules(lower(vpc({ ipv6_cidr_block: '2001:db8::/56' })), group), [
      `inbound -1 * ${group}`,
      'outbound -1 * 0.0.0.0/0',
      'outbound -1 * ::/0',
    ]);
  });

  it('S52: adopting the default group wipes its rules', () => {
    const network = lower(
      vpc(),
      resource('aws_default_security_group.d', { vpc_id: ref('aws_vpc.main') }),
      resource('aws_subnet.a', { vpc_id: ref('aws_vpc.main') }),
      resource('aws_instance.web', { subnet_id: ref('aws_subnet.a') }),
    );
    assert.deepEqual(rules(network, 'aws_default_security_group.d'), []);
    assert.equal(network.securityGroups.length, 1);
    assert.deepEqual(network.interfaces[0]!.securityGroups, [
      { kind: 'known', value: 'aws_default_security_group.d' },
    ]);
  });

  it('S48: a Terraform group has the egress that is written, and no other', () => {
    const network = lower(vpc(), resource('aws_security_group.web', { vpc_id: ref('aws_vpc.main') }));
    assert.deepEqual(rules(network, 'aws_security_group.web'), []);
  });

  const egress: readonly (readonly [string, Readonly<Record<string, Plain>>, readonly string[]])[] = [
    ['left out', {}, ['outbound -1 * 0.0.0.0/0']],
    ['an empty list', { SecurityGroupEgress: [] }, ['outbound -1 * 0.0.0.0/0']],
    [
      'one rule listed',
      { SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }] },
      ['outbound 6 443-443 0.0.0.0/0'],
    ],
    ['an unknown list', { SecurityGroupEgress: unset() }, ['maybe outbound -1 * 0.0.0.0/0']],
    [
      "S51: the CDK's rule that is none",
      {
        SecurityGroupEgress: [
          { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' },
        ],
      },
      [],
    ],
  ];
  for (const [name, properties, expected] of egress) {
    it(`S49: a CloudFormation group with egress ${name}`, () => {
      const network = lower(cfnVpc, cfn('Web', 'SecurityGroup', { VpcId: ref('Vpc'), ...properties }));
      assert.deepEqual(rules(network, 'Web'), expected);
    });
  }

  it('S49, S5: with an IPv6 block the default egress has both families', () => {
    const block = cfn('Block', 'VPCCidrBlock', { VpcId: ref('Vpc'), AmazonProvidedIpv6CidrBlock: 'true' });
    const network = lower(cfnVpc, block, cfn('Web', 'SecurityGroup', { VpcId: ref('Vpc') }));
    assert.deepEqual(rules(network, 'Web'), ['outbound -1 * 0.0.0.0/0', 'outbound -1 * ::/0']);
  });

  it('S50: an egress resource makes the default egress of its group doubtful, and that of no other', () => {
    const network = lower(
      cfnVpc,
      cfn('Web', 'SecurityGroup', { VpcId: ref('Vpc') }),
      cfn('Other', 'SecurityGroup', { VpcId: ref('Vpc') }),
      cfn('Out', 'SecurityGroupEgress', {
        GroupId: ref('Web', 'GroupId'),
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        CidrIp: '0.0.0.0/0',
      }),
    );
    assert.deepEqual(rules(network, 'Web'), [
      'outbound 6 443-443 0.0.0.0/0',
      'maybe outbound -1 * 0.0.0.0/0',
    ]);
    assert.deepEqual(rules(network, 'Other'), ['outbound -1 * 0.0.0.0/0']);
    const doubtful = at(network.securityGroups, 'Web').rules[1]!;
    assert.equal(why(doubtful.exists), 'Out may have removed the allow-all egress');
  });

  it('S50: only the allow-all to IPv4 that the group itself has is doubtful', () => {
    const all = { IpProtocol: '-1', CidrIp: '0.0.0.0/0' };
    const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' };
    const network = lower(
      cfnVpc,
      cfn('Web', 'SecurityGroup', {
        VpcId: ref('Vpc'),
        SecurityGroupEgress: [https, all, { IpProtocol: '-1', CidrIp: '10.0.0.0/8' }],
      }),
      cfn('Out', 'SecurityGroupEgress', { GroupId: ref('Web', 'GroupId'), ...all }),
    );
    assert.deepEqual(rules(network, 'Web'), [
      'outbound 6 443-443 0.0.0.0/0',
      'maybe outbound -1 * 0.0.0.0/0',
      'outbound -1 * 10.0.0.0/8',
      'outbound -1 * 0.0.0.0/0',
    ]);
  });

  it('R2: every table has a local route for every block of its VPC, and each VPC a main table', () => {
    const network = lower(
      vpc({ assign_generated_ipv6_cidr_block: true }),
      resource('aws_vpc_ipv4_cidr_block_association.b', {
        vpc_id: ref('aws_vpc.main'),
        cidr_block: '10.1.0.0/16',
      }),
      resource('aws_route_table.t', { vpc_id: ref('aws_vpc.main') }),
    );
    const local = ['10.0.0.0/16 > local', '?ipv6 > local', '10.1.0.0/16 > local'];
    assert.deepEqual(at(network.routeTables, 'aws_route_table.t').routes.map(routeLine), local);
    assert.deepEqual(at(network.routeTables, table).routes.map(routeLine), local);
    assert.deepEqual(
      network.routeTables.map(({ isMain }) => isMain),
      [false, true],
    );
    assert.ok(at(network.routeTables, table).routes.every(({ origin }) => origin.awsDefault === true));
  });

  it('CloudFormation finds the same parts by its own attributes', () => {
    const network = lower(cfnVpc);
    assert.deepEqual(
      [network.networkAcls, network.securityGroups, network.routeTables].map(([one]) => one!.address),
      ['Vpc.DefaultNetworkAcl', 'Vpc.DefaultSecurityGroup', 'Vpc.MainRouteTable'],
    );
    const rule = cfn('In', 'SecurityGroupIngress', {
      GroupId: ref('Vpc', 'DefaultSecurityGroup'),
      IpProtocol: '-1',
      CidrIp: '10.0.0.0/8',
    });
    assert.deepEqual(rules(lower(cfnVpc, rule), 'Vpc.DefaultSecurityGroup'), [
      'inbound -1 * Vpc.DefaultSecurityGroup',
      'inbound -1 * 10.0.0.0/8',
      'outbound -1 * 0.0.0.0/0',
    ]);
  });
});
