// `npm run test:random [-- --rounds N] [-- --for MINUTES] [FILE…]`: tries the properties with other random cases than
// `npm test` does, round after round, each with a seed of its own. It goes on after a failure, names the seed with which
// it comes again (in ACKSCOPE_SEED), and ends with 1 if any round failed.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const root = path.resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: 'Infinity' }, for: { type: 'string', default: 'Infinity' } },
  allowPositionals: true,
});
const rounds = values.rounds === 'Infinity' && values.for === 'Infinity' ? 1 : Number(values.rounds);
const end = Date.now() + Number(values.for) * 60_000;

const MOCHA = [
  'node_modules/mocha/bin/mocha.js',
  '--no-config',
  '--import=tsx',
  '--require=test/support/recordedSeed.ts',
  '--timeout=600000',
  '--reporter=dot',
];
const rooms = ['test/unit', 'test/property', 'test/conformance', 'test/cli'];
const withProperties = () =>
  rooms
    .flatMap((room) =>
      readdirSync(path.join(root, room), { recursive: true }).map((name) => `${room}/${name}`),
    )
    .filter(
      (file) =>
        file.endsWith('.test.ts') && readFileSync(path.join(root, file), 'utf8').includes('fc.property'),
    );
const files = positionals.length > 0 ? positionals : withProperties();

let failed = 0;
for (let round = 1; round <= rounds && Date.now() < end; round++) {
  const seed = randomInt(2 ** 31);
  const { status, stdout } = spawnSync(process.execPath, [...MOCHA, ...files], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ACKSCOPE_SEED: String(seed) },
  });
  if (status !== 0) {
    failed++;
    console.log(stdout);
  }
  console.log(`round ${round}, seed ${seed}: ${status === 0 ? 'passed' : 'FAILED'}`);
}
process.exitCode = failed > 0 ? 1 : 0;
