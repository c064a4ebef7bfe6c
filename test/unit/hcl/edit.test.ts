import assert from 'node:assert/strict';
import { removeItem, setAttribute } from '../../../src/core/hcl/edit.ts';
import { parseHcl } from '../../../src/core/hcl/parser.ts';
import { applyEdits } from '../../../src/core/text/textEdit.ts';
import { at, block, editCases } from './editCases.ts';

describe('edits of HCL', () => {
  for (const { name, before, edit, after } of editCases) {
    it(`put where they belong: ${name}`, () => {
      const edits = edit({ text: before, tree: parseHcl(before) });
      assert.ok(edits !== undefined);
      assert.equal(applyEdits(before, edits), after);
      let end = 0;
      for (const each of edits) {
        assert.ok(each.start >= end, 'in order and apart');
        end = each.end;
      }
    });
  }

  it('are refused where a block is not closed', () => {
    const text = 'a {\n  b = 1\n';
    const source = { text, tree: parseHcl(text) };
    assert.equal(setAttribute(source, block(source, 'a'), { name: 'c', value: '1' }), undefined);
    assert.equal(removeItem(source, at(source, 'a')), undefined);
  });
});
