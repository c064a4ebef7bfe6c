/**
 * Finds files on disk and lists folders, in any file system VS Code knows. Everything is bounded: a repository may hold
 * more than anybody wants to wait for.
 */
import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import type { FolderListing } from '../core/terraform/context.ts';
import { most } from './limits.ts';
import {
  excludedFolders,
  excludeGlob,
  isExcluded,
  kindOf,
  manifestGlob,
  templateGlob,
  terraformGlob,
} from './selectors.ts';

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
