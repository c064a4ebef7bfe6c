/** Whether a function that needs all of a value can be computed from it. */
import type { Unknown, Value } from '../../value/value.ts';
import { firstUnknown } from '../itemTexts.ts';
import { textOfReference } from '../values.ts';
import type { Arguments } from './arguments.ts';

/** What keeps a value from being wholly known: something unknown in it, or a reference AWS has yet to fill. */
export function unknownPart(value: Value, given: Arguments, index?: number): Unknown | undefined {
  if (value.kind === 'string' || value.kind === 'number') return undefined;
  const span = given.span(index);
  if (value.kind === 'reference') return textOfReference(value, span, given.context);
  if (value.kind !== 'list' && value.kind !== 'object') return firstUnknown(value);
  if (!given.spendOn(value)) return given.tooLarge();
  const found = firstUnknown(value);
  if (found !== undefined) return found;
  const parts = value.kind === 'list' ? value.items : [...value.properties.values()];
  for (const part of parts) {
    const inner = unknownPart(part.value, given, index);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
