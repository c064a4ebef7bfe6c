/** Reads properties as the type the provider or CloudFormation would convert them to, keeping unknown and its reason. */
import type { Origin } from '../text/origin.ts';
import {
  known,
  nullValue,
  type Maybe,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from './value.ts';

/** A property that is there with the wrong type, such as a list where a string belongs. */
export interface WrongType {
  readonly kind: 'wrong-type';
  readonly expected: string;
  readonly found: Value['kind'];
}

/** The property, or `undefined` when it is absent or null. An object that is open makes an absent property unknown. */
export function property(object: ObjectValue, name: string): Property | undefined {
  const found = object.properties.get(name);
  return found === undefined || found.value.kind === 'null' ? undefined : found;
}

/** Text of a string, number or boolean; `undefined` when absent. */
export function readText(object: ObjectValue, name: string): Maybe<string> | WrongType | undefined {
  return read(object, name, 'string', textOf);
}

/** A number, also when written as a string: `"443"`. */
export function readNumber(object: ObjectValue, name: string): Maybe<number> | WrongType | undefined {
  return read(object, name, 'number', numberOf);
}

/** A boolean, also when written as the string `"true"` or `"false"`. */
export function readBoolean(object: ObjectValue, name: string): Maybe<boolean> | WrongType | undefined {
  return read(object, name, 'boolean', booleanOf);
}

export function textOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.text;
    case 'number':
      return String(value.number);
    case 'boolean':
      return String(value.boolean);
    default:
      return undefined;
  }
}

export function numberOf(value: Value): number | undefined {
  if (value.kind === 'number') return value.number;
  if (value.kind !== 'string' || !/^\s*[-+]?\d+(\.\d+)?\s*$/.test(value.text)) return undefined;
  return Number(value.text);
}

export function booleanOf(value: Value): boolean | undefined {
  if (value.kind === 'boolean') return value.boolean;
  if (value.kind !== 'string') return undefined;
  const text = value.text.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/**
 * The items of a list. A single value where a list belongs counts as a list of one, as CloudFormation and
 * Terraform's conversions both do. `open` tells that there may be more.
 */
export function listOf(found: Property | undefined): {
  items: readonly Property[];
  open: Unknown | undefined;
} {
  if (found === undefined || found.value.kind === 'null') return { items: [], open: undefined };
  if (found.value.kind === 'unknown') return { items: [], open: found.value };
  if (found.value.kind === 'list') return { items: found.value.items, open: found.value.open };
  return { items: [found], open: undefined };
}

/** The place of a property's value, or `fallback` when it was left out. */
export function originOf(object: ObjectValue, name: string, fallback: Origin): Origin {
  return object.properties.get(name)?.origin ?? fallback;
}

function read<T>(
  object: ObjectValue,
  name: string,
  expected: string,
  convert: (value: Value) => T | undefined,
): Maybe<T> | WrongType | undefined {
  const found = object.properties.get(name);
  if (found === undefined) return object.open;
  const value = found.value;
  if (value.kind === nullValue.kind) return undefined;
  if (value.kind === 'unknown') return value;
  if (value.kind === 'reference') {
    return {
      kind: 'unknown',
      because: [
        {
          what: `${value.resource}.${value.attribute}`,
          why: 'is chosen by AWS when it is created',
          origin: found.origin,
        },
      ],
    };
  }
  const converted = convert(value);
  return converted === undefined ? { kind: 'wrong-type', expected, found: value.kind } : known(converted);
}
