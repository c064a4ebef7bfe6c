/**
 * Reads the properties of a resource or a nested block as what AWS takes them for. A field is known, unknown with its
 * reasons, or refused: a value the provider, CloudFormation or the API would not accept.
 */
import type { RefusalCode, Refused, Remark } from '../aws/acceptance.ts';
import type { MaybeCidr } from '../aws/component.ts';
import { formatCidr, parseAddress, parseCidr, type Address, type Cidr, type Family } from '../net/address.ts';
import type { Origin } from '../text/origin.ts';
import { booleanOf, listOf, numberOf, textOf } from '../value/read.ts';
import type { Resource } from '../value/resource.ts';
import {
  known,
  unknown,
  type Maybe,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';

/** What makes AWS, or the tool on the way to it, refuse a rule. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly because: Refused;
}

export type Field<T> = Maybe<T> | Refusal;

/** @param instead what was probably meant, as it would be written there. */
export function refusal(
  code: RefusalCode,
  what: string,
  why: string,
  origin: Origin | undefined,
  instead?: string,
): Refusal {
  const because = { code, what, why, origin };
  return { kind: 'refusal', because: instead === undefined ? because : { ...because, instead } };
}

/** The value of a field for a component that stands even if one field of it is wrong: a refused one is unknown. */
export function settled<T>(read: Field<T>): Maybe<T> {
  return read.kind === 'refusal' ? { kind: 'unknown', because: [read.because] } : read;
}

/**
 * The property, or `undefined` when it is absent or null. An absent property of an object that may have further keys
 * is unknown.
 */
export function field(object: ObjectValue, name: string): Property | undefined {
  const found = object.properties.get(name);
  if (found === undefined)
    return object.open === undefined ? undefined : { value: object.open, origin: nowhere };
  return found.value.kind === 'null' ? undefined : found;
}

/** Stands in for the place of a property that nobody wrote; never shown, as the reason carries its own. */
const nowhere: Origin = { file: '', span: { start: 0, end: 0 } };

/** The items of a list, nested lists flattened as Terraform's splats leave them, nulls left out. */
export function items(found: Property | undefined): {
  items: readonly Property[];
  open: Unknown | undefined;
} {
  const list = listOf(found);
  const flat: Property[] = [];
  let open = list.open;
  for (const item of list.items) {
    if (item.value.kind === 'null') continue;
    if (item.value.kind !== 'list') flat.push(item);
    else {
      flat.push(...item.value.items.filter((inner) => inner.value.kind !== 'null'));
      open ??= item.value.open;
    }
  }
  return { items: flat, open };
}

/** The nested blocks or objects under a name; `open` tells that there may be more, or that one cannot be read. */
export function blocks(
  object: ObjectValue,
  name: string,
): { blocks: readonly { object: ObjectValue; origin: Origin }[]; open: Unknown | undefined } {
  const list = items(field(object, name));
  const found: { object: ObjectValue; origin: Origin }[] = [];
  let { open } = list;
  for (const item of list.items) {
    if (item.value.kind === 'object') found.push({ object: item.value, origin: item.origin });
    else open ??= item.value.kind === 'unknown' ? item.value : unknown(name, 'is not a block', item.origin);
  }
  return { blocks: found, open };
}

/** A nested object; `undefined` when it is absent. The first one where it was written as a block. */
export function nested(object: ObjectValue, name: string): Field<ObjectValue> | undefined {
  const found = field(object, name);
  if (found === undefined) return undefined;
  const value = found.value.kind === 'list' ? (found.value.items[0]?.value ?? found.value) : found.value;
  if (value.kind === 'object') return known(value);
  return value.kind === 'unknown' ? value : refusal('type', name, 'is not an object', found.origin);
}

export function text(object: ObjectValue, name: string): Field<string> | undefined {
  return read(object, name, 'text', textOf);
}

export function boolean(object: ObjectValue, name: string): Field<boolean> | undefined {
  return read(object, name, 'true or false', booleanOf);
}

export function integer(object: ObjectValue, name: string): Field<number> | undefined {
  return read(object, name, 'a whole number', (value) => {
    const number = numberOf(value);
    return number !== undefined && Number.isInteger(number) ? number : undefined;
  });
}

/** A block of one family. `hostBits`: whether bits behind the prefix are cleared or refused (SEMANTICS N8). */
export function cidr(
  object: ObjectValue,
  name: string,
  family: Family,
  hostBits: 'cleared' | 'refused',
): Field<Cidr> | undefined {
  const found = field(object, name);
  return found === undefined ? undefined : cidrOf(found, name, family, hostBits);
}

/** The same for one item of a list. */
export function cidrOf(
  found: Property,
  name: string,
  family: Family,
  hostBits: 'cleared' | 'refused',
): Field<Cidr> | undefined {
  const written = readValue(found, name, 'text', textOf);
  // Terraform counts an empty string as left out.
  if (written.kind !== 'known') return written;
  if (written.value === '') return undefined;
  const parsed = parseCidr(written.value);
  const what = `${name} ${quote(written.value)}`;
  if (parsed?.cidr.family !== family)
    return refusal('cidr', what, `is not an ${family === 'ipv4' ? 'IPv4' : 'IPv6'} CIDR block`, found.origin);
  if (parsed.hostBits && hostBits === 'refused')
    return refusal(
      'host-bits',
      what,
      'has bits set behind its prefix',
      found.origin,
      formatCidr(parsed.cidr),
    );
  return known(parsed.cidr);
}

/** That blocks have bits behind their prefixes, where AWS clears those (SEMANTICS N8). */
export function clearedHostBits(object: ObjectValue, names: readonly string[]): readonly Remark[] {
  return names.flatMap((name): readonly Remark[] => {
    const found = object.properties.get(name);
    const written = found === undefined ? undefined : textOf(found.value);
    if (found === undefined || written === undefined || parseCidr(written)?.hostBits !== true) return [];
    return [{ code: 'host-bits-cleared', what: `${name} ${quote(written)}`, origin: found.origin }];
  });
}

/** A block of a component: a wrong one is unknown, and an unknown one keeps its family. */
export function componentCidr(
  resource: Resource,
  name: string,
  family: Family,
): readonly [] | readonly [MaybeCidr] {
  const read = cidr(resource.properties, name, family, 'cleared');
  return read === undefined ? [] : [ofFamily(qualified(read, resource), family)];
}

/** An unknown block of a known family. */
export function ofFamily(maybe: Maybe<Cidr>, family: Family): MaybeCidr {
  return maybe.kind === 'known' ? maybe : { ...maybe, family };
}

/** The addresses of one family a list or a single value names; what is no address is unknown. */
export function addresses(found: Property | undefined, name: string): readonly Maybe<Address>[] {
  const list = items(found);
  const read = list.items.map((item): Maybe<Address> => {
    const written = readValue(item, name, 'text', textOf);
    if (written.kind !== 'known') return settled(written);
    return address(written.value, name, item.origin);
  });
  return list.open === undefined ? read : [...read, list.open];
}

export function address(written: string, name: string, origin: Origin): Maybe<Address> {
  const parsed = parseAddress(written);
  return parsed === undefined
    ? unknown(`${name} ${quote(written)}`, 'is not an IP address', origin)
    : known(parsed);
}

/** A boolean of a component, with what AWS takes when it is left out. */
export function flag(resource: Resource, name: string, fallback: boolean): Maybe<boolean> {
  const read = boolean(resource.properties, name);
  return read === undefined ? known(fallback) : qualified(read, resource);
}

/** The Availability Zone a subnet is in, by the first of the properties that is set. */
export function availabilityZone(resource: Resource, ...names: readonly string[]): Maybe<string> | undefined {
  for (const name of names) {
    const zone = text(resource.properties, name);
    if (zone !== undefined) return qualified(zone, resource);
  }
  return undefined;
}

/** A field of a component: a refusal becomes unknown, naming the resource too. */
export function qualified<T>(read: Field<T>, resource: Resource): Maybe<T> {
  if (read.kind !== 'refusal') return read;
  const { what, why, origin } = read.because;
  return unknown(`${resource.address}.${what}`, why, origin);
}

/** User text in a reason: quoted, and cut where it would drown it. */
export function quote(written: string): string {
  return JSON.stringify(written.length > 60 ? `${written.slice(0, 60)}…` : written);
}

function read<T>(
  object: ObjectValue,
  name: string,
  expected: string,
  convert: (value: Value) => T | undefined,
): Field<T> | undefined {
  const found = field(object, name);
  return found === undefined ? undefined : readValue(found, name, expected, convert);
}

function readValue<T>(
  found: Property,
  name: string,
  expected: string,
  convert: (value: Value) => T | undefined,
): Field<T> {
  const { value, origin } = found;
  if (value.kind === 'unknown') return value;
  if (value.kind === 'reference')
    return unknown(`${value.resource}.${value.attribute}`, 'is chosen by AWS when it is created', origin);
  const converted = convert(value);
  if (converted !== undefined) return known(converted);
  const written = textOf(value);
  const what = written === undefined ? name : `${name} ${quote(written)}`;
  return refusal('type', what, `is not ${expected}`, origin);
}
