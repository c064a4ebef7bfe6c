/** Functions that make, count or look into lists: `Fn::Select`, `Fn::Length`, `Fn::Cidr`, `Fn::GetAZs`, `Fn::FindInMap`. */
import { cidrOf, formatCidr, parseCidr, type Cidr } from '../../net/address.ts';
import type { Span } from '../../text/span.ts';
import { numberValue, unknown, type Maybe, type Unknown, type Value } from '../../value/value.ts';
import { literalText, valueOf, type Node } from '../node.ts';
import {
  argumentsOf,
  integerArgument,
  listArgument,
  listValue,
  misused,
  textArgument,
  textValue,
  tooLong,
  unknownFrom,
  type Scope,
} from './intrinsic.ts';

export function select(argument: Node, scope: Scope, span: Span): Value {
  const [indexNode, listNode, ...rest] = argumentsOf(argument) ?? [];
  if (indexNode === undefined || listNode === undefined || rest.length > 0) {
    return misused('Fn::Select', 'takes an index and a list', scope, span);
  }
  const index = integerArgument(indexNode, 'Fn::Select', scope);
  if (isGetAzs(listNode)) return index.kind === 'unknown' ? unknownFrom([index]) : zone(scope, listNode.span);
  const items = listArgument(listNode, 'Fn::Select', scope);
  const unknowns = [index, items].filter((part): part is Unknown => part.kind === 'unknown');
  if (index.kind === 'unknown' || items.kind === 'unknown') return unknownFrom(unknowns);
  const item = items.value[index.value];
  if (item !== undefined) return item.value;
  return misused('Fn::Select', `takes item ${index.value} of a list of ${items.value.length}`, scope, span);
}

/** Blocks of `cidrBits` host bits from the start of a block, one after the other. */
export function cidr(argument: Node, scope: Scope, span: Span): Value {
  const [blockNode, countNode, bitsNode, ...rest] = argumentsOf(argument) ?? [];
  const wrong = (why: string): Value => misused('Fn::Cidr', why, scope, span);
  if (blockNode === undefined || countNode === undefined || bitsNode === undefined || rest.length > 0) {
    return wrong('takes a CIDR block, a count and the number of host bits');
  }
  const text = textArgument(blockNode, 'Fn::Cidr', scope);
  const count = integerArgument(countNode, 'Fn::Cidr', scope);
  const bits = integerArgument(bitsNode, 'Fn::Cidr', scope);
  const unknowns = [text, count, bits].filter((part): part is Unknown => part.kind === 'unknown');
  if (text.kind === 'unknown' || count.kind === 'unknown' || bits.kind === 'unknown') {
    return unknownFrom(unknowns);
  }
  const key = `Fn::Cidr ${count.value} ${bits.value} ${text.value}`;
  return scope.once(key, () => {
    const block = parseCidr(text.value)?.cidr;
    if (block === undefined) return wrong('takes a CIDR block as its first argument');
    if (count.value < 1 || count.value > 256) return wrong('takes a count from 1 to 256');
    const blocks = blocksOf(block, count.value, bits.value);
    return blocks === undefined
      ? wrong(`cannot take ${count.value} blocks of ${bits.value} host bits from ${text.value.slice(0, 50)}`)
      : listValue(blocks, 'Fn::Cidr', scope, span);
  });
}

/** The number of items of a list. */
export function length(argument: Node, scope: Scope): Value {
  const items = listArgument(argument, 'Fn::Length', scope);
  return items.kind === 'unknown' ? unknownFrom([items]) : numberValue(items.value.length);
}

/**
 * The zones of a Region: three are assumed, as most have as many, and their names are not known. Whoever takes one of
 * them assumes nothing: a stack that is created has found it.
 */
export function getAzs(_argument: Node, scope: Scope, span: Span): Value {
  const origin = scope.origin(span);
  scope.assume({
    what: getAzsName,
    why: 'is taken to list three zones, as most Regions have at least as many',
    origin,
  });
  const value = zone(scope, span);
  return { kind: 'list', items: [value, value, value].map((item) => ({ value: item, origin })) };
}

const getAzsName = 'Fn::GetAZs';

function zone(scope: Scope, span: Span): Unknown {
  return unknown(
    getAzsName,
    'lists the zones of the account only when the stack is created',
    scope.origin(span),
  );
}

function isGetAzs(node: Node): boolean {
  if (node.tag !== undefined) return node.tag === '!GetAZs';
  return node.kind === 'map' && node.entries.length === 1 && node.entries[0]?.key === getAzsName;
}

export function findInMap(argument: Node, scope: Scope, span: Span): Value | undefined {
  const items = argumentsOf(argument) ?? [];
  const keys = items.slice(0, 3).map((node) => textArgument(node, 'Fn::FindInMap', scope));
  const [name, first, second] = keys;
  if (name === undefined || first === undefined || second === undefined || items.length > 4) {
    return misused('Fn::FindInMap', 'takes a mapping and two keys', scope, span);
  }
  const fallback = valueOf(items[3], 'DefaultValue');
  const mapping = name.kind === 'known' ? scope.template.mappings.get(name.value) : undefined;
  if (name.kind === 'unknown' || first.kind === 'unknown' || second.kind === 'unknown') {
    const unknowns = keys.filter((part): part is Unknown => part.kind === 'unknown');
    // Whatever the keys turn out to be, a stack that is created has found one of these.
    const possible = name.kind === 'unknown' ? [] : possibleValues(mapping, first, second);
    const all = fallback === undefined ? possible : [...possible, fallback];
    const text = literalText(all[0]);
    const isOne = text !== undefined && all.every((node) => literalText(node) === text);
    return isOne ? textValue(text, scope, span) : unknownFrom(unknowns);
  }
  const node = valueOf(valueOf(mapping, first.value), second.value) ?? fallback;
  if (node === undefined) {
    const path = [name, first, second].map((key) => key.value.slice(0, 50)).join('.');
    return misused('Fn::FindInMap', `finds no ${path} in Mappings`, scope, span);
  }
  return scope.spend(node.size * 8) ? scope.evaluate(node) : tooLong('Fn::FindInMap', scope, span);
}

/** The values of a mapping that the keys may lead to. */
function possibleValues(
  mapping: Node | undefined,
  first: Maybe<string>,
  second: Maybe<string>,
): readonly Node[] {
  return under(mapping, first).flatMap((node) => under(node, second));
}

function under(node: Node | undefined, key: Maybe<string>): readonly Node[] {
  if (key.kind === 'known') return [valueOf(node, key.value) ?? []].flat();
  return node?.kind === 'map' ? node.entries.map((entry) => entry.value) : [];
}

function blocksOf(block: Cidr, count: number, hostBits: number): readonly string[] | undefined {
  const prefixLength = (block.family === 'ipv4' ? 32 : 128) - hostBits;
  if (prefixLength < block.prefixLength) return undefined;
  const size = 1n << BigInt(hostBits);
  if (block.first + BigInt(count) * size - 1n > block.last) return undefined;
  return Array.from({ length: count }, (_, index) => {
    const value = block.first + BigInt(index) * size;
    return formatCidr(cidrOf({ family: block.family, value }, prefixLength));
  });
}
