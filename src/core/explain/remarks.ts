/** What AWS, or the tool on the way to it, takes other than it reads, said where the rule is explained. */
import type { Remark, RemarkCode } from '../aws/acceptance.ts';

/** A sentence for each, once. */
export function remarksInWords(
  rules: readonly { readonly remarks?: readonly Remark[] }[],
): readonly string[] {
  const all = rules.flatMap(({ remarks = [] }) => remarks.map(({ code, what }) => sentences[code](what)));
  return [...new Set(all)];
}

const sentences: Readonly<Record<RemarkCode, (what: string) => string>> = {
  'ports-ignored': (what) =>
    `Its ${what} ${what.startsWith('ports') ? 'count' : 'counts'} for nothing: AWS ignores ports of this protocol, so the rule is for all it carries.`,
  'ports-left-out': (what) => `It has no ${what}, for which the provider sends 0: it is for port 0 alone.`,
  'icmp-type-left-out': (what) => `It has no ${what}, for which the provider sends 0: echo replies alone.`,
  'icmp-code-left-out': (what) => `It has no ${what}, for which the provider sends 0.`,
  'host-bits-cleared': (what) => `Of ${what} AWS clears the bits behind the prefix.`,
};
