/** A parameter's value: what the caller gives, else its default. A type that CloudFormation looks up is unknown. */
import type { Origin } from '../text/origin.ts';
import { known, unknown, type Maybe } from '../value/value.ts';
import { literalText } from './node.ts';
import { shorten } from './syntax.ts';
import type { Parameter } from './template.ts';

/**
 * The value as text, or as items for `CommaDelimitedList` and `List<…>`. Numbers are text too, as `Ref` returns them.
 * @param given the value the stack is created with, where that is known.
 */
export function parameterValue(
  parameter: Parameter,
  given: string | undefined,
  origin: Origin,
): Maybe<string | readonly string[]> {
  const what = `Parameter ${shorten(parameter.name)}`;
  if (parameter.type.startsWith('AWS::SSM::Parameter::Value<')) {
    return unknown(what, 'is read from Systems Manager when the stack is created', origin);
  }
  const text = given ?? literalText(parameter.default) ?? emptyDefault(parameter);
  if (text === undefined) {
    return unknown(
      what,
      parameter.default === undefined ? 'has no default' : 'has a default that is not text',
      origin,
    );
  }
  return known(isList(parameter.type) ? items(text) : text);
}

function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

/** `Default:` with nothing behind it, which YAML reads as null. */
function emptyDefault(parameter: Parameter): string | undefined {
  const node = parameter.default;
  return node?.kind === 'scalar' && node.value === null && node.text === '' && !node.damaged ? '' : undefined;
}

/** CloudFormation trims the items; an empty text is an empty list. */
function items(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.split(',').map((item) => item.trim());
}
