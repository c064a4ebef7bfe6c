/** Security groups and their rules: what a rule admits, what a network ACL stops before it, and who carries the group. */
import { portsOf } from '../aws/match.ts';
import type { Direction, SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import { networkAclPorts } from '../aws/networkAcl.ts';
import { isUntracked } from '../aws/securityGroup.ts';
import { formatAddress, type Address } from '../net/address.ts';
import { tcp, udp } from '../net/protocol.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import type { Topology } from '../reach/topology.ts';
import { groupRuleInWords } from '../reach/words.ts';
import type { Span } from '../text/span.ts';
import type { Explanation } from './explanation.ts';
import { walksOfGroupRule } from './miniWalk.ts';
import { remarksInWords } from './remarks.ts';
import { carriers, carriersAt, count, list, unknowns } from './sentences.ts';

export function explainGroup(topology: Topology, group: SecurityGroup, span: Span): Explanation {
  const rulesOf = (direction: Direction): string => {
    const rules = group.rules.filter((rule) => rule.direction === direction).length;
    if (group.open !== undefined) return `${direction}: ${count(rules, 'rule')} known, perhaps more`;
    return rules === 0
      ? `${direction}: no rules, so nothing but replies passes`
      : `${direction}: ${count(rules, 'rule')}`;
  };
  const members = topology.membersOf(group.address);
  const open = group.open === undefined ? [] : [{ kind: 'unknown', because: group.open } as const];
  return {
    span,
    title: `security group ${group.address}`,
    lines: [`${rulesOf('inbound')}; ${rulesOf('outbound')}.`, carriers(members), ...unknowns(open)],
    walks: [],
    related: carriersAt(members),
  };
}

/** The rules one block makes: one for each of its peers. */
export function explainGroupRules(
  topology: Topology,
  group: SecurityGroup,
  rules: readonly SecurityGroupRule[],
  span: Span,
): Explanation | undefined {
  const [first] = rules;
  if (first === undefined) return undefined;
  const members = topology.membersOf(group.address);
  const titles = [...new Set(rules.map(groupRuleInWords))];
  return {
    span,
    title:
      titles.length === 1
        ? `${group.address}: ${titles[0] ?? ''}`
        : `${group.address}: ${count(titles.length, 'rule')} made here`,
    lines: [
      ...(titles.length === 1 ? [] : titles.map((title) => `${title}.`)),
      ...[...new Set(rules.flatMap((rule) => stoppedBefore(topology, group.address, rule)))],
      ...remarksInWords(rules),
      ...unknowns(
        rules.flatMap(({ protocol, ports, icmp, peer, exists }) => [protocol, ports, icmp, peer, exists]),
      ),
      state(topology, group, first),
      'Rules of all groups on an interface add up; none of them can deny.',
      ...pointsAt(topology, rules),
      carriers(members),
    ],
    walks: walksOfGroupRule(topology, first, members),
    related: carriersAt(members),
  };
}

/** What the group remembers of flows the rule admits (SEMANTICS S14–S16, S22–S24). */
function state(topology: Topology, group: SecurityGroup, rule: SecurityGroupRule): string {
  const protocol = portsOf(rule, tcp).must.isEmpty ? udp : tcp;
  const members = topology.membersOf(group.address);
  const untracked = members.every((member) => isUntracked(rule, topology.groupsOf(member), protocol));
  if (untracked && members.length > 0)
    return 'It admits everybody and everything may leave, so AWS keeps no state: an ACK nobody asked for passes too.';
  return rule.direction === 'inbound'
    ? 'A security group keeps state: replies to what this rule admits leave whatever the outbound rules say.'
    : 'A security group keeps state: replies to what this rule admits come back whatever the inbound rules say.';
}

/** Who is meant where the peer is a group. */
function pointsAt(topology: Topology, rules: readonly SecurityGroupRule[]): readonly string[] {
  return rules.flatMap(({ peer, direction }) => {
    if (peer.kind === 'unknown' || peer.value.kind !== 'group') return [];
    const owners = topology.membersOf(peer.value.group).map(({ owner }) => owner);
    const way = direction === 'inbound' ? 'from' : 'to';
    return owners.length === 0
      ? [`No interface of the code carries ${peer.value.group}, so it admits nobody.`]
      : [`It admits traffic ${way} the private addresses of ${list(owners)}, not their public ones.`];
  });
}

/** The network ACLs a packet meets before this rule, where they stop some of what it admits. */
function stoppedBefore(topology: Topology, group: string, rule: SecurityGroupRule): readonly string[] {
  if (rule.direction !== 'inbound' || rule.peer.kind === 'unknown' || rule.peer.value.kind !== 'cidr')
    return [];
  const { cidr } = rule.peer.value;
  const everybody = everyday(internetClasses(topology, cidr.family))[0]?.address;
  const remote: Address =
    everybody !== undefined && cidr.prefixLength === 0
      ? everybody
      : { family: cidr.family, value: cidr.first };
  const asked = portsOf(rule, tcp).must;
  if (asked.isEmpty) return [];
  // Others of the block may fare otherwise.
  const whose = cidr.prefixLength === 0 ? 'the internet at large' : formatAddress(remote);
  const seen = new Set<string>();
  for (const member of topology.membersOf(group)) {
    const subnet = topology.subnetOf(member);
    const acl = subnet.kind === 'known' ? topology.networkAclOf(subnet.value) : subnet;
    if (acl.kind === 'unknown') continue;
    const passing = asked.intersect(networkAclPorts(acl.value, 'inbound', remote, tcp).mayAllow);
    const stopped = passing.isEmpty
      ? `none of its tcp ports pass from ${whose}`
      : `of its tcp ports no more than ${passing.toString()} pass from ${whose}`;
    if (!passing.equals(asked)) seen.add(`Decided before it: ${acl.value.address} inbound; ${stopped}.`);
  }
  return [...seen];
}
