/**
 * Finds matches of a regular expression in time proportional to the text times the expression, whatever they are: a
 * backtracking machine that enters no state twice at one place of the text (RE2's BitState). Like Go's, it prefers what
 * is leftmost, and of alternatives the first.
 */
import type { Assertion, Pattern, Regex } from './syntax.ts';
import type { Test } from './classes.ts';

/** Starts and ends in UTF-16 code units: of the match, then of each group; -1 for a group that took no part. */
export type Match = readonly number[];

export type Search = { readonly matches: readonly Match[] } | 'too-large';

type Instruction =
  | { readonly kind: 'character'; readonly test: Test }
  | { readonly kind: 'assertion'; readonly at: Assertion }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; target: number }
  | { readonly kind: 'match' };

const MAX_INSTRUCTIONS = 5000;
/** States times places, which is what one search may look at. */
const MAX_STATES = 1_000_000;
/** Steps after which the next ones are paid for. */
const STEPS_PAID = 4096;

/**
 * All matches that do not overlap, as Go finds them, or the first alone.
 * @param pay is told how many steps come next; when it refuses them the search ends.
 */
export function search(
  regex: Regex,
  text: string,
  limit: 'first' | 'all',
  pay: (steps: number) => boolean,
): Search {
  const program: Instruction[] = [];
  if (!emit(regex.pattern, program)) return 'too-large';
  program.push({ kind: 'match' });
  if (program.length * (text.length + 1) > MAX_STATES) return 'too-large';
  if (!pay(program.length * (text.length + 1))) return 'too-large';
  const machine = new Machine(program, text, 2 * (regex.groups.length + 1), pay);
  const matches: Match[] = [];
  let from = 0;
  let lastEnd = -1;
  while (from <= text.length) {
    const match = machine.first(from);
    if (machine.isSpent) return 'too-large';
    if (match === undefined) break;
    const [start = 0, end = 0] = match;
    // An empty match right behind another match does not count.
    if (end > start || start !== lastEnd) matches.push(match);
    if (limit === 'first') break;
    lastEnd = end;
    from = end > start ? end : end + stepAt(text, end);
  }
  return { matches };
}

function stepAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** Appends the instructions of a pattern; `false` when there are too many. */
function emit(pattern: Pattern, program: Instruction[]): boolean {
  if (program.length > MAX_INSTRUCTIONS) return false;
  switch (pattern.kind) {
    case 'character':
    case 'assertion':
      program.push(pattern);
      return true;
    case 'sequence':
      return pattern.parts.every((part) => emit(part, program));
    case 'choice':
      return emitChoice(pattern.parts, program);
    case 'capture': {
      program.push({ kind: 'save', slot: 2 * pattern.index });
      if (!emit(pattern.part, program)) return false;
      program.push({ kind: 'save', slot: 2 * pattern.index + 1 });
      return true;
    }
    case 'repeat':
      return emitRepeat(pattern, program);
  }
}

function emitChoice(parts: readonly Pattern[], program: Instruction[]): boolean {
  const jumps: { target: number }[] = [];
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1) {
      if (!emit(part, program)) return false;
      continue;
    }
    const split = { kind: 'split' as const, first: program.length + 1, second: 0 };
    program.push(split);
    if (!emit(part, program)) return false;
    const jump = { kind: 'jump' as const, target: 0 };
    jumps.push(jump);
    program.push(jump);
    split.second = program.length;
  }
  for (const jump of jumps) jump.target = program.length;
  return true;
}

function emitRepeat(repeat: Extract<Pattern, { kind: 'repeat' }>, program: Instruction[]): boolean {
  const { part, min, max, lazy } = repeat;
  const first = max === Infinity ? Math.max(0, min - 1) : min;
  for (let times = 0; times < first; times++) if (!emit(part, program)) return false;
  if (max === Infinity) {
    // x* as (x+)?, so that an x that matches nothing ends the loop with the captures it has made.
    const skip = min === 0 ? pushSplit(program, lazy) : undefined;
    const start = program.length;
    if (!emit(part, program)) return false;
    const again = pushSplit(program, lazy);
    again.enter(start);
    again.leave(program.length);
    skip?.leave(program.length);
    return true;
  }
  const skips: ReturnType<typeof pushSplit>[] = [];
  for (let times = min; times < max; times++) {
    skips.push(pushSplit(program, lazy));
    if (!emit(part, program)) return false;
  }
  for (const skip of skips) skip.leave(program.length);
  return true;
}

/** A choice between going into a repetition, which begins right behind it, and leaving it. */
function pushSplit(program: Instruction[], lazy: boolean) {
  const next = program.length + 1;
  const split = { kind: 'split' as const, first: next, second: next };
  program.push(split);
  return {
    enter: (target: number) => (lazy ? (split.second = target) : (split.first = target)),
    leave: (target: number) => (lazy ? (split.first = target) : (split.second = target)),
  };
}

class Machine {
  readonly #program: readonly Instruction[];
  readonly #text: string;
  readonly #slots: number;
  /** The number of the search that was last in a state at a place. */
  readonly #visited: Uint32Array;
  readonly #pay: (steps: number) => boolean;
  #search = 0;
  #steps = 0;
  /** It was refused further steps, and finds nothing any more. */
  isSpent = false;

  constructor(program: readonly Instruction[], text: string, slots: number, pay: (steps: number) => boolean) {
    this.#pay = pay;
    this.#program = program;
    this.#text = text;
    this.#slots = slots;
    this.#visited = new Uint32Array(program.length * (text.length + 1));
  }

  /** The leftmost match at or behind `from`. */
  first(from: number): Match | undefined {
    this.#search++;
    for (let start = from; start <= this.#text.length; start += stepAt(this.#text, start)) {
      const match = this.#run(start);
      if (match !== undefined || this.isSpent) return match;
    }
    return undefined;
  }

  #run(start: number): Match | undefined {
    const captures = new Array<number>(this.#slots).fill(-1);
    captures[0] = start;
    /** Threads still to try, as triples: an instruction and a place, or a slot to set back (negative) and its value. */
    const stack: number[] = [0, start];
    for (;;) {
      const at = stack.pop();
      const instruction = stack.pop();
      if (at === undefined || instruction === undefined) return undefined;
      if (instruction < 0) {
        captures[-instruction - 1] = at;
        continue;
      }
      const end = this.#follow(instruction, at, captures, stack);
      if (end === undefined) continue;
      captures[1] = end;
      return captures;
    }
  }

  /** Follows one thread until it ends; the place it ends at if that is a match. */
  #follow(first: number, from: number, captures: number[], stack: number[]): number | undefined {
    let index = first;
    let at = from;
    for (;;) {
      const state = index * (this.#text.length + 1) + at;
      if (this.#visited[state] === this.#search) return undefined;
      this.#visited[state] = this.#search;
      if (++this.#steps % STEPS_PAID === 0 && !this.#pay(STEPS_PAID)) this.isSpent = true;
      if (this.isSpent) return undefined;
      const instruction = this.#program[index];
      switch (instruction?.kind) {
        case 'character': {
          const code = this.#text.codePointAt(at);
          if (code === undefined || !instruction.test(code)) return undefined;
          at += code > 0xffff ? 2 : 1;
          index++;
          break;
        }
        case 'assertion':
          if (!this.#holds(instruction.at, at)) return undefined;
          index++;
          break;
        case 'save':
          stack.push(-instruction.slot - 1, captures[instruction.slot] ?? -1);
          captures[instruction.slot] = at;
          index++;
          break;
        case 'split':
          stack.push(instruction.second, at);
          index = instruction.first;
          break;
        case 'jump':
          index = instruction.target;
          break;
        default:
          return at;
      }
    }
  }

  #holds(assertion: Assertion, at: number): boolean {
    const text = this.#text;
    switch (assertion) {
      case 'text-start':
        return at === 0;
      case 'text-end':
        return at === text.length;
      case 'line-start':
        return at === 0 || text[at - 1] === '\n';
      case 'line-end':
        return at === text.length || text[at] === '\n';
      default: {
        const boundary = isWord(text[at - 1]) !== isWord(text[at]);
        return boundary === (assertion === 'word');
      }
    }
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}
