/**
 * Texts that items of a list or a set are told from one another by, whatever they are: equal texts are equal items, and how
 * two different ones compare says standInOrder.ts, for strings and for what holds strings alike.
 */
import type { Span } from '../text/span.ts';
import type { Property, Unknown, Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { numberText } from './conversions.ts';
import { unknownKey } from './keys.ts';
import { isStandIn, joinTexts, referenceStandIn, someStandIn } from './standIns.ts';
import { compareText } from './textOrder.ts';
import { isTextReference, standInOf, textOfReference, typeOf, unorderedOf } from './values.ts';

export function isCollection({ kind }: Value): boolean {
  return kind === 'list' || kind === 'object';
}

/** Whether all of a value is known, or has something to stand for it. */
function isToldApart(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return standInOf(value) !== undefined;
    case 'reference':
      return isTextReference(value);
    case 'string':
      return !isStandIn(value.text);
    case 'list':
      if (value.open !== undefined || unorderedOf(value) !== undefined) return false;
      return value.items.every((item) => isToldApart(item.value));
    case 'object': {
      const { properties, open } = value;
      if (open !== undefined || someStandIn(properties.keys())) return false;
      return [...properties.values()].every((item) => isToldApart(item.value));
    }
    default:
      return true;
  }
}

/**
 * What a value among others of its type is told apart and ordered by, with what stands for the unknown in it; `undefined`
 * where nothing does, and for null, which is told from all others anyway.
 */
export function itemText(value: Value): string | undefined {
  if (value.kind === 'null' || !isToldApart(value)) return undefined;
  if (value.kind === 'reference') return referenceStandIn(value);
  const standIn = standInOf(value);
  return value.kind === 'string' ? value.text : (standIn ?? orderText(value));
}

/** A text for each value of one type: those that have the same are equal. `undefined` where there is none. */
export function identityOf(value: Value): string | undefined {
  const text = itemText(value);
  if (text !== undefined) return `text ${text}`;
  const key = keyOf(value);
  return key === undefined ? undefined : `key ${key}`;
}

/** A text that equal values of one type have in common, and different ones where all is known. */
export function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'reference':
      return `${value.resource}.${value.attribute}`;
    case 'list': {
      if (value.open !== undefined) return undefined;
      const keys = value.items.map((item) => keyOf(item.value));
      if (unorderedOf(value) !== undefined) {
        if (typeOf(value).kind !== 'set') return undefined;
        keys.sort();
      }
      return keys.includes(undefined) ? undefined : `[${keys.join()}]`;
    }
    case 'object': {
      if (value.open !== undefined || someStandIn(value.properties.keys())) return undefined;
      const sorted = [...value.properties].sort(([a], [b]) => compareText(a, b));
      const keys = sorted.map(([name, item]) => {
        const key = keyOf(item.value);
        return key === undefined ? undefined : `${JSON.stringify(name)}:${key}`;
      });
      return keys.includes(undefined) ? undefined : `{${keys.join()}}`;
    }
    case 'string':
      return JSON.stringify(value.text);
    case 'number':
      return numberText(value.number);
    case 'boolean':
      return String(value.boolean);
    case 'null':
      return 'null';
  }
}

/** The first thing in a value that is not known; `undefined` when all of it is, references included. */
export function firstUnknown(value: Value): Unknown | undefined {
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'list':
      return value.open ?? unorderedOf(value) ?? firstOf(value.items);
    case 'object': {
      const key = [...value.properties.keys()].find(isStandIn);
      const found = value.open ?? firstOf(value.properties.values());
      if (found !== undefined || key === undefined) return found;
      return unknownKey(key, value.properties.get(key)?.origin);
    }
    default:
      return undefined;
  }
}

/** What keeps a value from being told from others: something unknown in it, or a reference AWS has yet to fill. */
export function doubtIn(value: Value, span: Span, context: Context): Unknown | undefined {
  if (value.kind === 'reference') return textOfReference(value, span, context);
  const found = firstUnknown(value);
  if (found !== undefined || (value.kind !== 'list' && value.kind !== 'object')) return found;
  for (const part of value.kind === 'list' ? value.items : value.properties.values()) {
    const inner = doubtIn(part.value, span, context);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function firstOf(parts: Iterable<Property>): Unknown | undefined {
  for (const { value } of parts) {
    const found = firstUnknown(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text go-cty orders collections in a set by (`makeSetHashBytes`); `undefined` where nothing stands for it. */
export function orderText(value: Value): string | undefined {
  switch (value.kind) {
    case 'null':
      return '~';
    case 'boolean':
      return value.boolean ? 'T' : 'F';
    case 'number':
      return numberText(value.number);
    case 'string':
      return JSON.stringify(value.text);
    case 'unknown':
      // The names something stands for need no escapes.
      return joined(['"', standInOf(value), '"']);
    case 'reference':
      return joined(['"', referenceStandIn(value), '"']);
    case 'list': {
      const [open, close] = typeOf(value).kind === 'tuple' ? ['<', '>'] : ['[', ']'];
      return joined([open, ...value.items.flatMap((item) => [orderText(item.value), ';']), close]);
    }
    case 'object': {
      const sorted = [...value.properties].sort(([a], [b]) => compareText(a, b));
      if (typeOf(value).kind !== 'map') {
        return joined(['<', ...sorted.flatMap(([, item]) => [orderText(item.value), ';']), '>']);
      }
      const entries = sorted.flatMap(([name, item]) => [
        JSON.stringify(name),
        ':',
        orderText(item.value),
        ';',
      ]);
      return joined(['{', ...entries, '}']);
    }
  }
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
  const told = texts.filter((text) => text !== undefined);
  return told.length < texts.length ? undefined : joinTexts(told);
}
