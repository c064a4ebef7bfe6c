/** Each checkpoint a packet can meet, put to the packet: judges it and reports the hop with the rule that decided. */
import { judgeNetworkAcl } from '../aws/networkAcl.ts';
import type { Direction, NetworkInterface, Subnet } from '../aws/network.ts';
import { lookUpRoute } from '../aws/routeTable.ts';
import { isUntracked, judgeSecurityGroups } from '../aws/securityGroup.ts';
import { formatAddress, formatCidr } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { explain, type Because, type Unknown } from '../value/value.ts';
import type { RouteTarget } from '../aws/network.ts';
import type { Topology } from './topology.ts';
import type { Trail } from './trail.ts';
import { entryInWords, groupRuleInWords } from './words.ts';

/** What an interface's security groups remember of a request that passed them. */
export interface TrackedFlow {
  /** No state is kept; the reply passes by a rule of the other direction (SEMANTICS S16). */
  readonly untracked: boolean;
  readonly direction: Direction;
}

/** Puts a request to the groups of an interface. Answers with what they remember, or nothing when it did not pass. */
export function passSecurityGroups(
  topology: Topology,
  trail: Trail,
  at: NetworkInterface,
  direction: Direction,
  packet: Packet,
): TrackedFlow | undefined {
  const groups = topology.groupsOf(at);
  const decision = judgeSecurityGroups(groups, direction, packet, topology.matchesPeer);
  const component =
    groups.length === 0
      ? at.address
      : at.securityGroups.map((g) => (g.kind === 'known' ? g.value : '(unknown)')).join(', ');
  const first = groups.find((group) => group.kind === 'known');
  const { rule } = decision;
  const origin = rule?.origin ?? (first?.kind === 'known' ? first.value.origin : at.origin);
  const where = `security group ${component}`;
  const text =
    decision.verdict === 'unknown'
      ? `${where}: cannot be told, because ${explain(decision.because)}`
      : rule !== undefined
        ? `${where}: ${groupRuleInWords(rule)}`
        : decision.noRules
          ? `${where}: has no ${direction} rules, so nothing passes`
          : `${where}: no ${direction} rule matches`;
  const passed = trail.pass({
    checkpoint: 'security-group',
    at: at.address,
    direction,
    component,
    ...(rule === undefined ? {} : { rule: rule.resource }),
    verdict: decision.verdict,
    failure: decision.noRules ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH',
    origin,
    because: decision.because,
    text,
  });
  if (!passed || rule === undefined) return undefined;
  return { untracked: isUntracked(rule, groups, packet.protocol), direction };
}

/** Puts a reply to the groups its request passed. They let it through: by state, or by the rule that made state needless. */
export function passTracked(
  trail: Trail,
  at: NetworkInterface,
  flow: TrackedFlow,
  assumed: boolean,
): boolean {
  const direction = flow.direction === 'inbound' ? 'outbound' : 'inbound';
  const component = at.securityGroups.map((g) => (g.kind === 'known' ? g.value : '(unknown)')).join(', ');
  return trail.pass({
    checkpoint: 'security-group',
    at: at.address,
    direction,
    component,
    rule: 'tracked',
    verdict: 'allow',
    certainty: assumed && !flow.untracked ? 'assumed' : 'proved',
    failure: 'ENI_SG_RULES_MISMATCH',
    origin: at.origin,
    text: flow.untracked
      ? `security group ${component}: keeps no state for this flow; a rule for all ports lets the reply through`
      : `security group ${component}: the reply belongs to a tracked flow`,
  });
}

/** The end of the way: somebody has the packet. */
export function received(trail: Trail, at: NetworkInterface, component: string, how: string): void {
  const name = component === at.address ? at.owner : component;
  trail.pass({
    checkpoint: 'interface',
    at: at.address,
    component,
    verdict: 'allow',
    failure: 'ENI_ADDRESS_RESTRICTION',
    origin: at.origin,
    text: `${name} ${how}`,
  });
}

/** The way leads over something that cannot be walked through; never a guess. Answers `false`, as nothing goes on. */
export function unmodelled(trail: Trail, at: NetworkInterface, component: string, why: Unknown): boolean {
  return trail.pass({
    checkpoint: 'component',
    at: at.address,
    component,
    verdict: 'unknown',
    failure: 'UNSUPPORTED_COMPONENT',
    origin: at.origin,
    because: why.because,
    text: `${component}: cannot be told, because ${explain(why.because)}`,
  });
}

/** Puts a packet to the NACL of a subnet it enters or leaves. */
export function passNetworkAcl(
  topology: Topology,
  trail: Trail,
  at: NetworkInterface,
  subnet: Subnet,
  direction: Direction,
  packet: Packet,
): boolean {
  const acl = topology.networkAclOf(subnet);
  if (acl.kind === 'unknown') {
    return trail.pass({
      checkpoint: 'network-acl',
      at: at.address,
      direction,
      component: subnet.networkAcl.kind === 'known' ? subnet.networkAcl.value : '(unknown)',
      verdict: 'unknown',
      failure: 'SUBNET_ACL_RESTRICTION',
      origin: subnet.origin,
      because: acl.because,
      text: `network ACL of ${subnet.address}: cannot be told, because ${explain(acl.because)}`,
    });
  }
  const { verdict, entry, because } = judgeNetworkAcl(acl.value, direction, packet);
  const where = `network ACL ${acl.value.address}`;
  return trail.pass({
    checkpoint: 'network-acl',
    at: at.address,
    direction,
    component: acl.value.address,
    ...(entry === undefined ? {} : { rule: ruleName(entry) }),
    verdict,
    failure: 'SUBNET_ACL_RESTRICTION',
    origin: entry === undefined || entry === '*' ? acl.value.origin : entry.origin,
    because,
    text:
      entry === undefined
        ? `${where}: cannot be told, because ${explain(because)}`
        : `${where}: ${entryInWords(direction, entry)}`,
  });
}

/** Asks a subnet's route table for the way; `undefined` when the packet ends here. */
export function passRouteTable(
  topology: Topology,
  trail: Trail,
  at: NetworkInterface,
  subnet: Subnet,
  packet: Packet,
): RouteTarget | undefined {
  const table = topology.routeTableOf(subnet);
  const destination = formatAddress(packet.destination);
  const open = (component: string, because: readonly Because[]): void => {
    trail.pass({
      checkpoint: 'route-table',
      at: at.address,
      component,
      verdict: 'unknown',
      failure: 'NO_ROUTE_TO_DESTINATION',
      origin: table.kind === 'known' ? table.value.origin : subnet.origin,
      because,
      text: `route table of ${subnet.address}: cannot be told, because ${explain(because)}`,
    });
  };
  if (table.kind === 'unknown') {
    open(subnet.routeTable.kind === 'known' ? subnet.routeTable.value : '(unknown)', table.because);
    return undefined;
  }
  const found = lookUpRoute(table.value, packet.destination);
  if (found.kind === 'unknown') {
    open(table.value.address, found.because);
    return undefined;
  }
  if (found.kind === 'none') {
    trail.pass({
      checkpoint: 'route-table',
      at: at.address,
      component: table.value.address,
      verdict: 'deny',
      failure: 'NO_ROUTE_TO_DESTINATION',
      origin: table.value.origin,
      text: `route table ${table.value.address}: no route to ${destination}`,
    });
    return undefined;
  }
  const { route } = found;
  if (route.target.kind === 'unknown') {
    open(table.value.address, route.target.because);
    return undefined;
  }
  const via = route.destination.kind === 'known' ? formatCidr(route.destination.value) : destination;
  const target = route.target.value;
  trail.pass({
    checkpoint: 'route-table',
    at: at.address,
    component: table.value.address,
    rule: via,
    verdict: 'allow',
    failure: 'NO_ROUTE_TO_DESTINATION',
    origin: route.origin,
    text: `route table ${table.value.address}: ${via} goes to ${targetName(target)}`,
  });
  return target;
}

function targetName(target: RouteTarget): string {
  switch (target.kind) {
    case 'local':
      return 'the VPC itself';
    case 'internet-gateway':
      return `internet gateway ${target.gateway}`;
    case 'egress-only-internet-gateway':
      return `egress-only internet gateway ${target.gateway}`;
    case 'nat-gateway':
      return `NAT gateway ${target.gateway}`;
    case 'vpc-peering-connection':
      return `VPC peering connection ${target.connection}`;
    case 'transit-gateway':
      return `transit gateway ${target.gateway}`;
    case 'gateway-endpoint':
      return `gateway endpoint ${target.endpoint}`;
    case 'interface':
      return `interface ${target.interface}`;
    case 'blackhole':
      return 'nowhere, as what it led to is gone';
    case 'other':
      return `${target.what} ${target.component}`;
  }
}

function ruleName(entry: Exclude<ReturnType<typeof judgeNetworkAcl>['entry'], undefined>): string {
  if (entry === '*') return '*';
  return entry.ruleNumber.kind === 'known' ? String(entry.ruleNumber.value) : '(unknown)';
}
