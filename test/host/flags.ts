// Reads the flags that desktop VS Code takes, as far as test runners pass them.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const WITH_VALUE: ReadonlySet<string> = new Set([
  'enable-proposed-api',
  'extensionDevelopmentPath',
  'extensions-dir',
  'extensionTestsPath',
  'file-uri',
  'folder-uri',
  'install-extension',
  'locale',
  'log',
  'uninstall-extension',
  'user-data-dir',
]);

export interface Flags {
  /** The values of a flag in the order given; empty when it is absent, `['']` when it has no value. */
  all(name: string): readonly string[];
  /** The last value of a flag; undefined when absent. */
  last(name: string): string | undefined;
  has(name: string): boolean;
  /** Everything that is no flag: the folder or files to open. */
  readonly rest: readonly string[];
}

/** Accepts `--name=value`, `--name value` for flags known to have one, and bare `--name`. */
export function readFlags(argv: readonly string[]): Flags {
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] ?? '';
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    const name = match?.[1];
    if (name === undefined) {
      rest.push(argument);
      continue;
    }
    let value = match?.[2];
    const next = argv[at + 1];
    if (value === undefined && WITH_VALUE.has(name) && next !== undefined && !next.startsWith('--')) {
      value = next;
      at++;
    }
    values.set(name, [...(values.get(name) ?? []), value ?? '']);
  }
  return {
    all: (name) => values.get(name) ?? [],
    last: (name) => values.get(name)?.at(-1),
    has: (name) => values.has(name),
    rest,
  };
}

/** A flag's path, which may be written as a `file:` URI, made absolute. */
export function toPath(value: string): string {
  return value.startsWith('file:') ? fileURLToPath(value) : path.resolve(value);
}
