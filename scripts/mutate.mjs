// Mutation testing of the engine: `node scripts/mutate.mjs [FILE[:LINE]…] [--jobs N] [--sample N] [--seed S] [--runs R] [--budget S]
// [--tests FOLDER]`. Changes one operator, bound or literal of src/core/aws and src/core/reach at a time and runs the tests that
// evaluate what changed, cheap ones and those that killed most before first. A change that no test notices survives and is
// listed: it is either a missing test or a change that changes nothing. See docs/mutation.md.
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTests } from './mutate/bundle.mjs';
import { mutate } from './mutate/mutants.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
    budget: { type: 'string', default: 'Infinity' },
    tests: { type: 'string', default: '' },
  },
  allowPositionals: true,
});
const ROOMS = ['src/core/aws', 'src/core/reach'];
const TEST_ROOMS = ['test/unit', 'test/property', 'test/conformance'];
/** Tests are cut off after this many times what they take without a change, and a second. */
const PATIENCE = 10;

const filesIn = (rooms, ending) =>
  rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true })
      .filter((name) => name.endsWith(ending))
      .map((name) => `${room}/${name}`)
      .sort(),
  );
const asked = positionals.map((text) => text.split(':'));
const files = asked.length > 0 ? [...new Set(asked.map(([file]) => file))] : filesIn(ROOMS, '.ts');
const changed = new Map();
const recording = new Map();
const mutants = [];
for (const file of files) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const made = mutate(file, text, mutants.length + 1);
  changed.set(file, made.text);
  recording.set(
    file,
    mutate(file, text, mutants.length + 1, (number) => `globalThis.evaluated(${number})`).text,
  );
  mutants.push(...made.mutants);
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
const start = (bundle) =>
  fork(path.join(root, 'scripts/mutate/worker.mjs'), [bundle, root, values.runs], { cwd: root });
const ask = (worker, message) =>
  new Promise((resolve) => {
    const died = () => resolve({ failed: 0, error: 'the process died' });
    worker.once('exit', died);
    worker.once('message', (answer) => {
      worker.off('exit', died);
      resolve(answer);
    });
    worker.send(message);
  });

/** By mutant, the tests that evaluate it. */
async function testsByMutant() {
  const outfile = path.join(folder, 'recording.cjs');
  const testFiles = filesIn(TEST_ROOMS, '.test.ts').filter((test) => test.startsWith(values.tests));
  const reached = await bundleTests(root, testFiles, recording, outfile);
  const worker = start(outfile);
  const found = new Map(mutants.map(({ number }) => [number, []]));
  for (const file of testFiles.filter((test) => files.some((ours) => reached.get(test).has(ours)))) {
    const answer = await ask(worker, { file });
    for (const { index, name, time, mutants: evaluated, error } of answer) {
      if (error !== undefined) console.log(`left out: ${file} “${name}” fails by itself: ${error}`);
      else
        for (const number of evaluated)
          found
            .get(number)
            .push({ id: `${file} ${index}`, file, index, time, limit: Math.ceil(1000 + PATIENCE * time) });
    }
  }
  worker.kill();
  return found;
}

try {
  const evaluating = await testsByMutant();
  const outfile = path.join(folder, 'tests.cjs');
  const used = new Set([...evaluating.values()].flatMap((tests) => tests.map(({ file }) => file)));
  await bundleTests(root, [...used], changed, outfile);
  const wanted = mutants.filter(
    ({ file, line }) =>
      asked.length === 0 ||
      asked.some(([name, at]) => name === file && (at === undefined || Number(at) === line)),
  );
  const queue =
    values.sample === undefined ? wanted : sampleOf(wanted, Number(values.sample), Number(values.seed));
  const total = queue.length;
  console.log(`${total} of ${mutants.length} mutants, ${used.size} test files`, process.uptime());

  let survivors = 0;
  let done = 0;
  const kills = new Map();
  const work = async () => {
    let worker = start(outfile);
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const { file, line, from, to, number } = mutant;
      // What is written for a file is the likeliest to notice.
      const own = `/${path.basename(file, '.ts')}.test.ts`;
      const costOf = ({ id, time, file: test }) =>
        (test.endsWith(own) ? time / 100 : time) / (1 + (kills.get(`${file} ${id}`) ?? 0));
      let left = 1000 * Number(values.budget);
      const all = evaluating.get(number).toSorted((a, b) => costOf(a) - costOf(b));
      let rest = all.filter(({ time }) => (left -= time) > 0);
      const tried = rest.length === all.length ? 'all' : rest.length;
      let killer;
      while (killer === undefined && rest.length > 0) {
        const { failed, error } = await ask(worker, { mutant: number, asked: rest });
        if (worker.exitCode !== null || worker.signalCode !== null) worker = start(outfile);
        if (failed === undefined) break;
        // A machine that is busy makes everything slow: too slow is only what would be in time without the change.
        const slow = { ...rest[failed], limit: rest[failed].limit / 2 };
        const isBusy =
          /timed out/.test(error) && (await ask(worker, { mutant: 0, asked: [slow] })).failed !== undefined;
        if (isBusy) rest = [{ ...slow, limit: slow.limit * 8 }, ...rest.slice(failed + 1)];
        else killer = rest[failed];
      }
      if (killer === undefined) {
        survivors++;
        console.log(`survived ${file}:${line} ${from} → ${to} (${tried} of ${all.length} tests)`);
      } else kills.set(`${file} ${killer.id}`, (kills.get(`${file} ${killer.id}`) ?? 0) + 1);
      if (++done % 100 === 0) console.log(`${done - survivors} of ${done} killed so far`);
    }
    worker.kill();
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  console.log(
    `${total - survivors} of ${total} killed, ${((100 * (total - survivors)) / total).toFixed(1)} %`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
