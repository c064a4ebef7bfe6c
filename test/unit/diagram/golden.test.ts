/** Whole drawings, written down as text: whoever changes a measure or a column sees here what it does to the pictures. */
import { equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cases, fileOf } from './golden/cases.ts';
import { writtenOf } from './golden/written.ts';

describe('the drawing that is written down', () => {
  for (const [name, draw] of Object.entries(cases)) {
    it(`is still ${name}`, () => {
      equal(writtenOf(draw()), readFileSync(fileOf(name), 'utf8'));
    });
  }
});
