import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineIndex } from '../../../src/core/text/lineIndex.ts';

describe('LineIndex', () => {
  for (const [name, text, offset, line, character] of [
    ['the start', 'ab\ncd', 0, 0, 0],
    ['the line break itself', 'ab\ncd', 2, 0, 2],
    ['behind a line feed', 'ab\ncd', 3, 1, 0],
    ['behind CRLF', 'ab\r\ncd', 4, 1, 0],
    ['behind a lone carriage return', 'ab\rcd', 3, 1, 0],
    ['UTF-16 units, not characters', '😀x', 2, 0, 2],
    ['past the end', 'ab\n', 99, 1, 0],
    ['before the start', 'ab', -5, 0, 0],
  ] as const) {
    it(`finds ${name}`, () => {
      assert.deepEqual(new LineIndex(text).positionAt(offset), { line, character });
    });
  }

  it('goes there and back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '😀') }),
        fc.nat(),
        (text, n) => {
          const offset = n % (text.length + 1);
          const index = new LineIndex(text);
          assert.equal(index.offsetAt(index.positionAt(offset)), offset);
        },
      ),
    );
  });
});
