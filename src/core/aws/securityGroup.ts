/**
 * The stateful filter. Rules only allow and have no order: a packet passes if any rule of any group on the interface
 * matches (SEMANTICS S1). Replies to a flow that passed are not judged by rules again (S14).
 */
import type { Address } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { PortSet } from '../net/portSet.ts';
import { allProtocols, hasPorts, icmp, icmpv6, type Protocol } from '../net/protocol.ts';
import { unknownOf, type Because, type Maybe, type Unknown } from '../value/value.ts';
import { allOf, existence, matchTraffic, otherFamily, portsOf, type Match } from './match.ts';
import type { Direction, Peer, SecurityGroup, SecurityGroupRule } from './network.ts';
import { remoteOf } from './networkAcl.ts';

/** Tells whether a peer stands for an address. Groups and prefix lists need the whole network for that. */
export type PeerMatcher = (peer: Peer, remote: Address) => Match;

export interface SecurityGroupDecision {
  readonly verdict: 'allow' | 'deny' | 'unknown';
  /** Allow only. The rule of the widest claim on tracking comes first: see {@link isUntracked}. */
  readonly rule: SecurityGroupRule | undefined;
  /** No group has any rule in this direction. */
  readonly noRules: boolean;
  readonly because: readonly Because[];
}

const nothing: readonly Because[] = [];

/** Judges one packet against the union of the groups on an interface. */
export function judgeSecurityGroups(
  groups: readonly Maybe<SecurityGroup>[],
  direction: Direction,
  packet: Packet,
  matchesPeer: PeerMatcher,
): SecurityGroupDecision {
  const remote = remoteOf(direction, packet);
  const open: Unknown[] = [];
  let allowed: SecurityGroupRule | undefined;
  let noRules = true;
  for (const group of groups) {
    if (group.kind === 'unknown') {
      open.push(group);
      continue;
    }
    if (group.value.open !== undefined) open.push({ kind: 'unknown', because: group.value.open });
    for (const rule of group.value.rules) {
      if (rule.direction !== direction) continue;
      noRules = false;
      const traffic = matchTraffic(rule, packet);
      // Who a peer stands for is looked up in the whole network, and most rules are for other traffic.
      if (traffic === 'no') continue;
      const match = allOf(existence(rule.exists), traffic, matchPeer(rule, remote, matchesPeer));
      if (match === 'yes') {
        if (allowed === undefined || (isAnywhere(rule) && !isAnywhere(allowed))) allowed = rule;
      } else if (match !== 'no') open.push(match);
    }
  }
  if (allowed !== undefined) return { verdict: 'allow', rule: allowed, noRules: false, because: nothing };
  if (open.length > 0)
    return { verdict: 'unknown', rule: undefined, noRules: false, because: unknownOf(open).because };
  return { verdict: 'deny', rule: undefined, noRules, because: nothing };
}

/** What the groups do in one direction with all ports of a protocol towards one remote address. */
export function securityGroupPorts(
  groups: readonly Maybe<SecurityGroup>[],
  direction: Direction,
  remote: Address,
  protocol: Protocol,
  matchesPeer: PeerMatcher,
): { must: PortSet; may: PortSet } {
  let must = PortSet.none;
  let may = PortSet.none;
  for (const group of groups) {
    if (group.kind === 'unknown' || group.value.open !== undefined) may = PortSet.all;
    if (group.kind === 'unknown') continue;
    for (const rule of group.value.rules) {
      if (rule.direction !== direction) continue;
      const ports = portsOf(rule, protocol);
      if (ports.may.isEmpty) continue;
      const there = allOf(existence(rule.exists), matchPeer(rule, remote, matchesPeer));
      if (there === 'no') continue;
      may = may.union(ports.may);
      if (there === 'yes') must = must.union(ports.must);
    }
  }
  return { must, may: may.union(must) };
}

/**
 * Whether AWS keeps no state for a TCP or UDP flow this rule admitted: its peer is everybody, and the other direction
 * admits every response port from and to everybody (SEMANTICS S16). Paths AWS always tracks (S17) are the caller's.
 */
export function isUntracked(
  admitting: SecurityGroupRule,
  groups: readonly Maybe<SecurityGroup>[],
  protocol: Protocol,
): boolean {
  if (!isAnywhere(admitting) || protocol === icmp || protocol === icmpv6) return false;
  const family = familyOf(admitting);
  for (const group of groups) {
    if (group.kind === 'unknown') continue;
    for (const rule of group.value.rules) {
      if (rule.direction === admitting.direction || rule.exists.kind === 'unknown') continue;
      if (isAnywhere(rule) && familyOf(rule) === family && coversAllPorts(rule, protocol)) return true;
    }
  }
  return false;
}

/** Egress of everything to everybody in IPv4, as AWS gives it to new groups (SEMANTICS S5); that of IPv6 is another rule. */
export function isAllowAllEgress(rule: SecurityGroupRule): boolean {
  const { direction, protocol } = rule;
  const isAllTraffic = protocol.kind === 'known' && protocol.value === allProtocols;
  return direction === 'outbound' && isAllTraffic && isAnywhere(rule) && familyOf(rule) === 'ipv4';
}

function coversAllPorts(rule: SecurityGroupRule, protocol: Protocol): boolean {
  if (rule.protocol.kind === 'unknown' || rule.ports.kind === 'unknown') return false;
  if (rule.protocol.value === allProtocols) return true;
  if (rule.protocol.value !== protocol) return false;
  return (
    !hasPorts(protocol) || rule.ports.value === 'all' || PortSet.of(rule.ports.value).equals(PortSet.all)
  );
}

function isAnywhere(rule: SecurityGroupRule): boolean {
  return (
    rule.peer.kind === 'known' && rule.peer.value.kind === 'cidr' && rule.peer.value.cidr.prefixLength === 0
  );
}

function familyOf(rule: SecurityGroupRule): string | undefined {
  return rule.peer.kind === 'known' && rule.peer.value.kind === 'cidr'
    ? rule.peer.value.cidr.family
    : undefined;
}

function matchPeer(rule: SecurityGroupRule, remote: Address, matchesPeer: PeerMatcher): Match {
  const { peer } = rule;
  if (peer.kind === 'known') return matchesPeer(peer.value, remote);
  return otherFamily(peer, remote) ? 'no' : peer;
}
