/** The values of nodes that call no function: text, numbers, lists and maps, as far as no syntax error lies in them. */
import type { Span } from '../text/span.ts';
import {
  booleanValue,
  nullValue,
  numberValue,
  unknown,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';
import { expandEntries } from './forEach.ts';
import { textValue, unknownFrom, type Scope } from './intrinsics/intrinsic.ts';
import { callOf, intrinsic, isFunctionName } from './intrinsics/registry.ts';
import { LazyProperties } from './lazyProperties.ts';
import type { Entry, MapNode, Node, SequenceNode } from './node.ts';
import { shorten } from './syntax.ts';

/** A node's value as if it had no tag. */
export function plainValue(node: Node, scope: Scope): Value {
  switch (node.kind) {
    case 'unreadable':
      return unknown(scope.subject(), node.why, scope.origin(node.span));
    case 'sequence':
      return listOf(node, scope);
    case 'map':
      return objectOf(node, scope);
    case 'scalar':
      if (node.damaged) return damagedPart(node.span, scope);
      if (node.value === null) return nullValue;
      if (typeof node.value === 'number') return numberValue(node.value);
      if (typeof node.value === 'boolean') return booleanValue(node.value);
      return textValue(node.text, scope, node.span);
  }
}

/** The value of a part that a syntax error lies in. */
export function damagedPart(span: Span, scope: Scope): Unknown {
  return unknown(scope.subject(), 'has a syntax error', scope.origin(span));
}

function listOf(node: SequenceNode, scope: Scope): Value {
  const items: Property[] = [];
  const open: Unknown[] = node.damaged ? [damagedPart(node.span, scope)] : [];
  for (const item of node.items) {
    const value = scope.evaluate(item);
    if (value === undefined) continue;
    // An item that a condition decides may be `AWS::NoValue`, which takes it out of the list.
    if (value.kind === 'unknown' && callOf(item)?.name === 'Fn::If') open.push(value);
    else items.push({ value, origin: scope.origin(item.span) });
  }
  return open.length === 0 ? { kind: 'list', items } : { kind: 'list', items, open: unknownFrom(open) };
}

function objectOf(node: MapNode, scope: Scope): ObjectValue {
  const { entries, open } = partsOf(node, scope);
  const properties = new Map<string, Property>();
  for (const entry of entries) {
    const property = propertyOf(entry, scope);
    if (property !== undefined) properties.set(entry.key, property);
  }
  return open.length === 0
    ? { kind: 'object', properties }
    : { kind: 'object', properties, open: unknownFrom(open) };
}

/**
 * The value of a map whose properties are evaluated when they are asked for.
 * @param during what each of them is evaluated in.
 */
export function lazyObject(node: MapNode, scope: Scope, during: <T>(run: () => T) => T): ObjectValue {
  const { entries, open } = partsOf(node, scope);
  const properties = new LazyProperties(entries, (entry) => during(() => propertyOf(entry, scope)));
  return open.length === 0
    ? { kind: 'object', properties }
    : { kind: 'object', properties, open: unknownFrom(open) };
}

/** The entries of a map with its loops expanded, and why there may be more. */
function partsOf(node: MapNode, scope: Scope): { entries: readonly Entry[]; open: readonly Unknown[] } {
  const { entries, open: loops } = expandEntries(node.entries, scope);
  const open: Unknown[] = node.damaged ? [damagedPart(node.span, scope), ...loops] : [...loops];
  if (!entries.some(({ key }) => isFunctionName(key))) return { entries, open };
  const own = entries.filter((entry) => {
    if (!isFunctionName(entry.key)) return true;
    const value = intrinsic(entry.key)(entry.value, scope, entry.keySpan);
    open.push(
      value?.kind === 'unknown'
        ? value
        : unknown(shorten(entry.key), 'stands beside other keys', scope.origin(entry.keySpan)),
    );
    return false;
  });
  return { entries: own, open };
}

function propertyOf(entry: Entry, scope: Scope): Property | undefined {
  const value = scope.evaluate(entry.value);
  return value === undefined ? undefined : { value, origin: scope.origin(entry.value.span) };
}
