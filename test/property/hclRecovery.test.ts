import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseHcl } from '../../src/core/hcl/parser.ts';
import type { Body } from '../../src/core/hcl/nodes.ts';
import { attributesOf, visit } from '../unit/hcl/syntax.ts';
import { formattedFile } from './hclGenerators.ts';

// Files as `terraform fmt` writes them, each with one edit.

/** One edit: what it takes from the text and what it puts there. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly inserted: string;
}

/** All edits of one kind that a file allows. */
const kinds: Readonly<Record<string, (text: string) => readonly Edit[]>> = {
  'delete a closing brace of a block': (text) => blocks(text).map(({ close }) => cut(close, close + 1)),
  'delete an opening brace of a block': (text) => blocks(text).map(({ open }) => cut(open, open + 1)),
  'delete a closing brace of an object': (text) => ends(text, 'object'),
  'delete a closing bracket': (text) => ends(text, 'tuple'),
  'delete a closing parenthesis': (text) => ends(text, 'call'),
  'delete a closing quote': (text) => ends(text, 'template'),
  'insert ${ in a string': (text) => ends(text, 'template').map(({ start }) => put(start, '${')),
  'leave an argument without value': (text) =>
    attributesOf(parseHcl(text), text).map(({ node }) => ({
      start: text.indexOf('=', node.name.end) + 1,
      end: node.end,
      inserted: '',
    })),
  'leave an argument with half a name': (text) =>
    attributesOf(parseHcl(text), text).map(({ node }) => ({
      start: node.start + 2,
      end: node.end,
      inserted: '',
    })),
  'type half a header': (text) => tops(text).map((at) => put(at, 'resource "aws_eip" "x\n\n')),
  'type a header without its end': (text) => tops(text).map((at) => put(at, 'resource "aws_eip" "x" {\n\n')),
  'type a nested header': (text) =>
    blocks(text).map(({ open }) => put(open + 1, `\n${marginAt(text, open)}  ingress {`)),
  'insert a brace behind an argument': (text) =>
    attributesOf(parseHcl(text), text).map(({ node }) => put(node.end, '\n}')),
};

function cut(start: number, end: number): Edit {
  return { start, end, inserted: '' };
}

function put(at: number, inserted: string): Edit {
  return { start: at, end: at, inserted };
}

function blocks(text: string): readonly { open: number; close: number }[] {
  const found: { open: number; close: number }[] = [];
  const walk = (read: Body): void => {
    for (const item of read.items) {
      if (item.kind !== 'block') continue;
      found.push({ open: item.body.start, close: item.close ?? -1 });
      walk(item.body);
    }
  };
  walk(parseHcl(text).body);
  return found;
}

/** The blanks at the start of the line that holds `at`. */
function marginAt(text: string, at: number): string {
  return /^ */.exec(text.slice(text.lastIndexOf('\n', at) + 1))?.[0] ?? '';
}

function tops(text: string): readonly number[] {
  return parseHcl(text).body.items.map((item) => item.start);
}

/** Edits that delete the last character of every expression of a kind. */
function ends(text: string, wanted: string): readonly Edit[] {
  const found: Edit[] = [];
  visit(parseHcl(text).body, (node, kind) => {
    if (kind === wanted) found.push(cut(node.end - 1, node.end));
  });
  return found;
}

describe('HCL recovery properties', () => {
  for (const [name, editsOf] of Object.entries(kinds)) {
    it(`keeps what an edit leaves untouched: ${name}`, () => {
      fc.assert(
        fc.property(formattedFile, fc.nat(), (text, seed) => {
          const edits = editsOf(text);
          const edit = edits[seed % Math.max(1, edits.length)];
          fc.pre(edit !== undefined);
          const edited = text.slice(0, edit.start) + edit.inserted + text.slice(edit.end);
          const shift = edited.length - text.length;
          const expected = attributesOf(parseHcl(text), text)
            .filter(({ node }) => node.end <= edit.start || node.start >= edit.end)
            .map(
              ({ path, node, source }) =>
                `${path}@${node.start >= edit.end ? node.start + shift : node.start} ${source}`,
            );
          const found = new Set(
            attributesOf(parseHcl(edited), edited).map(
              ({ path, node, source }) => `${path}@${node.start} ${source}`,
            ),
          );
          const lost = expected.filter((attribute) => !found.has(attribute));
          assert.ok(lost.length <= expected.length * 0.05, `lost:\n${lost.join('\n')}\nin:\n${edited}`);
        }),
        { numRuns: 150 },
      );
    });
  }
});
