/**
 * `comment-no-effect`: a comment speaks to Ackscope and says nothing it can use: a word it does not know, a rule there is
 * not, ports that cannot be read, or no line of code it could be about.
 */
import { portsIn } from '../lower/listening.ts';
import type { Annotation } from '../text/annotation.ts';
import type { Finding } from './finding.ts';
import { isRuleId } from '../text/ruleIds.ts';
import type { Rule } from './rule.ts';

export const commentNoEffect: Rule = {
  id: 'comment-no-effect',
  check: ({ configuration: { annotations = new Map<string, readonly Annotation[]>() } }) =>
    [...annotations].flatMap(([file, all]) =>
      all.flatMap((one): readonly Finding[] => {
        const why = whyVain(one);
        if (why === undefined) return [];
        return [
          {
            rule: 'comment-no-effect',
            severity: 'information',
            certainty: 'proved',
            message: `This comment has no effect: ${why}.`,
            resource: file,
            origin: { file, span: one.span },
            related: [],
            proof: undefined,
            because: [],
          },
        ];
      }),
    ),
};

function whyVain(one: Annotation): string | undefined {
  switch (one.kind) {
    case 'unknown':
      return `${quote(one.word)} is none of the words Ackscope knows, which are ignore and listening`;
    case 'listening':
      if (portsIn(one.ports) === undefined)
        return `${quote(one.ports)} are no ports; write them as in 80,443,53/udp`;
      break;
    case 'ignore': {
      const unknown = (one.rules.length === 0 ? [''] : one.rules).find((rule) => !isRuleId(rule));
      if (unknown !== undefined) return `there is no rule ${quote(unknown)}`;
    }
  }
  return one.line === undefined ? 'there is no code behind it or on the next line' : undefined;
}

function quote(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `"${shown}"`;
}
