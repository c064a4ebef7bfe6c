/**
 * Values for the variables of a root module, from where Terraform takes them; later ones win: `TF_VAR_name` in the
 * environment, `terraform.tfvars`, `*.auto.tfvars` by name, then `-var-file` and `-var`.
 */
import type { Attribute } from '../hcl/nodes.ts';
import { stringValue, unknown, type Value } from '../value/value.ts';
import { Budget } from './budget.ts';
import type { VariableDeclaration } from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { parseTerraformFile, type TerraformFile } from './terraformFile.ts';
import { noReferences } from './variables.ts';

/** A value as it is written in a shell. */
export interface VariableText {
  readonly name: string;
  readonly text: string;
  /** What reasons call the place it is written in: `TF_VAR_cidr`, `--var cidr`. */
  readonly from: string;
}

export interface VariableSources {
  readonly environment: readonly VariableText[];
  /** Files of values in the order in which they count. */
  readonly files: readonly TerraformFile[];
  readonly flags: readonly VariableText[];
}

/** The values of those variables that are declared. What cannot be read is unknown. */
export function variableValues(
  declared: ReadonlyMap<string, VariableDeclaration>,
  { environment, files, flags }: VariableSources,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  const budget = new Budget();
  const set = (name: string, file: TerraformFile, attribute: Attribute): void => {
    if (!declared.has(name)) return;
    budget.begin();
    values.set(name, valueOf(name, file, attribute, budget));
  };
  const setText = (given: VariableText): void => {
    const { name, text, from } = given;
    const declaration = declared.get(name);
    if (declaration === undefined) return;
    if (isText(declaration)) {
      values.set(name, stringValue(text));
      return;
    }
    const file = parseTerraformFile(from, `value = ${text}\n`);
    const [attribute] = file.tree.body.items;
    if (file.tree.errors.length === 0 && attribute?.kind === 'attribute') set(name, file, attribute);
    else values.set(name, unknown(`var.${name}`, `has a syntax error in ${from}`));
  };
  for (const given of environment) setText(given);
  for (const file of files) {
    for (const item of file.tree.body.items) {
      if (item.kind === 'attribute') set(item.name.text, file, item);
    }
  }
  for (const given of flags) setText(given);
  return values;
}

/** Where the files Terraform reads by itself stand in its order; `undefined` for the files it has to be told of. */
export function automaticRank(file: string): string | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (name === 'terraform.tfvars') return '0';
  if (name === 'terraform.tfvars.json') return '1';
  return /\.auto\.tfvars(?:\.json)?$/.test(name) ? `2${name}` : undefined;
}

function valueOf(name: string, file: TerraformFile, { value }: Attribute, budget: Budget): Value {
  const context = { file, resource: undefined, names: undefined, module: noReferences, budget };
  if (value.kind !== 'error') return evaluate(value, context);
  return unknown(`var.${name}`, 'has a syntax error', {
    file: file.file,
    span: { start: value.start, end: value.end },
  });
}

/** Terraform takes a value in a shell as it is where the variable is a string, and as an expression otherwise. */
function isText({ type }: VariableDeclaration): boolean {
  if (type === undefined) return true;
  return type.value.kind === 'variable' && type.value.name === 'string';
}
