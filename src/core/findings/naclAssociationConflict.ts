/**
 * `nacl-association-conflict`: a subnet has one network ACL, and the code gives it two, or the same one in two ways that
 * overwrite each other (SEMANTICS N21, 5.1).
 */
import type { AssociationConflict, NetworkAclAssociation } from '../aws/network.ts';
import type { Finding } from './finding.ts';
import { isPlan } from './plans.ts';
import type { Rule } from './rule.ts';

export const naclAssociationConflict: Rule = {
  id: 'nacl-association-conflict',
  check: ({ configuration, topology }) => {
    const { associationConflicts: conflicts = [] } = topology.network;
    // A plan's list of subnets holds those that other resources associate.
    return conflicts.filter(({ kind }) => kind === 'two' || !isPlan(configuration)).map(toFinding);
  },
};

function toFinding({ kind, subnet, first, second }: AssociationConflict): Finding {
  const wordsOf = {
    two: `${subnet} is given two network ACLs, ${nameOf(first)} and ${nameOf(second)}. It has one at a time, and the one applied last wins; leave one of them.`,
    twice: `${subnet} is associated with ${second.networkAcl} twice, by ${placeOf(first)} and by ${placeOf(second)}, and taking either away takes the association away. Leave one of them.`,
    unlisted: `${second.networkAcl} lists its subnets itself, without ${subnet}, and takes it away again whenever it is applied. Add ${subnet} to the list, or associate all of its subnets by resources of their own.`,
  };
  return {
    rule: 'nacl-association-conflict',
    severity: kind === 'twice' ? 'information' : 'warning',
    certainty: 'proved',
    message: wordsOf[kind],
    resource: second.by,
    origin: second.origin,
    related: [
      {
        message:
          kind === 'unlisted'
            ? `Lists its subnets: ${first.networkAcl}`
            : `Associates it with ${first.networkAcl}: ${placeOf(first)}`,
        origin: first.origin,
      },
    ],
    proof: undefined,
    because: [],
  };
}

/** The network ACL, with the resource that says so where that is another. */
function nameOf({ networkAcl, by }: NetworkAclAssociation): string {
  return by === networkAcl ? networkAcl : `${networkAcl} by ${by}`;
}

function placeOf({ networkAcl, by }: NetworkAclAssociation): string {
  return by === networkAcl ? 'its own list' : by;
}
