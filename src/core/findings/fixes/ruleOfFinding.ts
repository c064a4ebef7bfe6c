/** The rule a finding is about, where the finding stands at the rule or at a value in it. */
import { writtenRules, type WrittenRule } from '../writtenRules.ts';
import type { Written } from '../../rewrite/written.ts';
import { writtenAt } from '../../rewrite/writtenAt.ts';
import type { FixContext } from './fix.ts';
import { isAt, namesOf, writtenEntry } from './networkAclEntries.ts';

export interface RuleInCode {
  readonly rule: WrittenRule;
  readonly written: Written;
}

/** The first of those that a multiplied block makes. */
export function ruleOfFinding({ finding, topology, code }: FixContext): RuleInCode | undefined {
  const rule = writtenRules(topology.network).find(
    ({ rule: { origin, resource, refused, remarks = [] } }) => {
      const places = [
        origin,
        ...(refused?.origin ? [refused.origin] : []),
        ...remarks.map((one) => one.origin),
      ];
      return resource === finding.resource && places.some((place) => isAt(place, finding.origin));
    },
  );
  const written =
    rule?.of === 'network-acl' ? writtenEntry(code, rule.rule) : rule && writtenAt(code, rule.rule.origin);
  return rule && written && { rule, written };
}

/** What the fields for ports are called, and that for the protocol. ICMP's are apart in network ACLs alone. */
export interface TrafficNames {
  readonly protocol: string;
  readonly first: string;
  readonly last: string;
  readonly icmpType: string;
  readonly icmpCode: string;
}

export function trafficNamesOf({ rule, written }: RuleInCode): TrafficNames {
  if (rule.of === 'network-acl') {
    const { protocol, firstPort: first, lastPort: last, icmpType, icmpCode } = namesOf(written);
    return { protocol, first, last, icmpType, icmpCode };
  }
  const [first, last] = written.code.kind === 'template' ? ['FromPort', 'ToPort'] : ['from_port', 'to_port'];
  const own = written.type.startsWith('aws_vpc_security_group_') ? 'ip_protocol' : 'protocol';
  const protocol = written.code.kind === 'template' ? 'IpProtocol' : own;
  return { protocol, first, last, icmpType: first, icmpCode: last };
}
