/**
 * Cuts a broken template into the parts a syntax error should not reach across, by indentation alone: its sections,
 * and the declarations inside of them. Only used where the whole text does not parse.
 */
import type { Span } from '../text/span.ts';

/** Whole lines of a text. */
export type Chunk = Span;

export interface Section {
  /** The line `Resources:`, or the whole section when it holds no declarations of its own. */
  readonly head: Chunk;
  /** One chunk for each declaration, in order. */
  readonly items: readonly Chunk[];
}

/** How a language lays a template out in lines. */
export interface Layout {
  /** Whether a line, without its indentation, may start a key. */
  readonly key: RegExp;
  /** The line of a section that maps names to declarations, without its indentation. */
  readonly section: RegExp;
  /** Whether a line closes what a line before it opened, so that it belongs to it at the same indentation. */
  readonly closing: RegExp;
  /** Lines that say nothing. */
  readonly blank: RegExp;
  /** Whether a tab counts as indentation. */
  readonly tabs: boolean;
}

export const yamlLayout: Layout = {
  key: /^["'\w]/,
  section: /^(["']?)(?:Parameters|Mappings|Conditions|Resources|Outputs|Rules)\1[ \t]*:[ \t]*(?:#.*)?$/,
  closing: /^[}\]]/,
  blank: /^(?:#.*)?$/,
  tabs: false,
};

export const jsonLayout: Layout = {
  key: /^["\w]/,
  section: /^"(?:Parameters|Mappings|Conditions|Resources|Outputs|Rules)"[ \t]*:[ \t]*\{$/,
  closing: /^[}\]]/,
  blank: /^(?:\/\/.*)?$/,
  tabs: true,
};

interface Line extends Span {
  /** Characters of white space before `text`; `undefined` for blank lines, comments and tabs that do not count. */
  readonly indent: number | undefined;
  readonly text: string;
}

/** The sections of a template; `undefined` when the text does not have them on lines of their own. */
export function sections(text: string, layout: Layout): readonly Section[] | undefined {
  const lines = linesOf(text, layout);
  const top = lines.find((line) => layout.section.test(line.text))?.indent;
  if (top === undefined) return undefined;
  return groups(lines, top, layout).map((group) => sectionOf(group, top, layout));
}

function sectionOf(lines: readonly Line[], top: number, layout: Layout): Section {
  const [head, ...rest] = lines;
  const indent = rest.find((line) => line.indent !== undefined)?.indent;
  if (head === undefined || !layout.section.test(head.text) || indent === undefined || indent <= top) {
    return { head: chunkOf(lines), items: [] };
  }
  return { head: chunkOf([head]), items: groups(rest, indent, layout).map(chunkOf) };
}

/** Lines that start a key at an indentation or before it, each with the lines that belong to it. */
function groups(lines: readonly Line[], indent: number, layout: Layout): readonly (readonly Line[])[] {
  const found: Line[][] = [];
  let isOpen = false;
  for (const line of lines) {
    const depth = line.indent ?? Infinity;
    if (depth <= indent && layout.key.test(line.text)) {
      found.push([line]);
      isOpen = true;
    } else if (depth < indent && layout.closing.test(line.text)) {
      // What closes the section closes its last group with it.
      isOpen = false;
    } else if (isOpen) {
      found[found.length - 1]?.push(line);
    }
  }
  return found;
}

function chunkOf(lines: readonly Line[]): Chunk {
  return { start: lines[0]?.start ?? 0, end: lines[lines.length - 1]?.end ?? 0 };
}

function linesOf(text: string, layout: Layout): readonly Line[] {
  const lines: Line[] = [];
  const pattern = /[^\r\n]*(?:\r\n|\n|\r|$)/g;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (found === null) break;
    const line = found[0].trim();
    const white = found[0].slice(0, found[0].length - found[0].trimStart().length);
    const counts = !layout.blank.test(line) && (layout.tabs || !white.includes('\t'));
    lines.push({
      start,
      end: pattern.lastIndex,
      indent: counts ? white.length : undefined,
      text: line,
    });
    start = pattern.lastIndex;
  }
  return lines;
}
