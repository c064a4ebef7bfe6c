/** Names of files with `/` between folders, as the host gives them: paths or URIs. */

/** The folder of a file, without a `/` at its end; empty for a file that lies in none. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

/** Where a path leads to from a folder; an absolute path from the root. `..` past the start is kept. */
export function joinPaths(folder: string, path: string): string {
  const parts = path.startsWith('/') ? [''] : folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    const last = parts[parts.length - 1];
    if (part === '..' && last !== undefined && last !== '..' && last !== '') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
