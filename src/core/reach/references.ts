/** Whether a security group that a rule names still stands for its members where the rule is asked (SEMANTICS S29, S30). */
import { allOf, anyOf, type Match } from '../aws/match.ts';
import type { PeerMatcher } from '../aws/securityGroup.ts';
import { unknown, type Maybe } from '../value/value.ts';
import type { Topology } from './topology.ts';

/**
 * Whether rules that name a group know its members on the other side of a way. `associated`: not by the way itself, but a
 * group that is associated with several VPCs may be named in all of them, and nobody says whether that is so here too.
 */
export type References = Match | 'associated';

/** The same for all ways on which rules know the same members, for keys. */
export function referencesKey(references: References): 'yes' | 'no' | 'associated' | 'unknown' {
  return typeof references === 'string' ? references : references.kind;
}

/** Of two parts of a way. */
export function referencesOverBoth(a: References, b: References): References {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'associated' || b === 'associated' ? 'associated' : allOf(a, b);
}

/** Whether rules that name one group know its members. */
export function referenceTo(topology: Topology, references: References, group: string): Match {
  if (references !== 'associated') return references;
  const found = topology.securityGroup(group);
  if (found === undefined)
    return unknown(group, 'is a security group outside the code, and may be associated with several VPCs');
  if (found.alsoIn === undefined) return 'no';
  const why =
    'is associated with several VPCs, and whether rules know its members across a transit gateway that carries no references is not documented';
  return unknown(group, why, found.origin);
}

/**
 * The network's matcher, for rules whose references hold as told. Blocks and prefix lists always do.
 * @param vouchers groups of somebody who passes on what the remote sent.
 */
export function peerMatcher(
  topology: Topology,
  references: References,
  vouchers: readonly Maybe<string>[] = [],
): PeerMatcher {
  if (references === 'yes' && vouchers.length === 0) return topology.matchesPeer;
  return (peer, remote) =>
    peer.kind === 'group'
      ? allOf(
          anyOf(topology.matchesPeer(peer, remote), isAmong(vouchers, peer.group)),
          referenceTo(topology, references, peer.group),
        )
      : topology.matchesPeer(peer, remote);
}

function isAmong(groups: readonly Maybe<string>[], name: string): Match {
  return anyOf(
    ...groups.map((group): Match => (group.kind === 'unknown' ? group : group.value === name ? 'yes' : 'no')),
  );
}
