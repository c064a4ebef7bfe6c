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

interface Line extends Span {
  readonly indent: number;
  readonly text: string;
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
  const lines = linesOf(text);
  const [open, second] = lines;
  const close = lines.at(-1);
  if (open?.text !== '{' || close?.text !== '}' || second === undefined) return undefined;
  const groups = groupsOf(lines.slice(1, -1), second.indent);
  if (groups === undefined) return undefined;
  const members: Cut[] = [];
  for (const group of groups) {
    const cut = memberOf(group);
    if (cut === undefined) return undefined;
    members.push(cut);
  }
  const start = open.start + open.indent;
  return { braces: { start, end: close.start + close.indent + 1 }, members };
}

function memberOf(lines: readonly Line[]): Cut | undefined {
  const [head, ...rest] = lines;
  const last = rest.pop();
  if (head === undefined) return undefined;
  const span = { start: head.start, end: (last ?? head).end };
  if (!jsonLayout.section.test(head.text)) return { span, section: undefined };
  if (last?.indent !== head.indent || !/^\},?$/.test(last.text)) return undefined;
  const [first] = rest;
  const groups = first === undefined ? [] : first.indent > head.indent && groupsOf(rest, first.indent);
  if (groups === false || groups === undefined) return undefined;
  const start = head.start + head.indent;
  return {
    span,
    section: {
      key: { start, end: start + head.text.indexOf('"', 1) + 1 },
      braces: { start: start + head.text.length - 1, end: last.start + last.indent + 1 },
      items: groups.map((group) => ({ start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 })),
    },
  };
}

/** The lines of each member at an indentation; `undefined` where it is not clear that commas stand between them. */
function groupsOf(lines: readonly Line[], indent: number): readonly (readonly Line[])[] | undefined {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups[groups.length - 1];
    if (line.indent > indent) {
      if (group === undefined || isClosed(group, indent)) return undefined;
      group.push(line);
    } else if (line.indent < indent) {
      return undefined;
    } else if (line.text.startsWith('"')) {
      if (group !== undefined && !endsWithComma(group)) return undefined;
      groups.push([line]);
    } else {
      if (group === undefined || isClosed(group, indent) || !/^[}\]],?$/.test(line.text)) return undefined;
      group.push(line);
    }
  }
  return groups;
}

function isClosed(group: readonly Line[], indent: number): boolean {
  return group.length > 1 && group.at(-1)?.indent === indent;
}

/** A comma in a comment is none: a line that may hold one does not count. */
function endsWithComma(group: readonly Line[]): boolean {
  const text = group.at(-1)?.text ?? '';
  return text.endsWith(',') && !/\/[/*]|\*\//.test(text);
}

/** The lines that are not blank, without what surrounds them. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found + 1;
    const line = text.slice(start, end);
    const trimmed = line.trim();
    const indent = line.length - line.trimStart().length;
    if (trimmed !== '') lines.push({ start, end, indent, text: trimmed });
    start = end;
  }
  return lines;
}
