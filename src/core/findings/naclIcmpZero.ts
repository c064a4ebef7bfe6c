/**
 * `nacl-icmp-zero`: an ICMP rule leaves its type or code out, and the provider sends 0, which is the echo reply and
 * nothing else (SEMANTICS P1). In a security group 0 to 0 means the same (S8).
 */
import type { NetworkAclEntry, SecurityGroupRule } from '../aws/network.ts';
import { icmp } from '../net/protocol.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { remarkedRules, ruleFinding, ruleInWords, writtenRules, type WrittenRule } from './writtenRules.ts';

const id = 'nacl-icmp-zero';

export const naclIcmpZero: Rule = {
  id,
  check: ({ topology: { network } }) => [
    ...remarkedRules(network, 'icmp-type-left-out').map(({ written, remark }) => {
      const { rule } = written;
      const matched = isIcmp(rule) ? 'echo replies alone' : 'type 0 alone, which ICMPv6 does not have';
      const message = `${ruleInWords(written)} matches ${matched}: icmp_type is left out, and 0 is sent for it. Set icmp_type and icmp_code, to -1 both for all of ICMP.`;
      return ruleFinding(id, 'warning', written, message, remark.origin);
    }),
    ...remarkedRules(network, 'icmp-code-left-out').map(({ written, remark }) => {
      const code = isIcmp(written.rule) ? 'network unreachable' : 'no route to destination';
      const message = `${ruleInWords(written)} matches code 0 alone, ${code}: icmp_code is left out, and 0 is sent for it. Set icmp_code to -1 for all codes of the type.`;
      return ruleFinding(id, 'warning', written, message, remark.origin);
    }),
    ...writtenRules(network).filter(isZeroOfGroup).map(ofGroup),
  ],
};

/** A group passes replies by itself, so nobody means to admit echo replies and nothing else. */
function ofGroup(written: WrittenRule): Finding {
  const message = `${ruleInWords(written)} matches echo replies alone: of ICMP the two numbers are type and code, and not a range. Write -1 for both for all of ICMP, or 8 and -1 for pings.`;
  return ruleFinding(id, 'warning', written, message);
}

function isZeroOfGroup({ of, rule }: WrittenRule): boolean {
  if (of !== 'security-group' || rule.refused !== undefined || !isIcmp(rule)) return false;
  const { icmp: match } = rule;
  return match.kind === 'known' && match.value !== 'all' && match.value.type === 0 && match.value.code === 0;
}

function isIcmp({ protocol }: NetworkAclEntry | SecurityGroupRule): boolean {
  return protocol.kind === 'known' && protocol.value === icmp;
}
