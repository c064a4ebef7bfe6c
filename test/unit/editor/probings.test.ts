import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { wholeView } from '../../../src/core/diagram/view.ts';
import { Probings } from '../../../src/editor/panel/probings.ts';
import { firstProbing, type Probing } from '../../../src/editor/panel/state.ts';

/** What VS Code keeps: JSON. */
function memory(stored: unknown): Memento {
  let text: string | undefined = stored === undefined ? undefined : JSON.stringify(stored);
  return {
    keys: () => [],
    get: () => (text === undefined ? undefined : (JSON.parse(text) as never)),
    update: (_key: string, value: unknown) => {
      text = JSON.stringify(value);
      return Promise.resolve();
    },
  };
}

const chosen: Probing = {
  target: 'aws_instance.web',
  source: 'address 203.0.113.9',
  type: 'udp',
  port: 53,
  scanned: true,
  view: { unfolded: ['a'], folded: ['b'], query: '443', onlyFound: true, focus: 'aws_instance.db' },
};

describe('what the user chose to probe', () => {
  it('outlives the session, root by root', () => {
    const kept = memory(undefined);
    new Probings(kept).set('a', chosen);
    new Probings(kept).set('b', firstProbing);
    const again = new Probings(kept);
    assert.deepEqual(again.of('a'), chosen);
    assert.deepEqual(again.of('b'), firstProbing);
    assert.deepEqual(again.of('c'), firstProbing);
  });

  it('is forgotten of the root that was chosen for longest ago, past fifty', () => {
    const kept = memory(undefined);
    const first = new Probings(kept);
    for (let root = 0; root <= 50; root++) first.set(`root ${root}`, chosen);
    const again = new Probings(kept);
    assert.deepEqual(again.of('root 0'), firstProbing);
    assert.deepEqual(again.of('root 1'), chosen);
  });

  for (const stored of [
    3,
    'a',
    {},
    [null],
    [['a']],
    [['a', null]],
    [['a', { ...chosen, type: 'rm -rf' }]],
    [['a', { ...chosen, port: 70000 }]],
    [['a', { ...chosen, view: { ...wholeView, folded: 'all' } }]],
    [['a', { ...chosen, view: { ...wholeView, unfolded: [3] } }]],
    [['a', { ...chosen, view: { ...wholeView, focus: {} } }]],
    [['a', { ...chosen, view: { ...wholeView, query: 'x'.repeat(5000) } }]],
    [['a', { ...chosen, target: { toString: 'a' } }]],
    [['a', { ...chosen, source: undefined }]],
    [[3, chosen]],
  ])
    it(`is as at first where what is kept reads ${JSON.stringify(stored).slice(0, 60)}`, () => {
      assert.deepEqual(new Probings(memory(stored)).of('a'), firstProbing);
    });
});
