import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Stamps, type Stamp } from '../../../src/editor/stamps.ts';

const name = 'file:///code/main.tf';
const noon = Date.UTC(2026, 0, 1, 12);
const stamp: Stamp = { mtime: noon, ctime: noon - 5000, size: 100 };

/** What was read of one file, an hour after it was written. */
function readOnce(read: Stamp | undefined, now = noon + 3_600_000): Stamps {
  const stamps = new Stamps();
  stamps.note(name, read, now);
  return stamps;
}

describe('stamps of files', () => {
  const cases: readonly (readonly [string, Stamp | undefined, Stamp | undefined, boolean])[] = [
    ['nothing changed', stamp, { ...stamp }, false],
    ['was written since', stamp, { ...stamp, mtime: noon + 1 }, true],
    ['was put back to an older one', stamp, { ...stamp, mtime: noon - 60_000 }, true],
    ['was replaced by one that was written at the same time', stamp, { ...stamp, ctime: noon }, true],
    ['is longer, written at the same time', stamp, { ...stamp, size: 101 }, true],
    ['is gone', stamp, undefined, true],
    ['came', undefined, stamp, true],
    ['is still not there', undefined, undefined, false],
  ];
  for (const [what, then, now, isOther] of cases)
    it(`say ${isOther ? 'another one' : 'the same'} of a file that ${what}`, () => {
      assert.equal(readOnce(then).mayBeOther(name, now), isOther);
    });

  it('say of a file that was never read that it is another one, once there is one', () => {
    const stamps = new Stamps();
    assert.equal(stamps.has(name), false);
    assert.equal(stamps.mayBeOther(name, stamp), true);
    assert.equal(stamps.mayBeOther(name, undefined), false);
  });

  for (const [ago, isInDoubt] of [
    [0, true],
    [1999, true],
    [2000, false],
    [-60_000, true],
  ] as const)
    it(`${isInDoubt ? 'leave' : 'do not leave'} in doubt what was written ${String(ago)} ms before it was read`, () => {
      const stamps = readOnce(stamp, noon + ago);
      assert.equal(stamps.mayBeOther(name, stamp), isInDoubt);
      stamps.forget(name);
      stamps.note(name, stamp, noon + ago + 3_600_000);
      assert.equal(stamps.mayBeOther(name, stamp), false);
    });

  it('count from the first time a file was read until it is forgotten', () => {
    const stamps = readOnce(stamp);
    const newer = { ...stamp, mtime: noon + 60_000 };
    stamps.note(name, newer, noon + 7_200_000);
    assert.equal(stamps.mayBeOther(name, newer), true);
    stamps.forget(name);
    stamps.note(name, newer, noon + 7_200_000);
    assert.equal(stamps.mayBeOther(name, newer), false);
  });

  it('never call a file the same whose text changed between two readings, whatever a coarse clock says', () => {
    const time = fc.integer({ min: 0, max: 20_000 });
    const grain = fc.constantFrom(1, 10, 1000, 2000);
    fc.assert(
      fc.property(time, time, time, time, grain, (first, toReading, toSecond, toLook, step) => {
        const kept = (at: number): number => Math.floor(at / step) * step;
        const read = noon + first + toReading;
        const second = read + toSecond;
        const look = second + toLook;
        const stamps = readOnce({ mtime: kept(noon + first), ctime: noon, size: 100 }, read);
        assert.equal(
          stamps.mayBeOther(name, { mtime: kept(second), ctime: noon, size: 100 }),
          true,
          `read at ${String(read)}, written at ${String(second)}, looked at at ${String(look)}`,
        );
      }),
    );
  });
});
