/** `jsonencode` and `jsondecode`, as Go's encoding/json and go-cty have them. */
import {
  booleanValue,
  nullValue,
  stringValue,
  type Property,
  type StringValue,
  type Unknown,
  type Value,
} from '../../value/value.ts';
import { exactNumber, MAX_TEXT, toText } from '../conversions.ts';
import { oddKey, someStandIn } from '../standIns.ts';
import { compareText } from '../textOrder.ts';
import type { Arguments } from './arguments.ts';
import { ofKnown, type Family } from './function.ts';

export const jsonFunctions: Family = {
  jsondecode: ofKnown('(str: string) any', jsonDecode),
  jsonencode: ofKnown('(val?: any) string', (given) => jsonText(given.at(0), given)),
};

/** Levels of lists and objects that are read. */
export const MAX_LEVELS = 100;

/** A wholly known value as JSON: no blanks, keys in order, and `<`, `>`, `&` escaped for HTML. */
export function jsonText(value: Value, given: Arguments): StringValue | Unknown {
  const parts: string[] = [];
  let length = 0;
  const put = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  const write = (part: Value): Unknown | undefined => {
    if (length > MAX_TEXT || !given.spend(1)) return given.tooLarge();
    switch (part.kind) {
      case 'list':
        put('[');
        for (const [index, item] of part.items.entries()) {
          if (index > 0) put(',');
          const failed = write(item.value);
          if (failed !== undefined) return failed;
        }
        put(']');
        return undefined;
      case 'object': {
        put('{');
        const sorted = [...part.properties].sort(([a], [b]) => compareText(a, b));
        for (const [index, [name, item]] of sorted.entries()) {
          put(`${index > 0 ? ',' : ''}${quote(name)}:`);
          const failed = write(item.value);
          if (failed !== undefined) return failed;
        }
        put('}');
        return undefined;
      }
      case 'null':
        put('null');
        return undefined;
      case 'string':
        put(quote(part.text));
        return undefined;
      default: {
        const text = toText(part, given.call, given.context);
        if (text.kind === 'unknown') return text;
        put(text.text);
        return undefined;
      }
    }
  };
  return write(value) ?? given.string(parts.join(''));
}

function quote(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029\x7f]|\\[bf]/g, (character) => {
    if (character === '\x7f') return character;
    if (character === '\\b' || character === '\\f') return character;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function jsonDecode(given: Arguments): Value {
  const text = given.text(0);
  // Its values are paid for one by one.
  if (!given.spend(text.length >> 4)) return given.tooLarge();
  if (depthOf(text) > MAX_LEVELS) return given.unknown('is nested too deeply to be read', 0);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return given.error('is not JSON', 0);
  }
  return fromPlain(parsed, given);
}

/** How deep brackets nest, strings left out. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}

/** What JSON or YAML stands for: tuples and objects. */
export function fromPlain(plain: unknown, given: Arguments): Value {
  if (!given.spend(1)) return given.tooLarge();
  switch (typeof plain) {
    case 'string': {
      // A half of a surrogate pair is no character.
      const text = plain.replace(
        /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
        '\ufffd',
      );
      return given.string(text);
    }
    case 'number':
      return exactNumber(plain, given.call, given.context);
    case 'boolean':
      return booleanValue(plain);
    default:
      break;
  }
  if (plain === null || typeof plain !== 'object') return plain === null ? nullValue : stringValue('');
  if (Array.isArray(plain)) {
    return given.tuple(plain.map((item) => given.property(fromPlain(item, given))));
  }
  const entries = plain instanceof Map ? [...(plain as Map<string, unknown>)] : Object.entries(plain);
  const properties = new Map<string, Property>();
  for (const [name, item] of entries) {
    properties.set(name.normalize('NFC'), given.property(fromPlain(item, given)));
  }
  return someStandIn(properties.keys()) ? given.unknown(oddKey, 0) : given.newObject(properties);
}
