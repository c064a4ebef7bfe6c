/**
 * `sg-reference-empty`: a rule admits the members of a security group that no interface of the code carries, so it admits
 * nobody (SEMANTICS S27).
 */
import type { Topology } from '../reach/topology.ts';
import type { Finding } from './finding.ts';
import { groupUses } from './groupUses.ts';
import type { Rule } from './rule.ts';

export const sgReferenceEmpty: Rule = {
  id: 'sg-reference-empty',
  check: ({ configuration, topology }) => {
    // Where somebody carries a group that cannot be named, it may be this one.
    if (topology.interfaces.length === 0 || carriesUnknown(topology)) return [];
    const mayHaveMembers = groupUses(configuration);
    const groups = new Map(topology.network.securityGroups.map((group) => [group.address, group]));
    return topology.network.securityGroups.flatMap((group) =>
      group.rules.flatMap(({ peer, exists, resource, origin, direction }): readonly Finding[] => {
        const isReference = peer.kind === 'known' && peer.value.kind === 'group' && exists.kind === 'known';
        if (!isReference || origin.awsDefault === true) return [];
        const named = groups.get(peer.value.group);
        // A group outside the code, or given to code that is not read, may have members there.
        if (named === undefined || named.open !== undefined) return [];
        if (mayHaveMembers(named.address)) return [];
        if (topology.membersOf(named.address).length > 0 || topology.membersOf(group.address).length === 0)
          return [];
        const nobody = direction === 'inbound' ? 'admits nobody' : 'lets nothing out';
        return [
          {
            rule: 'sg-reference-empty',
            severity: 'hint',
            certainty: 'proved',
            message: `This rule ${nobody}: no interface of the code carries ${named.address}. Attach the group to what is meant, or remove the rule.`,
            resource,
            origin,
            related: [{ message: `${named.address} has no members`, origin: named.origin }],
            proof: undefined,
            because: [],
          },
        ];
      }),
    );
  },
};

function carriesUnknown({ interfaces }: Topology): boolean {
  return interfaces.some(({ securityGroups }) => securityGroups.some(({ kind }) => kind === 'unknown'));
}
