/** For `ports-ignored`: the ports taken out where AWS ignores them, and the protocol they are of named where it is refused. */
import type { Change } from '../../rewrite/written.ts';
import { setAll, together } from './changes.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { ruleOfFinding, trafficNamesOf, type RuleInCode } from './ruleOfFinding.ts';

/** Whether the ports are meant or the protocol only its author knows, so neither is made unasked. */
export function portsIgnored(context: FixContext): readonly Alternatives[] {
  const found = ruleOfFinding(context);
  if (found === undefined) return [];
  const without = (): Proposal | undefined => {
    const edits = withoutPorts(found);
    const title = 'Take out the ports, which AWS ignores';
    return edits && { title, edits, onRequest: true, keepsTraffic: true };
  };
  // A rule that is refused lets nothing through today: the narrower of the two it may mean.
  const named = (): Proposal | undefined => {
    const edits = found.written.set(trafficNamesOf(found).protocol, 'tcp');
    const title = 'Make it a rule for tcp, which has ports';
    return edits && { title, edits, needsReview: true, onRequest: true };
  };
  return found.rule.rule.refused === undefined ? [[without]] : [[named]];
}

/** Left out where they may be, else zero as the provider demands it. */
function withoutPorts(found: RuleInCode): Change {
  const { written } = found;
  const { first, last } = trafficNamesOf(found);
  const mayBeLeftOut =
    written.code.kind === 'template' ||
    written.type.startsWith('aws_vpc_') ||
    written.type === 'aws_network_acl_rule';
  if (!mayBeLeftOut)
    return setAll(written, [
      [first, 0],
      [last, 0],
    ]);
  const [outer = '', inner] = first.split('.');
  if (inner !== undefined) return written.unset(outer);
  return together(
    ...[first, last].filter((name) => written.names.includes(name)).map((name) => written.unset(name)),
  );
}
