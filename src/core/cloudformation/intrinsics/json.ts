/** `Fn::ToJsonString`: a map or a list as JSON text. */
import type { Span } from '../../text/span.ts';
import { known, type Maybe, type Unknown, type Value } from '../../value/value.ts';
import type { Node } from '../node.ts';
import { asText, joined, misused, unknownFrom, type Scope } from './intrinsic.ts';

const name = 'Fn::ToJsonString';

/** YAML text that stands for something else unless it is quoted, which the value no longer tells. */
const ambiguous = /^(?:|~|[-+.\d].*|true|false|null|yes|no|on|off|y|n)$/i;

export function toJsonString(argument: Node, scope: Scope, span: Span): Value {
  const value = scope.evaluate(argument);
  if (value?.kind !== 'list' && value?.kind !== 'object') {
    return value?.kind === 'unknown'
      ? unknownFrom([value])
      : misused(name, 'takes a map or a list', scope, span);
  }
  const text = jsonOf(value, scope, span);
  return text.kind === 'unknown' ? text : joined([text.value], '', name, scope, span);
}

function jsonOf(value: Value, scope: Scope, span: Span): Maybe<string> {
  switch (value.kind) {
    case 'list': {
      if (value.open !== undefined) return value.open;
      return together(
        value.items.map((item) => jsonOf(item.value, scope, span)),
        ['[', ']'],
      );
    }
    case 'object': {
      if (value.open !== undefined) return value.open;
      const parts = [...value.properties].map(([key, property]): Maybe<string> => {
        const text = jsonOf(property.value, scope, span);
        return text.kind === 'unknown' ? text : known(`${JSON.stringify(key)}:${text.value}`);
      });
      return together(parts, ['{', '}']);
    }
    case 'null':
      return known('null');
    case 'string':
      return scope.template.format === 'yaml' && ambiguous.test(value.text)
        ? misused(name, 'writes a number or a text here, which only CloudFormation tells', scope, span)
        : known(JSON.stringify(value.text));
    default:
      return asText(value, name, scope, span);
  }
}

function together(parts: readonly Maybe<string>[], [open, close]: readonly [string, string]): Maybe<string> {
  const unknowns = parts.filter((part): part is Unknown => part.kind === 'unknown');
  if (unknowns.length > 0) return unknownFrom(unknowns);
  return known(open + parts.map((part) => (part.kind === 'known' ? part.value : '')).join(',') + close);
}
