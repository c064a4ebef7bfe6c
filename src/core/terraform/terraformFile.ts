/**
 * One file of a module: its text and its syntax tree, kept together so that a host can cache them by text; and what a
 * file is by its name.
 */
import { parseHclJson } from '../hcl/jsonSyntax.ts';
import type { SyntaxError, SyntaxTree } from '../hcl/nodes.ts';
import { parseHcl } from '../hcl/parser.ts';
import type { Problem } from '../text/problem.ts';
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

const moduleFile = /\.(?:tf|tofu)(?:\.json)?$/i;
const variableFile = /\.tfvars(?:\.json)?$/i;
const manifestFile = /(?:^|\/)\.terraform\/modules\/modules\.json$/;

export type FileKind = 'module' | 'variables' | 'manifest';

/** What a file is to Terraform, by its name; `undefined` when it is nothing. */
export function terraformKindOf(file: string): FileKind | undefined {
  if (moduleFile.test(file)) return 'module';
  if (variableFile.test(file)) return 'variables';
  return manifestFile.test(file) ? 'manifest' : undefined;
}

/** What is wrong with the syntax of a file. */
export function syntaxProblems({ file, tree }: TerraformFile): readonly Problem[] {
  return tree.errors.map((error) => {
    const { start, end, message } = error;
    return { file, span: { start, end }, code: syntaxCode(error), message };
  });
}

/** Other tools tell of errors in the syntax, and none of what is no UTF-8: the codes tell them apart. */
export function syntaxCode({ encoding }: SyntaxError): string {
  return encoding === true ? 'hcl-encoding' : 'hcl-syntax';
}
