/** One file of a module: its text and its syntax tree, kept together so that a host can cache them by text. */
import { parseHclJson } from '../hcl/jsonSyntax.ts';
import type { SyntaxTree } from '../hcl/nodes.ts';
import { parseHcl } from '../hcl/parser.ts';
import { configurationSchema, valuesSchema } from './jsonSchema.ts';

export interface TerraformFile {
  /** As the host names it; every {@link Origin} of the file carries this name. */
  readonly file: string;
  readonly text: string;
  readonly tree: SyntaxTree;
}

/**
 * Reads one `.tf`, `.tfvars` or `.tofu` file, in the JSON syntax where its name ends in `.json`. Pure: the same name and
 * text always give an equal result. Syntax errors are in `tree.errors`.
 * @param before the same file before an edit, of which the blocks above it are kept.
 */
export function parseTerraformFile(file: string, text: string, before?: TerraformFile): TerraformFile {
  if (!/\.json$/i.test(file)) return { file, text, tree: parseHcl(text, before) };
  const schema = /\.tfvars\.json$/i.test(file) ? valuesSchema : configurationSchema;
  return { file, text, tree: parseHclJson(text, schema) };
}
