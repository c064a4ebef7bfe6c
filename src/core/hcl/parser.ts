/**
 * Texts → trees, and the two passes: the first knows no heuristics; only when braces or brackets turn out not to match
 * are the same tokens read again with the rules of recovery.ts.
 */
import { parseFile } from './bodyParser.ts';
import { Cursor } from './cursor.ts';
import { parseExpression } from './expressionParser.ts';
import { keptAbove, markStrict, type Kept, type Parsed } from './blocksAbove.ts';
import { placesNotUtf8 } from '../text/utf8.ts';
import type { Body, Comment, Expression, SyntaxError, SyntaxTree, TemplatePart } from './nodes.ts';
import { Layout } from './recovery.ts';
import { MAX_ERRORS } from './scannerState.ts';
import { scanHcl, scanHclTemplate } from './scanner.ts';
import { parseTemplateParts } from './templateParser.ts';
import { Token, type TokenList } from './tokens.ts';

/**
 * The syntax tree of a file in HCL native syntax: `.tf`, `.tfvars`, `.hcl`. Never throws. Where the text is broken the
 * tree keeps every block and argument that can still be made out, and `errors`, in the order of the text, is not
 * empty. Terraform 0.11's forms (labels without quotes, types in quotes) are read without complaint.
 * @param before the text before an edit. The tree is what it would be without; the blocks above the edit are the same
 * objects as in the tree of `before`.
 */
export function parseHcl(text: string, before?: Parsed): SyntaxTree {
  const kept = before === undefined ? undefined : keptAbove(text, before);
  const part = kept === undefined ? undefined : parseStrictly(text, kept.end);
  if (part !== undefined && !part.structureBroken) return finish(text, part, kept);
  const whole = parseStrictly(text, 0);
  if (!whole.structureBroken) return finish(text, whole, undefined);
  const { tokens, comments, scanErrors } = whole;
  const tolerant = new Cursor(tokens, new Layout(tokens));
  const body = parseFile(tolerant);
  const found = tolerant.errors.length > 0 ? tolerant.errors : whole.errors;
  return {
    syntax: 'native',
    body,
    errors: withEncoding(text, comments, inOrder(scanErrors, found)),
    comments,
  };
}

interface Strict {
  readonly tokens: TokenList;
  readonly body: Body;
  readonly comments: readonly Comment[];
  readonly scanErrors: readonly SyntaxError[];
  readonly errors: readonly SyntaxError[];
  readonly structureBroken: boolean;
}

function parseStrictly(text: string, from: number): Strict {
  const { tokens, comments, errors: scanErrors } = scanHcl(text, from);
  const cursor = new Cursor(tokens);
  const body = parseFile(cursor);
  const { errors, structureBroken } = cursor;
  return { tokens, body, comments, scanErrors, errors, structureBroken };
}

function finish(text: string, part: Strict, kept: Kept | undefined): SyntaxTree {
  const { body, comments: below, scanErrors, errors } = part;
  const comments = kept === undefined ? below : [...kept.comments, ...below];
  const tree: SyntaxTree = {
    syntax: 'native',
    body: kept === undefined ? body : { ...body, items: [...kept.blocks, ...body.items] },
    errors: withEncoding(text, comments, inOrder(scanErrors, errors)),
    comments,
  };
  markStrict(tree);
  return tree;
}

/** Bytes that are no UTF-8 are errors, in the place of those that follow from them. In a comment Terraform takes them. */
function withEncoding(
  text: string,
  comments: readonly Comment[],
  errors: readonly SyntaxError[],
): readonly SyntaxError[] {
  const places = placesNotUtf8(text, MAX_ERRORS).filter(
    ({ start }) => !comments.some((comment) => comment.start <= start && start < comment.end),
  );
  if (places.length === 0) return errors;
  const others = errors.filter(
    ({ start }) => !places.some((place) => place.start <= start && start < place.end),
  );
  const message = 'This is not UTF-8, and Terraform reads no other encoding; save the file in UTF-8';
  return inOrder(
    others,
    places.map((place) => ({ ...place, message, encoding: true as const })),
  );
}

/** The one expression a text consists of; newlines mean nothing in it. Never throws; what is wrong is in `errors`. */
export function parseHclExpression(text: string): { expression: Expression; errors: readonly SyntaxError[] } {
  const { tokens, errors } = scanHcl(text);
  const cursor = new Cursor(tokens);
  cursor.skipNewlines = true;
  const expression = parseExpression(cursor);
  if (cursor.kind() !== Token.Eof && cursor.errors.length === 0) {
    cursor.failHere('The expression is over before this');
  }
  return { expression, errors: inOrder(errors, cursor.errors) };
}

/**
 * The parts of a template without quotes around it, as a file for `templatefile` and a string of the JSON syntax hold it:
 * backslashes and newlines mean themselves. Never throws; what is wrong is in `errors`.
 */
export function parseHclTemplate(text: string): {
  parts: readonly TemplatePart[];
  errors: readonly SyntaxError[];
} {
  const { tokens, errors } = scanHclTemplate(text);
  const cursor = new Cursor(tokens);
  const parts = parseTemplateParts(cursor, parseExpression);
  return { parts, errors: inOrder(errors, cursor.errors) };
}

function inOrder(first: readonly SyntaxError[], second: readonly SyntaxError[]): readonly SyntaxError[] {
  return [...first, ...second].sort((a, b) => a.start - b.start).slice(0, MAX_ERRORS);
}
