/** Whether a security group that a rule names still stands for its members where the rule is asked (SEMANTICS S29, S30). */
import { allOf, anyOf, type Match } from '../aws/match.ts';
import type { PeerMatcher } from '../aws/securityGroup.ts';
import type { Maybe } from '../value/value.ts';
import type { Topology } from './topology.ts';

/**
 * The network's matcher, for rules whose references hold as told. Blocks and prefix lists always do.
 * @param vouchers groups of somebody who passes on what the remote sent.
 */
export function peerMatcher(
  topology: Topology,
  references: Match,
  vouchers: readonly Maybe<string>[] = [],
): PeerMatcher {
  if (references === 'yes' && vouchers.length === 0) return topology.matchesPeer;
  return (peer, remote) =>
    peer.kind === 'group'
      ? allOf(anyOf(topology.matchesPeer(peer, remote), isAmong(vouchers, peer.group)), references)
      : topology.matchesPeer(peer, remote);
}

function isAmong(groups: readonly Maybe<string>[], name: string): Match {
  return anyOf(
    ...groups.map((group): Match => (group.kind === 'unknown' ? group : group.value === name ? 'yes' : 'no')),
  );
}
