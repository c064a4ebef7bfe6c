/** Functions that choose between their arguments: `try`, `can`, `coalesce`. */
import type { Span } from '../../text/span.ts';
import { booleanValue, stringValue, type Unknown, type Value } from '../../value/value.ts';
import { haveOneType } from '../collections.ts';
import type { Context } from '../context.ts';
import { numberText } from '../conversions.ts';
import {
  invalid,
  isInvalid,
  isResourceObject,
  notTold,
  propertyAt,
  textOfReference,
  tooLarge,
} from '../values.ts';
import { argumentSpan, type TerraformFunction } from './function.ts';

/** What keeps a value from being used as it is. */
interface Flaws {
  error: Unknown | undefined;
  unknown: Unknown | undefined;
}

export const controlFunctions: Readonly<Record<string, TerraformFunction>> = {
  /** The first argument that is no error. One that is unknown might be none, so it is the answer. */
  try: {
    minimum: 1,
    maximum: Infinity,
    compute: (values, call, context) =>
      values.find((value) => flawsOf(value, call, context).error === undefined) ??
      invalid('has no argument without an error', call, context),
  },
  can: {
    minimum: 1,
    maximum: 1,
    compute: ([value], call, context) => {
      if (value === undefined) return booleanValue(false);
      const flaws = flawsOf(value, call, context);
      if (flaws.error !== undefined) return booleanValue(false);
      return flaws.unknown ?? booleanValue(true);
    },
  },
  /** The first argument that is neither null nor an empty string, as the type all of them share. */
  coalesce: {
    minimum: 1,
    maximum: Infinity,
    compute: (values, call, context) => {
      const items = values.map((value) => propertyAt(value, call, context));
      if (!haveOneType(items)) return invalid('mixes types that have none in common', call, context);
      if (values.some((value) => value.kind === 'list' || value.kind === 'object')) {
        return notTold('chooses between collections, which is not evaluated yet', call, context);
      }
      const texts = values.some((value) => value.kind === 'string');
      for (const [index, value] of values.entries()) {
        if (value.kind === 'null' || (value.kind === 'string' && value.text === '')) continue;
        if (value.kind === 'reference' && value.attribute !== 'id' && value.attribute !== 'arn') {
          return textOfReference(value, argumentSpan(call, index), context);
        }
        if (texts && value.kind === 'number') return stringValue(numberText(value.number));
        return texts && value.kind === 'boolean' ? stringValue(String(value.boolean)) : value;
      }
      return invalid('has no argument that is not null or empty', call, context);
    },
  },
};

/** Looks for errors and unknown parts anywhere in a value. */
function flawsOf(value: Value, span: Span, context: Context): Flaws {
  const flaws: Flaws = { error: undefined, unknown: undefined };
  const visit = (part: Value): void => {
    if (flaws.error !== undefined) return;
    if (!context.budget.spend()) flaws.unknown ??= tooLarge(span, context);
    else if (isInvalid(part)) flaws.error = part;
    else if (part.kind === 'unknown') flaws.unknown ??= part;
    else if (part.kind === 'reference') flaws.unknown ??= textOfReference(part, span, context);
    else if (part.kind === 'list') {
      if (part.open !== undefined) visit(part.open);
      for (const item of part.items) visit(item.value);
    } else if (part.kind === 'object') {
      if (isResourceObject(part)) {
        flaws.unknown ??= notTold('is a whole resource', span, context);
        return;
      }
      if (part.open !== undefined) visit(part.open);
      for (const item of part.properties.values()) visit(item.value);
    }
  };
  visit(value);
  return flaws;
}
