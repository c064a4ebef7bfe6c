/** The filters, put to a packet: each judges it and reports the hop with the rule that decided. */
import type { Component } from '../aws/component.ts';
import { judgeNetworkAcl, type NetworkAclDecision } from '../aws/networkAcl.ts';
import type { Direction, NetworkInterface, SecurityGroup } from '../aws/network.ts';
import { isUntracked, judgeSecurityGroups } from '../aws/securityGroup.ts';
import type { Origin } from '../text/origin.ts';
import { explain, type Maybe, type Unknown } from '../value/value.ts';
import type { Hop } from './hop.ts';
import type { Step } from './journey.ts';
import type { Site } from './lazyHop.ts';
import { peerMatcher } from './references.ts';
import type { Topology } from './topology.ts';
import type { Trail } from './trail.ts';
import { entryInWords, groupRuleInWords } from './words.ts';

type GroupStep = Extract<Step, { kind: 'security-group' }>;
type NetworkAclStep = Extract<Step, { kind: 'network-acl' }>;

/** What an interface's security groups remember of a request that passed them. */
export interface TrackedFlow {
  /** The interface's address. */
  readonly at: string;
  /**
   * No state is kept; the reply passes by a rule of the other direction (SEMANTICS S16). `undefined` when it is not known
   * which rule admits the request, or what the request came over: the reply passes either way, if the request does.
   */
  readonly untracked: boolean | undefined;
}

/** Puts a request to the groups of an interface. Answers with what they remember if it passes, or nothing when it does not. */
export function passSecurityGroups(
  topology: Topology,
  trail: Trail,
  { at, direction, packet, path }: GroupStep,
): TrackedFlow | undefined {
  const groups = topology.groupsOf(at);
  const matcher = peerMatcher(
    topology,
    path.references[direction],
    direction === 'inbound' ? path.vouchers : [],
  );
  const decision = judgeSecurityGroups(groups, direction, packet, matcher);
  const component = groups.length === 0 ? at.address : groupNames(at);
  const { rule } = decision;
  const untracked =
    path.alwaysTracked === 'yes'
      ? false
      : rule === undefined
        ? undefined
        : isUntracked(rule, groups, packet.protocol) && (path.alwaysTracked === 'no' || undefined);
  const site: Site = {
    checkpoint: 'security-group',
    at: at.address,
    direction,
    component,
    rule: rule?.resource,
    tracking: decision.verdict === 'deny' ? undefined : trackingOf(untracked),
    certainty: 'proved',
    origin: rule?.origin ?? originOf(groups, at),
  };
  const text = (): string => {
    const where = `security group ${component}`;
    if (decision.verdict === 'unknown')
      return `${where}: cannot be told, because ${explain(decision.because)}`;
    if (rule !== undefined) return `${where}: ${groupRuleInWords(rule)}`;
    return decision.noRules
      ? `${where}: has no ${direction} rules, so nothing passes`
      : `${where}: no ${direction} rule matches`;
  };
  const failure = decision.noRules ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH';
  const passed = trail.pass(site, decision.verdict, text, failure, decision.because);
  return passed ? { at: at.address, untracked } : undefined;
}

/** Puts a reply to the groups its request passed. They let it through: by state, or by the rule that made state needless. */
export function passTracked(
  trail: Trail,
  { at, direction }: GroupStep,
  flow: TrackedFlow,
  assumed: boolean,
): boolean {
  const component = groupNames(at);
  const site: Site = {
    checkpoint: 'security-group',
    at: at.address,
    direction,
    component,
    rule: 'tracked',
    tracking: trackingOf(flow.untracked),
    certainty: assumed && flow.untracked !== true ? 'assumed' : 'proved',
    origin: at.origin,
  };
  const text = (): string => {
    const where = `security group ${component}`;
    if (flow.untracked === undefined) return `${where}: lets the reply through if it let the request through`;
    return flow.untracked
      ? `${where}: keeps no state for this flow; a rule for all ports lets the reply through`
      : `${where}: the reply belongs to a tracked flow`;
  };
  return trail.pass(site, 'allow', text, 'ENI_SG_RULES_MISMATCH');
}

/**
 * Puts a packet to the NACL of a subnet it enters or leaves.
 * @param doubt why its verdict cannot be told, where that hangs on something that is not in the packet.
 */
export function passNetworkAcl(
  topology: Topology,
  trail: Trail,
  { at, subnet, direction, packet }: NetworkAclStep,
  doubt?: Unknown,
): boolean {
  const acl = topology.networkAclOf(subnet);
  if (acl.kind === 'unknown') {
    const { because } = acl;
    const component = subnet.networkAcl.kind === 'known' ? subnet.networkAcl.value : '(unknown)';
    const text = (): string =>
      `network ACL of ${subnet.address}: cannot be told, because ${explain(because)}`;
    const site = networkAclSite(at, direction, component, undefined, subnet.origin);
    return trail.pass(site, 'unknown', text, 'SUBNET_ACL_RESTRICTION', because);
  }
  const { verdict, entry, because }: NetworkAclDecision =
    doubt === undefined
      ? judgeNetworkAcl(acl.value, direction, packet)
      : { verdict: 'unknown', entry: undefined, because: doubt.because };
  const { address } = acl.value;
  const rule = entry === undefined ? undefined : ruleName(entry);
  const { origin } = entry === undefined || entry === '*' ? acl.value : entry;
  const text = (): string =>
    entry === undefined
      ? `network ACL ${address}: cannot be told, because ${explain(because)}`
      : `network ACL ${address}: ${entryInWords(direction, entry)}`;
  const site = networkAclSite(at, direction, address, rule, origin);
  return trail.pass(site, verdict, text, 'SUBNET_ACL_RESTRICTION', because);
}

function networkAclSite(
  at: Component,
  direction: Direction,
  component: string,
  rule: string | undefined,
  origin: Origin,
): Site {
  return {
    checkpoint: 'network-acl',
    at: at.address,
    direction,
    component,
    rule,
    tracking: undefined,
    certainty: 'proved',
    origin,
  };
}

function trackingOf(untracked: boolean | undefined): Hop['tracking'] {
  return untracked === undefined ? undefined : untracked ? 'untracked' : 'tracked';
}

/** Where no rule decides, the first group that is known. */
function originOf(groups: readonly Maybe<SecurityGroup>[], at: NetworkInterface): Origin {
  const first = groups.find((group) => group.kind === 'known');
  return first?.kind === 'known' ? first.value.origin : at.origin;
}

/** Walks ask for the same few interfaces again and again. */
const joined = new WeakMap<NetworkInterface, string>();

function groupNames(at: NetworkInterface): string {
  const before = joined.get(at);
  if (before !== undefined) return before;
  const names = at.securityGroups.map((g) => (g.kind === 'known' ? g.value : '(unknown)')).join(', ');
  joined.set(at, names);
  return names;
}

function ruleName(entry: Exclude<ReturnType<typeof judgeNetworkAcl>['entry'], undefined>): string {
  if (entry === '*') return '*';
  return entry.ruleNumber.kind === 'known' ? String(entry.ruleNumber.value) : '(unknown)';
}
