/**
 * Variables of a root module that nothing gives a value, though files of values in the workspace would: Terraform reads
 * them only where they are named. Which one is meant nobody knows, so the reason names them.
 */
import { unknown, type Unknown } from '../value/value.ts';
import type { VariableDeclaration } from './declarations.ts';
import type { TerraformFile } from './terraformFile.ts';

/** A file of values that no run was told of. */
export interface UnchosenFile {
  /** From the folder of the root module. */
  readonly path: string;
  readonly file: TerraformFile;
}

/** As many files as a reader wants named. */
const mostNamed = 3;

/** What a declaration was last said to lack, so that what hangs on it stays as long as that does. */
const said = new WeakMap<VariableDeclaration, Unknown>();

/** Why the variables have no value, by name; those that no file has one for are left out. */
export function untold(
  variables: readonly VariableDeclaration[],
  files: readonly UnchosenFile[],
): ReadonlyMap<string, Unknown> {
  const setters = new Map<string, string[]>();
  for (const { path, file } of files) {
    for (const item of file.tree.body.items) {
      if (item.kind !== 'attribute') continue;
      const name = item.name.text;
      if (setters.get(name)?.push(path) === undefined) setters.set(name, [path]);
    }
  }
  return new Map(
    variables.flatMap((variable): readonly (readonly [string, Unknown])[] => {
      const paths = setters.get(variable.name);
      return paths === undefined ? [] : [[variable.name, reasonOf(variable, paths)]];
    }),
  );
}

function reasonOf(declaration: VariableDeclaration, paths: readonly string[]): Unknown {
  const { name, file, block } = declaration;
  const shown = paths.length > mostNamed ? [...paths.slice(0, mostNamed - 1), 'others'] : [...paths];
  const last = shown.pop() ?? '';
  const all = shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
  const verb = paths.length === 1 ? 'gives' : 'give';
  const why = `has no default; ${all} ${verb} it a value: choose with --var-file or the setting ackscope.terraform.variableFiles`;
  const before = said.get(declaration);
  if (before?.because[0]?.why === why) return before;
  const { start, end } = block.header;
  const now = unknown(`var.${name}`, why, { file, span: { start, end } });
  said.set(declaration, now);
  return now;
}
