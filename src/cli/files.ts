/** Reads the files a command was pointed at. The only place that touches the disk, apart from `-oN`. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { failure, isFailure, type Failure } from './io.ts';
import { didYouMean, nearest } from './suggest.ts';

/** File names and texts, in the order they were found. Names are relative to the working folder where they lie in it. */
export interface Sources {
  readonly texts: ReadonlyMap<string, string>;
  /** Files of a folder that were left out, each with the reason. */
  readonly leftOut: readonly string[];
}

/** Folders that hold copies of other people's code, or no code at all. */
const skipped: ReadonlySet<string> = new Set(['.terraform', 'node_modules', '.git']);

/** What a folder is searched for. A file that is named itself is read whatever its name. */
const wanted = /\.(tf|tofu|ya?ml|json|template|cfn)$/i;

/** Bytes. Nobody writes a larger one by hand, and CloudFormation takes no template above 1 MB. */
const largest = 16 * 1024 * 1024;

/** Reads files, and folders with all that is in them. The first path that cannot be read is the answer. */
export function readPaths(paths: readonly string[], cwd: string): Sources | Failure {
  const texts = new Map<string, string>();
  const leftOut: string[] = [];
  for (const path of paths) {
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
        if (size > largest) leftOut.push(`${name} is larger than 16 MiB and was left out`);
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
    }
  }
  return { texts, leftOut };
}

/** Whether there is a file or folder of that name. */
export function exists(path: string, cwd: string): boolean {
  return statSync(resolve(cwd, path), { throwIfNoEntry: false }) !== undefined;
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
  const text = attempt(name, cwd, () => readFileSync(file, 'utf8'));
  // Editors hide the byte-order mark and count no column for it.
  return typeof text === 'string' ? text.replace(/^\uFEFF/, '') : text;
}

function nameOf(file: string, cwd: string): string {
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
    return failure(`cannot read ${path}: ${why}`);
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
