/**
 * Security groups in CloudFormation. A group that lists no egress gets AWS' allow-all (SEMANTICS S49); the CDK writes
 * "none" as an ICMP type nobody sends (S51); egress resources may strip the default (S50).
 */
import type { Direction, Peer, SecurityGroupRule } from '../../aws/network.ts';
import { icmp, icmpv6 } from '../../net/protocol.ts';
import type { Origin } from '../../text/origin.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Because, type Maybe, type ObjectValue } from '../../value/value.ts';
import type { Draft } from '../draft.ts';
import type { DraftSecurityGroup } from '../draft/securityGroup.ts';
import { certainly, required, type Family } from '../family.ts';
import { blocks, clearedHostBits, refusal, text, type Field } from '../fields.ts';
import { cidrPeer, componentPeer, onlyPeer } from '../peers.ts';
import { groupProtocol } from '../protocols.ts';
import type { References } from '../references.ts';
import {
  groupPortRange,
  icmpMatch,
  ignoredGroupPorts,
  securityGroupRule,
  traffic,
  type RuleSource,
  type TrafficFields,
} from '../rules.ts';

const peerNames = {
  inbound: { list: 'SourcePrefixListId', groups: ['SourceSecurityGroupId', 'SourceSecurityGroupName'] },
  outbound: { list: 'DestinationPrefixListId', groups: ['DestinationSecurityGroupId'] },
} as const;

export const securityGroup: Family = {
  'AWS::EC2::SecurityGroup'(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    const vpc =
      references.component(resource, 'VpcId') ??
      unknown(`${address}.VpcId`, 'is not set, so AWS uses the default VPC of the Region', origin);
    const inbound = inlineRules(resource, 'SecurityGroupIngress', 'inbound', draft, references);
    const outbound = inlineRules(resource, 'SecurityGroupEgress', 'outbound', draft, references);
    const open: Because[] = [inbound.open, outbound.open].flatMap((part) => part?.because ?? []);
    const defaultEgress: DraftSecurityGroup['defaultEgress'] =
      outbound.listed > 0 ? 'none' : (outbound.open ?? certainly);
    draft.securityGroups.push({ address, origin, vpc, adopted: false, exists, open, defaultEgress });
  },

  'AWS::EC2::SecurityGroupIngress'(resource, draft, references) {
    const group =
      references.component(resource, 'GroupId') ??
      references.named(resource.properties, 'GroupName', 'AWS::EC2::SecurityGroup') ??
      required(references, resource, 'GroupId');
    addRule(resource.properties, 'inbound', group, standalone(resource), draft, references);
  },

  'AWS::EC2::SecurityGroupEgress'(resource, draft, references) {
    const group = required(references, resource, 'GroupId');
    addRule(resource.properties, 'outbound', group, standalone(resource), draft, references);
    draft.egressStrippers.push({ group, by: resource.address, origin: resource.header });
  },

  'AWS::EC2::SecurityGroupVpcAssociation'(resource, draft, references) {
    draft.groupVpcAssociations.push({
      group: required(references, resource, 'GroupId'),
      vpc: required(references, resource, 'VpcId'),
      exists: resource.exists,
    });
  },
};

function standalone({ address, header, exists }: Resource): RuleSource {
  return { resource: address, origin: header, exists };
}

function inlineRules(
  resource: Resource,
  name: string,
  direction: Direction,
  draft: Draft,
  references: References,
): { listed: number; open: ReturnType<typeof blocks>['open'] } {
  const found = blocks(resource.properties, name);
  const group = known(resource.address);
  for (const { object, origin } of found.blocks) {
    const source = { resource: resource.address, origin, exists: certainly };
    addRule(object, direction, group, source, draft, references);
  }
  return { listed: found.blocks.length, open: found.open };
}

function addRule(
  object: ObjectValue,
  direction: Direction,
  group: Maybe<string>,
  source: RuleSource,
  draft: Draft,
  references: References,
): void {
  const fields = match(object, source.origin);
  const peer = peerOf(object, direction, source.origin, references);
  const rule = securityGroupRule(direction, fields, peer, source);
  if (!isNoTraffic(rule)) draft.groupRules.push({ group, rule });
}

/** The CDK's way to say "no egress": ICMP type 252, code 86, to 255.255.255.255/32 (SEMANTICS S51). */
function isNoTraffic({ direction, protocol, icmp: types, peer }: SecurityGroupRule): boolean {
  return (
    direction === 'outbound' &&
    protocol.kind === 'known' &&
    protocol.value === icmp &&
    types.kind === 'known' &&
    types.value !== 'all' &&
    types.value.type === 252 &&
    types.value.code === 86 &&
    peer.kind === 'known' &&
    peer.value.kind === 'cidr' &&
    peer.value.cidr.prefixLength === 32 &&
    peer.value.cidr.first === 0xffffffffn
  );
}

/** TCP, UDP and ICMP need both numbers, ICMPv6 may leave them out, and all others ignore them (SEMANTICS S6, S7). */
function match(object: ObjectValue, origin: Origin): TrafficFields {
  const written = text(object, 'IpProtocol') ?? refusal('missing', 'IpProtocol', 'is missing', origin);
  const at = object.properties.get('IpProtocol')?.origin ?? origin;
  const protocol =
    written.kind === 'known' ? groupProtocol(written.value, 'IpProtocol', at, 'cloudformation') : written;
  const pair = { object, first: 'FromPort', last: 'ToPort', origin };
  const matched = traffic(
    protocol,
    () => groupPortRange(pair),
    () =>
      protocol.kind === 'known' && protocol.value === icmpv6
        ? icmpMatch(pair, known('all'))
        : icmpMatch(pair, 'refused'),
  );
  const remarks = [...ignoredGroupPorts(pair, protocol), ...clearedHostBits(object, ['CidrIp', 'CidrIpv6'])];
  return { ...matched, remarks };
}

function peerOf(
  object: ObjectValue,
  direction: Direction,
  origin: Origin,
  references: References,
): Field<Peer> {
  const names = peerNames[direction];
  const list = references.in(object, names.list);
  const groups = names.groups.map((name) => references.named(object, name, 'AWS::EC2::SecurityGroup'));
  const named = [
    cidrPeer(object, 'CidrIp', 'ipv4', 'cleared'),
    cidrPeer(object, 'CidrIpv6', 'ipv6', 'cleared'),
    list === undefined ? undefined : componentPeer(list, 'prefix-list'),
    ...groups.map((group) => (group === undefined ? undefined : componentPeer(group, 'group'))),
  ];
  return onlyPeer(named, origin);
}
