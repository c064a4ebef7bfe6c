/** Functions that make text: `Fn::Join`, `Fn::Split` and `Fn::Base64`. */
import type { Span } from '../../text/span.ts';
import type { Unknown, Value } from '../../value/value.ts';
import { literalText, type Node } from '../node.ts';
import {
  argumentsOf,
  asText,
  joined,
  listArgument,
  listValue,
  misused,
  textArgument,
  tooLong,
  unknownFrom,
  type Scope,
} from './intrinsic.ts';
import { partsOf, rememberParts } from './parts.ts';

export function join(argument: Node, scope: Scope, span: Span): Value {
  const [delimiterNode, listNode, ...rest] = argumentsOf(argument) ?? [];
  const delimiter = literalText(delimiterNode) ?? emptyText(delimiterNode);
  if (delimiter === undefined || listNode === undefined || rest.length > 0) {
    return misused('Fn::Join', 'takes a delimiter and a list', scope, span);
  }
  const items = listArgument(listNode, 'Fn::Join', scope);
  if (items.kind === 'unknown') return items;
  const [only] = items.value;
  if (items.value.length === 1 && only?.value.kind === 'reference') return only.value;
  const texts: string[] = [];
  const unknowns: Unknown[] = [];
  for (const item of items.value) {
    const text = asText(item.value, 'Fn::Join', scope, span);
    if (text.kind === 'unknown') unknowns.push(text);
    else texts.push(text.value);
  }
  if (unknowns.length === 0) return joined(texts, delimiter, 'Fn::Join', scope, span);
  return rememberParts(
    unknownFrom(unknowns),
    delimiter,
    items.value.map((item) => item.value),
  );
}

export function split(argument: Node, scope: Scope, span: Span): Value {
  const [delimiterNode, textNode, ...rest] = argumentsOf(argument) ?? [];
  const delimiter = literalText(delimiterNode);
  if (delimiter === undefined || delimiter === '' || textNode === undefined || rest.length > 0) {
    return misused('Fn::Split', 'takes a delimiter and text', scope, span);
  }
  const text = textArgument(textNode, 'Fn::Split', scope);
  if (text.kind === 'unknown') {
    const parts = partsOf(text, delimiter);
    if (parts === undefined) return unknownFrom([text]);
    return { kind: 'list', items: parts.map((value) => ({ value, origin: scope.origin(span) })) };
  }
  if (!scope.spend(text.value.length)) return tooLong('Fn::Split', scope, span);
  return listValue(text.value.split(delimiter), 'Fn::Split', scope, span);
}

export function base64(argument: Node, scope: Scope, span: Span): Value {
  const text = textArgument(argument, 'Fn::Base64', scope);
  if (text.kind === 'unknown') return unknownFrom([text]);
  if (!scope.spend(text.value.length * 4)) return tooLong('Fn::Base64', scope, span);
  return joined([encode(utf8(text.value))], '', 'Fn::Base64', scope, span);
}

/** YAML's empty value counts as an empty delimiter. */
function emptyText(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.text === '' && !node.damaged ? '' : undefined;
}

/** UTF-8 by hand, as core has neither Node's nor the browser's encoder; a lone surrogate becomes U+FFFD. */
function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code, 0));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code, 6), tail(code, 0));
    else bytes.push(0xf0 | (code >> 18), tail(code, 12), tail(code, 6), tail(code, 0));
  }
  return bytes;
}

function tail(code: number, shift: number): number {
  return 0x80 | ((code >> shift) & 0x3f);
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function encode(bytes: readonly number[]): string {
  const groups: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const four = [18, 12, 6, 0].map((shift) => digits.charAt((group >> shift) & 63)).join('');
    const given = Math.min(3, bytes.length - i);
    groups.push(given === 3 ? four : four.slice(0, given + 1).padEnd(4, '='));
  }
  return groups.join('');
}
