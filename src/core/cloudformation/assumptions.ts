/**
 * What one evaluation of a stack takes for granted about values that are told only when the stack is created, and which
 * questions about them it could not answer. A stack with open questions is worth several worlds: in one the parameter is
 * the text a condition compares it with, in another it is not.
 */
import type { Unknown } from '../value/value.ts';

/** Whether a value is a text: `Parameter Env` and `prod`. */
export interface Question {
  /** The value's name in reasons: `Parameter Env`, `AWS::Region`. */
  readonly subject: string;
  readonly text: string;
}

/** What is taken for granted about one value. */
export interface Fact {
  readonly is: string | undefined;
  readonly not: ReadonlySet<string>;
}

/** Facts by the name of the value. */
export type World = ReadonlyMap<string, Fact>;

/** Nothing is taken for granted. */
export const anyWorld: World = new Map();

interface Subject {
  readonly name: string;
  /** All texts it may have; `undefined` when they are not listed. */
  readonly allowed: readonly string[] | undefined;
}

export class Assumptions {
  readonly #world: World;
  /** The values that questions can be asked about. A value that is passed on stays the same object. */
  readonly #subjects = new WeakMap<Unknown, Subject>();
  /** The questions of what is being evaluated, innermost last; most things ask none. */
  readonly #asking: (Map<string, Question> | undefined)[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** The text a value is taken to have. */
  textOf(subject: string): string | undefined {
    return this.#world.get(subject)?.is;
  }

  /** Says what an unknown value is called, and which texts it may have. */
  name(value: Unknown, name: string, allowed: readonly string[] | undefined): void {
    const { not } = this.#world.get(name) ?? { not: none };
    this.#subjects.set(value, { name, allowed: allowed?.filter((text) => !not.has(text)) });
  }

  /** Whether an unknown value is a text; `undefined` when both may be, which is a question from then on. */
  equals(value: Unknown, text: string): boolean | undefined {
    const subject = this.#subjects.get(value);
    if (subject === undefined) return undefined;
    const { name, allowed } = subject;
    if (this.#world.get(name)?.not.has(text) === true) return false;
    if (allowed !== undefined) {
      if (!allowed.includes(text)) return false;
      if (allowed.every((one) => one === text)) return true;
    }
    this.note([{ subject: name, text }]);
    return undefined;
  }

  /** Runs something and tells which questions it asked. */
  asking<T>(run: () => T): { readonly result: T; readonly asked: readonly Question[] } {
    this.#asking.push(undefined);
    const result = run();
    const asked = this.#asking.pop();
    if (asked === undefined) return { result, asked: noQuestions };
    const all = [...asked.values()];
    this.note(all);
    return { result, asked: all };
  }

  /** Asks questions again that something remembered has asked before. */
  note(questions: readonly Question[]): void {
    const innermost = this.#asking.length - 1;
    if (innermost < 0 || questions.length === 0) return;
    const asked = (this.#asking[innermost] ??= new Map<string, Question>());
    for (const question of questions) asked.set(`${question.subject}\n${question.text}`, question);
  }
}

const none: ReadonlySet<string> = new Set();
const noQuestions: readonly Question[] = [];
