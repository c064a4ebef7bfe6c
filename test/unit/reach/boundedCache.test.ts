import assert from 'node:assert/strict';
import { BoundedCache } from '../../../src/core/reach/boundedCache.ts';

describe('a bounded cache', () => {
  /** Asks for the keys one after the other, and names those that were worked out. */
  const made = (most: number, keys: string): string => {
    const cache = new BoundedCache<string>(most);
    let worked = '';
    for (const key of keys) {
      const answer = cache.get(key, () => {
        worked += key;
        return key.toUpperCase();
      });
      assert.equal(answer, key.toUpperCase());
    }
    return worked;
  };

  it('works nothing out twice while there is room', () => {
    assert.equal(made(3, 'abcabccba'), 'abc');
  });

  it('forgets all of it for one more', () => {
    assert.equal(made(3, 'abcda'), 'abcda');
    assert.equal(made(3, 'abcdad'), 'abcda');
    assert.equal(made(1, 'aabb'), 'ab');
  });
});
