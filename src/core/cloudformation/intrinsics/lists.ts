/** Functions that make lists or take an item of one: `Fn::Select`, `Fn::Cidr`, `Fn::GetAZs` and `Fn::FindInMap`. */
import { cidrOf, formatCidr, parseCidr, type Cidr } from '../../net/address.ts';
import type { Span } from '../../text/span.ts';
import { unknown, type Unknown, type Value } from '../../value/value.ts';
import { valueOf, type Node } from '../node.ts';
import {
  argumentsOf,
  integerArgument,
  listArgument,
  listValue,
  misused,
  textArgument,
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
  const block = parseCidr(text.value)?.cidr;
  if (block === undefined) return wrong('takes a CIDR block as its first argument');
  if (count.value < 1 || count.value > 256) return wrong('takes a count from 1 to 256');
  const blocks = blocksOf(block, count.value, bits.value);
  return blocks === undefined
    ? wrong(`cannot take ${count.value} blocks of ${bits.value} host bits from ${text.value.slice(0, 50)}`)
    : listValue(blocks, 'Fn::Cidr', scope, span);
}

export function getAzs(_argument: Node, scope: Scope, span: Span): Value {
  return unknown(
    'Fn::GetAZs',
    'lists the zones of the account only when the stack is created',
    scope.origin(span),
  );
}

export function findInMap(argument: Node, scope: Scope, span: Span): Value | undefined {
  const items = argumentsOf(argument) ?? [];
  const keys = items.slice(0, 3).map((node) => textArgument(node, 'Fn::FindInMap', scope));
  if (keys.length < 3 || items.length > 4) {
    return misused('Fn::FindInMap', 'takes a mapping and two keys', scope, span);
  }
  const unknowns = keys.filter((part): part is Unknown => part.kind === 'unknown');
  if (unknowns.length > 0) return unknownFrom(unknowns);
  const [name = '', first = '', second = ''] = keys.map((key) => (key.kind === 'known' ? key.value : ''));
  const found = valueOf(valueOf(scope.template.mappings.get(name), first), second);
  const fallback = valueOf(items[3], 'DefaultValue');
  const node = found ?? fallback;
  if (node === undefined) {
    const path = [name, first, second].map((key) => key.slice(0, 50)).join('.');
    return misused('Fn::FindInMap', `finds no ${path} in Mappings`, scope, span);
  }
  return scope.spend(node.size * 8) ? scope.evaluate(node) : tooLong('Fn::FindInMap', scope, span);
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
