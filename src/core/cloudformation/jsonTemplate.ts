/**
 * Reads JSON text with `jsonc-parser`, which goes on behind an error. Its parser recurses, so the depth is counted
 * on the tokens first.
 */
import {
  createScanner,
  parseTree,
  printParseErrorCode,
  type Node as JsonNode,
  type ParseError,
} from 'jsonc-parser';
import type { Span } from '../text/span.ts';
import { jsonLayout } from './chunks.ts';
import { mapNode, scalarNode, sequenceNode, type Entry, type Node, type ScalarNode } from './node.ts';
import { recover, type Reading } from './recovery.ts';
import {
  Damage,
  maxDepth,
  maxProblems,
  tooDeep,
  withoutDuplicates,
  type ParsedText,
  type TextProblem,
} from './syntax.ts';

/** What is wrong, by the name jsonc-parser gives it. */
const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this word is not allowed here; text needs double quotes',
  InvalidNumberFormat: 'this is not a number',
  PropertyNameExpected: 'a key in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing behind the key',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'there is text behind the end of the template',
  UnexpectedEndOfComment: 'the comment is not closed',
  UnexpectedEndOfString: 'the closing quote is missing',
  UnexpectedEndOfNumber: 'the number is not complete',
  InvalidUnicode: 'the \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'there is no such escape',
  InvalidCharacter: 'a control character needs an escape',
};

/** Reads a JSON text; comments and trailing commas are accepted. Never throws; bounded in depth. */
export function parseJson(text: string): ParsedText {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const whole = readPart(text, { start, end: text.length }, false);
  if (whole.errors.length === 0) return whole;
  return recover(text, jsonLayout, whole, (chunk) => readPart(text, chunk, true));
}

/** @param inBraces whether the part is a run of properties, to be read as if it stood in braces. */
function readPart(whole: string, part: Span, inBraces: boolean): Reading {
  const lines = whole.slice(part.start, part.end);
  const text = inBraces ? `{${lines}}` : lines;
  const place = (offset: number, length: number): Span => {
    const start = clamp(part.start + offset - (inBraces ? 1 : 0), part);
    return { start, end: clamp(start + length, part) };
  };
  const deep = offsetTooDeep(text);
  if (deep !== undefined) return { root: undefined, errors: [tooDeep(place(deep, 1))], problems: [] };
  const found: ParseError[] = [];
  const tree = parseTree(text, found, { allowTrailingComma: true });
  const errors = found.slice(0, maxProblems).map((error): TextProblem => {
    const message = messages[printParseErrorCode(error.error)] ?? 'the text is not understood';
    return {
      span: place(error.offset, error.length),
      code: 'json-syntax',
      message: `This is not JSON: ${message}`,
    };
  });
  const problems: TextProblem[] = [];
  const damage = new Damage(found.map((error) => place(error.offset, 0).start));
  const root = tree === undefined ? undefined : new JsonTree(whole, place, damage, problems).node(tree);
  return { root, errors, problems };
}

function clamp(offset: number, part: Span): number {
  return Math.max(part.start, Math.min(offset, part.end));
}

class JsonTree {
  readonly #text: string;
  readonly #place: (offset: number, length: number) => Span;
  readonly #damage: Damage;
  readonly #problems: TextProblem[];

  constructor(
    text: string,
    place: (offset: number, length: number) => Span,
    damage: Damage,
    problems: TextProblem[],
  ) {
    this.#text = text;
    this.#place = place;
    this.#damage = damage;
    this.#problems = problems;
  }

  node(source: JsonNode): Node {
    const span = this.#place(source.offset, source.length);
    const placed = { span, tag: undefined, damaged: this.#damage.touches(span) };
    if (source.type === 'array') {
      return sequenceNode(
        placed,
        (source.children ?? []).map((item) => this.node(item)),
      );
    }
    if (source.type === 'object') {
      const entries = (source.children ?? []).flatMap((child) => this.#entry(child));
      return mapNode(placed, withoutDuplicates(entries, this.#problems));
    }
    const value = jsonValue(source.value);
    const text = typeof value === 'string' ? value : this.#text.slice(span.start, span.end);
    return scalarNode(placed, text, value);
  }

  #entry(property: JsonNode): Entry | [] {
    const [key, value] = property.children ?? [];
    if (key === undefined) return [];
    const keySpan = this.#place(key.offset, key.length);
    const name: unknown = key.value;
    const empty = { span: { start: keySpan.end, end: keySpan.end }, tag: undefined, damaged: true };
    return {
      key: typeof name === 'string' ? name : '',
      keySpan,
      value: value === undefined ? scalarNode(empty, '', null) : this.node(value),
    };
  }
}

/** A number too large for JSON's numbers stays text. */
function jsonValue(value: unknown): ScalarNode['value'] {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

/** `SyntaxKind.EOF` of jsonc-parser, whose enum exists only at compile time. */
const endOfFile = 17;

/** Where the text is nested too deep. A closing bracket counts only where it closes the innermost open one. */
function offsetTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  const open: string[] = [];
  for (;;) {
    // The kind alone tells the end: behind an open comment the scanner repeats it with a length of its own.
    if ((scanner.scan() as number) === endOfFile) return undefined;
    const length = scanner.getTokenLength();
    const offset = scanner.getTokenOffset();
    const character = length === 1 ? text.charAt(offset) : '';
    if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']');
      if (open.length > maxDepth) return offset;
    } else if (character !== '' && character === open[open.length - 1]) {
      open.pop();
    }
  }
}
