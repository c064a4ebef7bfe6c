/**
 * Which files are ours to read: by name, as a `.tf` file is plain text to an editor without a Terraform extension, and
 * by language for documents that have no name yet. Whether a YAML or JSON file is a template its content tells.
 */
import { workspace, type DocumentSelector, type TextDocument, type Uri } from 'vscode';
import { isConfigFile } from '../core/config/configFiles.ts';

export const terraformGlob = '**/*.{tf,tofu,tfvars,tf.json,tofu.json,tfvars.json}';
/** Where `terraform init` says which modules it downloaded. */
export const manifestGlob = '**/.terraform/modules/modules.json';
export const templateGlob = '**/*.{yaml,yml,json,template,cfn}';
/** Downloaded modules, packages and a repository's own files: code nobody edits here. */
export const excludeGlob = '**/{node_modules,.terraform,.git}/**';

const terraformName = /\.(tf|tofu|tfvars)(\.json)?$|\/\.terraform\/modules\/modules\.json$/i;
const moduleName = /\.(tf|tofu)(\.json)?$/i;
const templateName = /\.(ya?ml|json|template|cfn)$/i;
/** Their names. */
export const excludedFolders: ReadonlySet<string> = new Set(['node_modules', '.terraform', '.git']);

const terraformLanguages: ReadonlySet<string> = new Set(['terraform', 'opentofu']);
const templateLanguages: ReadonlySet<string> = new Set([
  'yaml',
  'json',
  'cloudformation',
  'yaml-cfn',
  'json-cfn',
]);

/** Where hovers are offered. */
export const documentSelector: DocumentSelector = [
  { pattern: terraformGlob },
  { pattern: templateGlob },
  ...[...terraformLanguages, ...templateLanguages].map((language) => ({ language })),
];

export type FileKind = 'terraform' | 'template' | 'configuration';

/** What a file may be, by its name; `undefined` when it is none of ours. */
export function kindOf(uri: Uri): FileKind | undefined {
  if (terraformName.test(uri.path)) return 'terraform';
  if (isConfigFile(uri.path)) return 'configuration';
  return templateName.test(uri.path) ? 'template' : undefined;
}

/** Whether a file is a part of a Terraform module, not only a file of values. */
export function isModuleFile(uri: Uri): boolean {
  return moduleName.test(uri.path);
}

export function isManifest(uri: Uri): boolean {
  return uri.path.endsWith('/.terraform/modules/modules.json');
}

/** Whether a file or folder is, or lies in, one of the folders that are left out. */
export function isExcluded(uri: Uri): boolean {
  if (isManifest(uri)) return false;
  return uri.path.split('/').some((part) => excludedFolders.has(part));
}

/**
 * The engine's name for a document, in which `/` separates folders; `undefined` when it is none of ours. A document
 * that was never saved is a module or a template of its own.
 */
export function nameOf(document: TextDocument): string | undefined {
  const { uri, languageId } = document;
  if (uri.scheme === 'untitled') {
    if (kindOf(uri) !== undefined) return uri.toString();
    if (terraformLanguages.has(languageId)) return `${uri.toString()}/main.tf`;
    return templateLanguages.has(languageId) ? `${uri.toString()}.template` : undefined;
  }
  return isFile(uri) && kindOf(uri) !== undefined ? uri.toString() : undefined;
}

/** Old versions, outputs and previews are documents too, but no files of the user's. */
export function isFile(uri: Uri): boolean {
  return (
    uri.scheme === 'file' ||
    uri.scheme === 'vscode-remote' ||
    (workspace.workspaceFolders ?? []).some((folder) => folder.uri.scheme === uri.scheme)
  );
}

/** The folder a file lies in, as text. */
export function folderOf(uri: Uri): string {
  const text = uri.toString();
  return text.slice(0, text.lastIndexOf('/'));
}
