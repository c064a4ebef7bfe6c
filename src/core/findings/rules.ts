/** Every rule there is. A rule is a file of its own; here it gets its place. */
import { naclDenyAfterAllow } from './naclDenyAfterAllow.ts';
import { naclReplyBlocked } from './naclReplyBlocked.ts';
import { naclRulePartlyShadowed } from './naclRulePartlyShadowed.ts';
import { naclRuleRedundant } from './naclRuleRedundant.ts';
import { naclRuleShadowed } from './naclRuleShadowed.ts';
import type { Rule } from './rule.ts';
import { sgExposed } from './sgExposed.ts';
import { unresolved } from './unresolved.ts';

export const rules: readonly Rule[] = [
  naclReplyBlocked,
  naclRuleShadowed,
  naclRulePartlyShadowed,
  naclRuleRedundant,
  naclDenyAfterAllow,
  sgExposed,
  unresolved,
];
