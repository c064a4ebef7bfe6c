/**
 * Findings an author does not want to see: `# ackscope:ignore RULE reason` beside or above the line of a finding, or beside
 * or above the header of the resource it is in. Several rules are separated by commas.
 */
import type { IgnoreAnnotation } from '../text/annotation.ts';
import type { Span } from '../text/span.ts';
import type { Configuration } from '../value/resource.ts';
import type { Finding } from './finding.ts';

/** The findings that no comment tells to ignore. */
export function withoutIgnored(
  findings: readonly Finding[],
  configuration: Configuration,
): readonly Finding[] {
  const inFiles = ignoresIn(configuration);
  if (inFiles.size === 0) return findings;
  return findings.filter(({ rule, origin }) => {
    const ignores = (inFiles.get(origin.file) ?? []).filter(({ rules }) => rules.includes(rule));
    if (ignores.length === 0) return true;
    const places = placesOf(origin, configuration);
    return !ignores.some((one) => places.some((span) => speaksOf(one, span)));
  });
}

/** The comments of a configuration that tell to ignore something, by file; files without any are left out. */
export function ignoresIn({ annotations }: Configuration): ReadonlyMap<string, readonly IgnoreAnnotation[]> {
  const inFiles = [...(annotations ?? [])].map(
    ([file, all]) => [file, all.filter((one) => one.kind === 'ignore')] as const,
  );
  return new Map(inFiles.filter(([, all]) => all.length > 0));
}

/** Whether a comment speaks of a place in its file: its line, or the header of the resource it is in. */
export function speaksOfPlace(
  one: IgnoreAnnotation,
  origin: Finding['origin'],
  configuration: Configuration,
): boolean {
  return placesOf(origin, configuration).some((span) => speaksOf(one, span));
}

function placesOf({ file, span }: Finding['origin'], { resources }: Configuration): readonly Span[] {
  const around = resources.flatMap(({ origin, header }) =>
    origin.file === file && holds(origin.span, span) ? [header.span] : [],
  );
  return [span, ...around];
}

/** Whether a span starts on the line of code a comment is for. */
function speaksOf({ line }: IgnoreAnnotation, { start }: Span): boolean {
  return line !== undefined && line.start <= start && start < line.end;
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
