import assert from 'node:assert/strict';
import type { SecurityGroup } from '../../../src/core/aws/network.ts';
import { at, cfn, lower, openList, ref, resource, ruleLine, unset, why, type Fields } from './build.ts';

const vpc = resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' });
const other = resource('aws_security_group.lb', { vpc_id: ref('aws_vpc.main') });
const group = (properties: Fields = {}) =>
  resource('aws_security_group.web', { vpc_id: ref('aws_vpc.main'), ...properties });
const web = (...rules: readonly ReturnType<typeof resource>[]): SecurityGroup =>
  at(lower(vpc, other, group(), ...rules).securityGroups, 'aws_security_group.web');

function inline(block: Fields): SecurityGroup {
  return at(lower(vpc, other, group({ ingress: [block] })).securityGroups, 'aws_security_group.web');
}

function legacy(properties: Fields): SecurityGroup {
  return web(
    resource('aws_security_group_rule.r', {
      security_group_id: ref('aws_security_group.web'),
      ...properties,
    }),
  );
}

function single(properties: Fields, direction = 'ingress'): SecurityGroup {
  const type = `aws_vpc_security_group_${direction}_rule`;
  return web(resource(`${type}.r`, { security_group_id: ref('aws_security_group.web'), ...properties }));
}

function inTemplate(rule: Fields, list = 'SecurityGroupIngress'): SecurityGroup {
  const network = lower(
    cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }),
    cfn('Lb', 'SecurityGroup', { VpcId: ref('Vpc') }),
    cfn('Web', 'SecurityGroup', { VpcId: ref('Vpc'), [list]: [rule] }),
  );
  return at(network.securityGroups, 'Web');
}

function outcome({ rules, refused }: SecurityGroup): readonly string[] {
  return [
    ...rules.filter(({ origin }) => origin.awsDefault !== true).map(ruleLine),
    ...refused.map(({ refused: because }) => `refused: ${because!.what} ${because!.why}`),
  ];
}

const block = { protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['10.0.0.0/8'] };
const one = { ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4: '10.0.0.0/8' };
const cfnRule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/8' };
const tcp22 = 'inbound 6 22-22';

describe('security group rules', () => {
  const made: readonly (readonly [resource: string, attribute: string])[] = [
    ['aws_directory_service_directory.d', 'security_group_id'],
    ['aws_workspaces_directory.d', 'workspace_security_group_id'],
    ['aws_sagemaker_domain.d', 'security_group_id_for_domain_boundary'],
  ];
  for (const [service, attribute] of made) {
    it(`name the group AWS makes with ${service} by ${attribute}`, () => {
      const rule = resource('aws_security_group_rule.r', {
        ...{ type: 'ingress', protocol: 'tcp', from_port: 22, to_port: 22 },
        security_group_id: ref('aws_security_group.web'),
        source_security_group_id: ref(service, attribute),
      });
      assert.deepEqual(outcome(web(resource(service, {}), rule)), [`${tcp22} ${service}.${attribute}`]);
    });
  }

  const inlineCases: readonly (readonly [string, Fields, readonly string[]])[] = [
    [
      'one rule of each peer',
      {
        cidr_blocks: ['10.0.0.0/8', '192.0.2.0/24'],
        ipv6_cidr_blocks: ['2001:db8::/32'],
        prefix_list_ids: ['pl-1'],
        security_groups: [ref('aws_security_group.lb'), '123456789012/sg-9'],
        self: true,
      },
      [
        `${tcp22} 10.0.0.0/8`,
        `${tcp22} 192.0.2.0/24`,
        `${tcp22} 2001:db8::/32`,
        `${tcp22} pl-1`,
        `${tcp22} aws_security_group.lb`,
        `${tcp22} 123456789012/sg-9`,
        `${tcp22} aws_security_group.web`,
      ],
    ],
    ['protocol in any case', { protocol: 'TCP' }, [`${tcp22} 10.0.0.0/8`]],
    ['protocol by number', { protocol: '17' }, ['inbound 17 22-22 10.0.0.0/8']],
    ['icmpv6 is known here', { protocol: 'icmpv6', from_port: -1, to_port: -1 }, ['inbound 58 * 10.0.0.0/8']],
    ['all', { protocol: 'all', from_port: 0, to_port: 0 }, ['inbound -1 * 10.0.0.0/8']],
    ['S6: other protocols ignore ports', { protocol: '50' }, ['inbound 50 * 10.0.0.0/8']],
    ['S8: echo request', { protocol: 'icmp', from_port: 8, to_port: 0 }, ['inbound 1 8/0 10.0.0.0/8']],
    ['S8: 0/0 is echo reply', { protocol: 'icmp', from_port: 0, to_port: 0 }, ['inbound 1 0/0 10.0.0.0/8']],
    ['S8: all of ICMP', { protocol: 'icmp', from_port: -1, to_port: -1 }, ['inbound 1 * 10.0.0.0/8']],
    ['S9: tcp 0–0 is port 0', { from_port: 0, to_port: 0 }, ['inbound 6 0-0 10.0.0.0/8']],
    [
      'S53: −1 is no port',
      { from_port: -1, to_port: -1 },
      ['refused: from_port -1 is not a port of TCP or UDP'],
    ],
    ['S53: −1 for the last', { to_port: -1 }, ['refused: to_port -1 is not a port of TCP or UDP']],
    ['an unknown block', { cidr_blocks: [unset()] }, [`${tcp22} ?`]],
    ['an unknown list may be empty', { cidr_blocks: unset() }, [`maybe ${tcp22} ?`]],
    [
      'a list known in part',
      { cidr_blocks: openList('10.0.0.0/8') },
      [`${tcp22} 10.0.0.0/8`, `maybe ${tcp22} ?`],
    ],
    ['unknown self', { self: unset() }, [`${tcp22} 10.0.0.0/8`, `maybe ${tcp22} ?`]],
    ['P7: all with ports', { protocol: '-1' }, ['refused: from_port 22 must be 0 where protocol is -1']],
    ['P8: no peer', { cidr_blocks: [] }, ['refused: this rule names no peer']],
    ['no ports', { from_port: null }, ['refused: from_port is missing']],
    ['port 70000', { to_port: 70000 }, ['refused: to_port 70000 is not a port']],
    ['protocol', { protocol: 'esp' }, ['refused: protocol "esp" is not a protocol security groups know']],
    [
      'one bad block of two',
      { cidr_blocks: ['10.0.0.1/8', '10.0.0.0/8'] },
      [`${tcp22} 10.0.0.0/8`, 'refused: cidr_blocks "10.0.0.1/8" has bits set behind its prefix'],
    ],
    [
      'S8: all types with a code',
      { protocol: 'icmp', from_port: -1, to_port: 0 },
      ['refused: to_port 0 does not go with from_port -1'],
    ],
  ];
  for (const [name, change, expected] of inlineCases) {
    it(`Terraform block: ${name}`, () => {
      assert.deepEqual(outcome(inline({ ...block, ...change })), expected);
    });
  }

  const legacyCases: readonly (readonly [string, Fields, readonly string[]])[] = [
    ['ingress', {}, [`${tcp22} 10.0.0.0/8`]],
    ['egress', { type: 'egress' }, ['outbound 6 22-22 10.0.0.0/8']],
    [
      'the source is the destination of egress',
      { type: 'egress', cidr_blocks: null, source_security_group_id: ref('aws_security_group.lb') },
      ['outbound 6 22-22 aws_security_group.lb'],
    ],
    ['self', { cidr_blocks: null, self: true }, [`${tcp22} aws_security_group.web`]],
    ['self = false', { self: false }, [`${tcp22} 10.0.0.0/8`]],
    ['all ignores ports', { protocol: '-1' }, ['inbound -1 * 10.0.0.0/8']],
    ['unknown type', { type: unset() }, [`maybe ${tcp22} 10.0.0.0/8`, 'maybe outbound 6 22-22 10.0.0.0/8']],
    ['wrong type', { type: 'in' }, ['refused: type "in" is neither ingress nor egress']],
    [
      'blocks and self',
      { self: true },
      ['refused: source_security_group_id, self and cidr_blocks exclude each other'],
    ],
    ['no peer', { cidr_blocks: null }, ['refused: this rule names no peer']],
  ];
  for (const [name, change, expected] of legacyCases) {
    it(`aws_security_group_rule: ${name}`, () => {
      assert.deepEqual(outcome(legacy({ type: 'ingress', ...block, ...change })), expected);
    });
  }

  const singleCases: readonly (readonly [string, Fields, readonly string[]])[] = [
    ['IPv4', {}, [`${tcp22} 10.0.0.0/8`]],
    ['IPv6', { cidr_ipv4: null, cidr_ipv6: '::/0' }, [`${tcp22} ::/0`]],
    [
      'group',
      { cidr_ipv4: null, referenced_security_group_id: ref('aws_security_group.lb') },
      [`${tcp22} aws_security_group.lb`],
    ],
    ['prefix list', { cidr_ipv4: null, prefix_list_id: 'pl-1' }, [`${tcp22} pl-1`]],
    ['all without ports', { ip_protocol: '-1', from_port: null, to_port: null }, ['inbound -1 * 10.0.0.0/8']],
    [
      'S7: icmpv6 without ports',
      { ip_protocol: 'icmpv6', from_port: null, to_port: null },
      ['inbound 58 * 10.0.0.0/8'],
    ],
    [
      'S7: tcp without ports',
      { from_port: null, to_port: null },
      ['refused: from_port is missing, which a TCP or UDP rule needs'],
    ],
    ['no peer', { cidr_ipv4: null }, ['refused: this rule names no peer']],
    ['two peers', { cidr_ipv6: '::/0' }, ['refused: this rule names more than one peer']],
    ['a known and an unknown peer', { cidr_ipv6: unset() }, [`${tcp22} ?`]],
  ];
  for (const [name, change, expected] of singleCases) {
    it(`aws_vpc_security_group_ingress_rule: ${name}`, () => {
      assert.deepEqual(outcome(single({ ...one, ...change })), expected);
    });
  }

  it('aws_vpc_security_group_egress_rule is outbound', () => {
    assert.deepEqual(outcome(single(one, 'egress')), ['outbound 6 22-22 10.0.0.0/8']);
  });

  const cfnCases: readonly (readonly [string, Fields, readonly string[]])[] = [
    ['IPv4', {}, [`${tcp22} 10.0.0.0/8`]],
    ['ports as strings', { FromPort: '22', ToPort: '22' }, [`${tcp22} 10.0.0.0/8`]],
    ['group', { CidrIp: null, SourceSecurityGroupId: ref('Lb', 'GroupId') }, [`${tcp22} Lb`]],
    ['prefix list', { CidrIp: null, SourcePrefixListId: 'pl-1' }, [`${tcp22} pl-1`]],
    ['all ignores ports', { IpProtocol: '-1' }, ['inbound -1 * 10.0.0.0/8']],
    ['icmp', { IpProtocol: 'icmp', FromPort: 8, ToPort: -1 }, ['inbound 1 8/* 10.0.0.0/8']],
    [
      'tcp without ports',
      { FromPort: null },
      ['refused: FromPort is missing, which a TCP or UDP rule needs'],
    ],
    [
      'icmp without type',
      { IpProtocol: 'icmp', FromPort: null, ToPort: null },
      ['refused: FromPort is missing, which an ICMP rule needs'],
    ],
    ['both families', { CidrIpv6: '::/0' }, ['refused: this rule names more than one peer']],
    ['no peer', { CidrIp: null }, ['refused: this rule names no peer']],
    ['unknown block', { CidrIp: unset('Parameter Cidr') }, [`${tcp22} ?`]],
  ];
  for (const [name, change, expected] of cfnCases) {
    it(`CloudFormation: ${name}`, () => {
      assert.deepEqual(outcome(inTemplate({ ...cfnRule, ...change })), expected);
    });
  }

  it('CloudFormation egress names its destination', () => {
    const rule = { ...cfnRule, CidrIp: null, DestinationSecurityGroupId: ref('Lb', 'GroupId') };
    assert.deepEqual(outcome(inTemplate(rule, 'SecurityGroupEgress')), ['outbound 6 22-22 Lb']);
  });

  it('reads standalone CloudFormation rules into their group', () => {
    const network = lower(
      cfn('Web', 'SecurityGroup', {}),
      cfn('In', 'SecurityGroupIngress', { GroupId: ref('Web', 'GroupId'), ...cfnRule }),
    );
    const rules = at(network.securityGroups, 'Web').rules.filter(({ direction }) => direction === 'inbound');
    assert.deepEqual(
      rules.map((rule) => [ruleLine(rule), rule.resource]),
      [[`${tcp22} 10.0.0.0/8`, 'In']],
    );
  });

  it('is open where a rule is for an unknown group, or blocks are not all known', () => {
    const stray = single({ ...one, security_group_id: unset('var.group') });
    assert.deepEqual([stray.rules.length, stray.open?.map(({ what }) => what)], [0, ['var.group']]);
    const partly = at(
      lower(vpc, group({ ingress: openList(block) })).securityGroups,
      'aws_security_group.web',
    );
    assert.deepEqual([partly.rules.length, partly.open?.map(({ what }) => what)], [1, ['var.more']]);
    assert.equal(web().open, undefined);
  });

  it('keeps a rule that may not exist, with the reason', () => {
    const doubtful = resource(
      'aws_security_group_rule.r',
      { security_group_id: ref('aws_security_group.web'), type: 'ingress', ...block },
      { exists: unset('var.enabled') },
    );
    const [rule] = web(doubtful).rules;
    assert.equal(why(rule!.exists), 'var.enabled has no default');
  });
});
