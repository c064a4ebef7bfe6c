import assert from 'node:assert/strict';
import type { NetworkAcl } from '../../../src/core/aws/network.ts';
import { at, cfn, entryLine, lower, openList, ref, resource, unset, why, type Fields } from './build.ts';

const vpc = resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' });
const acl = (properties: Fields = {}) =>
  resource('aws_network_acl.a', { vpc_id: ref('aws_vpc.main'), ...properties });

function inline(block: Fields): NetworkAcl {
  return at(lower(vpc, acl({ ingress: [block] })).networkAcls, 'aws_network_acl.a');
}

function rule(properties: Fields): NetworkAcl {
  const one = resource('aws_network_acl_rule.r', { network_acl_id: ref('aws_network_acl.a'), ...properties });
  return at(lower(vpc, acl(), one).networkAcls, 'aws_network_acl.a');
}

function entry(properties: Fields): NetworkAcl {
  const network = lower(
    cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }),
    cfn('Acl', 'NetworkAcl', { VpcId: ref('Vpc') }),
    cfn('Entry', 'NetworkAclEntry', { NetworkAclId: ref('Acl'), ...properties }),
  );
  return at(network.networkAcls, 'Acl');
}

/** What the inbound list and the refused list come to. */
function outcome({ inbound, refused }: NetworkAcl): readonly string[] {
  return [
    ...inbound.map(entryLine),
    ...refused.map(({ refused: because }) => `refused: ${because!.what} ${because!.why}`),
  ];
}

const block = {
  rule_no: 100,
  action: 'allow',
  protocol: 'tcp',
  from_port: 80,
  to_port: 90,
  cidr_block: '0.0.0.0/0',
};
const rules = { rule_number: 100, rule_action: 'allow', protocol: 'tcp', cidr_block: '0.0.0.0/0' };
const cfnEntry = { RuleNumber: 100, RuleAction: 'allow', CidrBlock: '0.0.0.0/0' };

describe('network ACL entries', () => {
  const inlineCases: readonly (readonly [string, Fields, string])[] = [
    ['plain', {}, '100 allow 6 80-90 0.0.0.0/0'],
    ['numbers as strings', { rule_no: '100', from_port: '80', to_port: '90' }, '100 allow 6 80-90 0.0.0.0/0'],
    ['action in any case', { action: 'DENY' }, '100 deny 6 80-90 0.0.0.0/0'],
    ['protocol by number', { protocol: '17' }, '100 allow 17 80-90 0.0.0.0/0'],
    ['IANA keyword', { protocol: 'esp' }, '100 allow 50 * 0.0.0.0/0'],
    ['last IANA keyword', { protocol: 'rohc' }, '100 allow 142 * 0.0.0.0/0'],
    ['all', { protocol: 'all', from_port: 0, to_port: 0 }, '100 allow -1 * 0.0.0.0/0'],
    ['IPv6', { cidr_block: null, ipv6_cidr_block: '::/0' }, '100 allow 6 80-90 ::/0'],
    ['empty IPv6 block counts as left out', { ipv6_cidr_block: '' }, '100 allow 6 80-90 0.0.0.0/0'],
    ['P1: ICMP without type is 0/0', { protocol: 'icmp' }, '100 allow 1 0/0 0.0.0.0/0'],
    ['ICMP all', { protocol: 'icmp', icmp_type: -1, icmp_code: -1 }, '100 allow 1 * 0.0.0.0/0'],
    ['ICMP one type', { protocol: '1', icmp_type: 3, icmp_code: -1 }, '100 allow 1 3/* 0.0.0.0/0'],
    ['N15: ICMPv6 with IPv4 is all of it', { protocol: '58', icmp_type: 1 }, '100 allow 58 * 0.0.0.0/0'],
    [
      'ICMPv6 with IPv6',
      { protocol: 'ipv6-icmp', cidr_block: null, ipv6_cidr_block: '::/0', icmp_type: 2 },
      '100 allow 58 2/0 ::/0',
    ],
    ['P5: ICMP fields of other protocols', { icmp_type: 8, icmp_code: 0 }, '100 allow 6 80-90 0.0.0.0/0'],
    ['N12: other protocols ignore ports', { protocol: '47' }, '100 allow 47 * 0.0.0.0/0'],
    ['unknown block', { cidr_block: unset() }, '100 allow 6 80-90 ?ipv4'],
    ['unknown protocol leaves ports open', { protocol: unset() }, '100 allow ? ? 0.0.0.0/0'],
    ['unknown port', { to_port: unset() }, '100 allow 6 ? 0.0.0.0/0'],
    ['unknown number', { rule_no: unset() }, '? allow 6 80-90 0.0.0.0/0'],
    ['unknown action', { action: unset() }, '100 ? 6 80-90 0.0.0.0/0'],
    ['an unknown block beside a known one may be null', { ipv6_cidr_block: unset() }, '100 allow 6 80-90 ?'],
    ['port 70000', { to_port: 70000 }, 'refused: to_port 70000 is not a port'],
    ['ports the wrong way round', { to_port: 79 }, 'refused: from_port 80 is higher than to_port 79'],
    ['no port', { to_port: null }, 'refused: to_port is missing, which a TCP or UDP rule needs'],
    ['no port of any protocol', { protocol: 'esp', to_port: null }, 'refused: to_port is missing'],
    ['P4: all with ports', { protocol: '-1' }, 'refused: from_port 80 must be 0 where protocol is -1'],
    [
      'not a block',
      { cidr_block: '10.0.0.0/33' },
      'refused: cidr_block "10.0.0.0/33" is not an IPv4 CIDR block',
    ],
    ['other family', { cidr_block: '::/0' }, 'refused: cidr_block "::/0" is not an IPv4 CIDR block'],
    [
      'N8: host bits',
      { cidr_block: '10.0.0.5/24' },
      'refused: cidr_block "10.0.0.5/24" has bits set behind its prefix',
    ],
    [
      'both families',
      { ipv6_cidr_block: '::/0' },
      'refused: cidr_block and ipv6_cidr_block cannot be set together',
    ],
    ['no block', { cidr_block: null }, 'refused: cidr_block or ipv6_cidr_block is missing'],
    ['number 0', { rule_no: 0 }, 'refused: rule_no 0 is not between 1 and 32766'],
    ['number 32767', { rule_no: 32767 }, 'refused: rule_no 32767 is not between 1 and 32766'],
    ['number 1.5', { rule_no: 1.5 }, 'refused: rule_no "1.5" is not a whole number'],
    ['no number', { rule_no: null }, 'refused: rule_no is missing'],
    ['action', { action: 'permit' }, 'refused: action "permit" is neither allow nor deny'],
    ['P2: upper case', { protocol: 'TCP' }, 'refused: protocol "TCP" is not a protocol network ACLs know'],
    ['P2: icmpv6', { protocol: 'icmpv6' }, 'refused: protocol "icmpv6" is not a protocol network ACLs know'],
    ['P2: number 143', { protocol: '143' }, 'refused: protocol "143" is not a protocol network ACLs know'],
    ['P2: number 57', { protocol: '57' }, 'refused: protocol "57" is not a protocol network ACLs know'],
    [
      'N14: all types with a code',
      { protocol: 'icmp', icmp_type: -1, icmp_code: 4 },
      'refused: icmp_code 4 does not go with icmp_type -1',
    ],
    [
      'ICMP type 300',
      { protocol: 'icmp', icmp_type: 300 },
      'refused: icmp_type 300 is not an ICMP type or code',
    ],
  ];
  for (const [name, change, expected] of inlineCases) {
    it(`Terraform block: ${name}`, () => {
      assert.deepEqual(outcome(inline({ ...block, ...change })), [expected]);
    });
  }

  const ruleCases: readonly (readonly [string, Fields, string])[] = [
    ['plain', { from_port: 80, to_port: 90 }, '100 allow 6 80-90 0.0.0.0/0'],
    ['P3: tcp without ports is port 0', {}, '100 allow 6 0-0 0.0.0.0/0'],
    ['P3: one port left out is 0', { to_port: 5 }, '100 allow 6 0-5 0.0.0.0/0'],
    ['P4: all ignores ports', { protocol: 'all', from_port: 5, to_port: 9 }, '100 allow -1 * 0.0.0.0/0'],
    ['N8: host bits are cleared', { cidr_block: '100.68.0.18/18' }, '100 allow 6 0-0 100.68.0.0/18'],
    ['ICMP without type is 0/0', { protocol: 'icmp' }, '100 allow 1 0/0 0.0.0.0/0'],
    [
      'action in upper case',
      { rule_action: 'ALLOW' },
      'refused: rule_action "ALLOW" is neither allow nor deny',
    ],
    ['number 40000', { rule_number: 40000 }, 'refused: rule_number 40000 is not between 1 and 32766'],
    ['egress that is no boolean', { egress: 'maybe' }, 'refused: egress "maybe" is not true or false'],
  ];
  for (const [name, change, expected] of ruleCases) {
    it(`Terraform rule: ${name}`, () => {
      assert.deepEqual(outcome(rule({ ...rules, ...change })), [expected]);
    });
  }

  const entryCases: readonly (readonly [string, Fields, string])[] = [
    ['plain', { Protocol: 6, PortRange: { From: 80, To: 90 } }, '100 allow 6 80-90 0.0.0.0/0'],
    ['strings', { Protocol: '6', PortRange: { From: '80', To: '90' } }, '100 allow 6 80-90 0.0.0.0/0'],
    ['Egress "false"', { Protocol: -1, Egress: 'false' }, '100 allow -1 * 0.0.0.0/0'],
    ['all ignores ports', { Protocol: -1, PortRange: { From: 1, To: 2 } }, '100 allow -1 * 0.0.0.0/0'],
    ['ICMP', { Protocol: 1, Icmp: { Type: 8, Code: -1 } }, '100 allow 1 8/* 0.0.0.0/0'],
    ['ICMPv6 with IPv4', { Protocol: 58 }, '100 allow 58 * 0.0.0.0/0'],
    ['any number', { Protocol: 200 }, '100 allow 200 * 0.0.0.0/0'],
    ['unknown range', { Protocol: 6, PortRange: unset() }, '100 allow 6 ? 0.0.0.0/0'],
    ['tcp without ports', { Protocol: 6 }, 'refused: PortRange is missing, which this protocol needs'],
    [
      'half a range',
      { Protocol: 6, PortRange: { From: 80 } },
      'refused: To is missing, which a TCP or UDP rule needs',
    ],
    ['ICMP without type', { Protocol: 1 }, 'refused: Icmp is missing, which this protocol needs'],
    ['protocol by name', { Protocol: 'tcp' }, 'refused: Protocol "tcp" is not an IP protocol number'],
    ['protocol 256', { Protocol: 256 }, 'refused: Protocol 256 is not an IP protocol number'],
    [
      'action in upper case',
      { Protocol: -1, RuleAction: 'ALLOW' },
      'refused: RuleAction "ALLOW" is neither allow nor deny',
    ],
    ['a list for a number', { Protocol: [6] }, 'refused: Protocol is not a whole number'],
  ];
  for (const [name, change, expected] of entryCases) {
    it(`CloudFormation entry: ${name}`, () => {
      assert.deepEqual(outcome(entry({ ...cfnEntry, ...change })), [expected]);
    });
  }

  it('puts egress entries on the outbound list, also where it is written as a string', () => {
    for (const egress of [true, 'true']) {
      assert.equal(rule({ ...rules, egress }).outbound.length, 1);
      assert.equal(entry({ ...cfnEntry, Protocol: -1, Egress: egress }).outbound.length, 1);
    }
    assert.equal(
      at(lower(vpc, acl({ egress: [block] })).networkAcls, 'aws_network_acl.a').outbound.length,
      1,
    );
  });

  it('keeps an entry of unknown direction on both lists, each doubtful', () => {
    for (const both of [
      rule({ ...rules, egress: unset() }),
      entry({ ...cfnEntry, Protocol: -1, Egress: unset() }),
    ]) {
      assert.match(entryLine(both.inbound[0]!), /^maybe 100 allow/);
      assert.match(entryLine(both.outbound[0]!), /^maybe 100 allow/);
    }
  });

  it('sorts by number, unknown numbers last, and leaves refused ones out', () => {
    const blocks = [300, unset(), 20, 0, 100].map((rule_no) => ({ ...block, rule_no }));
    const { inbound, refused } = at(lower(vpc, acl({ ingress: blocks })).networkAcls, 'aws_network_acl.a');
    assert.deepEqual(
      inbound.map(({ ruleNumber }) => (ruleNumber.kind === 'known' ? ruleNumber.value : '?')),
      [20, 100, 300, '?'],
    );
    assert.equal(refused.length, 1);
  });

  it('gives a block its own place and a rule resource its header', () => {
    const one = resource('aws_network_acl_rule.r', { network_acl_id: ref('aws_network_acl.a'), ...rules });
    const own = acl({ ingress: [{ ...block, rule_no: 50 }] });
    const { inbound } = at(lower(vpc, own, one).networkAcls, 'aws_network_acl.a');
    const ingress = own.properties.properties.get('ingress')!.value;
    assert.ok(ingress.kind === 'list');
    assert.deepEqual(inbound[0]!.origin, ingress.items[0]!.origin);
    assert.equal(inbound[0]!.resource, 'aws_network_acl.a');
    assert.deepEqual(inbound[1]!.origin, one.header);
    assert.equal(inbound[1]!.resource, 'aws_network_acl_rule.r');
  });

  it('N4, P9: leaves open which of two different entries with one number stands', () => {
    const deny = resource('aws_network_acl_rule.deny', {
      network_acl_id: ref('aws_network_acl.a'),
      ...rules,
      rule_action: 'deny',
    });
    const { inbound } = at(lower(vpc, acl({ ingress: [block] }), deny).networkAcls, 'aws_network_acl.a');
    assert.deepEqual(inbound.map(entryLine), [
      'maybe 100 allow 6 80-90 0.0.0.0/0',
      'maybe 100 deny 6 0-0 0.0.0.0/0',
    ]);
    assert.equal(
      why(inbound[0]!.exists),
      'rule number 100 is used more than once by aws_network_acl.a and aws_network_acl_rule.deny',
    );
  });

  it('takes identical entries with one number for one, and the same number in both directions for two', () => {
    const { inbound, outbound } = at(
      lower(vpc, acl({ ingress: [block, block], egress: [block] })).networkAcls,
      'aws_network_acl.a',
    );
    assert.deepEqual(
      [inbound.map(entryLine), outbound.map(entryLine)],
      [['100 allow 6 80-90 0.0.0.0/0'], ['100 allow 6 80-90 0.0.0.0/0']],
    );
  });

  it('is open where blocks are not all known, and where a rule is for an unknown network ACL', () => {
    assert.equal(inline(block).open, undefined);
    const partly = at(lower(vpc, acl({ ingress: openList(block) })).networkAcls, 'aws_network_acl.a');
    assert.deepEqual([partly.inbound.length, partly.open?.map(({ what }) => what)], [1, ['var.more']]);
    const stray = resource('aws_network_acl_rule.r', { network_acl_id: unset('var.acl'), ...rules });
    for (const one of lower(vpc, acl(), stray).networkAcls)
      assert.deepEqual(
        one.open?.map(({ what }) => what),
        ['var.acl'],
      );
  });

  it('does not take two entries with one number for identical where a field is unknown', () => {
    const open = { ...block, cidr_block: unset() };
    const { inbound } = at(lower(vpc, acl({ ingress: [open, open] })).networkAcls, 'aws_network_acl.a');
    assert.deepEqual(
      inbound.map(({ exists }) => exists.kind),
      ['unknown', 'unknown'],
    );
  });

  it('says nothing of a collision where one of the two may not exist', () => {
    const r = (name: string, exists?: ReturnType<typeof unset>) =>
      resource(
        `aws_network_acl_rule.${name}`,
        { network_acl_id: ref('aws_network_acl.a'), ...rules, rule_action: name === 'a' ? 'allow' : 'deny' },
        exists === undefined ? {} : { exists },
      );
    const { inbound } = at(lower(vpc, acl(), r('a', unset()), r('b')).networkAcls, 'aws_network_acl.a');
    assert.deepEqual(inbound.map(entryLine), ['maybe 100 allow 6 0-0 0.0.0.0/0', '100 deny 6 0-0 0.0.0.0/0']);
  });
});
