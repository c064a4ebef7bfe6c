/** `Fn::Sub`: text with variables, alone or with a map of its own names. */
import type { Span } from '../../text/span.ts';
import type { Unknown, Value } from '../../value/value.ts';
import { literalText, type Node } from '../node.ts';
import { argumentsOf, asText, joined, misused, unknownFrom, type Scope } from './intrinsic.ts';
import { attributeOf, named, splitAtDot } from './references.ts';

const name = 'Fn::Sub';

export function sub(argument: Node, scope: Scope, span: Span): Value {
  const items = argumentsOf(argument);
  const text = literalText(items === undefined ? argument : items[0]);
  const variables = items?.[1];
  if (text === undefined || (items !== undefined && (items.length > 2 || variables?.kind !== 'map'))) {
    return misused(name, 'takes text, or a list of text and a map of variables', scope, span);
  }
  const own = new Map<string, Node>();
  if (variables?.kind === 'map') for (const entry of variables.entries) own.set(entry.key, entry.value);
  return substitute(text, own, scope, span);
}

function substitute(text: string, own: ReadonlyMap<string, Node>, scope: Scope, span: Span): Value {
  const parts: string[] = [];
  const unknowns: Unknown[] = [];
  const values = new Map<string, Value>();
  let end = 0;
  for (const { start, variable } of variablesOf(text)) {
    parts.push(text.slice(end, start));
    end = start + variable.length + 3;
    if (variable.startsWith('!')) {
      parts.push(`\${${variable.slice(1)}}`);
      continue;
    }
    const value = values.get(variable) ?? variableOf(variable, own, scope, span);
    values.set(variable, value);
    // Text that is one variable and nothing else is worth what the variable is worth, also where AWS chooses it.
    if (start === 0 && end === text.length && value.kind === 'reference') return value;
    const known = asText(value, name, scope, span);
    if (known.kind === 'unknown') unknowns.push(known);
    else parts.push(known.value);
  }
  if (unknowns.length > 0) return unknownFrom(unknowns);
  return joined([...parts, text.slice(end)], '', name, scope, span);
}

/** What stands between `${` and the next `}`, in time that grows with the text alone. */
function variablesOf(text: string): readonly { readonly start: number; readonly variable: string }[] {
  const found: { start: number; variable: string }[] = [];
  let start = text.indexOf('${');
  while (start >= 0) {
    const close = text.indexOf('}', start);
    if (close < 0) break;
    found.push({ start, variable: text.slice(start + 2, close) });
    start = text.indexOf('${', close);
  }
  return found;
}

function variableOf(variable: string, own: ReadonlyMap<string, Node>, scope: Scope, span: Span): Value {
  const noValue = (): Value => misused(name, 'cannot hold AWS::NoValue', scope, span);
  const given = own.get(variable);
  if (given !== undefined) return scope.evaluate(given) ?? noValue();
  if (!/^[A-Za-z0-9_.:]+$/.test(variable)) {
    return misused(name, `has a variable that is no name, \${${variable.slice(0, 40)}}`, scope, span);
  }
  const [resource, attribute] = splitAtDot(variable);
  if (attribute !== '') return attributeOf(resource, attribute, scope, span);
  return named(variable, scope, span) ?? noValue();
}
