import assert from 'node:assert/strict';
import { AddressSet, bySize } from '../../../src/core/net/addressSet.ts';
import { cidr } from '../../support/networks.ts';

describe('sets of addresses by size', () => {
  const set = (...blocks: readonly string[]): AddressSet => AddressSet.ofCidrs('ipv4', blocks.map(cidr));

  it('come largest first, and those of one size in the order they were in', () => {
    const [small, one, other, large] = [
      set('10.0.0.0/24'),
      set('10.2.0.0/16'),
      set('10.1.0.0/17', '10.1.128.0/17'),
      set('10.0.0.0/16', '10.3.0.0/32'),
    ];
    assert.deepEqual([small, one, other, large].sort(bySize), [large, one, other, small]);
    assert.deepEqual([large, other, one, small].sort(bySize), [large, other, one, small]);
    assert.ok(bySize(small, large) > 0 && bySize(large, small) < 0);
    assert.equal(bySize(one, other), 0);
  });
});
