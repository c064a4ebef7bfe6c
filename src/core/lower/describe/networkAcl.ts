/**
 * Network ACLs as they stand. Nothing is added to them: a default one lists its entries like any other, and the last
 * two, 32767 and 32768, are what is called `*` (SEMANTICS N3).
 */
import type { Direction, NetworkAcl, NetworkAclEntry } from '../../aws/network.ts';
import { icmpv6 } from '../../net/protocol.ts';
import type { Origin } from '../../text/origin.ts';
import type { Resource } from '../../value/resource.ts';
import { known, type ObjectValue } from '../../value/value.ts';
import { certainly } from '../family.ts';
import { blocks, boolean, cidr, integer, nested, quote, refusal, text, type Field } from '../fields.ts';
import { isProtocolNumber } from '../protocols.ts';
import { icmpMatch, networkAclEntry, onePeer, portRange, ruleNumber, traffic } from '../rules.ts';
import { componentOf, idOf, idsOf, type Folder } from './folder.ts';

/** The highest number a rule can have; what lies above is `*` (SEMANTICS N2, N3). */
const lastRuleNumber = 32766;

export function networkAcls(folder: Folder): readonly NetworkAcl[] {
  return folder.all('NetworkAcl').map(networkAclOf);
}

/** The network ACL of each subnet, by the subnet's id. */
export function networkAclsOfSubnets(folder: Folder): ReadonlyMap<string, string> {
  return new Map(
    folder
      .all('NetworkAcl')
      .flatMap(({ address, properties }) =>
        idsOf(properties, 'Associations', 'SubnetId').map((subnet) => [subnet, address] as const),
      ),
  );
}

function networkAclOf(resource: Resource): NetworkAcl {
  const { address, properties } = resource;
  const listed = blocks(properties, 'Entries');
  const isDefault = boolean(properties, 'IsDefault');
  const entries: Record<Direction | 'refused', NetworkAclEntry[]> = {
    inbound: [],
    outbound: [],
    refused: [],
  };
  for (const { object, origin } of listed.blocks) {
    const number = integer(object, 'RuleNumber');
    if (number?.kind === 'known' && number.value > lastRuleNumber) continue;
    const entry = entryOf(object, origin, address);
    const egress = boolean(object, 'Egress');
    const direction = egress?.kind === 'known' && egress.value ? 'outbound' : 'inbound';
    entries[entry.refused === undefined ? direction : 'refused'].push(entry);
  }
  for (const list of [entries.inbound, entries.outbound]) list.sort((a, b) => numberOf(a) - numberOf(b));
  return {
    ...componentOf(resource),
    vpc: vpcOf(resource),
    isDefault: isDefault?.kind === 'known' && isDefault.value,
    ...entries,
    ...(listed.open === undefined ? {} : { open: listed.open.because }),
  };
}

export function vpcOf({ address, header, properties }: Resource): NetworkAcl['vpc'] {
  const vpc = idOf(properties, 'VpcId');
  if (vpc !== undefined) return known(vpc);
  return { kind: 'unknown', because: [{ what: `${address}.VpcId`, why: 'is missing', origin: header }] };
}

/** Ports count for TCP and UDP, ICMP types for ICMP, and for ICMPv6 with an IPv6 block (SEMANTICS N12–N15). */
function entryOf(object: ObjectValue, origin: Origin, resource: string): NetworkAclEntry {
  const peer = onePeer(
    cidr(object, 'CidrBlock', 'ipv4', 'cleared'),
    cidr(object, 'Ipv6CidrBlock', 'ipv6', 'cleared'),
    ['CidrBlock', 'Ipv6CidrBlock'],
    origin,
  );
  const protocol = protocolOf(object, origin);
  const matched = traffic(
    protocol,
    () => inside(object, 'PortRange', origin, 'From', 'To', portRange),
    () =>
      protocol.kind === 'known' && protocol.value === icmpv6 && peer.family === 'ipv4'
        ? known('all')
        : inside(object, 'IcmpTypeCode', origin, 'Type', 'Code', icmpMatch),
  );
  const fields = {
    ruleNumber: ruleNumber(object, 'RuleNumber', origin),
    action: actionOf(object, origin),
    ...matched,
    peer,
    also: boolean(object, 'Egress') ?? refusal('missing', 'Egress', 'is missing', origin),
  };
  return networkAclEntry(fields, { resource, origin, exists: certainly });
}

/** A number as text: `"6"`, `"-1"`. */
function protocolOf(object: ObjectValue, origin: Origin): Field<number> {
  const number = integer(object, 'Protocol') ?? refusal('missing', 'Protocol', 'is missing', origin);
  if (number.kind !== 'known' || isProtocolNumber(number.value)) return number;
  return refusal('protocol', `Protocol ${number.value}`, 'is not a protocol number', origin);
}

function actionOf(object: ObjectValue, origin: Origin): Field<'allow' | 'deny'> {
  const written = text(object, 'RuleAction') ?? refusal('missing', 'RuleAction', 'is missing', origin);
  if (written.kind !== 'known') return written;
  const { value } = written;
  if (value === 'allow' || value === 'deny') return known(value);
  return refusal('action', `RuleAction ${quote(value)}`, 'is neither allow nor deny', origin);
}

function inside<T>(
  object: ObjectValue,
  name: string,
  origin: Origin,
  first: string,
  last: string,
  read: (pair: Parameters<typeof portRange>[0], absent: 'refused') => Field<T>,
): Field<T> {
  const found = nested(object, name) ?? refusal('missing', name, 'is missing', origin);
  return found.kind === 'known' ? read({ object: found.value, first, last, origin }, 'refused') : found;
}

function numberOf({ ruleNumber: number }: NetworkAclEntry): number {
  return number.kind === 'known' ? number.value : lastRuleNumber;
}
