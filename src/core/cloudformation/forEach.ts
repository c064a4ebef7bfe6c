/**
 * `Fn::ForEach` of the language extensions: repeats the entries of a map for each item of a collection, with the item's
 * text in the place of `${Name}`, of `&{Name}` (letters and digits alone) and of a `Ref` to the name.
 */
import { textOf } from '../value/read.ts';
import { known, unknown, type Maybe, type Unknown } from '../value/value.ts';
import { listArgument, type Scope } from './intrinsics/intrinsic.ts';
import {
  literalText,
  mapNode,
  scalarNode,
  sequenceNode,
  type Entry,
  type Node,
  type Placed,
} from './node.ts';
import { shorten } from './syntax.ts';

/** Loops inside of loops; CloudFormation takes five. */
const maxLoops = 5;

/** What the entries of a map stand for. */
export interface Expansion {
  readonly entries: readonly Entry[];
  /** The loops that cannot be told, each with the reason. */
  readonly open: readonly Unknown[];
}

export function isForEach(key: string): boolean {
  return key.startsWith('Fn::ForEach::');
}

/** The entries with every loop among them replaced by what it makes. */
export function expandEntries(entries: readonly Entry[], scope: Scope, depth = 0): Expansion {
  if (!entries.some(({ key }) => isForEach(key))) return { entries, open: [] };
  const made: Entry[] = [];
  const open: Unknown[] = [];
  for (const entry of entries) {
    if (!isForEach(entry.key)) {
      made.push(entry);
      continue;
    }
    const rounds = roundsOf(entry, scope, depth);
    if (rounds.kind === 'unknown') {
      open.push(rounds);
      continue;
    }
    const inner = expandEntries(rounds.value, scope, depth + 1);
    made.push(...inner.entries);
    open.push(...inner.open);
  }
  return { entries: made, open };
}

/** The entries of all rounds of one loop; loops inside of it still stand in them. */
function roundsOf(loop: Entry, scope: Scope, depth: number): Maybe<readonly Entry[]> {
  const name = shorten(loop.key);
  const wrong = (why: string): Unknown => unknown(name, why, scope.origin(loop.keySpan));
  const [nameNode, collection, body, ...rest] =
    loop.value.kind === 'sequence' && loop.value.tag === undefined ? loop.value.items : [];
  const variable = literalText(nameNode);
  if (variable === undefined || collection === undefined || body?.kind !== 'map' || rest.length > 0) {
    return wrong('takes a name, a list and a map');
  }
  if (depth >= maxLoops) return wrong(`lies in more than ${maxLoops} loops`);
  const items = listArgument(collection, name, scope);
  if (items.kind === 'unknown') return items;
  const entries: Entry[] = [];
  for (const { value } of items.value) {
    const text = textOf(value);
    if (text === undefined) return value.kind === 'unknown' ? value : wrong('takes a list of texts');
    if (!scope.spend(body.size * nodeCost)) return wrong('makes the template larger than is evaluated');
    const replace = replacer(variable, text);
    entries.push(...body.entries.map((entry) => entryWith(entry, variable, text, replace)));
  }
  return known(entries);
}

/** What a node that a loop makes costs of what functions may make of a template. */
const nodeCost = 50;

type Replace = (text: string) => string;

function replacer(variable: string, text: string): Replace {
  const plain = text.replace(/[^A-Za-z0-9]/g, '');
  return (within) =>
    within.includes('{')
      ? within.replaceAll(`\${${variable}}`, () => text).replaceAll(`&{${variable}}`, () => plain)
      : within;
}

function entryWith(entry: Entry, variable: string, text: string, replace: Replace): Entry {
  return {
    key: replace(entry.key),
    keySpan: entry.keySpan,
    value: nodeWith(entry.value, variable, text, replace),
  };
}

function nodeWith(node: Node, variable: string, text: string, replace: Replace): Node {
  switch (node.kind) {
    case 'unreadable':
      return node;
    case 'scalar': {
      if (node.tag === '!Ref' && node.text === variable) {
        return scalarNode({ ...placeOf(node), tag: undefined }, text, text);
      }
      const replaced = replace(node.text);
      return replaced === node.text ? node : scalarNode(placeOf(node), replaced, replaced);
    }
    case 'sequence':
      return sequenceNode(
        placeOf(node),
        node.items.map((item) => nodeWith(item, variable, text, replace)),
      );
    case 'map': {
      const [only] = node.entries;
      const isReference = node.entries.length === 1 && only?.key === 'Ref' && node.tag === undefined;
      if (isReference && literalText(only.value) === variable) return scalarNode(placeOf(node), text, text);
      return mapNode(
        placeOf(node),
        node.entries.map((entry) => entryWith(entry, variable, text, replace)),
      );
    }
  }
}

function placeOf({ span, tag, damaged }: Node): Placed {
  return { span, tag, damaged };
}
