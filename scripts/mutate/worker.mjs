// Runs test files against one mutant after the other in one process: everything of ours is evaluated anew for each, and what
// runs too long is cut off.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import fc from 'fast-check';

const [bundle, root, runs] = process.argv.slice(2);
// The first failure is enough: nobody reads a smaller one.
fc.configureGlobal({ endOnFailure: true });
globalThis.fastCheck = {
  ...fc,
  assert: (property, { numRuns = 100, ...rest } = {}) => {
    const failure = fc.check(property, { ...rest, numRuns: Math.ceil(numRuns * Number(runs)) });
    if (failure.failed && (failure.counterexample !== null || Number(runs) === 1)) throw failed;
  },
};
/** A property does not hold. */
const failed = new Error('a property does not hold');
const script = new vm.Script(readFileSync(bundle, 'utf8'), { filename: bundle });
globalThis.require = createRequire(`${root}/package.json`);

const tests = [];
let hooks = { before: [], after: [] };
globalThis.describe = (name, define) => define();
globalThis.it = (name, run) => tests.push({ name, run });
globalThis.before = (run) => hooks.before.push(run);
globalThis.after = (run) => hooks.after.push(run);
globalThis.runTests = () => {
  for (const run of hooks.before) run();
  try {
    for (const { run } of tests) inContext(run);
  } finally {
    for (const run of hooks.after) run();
  }
};
const thisFile = () => globalThis.testFile;
/** What tests skip with: here they need a program that may not be installed. */
const skipped = new Error('skipped');
function inContext(run) {
  try {
    run.call({
      skip: () => {
        throw skipped;
      },
    });
  } catch (error) {
    // With fewer random cases than usual, some of what they should have met may not have come.
    const rare = Number(runs) < 1 && thisFile().startsWith('test/property/') && error !== failed;
    if (error !== skipped && !rare) throw error;
  }
}
const runAll = new vm.Script('runTests()');

/** The first of the files that fails, and how long each took in milliseconds. */
function run(mutant, files, limit) {
  globalThis.mutant = mutant;
  const times = [];
  let loaded;
  for (const file of files) {
    const started = performance.now();
    tests.length = 0;
    hooks = { before: [], after: [] };
    try {
      loaded ??= script.runInThisContext({ timeout: limit });
      globalThis.testFiles = loaded.files;
      globalThis.testFile = file;
      vm.runInThisContext('testFiles[testFile]()', { timeout: limit });
      runAll.runInThisContext({ timeout: limit });
    } catch (error) {
      return { failed: file, times, error: String(error?.message ?? error).slice(0, 300) };
    }
    times.push(performance.now() - started);
  }
  return { failed: undefined, times };
}

process.on('message', ({ mutant, files, limit }) => process.send({ mutant, ...run(mutant, files, limit) }));
process.on('disconnect', () => process.exit());
