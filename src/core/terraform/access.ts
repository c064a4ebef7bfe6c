/** Reading parts of values: `.name`, `[key]` and the splats. */
import type { Expression, Splat } from '../hcl/nodes.ts';
import type { Span } from '../text/span.ts';
import { unknown, type ListValue, type ObjectValue, type Property, type Value } from '../value/value.ts';
import { bind, SPLAT_ITEM, type Context, type Evaluate } from './context.ts';
import { nameOf, toNumber, toText } from './conversions.ts';
import {
  chosenByAws,
  collectionType,
  invalid,
  isBlockObject,
  isResourceObject,
  makeList,
  originOf,
  propertyAt,
  tooLarge,
  type ResourceObject,
} from './values.ts';

/** `source.name`. */
export function getAttribute(source: Value, name: string, span: Span, context: Context): Value {
  switch (source.kind) {
    case 'unknown':
      return source;
    case 'reference':
      return chosenByAws(`${source.resource}.${source.attribute}`, span, context);
    case 'object':
      return fromObject(source, name, span, context);
    default:
      return invalid(`reads "${name}" from ${nameOf(source)}`, span, context);
  }
}

/** `source[key]`. */
export function getIndex(source: Value, key: Value, keySpan: Span, span: Span, context: Context): Value {
  switch (source.kind) {
    case 'unknown':
      return source;
    case 'reference':
      return chosenByAws(`${source.resource}.${source.attribute}`, span, context);
    case 'list':
      return fromList(source, key, keySpan, span, context);
    case 'object': {
      const text = toText(key, keySpan, context);
      if (text.kind === 'unknown') return text;
      return fromObject(source, text.text, span, context);
    }
    default:
      return invalid(`reads an element of ${nameOf(source)}`, span, context);
  }
}

/** `source[*].rest`: of a list what `rest` reads from every item, of null nothing, of anything else a list of one. */
export function evaluateSplat(expression: Splat, context: Context, evaluate: Evaluate): Value {
  const source = evaluate(expression.source, context);
  if (source.kind === 'unknown') return source;
  if (source.kind === 'reference') {
    return chosenByAws(`${source.resource}.${source.attribute}`, expression, context);
  }
  if (source.kind === 'null') return makeList([], expression, context);
  const items = source.kind === 'list' ? source.items : [propertyAt(source, expression.source, context)];
  const open = source.kind === 'list' ? source.open : undefined;
  const type = source.kind === 'list' && collectionType(source) !== 'tuple' ? 'list' : 'tuple';
  return makeList(eachOf(items, expression.each, context, evaluate), expression, context, open, type);
}

function eachOf(
  items: readonly Property[],
  each: Expression,
  context: Context,
  evaluate: Evaluate,
): readonly Property[] {
  if (each.kind === 'splat-item') return items;
  const origin = originOf(context, each);
  return items.map((item) => ({ value: evaluate(each, bind(context, SPLAT_ITEM, item.value)), origin }));
}

function fromList(source: ListValue, key: Value, keySpan: Span, span: Span, context: Context): Value {
  if (collectionType(source) === 'set') return invalid('reads an element of a set', span, context);
  const number = toNumber(key, keySpan, context);
  if (number.kind === 'unknown') return number;
  // Where items may be missing, the place of the others is open too.
  if (source.open !== undefined) return source.open;
  const item = number.number < 0 ? undefined : source.items[number.number];
  if (item === undefined) {
    return invalid(`reads item ${number.number} of a list of ${source.items.length}`, span, context);
  }
  return item.value;
}

function fromObject(source: ObjectValue, name: string, span: Span, context: Context): Value {
  if (isResourceObject(source)) return fromResource(source, name, span, context);
  const found = source.properties.get(name);
  if (found !== undefined) return found.value;
  if (isBlockObject(source)) return chosenByAws(`${source.block}.${name}`, span, context);
  return source.open ?? invalid(`has no attribute "${name}"`, span, context);
}

function fromResource(source: ResourceObject, name: string, span: Span, context: Context): Value {
  const found = source.properties.get(name);
  if (found !== undefined && found.value.kind !== 'null') return found.value;
  const { resource, configured } = source;
  if (configured === undefined && name !== 'id' && name !== 'arn') {
    return unknown(resource, 'is not declared in this module', originOf(context, span));
  }
  if (found === undefined && configured?.has(name) === true) return tooLarge(span, context);
  return { kind: 'reference', resource, attribute: name };
}
