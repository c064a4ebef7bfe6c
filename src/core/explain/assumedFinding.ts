/** A finding that rests on something: a problem's message has no room for what that is, and it takes a moment to tell. */
import type { Finding } from '../findings/finding.ts';
import { touches } from '../text/span.ts';
import type { Explanation } from './explanation.ts';
import { reasons } from './sentences.ts';

/** Those that are marked at an offset and rest on something beside what AWS does not document. */
export function explainAssumed(
  findings: readonly Finding[],
  file: string,
  offset: number,
): readonly Explanation[] {
  return findings.flatMap(({ rule, origin, assumes }): Explanation | [] => {
    if (assumes === undefined || origin.file !== file || !touches(origin.span, offset)) return [];
    const because = assumes();
    const lines = [`Assumed: ${reasons(because)}.`];
    return because.length === 0 ? [] : { span: origin.span, title: rule, lines, walks: [], related: [] };
  });
}
