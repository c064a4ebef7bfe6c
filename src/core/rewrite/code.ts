/** Code as its author wrote it, for those who change it: files with their trees, and changes to several of them. */
import type { Template } from '../cloudformation/template.ts';
import type { TerraformFile } from '../terraform/terraformFile.ts';
import type { TextEdit } from '../text/textEdit.ts';

export interface TerraformCode extends TerraformFile {
  readonly kind: 'terraform';
}

export interface TemplateCode {
  readonly kind: 'template';
  readonly file: string;
  readonly text: string;
  readonly template: Template;
}

/** One file with its tree. */
export type Code = TerraformCode | TemplateCode;

/** The files of a workspace, as far as they may be changed. */
export interface CodeBase {
  /** `undefined` for a file that is not known, is nobody's to change (a downloaded module), or is neither language's. */
  readonly at: (file: string) => Code | undefined;
  /** The files of the module a Terraform file belongs to, itself among them. */
  readonly moduleOf: (file: string) => readonly TerraformFile[];
}

/** A change to one of several files. */
export interface FileEdit extends TextEdit {
  /** As the host names it. */
  readonly file: string;
}

/** The edits of one file in their order, or nothing where the place cannot be changed. */
export function inFile(code: Code, edits: readonly TextEdit[] | undefined): readonly FileEdit[] | undefined {
  return edits?.map(({ start, end, text }) => ({ file: code.file, start, end, text }));
}
