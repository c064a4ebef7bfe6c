/**
 * Finds and reads files on disk, in a folder of any file system VS Code knows. Everything is bounded: a repository may
 * hold more than anybody wants to wait for.
 */
import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import { mayBeDescribeOutput } from '../core/describe/describeFile.ts';
import {
  excludeGlob,
  isExcluded,
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
};

const decoder = new TextDecoder();

/** Every file of ours under the workspace's folders. */
export async function findFiles(): Promise<readonly Uri[]> {
  const found = new Map<string, Uri>();
  for (const { uri: root } of workspace.workspaceFolders ?? []) {
    const searched = await searchFolder(root);
    // File systems of extensions often have no search: their folders are walked.
    const files = searched.length === 0 && root.scheme !== 'file' ? await walkFolder(root) : searched;
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
    const text = decoder.decode(await workspace.fs.readFile(uri));
    return isWorthParsing(kind, text) ? text : undefined;
  } catch {
    // It went away, or nobody may read it: there is no text either way.
    return undefined;
  }
}

/** The text of a file that was named in a setting; `undefined` when there is none, or it is too large. */
export async function readNamed(uri: Uri): Promise<string | undefined> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0 || size > most.templateBytes) return undefined;
    return decoder.decode(await workspace.fs.readFile(uri));
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
    return await walkFolder(root);
  }
}

/** Every file of ours under a folder; none when it is no folder. */
export async function walkFolder(root: Uri): Promise<readonly Uri[]> {
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
  return files;
}

async function readFolder(folder: Uri): Promise<readonly [string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
