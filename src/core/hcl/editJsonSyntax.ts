/**
 * The changes of edit.ts and editList.ts to a file in HCL's JSON syntax. What is given in the native syntax is written as
 * Terraform reads it in JSON: strings as they are, lists and objects as JSON's, anything else as `"${…}"`.
 */
import {
  insertItem,
  insertMember,
  jsonText,
  removeItemAt,
  removeMember,
  replaceNode,
  type NewJson,
  type NewMember,
} from '../json/editJson.ts';
import { readJson } from '../json/readJson.ts';
import type { JsonArray, JsonMember, JsonNode, JsonObject } from '../json/tree.ts';
import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/textEdit.ts';
import type { Item, Source } from './editStyle.ts';
import type { Block, Expression, Tuple } from './nodes.ts';
import { parseHclExpression } from './parser.ts';
import type { NewAttribute, NewBlock } from './printBlock.ts';

type Edits = readonly TextEdit[] | undefined;

/** A node or a member, and what holds it, from the outermost. */
interface Place {
  readonly node: JsonNode;
  readonly member: JsonMember | undefined;
  readonly holders: readonly (JsonObject | JsonArray)[];
}

/** Levels of objects and arrays; deeper ones are not read either. */
const maxDepth = 200;

export function replaceExpressionInJson(source: Source, expression: Expression, value: string): Edits {
  const native = isNative(source, expression);
  const { start, end } = expression;
  const span = native ? { start: start - 1, end: end + 1 } : { start, end };
  const found = placeAt(source, span, ({ node }) => isAt(node.span, span));
  // What stands in a string, such as a reference in a template, is no value of JSON.
  if (found === undefined) return undefined;
  const written = toJson(value, native);
  return written && [replaceNode(source.text, found.node.span, written)];
}

export function setAttributeInJson(source: Source, owner: Block, { name, value }: NewAttribute): Edits {
  const object = objectOf(source, owner);
  const written = toJson(value, false);
  if (object === undefined || written === undefined) return undefined;
  const present = owner.body.items.find((item) => item.kind === 'attribute' && item.name.text === name);
  if (present?.kind === 'attribute') return replaceExpressionInJson(source, present.value, value);
  return [insertMember(source.text, object, [name, written])];
}

/** Blocks of a provider's are arguments in JSON: an object, or a list of them. */
export function insertBlockInJson(source: Source, owner: Block, block: NewBlock): Edits {
  const object = objectOf(source, owner);
  return object && add(source, object, [block.type, ...(block.labels ?? [])], bodyOf(block));
}

export function appendBlockInJson(source: Source, block: NewBlock): Edits {
  const root = rootOf(source);
  const top = root?.kind === 'array' ? root.items.findLast((item) => item.kind === 'object') : root;
  if (top?.kind !== 'object') return undefined;
  return add(source, top, [block.type, ...(block.labels ?? [])], bodyOf(block));
}

/** Takes an argument or a block out, and with the last block of a type or a label that too. */
export function removeItemInJson(source: Source, item: Item): Edits {
  const found =
    item.kind === 'block'
      ? placeAt(source, item.body, ({ node }) => isAt(node.span, item.body))
      : placeAt(source, item.name, ({ member }) => member !== undefined && isAt(member.keySpan, item.name));
  if (found === undefined) return undefined;
  const isBlock = item.kind === 'block';
  let removed: JsonNode | JsonMember = found.member ?? found.node;
  for (const [index, holder] of [...found.holders].reverse().entries()) {
    const isLast = holder.kind === 'object' ? holder.members.length === 1 : holder.items.length === 1;
    const outer = found.holders[found.holders.length - 2 - index];
    // The body around an argument and the file around a block stay where they hold nothing more.
    if (!isBlock || !isLast || outer === undefined || isBody(source, holder)) return [take(holder, removed)];
    removed =
      outer.kind === 'object' ? (outer.members.find(({ value }) => value === holder) ?? holder) : holder;
  }
  return undefined;
}

export function insertElementInJson(source: Source, list: Tuple, index: number, value: string): Edits {
  const array = arrayOf(source, list);
  const written = toJson(
    value,
    list.items.some((item) => isNative(source, item)),
  );
  return array && written && [insertItem(source.text, array, index, written)];
}

export function removeElementInJson(source: Source, list: Tuple, index: number): Edits {
  const array = arrayOf(source, list);
  if (array?.items[index] === undefined) return undefined;
  return [removeItemAt(array, index)];
}

function take(holder: JsonObject | JsonArray, part: JsonNode | JsonMember): TextEdit {
  return holder.kind === 'object'
    ? removeMember(holder, part as JsonMember)
    : removeItemAt(holder, holder.items.indexOf(part as JsonNode));
}

/** Adds a body below some names, of which those that are there are used. */
function add(source: Source, object: JsonObject, names: readonly string[], body: NewJson | undefined): Edits {
  const [name, ...rest] = names;
  if (name === undefined || body === undefined) return undefined;
  const present = object.members.find(({ key }) => key === name)?.value;
  const nest = (inner: readonly string[]): NewJson =>
    inner.reduceRight<NewJson>((value, key) => ({ kind: 'object', members: [[key, value]] }), body);
  const { text } = source;
  if (present === undefined) return [insertMember(text, object, [name, nest(rest)])];
  if (present.kind === 'array') return [insertItem(text, present, present.items.length, nest(rest))];
  if (present.kind !== 'object') return undefined;
  if (rest.length > 0) return add(source, present, rest, body);
  // One block becomes the first of a list.
  const before = { start: present.span.start, end: present.span.start, text: '[' };
  const behind = insertItem(text, { kind: 'array', span: present.span, items: [present] }, 1, body);
  return [before, { ...behind, text: `${behind.text}]` }];
}

function bodyOf({ attributes, blocks = [] }: NewBlock): NewJson | undefined {
  const members: NewMember[] = [];
  for (const { name, value } of attributes) {
    const written = toJson(value, false);
    if (written === undefined) return undefined;
    members.push([name, written]);
  }
  const lists = new Map<string, NewJson[]>();
  for (const block of blocks) {
    const body = bodyOf(block);
    if (body === undefined || (block.labels?.length ?? 0) > 0) return undefined;
    lists.set(block.type, [...(lists.get(block.type) ?? []), body]);
  }
  for (const [type, items] of lists) members.push([type, { kind: 'array', items }]);
  return { kind: 'object', members };
}

/** An expression as JSON; `undefined` for one that JSON cannot hold. @param native whether strings hold expressions. */
function toJson(value: string, native: boolean): NewJson | undefined {
  const { expression, errors } = parseHclExpression(value);
  return errors.length > 0 ? undefined : write(expression, value, native);
}

function write(expression: Expression, value: string, native: boolean): NewJson | undefined {
  const source = value.slice(expression.start, expression.end);
  switch (expression.kind) {
    case 'number':
    case 'boolean':
    case 'null':
      return { kind: 'source', source };
    case 'unary':
      return expression.operator === '-' && expression.operand.kind === 'number'
        ? { kind: 'source', source }
        : jsonText(native ? source : `\${${source}}`);
    case 'tuple': {
      const items = expression.items.map((item) => write(item, value, native));
      const known = items.filter((item) => item !== undefined);
      return known.length < items.length ? undefined : { kind: 'array', items: known };
    }
    case 'object':
      return writeObject(expression.items, value, native);
    case 'template':
      return native ? jsonText(source) : writeTemplate(expression, value);
    default:
      return jsonText(native ? source : `\${${source}}`);
  }
}

function writeObject(
  items: Extract<Expression, { kind: 'object' }>['items'],
  value: string,
  native: boolean,
): NewJson | undefined {
  const members: NewMember[] = [];
  for (const item of items) {
    const key = item.key.kind === 'variable' ? jsonText(item.key.name) : write(item.key, value, false);
    const written = write(item.value, value, native);
    if (key?.kind !== 'source' || written === undefined) return undefined;
    members.push([String(JSON.parse(key.source)), written]);
  }
  return { kind: 'object', members };
}

/** Escapes of the native syntax are resolved; what stands for `${` stays spelled as it is. */
function writeTemplate(
  { parts, heredoc }: Extract<Expression, { kind: 'template' }>,
  value: string,
): NewJson | undefined {
  if (heredoc !== 'none') return undefined;
  let text = '';
  for (const part of parts) {
    if (part.kind === 'literal') text += part.text.replace(/([$%])\{/g, '$1$1{');
    else if (part.kind === 'interpolation')
      text += `\${${value.slice(part.expression.start, part.expression.end)}}`;
    else return undefined;
  }
  return jsonText(text);
}

/** Whether a string of the file holds an expression, as references to providers do. */
function isNative({ text }: Source, { kind, start }: Expression): boolean {
  return kind !== 'template' && text.charAt(start - 1) === '"';
}

function isBody({ tree }: Source, { span }: JsonNode): boolean {
  const bodies = [
    tree.body,
    ...tree.body.items.flatMap((item) => (item.kind === 'block' ? bodiesIn(item) : [])),
  ];
  return bodies.some((body) => isAt(body, span));
}

function bodiesIn({ body }: Block): readonly Span[] {
  return [body, ...body.items.flatMap((item) => (item.kind === 'block' ? bodiesIn(item) : []))];
}

function objectOf(source: Source, { body }: Block): JsonObject | undefined {
  const node = placeAt(source, body, (place) => isAt(place.node.span, body))?.node;
  return node?.kind === 'object' ? node : undefined;
}

function arrayOf(source: Source, list: Tuple): JsonArray | undefined {
  const node = placeAt(source, list, (place) => isAt(place.node.span, list))?.node;
  return node?.kind === 'array' ? node : undefined;
}

/** The root; `undefined` where the text is broken, as what is missing in it could stand anywhere. */
function rootOf({ text }: Source): JsonNode | undefined {
  const { root, errors } = readJson(text, maxDepth);
  return errors.length === 0 ? root : undefined;
}

/** The first place around `within`, from the outermost, that is the one. */
function placeAt(source: Source, within: Span, isIt: (place: Place) => boolean): Place | undefined {
  const root = rootOf(source);
  let place: Place | undefined = root && { node: root, member: undefined, holders: [] };
  while (place !== undefined && !isIt(place)) place = inside(place, within);
  return place;
}

function inside({ node, holders }: Place, { start, end }: Span): Place | undefined {
  if (node.kind === 'scalar') return undefined;
  const holds = (from: number, to: number): boolean => from <= start && end <= to;
  if (node.kind === 'array') {
    const item = node.items.find(({ span }) => holds(span.start, span.end));
    return item && { node: item, member: undefined, holders: [...holders, node] };
  }
  const member = node.members.find(({ keySpan, value }) =>
    holds(keySpan.start, value?.span.end ?? keySpan.end),
  );
  return member?.value && { node: member.value, member, holders: [...holders, node] };
}

function isAt(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
