/** Network ACLs in Terraform: inline entries, entries of their own, the adopted default one, and associations. */
import type { Remark } from '../../aws/acceptance.ts';
import type { Direction } from '../../aws/network.ts';
import { hasIcmpType, hasPorts, icmpv6, type Protocol } from '../../net/protocol.ts';
import type { Origin } from '../../text/origin.ts';
import { numberOf } from '../../value/read.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Because, type Maybe, type ObjectValue } from '../../value/value.ts';
import { allExist } from '../associations.ts';
import type { Draft } from '../draft.ts';
import { certainly, required, type Family } from '../family.ts';
import {
  blocks,
  boolean,
  cidr,
  clearedHostBits,
  field,
  integer,
  quote,
  refusal,
  text,
  type Field,
} from '../fields.ts';
import { networkAclProtocol } from '../protocols.ts';
import type { References } from '../references.ts';
import {
  icmpMatch,
  ignoredPorts,
  networkAclEntry,
  onePeer,
  portRange,
  ruleNumber,
  traffic,
  type EntryFields,
  type TrafficFields,
} from '../rules.ts';

const directionNames = [
  ['ingress', 'inbound'],
  ['egress', 'outbound'],
] as const;

export const networkAcl: Family = {
  aws_network_acl(resource, draft, references) {
    const { open, listsAll } = inlineEntries(resource, draft);
    const { address, header: origin, exists } = resource;
    const vpc = required(references, resource, 'vpc_id');
    const subnets = associate(resource, draft, references);
    draft.networkAcls.push({ address, origin, vpc, adopted: false, exists, open, subnets, listsAll });
  },

  aws_default_network_acl(resource, draft, references) {
    const { open } = inlineEntries(resource, draft);
    const { address, header: origin, exists } = resource;
    const owner = references.vpcOfPart(address);
    const vpc =
      owner === undefined ? unknown(`VPC of ${address}`, 'is not in the code', origin) : known(owner);
    const subnets = associate(resource, draft, references);
    // Unlike those of others, entries it does not list are none (SEMANTICS P13).
    const listsAll = directionNames.flatMap(([name, direction]) =>
      managed(resource, name) ? [direction] : [],
    );
    draft.networkAcls.push({ address, origin, vpc, adopted: true, exists, open, subnets, listsAll });
  },

  aws_network_acl_rule(resource, draft, references) {
    const acl = required(references, resource, 'network_acl_id');
    const { properties, header: origin, exists, address } = resource;
    const egress = boolean(properties, 'egress') ?? known(false);
    const fields = ruleFields(properties, origin, egress);
    for (const { direction, exists: there } of directions(egress, exists)) {
      const entry = networkAclEntry(fields, { resource: address, origin, exists: there });
      draft.entries.push({ networkAcl: acl, direction, entry });
    }
  },

  aws_network_acl_association(resource, draft, references) {
    draft.networkAclAssociations.push({
      of: required(references, resource, 'subnet_id'),
      to: required(references, resource, 'network_acl_id'),
      exists: resource.exists,
      by: resource.address,
      origin: resource.header,
    });
  },
};

/** The directions an entry may be for: both, each doubtful, when it cannot be told which. */
function directions(
  egress: Field<boolean>,
  exists: Maybe<true>,
): readonly { readonly direction: Direction; readonly exists: Maybe<true> }[] {
  if (egress.kind === 'known') return [{ direction: egress.value ? 'outbound' : 'inbound', exists }];
  if (egress.kind === 'refusal') return [{ direction: 'inbound', exists }];
  const doubtful = allExist(egress, exists);
  return [
    { direction: 'inbound', exists: doubtful },
    { direction: 'outbound', exists: doubtful },
  ];
}

/** Associates the subnets in `subnet_ids`, and returns them where the list is kept to. */
function associate(
  resource: Resource,
  draft: Draft,
  references: References,
): readonly Maybe<string>[] | undefined {
  const { address, exists, header, properties } = resource;
  const subnets = references.list(properties, 'subnet_ids');
  const origin = properties.properties.get('subnet_ids')?.origin ?? header;
  for (const of of subnets ?? [])
    draft.networkAclAssociations.push({ of, to: known(address), exists, by: address, origin });
  return managed(resource, 'subnet_ids') ? subnets : undefined;
}

/**
 * Adds the `ingress` and `egress` blocks. `open` tells why there may be more; a direction with a block lists all its
 * entries (SEMANTICS P6).
 */
function inlineEntries(
  resource: Resource,
  draft: Draft,
): { readonly open: readonly Because[]; readonly listsAll: readonly Direction[] } {
  const open: Because[] = [];
  const listsAll: Direction[] = [];
  for (const [name, direction] of directionNames) {
    const found = blocks(resource.properties, name);
    if (found.open !== undefined) open.push(...found.open.because);
    if (managed(resource, name) && (found.blocks.length > 0 || isEmptyList(resource, name)))
      listsAll.push(direction);
    for (const { object, origin } of found.blocks) {
      const entry = networkAclEntry(inlineFields(object, origin), {
        resource: resource.address,
        origin,
        exists: certainly,
      });
      draft.entries.push({ networkAcl: known(resource.address), direction, entry });
    }
  }
  return { open, listsAll };
}

/** Whether Terraform sets a property at all when it applies the code. */
function managed({ ignoresChanges }: Resource, name: string): boolean {
  return ignoresChanges !== 'all' && ignoresChanges?.has(name) !== true;
}

/** `ingress = []`: no entries at all, where a dynamic block that makes none says nothing. */
function isEmptyList({ properties }: Resource, name: string): boolean {
  const found = properties.properties.get(name);
  if (found?.value.kind !== 'list' || found.origin.extent !== undefined) return false;
  return found.value.items.length === 0 && found.value.open === undefined;
}

/** A block: ports are required, `-1` demands zero, and host bits are refused (SEMANTICS P1, P4, N8). */
function inlineFields(block: ObjectValue, origin: Origin): EntryFields {
  const peer = peerOf(block, origin, 'refused');
  const protocol = protocolOf(block, origin);
  return {
    ruleNumber: ruleNumber(block, 'rule_no', origin),
    action: action(block, 'action', origin, 'any-case'),
    ...match(block, origin, protocol, peer.family === 'ipv4', 'refused'),
    peer,
    also: zeroPorts(block, origin, protocol),
  };
}

/** A rule resource: what is left out is sent as zero, and nothing is checked before AWS does (SEMANTICS P3, P4, N8). */
function ruleFields(object: ObjectValue, origin: Origin, egress: Field<boolean>): EntryFields {
  const peer = peerOf(object, origin, 'cleared');
  const protocol = protocolOf(object, origin);
  return {
    ruleNumber: ruleNumber(object, 'rule_number', origin),
    action: action(object, 'rule_action', origin, 'lower-case'),
    ...withRemarks(
      match(object, origin, protocol, peer.family === 'ipv4', 'zero'),
      clearedHostBits(object, ['cidr_block', 'ipv6_cidr_block']),
    ),
    peer,
    also: egress,
  };
}

function peerOf(object: ObjectValue, origin: Origin, hostBits: 'cleared' | 'refused'): EntryFields['peer'] {
  return onePeer(
    cidr(object, 'cidr_block', 'ipv4', hostBits),
    cidr(object, 'ipv6_cidr_block', 'ipv6', hostBits),
    ['cidr_block', 'ipv6_cidr_block'],
    origin,
  );
}

function protocolOf(object: ObjectValue, origin: Origin): Field<Protocol> {
  const written = text(object, 'protocol') ?? refusal('missing', 'protocol', 'is missing', origin);
  const at = object.properties.get('protocol')?.origin ?? origin;
  return written.kind === 'known' ? networkAclProtocol(written.value, 'protocol', at) : written;
}

function match(
  object: ObjectValue,
  origin: Origin,
  protocol: Field<Protocol>,
  isIpv4: boolean,
  absentPorts: 'zero' | 'refused',
): TrafficFields {
  const ports = { object, first: 'from_port', last: 'to_port', origin };
  const types = { object, first: 'icmp_type', last: 'icmp_code', origin };
  const matched = traffic(
    protocol,
    () =>
      absentPorts === 'zero'
        ? portRange(ports, known({ first: 0, last: 0 }), 0)
        : portRange(ports, 'refused'),
    // ICMPv6 named with an IPv4 block is taken for all of it (SEMANTICS N15).
    () =>
      protocol.kind === 'known' && protocol.value === icmpv6 && isIpv4
        ? known('all')
        : icmpMatch(types, known({ type: 0, code: 0 }), 0),
  );
  const named =
    protocol.kind === 'known' && !(protocol.value === icmpv6 && isIpv4) ? protocol.value : undefined;
  const left = named === undefined ? [] : leftOut(object, origin, named);
  // Whoever writes the type into the ports is told where it belongs.
  const ignored = left.length > 0 ? [] : ignoredPorts(ports, protocol);
  return withRemarks(matched, [...left, ...ignored]);
}

function withRemarks(fields: TrafficFields, further: readonly Remark[]): TrafficFields {
  return { ...fields, remarks: [...(fields.remarks ?? []), ...further] };
}

/** What the provider fills with zero: ICMP types and codes everywhere, ports of rule resources (SEMANTICS P1, P3). */
function leftOut(object: ObjectValue, origin: Origin, protocol: Protocol): readonly Remark[] {
  const at = object.properties.get('protocol')?.origin ?? origin;
  if (hasPorts(protocol)) {
    const none = field(object, 'from_port') === undefined && field(object, 'to_port') === undefined;
    return none ? [{ code: 'ports-left-out', what: 'from_port and to_port', origin: at }] : [];
  }
  if (!hasIcmpType(protocol)) return [];
  const type = field(object, 'icmp_type');
  if (type === undefined) return [{ code: 'icmp-type-left-out', what: 'icmp_type', origin: at }];
  const unreachable = protocol === icmpv6 ? 1 : 3;
  if (numberOf(type.value) !== unreachable || field(object, 'icmp_code') !== undefined) return [];
  return [{ code: 'icmp-code-left-out', what: 'icmp_code', origin: type.origin }];
}

/** Whether a block's ports are such that the provider takes it: required always, zero for all protocols (P4). */
function zeroPorts(
  block: ObjectValue,
  origin: Origin,
  protocol: Field<Protocol>,
): Field<unknown> | undefined {
  for (const name of ['from_port', 'to_port']) {
    const port = integer(block, name) ?? refusal('missing', name, 'is missing', origin);
    if (port.kind === 'refusal') return port;
    if (port.kind === 'unknown') continue;
    const at = block.properties.get(name)?.origin ?? origin;
    if (port.value < 0 || port.value > 65535)
      return refusal('ports', `${name} ${port.value}`, 'is not a port', at);
    if (protocol.kind === 'known' && protocol.value === -1 && port.value !== 0)
      return refusal('ports-of-all', `${name} ${port.value}`, 'must be 0 where protocol is -1', at);
  }
  return undefined;
}

function action(
  object: ObjectValue,
  name: string,
  origin: Origin,
  letters: 'any-case' | 'lower-case',
): Field<'allow' | 'deny'> {
  const written = text(object, name) ?? refusal('missing', name, 'is missing', origin);
  if (written.kind !== 'known') return written;
  const word = letters === 'any-case' ? written.value.toLowerCase() : written.value;
  if (word === 'allow' || word === 'deny') return known(word);
  const at = object.properties.get(name)?.origin ?? origin;
  return refusal('action', `${name} ${quote(written.value)}`, 'is neither allow nor deny', at);
}
