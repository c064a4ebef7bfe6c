/**
 * `nacl-protocol-name`: a protocol as network ACLs do not take it. Terraform knows IANA's keywords in lower case, and
 * CloudFormation numbers alone (SEMANTICS P2, 5.2).
 */
import { refusalFinding } from './refusals.ts';
import { refusedRules } from './writtenRules.ts';
import type { Rule } from './rule.ts';

export const naclProtocolName: Rule = {
  id: 'nacl-protocol-name',
  check: ({ topology }) =>
    refusedRules(topology.network, ['protocol'])
      .filter(({ written }) => written.of === 'network-acl')
      .map((found) => {
        const { instead } = found.refused;
        const usual =
          topology.network.language === 'terraform'
            ? 'tcp, udp, icmp, ipv6-icmp, another keyword in lower case or a number, or -1 for all'
            : '6 for TCP, 17 for UDP, 1 for ICMP, 58 for ICMPv6, or -1 for all';
        return refusalFinding('nacl-protocol-name', found, `Write ${instead ?? usual}.`);
      }),
};
