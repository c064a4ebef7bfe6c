/**
 * Regular expressions in RE2's syntax, which Terraform's are written in (Go's `regexp/syntax`, Perl flags on), read
 * into a tree. Look-around and back references do not exist in it; what Go rejects is an error here too.
 */
import { classByName, escapeClass, posixClass, type Test } from './classes.ts';

export type Pattern =
  | { readonly kind: 'character'; readonly test: Test }
  | { readonly kind: 'assertion'; readonly at: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Pattern[] }
  | {
      readonly kind: 'repeat';
      readonly part: Pattern;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    }
  | { readonly kind: 'capture'; readonly part: Pattern; readonly index: number };

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word' | 'no-word';

export interface Regex {
  readonly pattern: Pattern;
  /** The names of the capture groups in order, empty for those without a name. */
  readonly groups: readonly string[];
}

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

const MAX_NESTING = 200;
/** Go's limit for the numbers in `{n,m}`. */
const MAX_REPEAT = 1000;

class SyntaxProblem extends Error {}

/** The tree of an expression, or in words what is wrong with it. */
export function parseRegex(text: string): Regex | string {
  try {
    return new Parser(text).parse();
  } catch (error) {
    if (error instanceof SyntaxProblem) return error.message;
    throw error;
  }
}

class Parser {
  readonly #text: string;
  readonly #groups: string[] = [];
  #at = 0;
  #depth = 0;
  #flags: Flags = { i: false, m: false, s: false, U: false };

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Regex {
    const pattern = this.#choice();
    if (this.#at < this.#text.length) fail('has a closing parenthesis too many');
    return { pattern, groups: this.#groups };
  }

  #choice(): Pattern {
    if (++this.#depth > MAX_NESTING) fail('is nested too deeply');
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    this.#depth--;
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.#at < this.#text.length && !this.#sees('|') && !this.#sees(')')) {
      if (this.#take('\\Q')) {
        parts.push(...this.#quoted());
        continue;
      }
      const part = this.#atom();
      if (part !== undefined) parts.push(this.#repeated(part));
    }
    return { kind: 'sequence', parts };
  }

  /** One thing that can be repeated; `undefined` for flags such as `(?i)`, which stand for nothing. */
  #atom(): Pattern | undefined {
    const character = this.#next();
    const { m, s } = this.#flags;
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return this.#one(this.#class());
      case '.':
        return { kind: 'character', test: s ? () => true : (code) => code !== 10 };
      case '^':
        return { kind: 'assertion', at: m ? 'line-start' : 'text-start' };
      case '$':
        return { kind: 'assertion', at: m ? 'line-end' : 'text-end' };
      case '*':
      case '+':
      case '?':
        return fail(`has nothing before ${character} to repeat`);
      case '\\':
        return this.#escape();
      default:
        return this.#one(literal(character));
    }
  }

  #repeated(first: Pattern): Pattern {
    let part = first;
    for (let times = 0; ; times++) {
      const range = this.#range();
      if (range === undefined) return part;
      if (times > 0) fail('repeats a repetition');
      const lazy = this.#take('?') !== this.#flags.U;
      part = { kind: 'repeat', part, ...range, lazy };
    }
  }

  #range(): { min: number; max: number } | undefined {
    if (this.#take('*')) return { min: 0, max: Infinity };
    if (this.#take('+')) return { min: 1, max: Infinity };
    if (this.#take('?')) return { min: 0, max: 1 };
    if (!this.#sees('{')) return undefined;
    const found = /^\{(\d{1,9})(?:(,)(\d{0,9}))?\}/.exec(this.#text.slice(this.#at, this.#at + 24));
    if (found === null) return undefined;
    const [whole, least = '', comma, most = ''] = found;
    this.#at += whole.length;
    const min = Number(least);
    const max = comma === undefined ? min : most === '' ? Infinity : Number(most);
    if (min > MAX_REPEAT || (max !== Infinity && (max > MAX_REPEAT || max < min))) {
      fail(`repeats ${whole} times, which is no possible number`);
    }
    return { min, max };
  }

  #group(): Pattern | undefined {
    const before = this.#flags;
    if (!this.#take('?')) return this.#closed(this.#capture(''), before);
    if (this.#take('P<') || (this.#sees('<') && !this.#sees('<=') && !this.#sees('<!') && this.#take('<'))) {
      const end = this.#text.indexOf('>', this.#at);
      const name = end < 0 ? '' : this.#text.slice(this.#at, end);
      if (!/^\w+$/.test(name)) fail('has a group without a proper name');
      this.#at = end + 1;
      return this.#closed(this.#capture(name), before);
    }
    const found = /^([imsU]*)(?:-([imsU]+))?([:)])/.exec(this.#text.slice(this.#at, this.#at + 16));
    if (found === null || (found[0] === ')' && found[1] === '')) {
      return fail('begins a group with (? in a way RE2 does not know');
    }
    const [whole, on = '', off = '', end] = found;
    this.#at += whole.length;
    const flag = (name: keyof Flags): boolean =>
      off.includes(name) ? false : on.includes(name) || before[name];
    this.#flags = { i: flag('i'), m: flag('m'), s: flag('s'), U: flag('U') };
    return end === ')' ? undefined : this.#closed(this.#choice(), before);
  }

  #capture(name: string): Pattern {
    this.#groups.push(name);
    const index = this.#groups.length;
    return { kind: 'capture', part: this.#choice(), index };
  }

  /** Flags end with the group they are set in. */
  #closed(part: Pattern, before: Flags): Pattern {
    if (!this.#take(')')) fail('has a parenthesis that is never closed');
    this.#flags = before;
    return part;
  }

  #escape(): Pattern {
    if (this.#take('A')) return { kind: 'assertion', at: 'text-start' };
    if (this.#take('z')) return { kind: 'assertion', at: 'text-end' };
    if (this.#take('b')) return { kind: 'assertion', at: 'word' };
    if (this.#take('B')) return { kind: 'assertion', at: 'no-word' };
    return this.#one(this.#escapedClass() ?? equal(this.#escapedCode()));
  }

  #quoted(): Pattern[] {
    const found = this.#text.indexOf('\\E', this.#at);
    const end = found < 0 ? this.#text.length : found;
    const parts = Array.from(this.#text.slice(this.#at, end), (character) => this.#one(literal(character)));
    this.#at = found < 0 ? end : end + 2;
    const last = parts.pop();
    return last === undefined ? parts : [...parts, this.#repeated(last)];
  }

  /** `\d`, `\pL` and their like behind the backslash. */
  #escapedClass(): Test | undefined {
    const letter = this.#text[this.#at] ?? '';
    const simple = escapeClass(letter);
    if (simple !== undefined) {
      this.#at++;
      return simple;
    }
    if (letter !== 'p' && letter !== 'P') return undefined;
    const found = /^.(?:\{(\^?)(\w+)\}|(\w))/.exec(this.#text.slice(this.#at, this.#at + 40));
    const name = found?.[2] ?? found?.[3] ?? '';
    const test = classByName(name);
    if (found === null || test === undefined) return fail('names a class of characters RE2 does not know');
    this.#at += found[0].length;
    return (letter === 'P') === (found[1] === '^') ? test : not(test);
  }

  #escapedCode(): number {
    const rest = this.#text.slice(this.#at, this.#at + 12);
    const hex = /^x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/.exec(rest);
    const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest);
    const numeric = hex ?? octal;
    if (numeric !== null) {
      this.#at += numeric[0].length;
      return hex === null ? parseInt(numeric[0], 8) : parseInt(hex[1] ?? hex[2] ?? '', 16);
    }
    const character = this.#next();
    const control = 'abfnrtv'.indexOf(character);
    if (character !== '' && character !== 'b' && control >= 0) return [7, 8, 12, 10, 13, 9, 11][control] ?? 0;
    if (!/^[!-/:-@[-`{-~ ]$/.test(character)) return fail(`escapes ${character}, which RE2 does not know`);
    return character.codePointAt(0) ?? 0;
  }

  #class(): Test {
    const negated = this.#take('^');
    const tests: Test[] = [];
    for (let first = true; first || !this.#sees(']'); first = false) {
      if (this.#at >= this.#text.length) fail('has a bracket that is never closed');
      tests.push(this.#classItem());
    }
    this.#at++;
    const any: Test = (code) => tests.some((test) => test(code));
    const folded = this.#flags.i ? fold(any) : any;
    return negated ? not(folded) : folded;
  }

  #classItem(): Test {
    const posix = /^\[:(\^?)(\w+):\]/.exec(this.#text.slice(this.#at, this.#at + 16));
    if (posix !== null) {
      const test = posixClass(posix[2] ?? '');
      if (test === undefined) return fail('names a class of characters RE2 does not know');
      this.#at += posix[0].length;
      return posix[1] === '^' ? not(test) : test;
    }
    if (this.#sees('\\')) {
      this.#at++;
      const test = this.#escapedClass();
      if (test !== undefined) return test;
      this.#at--;
    }
    const low = this.#classCode();
    if (!this.#sees('-') || this.#text[this.#at + 1] === ']') return equal(low);
    this.#at++;
    const high = this.#classCode();
    if (high < low) fail('has a range whose end comes before its start');
    return (code) => low <= code && code <= high;
  }

  #classCode(): number {
    if (this.#take('\\')) return this.#escapedCode();
    return this.#next().codePointAt(0) ?? fail('has a bracket that is never closed');
  }

  #one(test: Test): Pattern {
    return { kind: 'character', test: this.#flags.i ? fold(test) : test };
  }

  #next(): string {
    const code = this.#text.codePointAt(this.#at);
    const character = code === undefined ? '' : String.fromCodePoint(code);
    this.#at += character.length;
    return character;
  }

  #sees(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  #take(text: string): boolean {
    if (!this.#sees(text)) return false;
    this.#at += text.length;
    return true;
  }
}

function fail(why: string): never {
  throw new SyntaxProblem(why);
}

function literal(character: string): Test {
  return equal(character.codePointAt(0) ?? 0);
}

function equal(wanted: number): Test {
  return (code) => code === wanted;
}

function not(test: Test): Test {
  return (code) => !test(code);
}

/** Small and capital letters alike. */
function fold(test: Test): Test {
  return (code) => {
    if (test(code)) return true;
    const character = String.fromCodePoint(code);
    return (
      test(character.toLowerCase().codePointAt(0) ?? 0) || test(character.toUpperCase().codePointAt(0) ?? 0)
    );
  };
}
