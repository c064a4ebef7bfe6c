/** Which rules have fixes. A rule whose right edit only its author can know has none. */
import type { RuleId } from '../finding.ts';
import { commentNoEffect } from './commentNoEffect.ts';
import type { Proposer } from './fix.ts';
import { ignoreUnused } from './ignoreUnused.ts';
import { naclReply } from './naclReply.ts';
import { moveRule, removeRule } from './naclRuleOrder.ts';

export const proposers: ReadonlyMap<RuleId, Proposer> = new Map<RuleId, Proposer>([
  ['nacl-reply-blocked', naclReply],
  ['nacl-reply-intermittent', naclReply],
  ['nacl-rule-shadowed', removeRule],
  ['nacl-rule-redundant', removeRule],
  ['nacl-deny-after-allow', moveRule],
  ['nacl-rule-partly-shadowed', moveRule],
  ['comment-no-effect', commentNoEffect],
  ['ignore-unused', ignoreUnused],
]);
