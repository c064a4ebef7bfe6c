/** Functions that convert: `tostring`, `tonumber`, `tobool`, `tolist`, `toset`, `tomap`. Null stays null. */
import type { Call } from '../../hcl/nodes.ts';
import type { Span } from '../../text/span.ts';
import { nullValue, type Value } from '../../value/value.ts';
import { toListOf, toMapOf, toSetOf } from '../collections.ts';
import type { Context } from '../context.ts';
import { nameOf, toBoolean, toNumber, toText } from '../conversions.ts';
import { chosenByAws, invalid } from '../values.ts';
import { argumentSpan, type TerraformFunction } from './function.ts';

type Convert = (value: Value, span: Span, context: Context) => Value;

export const conversionFunctions: Readonly<Record<string, TerraformFunction>> = {
  tostring: converting((value, span, context) =>
    value.kind === 'reference' ? value : toText(value, span, context),
  ),
  tonumber: converting(toNumber),
  tobool: converting(toBoolean),
  tolist: converting((value, span, context) =>
    value.kind === 'list' ? toListOf(value, span, context) : misfit(value, 'list', span, context),
  ),
  toset: converting((value, span, context) =>
    value.kind === 'list' ? toSetOf(value, span, context) : misfit(value, 'set', span, context),
  ),
  tomap: converting((value, span, context) =>
    value.kind === 'object' ? toMapOf(value, span, context) : misfit(value, 'map', span, context),
  ),
};

function converting(convert: Convert): TerraformFunction {
  const compute = ([value = nullValue]: readonly Value[], call: Call, context: Context): Value => {
    if (value.kind === 'null' || value.kind === 'unknown') return value;
    return convert(value, argumentSpan(call, 0), context);
  };
  return { minimum: 1, maximum: 1, compute };
}

function misfit(value: Value, type: string, span: Span, context: Context): Value {
  if (value.kind === 'reference') return chosenByAws(`${value.resource}.${value.attribute}`, span, context);
  return invalid(`is ${nameOf(value)} where a ${type} is needed`, span, context);
}
