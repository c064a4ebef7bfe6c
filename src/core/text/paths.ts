/** Names of files with `/` between folders, as the host gives them. */

/** The folder of a file, without a `/` at its end; empty for a file that lies in none. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

/** Joins a relative path to a folder; `..` beyond what is known of the folder is kept. The folder of no name is empty. */
export function joinPaths(folder: string, path: string): string {
  const parts = folder === '' || folder === '.' ? [] : folder.split('/');
  for (const part of path.split(/[/\\]/)) {
    const last = parts.at(-1);
    if (part === '.' || part === '') continue;
    if (part === '..' && last !== undefined && last !== '..' && last !== '') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The way from one folder to another, beginning with a dot: `../network`, `./modules`, `..`. */
export function pathBetween(from: string, to: string): string {
  const [start, end] = [from, to].map((folder) => (folder === '' ? [] : folder.split('/')));
  if (start === undefined || end === undefined) return '.';
  let common = 0;
  while (common < start.length && start[common] === end[common]) common++;
  const up = start.slice(common).map(() => '..');
  return [...(up.length === 0 ? ['.'] : up), ...end.slice(common)].join('/');
}
