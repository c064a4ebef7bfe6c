/** Converts values as Terraform's provider and CloudFormation do. `undefined` where the conversion would be refused. */
import type { Property, Unknown, Value } from './value.ts';

/** The text of a string, number or boolean. */
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

/** A number, also when written as a string: `"443"`. */
export function numberOf(value: Value): number | undefined {
  if (value.kind === 'number') return value.number;
  if (value.kind !== 'string' || !/^\s*[-+]?\d+(\.\d+)?\s*$/.test(value.text)) return undefined;
  return Number(value.text);
}

/** A boolean, also when written as the string `"true"` or `"false"`. */
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
