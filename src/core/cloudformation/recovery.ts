/**
 * Reads a broken template part by part, so that a quote or a bracket left open costs one resource and not all behind
 * it. What is read of the part with the error counts as damaged: keys may be missing from it.
 */
import { sections, type Chunk, type Layout } from './chunks.ts';
import { asDamaged, mapNode, scalarNode, valueOf, withValue, type Entry, type Node } from './node.ts';
import { withoutDuplicates, type ParsedText, type TextProblem } from './syntax.ts';

/** A text that was read, with its syntax errors apart from other problems. */
export interface Reading extends ParsedText {
  readonly errors: readonly TextProblem[];
}

/** Reads one part of a text. Spans count from the start of the whole text. */
export type ReadPart = (chunk: Chunk) => Reading;

/** The better of two readings of a broken text: as a whole, or part by part. */
export function recover(text: string, layout: Layout, whole: Reading, read: ReadPart): ParsedText {
  const parts = readParts(text, layout, read);
  if (parts === undefined || countResources(parts.root) < countResources(whole.root)) {
    return { root: whole.root, problems: [...whole.errors, ...whole.problems] };
  }
  // An error between the parts shows only in the whole.
  const errors = parts.errors.length > 0 ? parts.errors : whole.errors.slice(0, 1);
  return { root: parts.root, problems: [...errors, ...parts.problems] };
}

/** A broken text read part by part; `undefined` when it has no sections on lines of their own. */
export function readParts(text: string, layout: Layout, read: ReadPart): Reading | undefined {
  const found = sections(text, layout);
  if (found === undefined) return undefined;
  const errors: TextProblem[] = [];
  const problems: TextProblem[] = [];
  const entriesOf = (chunk: Chunk): readonly Entry[] => {
    const part = read(chunk);
    // What follows the first error of a part is mostly its consequence.
    errors.push(...part.errors.slice(0, 1));
    problems.push(...part.problems);
    if (part.root?.kind !== 'map' || part.root.tag !== undefined) return [];
    if (part.errors.length === 0) return part.root.entries;
    return part.root.entries.map((entry) => withValue(entry, asDamaged(entry.value)));
  };
  const entries = found.flatMap((section): readonly Entry[] => {
    if (section.items.length === 0) return entriesOf(section.head);
    // The line alone leaves its section open, which is no error of the template.
    const line = read(section.head).root;
    const head = line?.kind === 'map' ? line.entries[0] : undefined;
    if (head === undefined) return [];
    const before = errors.length;
    const items = section.items.flatMap(entriesOf);
    return [withValue(head, mapOf(items, head.keySpan.end, errors.length > before, problems))];
  });
  return { root: mapOf(entries, 0, true, problems), errors, problems };
}

/** A map of entries that were read apart. */
export function mapOf(
  entries: readonly Entry[],
  fallback: number,
  damaged: boolean,
  problems: TextProblem[],
): Node {
  const start = entries[0]?.keySpan.start ?? fallback;
  const end = entries.reduce((last, entry) => Math.max(last, entry.value.span.end, entry.keySpan.end), start);
  const placed = { span: { start, end }, tag: undefined, damaged };
  if (entries.length === 0) return scalarNode(placed, '', null);
  return mapNode(placed, withoutDuplicates(entries, problems));
}

/** The number of entries of `Resources` that say of which type they are. */
function countResources(root: Node | undefined): number {
  const resources = valueOf(root, 'Resources');
  if (resources?.kind !== 'map') return 0;
  return resources.entries.filter((entry) => valueOf(entry.value, 'Type') !== undefined).length;
}
