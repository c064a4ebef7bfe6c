/**
 * `sg-rule-no-effect`: a security group lets something through that never gets to its members, or never leaves: the
 * network ACL drops it, or no route leads there, for each of them (SEMANTICS N26, R7).
 */
import type { NetworkInterface, SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import { groupRuleInWords } from '../reach/words.ts';
import { DeadRules, type Dead } from './deadRules.ts';
import type { Finding } from './finding.ts';
import { furtherUses } from './groupUses.ts';
import { namesInWords } from './members.ts';
import type { Rule } from './rule.ts';

export const sgRuleNoEffect: Rule = {
  id: 'sg-rule-no-effect',
  check: ({ configuration, topology }) => {
    // Where somebody carries a group that cannot be named, it may be this one.
    const isOpen = topology.interfaces.some(({ securityGroups }) =>
      securityGroups.some(({ kind }) => kind === 'unknown'),
    );
    if (isOpen) return [];
    const mayHaveOthers = furtherUses(configuration, topology);
    const judge = new DeadRules(configuration, topology);
    const byPlace = new Map<string, Written>();
    for (const group of topology.network.securityGroups) {
      const members = topology.membersOf(group.address);
      if (members.length === 0) continue;
      for (const rule of group.rules) {
        if (rule.origin.awsDefault === true || rule.exists.kind === 'unknown') continue;
        const key = `${group.address} ${rule.resource} ${rule.origin.file} ${rule.origin.span.start}`;
        const written = byPlace.get(key) ?? { group, members, rows: [], dead: [] };
        byPlace.set(key, written);
        written.rows.push(rule);
        const why = judge.whyAt(rule, members);
        // Asked last, as it takes a look at every value of the code, and few rules are dead.
        if (why === undefined || mayHaveOthers(group.address)) continue;
        if (!isNamedElsewhere(topology, rule, mayHaveOthers)) written.dead.push({ rule, why });
      }
    }
    return [...byPlace.values()].flatMap((written) => toFinding(written));
  },
};

/** One block or resource, which is a rule for each of its peers, and those of them that let nothing through. */
interface Written {
  readonly group: SecurityGroup;
  readonly members: readonly NetworkInterface[];
  readonly rows: SecurityGroupRule[];
  readonly dead: { readonly rule: SecurityGroupRule; readonly why: Dead }[];
}

/** Whether its peer is a group whose members the code does not all show. */
function isNamedElsewhere(
  { network }: Topology,
  { peer }: SecurityGroupRule,
  mayHaveOthers: (group: string) => boolean,
): boolean {
  if (peer.kind === 'unknown' || peer.value.kind !== 'group') return false;
  const { group } = peer.value;
  return mayHaveOthers(group) || !network.securityGroups.some(({ address }) => address === group);
}

function toFinding({ members, rows, dead }: Written): readonly Finding[] {
  const [first] = dead;
  if (first === undefined) return [];
  const { rule, why } = first;
  const what = dead.length === rows.length ? 'this rule' : `a part of this rule, ${inWords(rule)}`;
  const effect =
    rule.direction === 'inbound'
      ? `gets to ${namesInWords(members)} from outside the subnet`
      : `gets out of the subnet of ${namesInWords(members)}`;
  return [
    {
      rule: 'sg-rule-no-effect',
      severity: 'information',
      certainty: 'proved',
      message: `Nothing ${effect} by ${what}: ${why.why}. Let it through there too, or remove it here.`,
      resource: rule.resource,
      origin: rule.origin,
      related: [
        why.related,
        ...members
          .slice(0, 2)
          .map((at) => ({ message: `Carries the group: ${at.owner}`, origin: at.origin })),
      ],
      proof: undefined,
      because: [],
    },
  ];
}

function inWords(rule: SecurityGroupRule): string {
  return groupRuleInWords(rule).replace(/^\w+ rule allows /, '');
}
