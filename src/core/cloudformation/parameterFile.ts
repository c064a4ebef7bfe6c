/**
 * Values of parameters as people keep them beside a template: the forms the AWS command line, CodePipeline and the SAM
 * command line take. Told by content, except for `samconfig.toml`, which is told by its name.
 */
import type { Problem } from '../text/problem.ts';
import { parseJson } from './jsonTemplate.ts';
import { literalText, valueOf, type Node } from './node.ts';
import { overridesOf, samOverrides } from './samconfig.ts';
import { parseYaml } from './yamlTemplate.ts';

export interface ParameterFile {
  /** Values by the name of the parameter; a list is its items with commas between. */
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/**
 * Reads `[{"ParameterKey": …, "ParameterValue": …}]`, `{"Parameters": {…}}`, `["Key=Value"]`, a map of names to values
 * (each in JSON or YAML), or the `parameter_overrides` of a `samconfig.toml`. Never throws.
 */
export function parseParameterFile(file: string, text: string): ParameterFile {
  if (/\.toml$/i.test(file)) return samconfig(file, text);
  const isJson = /^[\uFEFF\s]*[[{]/.test(text);
  const { root, problems } = isJson ? parseJson(text) : parseYaml(text);
  const values = new Map<string, string>();
  const isUnderstood = root !== undefined && readValues(root, values);
  const own: Problem[] = problems.map((problem) => ({ file, ...problem }));
  if (!isUnderstood && own.length === 0) own.push(notUnderstood(file));
  return { values, problems: own };
}

function samconfig(file: string, text: string): ParameterFile {
  const values = samOverrides(text);
  return values === undefined
    ? { values: new Map(), problems: [notUnderstood(file)] }
    : { values, problems: [] };
}

function notUnderstood(file: string): Problem {
  return {
    file,
    span: { start: 0, end: 0 },
    code: 'parameter-file',
    message:
      'This holds no parameters: write a list of ParameterKey and ParameterValue, a map under Parameters, or parameter_overrides in samconfig.toml',
  };
}

/** Adds the values of one of the forms; `false` when it is none of them. */
function readValues(root: Node, values: Map<string, string>): boolean {
  if (root.kind === 'sequence') return root.items.every((item) => readItem(item, values));
  if (root.kind !== 'map') return false;
  const listed = valueOf(root, 'Parameters') ?? root;
  if (listed.kind === 'sequence') return readValues(listed, values);
  if (listed.kind !== 'map') return false;
  for (const { key, value } of listed.entries) {
    const text = textOf(value);
    if (text === undefined) return false;
    values.set(key, text);
  }
  return true;
}

function readItem(item: Node, values: Map<string, string>): boolean {
  const pair = literalText(item);
  if (pair !== undefined) {
    for (const [name, value] of overridesOf(pair)) values.set(name, value);
    return pair.includes('=');
  }
  const name = literalText(valueOf(item, 'ParameterKey'));
  const value = valueOf(item, 'ParameterValue');
  // `UsePreviousValue` leaves the value to the stack as it is, which nobody knows here.
  if (name !== undefined && value !== undefined) {
    const text = textOf(value);
    if (text === undefined) return false;
    values.set(name, text);
  }
  return name !== undefined;
}

/** A value or a list of values. */
function textOf(node: Node): string | undefined {
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => literalText(item));
    return items.every((item) => item !== undefined) ? items.join(',') : undefined;
  }
  return literalText(node) ?? (node.kind === 'scalar' && node.value === null ? '' : undefined);
}
