/** A parameter's value: what the caller gives, else its default. A type that CloudFormation looks up is unknown. */
import type { Origin } from '../text/origin.ts';
import { textOf } from '../value/read.ts';
import { stringValue, unknown, type Property, type Value } from '../value/value.ts';
import { partsOf } from './intrinsics/parts.ts';
import { literalText } from './node.ts';
import { shorten } from './syntax.ts';
import type { Parameter } from './template.ts';

/** The texts of a list parameter, before they have a place. */
export interface Texts {
  readonly kind: 'texts';
  readonly texts: readonly string[];
}

/**
 * The value as text, or as items for `CommaDelimitedList` and `List<…>`. Numbers are text too, as `Ref` returns them.
 * @param given the value the stack is created with, where that is told: a text, or what a parent stack passes on.
 */
export function parameterValue(
  parameter: Parameter,
  given: Value | undefined,
  origin: Origin,
): Value | Texts {
  const what = `Parameter ${shorten(parameter.name)}`;
  if (parameter.type.startsWith('AWS::SSM::Parameter::Value<')) {
    return unknown(what, 'is read from Systems Manager when the stack is created', origin);
  }
  if (given !== undefined && textOf(given) === undefined) return passedOn(parameter, given, what, origin);
  const text =
    (given === undefined ? undefined : textOf(given)) ??
    literalText(parameter.default) ??
    emptyDefault(parameter) ??
    onlyAllowed(parameter);
  if (text !== undefined) return isList(parameter) ? items(text) : stringValue(text);
  const why = parameter.default === undefined ? 'has no default' : 'has a default that is not text';
  return unknown(what, why, origin);
}

/** All texts a parameter may have; `undefined` when it does not list them. */
export function allowedTexts(parameter: Parameter): readonly string[] | undefined {
  const node = parameter.allowedValues;
  if (isList(parameter) || node?.kind !== 'sequence' || node.tag !== undefined || node.damaged) {
    return undefined;
  }
  const texts = node.items.map((item) => literalText(item) ?? emptyText(item));
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length && known.length > 0 ? known : undefined;
}

/** What is no text: an id AWS chooses, a list of them, or something unknown. */
function passedOn(parameter: Parameter, given: Value, what: string, origin: Origin): Value {
  if (given.kind === 'reference') return isList(parameter) ? listOf([given], origin) : given;
  if (given.kind === 'unknown') {
    const parts = isList(parameter) ? partsOf(given, ',') : undefined;
    return parts === undefined ? given : listOf(parts, origin);
  }
  if (given.kind === 'list' && isList(parameter)) return given;
  return unknown(what, `is given ${given.kind === 'list' ? 'a list where text belongs' : 'no text'}`, origin);
}

function listOf(values: readonly Value[], origin: Origin): Value {
  return { kind: 'list', items: values.map((value): Property => ({ value, origin })) };
}

function isList({ type }: Parameter): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

/** `Default:` with nothing behind it, which YAML reads as null. */
function emptyDefault(parameter: Parameter): string | undefined {
  return emptyText(parameter.default);
}

function emptyText(node: Parameter['default']): string | undefined {
  return node?.kind === 'scalar' && node.value === null && node.text === '' && !node.damaged ? '' : undefined;
}

/** Where only one value is allowed, there is no other to choose. */
function onlyAllowed(parameter: Parameter): string | undefined {
  const texts = new Set(allowedTexts(parameter));
  const [only] = texts;
  return texts.size === 1 ? only : undefined;
}

/** CloudFormation trims the items; an empty text is an empty list. */
function items(text: string): Texts {
  return { kind: 'texts', texts: text.trim() === '' ? [] : text.split(',').map((item) => item.trim()) };
}
