/** One file of a module: its text and its syntax tree, kept together so that a host can cache them by text. */
import type { SyntaxTree } from '../hcl/nodes.ts';
import { parseHcl } from '../hcl/parser.ts';

export interface TerraformFile {
  /** As the host names it; every {@link Origin} of the file carries this name. */
  readonly file: string;
  readonly text: string;
  readonly tree: SyntaxTree;
}

/** Reads one `.tf` file. Pure: the same text always gives an equal result. Syntax errors are in `tree.errors`. */
export function parseTerraformFile(file: string, text: string): TerraformFile {
  return { file, text, tree: parseHcl(text) };
}
