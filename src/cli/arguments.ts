/**
 * Reads a command's arguments by a table of its options. nmap's flags are the reason for a parser of our own: `-sA` is
 * one option, `-p22` and `-T4` carry their value, `-vv` counts.
 */
import { failure, type Failure } from './io.ts';
import { didYouMean } from './suggest.ts';

export interface Option {
  /** All spellings, the one to show first: `-g`, `--source-port`. */
  readonly names: readonly [string, ...string[]];
  /**
   * `value`: takes one, as the next argument, after `=`, or (with one dash) joined; `values`: the same, and may be given
   * several times. `count`: `-v`, `-vv`. Default: a flag.
   */
  readonly takes?: 'value' | 'values' | 'count';
}

export interface Arguments<Name extends string> {
  /** What stands between the options, in order. */
  readonly positionals: readonly string[];
  /** The values of options that were given. */
  readonly values: ReadonlyMap<Name, string>;
  /** The values of options that may be given several times, in order. */
  readonly lists: ReadonlyMap<Name, readonly string[]>;
  /** How often flags and counts were given. */
  readonly counts: ReadonlyMap<Name, number>;
}

/** Everything after `--` is positional, and so is a lone `-`. */
export function parseArguments<Name extends string>(
  argv: readonly string[],
  table: Readonly<Record<Name, Option>>,
): Arguments<Name> | Failure {
  const positionals: string[] = [];
  const values = new Map<Name, string>();
  const lists = new Map<Name, string[]>();
  const counts = new Map<Name, number>();
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '--') {
      positionals.push(...argv.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      positionals.push(word);
      continue;
    }
    const found = findOption(word, table);
    if (found === undefined) return failure(`unknown option ${word}${didYouMean(word, spellings(table))}`);
    const { name, spelling, times } = found;
    const { takes } = table[name];
    if (takes !== 'value' && takes !== 'values') {
      if (found.joined !== undefined) return failure(`${spelling} takes no value`);
      counts.set(name, (counts.get(name) ?? 0) + times);
      continue;
    }
    const value = found.joined ?? argv[++i];
    if (value === undefined) return failure(`${spelling} needs a value`);
    if (takes === 'values') {
      lists.set(name, [...(lists.get(name) ?? []), value]);
      continue;
    }
    if (values.has(name)) return failure(`${spelling} is given twice`);
    values.set(name, value);
  }
  return { positionals, values, lists, counts };
}

interface Found<Name> {
  readonly name: Name;
  readonly spelling: string;
  readonly times: number;
  readonly joined?: string;
}

function findOption<Name extends string>(
  word: string,
  table: Readonly<Record<Name, Option>>,
): Found<Name> | undefined {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  const spelled = equals < 0 ? word : word.slice(0, equals);
  for (const name of namesOf(table)) {
    const option = table[name];
    if (option.names.includes(spelled)) {
      return { name, spelling: spelled, times: 1, ...(equals < 0 ? {} : { joined: word.slice(equals + 1) }) };
    }
    const letter = option.names[0];
    if (option.takes === 'count' && new RegExp(`^${letter}${letter.slice(1)}*$`).test(word)) {
      return { name, spelling: letter, times: word.length - 1 };
    }
  }
  if (word.startsWith('--')) return undefined;
  for (const name of namesOf(table)) {
    const spelling = table[name].names.find((known) => known.length === 2 && word.startsWith(known));
    if (spelling !== undefined && table[name].takes === 'value') {
      return { name, spelling, times: 1, joined: word.slice(spelling.length) };
    }
  }
  return undefined;
}

function namesOf<Name extends string>(table: Readonly<Record<Name, Option>>): readonly Name[] {
  return Object.keys(table).filter((name): name is Name => name in table);
}

function spellings(table: Readonly<Record<string, Option>>): readonly string[] {
  return Object.values(table).flatMap((option) => option.names);
}
