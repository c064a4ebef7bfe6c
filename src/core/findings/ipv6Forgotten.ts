/**
 * `ipv6-forgotten`: something has an IPv6 address and a way to the internet for it, and a filter that opens up to 0.0.0.0/0
 * says nothing about IPv6, which 0.0.0.0/0 does not cover (SEMANTICS N7, S10). A rule for IPv6, be it a deny, shows that
 * somebody thought of it.
 */
import type {
  Direction,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  SecurityGroup,
  SecurityGroupRule,
} from '../aws/network.ts';
import type { MaybeCidr } from '../aws/component.ts';
import { comparePlaces } from '../text/origin.ts';
import type { Topology } from '../reach/topology.ts';
import { opens } from './droppedReply.ts';
import type { Finding } from './finding.ts';
import { isPublic, leavesForInternet, routesToInternet } from './internetRoute.ts';
import { namesInWords } from './members.ts';
import type { Rule } from './rule.ts';

const id = 'ipv6-forgotten';

export const ipv6Forgotten: Rule = { id, check: ({ topology }) => check(topology) };

/** A network ACL first: behind one that drops all of IPv6 the groups do not matter yet. */
function check(topology: Topology): readonly Finding[] {
  const behindAcl = new Map<NetworkAcl, NetworkInterface[]>();
  const inGroup = new Map<SecurityGroupRule, { group: SecurityGroup; members: NetworkInterface[] }>();
  for (const at of topology.interfaces) {
    const subnet = topology.subnetOf(at);
    const has = at.ipv6.kind === 'known' && at.ipv6.value.length > 0 && at.kind !== 'nat-gateway';
    if (!has || subnet.kind === 'unknown') continue;
    const routes = routesToInternet(topology, subnet.value, 'ipv6') ?? [];
    const acl = topology.networkAclOf(subnet.value);
    if (!routes.some(leavesForInternet) || acl.kind === 'unknown') continue;
    if (forgets(acl.value)) {
      if (behindAcl.get(acl.value)?.push(at) === undefined) behindAcl.set(acl.value, [at]);
      continue;
    }
    for (const direction of ['inbound', 'outbound'] as const) {
      const reaches = direction === 'outbound' || routes.some(isPublic);
      const found = reaches && opens(at, direction) ? forgettingRule(topology, at, direction) : undefined;
      if (found === undefined) continue;
      const known = inGroup.get(found.rule);
      if (known === undefined) inGroup.set(found.rule, { group: found.group, members: [at] });
      else known.members.push(at);
    }
  }
  return [
    ...[...behindAcl].flatMap(([acl, members]) => ofAcl(acl, members)),
    ...[...inGroup].map(([rule, { group, members }]) => ofGroup(group, rule, members)),
  ];
}

/** Whether a network ACL opens up to IPv4 and has no rule at all for IPv6, in either direction. */
function forgets(acl: NetworkAcl): boolean {
  const entries = [...acl.inbound, ...acl.outbound];
  return acl.open === undefined && entries.some(isOpenEntry) && !entries.some(({ cidr }) => mayBeIpv6(cidr));
}

function isOpenEntry({ cidr, action, exists }: NetworkAclEntry): boolean {
  return isAnyIpv4(cidr) && action.kind === 'known' && action.value === 'allow' && exists.kind === 'known';
}

/** The rule of an interface's groups that opens up to IPv4, where none of them has one for IPv6. */
function forgettingRule(
  topology: Topology,
  at: NetworkInterface,
  direction: Direction,
): { readonly group: SecurityGroup; readonly rule: SecurityGroupRule } | undefined {
  const groups = topology.groupsOf(at);
  let found: { readonly group: SecurityGroup; readonly rule: SecurityGroupRule } | undefined;
  for (const group of groups) {
    if (group.kind === 'unknown' || group.value.open !== undefined) return undefined;
    for (const rule of group.value.rules.filter((one) => one.direction === direction)) {
      const { peer, exists } = rule;
      if (peer.kind === 'unknown' || peer.value.kind === 'prefix-list') return undefined;
      if (peer.value.kind === 'group') continue;
      if (peer.value.cidr.family === 'ipv6') return undefined;
      const open = peer.value.cidr.prefixLength === 0 && exists.kind === 'known';
      if (!open || rule.origin.awsDefault === true) continue;
      // The first as the code is read.
      const earlier = found === undefined || comparePlaces(rule.origin, found.rule.origin) < 0;
      if (earlier) found = { group: group.value, rule };
    }
  }
  return found;
}

function mayBeIpv6(cidr: MaybeCidr): boolean {
  return cidr.kind === 'known' ? cidr.value.family === 'ipv6' : cidr.family !== 'ipv4';
}

function isAnyIpv4(cidr: MaybeCidr): boolean {
  return cidr.kind === 'known' && cidr.value.family === 'ipv4' && cidr.value.prefixLength === 0;
}

function ofAcl(acl: NetworkAcl, members: readonly NetworkInterface[]): readonly Finding[] {
  const open = [...acl.inbound, ...acl.outbound].find(isOpenEntry);
  if (open === undefined) return [];
  const origin = open.origin.awsDefault === true ? acl.origin : open.origin;
  const message = `${namesInWords(members)} ${hasWord(members)} an IPv6 address that works in neither direction: ${acl.address} opens up to 0.0.0.0/0, which does not cover IPv6, and has no rule for ::/0. Add rules for ::/0, or a deny for ::/0 to say that IPv6 stays shut.`;
  return [finding('information', message, open.resource, origin, members)];
}

function ofGroup(
  group: SecurityGroup,
  rule: SecurityGroupRule,
  members: readonly NetworkInterface[],
): Finding {
  const names = namesInWords(members);
  const has = `${names} ${hasWord(members)} an IPv6 address`;
  const inbound = rule.direction === 'inbound';
  const what = inbound
    ? `and nobody on the internet reaches it: ${group.address} lets 0.0.0.0/0 in, which does not cover IPv6. Add a rule from ::/0, or leave the address out`
    : `and opens no connections to the internet by it: ${group.address} lets packets out to 0.0.0.0/0, which does not cover IPv6. Add a rule to ::/0, or leave the address out`;
  // A load balancer is asked to take IPv6; a host may have it by way of its subnet.
  const asked = !inbound || members.some(({ kind }) => kind === 'load-balancer');
  return finding(asked ? 'information' : 'hint', `${has} ${what}.`, rule.resource, rule.origin, members);
}

function hasWord(members: readonly NetworkInterface[]): string {
  return new Set(members.map(({ owner }) => owner)).size === 1 ? 'has' : 'have';
}

function finding(
  severity: Finding['severity'],
  message: string,
  resource: string,
  origin: Finding['origin'],
  members: readonly NetworkInterface[],
): Finding {
  return {
    rule: id,
    severity,
    certainty: 'proved',
    message,
    resource,
    origin,
    related: members
      .slice(0, 3)
      .map(({ owner, origin: at }) => ({ message: `Has an IPv6 address: ${owner}`, origin: at })),
    proof: undefined,
    because: [],
  };
}
