/** Reads JSON text as a template: the tree of `json/`, made to the shape both languages share. */
import { readJson } from '../json/readJson.ts';
import type { JsonMember, JsonNode } from '../json/tree.ts';
import type { Span } from '../text/span.ts';
import { jsonLayout } from './chunks.ts';
import { mapNode, scalarNode, sequenceNode, type Entry, type Node } from './node.ts';
import { readJsonSlices } from './jsonSlices.ts';
import { recover, type Reading } from './recovery.ts';
import { SliceCache } from './slices.ts';
import {
  Damage,
  maxDepth,
  maxProblems,
  tooDeep,
  withoutDuplicates,
  type ParsedText,
  type TextProblem,
} from './syntax.ts';

/**
 * Reads a JSON text; comments and trailing commas are accepted. Never throws; bounded in depth.
 * @param cache the slices of the text as it was before.
 */
export function parseJson(text: string, cache = new SliceCache()): ParsedText {
  cache.begin();
  const exact = readJsonSlices(text, (chunk, isItem) => {
    const lines = text.slice(chunk.start, chunk.end);
    return cache.get(lines, chunk.start, () => {
      const part = { start: 0, end: lines.length };
      return { ...readPart(lines, part, true, isItem ? maxDepth - 1 : maxDepth), hasAliases: false };
    });
  });
  if (exact !== undefined) return exact;
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const whole = readPart(text, { start, end: text.length }, false, maxDepth);
  if (whole.errors.length === 0) return whole;
  return recover(text, jsonLayout, whole, (chunk) => readPart(text, chunk, true, maxDepth));
}

/** @param inBraces whether the part is a run of properties, to be read as if it stood in braces. */
function readPart(whole: string, part: Span, inBraces: boolean, depth: number): Reading {
  const lines = whole.slice(part.start, part.end);
  const place = ({ start, end }: Span): Span => {
    const base = part.start - (inBraces ? 1 : 0);
    return { start: clamp(base + start, part), end: clamp(base + end, part) };
  };
  const read = readJson(inBraces ? `{${lines}}` : lines, depth);
  if (read.tooDeep !== undefined)
    return { root: undefined, errors: [tooDeep(place(read.tooDeep))], problems: [] };
  const errors = read.errors.slice(0, maxProblems).map((error): TextProblem => ({
    span: place(error.span),
    code: 'json-syntax',
    message: `This is not JSON: ${error.message}`,
  }));
  const problems: TextProblem[] = [];
  const damage = new Damage(read.errors.map((error) => place(error.span).start));
  const root =
    read.root === undefined ? undefined : new JsonTree(whole, place, damage, problems).node(read.root);
  return { root, errors, problems };
}

function clamp(offset: number, part: Span): number {
  return Math.max(part.start, Math.min(offset, part.end));
}

class JsonTree {
  readonly #text: string;
  readonly #place: (span: Span) => Span;
  readonly #damage: Damage;
  readonly #problems: TextProblem[];

  constructor(text: string, place: (span: Span) => Span, damage: Damage, problems: TextProblem[]) {
    this.#text = text;
    this.#place = place;
    this.#damage = damage;
    this.#problems = problems;
  }

  node(source: JsonNode): Node {
    const span = this.#place(source.span);
    const placed = { span, tag: undefined, damaged: this.#damage.touches(span) };
    switch (source.kind) {
      case 'array':
        return sequenceNode(
          placed,
          source.items.map((item) => this.node(item)),
        );
      case 'object': {
        const entries = source.members.map((member) => this.#entry(member));
        return mapNode(placed, withoutDuplicates(entries, this.#problems));
      }
      case 'scalar': {
        // A number too large for JSON's numbers stays text.
        const isTooLarge = source.value === Infinity || source.value === -Infinity;
        const value = isTooLarge ? String(source.value) : source.value;
        const text = typeof value === 'string' ? value : this.#text.slice(span.start, span.end);
        return scalarNode(placed, text, value);
      }
    }
  }

  #entry({ key, keySpan, value }: JsonMember): Entry {
    const at = this.#place(keySpan);
    const empty = { span: { start: at.end, end: at.end }, tag: undefined, damaged: true };
    return { key, keySpan: at, value: value === undefined ? scalarNode(empty, '', null) : this.node(value) };
  }
}
