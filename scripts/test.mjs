// `npm test`: builds, checks and runs every suite, saying what it does, and ends with `N passed, N failed`.
//   --unit-only     the suites that need neither a browser nor VS Code
//   --editor-only   the build and the editor suite alone
//   --host KIND     the VS Code of the editor suite: floor (the oldest supported, the default) or newest
// The counts are mocha's; a step that fails, and a suite that ends without counts, is one failure more. What failed is
// printed again at the end, where it is looked for.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';

const root = path.resolve(import.meta.dirname, '..');
const { values: flags } = parseArgs({
  options: {
    'unit-only': { type: 'boolean', default: false },
    'editor-only': { type: 'boolean', default: false },
    'host': { type: 'string', default: 'floor' },
  },
});

const MOCHA = 'node_modules/mocha/bin/mocha.js';
const COUNTING = ['--reporter', 'test/support/countingReporter.cjs'];
/** Suites outside .mocharc.json, each its own process: they start browsers and whole editors. */
const slow = (spec) => [MOCHA, '--no-config', '--import=tsx', '--timeout', '180000', ...COUNTING, spec];

const steps = [
  { name: 'build', title: 'Building dist/', command: ['scripts/build.mjs'] },
  { name: 'types', title: 'Checking types', command: ['node_modules/typescript/bin/tsc', '-b'], check: true },
  { name: 'lint', title: 'Linting', npm: 'lint', check: true },
];
const suites = [
  {
    name: 'unit',
    title: 'Unit, property, conformance and command-line tests',
    command: [MOCHA, ...COUNTING],
    unit: true,
  },
  {
    name: 'webview',
    title: 'Webview tests in Chromium',
    command: slow('test/webview/**/*.test.ts'),
    built: true,
  },
  { name: 'host', title: 'Tests of the VS Code test host', command: slow('test/host/**/*.test.ts') },
  {
    name: 'editor',
    title: `Editor suite in VS Code (${flags.host})`,
    command: ['--import', 'tsx', 'test/editor/runTest.ts', '--host', flags.host],
    built: true,
    editor: true,
  },
  {
    name: 'package',
    title: 'Package tests: the .vsix, installed and started',
    command: slow('test/package/*.test.ts'),
    built: true,
  },
];

function selected() {
  if (flags['editor-only'])
    return [steps.filter((step) => !step.check), suites.filter((suite) => suite.editor)];
  if (flags['unit-only']) return [steps, suites.filter((suite) => suite.unit)];
  return [steps, suites];
}

/** Runs one step in the foreground and resolves to whether it ended with 0. */
async function run({ title, command, npm }, env) {
  console.log(`\n▶ ${title} …`);
  const [program, args] = npm === undefined ? [process.execPath, command] : ['npm', ['run', '--silent', npm]];
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
  return await new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
}

function readCounts(file) {
  if (!existsSync(file)) return undefined;
  const { passed, failed, pending, failures = [] } = JSON.parse(readFileSync(file, 'utf8'));
  return [passed, failed, pending].every(Number.isInteger)
    ? { passed, failed, pending, failures }
    : undefined;
}

const started = Date.now();
const rows = [];
const failures = [];
/** A failed property may carry a whole network; its first lines hold the seed and what is wrong. */
const LINES_OF_A_FAILURE = 40;
let passed = 0;
let failed = 0;
let built = true;

function record(name, seconds, outcome, counts) {
  passed += counts.passed;
  failed += counts.failed;
  rows.push(`  ${name.padEnd(8)} ${`${seconds.toFixed(0)} s`.padStart(6)}  ${outcome}`);
}

const [chosenSteps, chosenSuites] = selected();
const env = { ...process.env };
if (chosenSuites.some((suite) => !suite.unit)) {
  const { chromiumPath } = await tsImport('../test/host/chromium.ts', import.meta.url);
  env.ACKSCOPE_CHROMIUM = await chromiumPath();
  console.log(`Browser: ${env.ACKSCOPE_CHROMIUM}`);
}

for (const step of chosenSteps) {
  const from = Date.now();
  const ok = await run(step, env);
  if (step.name === 'build') built = ok;
  record(step.name, (Date.now() - from) / 1000, ok ? 'ok' : 'FAILED', { passed: 0, failed: ok ? 0 : 1 });
}

const countsFolder = path.join(root, 'out/counts');
rmSync(countsFolder, { recursive: true, force: true });
mkdirSync(countsFolder, { recursive: true });
for (const suite of chosenSuites) {
  if (suite.built && !built) {
    record(suite.name, 0, 'FAILED: not run, the build failed', { passed: 0, failed: 1 });
    continue;
  }
  const file = path.join(countsFolder, `${suite.name}.json`);
  const from = Date.now();
  const ok = await run(suite, { ...env, ACKSCOPE_TEST_COUNTS: file });
  const seconds = (Date.now() - from) / 1000;
  const counts = readCounts(file);
  if (counts === undefined) {
    record(suite.name, seconds, 'FAILED: ended without counts', { passed: 0, failed: 1 });
  } else if (counts.passed + counts.failed === 0) {
    record(suite.name, seconds, 'FAILED: ran no test', { passed: 0, failed: 1 });
  } else {
    failures.push(...counts.failures.map((failure) => ({ suite: suite.name, ...failure })));
    const extra = !ok && counts.failed === 0 ? 1 : 0;
    const words = [`${counts.passed} passed`, `${counts.failed} failed`];
    if (counts.pending > 0) words.push(`${counts.pending} skipped`);
    if (extra > 0) words.push('FAILED: did not end as it should');
    record(suite.name, seconds, words.join(', '), { passed: counts.passed, failed: counts.failed + extra });
  }
}

for (const { suite, title, error } of failures) {
  const lines = error.split('\n').slice(0, LINES_OF_A_FAILURE);
  console.log(`\n✘ ${suite}: ${title}\n${lines.map((line) => `  ${line.slice(0, 1000)}`).join('\n')}`);
}
console.log(
  `\n${rows.join('\n')}\n  ${'all'.padEnd(8)} ${`${((Date.now() - started) / 1000).toFixed(0)} s`.padStart(6)}\n`,
);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
