/** JSON as values, each with its place. */
import type { JsonNode } from '../json/tree.ts';
import type { Origin } from '../text/origin.ts';
import type { Span } from '../text/span.ts';
import {
  booleanValue,
  nullValue,
  numberValue,
  stringValue,
  type ObjectValue,
  type Property,
  type Value,
} from '../value/value.ts';

/** The place of a span in the file it stands in. */
export type Place = (span: Span) => Origin;

export function objectOf(members: readonly (readonly [string, JsonNode])[], place: Place): ObjectValue {
  return {
    kind: 'object',
    properties: new Map(members.map(([key, node]) => [key, propertyOf(node, place)])),
  };
}

/** The members of a node that have a value, of a key written twice the last; none when it is no object. */
export function membersOf(node: JsonNode): readonly (readonly [string, JsonNode])[] {
  if (node.kind !== 'object') return [];
  return node.members.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value] as const]));
}

function propertyOf(node: JsonNode, place: Place): Property {
  return { value: valueOf(node, place), origin: place(node.span) };
}

function valueOf(node: JsonNode, place: Place): Value {
  switch (node.kind) {
    case 'object':
      return objectOf(membersOf(node), place);
    case 'array':
      return { kind: 'list', items: node.items.map((item) => propertyOf(item, place)) };
    case 'scalar':
      switch (typeof node.value) {
        case 'string':
          return stringValue(node.value);
        case 'number':
          return numberValue(node.value);
        case 'boolean':
          return booleanValue(node.value);
        default:
          return nullValue;
      }
  }
}
