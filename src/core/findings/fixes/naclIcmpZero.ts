/** For `nacl-icmp-zero`: all types, all codes of a type, or echo requests. */
import { setAll } from './changes.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { ruleOfFinding, trafficNamesOf, type RuleInCode } from './ruleOfFinding.ts';

export function naclIcmpZero(context: FixContext): readonly Alternatives[] {
  const found = ruleOfFinding(context);
  if (found === undefined) return [];
  const codeAlone = found.rule.rule.remarks?.some(({ code }) => code === 'icmp-code-left-out') === true;
  if (codeAlone)
    return [[() => written(found, undefined, 'Set the code to -1, which is all codes of the type')]];
  const all = [
    (): Proposal | undefined => written(found, -1, 'Set type and code to -1, which is all of ICMP'),
  ];
  return found.rule.of === 'network-acl'
    ? [all]
    : [[() => written(found, 8, 'Set type 8 and code -1, for pings')], all];
}

/** @param type `undefined` where it stays as it is. */
function written(found: RuleInCode, type: number | undefined, title: string): Proposal | undefined {
  const { icmpType, icmpCode } = trafficNamesOf(found);
  const edits = setAll(found.written, [
    ...(type === undefined ? [] : [[icmpType, type] as const]),
    [icmpCode, -1],
  ]);
  return edits && { title, edits };
}
