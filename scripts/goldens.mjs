// Asks Terraform what expressions are worth, and writes the answers to test/conformance/terraform/expressions.jsonl,
// and the signatures of its functions to signatures.txt beside it.
// The expressions are the lines of handpicked.txt (`⏎` stands for a line end) and others made here by chance, always
// the same. Needs `terraform` 1.11 on the path; the tests need only what this writes.
//
// One line an expression: ["expression", value], or ["expression"] alone where Terraform reports an error.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateExpressions } from './goldens/generate.mjs';

const folder = 'test/conformance/terraform';
const GENERATED = 3400;
const CHUNK = 400;

const env = { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
const prelude = readFileSync(`${folder}/prelude.tf`, 'utf8');
const module = mkdtempSync(join(tmpdir(), 'goldens-'));
cpSync(`${folder}/files`, join(module, 'files'), { recursive: true });

/** One process for many expressions: a list of pairs, whether it has a value and the value as JSON. */
function ask(expressions) {
  const items = expressions.map((text) => `    try([true, jsonencode(${text})], [false, ""]),\n`).join('');
  writeFileSync(join(module, 'main.tf'), `${prelude}\nlocals {\n  all = [\n${items}  ]\n}\n`);
  const input = 'base64encode(jsonencode(local.all))\n';
  const run = spawnSync('terraform', ['console', '-no-color'], {
    cwd: module,
    env,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const answer = run.stdout.trim().split('\n').at(-1) ?? '';
  if (run.status !== 0 || !answer.startsWith('"')) return undefined;
  return JSON.parse(Buffer.from(JSON.parse(answer), 'base64').toString('utf8'));
}

/** The answers; an expression that Terraform cannot even begin with spoils all around it, and is looked for by halves. */
function askAll(expressions) {
  const answers = ask(expressions);
  if (answers !== undefined) return answers;
  if (expressions.length === 1) return [undefined];
  const half = expressions.length >> 1;
  return [...askAll(expressions.slice(0, half)), ...askAll(expressions.slice(half))];
}

const handpicked = readFileSync(`${folder}/handpicked.txt`, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.replaceAll('⏎', '\n'));
const expressions = [...new Set([...handpicked, ...generateExpressions(GENERATED)])];
const lines = [];
const refused = [];
for (let at = 0; at < expressions.length; at += CHUNK) {
  const chunk = expressions.slice(at, at + CHUNK);
  for (const [index, answer] of askAll(chunk).entries()) {
    const expression = chunk[index];
    if (answer === undefined) refused.push(expression);
    else lines.push(JSON.stringify(answer[0] ? [expression, JSON.parse(answer[1])] : [expression]));
  }
}
rmSync(module, { recursive: true });

/** A type of the metadata as the language writes it. */
function typeName(type) {
  if (typeof type === 'string') return type === 'dynamic' ? 'any' : type;
  return `${type[0]}(${typeName(type[1])})`;
}

/** `(prefix: string, ...newbits: number) list(string)`; `?` behind a name allows null. */
function signatureText({ parameters = [], variadic_parameter: variadic, return_type: returns }) {
  const shown = (dots) => (parameter) =>
    `${dots}${parameter.name}${parameter.is_nullable ? '?' : ''}: ${typeName(parameter.type)}`;
  const list = [
    ...parameters.map(shown('')),
    ...(variadic === undefined ? [] : [variadic].map(shown('...'))),
  ];
  return `(${list.join(', ')}) ${typeName(returns)}`;
}

const metadata = spawnSync('terraform', ['metadata', 'functions', '-json'], { env, encoding: 'utf8' });
const signatures = Object.entries(JSON.parse(metadata.stdout).function_signatures)
  .filter(([name]) => !name.includes('::'))
  .map(([name, signature]) => `${name}${signatureText(signature)}`);
writeFileSync(`${folder}/signatures.txt`, `${signatures.join('\n')}\n`);
writeFileSync(`${folder}/expressions.jsonl`, `${lines.join('\n')}\n`);
console.log(`${lines.length} expressions, ${refused.length} that Terraform does not answer:`);
for (const expression of refused) console.log(`  ${expression}`);
