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
  const open = nextAt(text, text.startsWith('\uFEFF') ? 1 : 0);
  const close = lastBefore(text, text.length);
  const last = lineStart(text, close);
  if (restOfLine(text, open) !== '{' || restOfLine(text, nextAt(text, last)) !== '}') return undefined;
  const groups = groupsOf(text, { start: lineEnd(text, open), end: last });
  if (groups === undefined) return undefined;
  const members: Cut[] = [];
  for (const group of groups) {
    const cut = memberOf(text, group);
    if (cut === undefined) return undefined;
    members.push(cut);
  }
  return { braces: { start: open, end: close + 1 }, members };
}

function memberOf(text: string, span: Span): Cut | undefined {
  const key = nextAt(text, span.start);
  const head = restOfLine(text, key);
  if (!jsonLayout.section.test(head)) return { span, section: undefined };
  const last = lineStart(text, lastBefore(text, span.end));
  const close = nextAt(text, last);
  const indent = key - span.start;
  if (last === span.start || close - last !== indent || !/^\},?$/.test(restOfLine(text, close)))
    return undefined;
  const inner = { start: lineEnd(text, key), end: last };
  const groups = groupsOf(text, inner, indent + 1);
  if (groups === undefined) return undefined;
  return {
    span,
    section: {
      key: { start: key, end: key + head.indexOf('"', 1) + 1 },
      braces: { start: key + head.length - 1, end: close + 1 },
      items: groups,
    },
  };
}

/** More blanks than anybody puts before a declaration. */
const widest = 100;

/**
 * The lines of each member in a run of lines; `undefined` where it is not clear that commas stand between them. Only lines
 * that are indented no further than the members are looked at: of tens of thousands they are a few hundred.
 * @param least blanks before each of them.
 */
function groupsOf(text: string, { start, end }: Span, least = 0): readonly Span[] | undefined {
  const groups: Span[] = [];
  const first = nextAt(text, start);
  if (first >= end) return groups;
  const indent = first - lineStart(text, first);
  if (indent < least || indent > widest) return undefined;
  const outermost = new RegExp(`\n[ \t\r]{0,${indent}}[^ \t\r\n]`, 'g');
  outermost.lastIndex = start - 1;
  let open: number | undefined;
  // The end of the line that closed it.
  let closed: number | undefined;
  for (let found = outermost.exec(text); found !== null; found = outermost.exec(text)) {
    const line = found.index + 1;
    if (line >= end) break;
    const at = outermost.lastIndex - 1;
    if (at - line < indent || (closed !== undefined && nextAt(text, closed) < line)) return undefined;
    if (text.charCodeAt(at) === quote) {
      if (open !== undefined) {
        const last = lastBefore(text, line);
        if (!isComma(text, last)) return undefined;
        groups.push({ start: open, end: lineEnd(text, last) });
      }
      open = line;
      closed = undefined;
    } else if (open === undefined || closed !== undefined || !/^[}\]],?$/.test(restOfLine(text, at))) {
      return undefined;
    } else {
      closed = lineEnd(text, at);
    }
  }
  if (closed !== undefined && nextAt(text, closed) < end) return undefined;
  if (open !== undefined) groups.push({ start: open, end: lineEnd(text, lastBefore(text, end)) });
  return groups;
}

const [quote, comma] = [34, 44];

/** A comma in a comment is none: a line that may hold one does not count. */
function isComma(text: string, at: number): boolean {
  return text.charCodeAt(at) === comma && !/\/[/*]|\*\//.test(restOfLine(text, lineStart(text, at)));
}

/** White space as JSON has it: any other is an error wherever it stands. */
function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** The first character from an offset on that is not blank; the end of the text where there is none. */
function nextAt(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The last character before an offset that is not blank. */
function lastBefore(text: string, offset: number): number {
  let at = offset - 1;
  while (at >= 0 && isBlank(text.charCodeAt(at))) at--;
  return at;
}

/** Where the line of an offset starts. */
function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line after that of an offset starts. */
function lineEnd(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  return found < 0 ? text.length : found + 1;
}

/** What stands in a line from an offset on, without the blanks behind it. */
function restOfLine(text: string, offset: number): string {
  return text.slice(offset, lastBefore(text, lineEnd(text, offset)) + 1);
}
