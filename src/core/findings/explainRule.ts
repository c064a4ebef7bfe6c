/** What one rule does in the company of the others: the facts behind a hover on a NACL entry or security group rule. */
import type {
  Direction,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  SecurityGroup,
  SecurityGroupRule,
} from '../aws/network.ts';
import { entriesOf, networkAclPorts } from '../aws/networkAcl.ts';
import type { Address } from '../net/address.ts';
import type { PortSet } from '../net/portSet.ts';
import { tcp, udp } from '../net/protocol.ts';
import { portsOf } from '../aws/match.ts';
import { entryInWords, groupRuleInWords } from '../reach/words.ts';
import type { Topology } from '../reach/topology.ts';
import type { Origin } from '../text/origin.ts';
import { touches, type Span } from '../text/span.ts';
import { explain } from '../value/value.ts';
import type { Related } from './finding.ts';

export interface RuleExplanation {
  /** The construct the explanation is about. */
  readonly span: Span;
  /** One line: `inbound rule 100 allows tcp 1024-65535 from 0.0.0.0/0`. */
  readonly title: string;
  /** Plain sentences, most important first. */
  readonly lines: readonly string[];
  /** Rules that decide before it, and who stands behind it. */
  readonly related: readonly Related[];
}

/** Explains the rule at an offset of a file; `undefined` when there is none. The innermost construct wins. */
export function explainRule(topology: Topology, file: string, offset: number): RuleExplanation | undefined {
  let best: { size: number; explain: () => RuleExplanation } | undefined;
  const offer = (origin: Origin, explainIt: (span: Span) => RuleExplanation): void => {
    const extent = origin.extent ?? origin.span;
    if (origin.file !== file || origin.awsDefault === true || !touches(extent, offset)) return;
    const size = extent.end - extent.start;
    if (best === undefined || size <= best.size) best = { size, explain: () => explainIt(extent) };
  };
  for (const acl of topology.network.networkAcls) {
    offer(acl.origin, (span) => explainAcl(topology, acl, span));
    for (const direction of ['inbound', 'outbound'] as const) {
      for (const entry of entriesOf(acl, direction)) {
        offer(entry.origin, (span) => explainEntry(topology, acl, direction, entry, span));
      }
    }
    for (const entry of acl.refused) offer(entry.origin, (span) => explainRefused(acl.address, entry, span));
  }
  for (const group of topology.network.securityGroups) {
    offer(group.origin, (span) => explainGroup(topology, group, span));
    for (const rule of group.rules)
      offer(rule.origin, (span) => explainGroupRule(topology, group, rule, span));
    for (const rule of group.refused) offer(rule.origin, (span) => explainRefused(group.address, rule, span));
  }
  return best?.explain();
}

function explainEntry(
  topology: Topology,
  acl: NetworkAcl,
  direction: Direction,
  entry: NetworkAclEntry,
  span: Span,
): RuleExplanation {
  const lines: string[] = [];
  if (entry.cidr.kind === 'known') {
    const remote: Address = { family: entry.cidr.value.family, value: entry.cidr.value.first };
    for (const [name, protocol] of [
      ['tcp', tcp],
      ['udp', udp],
    ] as const) {
      const asked = portsOf(entry, protocol).must;
      if (asked.isEmpty) continue;
      const { decided } = networkAclPorts(acl, direction, remote, protocol);
      const own = decided.find((part) => part.entry === entry)?.ports;
      lines.push(decides(name, asked, own));
    }
  }
  lines.push(
    ...unknowns([
      entry.ruleNumber,
      entry.action,
      entry.protocol,
      entry.ports,
      entry.icmp,
      entry.cidr,
      entry.exists,
    ]),
  );
  lines.push('A network ACL keeps no state: it judges SYN, ACK and every reply alike, each packet alone.');
  const number = entry.ruleNumber.kind === 'known' ? entry.ruleNumber.value : Infinity;
  const earlier = entriesOf(acl, direction).filter(
    (other) => other.ruleNumber.kind === 'known' && other.ruleNumber.value < number,
  );
  const related = earlier.map((other) => ({
    message: `Decides before it: ${entryInWords(direction, other)}`,
    origin: other.origin,
  }));
  return {
    span,
    title: entryInWords(direction, entry),
    lines: [...lines, ...behindAcl(topology, acl)],
    related,
  };
}

function decides(name: string, asked: PortSet, own: PortSet | undefined): string {
  if (own === undefined) return `No ${name} packet reaches it: earlier rules decide all its ports.`;
  if (own.equals(asked)) return `Decides ${name} ${own.toString()}; no earlier rule takes any of them.`;
  return `Decides ${name} ${own.toString()}; earlier rules decide ${name} ${asked.subtract(own).toString()}.`;
}

function explainGroupRule(
  topology: Topology,
  group: SecurityGroup,
  rule: SecurityGroupRule,
  span: Span,
): RuleExplanation {
  const reply =
    rule.direction === 'inbound'
      ? 'leave whatever the outbound rules say'
      : 'come back whatever the inbound rules say';
  const lines = [
    `A security group keeps state: replies to what this rule admits ${reply}.`,
    'Rules of all groups on an interface add up; none of them can deny.',
    ...unknowns([rule.protocol, rule.ports, rule.icmp, rule.peer, rule.exists]),
    ...behindGroup(topology, group.address),
  ];
  if (rule.direction === 'inbound') lines.push(...stoppedBefore(topology, group.address, rule));
  return {
    span,
    title: `${group.address}: ${groupRuleInWords(rule)}`,
    lines,
    related: members(topology, group.address),
  };
}

/** The NACLs a packet meets before this rule, where they stop all of what it admits. */
function stoppedBefore(topology: Topology, group: string, rule: SecurityGroupRule): readonly string[] {
  if (rule.peer.kind === 'unknown' || rule.peer.value.kind !== 'cidr') return [];
  const { cidr } = rule.peer.value;
  const remote: Address = { family: cidr.family, value: cidr.first };
  const asked = portsOf(rule, tcp).must;
  if (asked.isEmpty) return [];
  const seen = new Set<string>();
  for (const member of topology.membersOf(group)) {
    const subnet = topology.subnetOf(member);
    const acl = subnet.kind === 'known' ? topology.networkAclOf(subnet.value) : subnet;
    if (acl.kind === 'unknown') continue;
    const passing = asked.intersect(networkAclPorts(acl.value, 'inbound', remote, tcp).mayAllow);
    const stopped = passing.isEmpty
      ? 'none of its tcp ports pass'
      : `of its tcp ports ${passing.toString()} pass`;
    if (!passing.equals(asked)) seen.add(`Decided before it: ${acl.value.address} inbound; ${stopped}.`);
  }
  return [...seen];
}

function explainAcl(topology: Topology, acl: NetworkAcl, span: Span): RuleExplanation {
  const count = (direction: Direction): string => {
    const entries = entriesOf(acl, direction).length;
    return entries === 0
      ? `${direction}: only rule *, so everything is dropped`
      : `${direction}: ${entries} rule${entries === 1 ? '' : 's'}, then * drops the rest`;
  };
  const lines = [`${count('inbound')}; ${count('outbound')}.`, ...behindAcl(topology, acl)];
  return { span, title: `network ACL ${acl.address}`, lines, related: [] };
}

function explainGroup(topology: Topology, group: SecurityGroup, span: Span): RuleExplanation {
  const count = (direction: Direction): string => {
    const rules = group.rules.filter((rule) => rule.direction === direction).length;
    return rules === 0
      ? `${direction}: no rules, so nothing but replies passes`
      : `${direction}: ${rules} rule${rules === 1 ? '' : 's'}`;
  };
  const lines = [`${count('inbound')}; ${count('outbound')}.`, ...behindGroup(topology, group.address)];
  return { span, title: `security group ${group.address}`, lines, related: members(topology, group.address) };
}

function explainRefused(
  owner: string,
  rule: NetworkAclEntry | SecurityGroupRule,
  span: Span,
): RuleExplanation {
  const why = rule.refused === undefined ? 'AWS would refuse it' : `${rule.refused.what} ${rule.refused.why}`;
  return {
    span,
    title: `${owner}: this rule counts as absent`,
    lines: [`AWS would refuse it: ${why}.`],
    related: [],
  };
}

function behindAcl(topology: Topology, acl: NetworkAcl): readonly string[] {
  const subnets = topology.network.subnets.filter(
    (subnet) => subnet.networkAcl.kind === 'known' && subnet.networkAcl.value === acl.address,
  );
  if (subnets.length === 0) return ['No subnet of the code uses it, so it filters nothing.'];
  const names = subnets.map((subnet) => subnet.address);
  const hosts = topology.interfaces.filter(
    (at) => at.subnet.kind === 'known' && names.includes(at.subnet.value),
  );
  return [
    `Guards ${list(names)}${hosts.length === 0 ? '' : `, with ${list(hosts.map((at) => at.owner))} behind it`}.`,
  ];
}

function behindGroup(topology: Topology, group: string): readonly string[] {
  const behind = topology.membersOf(group);
  return [
    behind.length === 0
      ? 'No interface of the code carries it.'
      : `On ${list(behind.map((at) => at.owner))}.`,
  ];
}

function members(topology: Topology, group: string): readonly Related[] {
  return topology
    .membersOf(group)
    .map((at: NetworkInterface) => ({ message: `On ${at.owner}`, origin: at.origin }));
}

function unknowns(
  fields: readonly (
    { readonly kind: 'known' } | { readonly kind: 'unknown'; readonly because: Parameters<typeof explain>[0] }
  )[],
): readonly string[] {
  const open = fields.flatMap((field) => (field.kind === 'unknown' ? [explain(field.because)] : []));
  return [...new Set(open)].map((reason) => `Not known yet: ${reason}.`);
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
