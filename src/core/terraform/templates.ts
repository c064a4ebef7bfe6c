/**
 * String templates: literal text, `${…}`, `%{if}` and `%{for}`. One part that is unknown makes the string unknown, though
 * something may still stand for it (standIns.ts).
 */
import type { Interpolation, Template, TemplateFor, TemplateIf, TemplatePart } from '../hcl/nodes.ts';
import { stringValue, type Unknown, type Value } from '../value/value.ts';
import { bind, type Context, type Evaluate } from './context.ts';
import { MAX_TEXT, toBoolean, toText } from './conversions.ts';
import { entriesOf, isIteration } from './iteration.ts';
import { joinTexts, partOfText } from './standIns.ts';
import { combine, standInOf, tooLarge, unknownText, untyped } from './values.ts';

/** A string; `"${x}"` alone is `x` itself, whatever its type. */
export function evaluateTemplate(template: Template, context: Context, evaluate: Evaluate): Value {
  const [first, second] = template.parts;
  if (first === undefined) return stringValue('');
  if (second === undefined && template.heredoc === 'none') {
    if (first.kind === 'literal') return stringValue(first.text);
    if (first.kind === 'interpolation') return evaluate(first.expression, context);
  }
  const output: Output = { text: '', unknown: [], standsFor: true };
  write(template.parts, output, context, evaluate);
  if (output.unknown.length > 0) {
    return unknownText(combine(output.unknown), output.standsFor ? output.text : undefined);
  }
  const { length } = output.text;
  if (length > MAX_TEXT || !context.budget.spend(length >> 4)) return tooLarge(template, context);
  return stringValue(output.text);
}

interface Output {
  text: string;
  readonly unknown: Unknown[];
  /** Whether the text stands for all of the string although parts of it are unknown. */
  standsFor: boolean;
}

function write(parts: readonly TemplatePart[], output: Output, context: Context, evaluate: Evaluate): void {
  for (const part of parts) {
    if (output.text.length > MAX_TEXT) return;
    switch (part.kind) {
      case 'literal':
        append(part.text, output);
        break;
      case 'interpolation':
        writeValue(part, output, context, evaluate);
        break;
      case 'if':
        writeIf(part, output, context, evaluate);
        break;
      case 'for':
        writeFor(part, output, context, evaluate);
        break;
    }
  }
}

function append(text: string, output: Output): void {
  if (output.unknown.length === 0) output.text += text;
  else appendTo(output, partOfText(text));
}

/** Adds a part that is unknown, or known behind one that is not. @param text what it says, or what stands for it. */
function appendTo(output: Output, text: string | undefined): void {
  const joined = text === undefined || !output.standsFor ? undefined : joinTexts([output.text, text]);
  if (joined === undefined) output.standsFor = false;
  else output.text = joined;
}

function appendUnknown(value: Unknown, output: Output): void {
  if (output.unknown.length === 0) output.standsFor = partOfText(output.text) !== undefined;
  output.unknown.push(value);
  appendTo(output, standInOf(value));
}

function writeValue(part: Interpolation, output: Output, context: Context, evaluate: Evaluate): void {
  const text = toText(evaluate(part.expression, context), part.expression, context);
  if (text.kind === 'unknown') appendUnknown(text, output);
  else append(text.text, output);
}

function writeIf(part: TemplateIf, output: Output, context: Context, evaluate: Evaluate): void {
  const flag = toBoolean(evaluate(part.condition, context), part.condition, context);
  if (flag.kind === 'unknown') appendUnknown(untyped(flag), output);
  else write(flag.boolean ? part.then : part.otherwise, output, context, evaluate);
}

function writeFor(part: TemplateFor, output: Output, context: Context, evaluate: Evaluate): void {
  const { collection, keyName, valueName, body } = part;
  const iteration = entriesOf(evaluate(collection, context), collection, context);
  if (!isIteration(iteration)) {
    appendUnknown(untyped(iteration), output);
    return;
  }
  if (iteration.open !== undefined) appendUnknown(untyped(iteration.open), output);
  if (iteration.unordered !== undefined) appendUnknown(iteration.unordered, output);
  for (const { key, value } of iteration.entries) {
    if (!context.budget.spend()) {
      appendUnknown(tooLarge(part, context), output);
      return;
    }
    const outer = keyName === undefined ? context : bind(context, keyName.text, key);
    write(body, output, bind(outer, valueName.text, value), evaluate);
  }
}
