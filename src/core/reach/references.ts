/** Whether a security group that a rule names still stands for its members where the rule is asked (SEMANTICS S29, S30). */
import { allOf, type Match } from '../aws/match.ts';
import type { PeerMatcher } from '../aws/securityGroup.ts';
import type { Topology } from './topology.ts';

/** The network's matcher, for rules whose references hold as told. Blocks and prefix lists always do. */
export function peerMatcher(topology: Topology, references: Match): PeerMatcher {
  if (references === 'yes') return topology.matchesPeer;
  return (peer, remote) =>
    peer.kind === 'group'
      ? allOf(topology.matchesPeer(peer, remote), references)
      : topology.matchesPeer(peer, remote);
}
