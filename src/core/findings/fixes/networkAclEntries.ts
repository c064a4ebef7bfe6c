/** Entries of network ACLs where they are written: found by their findings, named in each language, and added. */
import type { Direction, NetworkAcl, NetworkAclEntry } from '../../aws/network.ts';
import { formatCidr, type Cidr } from '../../net/address.ts';
import type { PortRange } from '../../net/portSet.ts';
import { protocolName, type Protocol } from '../../net/protocol.ts';
import type { CodeBase, FileEdit } from '../../rewrite/code.ts';
import type { NewField, NewValue } from '../../rewrite/newValue.ts';
import type { Change, Written } from '../../rewrite/written.ts';
import { writtenAt } from '../../rewrite/writtenAt.ts';
import { withoutKeys } from '../../text/instanceKeys.ts';
import type { Origin } from '../../text/origin.ts';
import { opposite } from './directions.ts';
import type { FixContext } from './fix.ts';
import { referenceTo } from './references.ts';

export interface FoundEntry {
  readonly acl: NetworkAcl;
  readonly direction: Direction;
  readonly entry: NetworkAclEntry;
  readonly written: Written;
}

/** What the fields of an entry are called. */
export interface EntryNames {
  readonly number: string;
  readonly action: string;
  readonly protocol: string;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly firstPort: string;
  readonly lastPort: string;
  readonly icmpType: string;
  readonly icmpCode: string;
}

const terraform = {
  protocol: 'protocol',
  ipv4: 'cidr_block',
  ipv6: 'ipv6_cidr_block',
  firstPort: 'from_port',
  lastPort: 'to_port',
  icmpType: 'icmp_type',
  icmpCode: 'icmp_code',
};
const inlineNames: EntryNames = { ...terraform, number: 'rule_no', action: 'action' };
const separateNames: EntryNames = { ...terraform, number: 'rule_number', action: 'rule_action' };
const templateNames: EntryNames = {
  number: 'RuleNumber',
  action: 'RuleAction',
  protocol: 'Protocol',
  ipv4: 'CidrBlock',
  ipv6: 'Ipv6CidrBlock',
  firstPort: 'PortRange.From',
  lastPort: 'PortRange.To',
  icmpType: 'Icmp.Type',
  icmpCode: 'Icmp.Code',
};

export function namesOf({ code, form }: Written): EntryNames {
  if (code.kind === 'template') return templateNames;
  return form === 'resource' ? separateNames : inlineNames;
}

/** Which direction an entry is for, as it says itself; `undefined` where that has to be evaluated. */
export function directionOf({ code, form, type, names, literalOf }: Written): Direction | undefined {
  if (form === 'part') return type === 'egress' ? 'outbound' : 'inbound';
  const name = code.kind === 'template' ? 'Egress' : 'egress';
  if (!names.includes(name)) return 'inbound';
  const egress = literalOf(name);
  return egress === undefined ? undefined : String(egress) === 'true' ? 'outbound' : 'inbound';
}

/** The entries a finding is about, by the place of it: several where a block is multiplied. */
export function entriesAt({ topology, code }: FixContext, origin: Origin): readonly FoundEntry[] {
  return topology.network.networkAcls.flatMap((acl) =>
    (['inbound', 'outbound'] as const).flatMap((direction) =>
      acl[direction]
        .filter((entry) => isAt(entry.origin, origin))
        .flatMap((entry): readonly FoundEntry[] => {
          const written = writtenEntry(code, entry);
          return written === undefined ? [] : [{ acl, direction, entry, written }];
        }),
    ),
  );
}

/** Where an entry is written: of those that a `dynamic` block makes that of its number. */
export function writtenEntry(code: CodeBase, { origin, ruleNumber }: NetworkAclEntry): Written | undefined {
  const isIt = (written: Written): boolean =>
    ruleNumber.kind === 'known' && Number(written.literalOf(namesOf(written).number)) === ruleNumber.value;
  return writtenAt(code, origin) ?? writtenAt(code, origin, isIt);
}

export function isAt(one: Origin, other: Origin): boolean {
  return one.file === other.file && one.span.start === other.span.start && one.span.end === other.span.end;
}

/** An entry for TCP or UDP ports, for one type and code of ICMP, or for all of any other protocol. */
export interface NewEntry {
  readonly number: number;
  readonly action: 'allow' | 'deny';
  readonly protocol: Protocol;
  readonly cidr: Cidr;
  readonly match: PortRange | { readonly type: number; readonly code: number } | 'all';
  /** What a resource of its own is called behind the name of the network ACL: `replies`. */
  readonly name: string;
}

/** Adds an entry the way the entries of the network ACL are written, those of the same direction first. */
export function addEntry(
  context: FixContext,
  acl: NetworkAcl,
  direction: Direction,
  entry: NewEntry,
): readonly FileEdit[] | undefined {
  const alike = writtenEntries(context, acl, direction).at(-1);
  const other = writtenEntries(context, acl, opposite(direction)).at(-1);
  const part = direction === 'inbound' ? 'ingress' : 'egress';
  const name = withoutKeys(acl.address).split(/[./]/).at(-1) ?? '';
  if (alike !== undefined || other?.form === 'resource') {
    const model = alike ?? other;
    if (model === undefined) return undefined;
    const own =
      model.code.kind === 'template'
        ? `${name}${upper(direction)}${upper(entry.name)}`
        : `${name}_${direction}_${entry.name}`;
    return model.addAlike(fieldsLike(model, context, acl, direction, entry), own);
  }
  const owner = writtenAt(context.code, acl.origin);
  if (owner === undefined || acl.origin.awsDefault === true) return undefined;
  if (owner.code.kind === 'terraform') return owner.addPart(part, fieldsOf(inlineNames, entry, 'tcp'));
  const id = referenceTo(owner);
  return owner.addResource(
    'AWS::EC2::NetworkAclEntry',
    [
      { name: 'NetworkAclId', value: id },
      ...(direction === 'outbound' ? [{ name: 'Egress', value: true }] : []),
      ...fieldsOf(templateNames, entry, entry.protocol),
    ],
    `${name}${upper(direction)}${upper(entry.name)}`,
  );
}

/** Adds an entry below another one of its direction, the way that one is written. */
export function addBelow(
  context: FixContext,
  { acl, direction, written }: Omit<FoundEntry, 'entry'>,
  entry: NewEntry,
): Change {
  const own = `${written.name}${written.code.kind === 'template' ? upper(entry.name) : `_${entry.name}`}`;
  return written.addAlike(fieldsLike(written, context, acl, direction, entry), own);
}

/** Where the entries of a direction are written, in the order of their numbers. */
function writtenEntries({ code }: FixContext, acl: NetworkAcl, direction: Direction): readonly Written[] {
  return acl[direction].flatMap((entry) =>
    entry.origin.awsDefault === true ? [] : (writtenEntry(code, entry) ?? []),
  );
}

function fieldsLike(
  model: Written,
  context: FixContext,
  acl: NetworkAcl,
  direction: Direction,
  entry: NewEntry,
): readonly NewField[] {
  const names = namesOf(model);
  const protocol = protocolLike(
    model.literalOf(names.protocol),
    entry.protocol,
    model.code.kind === 'template',
  );
  const fields = fieldsOf(names, entry, protocol);
  if (model.form === 'part') return fields;
  const [owner, egress] =
    model.code.kind === 'template' ? ['NetworkAclId', 'Egress'] : ['network_acl_id', 'egress'];
  const outbound = direction === 'outbound';
  return [
    { name: owner, value: ownerLike(model, owner, context, acl) },
    ...(outbound || model.names.includes(egress) ? [{ name: egress, value: outbound }] : []),
    ...fields,
  ];
}

/** The network ACL as the model names it, where that is a line. */
function ownerLike(model: Written, field: string, context: FixContext, acl: NetworkAcl): NewValue {
  const text = model.textOf(field);
  const isLine = text !== undefined && !text.includes('\n') && !/^[A-Za-z][\w:]*:\s/.test(text);
  if (isLine) return { verbatim: text };
  const owner = writtenAt(context.code, acl.origin);
  return owner === undefined ? { verbatim: text ?? '' } : referenceTo(owner);
}

/** The protocol by name or by number, as the model has it. */
function protocolLike(written: unknown, protocol: Protocol, isTemplate: boolean): string | number {
  if (typeof written === 'string' && /^-?\d+$/.test(written)) return String(protocol);
  return isTemplate ? protocol : protocolName(protocol);
}

function fieldsOf(names: EntryNames, entry: NewEntry, protocol: string | number): readonly NewField[] {
  const { number, action, cidr, match } = entry;
  const types = match !== 'all' && 'type' in match ? match : undefined;
  const own = match === 'all' || 'type' in match ? undefined : match;
  const ports = own ?? { first: 0, last: 0 };
  const range = pair(names.firstPort, ports.first, names.lastPort, ports.last);
  const icmp = types === undefined ? [] : pair(names.icmpType, types.type, names.icmpCode, types.code);
  // A block of Terraform's needs its ports even where they mean nothing.
  const needsPorts = own !== undefined || names.number === inlineNames.number;
  return [
    { name: names.number, value: number },
    { name: names.protocol, value: protocol },
    { name: names.action, value: action },
    { name: cidr.family === 'ipv4' ? names.ipv4 : names.ipv6, value: formatCidr(cidr) },
    ...(needsPorts ? range : []),
    ...icmp,
  ];
}

/** Two numbers, in a field of their own where their names say so. */
function pair(first: string, from: number, second: string, to: number): readonly NewField[] {
  const [outer = '', inner] = first.split('.');
  const [, other = ''] = second.split('.');
  if (inner === undefined)
    return [
      { name: first, value: from },
      { name: second, value: to },
    ];
  const fields = [
    { name: inner, value: from },
    { name: other, value: to },
  ];
  return [{ name: outer, value: { fields } }];
}

function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
