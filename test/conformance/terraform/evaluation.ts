/** Evaluates single expressions among the locals of prelude.tf and the files of this folder, as the goldens were made. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SyntaxTree } from '../../../src/core/hcl/nodes.ts';
import { parseHclExpression } from '../../../src/core/hcl/parser.ts';
import { Budget } from '../../../src/core/terraform/budget.ts';
import type { Context, Module, ModuleFiles } from '../../../src/core/terraform/context.ts';
import { evaluate } from '../../../src/core/terraform/evaluate.ts';
import { parseTerraformFile } from '../../../src/core/terraform/terraformFile.ts';
import { isInvalid } from '../../../src/core/terraform/values.ts';
import { explain, unknown, type Value } from '../../../src/core/value/value.ts';

const folder = import.meta.dirname;

/** One line of expressions.jsonl: what Terraform says; without a value, that it is an error. */
export interface Golden {
  readonly expression: string;
  readonly isError: boolean;
  readonly value: unknown;
}

export const goldens: readonly Golden[] = readFileSync(join(folder, 'expressions.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const parts = JSON.parse(line) as readonly unknown[];
    return { expression: String(parts[0]), isError: parts.length === 1, value: parts[1] };
  });

const texts = new Map(
  readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const),
);

const files: ModuleFiles = {
  read: (path) => texts.get(path),
  list: (path) => {
    const under = path === '.' ? '' : `${path}/`;
    const names = [...texts.keys()].filter((name) => name.startsWith(under));
    return { files: names.map((name) => name.slice(under.length)), unlisted: [] };
  },
};

const locals = new Map<string, Value>();

const module: Module = {
  resolve: (root, name, origin) =>
    (root === 'local' ? locals.get(name) : undefined) ??
    unknown(`${root}.${name}`, 'is not declared in this module', origin),
};

const prelude = parseTerraformFile('prelude.tf', readFileSync(join(folder, 'prelude.tf'), 'utf8'));
for (const block of prelude.tree.body.items) {
  if (block.kind !== 'block') continue;
  for (const item of block.body.items) {
    if (item.kind === 'attribute') locals.set(item.name.text, evaluate(item.value, contextOf(prelude)));
  }
}

/** Strict, as the expressions stood inside of `try()` when Terraform was asked. */
function contextOf(file: Context['file']): Context {
  return { file, resource: undefined, names: undefined, module, budget: new Budget(), files, strict: { doubt: undefined } };
}

/** What an expression is worth, with `given` bound as locals besides those of the prelude. */
export function valueOf(text: string, given: ReadonlyMap<string, Value> = new Map()): Value {
  const { expression, errors } = parseHclExpression(text);
  if (errors.length > 0) throw new Error(`${text}: ${errors[0]?.message ?? ''}`);
  const before = new Map(locals);
  for (const [name, value] of given) locals.set(name, value);
  try {
    const tree: SyntaxTree = { body: { start: 0, end: text.length, items: [] }, errors: [], comments: [], syntax: 'native' };
    return evaluate(expression, contextOf({ file: 'main.tf', text, tree }));
  } finally {
    locals.clear();
    for (const [name, value] of before) locals.set(name, value);
  }
}

/** A value as the JSON Terraform makes of it; errors and what is unknown in words. */
export type Outcome =
  | { readonly kind: 'value'; readonly json: unknown }
  | { readonly kind: 'error' | 'unknown'; readonly why: string };

export function outcomeOf(value: Value): Outcome {
  let flaw: { kind: 'error' | 'unknown'; why: string } | undefined;
  const visit = (part: Value): unknown => {
    switch (part.kind) {
      case 'null':
        return null;
      case 'boolean':
        return part.boolean;
      case 'number':
        return part.number;
      case 'string':
        return part.text;
      case 'list':
        if (part.open !== undefined) visit(part.open);
        return part.items.map((item) => visit(item.value));
      case 'object':
        if (part.open !== undefined) visit(part.open);
        return Object.fromEntries([...part.properties].map(([name, item]) => [name, visit(item.value)]));
      case 'reference':
        flaw ??= { kind: 'unknown', why: `${part.resource}.${part.attribute}` };
        return undefined;
      case 'unknown':
        if (isInvalid(part) || flaw === undefined) {
          flaw = { kind: isInvalid(part) ? 'error' : 'unknown', why: explain(part.because) };
        }
        return undefined;
    }
  };
  const json = visit(value);
  return flaw ?? { kind: 'value', json };
}
