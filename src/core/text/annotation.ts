/**
 * What an author tells Ackscope in a comment: `# ackscope:ignore nacl-reply-blocked the mirror answers on 443 alone` and
 * `# ackscope: listening 80,443`. The same in every language; a language hands over its comments.
 */
import { isRuleId } from './ruleIds.ts';
import type { Span } from './span.ts';

/** A comment of any language, with or without its markers. */
export interface CommentText extends Span {
  readonly text: string;
}

interface Placed {
  /** From `ackscope` to the last argument. */
  readonly span: Span;
  /**
   * The line of code it speaks of, without blanks around it: its own, or else the next one, with nothing but comments in
   * between. `undefined` when a blank line or the end of the file follows.
   */
  readonly line: Span | undefined;
}

export interface IgnoreAnnotation extends Placed {
  readonly kind: 'ignore';
  /** The ids of rules, as written: `nacl-rule-shadowed,sg-exposed`. Empty when none is. */
  readonly rules: readonly string[];
  /** Empty when none is given. */
  readonly reason: string;
}

export interface ListeningAnnotation extends Placed {
  readonly kind: 'listening';
  /** In nmap's notation, as written: `80,443`, `T:443,U:53`. */
  readonly ports: string;
}

/** Neither of both, such as a slip of the pen. */
export interface UnknownAnnotation extends Placed {
  readonly kind: 'unknown';
  readonly word: string;
}

export type Annotation = IgnoreAnnotation | ListeningAnnotation | UnknownAnnotation;

const opening = /^[ \t]*(?:#+|\/\/+|\/\*+|\*+)?[ \t]*(?=ackscope:)/;
const statement = /^ackscope:[ \t]*([\w-]*)[ \t]*/;

/**
 * The annotations in the comments of a text, in their order.
 * @param comments in the order of the text.
 */
export function findAnnotations(text: string, comments: readonly CommentText[]): readonly Annotation[] {
  if (!comments.some((comment) => comment.text.includes('ackscope:'))) return [];
  const lines = new Lines(text, comments);
  return comments.flatMap((comment) => {
    const start = lines.startOf(comment);
    if (!comment.text.includes('ackscope:')) return [];
    return statementsOf(text, comment).map(({ span, content }) =>
      annotationOf(content, { span, line: lines.codeFrom(start) }),
    );
  });
}

/** The lines of a comment that begin with `ackscope:`, without the comment's markers. */
function statementsOf(
  text: string,
  comment: CommentText,
): readonly { readonly span: Span; readonly content: string }[] {
  // Where a language resolves escapes, places within the comment are not those of the text.
  const verbatim = text.startsWith(comment.text, comment.start);
  let at = comment.start;
  return comment.text.split('\n').flatMap((line) => {
    const lineStart = at;
    at += line.length + 1;
    const before = opening.exec(line)?.[0].length;
    if (before === undefined) return [];
    const content = withoutEnd(line.slice(before));
    const start = lineStart + before;
    const span = verbatim
      ? { start, end: start + content.length }
      : { start: comment.start, end: comment.end };
    return [{ span, content }];
  });
}

/** Without what closes a block comment, and without blanks at the end. */
function withoutEnd(line: string): string {
  const content = line.trimEnd();
  if (!content.endsWith('*/')) return content;
  let end = content.length - 1;
  while (content.charCodeAt(end - 1) === 0x2a) end--;
  return content.slice(0, end).trimEnd();
}

function annotationOf(content: string, placed: Placed): Annotation {
  const match = statement.exec(content);
  const word = match?.[1] ?? '';
  const rest = content.slice(match?.[0].length ?? 0);
  switch (word) {
    case 'listening':
      return { kind: 'listening', ports: rest, ...placed };
    case 'ignore': {
      const ids = listOfIds(rest);
      return { kind: 'ignore', rules: idsIn(ids), reason: rest.slice(ids.length).trim(), ...placed };
    }
    default:
      return { kind: 'unknown', word, ...placed };
  }
}

/**
 * The ids of rules a text begins with, as written: `nacl-rule-shadowed,sg-exposed`. Blanks may follow a comma where the id of
 * a rule there is comes next; any other word is the reason's.
 */
export function listOfIds(text: string): string {
  let end = /^\S*/.exec(text)?.[0].length ?? 0;
  const further = /[ \t]+([\w-]+)(?:,\S*)?(?!\S)/y;
  while (text[end - 1] === ',') {
    further.lastIndex = end;
    const id = further.exec(text)?.[1];
    if (id === undefined || !isRuleId(id)) break;
    end = further.lastIndex;
  }
  return text.slice(0, end);
}

/** The ids in a list of them. */
export function idsIn(list: string): readonly string[] {
  return list.split(/[\s,]+/).filter((id) => id !== '');
}

/** Where code stands between comments. Every line is looked at once, however many comments there are. */
class Lines {
  readonly #text: string;
  /** The end of every comment by its start. */
  readonly #ends: ReadonlyMap<number, number>;
  /** Of lines that have been looked at, by the offset they were looked at from. */
  readonly #code = new Map<number, Span | undefined>();
  #last: CommentText | undefined;
  #start = 0;

  constructor(text: string, comments: readonly CommentText[]) {
    this.#text = text;
    this.#ends = new Map(comments.map(({ start, end }) => [start, end]));
  }

  /**
   * The start of the comment's line, or the end of an earlier comment that reaches into it. Comments are to be asked for in
   * their order.
   */
  startOf(comment: CommentText): number {
    const last = this.#last;
    for (let at = comment.start; at > (last?.start ?? 0); at--) {
      if (!isBreak(this.#text.charCodeAt(at - 1))) continue;
      this.#start = last !== undefined && last.end > at ? last.end : at;
      break;
    }
    this.#last = comment;
    return this.#start;
  }

  /** The first code at `start` or below, with nothing but comments before it. */
  codeFrom(start: number): Span | undefined {
    const passed: number[] = [];
    let found: Span | undefined;
    for (let at = start; at < this.#text.length;) {
      if (this.#code.has(at)) {
        found = this.#code.get(at);
        break;
      }
      passed.push(at);
      const line = this.#look(at);
      found = line.code;
      if (found !== undefined || !line.comment) break;
      at = line.end + (this.#text.startsWith('\r\n', line.end) ? 2 : 1);
    }
    for (const at of passed) this.#code.set(at, found);
    return found;
  }

  /** What stands on a line. A comment may end on a later line, which then belongs to it. */
  #look(start: number): { readonly code: Span | undefined; readonly comment: boolean; readonly end: number } {
    let comment = false;
    for (let at = start; ;) {
      const code = this.#text.charCodeAt(at);
      const behind = this.#ends.get(at);
      if (behind !== undefined && behind > at) {
        comment = true;
        at = behind;
      } else if (isBlank(code)) {
        at++;
      } else if (at >= this.#text.length || isBreak(code)) {
        return { code: undefined, comment, end: at };
      } else {
        return { code: { start: at, end: this.#endOfCode(at) }, comment, end: at };
      }
    }
  }

  #endOfCode(start: number): number {
    let at = start;
    while (at < this.#text.length && !isBreak(this.#text.charCodeAt(at)) && !this.#ends.has(at)) at++;
    while (isBlank(this.#text.charCodeAt(at - 1))) at--;
    return at;
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xfeff;
}

function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
