import assert from 'node:assert/strict';
import type { NetworkAclEntry, Peer, SecurityGroupRule } from '../../../src/core/aws/network.ts';
import {
  entryInWords,
  groupRuleInWords,
  peerInWords,
  trafficInWords,
} from '../../../src/core/reach/words.ts';
import { known, unknown, type Maybe } from '../../../src/core/value/value.ts';
import {
  cidr,
  entry,
  groupRule,
  type EntryText,
  type GroupRuleText,
  type RuleText,
} from '../../support/networks.ts';

const open = unknown('var.x', 'has no default');

describe('traffic in words', () => {
  const cases: readonly (readonly [RuleText, string])[] = [
    [{}, 'all traffic'],
    [{ protocol: -1, ports: '22' }, 'all traffic'],
    [{ protocol: 6 }, 'all tcp'],
    [{ protocol: 6, ports: '0-65535' }, 'all tcp ports'],
    [{ protocol: 6, ports: '0-65534' }, 'tcp 0-65534'],
    [{ protocol: 6, ports: '1-65535' }, 'tcp 1-65535'],
    [{ protocol: 6, ports: '0' }, 'tcp 0'],
    [{ protocol: 6, ports: '22' }, 'tcp 22'],
    [{ protocol: 17, ports: '1024-65535' }, 'udp 1024-65535'],
    [{ protocol: 6, ports: '?' }, 'tcp on ports not known yet'],
    [{ protocol: 1 }, 'all icmp'],
    [{ protocol: 1, ports: '22' }, 'all icmp'],
    [{ protocol: 1, icmp: {} }, 'all icmp'],
    [{ protocol: 1, icmp: { type: 8 } }, 'icmp type 8'],
    [{ protocol: 1, icmp: { type: 0, code: 0 } }, 'icmp type 0 code 0'],
    [{ protocol: 58, icmp: { type: 128, code: 0 } }, 'icmpv6 type 128 code 0'],
    [{ protocol: 50, ports: '22' }, 'all protocol 50'],
  ];
  for (const [text, expected] of cases)
    it(expected, () => assert.equal(trafficInWords(entry(text)), expected));

  it('says what is not known', () => {
    const icmp = { ...entry({ protocol: 1 }), icmp: open };
    assert.equal(trafficInWords(icmp), 'icmp of a type not known yet');
    assert.equal(trafficInWords({ ...icmp, protocol: open }), 'a protocol not known yet');
  });
});

describe('a peer in words', () => {
  const cases: readonly (readonly [Maybe<Peer>, string])[] = [
    [known({ kind: 'cidr', cidr: cidr('10.0.0.0/8') }), '10.0.0.0/8'],
    [known({ kind: 'group', group: 'aws_security_group.db' }), 'members of aws_security_group.db'],
    [known({ kind: 'prefix-list', prefixList: 'pl-1' }), 'prefix list pl-1'],
    [open, 'a peer not known yet'],
  ];
  for (const [peer, expected] of cases) {
    it(expected, () => {
      assert.equal(peerInWords('inbound', peer), `from ${expected}`);
      assert.equal(peerInWords('outbound', peer), `to ${expected}`);
    });
  }
});

describe('a rule in words', () => {
  const entries: readonly (readonly ['inbound' | 'outbound', EntryText | '*', string])[] = [
    ['inbound', { protocol: 6, ports: '22' }, 'inbound rule 100 allows tcp 22 from 0.0.0.0/0'],
    ['outbound', { number: 7, action: 'deny', cidr: '::/0' }, 'outbound rule 7 denies all traffic to ::/0'],
    [
      'outbound',
      { number: '?', action: '?', cidr: '?' },
      'outbound a rule whose number is not known yet allows or denies all traffic to a peer not known yet',
    ],
    ['inbound', '*', 'inbound rule * denies what no other rule matches'],
  ];
  for (const [direction, text, expected] of entries) {
    it(expected, () => {
      const written: NetworkAclEntry | '*' = text === '*' ? text : entry(text);
      assert.equal(entryInWords(direction, written), expected);
    });
  }
  const rules: readonly (readonly [GroupRuleText, string])[] = [
    [{ direction: 'inbound', protocol: 6, ports: '443' }, 'inbound rule allows tcp 443 from 0.0.0.0/0'],
    [{ direction: 'outbound', peer: 'group:db' }, 'outbound rule allows all traffic to members of db'],
  ];
  for (const [text, expected] of rules) {
    it(expected, () => {
      const rule: SecurityGroupRule = groupRule(text);
      assert.equal(groupRuleInWords(rule), expected);
    });
  }
});
