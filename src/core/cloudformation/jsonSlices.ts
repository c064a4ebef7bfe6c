/**
 * Cuts a JSON template that is laid out with a member a line, as tools write it, at its top-level declarations. As with
 * YAML the cut is exact or not made: what the slices give is what the whole text gives.
 */
import type { Span } from '../text/span.ts';
import { jsonLayout } from './chunks.ts';
import { mapNode, type Entry } from './node.ts';
import type { Slice } from './slices.ts';
import { withoutDuplicates, type ParsedText, type TextProblem } from './syntax.ts';

/** A top-level member. */
interface Cut {
  /** All its lines. */
  readonly span: Span;
  /** Of a section that is a map of declarations: its key, its braces and the lines of each declaration. */
  readonly section:
    { readonly key: Span; readonly braces: Span; readonly items: readonly Span[] } | undefined;
}

/** Lines that follow each other, by number; `to` is exclusive. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/** What the slices give together; `undefined` where the text is not laid out like that, or one of them has an error. */
export function readJsonSlices(
  text: string,
  read: (chunk: Span, isItem: boolean) => Slice,
): ParsedText | undefined {
  const template = cutJson(text);
  if (template === undefined) return undefined;
  const problems: TextProblem[] = [];
  const entryOf = (chunk: Span, isItem: boolean): Entry | undefined => {
    const { root, errors, problems: found } = read(chunk, isItem);
    problems.push(...found);
    return errors.length === 0 && root?.kind === 'map' && root.entries.length === 1
      ? root.entries[0]
      : undefined;
  };
  const mapAt = (span: Span, entries: readonly Entry[]): Entry['value'] =>
    mapNode({ span, tag: undefined, damaged: false }, withoutDuplicates(entries, problems));
  const entries: Entry[] = [];
  for (const { span, section } of template.members) {
    if (section === undefined) {
      const entry = entryOf(span, false);
      if (entry === undefined) return undefined;
      entries.push(entry);
      continue;
    }
    const declared: Entry[] = [];
    for (const item of section.items) {
      const entry = entryOf(item, true);
      if (entry === undefined) return undefined;
      declared.push(entry);
    }
    const key = text.slice(section.key.start + 1, section.key.end - 1);
    entries.push({ key, keySpan: section.key, value: mapAt(section.braces, declared) });
  }
  return { root: mapAt(template.braces, entries), problems };
}

function cutJson(text: string): { readonly braces: Span; readonly members: readonly Cut[] } | undefined {
  const lines = new Lines(text);
  const last = lines.count - 1;
  if (last < 1 || lines.words(0) !== '{' || lines.words(last) !== '}') return undefined;
  const groups = groupsOf(lines, { from: 1, to: last }, lines.indent(1));
  if (groups === undefined) return undefined;
  const members: Cut[] = [];
  for (const group of groups) {
    const cut = memberOf(lines, group);
    if (cut === undefined) return undefined;
    members.push(cut);
  }
  return { braces: { start: lines.first(0), end: lines.first(last) + 1 }, members };
}

function memberOf(lines: Lines, { from, to }: Run): Cut | undefined {
  const span = lines.span({ from, to });
  const head = lines.words(from);
  if (!jsonLayout.section.test(head)) return { span, section: undefined };
  const last = to - 1;
  const indent = lines.indent(from);
  if (last === from || lines.indent(last) !== indent || !/^\},?$/.test(lines.words(last))) return undefined;
  const inner = from + 1;
  const isEmpty = inner === last;
  if (!isEmpty && lines.indent(inner) <= indent) return undefined;
  const groups = isEmpty ? [] : groupsOf(lines, { from: inner, to: last }, lines.indent(inner));
  if (groups === undefined) return undefined;
  const start = lines.first(from);
  return {
    span,
    section: {
      key: { start, end: start + head.indexOf('"', 1) + 1 },
      braces: { start: start + head.length - 1, end: lines.first(last) + 1 },
      items: groups.map((group) => lines.span(group)),
    },
  };
}

/** The lines of each member at an indentation; `undefined` where it is not clear that commas stand between them. */
function groupsOf(lines: Lines, { from, to }: Run, indent: number): readonly Run[] | undefined {
  const groups: Run[] = [];
  let start: number | undefined;
  for (let line = from; line < to; line++) {
    const own = lines.indent(line);
    if (own < indent) return undefined;
    // Closed by a line at the indentation of the first.
    const isClosed = start !== undefined && line - start > 1 && lines.indent(line - 1) === indent;
    if (own === indent && lines.startsWithQuote(line)) {
      if (start !== undefined) {
        if (!endsWithComma(lines, line - 1)) return undefined;
        groups.push({ from: start, to: line });
      }
      start = line;
    } else if (start === undefined || isClosed || (own === indent && !/^[}\]],?$/.test(lines.words(line)))) {
      return undefined;
    }
  }
  if (start !== undefined) groups.push({ from: start, to });
  return groups;
}

/** A comma in a comment is none: a line that may hold one does not count. */
function endsWithComma(lines: Lines, line: number): boolean {
  return lines.endsWithComma(line) && !/\/[/*]|\*\//.test(lines.words(line));
}

/** The lines of a text that are not blank, by number. */
class Lines {
  readonly #text: string;
  /**
   * Four numbers for each line: its start, its first character that is not blank, the end behind the last such one, and its
   * end. A template may have tens of thousands of lines, and a text of its own for each takes longer than all the rest.
   */
  readonly #places: Int32Array;
  readonly count: number;

  constructor(text: string) {
    this.#text = text;
    const places = new Int32Array(4 * (newlinesIn(text) + 1));
    let next = 0;
    let start = text.startsWith('\uFEFF') ? 1 : 0;
    while (start < text.length) {
      const found = text.indexOf('\n', start);
      const end = found < 0 ? text.length : found + 1;
      let first = start;
      while (first < end && isBlank(text.charCodeAt(first))) first++;
      let last = end;
      while (last > first && isBlank(text.charCodeAt(last - 1))) last--;
      if (first < last) {
        places[next] = start;
        places[next + 1] = first;
        places[next + 2] = last;
        places[next + 3] = end;
        next += 4;
      }
      start = end;
    }
    this.#places = places;
    this.count = next / 4;
  }

  /** Where its first character stands. */
  first(line: number): number {
    return this.#places[line * 4 + 1] ?? 0;
  }

  indent(line: number): number {
    return this.first(line) - (this.#places[line * 4] ?? 0);
  }

  /** Without the blanks around it. */
  words(line: number): string {
    return this.#text.slice(this.first(line), this.#last(line));
  }

  startsWithQuote(line: number): boolean {
    return this.#text.charCodeAt(this.first(line)) === quote;
  }

  endsWithComma(line: number): boolean {
    return this.#text.charCodeAt(this.#last(line) - 1) === comma;
  }

  /** All of some lines. */
  span({ from, to }: Run): Span {
    return { start: this.#places[from * 4] ?? 0, end: this.#places[to * 4 - 1] ?? 0 };
  }

  #last(line: number): number {
    return this.#places[line * 4 + 2] ?? 0;
  }
}

const [quote, comma] = [34, 44];

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** White space as JSON has it: any other is an error wherever it stands. */
function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
