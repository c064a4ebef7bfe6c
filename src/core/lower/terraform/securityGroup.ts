/**
 * Security groups in Terraform: inline rules, the three kinds of rule resources, and the adopted default group. The
 * provider removes AWS' allow-all egress from every group it creates (SEMANTICS S48, S52).
 */
import type { Direction, Peer } from '../../aws/network.ts';
import type { Protocol } from '../../net/protocol.ts';
import { icmpv6 } from '../../net/protocol.ts';
import type { Origin } from '../../text/origin.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Because, type Maybe, type ObjectValue } from '../../value/value.ts';
import { allExist } from '../associations.ts';
import type { Draft } from '../draft.ts';
import { required, type Family, type Lower } from '../family.ts';
import { blocks, boolean, field, integer, quote, refusal, text, type Field } from '../fields.ts';
import {
  cidrPeer,
  cidrRows,
  componentPeer,
  componentRows,
  onlyPeer,
  openRow,
  row,
  type PeerRow,
} from '../peers.ts';
import { groupProtocol } from '../protocols.ts';
import type { References } from '../references.ts';
import {
  groupPortRange,
  icmpMatch,
  ignoredGroupPorts,
  securityGroupRule,
  traffic,
  type TrafficFields,
} from '../rules.ts';

export const securityGroup: Family = {
  aws_security_group(resource, draft, references) {
    addGroup(resource, draft, references, false);
  },

  aws_default_security_group(resource, draft, references) {
    addGroup(resource, draft, references, true);
  },

  aws_security_group_rule(resource, draft, references) {
    const group = required(references, resource, 'security_group_id');
    const { properties, header: origin } = resource;
    const fields = match(properties, origin, 'protocol', 'required');
    const rows = legacyRows(resource, references, group);
    const type = text(properties, 'type') ?? refusal('missing', 'type', 'is missing', origin);
    const at = properties.properties.get('type')?.origin;
    for (const { direction, exists } of directionsOf(type, resource.exists)) {
      for (const { peer, exists: there } of rows) {
        const source = { resource: resource.address, origin, exists: allExist(exists, there) };
        const wrong = type.kind === 'refusal' ? type : wrongType(type, at);
        const rule = securityGroupRule(direction, fields, wrong ?? peer, source);
        draft.groupRules.push({ group, rule });
      }
    }
  },

  aws_vpc_security_group_vpc_association(resource, draft, references) {
    draft.groupVpcAssociations.push({
      group: required(references, resource, 'security_group_id'),
      vpc: required(references, resource, 'vpc_id'),
      exists: resource.exists,
    });
  },

  aws_vpc_security_group_ingress_rule: oneRule('inbound'),
  aws_vpc_security_group_egress_rule: oneRule('outbound'),
};

function addGroup(resource: Resource, draft: Draft, references: References, adopted: boolean): void {
  const { address, header: origin, exists, properties } = resource;
  const vpc =
    references.component(resource, 'vpc_id') ??
    references.defaultVpc() ??
    unknown(`${address}.vpc_id`, 'is not set, so AWS uses the default VPC of the Region', origin);
  const open: Because[] = [];
  for (const [name, direction] of [
    ['ingress', 'inbound'],
    ['egress', 'outbound'],
  ] as const) {
    const found = blocks(properties, name);
    if (found.open !== undefined) open.push(...found.open.because);
    for (const block of found.blocks) inlineRules(resource, direction, block, draft, references);
  }
  draft.securityGroups.push({ address, origin, vpc, adopted, exists, open, defaultEgress: 'none' });
}

/** One block: a rule for each block, list and group it names, and for the group itself with `self`. */
function inlineRules(
  resource: Resource,
  direction: Direction,
  block: { readonly object: ObjectValue; readonly origin: Origin },
  draft: Draft,
  references: References,
): void {
  const { object, origin } = block;
  const fields = match(object, origin, 'protocol', 'zero-for-all');
  const rows = [
    ...cidrRows(object, 'cidr_blocks', 'ipv4'),
    ...cidrRows(object, 'ipv6_cidr_blocks', 'ipv6'),
    ...componentRows(references.list(object, 'prefix_list_ids'), 'prefix-list'),
    ...componentRows(references.list(object, 'security_groups'), 'group'),
    ...selfRows(object, known(resource.address)),
  ];
  for (const { peer, exists } of orNone(rows, origin)) {
    const source = { resource: resource.address, origin, exists };
    const rule = securityGroupRule(direction, fields, peer, source);
    draft.groupRules.push({ group: known(resource.address), rule });
  }
}

/** `source_security_group_id` is the destination of an egress rule (SEMANTICS 5.1). */
function legacyRows(resource: Resource, references: References, group: Maybe<string>): readonly PeerRow[] {
  const { properties, header: origin } = resource;
  const blocksOf = [
    ...cidrRows(properties, 'cidr_blocks', 'ipv4'),
    ...cidrRows(properties, 'ipv6_cidr_blocks', 'ipv6'),
  ];
  const source = references.in(properties, 'source_security_group_id');
  const groups = [
    ...(source === undefined ? [] : [row(componentPeer(source, 'group'))]),
    ...selfRows(properties, group),
  ];
  // An unknown one may turn out to be null, and then does not conflict.
  const certain = (rows: readonly PeerRow[]): boolean => rows.some(({ peer }) => peer.kind === 'known');
  if ((certain(blocksOf) && certain(groups)) || groups.filter(({ peer }) => peer.kind === 'known').length > 1)
    return [
      row(refusal('peers', 'source_security_group_id, self and cidr_blocks', 'exclude each other', origin)),
    ];
  const lists = componentRows(references.list(properties, 'prefix_list_ids'), 'prefix-list');
  return orNone([...blocksOf, ...lists, ...groups], origin);
}

function selfRows(object: ObjectValue, group: Maybe<string>): readonly PeerRow[] {
  const self = boolean(object, 'self');
  if (self === undefined) return [];
  if (self.kind === 'unknown') return [openRow(self)];
  if (self.kind === 'refusal') return [row(self)];
  return self.value ? [row(componentPeer(group, 'group'))] : [];
}

/** A rule without any peer is none (SEMANTICS P8). */
function orNone(rows: readonly PeerRow[], origin: Origin): readonly PeerRow[] {
  return rows.length > 0 ? rows : [row(refusal('no-peer', 'this rule', 'names no peer', origin))];
}

/** The rule resources with one peer each. */
function oneRule(direction: Direction): Lower {
  return (resource, draft, references) => {
    const { properties, header: origin, exists, address } = resource;
    const group = required(references, resource, 'security_group_id');
    const fields = match(properties, origin, 'ip_protocol', 'optional');
    const peer = peerOf(resource, references);
    const rule = securityGroupRule(direction, fields, peer, { resource: address, origin, exists });
    draft.groupRules.push({ group, rule });
  };
}

function peerOf({ properties, header }: Resource, references: References): Field<Peer> {
  const list = references.in(properties, 'prefix_list_id');
  const group = references.in(properties, 'referenced_security_group_id');
  const named = [
    cidrPeer(properties, 'cidr_ipv4', 'ipv4', 'refused'),
    cidrPeer(properties, 'cidr_ipv6', 'ipv6', 'refused'),
    list === undefined ? undefined : componentPeer(list, 'prefix-list'),
    group === undefined ? undefined : componentPeer(group, 'group'),
  ];
  return onlyPeer(named, header);
}

/**
 * Protocol, ports and ICMP types. Ports carry the ICMP type and code (SEMANTICS S8).
 * @param ports `zero-for-all`: required, and zero where the protocol is −1 (P7); `required`; or `optional`.
 */
function match(
  object: ObjectValue,
  origin: Origin,
  protocolName: string,
  ports: 'zero-for-all' | 'required' | 'optional',
): TrafficFields {
  const written = text(object, protocolName) ?? refusal('missing', protocolName, 'is missing', origin);
  const at = object.properties.get(protocolName)?.origin ?? origin;
  const protocol =
    written.kind === 'known' ? groupProtocol(written.value, protocolName, at, 'terraform') : written;
  const pair = { object, first: 'from_port', last: 'to_port', origin };
  const checked =
    ports === 'optional' ? protocol : (portsWritten(object, origin, protocol, ports) ?? protocol);
  const matched = traffic(
    checked,
    () => groupPortRange(pair),
    () =>
      protocol.kind === 'known' && protocol.value === icmpv6
        ? icmpMatch(pair, known('all'))
        : icmpMatch(pair, 'refused'),
  );
  return { ...matched, remarks: ignoredGroupPorts(pair, protocol) };
}

function portsWritten(
  object: ObjectValue,
  origin: Origin,
  protocol: Field<Protocol>,
  ports: 'zero-for-all' | 'required',
): Field<Protocol> | undefined {
  for (const name of ['from_port', 'to_port']) {
    const port = integer(object, name) ?? refusal('missing', name, 'is missing', origin);
    if (port.kind === 'refusal') return port;
    const all = protocol.kind === 'known' && protocol.value === -1;
    if (ports === 'zero-for-all' && all && port.kind === 'known' && port.value !== 0) {
      const at = field(object, name)?.origin ?? origin;
      return refusal('ports-of-all', `${name} ${port.value}`, 'must be 0 where protocol is -1', at);
    }
  }
  return undefined;
}

function directionsOf(
  type: Field<string>,
  exists: Maybe<true>,
): readonly { readonly direction: Direction; readonly exists: Maybe<true> }[] {
  if (type.kind !== 'unknown')
    return [{ direction: type.kind === 'known' && type.value === 'egress' ? 'outbound' : 'inbound', exists }];
  const doubtful = allExist(exists, type);
  return [
    { direction: 'inbound', exists: doubtful },
    { direction: 'outbound', exists: doubtful },
  ];
}

function wrongType(type: Maybe<string>, origin: Origin | undefined): ReturnType<typeof refusal> | undefined {
  if (type.kind === 'unknown' || type.value === 'ingress' || type.value === 'egress') return undefined;
  return refusal('direction', `type ${quote(type.value)}`, 'is neither ingress nor egress', origin);
}
