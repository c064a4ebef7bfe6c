/**
 * Security groups as they stand: no default is added. Their rules come with the groups, one permission for many peers,
 * or one by one from describe-security-group-rules (SEMANTICS 5.3).
 */
import type { Component } from '../../aws/component.ts';
import type { Direction, Peer, SecurityGroup, SecurityGroupRule } from '../../aws/network.ts';
import { icmpv6 } from '../../net/protocol.ts';
import type { Origin } from '../../text/origin.ts';
import type { Resource } from '../../value/resource.ts';
import { known, type ObjectValue, type Unknown } from '../../value/value.ts';
import { certainly } from '../family.ts';
import { blocks, boolean, nested, refusal, text, type Field } from '../fields.ts';
import { cidrPeer } from '../peers.ts';
import { groupProtocol } from '../protocols.ts';
import { icmpMatch, portRange, securityGroupRule, traffic, type TrafficFields } from '../rules.ts';
import { componentOf, idOf, type Folder } from './folder.ts';
import { vpcOf } from './networkAcl.ts';

/** The listed ones, then those that interfaces carry or single rules belong to. */
export function securityGroups(
  folder: Folder,
  carried: ReadonlyMap<string, Origin>,
): readonly SecurityGroup[] {
  const listed = folder.all('SecurityGroup').map(listedGroup);
  const single = singleRules(folder);
  const others = new Map<string, Component>();
  for (const [address, origin] of [
    ...carried,
    ...[...single].map(([id, { origin }]) => [id, origin] as const),
  ])
    if (folder.find('SecurityGroup', address) === undefined && !others.has(address))
      others.set(address, { address, origin });
  return [
    ...listed,
    ...[...others.values()].map((group): SecurityGroup => {
      const absent = folder.absent('SecurityGroup', group.address);
      const rules = single.get(group.address)?.rules;
      // Where every single rule is listed, one that is not there does not exist.
      const open = folder.unlisted('SecurityGroupRule') === undefined ? undefined : absent;
      return { ...group, vpc: absent, ...sorted(rules ?? []), ...openFor(open) };
    }),
  ];
}

function openFor(open: Unknown | undefined): Pick<SecurityGroup, 'open'> {
  return open === undefined ? {} : { open: open.because };
}

function sorted(rules: readonly SecurityGroupRule[]): Pick<SecurityGroup, 'rules' | 'refused'> {
  return {
    rules: rules.filter(({ refused }) => refused === undefined),
    refused: rules.filter(({ refused }) => refused !== undefined),
  };
}

function listedGroup(resource: Resource): SecurityGroup {
  const { address, properties } = resource;
  const lists = [
    ['inbound', blocks(properties, 'IpPermissions')],
    ['outbound', blocks(properties, 'IpPermissionsEgress')],
  ] as const;
  const rules = lists.flatMap(([direction, list]) =>
    list.blocks.flatMap(({ object, origin }) => permissionRules(object, direction, address, origin)),
  );
  const open = lists.map(([, list]) => list.open).find((part) => part !== undefined);
  return { ...componentOf(resource), vpc: vpcOf(resource), ...sorted(rules), ...openFor(open) };
}

/** One permission stands for a rule of each of its peers (SEMANTICS S3). */
function permissionRules(
  object: ObjectValue,
  direction: Direction,
  group: string,
  origin: Origin,
): readonly SecurityGroupRule[] {
  const match = matchOf(object, origin);
  const peers = (list: string): ReturnType<typeof blocks>['blocks'] => blocks(object, list).blocks;
  const rule = (peer: Field<Peer>, at: Origin): SecurityGroupRule =>
    securityGroupRule(direction, match, peer, { resource: group, origin: at, exists: certainly });
  return [
    ...peers('IpRanges').map((peer) => rule(cidrOf(peer.object, 'CidrIp', 'ipv4', peer.origin), peer.origin)),
    ...peers('Ipv6Ranges').map((peer) =>
      rule(cidrOf(peer.object, 'CidrIpv6', 'ipv6', peer.origin), peer.origin),
    ),
    ...peers('PrefixListIds').map((peer) => rule(listOf(peer.object, peer.origin), peer.origin)),
    ...peers('UserIdGroupPairs').map((peer) => rule(groupOf(peer.object, peer.origin), peer.origin)),
  ];
}

interface SingleRules {
  readonly origin: Origin;
  readonly rules: SecurityGroupRule[];
}

/** Rules that are listed one by one, by their group. */
function singleRules(folder: Folder): ReadonlyMap<string, SingleRules> {
  const found = new Map<string, SingleRules>();
  for (const { properties, header: origin } of folder.all('SecurityGroupRule')) {
    const group = idOf(properties, 'GroupId');
    if (group === undefined) continue;
    const egress = boolean(properties, 'IsEgress');
    const direction = egress?.kind === 'known' && egress.value ? 'outbound' : 'inbound';
    const source = { resource: group, origin, exists: certainly };
    const rule = securityGroupRule(
      direction,
      matchOf(properties, origin),
      singlePeer(properties, origin),
      source,
    );
    const known = found.get(group);
    if (known === undefined) found.set(group, { origin, rules: [rule] });
    else known.rules.push(rule);
  }
  return found;
}

function singlePeer(object: ObjectValue, origin: Origin): Field<Peer> {
  const group = nested(object, 'ReferencedGroupInfo');
  if (group !== undefined) return group.kind === 'known' ? groupOf(group.value, origin) : group;
  return (
    cidrPeer(object, 'CidrIpv4', 'ipv4', 'cleared') ??
    cidrPeer(object, 'CidrIpv6', 'ipv6', 'cleared') ??
    listOf(object, origin)
  );
}

function cidrOf(object: ObjectValue, name: string, family: 'ipv4' | 'ipv6', origin: Origin): Field<Peer> {
  return cidrPeer(object, name, family, 'cleared') ?? refusal('missing', name, 'is missing', origin);
}

function listOf(object: ObjectValue, origin: Origin): Field<Peer> {
  const id = idOf(object, 'PrefixListId');
  if (id === undefined) return refusal('no-peer', 'this rule', 'names no peer', origin);
  return known({ kind: 'prefix-list', prefixList: id });
}

/** A reference over a peering that is gone is stale: it matches nothing (SEMANTICS S32). */
function groupOf(object: ObjectValue, origin: Origin): Field<Peer> {
  const id = idOf(object, 'GroupId');
  if (id === undefined) return refusal('no-peer', 'this rule', 'names no peer', origin);
  const status = idOf(object, 'PeeringStatus');
  if (status !== undefined && status !== 'active')
    return refusal(
      'stale',
      id,
      `is in a VPC whose peering is ${status}, so the rule matches nothing`,
      origin,
    );
  return known({ kind: 'group', group: id });
}

/** Ports are left out, or −1, where the rule covers all of them (SEMANTICS S6, S7, 5.3). */
function matchOf(object: ObjectValue, origin: Origin): TrafficFields {
  const written = text(object, 'IpProtocol') ?? refusal('missing', 'IpProtocol', 'is missing', origin);
  const at = object.properties.get('IpProtocol')?.origin ?? origin;
  const protocol =
    written.kind === 'known' ? groupProtocol(written.value, 'IpProtocol', at, 'cloudformation') : written;
  const pair = { object, first: 'FromPort', last: 'ToPort', origin };
  return traffic(
    protocol,
    () => portRange(pair, 'refused'),
    () => icmpMatch(pair, protocol.kind === 'known' && protocol.value === icmpv6 ? known('all') : 'refused'),
  );
}
