import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  insertBlock,
  removeItem,
  replaceExpression,
  setAttribute,
  type Edits,
} from '../../src/core/hcl/edit.ts';
import { insertElement, removeElement } from '../../src/core/hcl/editList.ts';
import type { Source } from '../../src/core/hcl/editStyle.ts';
import type { Block, Body, Tuple } from '../../src/core/hcl/nodes.ts';
import { parseHcl } from '../../src/core/hcl/parser.ts';
import { applyEdits } from '../../src/core/text/textEdit.ts';
import { attributesOf, visit } from '../unit/hcl/syntax.ts';
import { formattedFile } from './hclGenerators.ts';

// Files as `terraform fmt` leaves them, with comments put in: an edit does what it says and nothing else.

/** Whether a comment above an argument leaves it, and what stands above, as `terraform fmt` would: columns end at one. */
function mayBeginColumn(line: string, above: string): boolean {
  const own = /^ +\w+( +)= [^[{(]*$/.exec(line)?.[1];
  const other = /^ +\w+( +)= /.exec(above)?.[1];
  return own !== undefined && (other === undefined || (own === ' ' && other === ' '));
}

const commented = fc
  .tuple(formattedFile, fc.array(fc.nat({ max: 9 }), { minLength: 10, maxLength: 60 }))
  .map(([text, numbers]) =>
    text
      .split('\n')
      .map((line, index, lines) => {
        const isWanted =
          numbers[index % numbers.length] === 0 && mayBeginColumn(line, lines[index - 1] ?? '');
        return isWanted ? `${/^ */.exec(line)?.[0] ?? ''}# comment ${index}\n${line}` : line;
      })
      .join('\n'),
  );

const newline = fc.constantFrom('\n', '\r\n');
const name = fc.constantFrom('z', 'middle_size', 'a_name_that_is_longer_than_the_others');
const newValue = fc.constantFrom('1', '"text"', '[\n  1,\n  2,\n]', '{\n  a = 1\n}');

function sourceOf(text: string): Source {
  return { text, tree: parseHcl(text) };
}

function apply({ text }: Source, edits: Edits): Source {
  assert.ok(edits !== undefined);
  const changed = sourceOf(applyEdits(text, edits));
  assert.deepEqual(changed.tree.errors, []);
  return changed;
}

/** Everything a file says, blanks aside: its arguments with their blocks, and its comments. */
function contentOf({ text, tree }: Source): readonly string[] {
  const squeeze = (part: string): string => part.replace(/\s+/g, ' ');
  return [
    ...attributesOf(tree, text).map(({ path, source }) => `${path} ${squeeze(source)}`),
    ...tree.comments.map((comment) => comment.text),
  ].sort();
}

function blocksOf(body: Body): readonly Block[] {
  return body.items.flatMap((item) => (item.kind === 'block' ? [item, ...blocksOf(item.body)] : []));
}

function listsOf(body: Body): readonly Tuple[] {
  const found: Tuple[] = [];
  visit(body, (node, kind) => {
    if (kind === 'tuple') found.push(node as Tuple);
  });
  return found;
}

function pick<T>(all: readonly T[], seed: number): T {
  fc.pre(all.length > 0);
  return all[seed % all.length]!;
}

/** What is in `after` more often than in `before`. */
function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

const withNewlines = fc.tuple(commented, newline).map(([text, end]) => text.replaceAll('\n', end));

describe('edits of HCL, properties', () => {
  it('put an argument in, and taking it out gives the file back', () => {
    fc.assert(
      fc.property(withNewlines, fc.nat(), name, newValue, (text, seed, newName, value) => {
        const before = sourceOf(text);
        const owner = pick(blocksOf(before.tree.body), seed);
        const after = apply(before, setAttribute(before, owner, { name: newName, value }));
        const line = `${newName} = ${value.replace(/\s+/g, ' ')}`;
        assert.equal(added(contentOf(before), contentOf(after)).length, 1);
        assert.deepEqual(added(contentOf(after), contentOf(before)), []);
        assert.ok(added(contentOf(before), contentOf(after))[0]?.replace(/ +=/, ' =').endsWith(line));
        const put = attributesOf(after.tree, after.text).find(({ node }) => node.name.text === newName)!;
        assert.equal(apply(after, removeItem(after, put.node)).text, text);
      }),
      { numRuns: 400 },
    );
  });

  it('replace a value, and putting the old one back gives the file back', () => {
    fc.assert(
      fc.property(withNewlines, fc.nat(), newValue, (text, seed, value) => {
        const before = sourceOf(text);
        const all = attributesOf(before.tree, before.text);
        const { node } = pick(all, seed);
        fc.pre(!before.tree.comments.some(({ start }) => node.start < start && start < node.end));
        const after = apply(before, replaceExpression(before, node.value, value));
        assert.ok(added(contentOf(before), contentOf(after)).length <= 1);
        assert.ok(added(contentOf(after), contentOf(before)).length <= 1);
        const margin = /^ */.exec(text.slice(text.lastIndexOf('\n', node.start) + 1))?.[0] ?? '';
        const old = text
          .slice(node.value.start, node.value.end)
          .replaceAll('\r\n', '\n')
          .replaceAll(`\n${margin}`, '\n');
        const changed = attributesOf(after.tree, after.text).find(
          (found) => found.node.name.text === node.name.text,
        )!;
        assert.equal(apply(after, replaceExpression(after, changed.node.value, old)).text, text);
      }),
      { numRuns: 400 },
    );
  });

  it('put a block in, and nothing is left of it when it is taken out', () => {
    fc.assert(
      fc.property(withNewlines, fc.nat(), fc.constantFrom('ingress', 'other'), (text, seed, type) => {
        const before = sourceOf(text);
        const owner = pick(blocksOf(before.tree.body), seed);
        const block = { type, attributes: [{ name: 'new_one', value: '1' }] };
        const after = apply(before, insertBlock(before, owner, block));
        assert.equal(added(contentOf(before), contentOf(after)).length, 1);
        assert.deepEqual(added(contentOf(after), contentOf(before)), []);
        const put = blocksOf(after.tree.body).find(({ body: { items } }) =>
          items.some((item) => item.kind === 'attribute' && item.name.text === 'new_one'),
        )!;
        assert.deepEqual(contentOf(apply(after, removeItem(after, put))), contentOf(before));
      }),
      { numRuns: 400 },
    );
  });

  it('put an element into a list, and taking it out gives the file back', () => {
    fc.assert(
      fc.property(withNewlines, fc.nat(), fc.nat({ max: 4 }), (text, seed, index) => {
        const before = sourceOf(text);
        const list = pick(listsOf(before.tree.body), seed);
        const after = apply(before, insertElement(before, list, index, '"new one"'));
        const changed = listsOf(after.tree.body).find(({ items }) =>
          items.some(({ start, end }) => after.text.slice(start, end) === '"new one"'),
        )!;
        assert.equal(changed.items.length, list.items.length + 1);
        const at = Math.min(index, list.items.length);
        assert.equal(apply(after, removeElement(after, changed, at)).text, text);
      }),
      { numRuns: 400 },
    );
  });
});
