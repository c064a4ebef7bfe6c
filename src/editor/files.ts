/**
 * Finds and reads files on disk, in a folder of any file system VS Code knows. Everything is bounded: a repository may
 * hold more than anybody wants to wait for.
 */
import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import { mayBeDescribeOutput } from '../core/describe/describeFile.ts';
import type { FolderListing } from '../core/terraform/context.ts';
import { decodeBrokenUtf8 } from '../core/text/utf8.ts';
import {
  excludedFolders,
  excludeGlob,
  isExcluded,
  isFile,
  kindOf,
  manifestGlob,
  templateGlob,
  terraformGlob,
  type FileKind,
} from './selectors.ts';

/**
 * How many files of each kind are read at most, and how many bytes of one. CloudFormation takes no template over 1 MB;
 * what AWS describes may be longer.
 */
const most = {
  files: 10_000,
  folders: 5000,
  terraformBytes: 4_000_000,
  templateBytes: 1_048_576,
  describeBytes: 4_000_000,
  /** What is larger is no list of rules. */
  readBytes: 1_048_576,
};

const decoder = new TextDecoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true });

/** Leaves a byte order mark out, as editors do. Bytes that are no UTF-8 keep their places. */
function decode(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return decodeBrokenUtf8(bytes).replace(/^\uFEFF/, '');
  }
}

/** Every file of ours under the workspace's folders. */
export async function findFiles(): Promise<readonly Uri[]> {
  const found = new Map<string, Uri>();
  for (const { uri: root } of workspace.workspaceFolders ?? []) {
    const searched = await searchFolder(root);
    // File systems of extensions often have no search: their folders are walked.
    const files = searched.length === 0 && root.scheme !== 'file' ? (await walkFolder(root)).files : searched;
    for (const uri of files) found.set(uri.toString(), uri);
  }
  return [...found.values()];
}

/** The Terraform files beside a file: the rest of its module. */
export async function siblingsOf(uri: Uri): Promise<readonly Uri[]> {
  return await moduleIn(Uri.joinPath(uri, '..'));
}

/** The Terraform files in a folder; none when there is no such folder. */
export async function moduleIn(folder: Uri): Promise<readonly Uri[]> {
  const entries = await readFolder(folder);
  return entries
    .filter(([, type]) => (type & FileType.File) !== 0)
    .map(([name]) => Uri.joinPath(folder, name))
    .filter((file) => kindOf(file) === 'terraform')
    .slice(0, most.files);
}

/** A file's text; `undefined` when there is none, it cannot be read, or it is too large or not like a template. */
export async function readText(uri: Uri): Promise<string | undefined> {
  const kind = kindOf(uri);
  if (kind === undefined) return undefined;
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0) return undefined;
    if (size > mostBytes(kind, uri)) return undefined;
    const text = decode(await workspace.fs.readFile(uri));
    return isWorthParsing(kind, text) ? text : undefined;
  } catch {
    // It went away, or nobody may read it: there is no text either way.
    return undefined;
  }
}

/** Whether there is no such file; of a document that was never saved there need not be one. */
export async function isGone(uri: Uri): Promise<boolean> {
  if (!isFile(uri)) return false;
  try {
    await workspace.fs.stat(uri);
    return false;
  } catch {
    return true;
  }
}

/** The text of a file that was named in a setting; `undefined` when there is none, or it is too large. */
export async function readNamed(uri: Uri): Promise<string | undefined> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0 || size > most.templateBytes) return undefined;
    return decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** The text of a file in the workspace that code reads by itself; `undefined` when there is none, or it is too large. */
export async function readByCode(uri: Uri): Promise<string | undefined> {
  if (workspace.getWorkspaceFolder(uri) === undefined) return undefined;
  const name = uri.toString();
  const open = workspace.textDocuments.find((one) => !one.isClosed && one.uri.toString() === name);
  if (open !== undefined) return open.getText();
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0 || size > most.readBytes) return undefined;
    return decoder.decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/**
 * What lies in a folder of the workspace that code lists by itself; `undefined` when there is no such folder, or it holds
 * too much. Links to folders are not followed, and folders of other people's code are not looked into.
 */
export async function listByCode(top: Uri): Promise<FolderListing | undefined> {
  if (workspace.getWorkspaceFolder(top) === undefined) return undefined;
  const files: string[] = [];
  const unlisted: string[] = [];
  const folders = [''];
  try {
    for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
      for (const [name, type] of await workspace.fs.readDirectory(Uri.joinPath(top, at))) {
        const path = at === '' ? name : `${at}/${name}`;
        const isFolder = type === FileType.Directory;
        if ((type & FileType.File) !== 0) files.push(path);
        else if (isFolder && !excludedFolders.has(name)) folders.push(path);
        else unlisted.push(path);
      }
      if (files.length > most.files || folders.length > most.folders) return undefined;
    }
    return { files, unlisted };
  } catch {
    return undefined;
  }
}

/** Most YAML and JSON is neither a template nor a plan, which cannot do without their words, nor describe output. */
export function isWorthParsing(kind: FileKind, text: string): boolean {
  if (kind === 'configuration') return text.length <= most.templateBytes;
  if (kind === 'terraform') return text.length <= most.terraformBytes;
  const mayBeCode = text.includes('Resources') || text.includes('"format_version"');
  if (text.length <= most.templateBytes && mayBeCode) return true;
  return text.length <= most.describeBytes && mayBeDescribeOutput(text);
}

function mostBytes(kind: FileKind, { path }: Uri): number {
  if (kind === 'terraform') return most.terraformBytes;
  return path.toLowerCase().endsWith('.json') ? most.describeBytes : most.templateBytes;
}

async function searchFolder(root: Uri): Promise<readonly Uri[]> {
  const search = (glob: string, exclude = excludeGlob): Thenable<Uri[]> =>
    workspace.findFiles(new RelativePattern(root, glob), exclude, most.files);
  try {
    return (
      await Promise.all([
        search(terraformGlob),
        search(templateGlob),
        search(manifestGlob, '**/node_modules/**'),
      ])
    ).flat();
  } catch {
    return (await walkFolder(root)).files;
  }
}

/** Every file of ours under a folder, none when it is no folder; and whether there are folders in it. */
export async function walkFolder(
  root: Uri,
): Promise<{ readonly files: readonly Uri[]; readonly hasFolders: boolean }> {
  const folders = [root];
  const files: Uri[] = [];
  for (let index = 0; index < folders.length && index < most.folders && files.length < most.files; index++) {
    const folder = folders[index];
    if (folder === undefined) break;
    for (const [name, type] of await readFolder(folder)) {
      const uri = Uri.joinPath(folder, name);
      // Links are not followed: they may lead round in a circle.
      if (type === FileType.Directory && !isExcluded(uri)) folders.push(uri);
      else if (type === FileType.File && kindOf(uri) !== undefined) files.push(uri);
    }
  }
  return { files, hasFolders: folders.length > 1 };
}

async function readFolder(folder: Uri): Promise<readonly [string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
