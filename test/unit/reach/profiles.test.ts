import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { anyPort, everyPort, noPort, type PortBounds } from '../../../src/core/reach/portBounds.ts';
import { Numbers, Profiles, Table } from '../../../src/core/reach/profiles.ts';

const ssh = PortSet.of({ first: 22, last: 22 });
const web = PortSet.of({ first: 80, last: 443 });
const low = PortSet.of({ first: 0, last: 1023 });

/** Bounds of two protocol classes by name. */
const named: Readonly<Record<string, readonly [PortBounds, PortBounds]>> = {
  every: [everyPort, everyPort],
  none: [noPort, noPort],
  any: [anyPort, anyPort],
  ssh: [{ must: ssh, may: ssh }, noPort],
  web: [{ must: PortSet.none, may: web }, everyPort],
  low: [
    { must: web, may: low },
    { must: low, may: low },
  ],
};

type Combination = (one: PortBounds, other: PortBounds) => PortBounds;
const combinations: Readonly<Record<'both' | 'either' | 'joined', Combination>> = {
  both: (one, other) => ({ must: one.must.intersect(other.must), may: one.may.intersect(other.may) }),
  either: (one, other) => ({ must: one.must.intersect(other.must), may: one.may.union(other.may) }),
  joined: (one, other) => ({ must: one.must.union(other.must), may: one.may.union(other.may) }),
};

const text = (bounds: readonly PortBounds[]): readonly string[] =>
  bounds.map(({ must, may }) => `${must.toString()} of ${may.toString()}`);

describe('profiles', () => {
  for (const [how, combine] of Object.entries(combinations) as [keyof typeof combinations, Combination][]) {
    it(`of ${how} are the bounds of each protocol ${how}, whatever was asked before`, () => {
      const profiles = new Profiles(2);
      for (const round of ['first', 'again']) {
        for (const [a, one] of Object.entries(named)) {
          for (const [b, other] of Object.entries(named)) {
            const found = profiles[how](profiles.of(one), profiles.of(other));
            const expected = one.map((bounds, i) => combine(bounds, other[i]!));
            assert.deepEqual(text(profiles.boundsOf(found)), text(expected), `${a} ${how} ${b}, ${round}`);
            assert.equal(found, profiles.of(expected));
          }
        }
      }
    });
  }

  it('are equal numbers for equal bounds, and different ones for others', () => {
    const profiles = new Profiles(2);
    assert.deepEqual(
      [profiles.every, profiles.none, profiles.any],
      [everyPort, noPort, anyPort].map((bounds) => profiles.same(bounds)),
    );
    assert.equal(profiles.size, 3);
    const numbers = Object.values(named).map((bounds) => profiles.of(bounds));
    assert.equal(new Set(numbers).size, numbers.length);
    assert.equal(profiles.size, numbers.length);
    // Of what is the same only the least, or only the most, must pass.
    const half = { must: PortSet.none, may: ssh };
    assert.notEqual(profiles.of([half, noPort]), profiles.of(named['ssh']!));
    assert.notEqual(profiles.of([noPort, half]), profiles.of([half, noPort]));
  });

  it('can be picked from, one protocol at a time', () => {
    const profiles = new Profiles(2);
    const [sshProfile, lowProfile] = [profiles.of(named['ssh']!), profiles.of(named['low']!)];
    assert.equal(profiles.picked([lowProfile, lowProfile]), lowProfile);
    assert.equal(
      profiles.picked([sshProfile, lowProfile]),
      profiles.of([named['ssh']![0], named['low']![1]]),
    );
    assert.equal(
      profiles.picked([lowProfile, sshProfile]),
      profiles.of([named['low']![0], named['ssh']![1]]),
    );
    assert.equal(profiles.picked([]), profiles.of([]));
  });
});

describe('a table of numbers', () => {
  const cells = [
    [0, 0, 7],
    [0, 15, 0],
    [0, 16, 3],
    [2, 17, 4],
    [2, 31, 5],
    [2, 32, 6],
    [5, 1000, 9],
  ] as const;

  it('holds what was set, however wide its rows have grown', () => {
    const table = new Table();
    for (const [row, column, value] of cells) assert.equal(table.set(row, column, value), value);
    for (const [row, column, value] of cells) assert.equal(table.get(row, column), value);
    assert.deepEqual(
      [table.get(0, 1), table.get(1, 0), table.get(9, 9), table.get(2, 5000)],
      [undefined, undefined, undefined, undefined],
    );
    table.set(0, 0, 8);
    assert.equal(table.get(0, 0), 8);
  });

  it('has rows of the values plus one, and empty ones where nothing was set', () => {
    const table = new Table();
    for (const [row, column, value] of cells) table.set(row, column, value);
    const [first] = [table.row(0)];
    assert.deepEqual([first[0], first[1], first[15], first[16]], [8, 0, 1, 4]);
    assert.deepEqual([...table.row(1)], []);
    // Rows grow by powers of two, so that few are copied.
    assert.deepEqual([table.row(0).length, table.row(2).length, table.row(5).length], [32, 64, 1024]);
  });

  it('forgets some of it in a table of its own', () => {
    const table = new Table();
    for (const [row, column, value] of cells) table.set(row, column, value);
    const asked: string[] = [];
    const kept = table.without((row, column, value) => {
      asked.push(`${row} ${column} ${value}`);
      return value > 4;
    });
    assert.deepEqual(
      asked,
      cells.map((cell) => cell.join(' ')),
    );
    for (const [row, column, value] of cells) {
      assert.equal(kept.get(row, column), value > 4 ? undefined : value);
      assert.equal(table.get(row, column), value);
    }
    kept.set(0, 15, 1);
    assert.equal(table.get(0, 15), 0);
  });
});

describe('numbers by two numbers', () => {
  it('are given out in order, and stay', () => {
    const numbers = new Numbers();
    const pairs = [
      [3, 1],
      [1, 3],
      [3, 1],
      [0, 0],
    ] as const;
    assert.deepEqual(
      pairs.map(([row, column]) => numbers.get(row, column)),
      [0, 1, 0, 2],
    );
  });
});
