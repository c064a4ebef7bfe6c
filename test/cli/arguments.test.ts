import assert from 'node:assert/strict';
import { parseArguments, type Option } from '../../src/cli/arguments.ts';
import { isFailure } from '../../src/cli/io.ts';

const table = {
  ack: { names: ['-sA'] },
  ports: { names: ['-p'], takes: 'value' },
  timing: { names: ['-T'], takes: 'value' },
  source: { names: ['-g', '--source-port'], takes: 'value' },
  file: { names: ['-oN'], takes: 'value' },
  verbose: { names: ['-v'], takes: 'count' },
  reason: { names: ['--reason'] },
  ipv6: { names: ['-6'] },
} as const satisfies Record<string, Option>;

describe('parseArguments', () => {
  const cases: readonly (readonly [
    argv: string,
    positionals: readonly string[],
    given: Record<string, string | number>,
  ])[] = [
    ['a b', ['a', 'b'], {}],
    ['a -sA b', ['a', 'b'], { ack: 1 }],
    ['-p 22 -T4 -g53', [], { ports: '22', timing: '4', source: '53' }],
    ['-p22 -T 4 --source-port=53', [], { ports: '22', timing: '4', source: '53' }],
    ['-p- -sA', [], { ports: '-', ack: 1 }],
    ['-p -100', [], { ports: '-100' }],
    ['-v -vv', [], { verbose: 3 }],
    ['-oN - x', ['x'], { file: '-' }],
    ['-6 --reason', [], { ipv6: 1, reason: 1 }],
    ['- x', ['-', 'x'], {}],
    ['-sA -- -p -sA', ['-p', '-sA'], { ack: 1 }],
  ];
  for (const [argv, positionals, given] of cases) {
    it(`reads ${argv}`, () => {
      const parsed = parseArguments<keyof typeof table>(argv.split(' '), table);
      assert(!isFailure(parsed));
      assert.deepEqual(parsed.positionals, positionals);
      assert.deepEqual(Object.fromEntries([...parsed.values, ...parsed.counts]), given);
    });
  }

  const wrong: readonly (readonly [argv: string, message: RegExp])[] = [
    ['--reasno', /unknown option --reasno; did you mean --reason\?/],
    ['-x', /unknown option -x/],
    ['-sAx', /unknown option -sAx; did you mean -sA\?/],
    ['-p', /-p needs a value/],
    ['-p 1 -p 2', /-p is given twice/],
    ['--reason=1', /--reason takes no value/],
  ];
  for (const [argv, message] of wrong) {
    it(`refuses ${argv}`, () => {
      const parsed = parseArguments<keyof typeof table>(argv.split(' '), table);
      assert(isFailure(parsed));
      assert.match(parsed.message, message);
    });
  }
});
