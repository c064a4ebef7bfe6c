/**
 * `rule-refused`: a rule that AWS, Terraform's provider or CloudFormation refuses for a reason no other finding is about: a
 * port that is none, a block of addresses that is none, a field that is missing.
 */
import type { RefusalCode } from '../aws/acceptance.ts';
import type { Finding } from './finding.ts';
import { refusalFinding } from './refusals.ts';
import type { Rule } from './rule.ts';
import { refusedRules, ruleFinding, ruleInWords, type RefusedRule } from './writtenRules.ts';

/** What to do about each kind. */
const advice: ReadonlyMap<RefusalCode, string> = new Map([
  ['missing', 'Add it.'],
  ['type', 'Correct the value.'],
  ['action', 'Write allow or deny.'],
  ['direction', 'Write ingress or egress.'],
  ['ports', 'Ports are numbers from 0 to 65535, the lower one first; 0 to 65535 are all.'],
  [
    'icmp',
    'Types and codes are numbers from 0 to 255, and -1 for the type, which takes -1 for the code, stands for all.',
  ],
  ['cidr', 'Write an address and a prefix length, as in 10.0.0.0/16 or 2001:db8::/32.'],
  ['peers', 'Leave one, and write a rule for each of the others.'],
  ['protocol', 'Write tcp, udp, icmp, icmpv6 or a protocol number, or -1 for all.'],
]);

export const ruleRefused: Rule = {
  id: 'rule-refused',
  check: ({ topology }) => [
    ...refusedRules(topology.network, [...advice.keys()])
      // How network ACLs name protocols is a rule of its own.
      .filter(({ written, refused }) => written.of !== 'network-acl' || refused.code !== 'protocol')
      .map((refused) => refusalFinding('rule-refused', refused, advice.get(refused.refused.code) ?? '')),
    ...refusedRules(topology.network, ['no-peer']).map(withoutPeer),
  ],
};

/** Nothing tells whether AWS refuses it or leaves it out; nothing passes by it either way (SEMANTICS P8, 5.2). */
function withoutPeer({ written }: RefusedRule): Finding {
  const message = `${ruleInWords(written)} lets nothing through: it names nobody it is for. Name a block of addresses, a prefix list or a security group, or remove it.`;
  return { ...ruleFinding('rule-refused', 'warning', written, message), unnecessary: true };
}
