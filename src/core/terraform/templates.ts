/** String templates: literal text, `${…}`, `%{if}` and `%{for}`. One part that is unknown makes the string unknown. */
import type { Interpolation, Template, TemplateFor, TemplateIf, TemplatePart } from '../hcl/nodes.ts';
import { stringValue, type Unknown, type Value } from '../value/value.ts';
import { bind, type Context, type Evaluate } from './context.ts';
import { MAX_TEXT, toBoolean, toText } from './conversions.ts';
import { entriesOf, isIteration } from './iteration.ts';
import { stringType } from './types.ts';
import { combine, tooLarge, unknownAs } from './values.ts';

/** A string; `"${x}"` alone is `x` itself, whatever its type. */
export function evaluateTemplate(template: Template, context: Context, evaluate: Evaluate): Value {
  const [first, second] = template.parts;
  if (first === undefined) return stringValue('');
  if (second === undefined && template.heredoc === 'none') {
    if (first.kind === 'literal') return stringValue(first.text);
    if (first.kind === 'interpolation') return evaluate(first.expression, context);
  }
  const output: Output = { text: '', unknown: [] };
  write(template.parts, output, context, evaluate);
  if (output.unknown.length > 0) return unknownAs(combine(output.unknown), stringType, true);
  const { length } = output.text;
  if (length > MAX_TEXT || !context.budget.spend(length >> 4)) return tooLarge(template, context);
  return stringValue(output.text);
}

interface Output {
  text: string;
  readonly unknown: Unknown[];
}

function write(parts: readonly TemplatePart[], output: Output, context: Context, evaluate: Evaluate): void {
  for (const part of parts) {
    if (output.text.length > MAX_TEXT) return;
    switch (part.kind) {
      case 'literal':
        output.text += part.text;
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

function writeValue(part: Interpolation, output: Output, context: Context, evaluate: Evaluate): void {
  const text = toText(evaluate(part.expression, context), part.expression, context);
  if (text.kind === 'unknown') output.unknown.push(text);
  else output.text += text.text;
}

function writeIf(part: TemplateIf, output: Output, context: Context, evaluate: Evaluate): void {
  const flag = toBoolean(evaluate(part.condition, context), part.condition, context);
  if (flag.kind === 'unknown') output.unknown.push(flag);
  else write(flag.boolean ? part.then : part.otherwise, output, context, evaluate);
}

function writeFor(part: TemplateFor, output: Output, context: Context, evaluate: Evaluate): void {
  const { collection, keyName, valueName, body } = part;
  const iteration = entriesOf(evaluate(collection, context), collection, context);
  if (!isIteration(iteration)) {
    output.unknown.push(iteration);
    return;
  }
  if (iteration.open !== undefined) output.unknown.push(iteration.open);
  for (const { key, value } of iteration.entries) {
    if (!context.budget.spend()) {
      output.unknown.push(tooLarge(part, context));
      return;
    }
    const outer = keyName === undefined ? context : bind(context, keyName.text, key);
    write(body, output, bind(outer, valueName.text, value), evaluate);
  }
}
