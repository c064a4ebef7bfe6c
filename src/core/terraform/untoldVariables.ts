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
  /** Whether it lies in that folder or below it. */
  readonly isBeside: boolean;
  readonly file: TerraformFile;
}

/** As many files as a reader wants named. */
const mostNamed = 3;

/** What a declaration was last said to lack, so that what hangs on it stays as long as that does. */
const said = new WeakMap<VariableDeclaration, Unknown>();

/**
 * Whether a file may be meant for a root module: one that lies elsewhere is when all it has values for is declared there.
 * @param declared the variables of the root module, by name.
 */
export function isMeantFor(
  declared: ReadonlyMap<string, unknown>,
  { isBeside, file }: UnchosenFile,
): boolean {
  return (
    isBeside ||
    file.tree.body.items.every((item) => item.kind === 'attribute' && declared.has(item.name.text))
  );
}

/**
 * Why the variables have no value, by name; those that no file has one for are left out. Files that lie elsewhere are
 * named where none beside the root module has one.
 */
export function untold(
  variables: readonly VariableDeclaration[],
  files: readonly UnchosenFile[],
): ReadonlyMap<string, Unknown> {
  const beside = settersIn(files.filter(({ isBeside }) => isBeside));
  const elsewhere = settersIn(files.filter(({ isBeside }) => !isBeside));
  return new Map(
    variables.flatMap((variable): readonly (readonly [string, Unknown])[] => {
      const paths = beside.get(variable.name) ?? elsewhere.get(variable.name);
      return paths === undefined ? [] : [[variable.name, reasonOf(variable, paths)]];
    }),
  );
}

/** The paths of the files that have a value for a variable, by its name. */
function settersIn(files: readonly UnchosenFile[]): ReadonlyMap<string, readonly string[]> {
  const setters = new Map<string, string[]>();
  for (const { path, file } of files) {
    for (const item of file.tree.body.items) {
      if (item.kind !== 'attribute') continue;
      const name = item.name.text;
      if (setters.get(name)?.push(path) === undefined) setters.set(name, [path]);
    }
  }
  return setters;
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
