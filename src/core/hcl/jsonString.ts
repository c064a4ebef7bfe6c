/**
 * JSON strings as HCL's JSON syntax reads them: as a template, as an expression of the native syntax, or as they
 * stand. Every span points into the JSON text, through its escapes.
 */
import type { Span } from '../text/span.ts';
import { normalized } from './escapes.ts';
import type { Expression, SyntaxError, Template, TemplatePart } from './nodes.ts';
import { parseHclExpression, parseHclTemplate } from './parser.ts';

/**
 * How a string is read. `template`: `${…}` and `%{…}` mean what they mean in native strings. `native`: the string holds
 * an expression, as in `"type": "list(string)"` and `"depends_on": ["aws_vpc.main"]`. `literal`: nothing in it means
 * anything.
 */
export type StringReading = 'template' | 'native' | 'literal';

export interface ReadString {
  readonly expression: Expression;
  readonly errors: readonly SyntaxError[];
}

/** Reads the string that covers `span`, quotes included, of a JSON text. The closing quote may be missing. */
export function readJsonString(text: string, span: Span, reading: StringReading): ReadString {
  const content = decode(text, span);
  if (reading === 'native') {
    const { expression, errors } = parseHclExpression(content.text);
    // What is no expression, such as the "${…}" of Terraform 0.11, is read as a template.
    if (errors.length === 0) return { expression: relocate(expression, content), errors };
  }
  if (reading === 'literal' || !hasSequence(content.text)) {
    const whole = { start: content.start, end: content.end };
    const part: TemplatePart = { kind: 'literal', ...whole, text: normalized(content.text) };
    return { expression: template(span, content.text === '' ? [] : [part]), errors: [] };
  }
  const { parts, errors } = parseHclTemplate(content.text);
  return {
    expression: template(span, relocate(parts, content)),
    errors: relocate(errors, content),
  };
}

function template({ start, end }: Span, parts: readonly TemplatePart[]): Template {
  return { kind: 'template', start, end, heredoc: 'none', parts };
}

function hasSequence(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}

/** The content of a string without its quotes, escapes resolved. */
interface Content extends Span {
  readonly text: string;
  /** The offset of each code unit of `text`, and of its end, in the JSON text; `undefined` when there are no escapes. */
  readonly offsets: readonly number[] | undefined;
}

const escapes = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function decode(text: string, span: Span): Content {
  const start = span.start + 1;
  const end = span.end > start && isClosed(text, start, span.end) ? span.end - 1 : Math.max(start, span.end);
  const raw = text.slice(start, end);
  if (!raw.includes('\\')) return { text: raw, start, end, offsets: undefined };
  const offsets: number[] = [];
  let resolved = '';
  for (let at = 0; at < raw.length;) {
    offsets.push(start + at);
    if (raw.charAt(at) !== '\\') {
      resolved += raw.charAt(at++);
      continue;
    }
    const letter = raw.charAt(at + 1);
    const digits = letter === 'u' ? /^[0-9a-fA-F]{4}/.exec(raw.slice(at + 2, at + 6))?.[0] : undefined;
    // A faulty escape, which the reader of the JSON has reported, stands for the character behind its backslash.
    resolved += digits === undefined ? (escapes.get(letter) ?? letter) : hexadecimal(digits);
    if (letter === '') offsets.pop();
    at += digits === undefined ? 2 : 6;
  }
  offsets.push(end);
  return { text: resolved, start, end, offsets };
}

function hexadecimal(digits: string): string {
  return String.fromCharCode(parseInt(digits, 16));
}

/** Whether the last character is a quote that no backslash escapes. */
function isClosed(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(end - 1) !== 0x22) return false;
  let backslashes = 0;
  while (end - 2 - backslashes >= start && text.charCodeAt(end - 2 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 0;
}

/** A tree whose spans point into the content, with spans that point into the JSON text. Its height is bounded. */
function relocate<T>(tree: T, content: Content): T {
  const { start, offsets } = content;
  const move = (offset: number): number =>
    offsets === undefined ? start + offset : (offsets[offset] ?? content.end);
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null) return value;
    const copied: Record<string, unknown> = { ...value };
    for (const name in copied) {
      const child = copied[name];
      if (typeof child === 'object') copied[name] = copy(child);
      else if (typeof child === 'number' && (name === 'start' || name === 'end')) copied[name] = move(child);
    }
    return copied;
  };
  return copy(tree) as T;
}
