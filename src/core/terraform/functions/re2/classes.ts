/** The named classes of characters of RE2: Perl's and POSIX' are ASCII, `\p` knows Unicode. */

/** Whether a code point belongs to a class. */
export type Test = (code: number) => boolean;

const perl: Readonly<Record<string, RegExp>> = { d: /[0-9]/, s: /[\t\n\f\r ]/, w: /[0-9A-Za-z_]/ };

const posix: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[0-9A-Za-z]/],
  ['alpha', /[A-Za-z]/],
  ['ascii', /[\0-\x7f]/],
  ['blank', /[\t ]/],
  ['cntrl', /[\0-\x1f\x7f]/],
  ['digit', /[0-9]/],
  ['graph', /[!-~]/],
  ['lower', /[a-z]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[\t\n\v\f\r ]/],
  ['upper', /[A-Z]/],
  ['word', /[0-9A-Za-z_]/],
  ['xdigit', /[0-9A-Fa-f]/],
]);

/** The class of `\d`, `\D`, `\s` …, by the letter behind the backslash; `undefined` when it is none. */
export function escapeClass(letter: string): Test | undefined {
  const small = letter.toLowerCase();
  const pattern = small === 'd' || small === 's' || small === 'w' ? perl[small] : undefined;
  if (pattern === undefined) return undefined;
  return letter === small ? matching(pattern) : (code) => !pattern.test(String.fromCodePoint(code));
}

/** The class of `[:alpha:]`, by its name. */
export function posixClass(name: string): Test | undefined {
  const pattern = posix.get(name);
  return pattern === undefined ? undefined : matching(pattern);
}

/** The class of `\p{Greek}` or `\pL`, by its name: a general category or a script. */
export function classByName(name: string): Test | undefined {
  if (name === 'Any') return () => true;
  for (const property of [name, `Script=${name}`]) {
    // Only names of at most two letters are categories; longer ones would be other properties JavaScript knows.
    if (property === name && name.length > 2) continue;
    try {
      return matching(new RegExp(`\\p{${property}}`, 'u'));
    } catch {
      continue;
    }
  }
  return undefined;
}

function matching(pattern: RegExp): Test {
  return (code) => pattern.test(String.fromCodePoint(code));
}
