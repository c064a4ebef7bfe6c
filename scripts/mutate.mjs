// Mutation testing of the engine: `node scripts/mutate.mjs [FILE…] [--jobs N]`. Changes one operator, bound or literal of
// src/core/aws and src/core/reach at a time, in a copy of the tree, and runs the tests that speak of the engine. A change
// that no test notices survives and is listed: it is either a missing test or a change that changes nothing.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  options: { jobs: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const ROOMS = ['src/core/aws', 'src/core/reach'];
const TESTS = [
  'test/unit/aws/*.test.ts',
  'test/unit/reach/*.test.ts',
  'test/unit/findings/*.test.ts',
  'test/unit/probe/scan.test.ts',
  'test/unit/probe/connect.test.ts',
  'test/property/filters.test.ts',
  'test/property/scan.test.ts',
];
const TIME_LIMIT_MS = 60_000;

const operators = new Map([
  [ts.SyntaxKind.LessThanToken, ['<=', '>=']],
  [ts.SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', '<=']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['||']],
  [ts.SyntaxKind.BarBarToken, ['&&']],
  [ts.SyntaxKind.PlusToken, ['-']],
  [ts.SyntaxKind.MinusToken, ['+']],
]);
/** Literals that decide, and what each turns into. */
const words = new Map([
  ['allow', 'deny'],
  ['deny', 'allow'],
  ['inbound', 'outbound'],
  ['outbound', 'inbound'],
  ['yes', 'no'],
  ['no', 'yes'],
]);

/** Every change of one file, as a span and the text that takes its place. */
function mutantsOf(file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const add = (node, replacement) =>
    found.push({ file, start: node.getStart(source), end: node.getEnd(), replacement });
  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isTypeAliasDeclaration(node)) return;
    if (ts.isBinaryExpression(node))
      for (const other of operators.get(node.operatorToken.kind) ?? []) add(node.operatorToken, other);
    if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true');
    if (ts.isStringLiteral(node) && words.has(node.text)) add(node, `'${words.get(node.text)}'`);
    if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node))
      add(node, `(${node.getText(source)} + ${ts.isBigIntLiteral(node) ? '1n' : '1'})`);
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      add(node, `(${node.operand.getText(source)})`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map((mutant) => ({ ...mutant, text, ...source.getLineAndCharacterOfPosition(mutant.start) }));
}

/** Whether the tests pass in a copy of the tree. A change that makes them run too long is noticed too. */
function testsPass(folder) {
  const mocha = path.join(folder, 'node_modules/mocha/bin/mocha.js');
  const args = [mocha, '--no-config', '--import=tsx', '--bail', '--reporter', 'dot', ...TESTS];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

function copyOfTree() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ackscope-mutants-'));
  for (const part of ['src', 'test', 'docs', 'package.json', 'tsconfig.base.json'])
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

const files =
  positionals.length > 0
    ? positionals
    : ROOMS.flatMap((room) => readdirSync(path.join(root, room)).map((name) => `${room}/${name}`));
const queue = files.filter((file) => file.endsWith('.ts')).flatMap(mutantsOf);
const total = queue.length;
const survivors = [];

async function work() {
  const folder = copyOfTree();
  try {
    if (!(await testsPass(folder))) throw new Error('the tests fail without any change');
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const { file, text, start, end, replacement, line } = mutant;
      const place = path.join(folder, file);
      writeFileSync(place, text.slice(0, start) + replacement + text.slice(end));
      if (await testsPass(folder)) {
        survivors.push(mutant);
        console.log(`survived ${file}:${line + 1} ${text.slice(start, end)} → ${replacement}`);
      }
      writeFileSync(place, text);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await Promise.all(Array.from({ length: Number(values.jobs) }, work));
const killed = total - survivors.length;
console.log(`${killed} of ${total} killed, ${((100 * killed) / total).toFixed(1)} %`);
