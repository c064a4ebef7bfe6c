/** The configuration files that count for the paths of a command: beside the code, above it, or the one that is named. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configNames, isConfigFile } from '../core/config/configFiles.ts';
import type { Workspace } from '../core/workspace.ts';
import type { Option } from './arguments.ts';
import { nameOf, readNamedFiles } from './files.ts';
import { isFailure, type Failure } from './io.ts';

/** To be mixed into a command's own options. */
export const configFlags = {
  config: { names: ['--config'], takes: 'value' },
} as const satisfies Record<string, Option>;

/** Bytes. */
const largest = 1024 * 1024;

/**
 * Gives a workspace its configuration before it gets any code; answers with the texts that were read for it.
 * @param named the one that was asked for: it counts alone, with its patterns from the working folder.
 * @param texts what the paths hold.
 */
export function configure(
  workspace: Workspace,
  paths: readonly string[],
  named: string | undefined,
  texts: ReadonlyMap<string, string>,
  cwd: string,
): ReadonlyMap<string, string> | Failure {
  if (named !== undefined) {
    const read = readNamedFiles([named], cwd);
    if (isFailure(read)) return read;
    for (const [file, text] of read) workspace.useConfig(file, text, '');
    return read;
  }
  const found = new Map([...configsAbove(paths, cwd), ...[...texts].filter(([file]) => isConfigFile(file))]);
  for (const [file, text] of found) workspace.update(file, text);
  return found;
}

/** Those of the folders above the paths, up to that of the repository. */
function configsAbove(paths: readonly string[], cwd: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  for (const path of paths) {
    // A path may be a file: then there is nothing in it.
    let folder = resolve(cwd, path);
    while (!seen.has(folder)) {
      seen.add(folder);
      for (const name of configNames) {
        const text = textOf(join(folder, name));
        if (text !== undefined) found.set(nameOf(join(folder, name), cwd), text);
      }
      if (existsSync(join(folder, '.git'))) break;
      folder = dirname(folder);
    }
  }
  return found;
}

/** `undefined` when there is no such file, or it is nobody's to read. */
function textOf(file: string): string | undefined {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= largest
      ? readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
      : undefined;
  } catch {
    return undefined;
  }
}
