import assert from 'node:assert/strict';
import {
  changedView,
  mostFolds,
  wholeView,
  type View,
  type ViewChange,
} from '../../../src/core/diagram/view.ts';

const narrow: View = {
  unfolded: ['a'],
  folded: ['b'],
  query: 'web',
  onlyFound: true,
  focus: 'aws_instance.web',
};

const cases: readonly (readonly [what: string, change: ViewChange, expected: View])[] = [
  ['nothing', {}, narrow],
  ['the query', { query: '' }, { ...narrow, query: '' }],
  ['what is left out', { onlyFound: false }, { ...narrow, onlyFound: false }],
  ['whose neighbourhood', { focus: 'aws_instance.db' }, { ...narrow, focus: 'aws_instance.db' }],
  ['no neighbourhood', { focus: null }, { ...narrow, focus: undefined }],
  ['a fold', { fold: { id: 'a', isFolded: true } }, { ...narrow, unfolded: [], folded: ['b', 'a'] }],
  ['a fold back', { fold: { id: 'b', isFolded: false } }, { ...narrow, unfolded: ['a', 'b'], folded: [] }],
  ['a fold as it is', { fold: { id: 'a', isFolded: false } }, narrow],
];

describe('a change of the view', () => {
  for (const [what, change, expected] of cases)
    it(`in ${what} leaves all else as it was`, () => {
      assert.deepEqual(changedView(narrow, change), expected);
    });

  it('after another has all of both, in either order', () => {
    const changes: readonly ViewChange[] = [{ fold: { id: 'c', isFolded: false } }, { query: '443' }];
    const both = changes.reduce(changedView, wholeView);
    assert.deepEqual(both, { ...wholeView, unfolded: ['c'], query: '443' });
    assert.deepEqual(changes.toReversed().reduce(changedView, wholeView), both);
  });

  it('keeps the folds that were changed last where there are too many', () => {
    const many = Array.from({ length: mostFolds }, (_, index) => `f${index}`);
    const { unfolded } = changedView(
      { ...wholeView, unfolded: many },
      { fold: { id: 'new', isFolded: false } },
    );
    assert.equal(unfolded.length, mostFolds);
    assert.equal(unfolded.at(-1), 'new');
  });
});
