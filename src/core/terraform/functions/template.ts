/** Templates outside of expressions: `templatefile` and `templatestring`, with the variables they are given. */
import type { Template } from '../../hcl/nodes.ts';
import { parseHclExpression } from '../../hcl/parser.ts';
import { RecentTexts } from '../../text/recentTexts.ts';
import { unknown, type ObjectValue, type Unknown, type Value } from '../../value/value.ts';
import { bind, type Context, type Module } from '../context.ts';
import { nameOf } from '../conversions.ts';
import { stringType } from '../types.ts';
import { evaluateTemplate } from '../templates.ts';
import { invalid, isInvalid, originOf, unknownAs } from '../values.ts';
import type { Arguments } from './arguments.ts';
import { ofOpen, type Family } from './function.ts';

export const templateFunctions: Family = {
  templatestring: ofOpen('(template: string, vars: any) string', (given) => {
    const template = given.at(0);
    const [argument] = given.call.arguments;
    if (argument === undefined || !references.has(argument.kind)) {
      return given.error('is not a reference to a template', 0);
    }
    if (template.kind !== 'string') return given.unknown('is not known', 0);
    return renderTemplate(readTemplate('template', template.text), given);
  }),
};

export interface TemplateText {
  readonly file: string;
  /** The text between the lines that make a heredoc of it. */
  readonly text: string;
  readonly template: Template | undefined;
}

/** The same file is a template for every instance of a resource. */
const templates = new RecentTexts<Omit<TemplateText, 'file'>>(500_000);

/** Reads a text as Terraform reads a template file: like a heredoc, whose delimiters are put around it here. */
export function readTemplate(file: string, body: string): TemplateText {
  return { file, ...templates.get(body, readHeredoc) };
}

function readHeredoc(body: string): Omit<TemplateText, 'file'> {
  let end = 'END';
  while (body.includes(end)) end += '_';
  const text = `<<${end}\n${body}\n${end}\n`;
  const { expression, errors } = parseHclExpression(text);
  return { text, template: errors.length === 0 && expression.kind === 'template' ? expression : undefined };
}

/** Terraform takes nothing else, so that nobody builds a template of texts from outside. */
const references: ReadonlySet<string> = new Set(['variable', 'get-attribute', 'get-index']);

/** Names other than the variables that are given mean nothing in a template. */
const noReferences: Module = {
  resolve: (root, name, origin): Unknown =>
    unknown(`${root}.${name}`, 'is not among the variables of the template', origin),
};

/** A template that consists of one `${…}` is the value itself. */
export function renderTemplate({ file, text, template }: TemplateText, given: Arguments): Value {
  if (template === undefined) return given.error('is not a template', 0);
  const variables = given.at(1);
  if (variables.kind === 'unknown') return variables;
  if (variables.kind !== 'object') return given.error(`is ${nameOf(variables)} where a map is needed`, 1);
  if (variables.open !== undefined) return unknownAs(variables.open, stringType, true);
  const { context } = given;
  if (context.module === noReferences) return given.error('is called in a template, where it is not allowed');
  const inner: Context = {
    file: {
      file,
      text,
      tree: { body: { start: 0, end: text.length, items: [] }, errors: [], comments: [], syntax: 'native' },
    },
    resource: context.resource,
    names: undefined,
    module: noReferences,
    budget: context.budget,
    files: context.files,
    strict: context.strict,
  };
  const value = evaluateTemplate(withoutLastLine(template), bound(inner, variables), given.evaluate);
  if (value.kind !== 'unknown') return value;
  return isInvalid(value)
    ? invalid(
        `gives a template in which ${value.because[0]?.what ?? ''} ${value.because[0]?.why ?? ''}`,
        given.call,
        context,
      )
    : { ...value, because: value.because.map((reason) => atCall(reason, file, given)) };
}

function bound(context: Context, { properties }: ObjectValue): Context {
  let inner = context;
  for (const [name, { value }] of properties) inner = bind(inner, name, value);
  return inner;
}

/** The line end before the closing delimiter is none of the template's. */
function withoutLastLine(template: Template): Template {
  const last = template.parts.at(-1);
  if (last?.kind !== 'literal' || !last.text.endsWith('\n')) return template;
  const text = last.text.slice(0, -1);
  const parts =
    text === '' ? template.parts.slice(0, -1) : [...template.parts.slice(0, -1), { ...last, text }];
  return { ...template, heredoc: 'none', parts };
}

/** Places in the text with its delimiters are no places of the file. */
function atCall(
  reason: Unknown['because'][number],
  file: string,
  given: Arguments,
): Unknown['because'][number] {
  return reason.origin?.file === file ? { ...reason, origin: originOf(given.context, given.call) } : reason;
}
