// Mutation testing of the engine: `node scripts/mutate.mjs [FILE[:LINE]…] [--jobs N] [--sample N] [--seed S] [--runs R]`. Changes
// one operator, bound or literal of src/core/aws and src/core/reach at a time and runs the test files that reach the changed
// one, cheap ones and those that killed most before first. A change that no test notices survives and is listed: it is either
// a missing test or a change that changes nothing. `--runs 0.1` tries a tenth of the random cases of each property. See docs/mutation.md.
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { mutate } from './mutate/mutants.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const ROOMS = ['src/core/aws', 'src/core/reach'];
const TEST_ROOMS = ['aws', 'reach', 'probe', 'findings'].map((room) => `test/unit/${room}`);
const PROPERTIES = ['filters', 'settle', 'reach', 'ways', 'matrix', 'scan'];
/** Files are cut off after this many times what they take without a change, and a second. */
const PATIENCE = 10;

const filesIn = (rooms, ending) =>
  rooms.flatMap((room) =>
    readdirSync(path.join(root, room))
      .filter((name) => name.endsWith(ending))
      .map((name) => `${room}/${name}`),
  );
const asked = positionals.map((text) => text.split(':'));
const files = asked.length > 0 ? [...new Set(asked.map(([file]) => file))] : filesIn(ROOMS, '.ts');
const changed = new Map();
const mutants = [];
for (const file of files) {
  const made = mutate(file, readFileSync(path.join(root, file), 'utf8'), mutants.length + 1);
  changed.set(file, made.text);
  mutants.push(...made.mutants);
}
const tests = [
  ...filesIn(TEST_ROOMS, '.test.ts'),
  ...PROPERTIES.map((name) => `test/property/${name}.test.ts`),
];

/** All test files in one script, each evaluated when it is asked for; and which of our files each of them reaches. */
async function bundle(outfile) {
  const ours = /\.ts$/;
  const entry = `export const files = {${tests.map((file) => `${JSON.stringify(file)}: () => require('./${file}')`).join()}};`;
  const { metafile } = await build({
    stdin: { contents: entry, resolveDir: root },
    outfile,
    bundle: true,
    metafile: true,
    absWorkingDir: root,
    platform: 'node',
    format: 'iife',
    globalName: 'bundle',
    footer: { js: 'bundle;' },
    packages: 'external',
    logLevel: 'error',
    plugins: [
      {
        name: 'mutants',
        setup: (set) => {
          set.onResolve({ filter: /^mocha$/ }, () => ({ path: 'mocha', namespace: 'worker' }));
          set.onResolve({ filter: /^fast-check$/ }, () => ({ path: 'fast-check', namespace: 'worker' }));
          set.onLoad({ filter: /^fast-check$/, namespace: 'worker' }, () => ({
            contents: 'export default globalThis.fastCheck;',
          }));
          set.onLoad({ filter: /^mocha$/, namespace: 'worker' }, () => ({
            contents: 'export const { describe, it, before, after } = globalThis;',
          }));
          set.onLoad({ filter: ours }, ({ path: at }) => {
            const file = path.relative(root, at);
            const text = changed.get(file) ?? readFileSync(at, 'utf8');
            return {
              loader: 'ts',
              contents: text
                .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(at).href))
                .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(at))),
            };
          });
        },
      },
    ],
  });
  const reached = new Map();
  for (const test of tests) {
    const seen = new Set([test]);
    for (const file of seen)
      for (const { path: next } of metafile.inputs[file]?.imports ?? []) seen.add(next);
    reached.set(test, seen);
  }
  return reached;
}

/** A fair sample: every mutant is as likely as any other, and the same seed takes the same. */
function sampleOf(all, count, seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const rest = [...all];
  for (let i = rest.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [rest[i], rest[j]] = [rest[j], rest[i]];
  }
  return rest.slice(0, count);
}

const folder = mkdtempSync(path.join(tmpdir(), 'ackscope-mutants-'));
const outfile = path.join(folder, 'tests.cjs');
try {
  const reached = await bundle(outfile);
  const start = () =>
    fork(path.join(root, 'scripts/mutate/worker.mjs'), [outfile, root, values.runs], { cwd: root });
  const ask = (worker, message) =>
    new Promise((resolve) => {
      const died = () => resolve({ failed: 'the process', times: [] });
      worker.once('exit', died);
      worker.once('message', (answer) => {
        worker.off('exit', died);
        resolve(answer);
      });
      worker.send(message);
    });

  const first = start();
  const usual = new Map();
  for (const test of tests) {
    const { failed, times, error } = await ask(first, { mutant: 0, files: [test], limit: 600_000 });
    if (failed !== undefined) throw new Error(`${test} fails without any change: ${error}`);
    usual.set(test, times[0]);
  }
  first.kill();
  console.log(`${mutants.length} mutants, ${tests.length} test files`);

  const wanted = mutants.filter(
    ({ file, line }) =>
      asked.length === 0 ||
      asked.some(([name, at]) => name === file && (at === undefined || Number(at) === line)),
  );
  const queue =
    values.sample === undefined ? wanted : sampleOf(wanted, Number(values.sample), Number(values.seed));
  const total = queue.length;
  const survivors = [];
  let done = 0;
  const kills = new Map();
  const costOf = (file, test) => usual.get(test) / (1 + (kills.get(`${file} ${test}`) ?? 0));
  const work = async () => {
    let worker = start();
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const { file, line, from, to, number } = mutant;
      const ordered = tests
        .filter((test) => reached.get(test).has(file))
        .sort((a, b) => costOf(file, a) - costOf(file, b));
      let failed;
      for (const test of ordered) {
        let limit = Math.ceil(1000 + PATIENCE * usual.get(test));
        let found = await ask(worker, { mutant: number, files: [test], limit });
        // A machine that is busy makes everything slow: too slow is only what would be in time without the change.
        while (/timed out/.test(found.error ?? '') && limit < 600_000) {
          const without = await ask(worker, { mutant: 0, files: [test], limit: limit / 2 });
          if (without.failed === undefined) break;
          limit *= 4;
          found = await ask(worker, { mutant: number, files: [test], limit });
        }
        ({ failed } = found);
        if (failed !== undefined) break;
      }
      if (worker.exitCode !== null) worker = start();
      if (failed === undefined) {
        survivors.push(mutant);
        console.log(`survived ${file}:${line} ${from} → ${to}`);
      } else kills.set(`${file} ${failed}`, (kills.get(`${file} ${failed}`) ?? 0) + 1);
      if (++done % 100 === 0) console.log(`${done - survivors.length} of ${done} killed so far`);
    }
    worker.kill();
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  const killed = total - survivors.length;
  console.log(`${killed} of ${total} killed, ${((100 * killed) / total).toFixed(1)} %`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
