import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseHcl } from '../../src/core/hcl/parser.ts';
import { breakages, damageOf } from '../support/hclBreakage.ts';
import { formattedFile } from './hclGenerators.ts';

// Files as `terraform fmt` leaves them, each with one thing broken.

describe('HCL recovery properties', () => {
  for (const [kind, editsOf] of Object.entries(breakages)) {
    it(`keeps what is untouched where ${kind}`, () => {
      fc.assert(
        fc.property(formattedFile, fc.nat(), (text, seed) => {
          const tree = parseHcl(text);
          const edits = editsOf(text, tree);
          const edit = edits[seed % Math.max(1, edits.length)];
          fc.pre(edit !== undefined);
          const { untouched, kept } = damageOf(text, tree, edit);
          assert.ok(
            kept >= untouched * 0.95,
            `${untouched - kept} of ${untouched} lost by ${JSON.stringify(edit)}`,
          );
        }),
        { numRuns: 150 },
      );
    });
  }
});
