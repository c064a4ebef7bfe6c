/** What an expression is evaluated in: its file, the resource around it, the names bound around it, and the module. */
import type { Expression } from '../hcl/nodes.ts';
import type { Origin } from '../text/origin.ts';
import type { Unknown, Value } from '../value/value.ts';
import type { Budget } from './budget.ts';
import type { TerraformFile } from './terraformFile.ts';

/** Names bound by a `for`, a `dynamic` block, `count` or `for_each`, innermost first. */
export interface Names {
  readonly name: string;
  readonly value: Value;
  readonly outer: Names | undefined;
}

/** Answers references such as `var.x`, `local.x` and `aws_vpc.x`. */
export interface Module {
  /** The value of `root.name`. Never `undefined`: what is not declared is unknown with that reason. */
  resolve(root: string, name: string, origin: Origin): Value;
}

export interface Context {
  readonly file: TerraformFile;
  /** Address of the resource instance the expression belongs to. */
  readonly resource: string | undefined;
  readonly names: Names | undefined;
  readonly module: Module;
  readonly budget: Budget;
  /** What `file()` and its kin read. Without it all they would read is unknown. */
  readonly files?: ModuleFiles | undefined;
  /**
   * Set inside `try()` and `can()`: an error in one item of a list is one of the whole list, as it always is for
   * Terraform. Elsewhere the good items of a list that holds a bad one are worth knowing.
   */
  readonly strict?: Strict | undefined;
}

/** What an argument of `try()` or `can()` is evaluated with. */
export interface Strict {
  /** Something computed in it that is unknown, and may turn out to be an error although the whole is known. */
  doubt: Unknown | undefined;
}

/**
 * The texts of the module's folder and the workspace. Paths are relative to the root module's folder as an expression
 * has them, with `.`, `..` and doubled `/` resolved; leading `..` remain.
 */
export interface ModuleFiles {
  /** The text of a file; `undefined` when there is none or it may not be read. */
  readonly read: (path: string) => string | undefined;
  /** What lies in a folder, at any depth; `undefined` when that is not known. */
  readonly list?: (folder: string) => FolderListing | undefined;
}

/** What lies in a folder. Paths are relative to it, with `/` between folders. */
export interface FolderListing {
  readonly files: readonly string[];
  /** Folders in it whose files are not among `files`, such as those of other people's code. */
  readonly unlisted: readonly string[];
}

/** Handed to the files that evaluate one form of expression, so that none of them imports the whole. */
export type Evaluate = (expression: Expression, context: Context) => Value;

/** The name under which the element a splat is at is bound; no name in HCL can be spelled like this. */
export const SPLAT_ITEM = '*';

export function bind(context: Context, name: string, value: Value): Context {
  const { file, resource, names, module, budget, files, strict } = context;
  return { file, resource, names: { name, value, outer: names }, module, budget, files, strict };
}

/** The value bound to a name; `undefined` when none is. */
export function lookup(context: Context, name: string): Value | undefined {
  for (let names = context.names; names !== undefined; names = names.outer) {
    if (names.name === name) return names.value;
  }
  return undefined;
}
