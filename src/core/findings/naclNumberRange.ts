/** `nacl-number-range`: AWS takes rule numbers from 1 to 32766 and keeps the rest to itself (SEMANTICS N2). */
import { refusalFinding } from './refusals.ts';
import { refusedRules } from './writtenRules.ts';
import type { Rule } from './rule.ts';

export const naclNumberRange: Rule = {
  id: 'nacl-number-range',
  check: ({ topology }) =>
    refusedRules(topology.network, ['rule-number']).map((refused) =>
      refusalFinding('nacl-number-range', refused, 'Give it a free number in that range.'),
    ),
};
