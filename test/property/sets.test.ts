import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lastOf } from '../../src/core/net/address.ts';
import { AddressSet, atoms } from '../../src/core/net/addressSet.ts';
import { PortSet } from '../../src/core/net/portSet.ts';
import { cidr } from '../support/networks.ts';

const ports = fc
  .array(fc.tuple(fc.integer({ min: -3, max: 65540 }), fc.integer({ min: -3, max: 65540 })), { maxLength: 6 })
  .map((ranges) => PortSet.of(...ranges.map(([first, last]) => ({ first, last }))));
const port = fc.integer({ min: 0, max: 65535 });

const value = fc.bigInt({ min: 0n, max: lastOf.ipv6 });
const addresses = fc
  .array(fc.tuple(value, value), { maxLength: 5 })
  .map((ranges) => AddressSet.of('ipv6', ...ranges.map(([first, last]) => ({ first, last }))));

const block = fc
  .tuple(fc.bigInt({ min: 0n, max: lastOf.ipv4 }), fc.integer({ min: 0, max: 32 }))
  .map(([address, length]) =>
    cidr(`${[24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.')}/${length}`),
  );

describe('PortSet', () => {
  it('agrees with membership, port by port', () => {
    fc.assert(
      fc.property(ports, ports, port, (a, b, p) => {
        assert.equal(a.union(b).has(p), a.has(p) || b.has(p));
        assert.equal(a.intersect(b).has(p), a.has(p) && b.has(p));
        assert.equal(a.subtract(b).has(p), a.has(p) && !b.has(p));
      }),
    );
  });

  it('keeps the laws of sets', () => {
    fc.assert(
      fc.property(ports, ports, ports, (a, b, c) => {
        assert.ok(a.union(b).equals(b.union(a)));
        assert.ok(a.union(b.union(c)).equals(a.union(b).union(c)));
        assert.ok(a.intersect(b.union(c)).equals(a.intersect(b).union(a.intersect(c))));
        assert.ok(a.subtract(b).union(a.intersect(b)).equals(a));
        assert.ok(PortSet.all.subtract(PortSet.all.subtract(a)).equals(a));
        assert.equal(a.size + PortSet.all.subtract(a).size, 65536);
      }),
    );
  });

  it('is canonical: ranges are sorted, disjoint and never touch', () => {
    fc.assert(
      fc.property(ports, ports, (a, b) => {
        for (const { ranges } of [a.union(b), a.subtract(b), a.intersect(b)]) {
          ranges.forEach((range, i) => {
            assert.ok(range.first <= range.last);
            assert.ok(i === 0 || range.first > ranges[i - 1]!.last + 1);
          });
        }
      }),
    );
  });

  it('writes ports as nmap does', () => {
    const set = PortSet.of({ first: 80, last: 90 }, { first: 22, last: 22 }, { first: 91, last: 91 });
    assert.equal(set.toString(), '22,80-91');
    assert.equal(PortSet.none.toString(), '');
  });
});

describe('AddressSet', () => {
  it('keeps the laws of sets', () => {
    fc.assert(
      fc.property(addresses, addresses, value, (a, b, v) => {
        const address = { family: 'ipv6', value: v } as const;
        assert.equal(a.subtract(b).has(address), a.has(address) && !b.has(address));
        assert.ok(a.subtract(b).union(a.intersect(b)).equals(a));
        assert.ok(AddressSet.all('ipv6').subtract(AddressSet.all('ipv6').subtract(a)).equals(a));
      }),
    );
  });

  it('holds no address of the other family (N7)', () => {
    assert.equal(AddressSet.all('ipv4').has({ family: 'ipv6', value: 1n }), false);
  });
});

describe('atoms', () => {
  it('cover every address once, and no block splits one', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const pieces = atoms('ipv4', blocks);
        assert.equal(pieces[0]!.first, 0n);
        assert.equal(pieces.at(-1)!.last, lastOf.ipv4);
        pieces.forEach((piece, i) => {
          assert.ok(piece.first <= piece.last);
          if (i > 0) assert.equal(piece.first, pieces[i - 1]!.last + 1n);
          for (const { first, last } of blocks) {
            const inside = first <= piece.first && piece.last <= last;
            const outside = piece.last < first || last < piece.first;
            assert.ok(inside || outside);
          }
        });
      }),
    );
  });
});
