/** A finding with its place as every format for machines wants it. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Finding } from '../../core/findings/finding.ts';
import type { Fix } from '../../core/findings/fixes/fix.ts';
import type { Span } from '../../core/text/span.ts';
import { explain } from '../../core/value/value.ts';
import type { Locator } from '../locate.ts';

export interface Place {
  /** Relative to the folder the command runs in, with `/`; absolute when it lies outside of it. */
  readonly file: string;
  /** From 1; columns in UTF-16 code units, the end exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Problem {
  readonly finding: Finding;
  readonly place: Place;
  readonly related: readonly { readonly message: string; readonly place: Place }[];
  /** What is taken for true for it, beside what AWS does not document. */
  readonly assumes: readonly string[];
  /** The same for the same finding however the lines above it change. */
  readonly fingerprint: string;
  readonly fixes: readonly Change[];
}

/** A fix by places. */
export interface Change {
  readonly title: string;
  readonly needsReview: boolean;
  readonly edits: readonly { readonly place: Place; readonly text: string }[];
}

/**
 * @param cwd absolute.
 * @param fixesOf for formats that have room for fixes.
 */
export function problemsOf(
  findings: readonly Finding[],
  locator: Locator,
  cwd: string,
  fixesOf: (finding: Finding) => readonly Fix[] = () => [],
): readonly Problem[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const place = placeOf(finding.origin, locator, cwd);
    const line = locator.excerpt(finding.origin).text.trim();
    const identity = JSON.stringify([finding.rule, finding.resource, place.file, line]);
    // Equal lines of one resource are told apart by their order.
    const turn = seen.get(identity) ?? 0;
    seen.set(identity, turn + 1);
    const fingerprint = createHash('sha256').update(`${identity}:${turn}`).digest('hex').slice(0, 32);
    const related = finding.related.map(({ message, origin }) => ({
      message,
      place: placeOf(origin, locator, cwd),
    }));
    const fixes = fixesOf(finding).map(({ title, needsReview = false, edits }) => ({
      title,
      needsReview,
      edits: edits.map((edit) => ({
        place: placeOf({ file: edit.file, span: edit }, locator, cwd),
        text: edit.text,
      })),
    }));
    return { finding, place, related, assumes: assumesInWords(finding), fingerprint, fixes };
  });
}

/** What a finding rests on, a sentence for each thing. */
export function assumesInWords({ assumes }: Finding): readonly string[] {
  return (assumes?.() ?? []).map((reason) => `Assumed: ${explain([reason])}`);
}

function placeOf(
  origin: { readonly file: string; readonly span: Span },
  locator: Locator,
  cwd: string,
): Place {
  const { file, line, column } = locator.at(origin);
  const { start, end } = origin.span;
  const last = locator.at({ file: origin.file, span: { start: Math.max(start, end), end } });
  return { file: relative(file, cwd), line, column, endLine: last.line, endColumn: last.column };
}

function relative(file: string, cwd: string): string {
  const within = path.relative(cwd, path.resolve(cwd, file));
  const inside = !within.startsWith('..') && !path.isAbsolute(within);
  return (inside ? within : path.resolve(cwd, file)).split(path.sep).join('/');
}
