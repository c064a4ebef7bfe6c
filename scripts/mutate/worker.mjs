// Runs tests against one mutant after the other in one process: everything of ours is evaluated anew for each, and what runs
// too long is cut off. Random cases are the same every time, so a mutant no test evaluates without it changes nothing with it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import fc from 'fast-check';

const [bundle, root, runs] = process.argv.slice(2);
// The first failure is enough: nobody reads a smaller one.
fc.configureGlobal({ endOnFailure: true, seed: 1 });
globalThis.fastCheck = {
  ...fc,
  assert: (property, { numRuns = 100, ...rest } = {}) => {
    const failure = fc.check(property, { ...rest, numRuns: Math.ceil(numRuns * Number(runs)) });
    if (failure.failed && (failure.counterexample !== null || Number(runs) === 1)) throw failed;
  },
};
/** A property does not hold. */
const failed = new Error('a property does not hold');
/** What tests skip with: here they need a program that may not be installed. */
const skipped = new Error('skipped');
globalThis.require = createRequire(`${root}/package.json`);
/** All of ours, evaluated anew with a mutant. */
const evaluate = new vm.Script(readFileSync(bundle, 'utf8'), { filename: bundle }).runInThisContext();

let tests = [];
let before = [];
const after = [];
globalThis.describe = (name, define) => define();
globalThis.it = (name, test) => tests.push({ name, test });
globalThis.before = (hook) => before.push(hook);
globalThis.after = (hook) => after.push(hook);

/** The numbers of the mutants evaluated since it was cleared; counted in the bundle that records them alone. */
const evaluated = new Set();
globalThis.evaluated = (mutant) => {
  evaluated.add(mutant);
  return false;
};

function timed(action, limit) {
  globalThis.action = action;
  return vm.runInThisContext('action()', { timeout: limit });
}

/** The tests of a file, defined in a fresh evaluation of the bundle, with what hooks make for them. */
function define(loaded, file, limit) {
  tests = [];
  before = [];
  timed(() => loaded.files[file](), limit);
  for (const hook of before) timed(hook, limit);
  return tests;
}

function runTest(file, { test }, limit) {
  const skip = () => {
    throw skipped;
  };
  try {
    return timed(() => test.call({ skip }), limit);
  } catch (error) {
    // With fewer random cases than usual, some of what they should have met may not have come.
    const rare = Number(runs) < 1 && file.startsWith('test/property/') && error !== failed;
    if (error !== skipped && (!rare || /timed out/.test(error.message))) throw error;
  }
  return undefined;
}

function cleanUp() {
  for (const hook of after.splice(0)) {
    try {
      hook();
    } catch {
      // It takes back what was not made, as something failed before.
    }
  }
}

/** Of each test that stands for itself, how long it takes in milliseconds and which mutants it evaluates. */
function record(file) {
  evaluated.clear();
  const defined = define(evaluate(0), file, 600_000);
  const onLoading = [...evaluated];
  // From the last to the first: those that fail so need others before them.
  const found = defined.map((test, index) => ({ index, name: test.name })).reverse();
  const alone = found.filter((one) => {
    evaluated.clear();
    const started = performance.now();
    try {
      const result = runTest(file, defined[one.index], 600_000);
      if (result instanceof Promise) return false;
    } catch (error) {
      one.error = String(error?.message ?? error).slice(0, 300);
    }
    one.time = performance.now() - started;
    one.mutants = [...new Set([...onLoading, ...evaluated])];
    return true;
  });
  cleanUp();
  return alone;
}

/** The first of the tests that fails. */
function run(mutant, asked) {
  const files = new Map();
  let at = 0;
  try {
    const loaded = evaluate(mutant);
    for (; at < asked.length; at++) {
      const { file, index, limit } = asked[at];
      if (!files.has(file)) files.set(file, define(loaded, file, limit));
      runTest(file, files.get(file)[index], limit);
    }
    return {};
  } catch (error) {
    return { failed: at, error: String(error?.message ?? error).slice(0, 300) };
  } finally {
    cleanUp();
  }
}

process.on('message', ({ mutant, asked, file }) =>
  process.send(file === undefined ? run(mutant, asked) : record(file)),
);
process.on('disconnect', () => process.exit());
