/**
 * Reads JSON text with `jsonc-parser`, which goes on behind an error; comments and trailing commas are accepted. Its
 * parser recurses, so the depth is counted on the tokens first.
 */
import {
  createScanner,
  printParseErrorCode,
  visit,
  type JSONVisitor,
  type ParseErrorCode,
} from 'jsonc-parser';
import type { Span } from '../text/span.ts';
import type { JsonMember, JsonNode } from './tree.ts';

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
  EndOfFileExpected: 'there is text behind the end',
  UnexpectedEndOfComment: 'the comment is not closed',
  UnexpectedEndOfString: 'the closing quote is missing',
  UnexpectedEndOfNumber: 'the number is not complete',
  InvalidUnicode: 'the \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'there is no such escape',
  InvalidCharacter: 'a control character needs an escape',
};

export interface JsonError {
  readonly span: Span;
  /** The end of a sentence: `a comma is missing`. */
  readonly message: string;
}

export interface JsonReading {
  /** `undefined` when nothing could be read. */
  readonly root: JsonNode | undefined;
  /** In the order they were met; many may follow from the first. */
  readonly errors: readonly JsonError[];
  /** The members whose key stands in the same object before them. */
  readonly repeated: readonly JsonMember[];
  /** The bracket that is nested too deep: nothing was read then. */
  readonly tooDeep: Span | undefined;
}

/**
 * Reads a JSON text. Never throws.
 * @param maxDepth the levels of objects and arrays to accept; a few hundred at most, for the parser recurses.
 */
export function readJson(text: string, maxDepth: number): JsonReading {
  // A byte order mark is white space here, so that it moves no offset.
  const readable = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const deep = offsetTooDeep(readable, maxDepth);
  if (deep !== undefined)
    return { root: undefined, errors: [], repeated: [], tooDeep: { start: deep, end: deep + 1 } };
  const builder = new TreeBuilder(readable.length);
  visit(readable, builder, { allowTrailingComma: true });
  const { root, errors, repeated } = builder;
  return { root, errors, repeated, tooDeep: undefined };
}

/** An object or array whose closing bracket has not been met. `key` waits for its value. */
type Open =
  | {
      readonly kind: 'object';
      readonly start: number;
      readonly members: JsonMember[];
      readonly keys: Set<string>;
      /** How many members have the key of another one before them. */
      repeated: number;
      key: Omit<JsonMember, 'value'> | undefined;
    }
  | { readonly kind: 'array'; readonly start: number; readonly items: JsonNode[] };

class TreeBuilder implements JSONVisitor {
  root: JsonNode | undefined;
  readonly errors: JsonError[] = [];
  readonly repeated: JsonMember[] = [];
  readonly #open: Open[] = [];
  /** Of the text. */
  readonly #length: number;

  constructor(length: number) {
    this.#length = length;
  }

  readonly onObjectBegin = (start: number): void => {
    this.#open.push({ kind: 'object', start, members: [], keys: new Set(), repeated: 0, key: undefined });
  };

  readonly onObjectProperty = (key: string, offset: number, length: number): void => {
    const top = this.#open.at(-1);
    if (top?.kind === 'object') top.key = { key, keySpan: this.#span(offset, length) };
  };

  readonly onSeparator = (character: string): void => {
    if (character === ',') this.#complete(undefined);
  };

  readonly onArrayBegin = (start: number): void => {
    this.#open.push({ kind: 'array', start, items: [] });
  };

  readonly onArrayEnd = (offset: number, length: number): void => {
    this.#close(this.#span(offset, length).end);
  };

  readonly onObjectEnd = (offset: number, length: number): void => {
    this.#complete(undefined);
    this.#close(this.#span(offset, length).end);
  };

  readonly onLiteralValue = (value: unknown, offset: number, length: number): void => {
    this.#add({
      kind: 'scalar',
      span: this.#span(offset, length),
      value:
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
    });
  };

  readonly onError = (error: ParseErrorCode, offset: number, length: number): void => {
    this.errors.push({
      span: this.#span(offset, length),
      message: messages[printParseErrorCode(error)] ?? 'the text is not understood',
    });
  };

  /** Behind an open comment the scanner's last tokens reach past the text. */
  #span(offset: number, length: number): Span {
    return { start: offset, end: Math.min(offset + length, this.#length) };
  }

  #close(end: number): void {
    const top = this.#open.pop();
    if (top === undefined) return;
    const span = { start: top.start, end };
    this.#add(
      top.kind === 'object'
        ? { kind: 'object', span, members: top.members }
        : { kind: 'array', span, items: top.items },
    );
  }

  #add(node: JsonNode): void {
    const top = this.#open.at(-1);
    if (top === undefined) this.root ??= node;
    else if (top.kind === 'array') top.items.push(node);
    else this.#complete(node);
  }

  /** Ends the member whose key was met last, if it still waits for its value. */
  #complete(value: JsonNode | undefined): void {
    const top = this.#open.at(-1);
    if (top?.kind !== 'object' || top.key === undefined) return;
    const { key, keySpan } = top.key;
    const member = { key, keySpan, value };
    top.key = undefined;
    top.members.push(member);
    if (top.keys.add(key).size < top.members.length - top.repeated) {
      top.repeated++;
      this.repeated.push(member);
    }
  }
}

/** `SyntaxKind.EOF` of jsonc-parser, whose enum exists only at compile time. */
const endOfFile = 17;

/** Where the text is nested too deep. A closing bracket counts only where it closes the innermost open one. */
function offsetTooDeep(text: string, maxDepth: number): number | undefined {
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
