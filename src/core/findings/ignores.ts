/**
 * Findings an author does not want to see: `# ackscope:ignore RULE reason` beside or above the line of a finding, or beside
 * or above the header of the resource it is in.
 */
import type { IgnoreAnnotation } from '../text/annotation.ts';
import type { Span } from '../text/span.ts';
import type { Configuration } from '../value/resource.ts';
import type { Finding } from './finding.ts';

/** The findings that no comment tells to ignore. */
export function withoutIgnored(
  findings: readonly Finding[],
  { annotations, resources }: Configuration,
): readonly Finding[] {
  if (annotations === undefined || annotations.size === 0) return findings;
  const inFiles = new Map(
    [...annotations].map(([file, all]) => [file, all.filter((one) => one.kind === 'ignore')] as const),
  );
  return findings.filter(({ rule, origin }) => {
    const ignores = (inFiles.get(origin.file) ?? []).filter((one) => one.rule === rule);
    if (ignores.length === 0) return true;
    const around = resources.flatMap((resource) =>
      resource.origin.file === origin.file && holds(resource.origin.span, origin.span)
        ? [resource.header.span]
        : [],
    );
    return !ignores.some((one) => [origin.span, ...around].some((span) => speaksOf(one, span)));
  });
}

/** Whether a span starts on the line of code a comment is for. */
function speaksOf({ line }: IgnoreAnnotation, { start }: Span): boolean {
  return line !== undefined && line.start <= start && start < line.end;
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
