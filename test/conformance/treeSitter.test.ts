/**
 * The block structure of valid HCL against tree-sitter's grammar, which others wrote: arguments and blocks with their
 * names, labels, nesting and places.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { Language, Parser, type Node } from 'web-tree-sitter';
import type { Body } from '../../src/core/hcl/nodes.ts';
import { parseHcl } from '../../src/core/hcl/parser.ts';
import { formattedFile, printedBody } from '../property/hclGenerators.ts';

/** An argument or a block on a line: `0-12 resource "aws_vpc" "main"`, indented by its depth. */
type Structure = readonly string[];

function ours({ items }: Body, depth = 0): Structure {
  return items.flatMap((item) => {
    const place = `${' '.repeat(depth)}${item.start}-${item.end}`;
    if (item.kind === 'attribute') return [`${place} ${item.name.text} =`];
    const labels = item.labels.map(({ text }) => ` ${JSON.stringify(text)}`).join('');
    return [`${place} ${item.type.text}${labels}`, ...ours(item.body, depth + 1)];
  });
}

function theirs(node: Node, depth = 0): Structure {
  return node.namedChildren.flatMap((child): Structure => {
    if (child.type === 'body') return theirs(child, depth);
    const [name, ...others] = child.namedChildren;
    const place = `${' '.repeat(depth)}${child.startIndex}-${child.endIndex}`;
    if (child.type === 'attribute') return [`${place} ${name?.text ?? ''} =`];
    if (child.type !== 'block') return [];
    const labels = others.filter(({ type }) => type === 'identifier' || type === 'string_lit').map(labelOf);
    return [`${place} ${name?.text ?? ''}${labels.join('')}`, ...theirs(child, depth + 1)];
  });
}

function labelOf({ type, text }: Node): string {
  return ` ${type === 'identifier' ? JSON.stringify(text) : text}`;
}

/** Valid text that the grammar takes for broken, why, and what it leaves out of the generated files. */
const differences: readonly (readonly [name: string, text: string, generated: RegExp])[] = [
  ['the exponent of a number has a sign in the grammar; HCL needs none', 'a = 1e9\n', /\d[eE]\d/],
];

describe("tree-sitter's HCL grammar", () => {
  let parser: Parser;

  before(async () => {
    await Parser.init();
    const grammar = createRequire(import.meta.url).resolve(
      '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm',
    );
    parser = new Parser();
    parser.setLanguage(await Language.load(grammar));
  });

  function read(text: string): Structure {
    const tree = parser.parse(text);
    assert.ok(tree !== null);
    const structure = tree.rootNode.hasError ? ['an error', ...theirs(tree.rootNode)] : theirs(tree.rootNode);
    tree.delete();
    return structure;
  }

  const folders = ['../fixtures/hcl', './terraform-modules', '../../examples'];
  const files = folders.flatMap((folder) => {
    const path = join(import.meta.dirname, folder);
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tf|tfvars|hcl)$/.test(name))
      .map((name) => join(path, name));
  });
  for (const file of files) {
    it(`sees the same in ${file.slice(join(import.meta.dirname, '../..').length + 1)}`, () => {
      const text = readFileSync(file, 'utf8');
      assert.deepEqual(ours(parseHcl(text).body), read(text));
    });
  }

  for (const [name, text, generated] of differences) {
    it(`differs: ${name}`, () => {
      assert.match(text, generated);
      assert.deepEqual(parseHcl(text).errors, []);
      assert.notDeepEqual(ours(parseHcl(text).body), read(text));
    });
  }

  it('sees the same in formatted files', () => {
    fc.assert(
      fc.property(formattedFile, (text) => {
        assert.deepEqual(ours(parseHcl(text).body), read(text));
      }),
      { numRuns: 300 },
    );
  });

  it('sees the same in printed files', () => {
    fc.assert(
      fc.property(printedBody, ({ lines }) => {
        const text = lines.map((line) => `${line}\n`).join('');
        fc.pre(!differences.some(([, , generated]) => generated.test(text)));
        assert.deepEqual(ours(parseHcl(text).body), read(text));
      }),
      { numRuns: 300 },
    );
  });
});
