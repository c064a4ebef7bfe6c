/** Rules and traffic in words, for hops, findings and hovers. Plain text; the edges decide how to show it. */
import type { Direction, NetworkAclEntry, Peer, SecurityGroupRule, TrafficMatch } from '../aws/network.ts';
import { formatCidr } from '../net/address.ts';
import { allProtocols, hasPorts, protocolName } from '../net/protocol.ts';
import type { Maybe } from '../value/value.ts';

/** `all traffic`, `tcp 1024-65535`, `icmp type 8 code 0`, `tcp on ports not known yet`. */
export function trafficInWords(match: TrafficMatch): string {
  if (match.protocol.kind === 'unknown') return 'a protocol not known yet';
  const protocol = match.protocol.value;
  if (protocol === allProtocols) return 'all traffic';
  const name = protocolName(protocol);
  if (hasPorts(protocol)) {
    if (match.ports.kind === 'unknown') return `${name} on ports not known yet`;
    const range = match.ports.value;
    if (range === 'all') return `all ${name}`;
    if (range.first === 0 && range.last === 65535) return `all ${name} ports`;
    return range.first === range.last ? `${name} ${range.first}` : `${name} ${range.first}-${range.last}`;
  }
  if (match.icmp.kind === 'unknown') return `${name} of a type not known yet`;
  const icmp = match.icmp.value;
  if (icmp === 'all' || icmp.type === undefined) return `all ${name}`;
  return icmp.code === undefined
    ? `${name} type ${icmp.type}`
    : `${name} type ${icmp.type} code ${icmp.code}`;
}

/** `from 0.0.0.0/0`, `to members of aws_security_group.db`. */
export function peerInWords(direction: Direction, peer: Maybe<Peer>): string {
  const preposition = direction === 'inbound' ? 'from' : 'to';
  if (peer.kind === 'unknown') return `${preposition} a peer not known yet`;
  switch (peer.value.kind) {
    case 'cidr':
      return `${preposition} ${formatCidr(peer.value.cidr)}`;
    case 'group':
      return `${preposition} members of ${peer.value.group}`;
    case 'prefix-list':
      return `${preposition} prefix list ${peer.value.prefixList}`;
  }
}

/** What was said of entries before: walks ask for the same few again and again. */
const said: Readonly<Record<Direction, WeakMap<NetworkAclEntry, string>>> = {
  inbound: new WeakMap(),
  outbound: new WeakMap(),
};

/** `inbound rule 100 allows tcp 1024-65535 from 0.0.0.0/0`; `*` denies everything no other rule matched. */
export function entryInWords(direction: Direction, entry: NetworkAclEntry | '*'): string {
  if (entry === '*') return `${direction} rule * denies what no other rule matches`;
  const before = said[direction].get(entry);
  if (before !== undefined) return before;
  const words = wordsOf(direction, entry);
  said[direction].set(entry, words);
  return words;
}

function wordsOf(direction: Direction, entry: NetworkAclEntry): string {
  const number =
    entry.ruleNumber.kind === 'known'
      ? `rule ${entry.ruleNumber.value}`
      : 'a rule whose number is not known yet';
  const action =
    entry.action.kind === 'known'
      ? entry.action.value === 'allow'
        ? 'allows'
        : 'denies'
      : 'allows or denies';
  const peer: Maybe<Peer> =
    entry.cidr.kind === 'known'
      ? { kind: 'known', value: { kind: 'cidr', cidr: entry.cidr.value } }
      : entry.cidr;
  return `${direction} ${number} ${action} ${trafficInWords(entry)} ${peerInWords(direction, peer)}`;
}

/** `inbound rule allows tcp 443 from 0.0.0.0/0`. */
export function groupRuleInWords(rule: SecurityGroupRule): string {
  return `${rule.direction} rule allows ${trafficInWords(rule)} ${peerInWords(rule.direction, rule.peer)}`;
}

/** With the article it takes: `an aws_vpc_endpoint`, `a virtual private gateway`. */
export function indefinite(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
