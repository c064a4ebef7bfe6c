/**
 * Texts that stand for strings only AWS knows: `private/` with the first name of a data source's zones behind it. As a
 * value such a string is unknown; its stand-in serves where one has to be told from another, as a key of an object or
 * an item of a set. A stand-in begins with a character for private use, so that no text of the code is taken for one;
 * code that writes that character itself makes its text unknown, and nothing else.
 */
import { quote } from '../hcl/printBlock.ts';
import { instanceKey, withoutKeys } from '../text/instanceKeys.ts';
import type { ReferenceValue } from '../value/value.ts';

/** Why a text of the code is no key that anything is told from. */
export const oddKey = 'has a key that begins with a character for private use';

const readFromAws = 'is read from AWS';
const chosenByAws = 'is chosen by AWS when it is created';

const MARK = '\uE000';
const ZONE = '\uE001';
const OTHER = '\uE002';
const ID = '\uE003';
const END = '\uE004';
const ANY = /[\uE000-\uE004]/;
const MARK_CODE = MARK.charCodeAt(0);

/** Longer ones are not kept: nobody names a subnet so. UTF-16 code units. */
const MAX_LENGTH = 2000;

export interface Text {
  readonly kind: 'text';
  readonly text: string;
}

/** The name of a zone: `names[index]` of `source`, sorted among the others (SEMANTICS P15). */
interface Zone {
  readonly kind: 'zone';
  readonly source: string;
  readonly index: number;
}

/** The id or the ARN of a resource, which no other instance of the same block has. */
export interface Id {
  readonly kind: 'id';
  readonly resource: string;
  /** The address without the keys of instances: `module.network.aws_subnet.private`. */
  readonly block: string;
  readonly type: string;
  readonly attribute: string;
  /** Whether AWS makes it up: a short name and eight or seventeen digits (SEMANTICS P16). */
  readonly isMadeUp: boolean;
}

/** Any other string, of which nothing is known but how it comes about. */
interface Other {
  readonly kind: 'other';
  readonly text: string;
}

export type Part = Text | Zone | Id | Other;

/** The name of a zone. @param source `data.aws_availability_zones.available.names` @param index of the sorted list. */
export function zoneStandIn(source: string, index: number): string {
  return `${MARK}${ZONE}${source}[${index}]${END}`;
}

const withMadeUpId =
  /(?:^|\.)aws_(?:vpc|subnet|security_group|network_acl|route_table|instance|network_interface|eip|internet_gateway|egress_only_internet_gateway|nat_gateway|vpn_gateway|vpc_endpoint|vpc_peering_connection|ec2_transit_gateway|ec2_transit_gateway_vpc_attachment|ec2_managed_prefix_list)\.[^.]+$/;

/** The id or the ARN of a resource. @param resource its address. */
export function referenceStandIn({ resource, attribute }: ReferenceValue): string | undefined {
  if (resource.length > MAX_LENGTH || ANY.test(resource)) return undefined;
  return `${MARK}${ID}${resource}.${attribute}${END}`;
}

/** What a text is the id or the ARN of; `undefined` for all others. */
export function referenceOf(text: string): ReferenceValue | undefined {
  const [part, second] = partsOf(text);
  if (part?.kind !== 'id' || second !== undefined) return undefined;
  return { kind: 'reference', resource: part.resource, attribute: part.attribute };
}

/** A string known by the expression alone that makes it: the same expression makes the same string. */
export function expressionStandIn(expression: string): string | undefined {
  return expression.length > MAX_LENGTH || ANY.test(expression)
    ? undefined
    : `${MARK}${OTHER}${expression}${END}`;
}

export function isStandIn(text: string): boolean {
  return text.charCodeAt(0) === MARK_CODE;
}

export function someStandIn(texts: Iterable<string>): boolean {
  for (const text of texts) if (isStandIn(text)) return true;
  return false;
}

/** A text of the code as a part of a stand-in; `undefined` where it holds a character that marks one. */
export function partOfText(text: string): string | undefined {
  return ANY.test(text) ? undefined : text;
}

/** One text behind the other; `undefined` where that gets too long, or where a text of the code looks like a stand-in. */
export function joinTexts(texts: readonly string[]): string | undefined {
  if (!texts.some(isStandIn)) return texts.join('');
  if (texts.some((text) => !isStandIn(text) && ANY.test(text))) return undefined;
  const text = texts.map((part) => (isStandIn(part) ? part.slice(MARK.length) : part)).join('');
  return text.length > MAX_LENGTH ? undefined : MARK + text;
}

/** As a reader would say it: `private/${data.aws_availability_zones.available.names[0]}`. */
export function shownText(text: string): string {
  return partsOf(text)
    .map((part) => (part.kind === 'text' ? part.text : `\${${expressionOf(part)}}`))
    .join('');
}

/** In quotes, as in an address: what is unknown as the template that would make it. */
export function quotedText(text: string): string {
  return inQuotes(text, (expression) => expression.replace(/["\\]/g, '\\$&'));
}

/** As an expression, so that two texts with one expression are the same: `"a"`, `data.aws_availability_zones.available.names[0]`. */
export function expressionText(text: string): string {
  const [part, second] = partsOf(text);
  const isOne = part !== undefined && part.kind !== 'text' && second === undefined;
  return isOne ? expressionOf(part) : inQuotes(text, (expression) => expression);
}

function inQuotes(text: string, write: (expression: string) => string): string {
  const inside = partsOf(text).map((part) =>
    part.kind === 'text' ? quote(part.text).slice(1, -1) : `\${${write(expressionOf(part))}}`,
  );
  return `"${inside.join('')}"`;
}

const zoneNames = new RegExp(String.raw`(?:[\w.-]|${instanceKey})*\.names\[\d+\]`, 'g');

/** What the strings in a text are, each with why nobody knows it: `data.aws_availability_zones.available.names[0]`. */
export function reasonsIn(standIn: string): readonly { readonly what: string; readonly why: string }[] {
  return partsOf(standIn).flatMap((part) => {
    if (part.kind === 'text') return [];
    if (part.kind === 'zone') return [{ what: expressionOf(part), why: readFromAws }];
    if (part.kind === 'id') return [{ what: expressionOf(part), why: chosenByAws }];
    const zones = Array.from(part.text.matchAll(zoneNames), ([name]) => name);
    if (zones.length === 0) return [{ what: part.text, why: chosenByAws }];
    return zones.map((what) => ({ what, why: readFromAws }));
  });
}

/** The same seen from elsewhere. @param rename what each string in it is called there. */
export function renameStandIn(text: string, rename: (name: string) => string): string {
  if (!isStandIn(text)) return text;
  const parts = partsOf(text).map((part) => {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'zone') return `${ZONE}${rename(part.source)}[${part.index}]${END}`;
    return part.kind === 'id'
      ? `${ID}${rename(part.resource)}.${part.attribute}${END}`
      : `${OTHER}${rename(part.text)}${END}`;
  });
  return MARK + parts.join('');
}

/**
 * Cuts a text at a separator that no name of a zone and no id can hold a part of.
 * @returns `undefined` where the strings in it may hold the separator.
 */
export function splitText(text: string, separator: string): readonly string[] | undefined {
  if (!isStandIn(text)) return text.split(separator);
  const parts = partsOf(text);
  if (separator === '' || /[a-z0-9-]/.test(separator)) return undefined;
  if (parts.some((part) => part.kind === 'other' || (part.kind === 'id' && !part.isMadeUp))) return undefined;
  const body = text.slice(MARK.length);
  return body.split(separator).map((piece) => (piece.includes(END) ? MARK + piece : piece));
}

/** What stand-ins were taken apart into last: sorting and comparing asks for the same ones again and again. */
const lastParts = new Map<string, readonly Part[]>();
const MAX_KEPT = 10_000;

/** The texts and the strings nobody knows that a text is made of, in turn. */
export function partsOf(text: string): readonly Part[] {
  if (!isStandIn(text)) return text === '' ? [] : [{ kind: 'text', text }];
  let parts = lastParts.get(text);
  if (parts !== undefined) return parts;
  parts = takenApart(text);
  if (lastParts.size >= MAX_KEPT) lastParts.clear();
  lastParts.set(text, parts);
  return parts;
}

function takenApart(text: string): readonly Part[] {
  const parts: Part[] = [];
  const body = text.slice(MARK.length);
  let end = 0;
  for (const match of body.matchAll(/([\uE001-\uE003])([^\uE004]*)\uE004/g)) {
    if (match.index > end) parts.push({ kind: 'text', text: body.slice(end, match.index) });
    const [whole, mark, name = ''] = match;
    if (mark === ID) parts.push(idOf(name));
    else parts.push((mark === ZONE ? zoneOf(name) : undefined) ?? { kind: 'other', text: name });
    end = match.index + whole.length;
  }
  if (end < body.length) parts.push({ kind: 'text', text: body.slice(end) });
  return parts;
}

function zoneOf(name: string): Zone | undefined {
  const [, source, index] = /^(.*)\[(\d+)\]$/.exec(name) ?? [];
  return source === undefined ? undefined : { kind: 'zone', source, index: Number(index) };
}

function idOf(name: string): Id {
  const at = name.lastIndexOf('.');
  const [resource, attribute] = [name.slice(0, at), name.slice(at + 1)];
  const block = withoutKeys(resource);
  const type = block.split('.').at(-2) ?? '';
  // A prefix list that AWS keeps is called by its service.
  const isMadeUp = attribute === 'id' && (withMadeUpId.test(block) || block.startsWith('com.amazonaws.'));
  return { kind: 'id', resource, block, type, attribute, isMadeUp };
}

function expressionOf(part: Zone | Id | Other): string {
  switch (part.kind) {
    case 'zone':
      return `${part.source}[${part.index}]`;
    case 'id':
      return `${part.resource}.${part.attribute}`;
    case 'other':
      return part.text;
  }
}
