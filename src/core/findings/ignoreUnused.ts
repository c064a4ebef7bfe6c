/**
 * `ignore-unused`: a comment tells Ackscope to ignore what is not found there, so it hides nothing today and would hide the
 * next fault. Only where one analysis sees all there is to see: a module that others call may be different for each.
 */
import type { IgnoreAnnotation } from '../text/annotation.ts';
import { folderOf } from '../text/paths.ts';
import type { Finding } from './finding.ts';
import { isRuleId, type RuleId } from '../text/ruleIds.ts';
import { ignoresIn, speaksOfPlace } from './ignores.ts';
import type { Judged, Rule } from './rule.ts';

export const ignoreUnused: Rule = {
  id: 'ignore-unused',
  check: (judged) => {
    const { configuration } = judged;
    // In code that cannot be read as a whole, findings are missing that the comments are for.
    if (configuration.problems.length > 0) return [];
    return [...ignoresIn(configuration)].flatMap(([file, ignores]) =>
      isRoot(file, judged) ? ignores.flatMap((one) => toFinding(file, one, judged)) : [],
    );
  },
};

function isRoot(file: string, { configuration: { language, root } }: Judged): boolean {
  return language === 'terraform' ? folderOf(file) === root : file === root;
}

function toFinding(file: string, one: IgnoreAnnotation, judged: Judged): readonly Finding[] {
  const unused = one.rules.filter(isRuleId).filter((rule) => isUnused(file, one, rule, judged));
  // A comment about nothing is `comment-no-effect`'s.
  if (unused.length === 0 || one.line === undefined) return [];
  const named = unused.join(' and ');
  const what =
    unused.length === one.rules.length
      ? 'This comment hides nothing'
      : 'A part of this comment hides nothing';
  return [
    {
      rule: 'ignore-unused',
      severity: 'hint',
      certainty: 'proved',
      message: `${what}: ${named} is not found here. Remove it, or it will hide the next one.`,
      resource: file,
      origin: { file, span: one.span },
      related: [],
      proof: undefined,
      because: [],
      unnecessary: true,
    },
  ];
}

function isUnused(
  file: string,
  one: IgnoreAnnotation,
  rule: RuleId,
  { configuration, settings, earlier = [] }: Judged,
): boolean {
  // What nobody looks for is not found.
  if (settings.severities.get(rule) === 'off') return false;
  return !earlier.some(
    (finding) =>
      finding.rule === rule &&
      finding.origin.file === file &&
      speaksOfPlace(one, finding.origin, configuration),
  );
}
