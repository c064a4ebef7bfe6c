/** The names of the rules, which comments, settings and findings all use. */

/** Stable ids; docs/rules has a page for each. */
export const ruleIds = [
  'nacl-reply-blocked',
  'nacl-reply-intermittent',
  'nacl-ephemeral-exposes',
  'nacl-rule-shadowed',
  'nacl-rule-partly-shadowed',
  'nacl-rule-redundant',
  'nacl-duplicate-number',
  'nacl-number-range',
  'nacl-deny-after-allow',
  'nacl-inline-and-separate',
  'nacl-icmp-zero',
  'nacl-port-zero',
  'nacl-protocol-name',
  'ports-ignored',
  'cidr-host-bits',
  'ipv6-forgotten',
  'pmtud-blocked',
  'rule-refused',
  'nacl-association-conflict',
  'nacl-unassociated',
  'sg-exposed',
  'sg-rule-no-effect',
  'sg-no-egress',
  'sg-egress-stripped',
  'sg-inline-and-separate',
  'sg-duplicate-rule',
  'sg-reference-public',
  'sg-reference-empty',
  'sg-default-adopted',
  'no-internet-route',
  'public-ip-without-route',
  'nat-in-private-subnet',
  'blackhole-route',
  'quota-nacl-rules',
  'quota-sg-rules',
  'comment-no-effect',
  'ignore-unused',
  'unresolved',
] as const;

export type RuleId = (typeof ruleIds)[number];

export function isRuleId(text: string): text is RuleId {
  return (ruleIds as readonly string[]).includes(text);
}
