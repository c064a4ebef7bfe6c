/**
 * Breaks one thing of a valid HCL file at a place and counts what of the rest is still read as before: how the recovery
 * of the parser is measured.
 */
import type { Block, Body, SyntaxTree } from '../../src/core/hcl/nodes.ts';
import { parseHcl } from '../../src/core/hcl/parser.ts';
import type { Span } from '../../src/core/text/span.ts';
import { applyEdits, type TextEdit } from '../../src/core/text/textEdit.ts';
import { attributesOf, visit } from '../unit/hcl/syntax.ts';

/** What one breakage left. */
export interface Damage {
  /** Arguments the edit did not touch. */
  readonly untouched: number;
  /** Those of them that were read with the same span under the same blocks. */
  readonly kept: number;
  /** Arguments read that are not those of the file: their text or the blocks around them differ. */
  readonly wrong: number;
}

/** The edits of one kind that a file allows, in the order of the text. */
export type Breakage = (text: string, tree: SyntaxTree) => readonly TextEdit[];

/** One character of code, or what is half typed. */
export const breakages: Readonly<Record<string, Breakage>> = {
  'a closing brace of a block is missing': (_, tree) =>
    blocksOf(tree.body).flatMap(({ close }) => cut(close)),
  'an opening brace of a block is missing': (_, tree) =>
    blocksOf(tree.body).flatMap(({ body }) => cut(body.start)),
  'a closing brace of an object is missing': (_, tree) => lastOf(tree, 'object'),
  'an opening brace of an object is missing': (_, tree) => firstOf(tree, 'object'),
  'a closing bracket is missing': (_, tree) => [...lastOf(tree, 'tuple'), ...lastOf(tree, 'get-index')],
  'an opening bracket is missing': (_, tree) => firstOf(tree, 'tuple'),
  'a closing parenthesis is missing': (_, tree) => [...lastOf(tree, 'call'), ...lastOf(tree, 'parentheses')],
  'an opening parenthesis is missing': (text, tree) =>
    nodesOf(tree, 'call').flatMap(({ start, end }) => cut(start + text.slice(start, end).indexOf('('))),
  'a closing quote is missing': (text, tree) => quoted(text, tree).flatMap(({ end }) => cut(end - 1)),
  'an opening quote is missing': (text, tree) => quoted(text, tree).flatMap(({ start }) => cut(start)),
  'a sequence begins': (text, tree) => quoted(text, tree).map(({ start }) => put(start + 1, '${')),
  'a closing brace of a sequence is missing': (_, tree) => lastOf(tree, 'interpolation'),
  'an argument has no value': (text, tree) =>
    attributesOf(tree, text).map(({ node }) => ({
      start: text.indexOf('=', node.name.end) + 1,
      end: node.end,
      text: '',
    })),
  'an argument has half a name': (text, tree) =>
    attributesOf(tree, text).map(({ node }) => ({ start: node.start + 2, end: node.end, text: '' })),
  'half an argument stands above another': (text, tree) =>
    attributesOf(tree, text).flatMap(({ node }) => lineAbove(text, node.start, 'cidr')),
  'an argument without value stands above another': (text, tree) =>
    attributesOf(tree, text).flatMap(({ node }) => lineAbove(text, node.start, 'cidr_block =')),
  'half a header stands above a block': (_, tree) =>
    tree.body.items.map(({ start }) => put(start, 'resource "aws_eip" "x\n\n')),
  'a header without its end stands above a block': (_, tree) =>
    tree.body.items.map(({ start }) => put(start, 'resource "aws_eip" "x" {\n\n')),
  'a header stands above an argument': (text, tree) =>
    attributesOf(tree, text).flatMap(({ node }) => lineAbove(text, node.start, 'ingress {')),
  'a header without its brace stands above an argument': (text, tree) =>
    attributesOf(tree, text).flatMap(({ node }) => lineAbove(text, node.start, 'ingress')),
  'a closing brace too many stands above an argument': (text, tree) =>
    attributesOf(tree, text).flatMap(({ node }) => lineAbove(text, node.start, '}')),
  'a closing brace too many stands behind an argument': (text, tree) =>
    attributesOf(tree, text).map(({ node }) => put(node.end, ' }')),
  'an opening brace too many stands behind an argument': (text, tree) =>
    attributesOf(tree, text).map(({ node }) => put(node.end, ' {')),
};

/** What of a file is read as before once it is broken. */
export function damageOf(text: string, tree: SyntaxTree, edit: TextEdit): Damage {
  const edited = applyEdits(text, [edit]);
  const shift = edited.length - text.length;
  const written = new Set<string>();
  const untouched = new Set<string>();
  for (const { path, node, source } of attributesOf(tree, text)) {
    written.add(`${path} ${source}`);
    const moved = node.start >= edit.end ? shift : 0;
    const holds = node.start < edit.start && edit.start < node.end;
    if (holds || (node.start < edit.end && edit.start < node.end)) continue;
    untouched.add(`${node.start + moved}-${node.end + moved} ${path} ${source}`);
  }
  let kept = 0;
  let wrong = 0;
  for (const { path, node, source } of attributesOf(parseHcl(edited), edited)) {
    if (untouched.has(`${node.start}-${node.end} ${path} ${source}`)) kept++;
    if (!written.has(`${path} ${source}`)) wrong++;
  }
  return { untouched: untouched.size, kept, wrong };
}

function cut(at: number | undefined): readonly TextEdit[] {
  return at === undefined ? [] : [{ start: at, end: at + 1, text: '' }];
}

function put(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** A line above the one that begins with `at`, with its indentation. */
function lineAbove(text: string, at: number, line: string): readonly TextEdit[] {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const margin = text.slice(start, at);
  return margin.trim() === '' ? [put(start, `${margin}${line}\n`)] : [];
}

function blocksOf(body: Body): readonly Block[] {
  return body.items.flatMap((item) => (item.kind === 'block' ? [item, ...blocksOf(item.body)] : []));
}

function nodesOf({ body }: SyntaxTree, wanted: string): readonly Span[] {
  const found: Span[] = [];
  visit(body, (node, kind) => {
    if (kind === wanted) found.push(node);
  });
  return found;
}

function firstOf(tree: SyntaxTree, kind: string): readonly TextEdit[] {
  return nodesOf(tree, kind).flatMap(({ start }) => cut(start));
}

function lastOf(tree: SyntaxTree, kind: string): readonly TextEdit[] {
  return nodesOf(tree, kind).flatMap(({ end }) => cut(end - 1));
}

function quoted(text: string, tree: SyntaxTree): readonly Span[] {
  return nodesOf(tree, 'template').filter(({ start }) => text.charAt(start) === '"');
}
