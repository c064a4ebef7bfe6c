/**
 * Reads the files a command was pointed at, and writes those it fixes. What code reads by itself is read in insideFiles.ts;
 * nothing else touches the disk, apart from `-oN`.
 */
import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { parsePlan } from '../core/terraform/planFile.ts';
import { decodeBrokenUtf8 } from '../core/text/utf8.ts';
import { failure, isFailure, type Failure } from './io.ts';
import { didYouMean, nearest } from './suggest.ts';

/** File names and texts, in the order they were found. Names are relative to the working folder where they lie in it. */
export interface Sources {
  readonly texts: ReadonlyMap<string, string>;
  /** Files of a folder that were left out, each with the reason, and files that were read without being named. */
  readonly notes: readonly string[];
}

/** Folders that hold copies of other people's code, or no code at all. */
export const skipped: ReadonlySet<string> = new Set(['.terraform', 'node_modules', '.git']);

/** What a folder is searched for. A file that is named itself is read whatever its name. */
const wanted = /\.(tf|tofu|tfvars|ya?ml|json|template|cfn)$/i;
/** What makes a folder a module. */
const moduleFile = /\.(tf|tofu)(\.json)?$/i;
/** What belongs to a module: its files and the values of its variables. */
const partOfModule = /\.(tf|tofu|tfvars)(\.json)?$/i;
/** Where `terraform init` says which modules it downloaded. */
const manifest = '.terraform/modules/modules.json';

/** Bytes. Nobody writes a larger one by hand, and CloudFormation takes no template above 1 MB. */
const largest = 16 * 1024 * 1024;

/** Reads files, and folders with all that is in them. The first path that cannot be read is the answer. */
export function readPaths(paths: readonly string[], cwd: string): Sources | Failure {
  const texts = new Map<string, string>();
  const notes: string[] = [];
  for (const path of paths) {
    // As a variable of a shell that is not set: never the folder it was called in.
    if (path === '') return failure('a path is empty: name a file or a folder, `.` for this one');
    const full = resolve(cwd, path);
    const stat = attempt(path, cwd, () => statSync(full));
    if (isFailure(stat)) return stat;
    if (stat.isDirectory()) {
      const files = walk(full, cwd);
      if (isFailure(files)) return files;
      for (const file of files) {
        const name = nameOf(file, cwd);
        const size = attempt(name, cwd, () => statSync(file).size);
        if (isFailure(size)) return size;
        if (size > largest) notes.push(`${name} is larger than 16 MiB and was left out`);
        else {
          const text = read(file, cwd);
          if (typeof text !== 'string') return text;
          texts.set(name, text);
        }
      }
    } else if (!stat.isFile()) {
      return failure(`cannot read ${path}: it is neither a file nor a folder`);
    } else if (stat.size > largest) {
      return failure(`cannot read ${path}: it is larger than 16 MiB`);
    } else {
      const text = read(full, cwd);
      if (typeof text !== 'string') return text;
      texts.set(nameOf(full, cwd), text);
      if (moduleFile.test(full) || parsePlan(full, text) !== undefined) {
        const siblings = readModule(folderNamed('', dirname(full), cwd), cwd);
        const others = [...siblings.keys()].filter((name) => !texts.has(name));
        for (const name of others) texts.set(name, siblings.get(name) ?? '');
        const files = others.filter((name) => partOfModule.test(name)).map((name) => basename(name));
        if (files.length > 0) notes.push(`${path} belongs to a module; read with it: ${files.join(', ')}`);
      }
    }
  }
  return { texts, notes };
}

/**
 * The files of the module in a folder, and the list of the modules it has downloaded; none where there is no such folder.
 * @param folder by its name, as {@link folderNamed} makes it.
 */
export function readModule(folder: string, cwd: string): ReadonlyMap<string, string> {
  const full = resolve(cwd, folder);
  const texts = new Map<string, string>();
  let names: readonly string[];
  try {
    names = readdirSync(full).sort();
  } catch {
    return texts;
  }
  if (!names.some((name) => moduleFile.test(name))) return texts;
  for (const name of [...names.filter((one) => partOfModule.test(one)), manifest]) {
    const file = join(full, name);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile() !== true || stat.size > largest) continue;
    const text = read(file, cwd);
    if (typeof text === 'string') texts.set(nameOf(file, cwd), text);
  }
  return texts;
}

/** Files of values that were named, by the names of the files. */
export function readNamedFiles(paths: readonly string[], cwd: string): ReadonlyMap<string, string> | Failure {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const text = attempt(path, cwd, () => decode(readFileSync(resolve(cwd, path))));
    if (typeof text !== 'string') return text;
    texts.set(nameOf(resolve(cwd, path), cwd), text.replace(/^\uFEFF/, ''));
  }
  return texts;
}

/**
 * Writes another text to a file, with the byte-order mark it has. Nothing is written where the file no longer holds what was
 * read, or holds bytes that are no UTF-8, which would be lost.
 */
export function writeText(file: string, before: string, text: string, cwd: string): Failure | undefined {
  const full = resolve(cwd, file);
  return attempt(file, cwd, () => {
    const bytes = readFileSync(full);
    const mark = bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? '\uFEFF' : '';
    if (!Buffer.from(mark + before).equals(bytes))
      return failure(`cannot fix ${file}: it was changed while it was read, or is no UTF-8`);
    writeFileSync(full, mark + text);
    return undefined;
  });
}

/** The text of a template that another one nests; `undefined` when there is no such file. */
export function readTemplate(file: string, cwd: string): string | undefined {
  const full = resolve(cwd, file);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size > largest) return undefined;
  const text = read(full, cwd);
  return typeof text === 'string' ? text : undefined;
}

/** The name of the folder that `path` leads to from another: that of its files without the last part. */
export function folderNamed(folder: string, path: string, cwd: string): string {
  const name = nameOf(resolve(cwd, folder, path), cwd);
  return name === '.' ? '' : name;
}

/** Whether there is a file or folder of that name. What no file can be called, because it is too long, names none. */
export function exists(path: string, cwd: string): boolean {
  if (path === '') return false;
  try {
    return statSync(resolve(cwd, path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Symbolic links to folders are not followed, so that a circle of them has no end to look for. */
function walk(folder: string, cwd: string): readonly string[] | Failure {
  const files: string[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const at = next;
    const entries = attempt(nameOf(at, cwd), cwd, () => readdirSync(at, { withFileTypes: true }));
    if (isFailure(entries)) return entries;
    for (const entry of entries) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) folders.push(path);
        const listed = join(at, manifest);
        if (entry.name === '.terraform' && statSync(listed, { throwIfNoEntry: false })?.isFile() === true)
          files.push(listed);
      } else if (wanted.test(entry.name)) {
        const isFile =
          entry.isFile() ||
          (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile() === true);
        if (isFile) files.push(path);
      }
    }
  }
  return files.sort();
}

function read(file: string, cwd: string): string | Failure {
  const name = nameOf(file, cwd);
  const text = attempt(name, cwd, () => decode(readFileSync(file)));
  // Editors hide the byte-order mark and count no column for it.
  return typeof text === 'string' ? text.replace(/^\uFEFF/, '') : text;
}

function decode(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : decodeBrokenUtf8(bytes);
}

/** The name of a file or folder: relative to the working folder where it lies in it. */
export function nameOf(file: string, cwd: string): string {
  const name = relative(cwd, file);
  const chosen = name === '' ? '.' : isAbsolute(name) || name.split(sep)[0] === '..' ? file : name;
  return chosen.split(sep).join('/');
}

function attempt<T>(path: string, cwd: string, work: () => T): T | Failure {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return failure(`cannot read ${path}: there is no such file or folder${neighbour(path, cwd)}`);
    }
    const why = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : String(code ?? error);
    return failure(`cannot ${code === 'EROFS' ? 'write' : 'read'} ${path}: ${why}`);
  }
}

/** The nearest name that exists beside the first part of the path that does not. */
function neighbour(path: string, cwd: string): string {
  let missing = path;
  while (dirname(missing) !== missing && !exists(dirname(missing), cwd)) missing = dirname(missing);
  const folder = dirname(missing);
  let names: readonly string[];
  try {
    names = readdirSync(resolve(cwd, folder)).sort();
  } catch {
    return '';
  }
  const near = nearest(basename(missing), names);
  return near === undefined ? '' : didYouMean(missing, [join(folder, near)]);
}
