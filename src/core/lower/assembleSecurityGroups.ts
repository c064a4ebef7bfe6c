/** Security groups with their rules, the default ones AWS makes with every VPC, and the egress AWS adds. */
import type { Network, PrefixList, SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import { isAllowAllEgress } from '../aws/securityGroup.ts';
import type { Origin } from '../text/origin.ts';
import { known, unknown, type Maybe, type Unknown } from '../value/value.ts';
import { allExist, indexBy, type Index } from './associations.ts';
import type { Vpcs } from './assembleVpcs.ts';
import { awsDefault, defaultEgress, defaultIngress, keptByAws } from './defaults.ts';
import type { Draft } from './draft.ts';
import type { DraftSecurityGroup, EgressStripper, GroupVpcAssociation } from './draft/securityGroup.ts';
import { certainly } from './family.ts';
import { allOpen, openPart } from './reasons.ts';

/** The declared ones first, then the default one of every VPC whose default was not adopted. */
export function securityGroups(draft: Draft, vpcs: Vpcs): readonly SecurityGroup[] {
  const index = indexBy(draft.groupRules, ({ group }) => group);
  const strippers = indexBy(draft.egressStrippers, ({ group }) => group);
  const associations = indexBy(draft.groupVpcAssociations, ({ group }) => group);
  const reasonOf = ({ by, origin }: EgressStripper): Unknown =>
    unknown(by, 'may have removed the allow-all egress', origin);
  const someStripper = allOpen(strippers.open.map(({ part }) => reasonOf(part)));
  const anyStripper = someStripper === undefined ? [] : [someStripper];

  const assemble = (group: DraftSecurityGroup, ingress: readonly SecurityGroupRule[]): SecurityGroup => {
    const { address, origin, vpc } = group;
    const stripped = [...strippers.at(address).map(reasonOf), ...anyStripper];
    const own = index.at(address).map(({ rule }) => rule);
    const rules = own.filter(({ refused }) => refused === undefined);
    return {
      address,
      origin,
      vpc,
      ...alsoIn(group, associations),
      rules: [...ingress, ...rules, ...egressOf(group, vpcs)].map((rule) => strip(rule, address, stripped)),
      refused: own.filter(({ refused }) => refused !== undefined),
      ...openPart(group.open, draft.opened.get(address), index.whyOpen),
    };
  };

  const declared = draft.securityGroups.map((group) =>
    // Where it may not have been adopted, AWS' own rules may still stand.
    group.adopted && group.exists.kind === 'unknown'
      ? assemble({ ...group, defaultEgress: group.exists }, [
          { ...defaultIngress(group.address, group.origin), exists: group.exists },
        ])
      : assemble(group, []),
  );
  const adopted = new Set(draft.securityGroups.map(({ address }) => address));
  const implied = draft.vpcs
    .filter(({ defaults }) => !adopted.has(defaults.securityGroup))
    .map(({ address, origin, defaults }) => {
      const group: DraftSecurityGroup = {
        address: defaults.securityGroup,
        origin: awsDefault(origin),
        vpc: known(address),
        adopted: true,
        exists: certainly,
        open: [],
        defaultEgress: certainly,
      };
      return assemble(group, [defaultIngress(group.address, origin)]);
    });
  return [...declared, ...implied];
}

/** The rules of groups that are outside the code, or not known. */
export function strayRules(draft: Draft, groups: readonly SecurityGroup[]): Pick<Network, 'strayRules'> {
  const here = new Set(groups.map(({ address }) => address));
  const strays = draft.groupRules
    .filter(({ group }) => group.kind === 'unknown' || !here.has(group.value))
    .map(({ rule }) => rule);
  return strays.length === 0 ? {} : { strayRules: strays };
}

/** The further VPCs of a group. A default group can have none (SEMANTICS S35). */
function alsoIn(
  { address, adopted }: DraftSecurityGroup,
  associations: Index<GroupVpcAssociation>,
): Pick<SecurityGroup, 'alsoIn'> {
  if (adopted) return {};
  const own = associations.at(address).map(({ vpc, exists }) => (exists.kind === 'known' ? vpc : exists));
  const all = associations.whyOpen === undefined ? own : [...own, associations.whyOpen];
  return all.length === 0 ? {} : { alsoIn: all };
}

/** Allow-all to IPv4, and to IPv6 where the VPC has a block of it (SEMANTICS S5, S34, S49). */
function egressOf(group: DraftSecurityGroup, vpcs: Vpcs): readonly SecurityGroupRule[] {
  const { defaultEgress: stands, address, origin } = group;
  if (stands === 'none') return [];
  const ipv4 = defaultEgress('ipv4', address, origin, stands);
  const hasIpv6 = vpcs.hasIpv6(group.vpc);
  if (hasIpv6.kind === 'known' && !hasIpv6.value) return [ipv4];
  const there: Maybe<true> = hasIpv6.kind === 'unknown' ? allExist(stands, hasIpv6) : stands;
  return [ipv4, defaultEgress('ipv6', address, origin, there)];
}

/** A group's own allow-all IPv4 egress is doubtful next to an egress resource (SEMANTICS S50). */
function strip(rule: SecurityGroupRule, group: string, stripped: readonly Unknown[]): SecurityGroupRule {
  if (stripped.length === 0 || rule.resource !== group || !isAllowAllEgress(rule)) return rule;
  return { ...rule, exists: allExist(rule.exists, ...stripped) };
}

/** Prefix lists with the entries added by resources of their own, and those of AWS that rules and routes name by service. */
export function prefixLists(draft: Draft): readonly PrefixList[] {
  const added = indexBy(draft.prefixListEntries, ({ prefixList }) => prefixList);
  const declared = draft.prefixLists.map(({ address, origin, entries, service }) => ({
    address,
    origin,
    ...(service === undefined ? {} : { service }),
    entries: [...entries, ...added.at(address).map(({ cidr }) => cidr), ...added.open.map(({ why }) => why)],
  }));
  return [...declared, ...listsOfServices(draft)];
}

/** Each once, at the first place that names it. */
function listsOfServices(draft: Draft): readonly PrefixList[] {
  const found = new Map<string, PrefixList>();
  const add = (address: string, origin: Origin): void => {
    if (address.startsWith(servicePrefix) && !found.has(address))
      found.set(address, { address, origin, entries: [keptByAws(address, origin)], service: address });
  };
  for (const { rule } of draft.groupRules) {
    const { peer, origin } = rule;
    if (peer.kind === 'known' && peer.value.kind === 'prefix-list') add(peer.value.prefixList, origin);
  }
  for (const { destination, origin } of draft.routes) {
    if (destination.kind === 'prefix-list' && destination.prefixList.kind === 'known')
      add(destination.prefixList.value, origin);
  }
  return [...found.values()];
}

/** What the names of prefix lists that AWS keeps begin with, `com.amazonaws.eu-west-1.s3` (SEMANTICS S33). */
const servicePrefix = 'com.amazonaws.';
