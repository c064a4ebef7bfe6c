import assert from 'node:assert/strict';
import { isUntracked, judgeSecurityGroups, securityGroupPorts } from '../../../src/core/aws/securityGroup.ts';
import type { SecurityGroup } from '../../../src/core/aws/network.ts';
import type { Packet } from '../../../src/core/net/packet.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown, type Maybe } from '../../../src/core/value/value.ts';
import { groupRule, ip, network, place, type GroupRuleText } from '../../support/networks.ts';

const { matchesPeer } = new Topology(network());

function group(rules: readonly GroupRuleText[], address = 'sg'): Maybe<SecurityGroup> {
  return known({
    address,
    origin: place(1, address),
    vpc: known('vpc'),
    rules: rules.map(groupRule),
    refused: [],
  });
}

const packet = (parts: Partial<Packet> = {}): Packet => ({
  source: ip('203.0.113.9'),
  destination: ip('10.0.12.197'),
  protocol: 6,
  destinationPort: 443,
  ...parts,
});
const inbound = { direction: 'inbound' } as const;
const outbound = { direction: 'outbound' } as const;
const judge = (groups: readonly Maybe<SecurityGroup>[], probe = packet()) =>
  judgeSecurityGroups(groups, 'inbound', probe, matchesPeer);

describe('a security group', () => {
  it('admits what any rule of any group admits (S1)', () => {
    const groups = [
      group([{ ...inbound, protocol: 6, ports: '22' }]),
      group([{ ...inbound, protocol: 6, ports: '443' }], 'other'),
    ];
    assert.equal(judge(groups).verdict, 'allow');
    assert.equal(judge(groups.slice(0, 1)).verdict, 'deny');
  });

  it('does not take rules of the other direction', () => {
    assert.deepEqual(
      [judge([group([outbound])]).verdict, judge([group([outbound])]).noRules],
      ['deny', true],
    );
  });

  it('takes a peer nobody knows for none of the other family, where at least that is known', () => {
    const rule = groupRule({ ...inbound, peer: '?' });
    const peer = { ...unknown('var.peer', 'has no default'), family: 'ipv6' } as const;
    const own = (family: 'ipv4' | 'ipv6'): Maybe<SecurityGroup> => {
      const { value } = group([]) as { readonly value: SecurityGroup };
      return known({ ...value, rules: [{ ...rule, peer: { ...peer, family } }] });
    };
    assert.equal(judge([own('ipv6')]).verdict, 'deny');
    assert.equal(judge([own('ipv4')]).verdict, 'unknown');
  });

  it('tells groups without rules from groups whose rules do not fit', () => {
    assert.equal(judge([group([])]).noRules, true);
    assert.equal(judge([group([{ ...inbound, protocol: 17 }])]).noRules, false);
    assert.equal(judge([]).noRules, true);
  });

  it('is unknown when a group that nobody can name may admit it, and only then', () => {
    const someGroup = unknown('var.group', 'has no default');
    const open = judge([someGroup, group([])]);
    assert.deepEqual([open.verdict, open.noRules, open.because[0]?.what], ['unknown', false, 'var.group']);
    const settled = judge([someGroup, group([inbound])]);
    assert.deepEqual([settled.verdict, settled.noRules, settled.because], ['allow', false, []]);
  });

  it('is unknown when rules could not be read', () => {
    const half = group([]);
    assert.ok(half.kind === 'known');
    const because = [{ what: 'dynamic block', why: 'is not known', origin: undefined }];
    const groups = [known({ ...half.value, open: because })];
    assert.deepEqual([judge(groups).verdict, judge(groups).because], ['unknown', because]);
    const { must, may } = securityGroupPorts(groups, 'inbound', ip('203.0.113.9'), 6, matchesPeer);
    assert.deepEqual([must.toString(), may.toString()], ['', '0-65535']);
  });

  it('names the rule for everybody before a narrow one, as that one decides on tracking', () => {
    const narrow = { ...inbound, peer: '203.0.113.0/24' };
    for (const rules of [
      [narrow, inbound],
      [inbound, narrow],
    ]) {
      const { rule } = judge([group(rules)]);
      assert.ok(rule?.peer.kind === 'known' && rule.peer.value.kind === 'cidr');
      assert.equal(rule.peer.value.cidr.prefixLength, 0);
    }
  });

  it('names the first of several that are alike in that', () => {
    const first = (...rules: readonly GroupRuleText[]) => {
      const made = group(rules);
      return made.kind === 'known' && judge([made]).rule === made.value.rules[0];
    };
    assert.ok(first({ ...inbound, peer: '203.0.113.0/24' }, { ...inbound, peer: '203.0.0.0/16' }));
    assert.ok(first({ ...inbound, protocol: 6 }, inbound));
  });

  it('judges a packet whose port is not said by all the rest', () => {
    const { source, destination, protocol } = packet();
    const portless: Packet = { source, destination, protocol };
    assert.equal(judge([group([{ ...inbound, protocol: 6, ports: '22' }])], portless).verdict, 'allow');
    assert.equal(judge([group([{ ...inbound, protocol: 17, ports: '22' }])], portless).verdict, 'deny');
  });

  const icmpCases: readonly [string, GroupRuleText, Partial<Packet>, 'allow' | 'deny'][] = [
    [
      'a type with any code',
      { ...inbound, protocol: 1, icmp: { type: 8 } },
      { protocol: 1, icmpType: 8, icmpCode: 0 },
      'allow',
    ],
    [
      'another type',
      { ...inbound, protocol: 1, icmp: { type: 0 } },
      { protocol: 1, icmpType: 8, icmpCode: 0 },
      'deny',
    ],
    [
      'every type',
      { ...inbound, protocol: 1, icmp: {} },
      { protocol: 1, icmpType: 13, icmpCode: 0 },
      'allow',
    ],
    [
      'all ICMP without a type',
      { ...inbound, protocol: 1 },
      { protocol: 1, icmpType: 13, icmpCode: 0 },
      'allow',
    ],
    ['ESP by number, whatever the ports (S6)', { ...inbound, protocol: 50 }, { protocol: 50 }, 'allow'],
    ['a port of a packet that has none', { ...inbound, protocol: -1 }, { protocol: 50 }, 'allow'],
  ];
  for (const [name, rule, parts, verdict] of icmpCases) {
    it(`matches ${name}`, () => {
      const portless: Packet = {
        source: ip('203.0.113.9'),
        destination: ip('10.0.12.197'),
        protocol: 50,
        ...parts,
      };
      assert.equal(judge([group([rule])], portless).verdict, verdict);
    });
  }

  it('covers every or no port of a protocol without ports', () => {
    const ports = (rule: GroupRuleText, protocol: number) => {
      const { must, may } = securityGroupPorts(
        [group([rule])],
        'inbound',
        ip('203.0.113.9'),
        protocol,
        matchesPeer,
      );
      return `${must.toString()} ${may.toString()}`;
    };
    assert.equal(ports({ ...inbound, protocol: 50 }, 50), '0-65535 0-65535');
    assert.equal(ports({ ...inbound, protocol: 50 }, 51), ' ');
    assert.equal(ports({ ...inbound, protocol: 6, ports: '?' }, 6), ' 0-65535');
  });
});

describe('connection tracking', () => {
  const everybody = groupRule(inbound);
  const untracked = (rules: readonly GroupRuleText[], admitting = everybody, protocol = 6): boolean =>
    isUntracked(admitting, [group(rules)], protocol);

  const cases: readonly [string, readonly GroupRuleText[], boolean][] = [
    ['everything back to everybody', [inbound, outbound], true],
    ['all TCP ports back to everybody', [inbound, { ...outbound, protocol: 6, ports: '0-65535' }], true],
    ['all TCP back to everybody', [inbound, { ...outbound, protocol: 6 }], true],
    ['only high ports back', [inbound, { ...outbound, protocol: 6, ports: '1024-65535' }], false],
    ['another protocol back', [inbound, { ...outbound, protocol: 17 }], false],
    ['back to a part of the internet', [inbound, { ...outbound, peer: '10.0.0.0/8' }], false],
    ['back to the other family', [inbound, { ...outbound, peer: '::/0' }], false],
    ['nothing back', [inbound], false],
    ['only more of the same direction', [inbound, inbound], false],
    ['a way back that may not exist', [inbound, { ...outbound, exists: '?' }], false],
    ['a way back on ports not known', [inbound, { ...outbound, protocol: 6, ports: '?' }], false],
  ];
  for (const [name, rules, expected] of cases) {
    it(`${expected ? 'keeps no state with' : 'keeps state with'} ${name} (S16)`, () => {
      assert.equal(untracked(rules), expected);
    });
  }

  it('keeps state for a narrow rule', () => {
    assert.equal(untracked([outbound], groupRule({ ...inbound, peer: '203.0.113.0/24' })), false);
    assert.equal(untracked([outbound], groupRule({ ...inbound, peer: '?' })), false);
    assert.equal(untracked([outbound], groupRule({ ...inbound, peer: 'group:sg' })), false);
  });

  it('always keeps state for ICMP (S15)', () => {
    assert.equal(untracked([outbound], everybody, 1), false);
    assert.equal(untracked([outbound], everybody, 58), false);
  });

  it('knows other protocols by their number alone', () => {
    assert.equal(untracked([{ ...outbound, protocol: 50 }], everybody, 50), true);
    assert.equal(untracked([{ ...outbound, protocol: 51 }], everybody, 50), false);
  });

  it('cannot rely on a group nobody can name', () => {
    assert.equal(isUntracked(everybody, [unknown('var.group', 'has no default')], 6), false);
  });
});
