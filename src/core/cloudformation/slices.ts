/**
 * Cuts a YAML template at its top-level declarations and reads each slice by itself, so that after an edit only the
 * slice with the edit is read again. The cut is exact or not made: what the slices give is what the whole text gives.
 */
import type { Span } from '../text/span.ts';
import { yamlLayout } from './chunks.ts';
import { withValue, type Entry } from './node.ts';
import { mapOf, type Reading } from './recovery.ts';
import { shiftNode, shiftSpan } from './shift.ts';
import type { ParsedText, TextProblem } from './syntax.ts';

/** One slice as it is read: whole lines, its places counting from their start. */
export interface Slice extends Reading {
  /** Whether it names an anchor, which may stand in another slice. */
  readonly hasAliases: boolean;
}

/** A section as it is cut. */
export interface Cut {
  /** The line `Resources:`; of a section that is no map of declarations, all of it. */
  readonly head: Span;
  /** The declarations; `undefined` for what is no map of declarations. */
  readonly items: readonly Span[] | undefined;
}

/** A slice, and the same where it stands: what stands above an edit is moved once, not with every keystroke. */
interface Kept {
  readonly text: string;
  readonly slice: Slice;
  readonly at: number;
  readonly placed: Slice;
}

/** Slices by their text, those of the last reading and those of the one before. One for each file. */
export class SliceCache {
  #kept = new Map<string, Kept>();
  #before: ReadonlyMap<string, Kept> = new Map();
  #inOrder: Kept[] = [];
  #orderBefore: readonly Kept[] = [];
  /** Where in the order before the next one is looked for first. */
  #next = 0;

  /** One that knows the same slices; it has to begin a reading before it is asked for any. */
  fork(): SliceCache {
    const other = new SliceCache();
    other.#kept = this.#kept;
    other.#inOrder = this.#inOrder;
    return other;
  }

  /** Begins a reading: what it does not ask for will be forgotten with the next one. */
  begin(): void {
    this.#before = this.#kept;
    this.#kept = new Map();
    this.#orderBefore = this.#inOrder;
    this.#inOrder = [];
    this.#next = 0;
  }

  /** The slice of a text that stands at an offset of the file. @param read reads the text by itself. */
  get(text: string, at: number, read: () => Slice): Slice {
    const found = this.#find(text);
    const kept = found?.at === at ? found : placed(found ?? { text, slice: read() }, at);
    this.#kept.set(kept.text, kept);
    this.#inOrder.push(kept);
    return kept.placed;
  }

  /** Most follow what they followed before: to see that takes less than to look long texts up. */
  #find(text: string): Kept | undefined {
    const expected = this.#orderBefore[this.#next++];
    if (expected?.text === text) return expected;
    const found = this.#kept.get(text) ?? this.#before.get(text);
    const order = found === undefined ? -1 : this.#orderBefore.indexOf(found);
    if (order >= 0) this.#next = order + 1;
    return found;
  }
}

function placed({ text, slice }: Pick<Kept, 'text' | 'slice'>, at: number): Kept {
  return { text, slice, at, placed: shiftSlice(slice, at) };
}

const [newline, carriageReturn, space, tab, hash] = [10, 13, 32, 9, 35];

/**
 * The sections of a template whose top-level keys stand in the first column and whose declarations are all indented
 * alike; `undefined` for any other text.
 */
export function cutYaml(text: string): readonly Cut[] | undefined {
  const cuts: {
    head: { start: number; end: number };
    items: { start: number; end: number }[] | undefined;
  }[] = [];
  let indentOfItems: number | undefined;
  let hasStarted = false;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found + 1;
    let at = start;
    while (text.charCodeAt(at) === space) at++;
    const first = text.charCodeAt(at);
    const cut = cuts[cuts.length - 1];
    // NaN at the end of the text. A tab before anything else is no indentation.
    const isBlank =
      at >= end || first === newline || first === carriageReturn || first === hash || first === tab;
    // Whether a blank line with a tab is an error hangs on what follows it.
    if (first === tab && text.slice(at, end).trim() === '') return undefined;
    const indent = isBlank ? Infinity : at - start;
    if (indent === 0) {
      const line = text.slice(start, end).trimEnd();
      if (line === '---' && !hasStarted) hasStarted = true;
      else {
        if (!yamlLayout.key.test(line)) return undefined;
        cuts.push({ head: { start, end }, items: yamlLayout.section.test(line) ? [] : undefined });
        indentOfItems = undefined;
        hasStarted = true;
      }
    } else if (cut === undefined) {
      if (!isBlank) return undefined;
    } else if (cut.items === undefined) {
      cut.head.end = end;
    } else {
      if (!isBlank) indentOfItems ??= indent;
      if (indent < (indentOfItems ?? 0)) return undefined;
      const item = cut.items[cut.items.length - 1];
      if (indent === indentOfItems) {
        if (!yamlLayout.key.test(text.charAt(at))) return undefined;
        cut.items.push({ start, end });
      } else if (item !== undefined) {
        item.end = end;
      } else {
        cut.head.end = end;
      }
    }
    start = end;
  }
  return cuts.length === 0 || /\r(?!\n)/.test(text) ? undefined : cuts;
}

/** What the slices give together; `undefined` where one of them cannot be read by itself. */
export function readSlices(text: string, read: (chunk: Span) => Slice): ParsedText | undefined {
  const problems: TextProblem[] = [];
  const entryOf = (chunk: Span): Entry | undefined => {
    const { root, errors, problems: found, hasAliases } = read(chunk);
    problems.push(...found);
    const isSound = errors.length === 0 && !hasAliases && root?.kind === 'map' && root.tag === undefined;
    return isSound && root.entries.length === 1 ? root.entries[0] : undefined;
  };
  const entries: Entry[] = [];
  for (const { head, items } of cutYaml(text) ?? []) {
    const entry = entryOf(head);
    if (entry === undefined) return undefined;
    if (items === undefined || items.length === 0) {
      entries.push(entry);
      continue;
    }
    const declared: Entry[] = [];
    for (const item of items) {
      const found = entryOf(item);
      if (found === undefined) return undefined;
      declared.push(found);
    }
    entries.push(withValue(entry, mapOf(declared, 0, false, problems)));
  }
  return entries.length === 0 ? undefined : { root: mapOf(entries, 0, false, problems), problems };
}

/** A slice where it stands in the text. */
function shiftSlice(slice: Slice, by: number): Slice {
  const shift = (problem: TextProblem): TextProblem => ({ ...problem, span: shiftSpan(problem.span, by) });
  return {
    root: slice.root === undefined ? undefined : shiftNode(slice.root, by),
    errors: slice.errors.map(shift),
    problems: slice.problems.map(shift),
    hasAliases: slice.hasAliases,
  };
}
