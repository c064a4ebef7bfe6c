/**
 * Patterns of paths as in `.gitignore`, without its `!`: a pattern with a slash before its end starts at the folder of the
 * file, any other counts at every depth; what lies in a folder that matches matches too. Matching takes time in proportion
 * to the path and the pattern, whatever is written.
 */
export interface Glob {
  readonly pattern: string;
  /** Names between slashes; `**` is never the last. */
  readonly parts: readonly string[];
  /** Matches folders only: written with a slash at its end, or `/**`. */
  readonly foldersOnly: boolean;
}

/** A pattern ready to be matched; one that is empty, or only slashes, matches nothing. */
export function parseGlob(pattern: string): Glob {
  const names = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const kept = names.slice(0, names.findLastIndex((part) => part !== '**') + 1);
  // Nothing but `**` matches everything.
  if (kept.length === 0) return { pattern, parts: names.length === 0 ? [] : ['*'], foldersOnly: false };
  const anchored = /\/./.test(pattern);
  return {
    pattern,
    parts: anchored ? kept : ['**', ...kept],
    foldersOnly: pattern.endsWith('/') || kept.length < names.length,
  };
}

/**
 * Whether a pattern names a file, or a folder it lies in.
 * @param path from the folder the pattern starts at, with `/` between folders.
 */
export function matches(glob: Glob, path: string): boolean {
  return isNamed(glob, path.split('/'), false);
}

/** The same of a folder; what the pattern starts at itself is the empty path. */
export function matchesFolder(glob: Glob, path: string): boolean {
  return path !== '' && isNamed(glob, path.split('/'), true);
}

function isNamed({ parts, foldersOnly }: Glob, names: readonly string[], isFolder: boolean): boolean {
  if (parts.length === 0) return false;
  // How many of the pattern's parts the names so far may have used up.
  let used = withoutFolders(new Set([0]), parts);
  for (const [index, name] of names.entries()) {
    const next = new Set<number>();
    for (const count of used) {
      const part = parts[count];
      if (part === '**') next.add(count);
      else if (part !== undefined && matchesName(part, name)) next.add(count + 1);
    }
    used = withoutFolders(next, parts);
    const isFile = !isFolder && index === names.length - 1;
    if (used.has(parts.length) && !(isFile && foldersOnly)) return true;
  }
  return false;
}

/** `**` may stand for no folder at all. */
function withoutFolders(used: Set<number>, parts: readonly string[]): ReadonlySet<number> {
  for (const count of used) if (parts[count] === '**') used.add(count + 1);
  return used;
}

/** `*` stands for any characters and `?` for one; goes back to the last `*` alone, so never further than once. */
function matchesName(part: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let i = 0; i < name.length;) {
    const wanted = part[at];
    if (wanted === '*') {
      star = at++;
      resume = i;
    } else if (wanted !== undefined && (wanted === '?' || wanted === name[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  while (part[at] === '*') at++;
  return at === part.length;
}
