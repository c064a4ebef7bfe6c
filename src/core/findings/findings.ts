/** All rules, run over one network. */
import type { Topology } from '../reach/topology.ts';
import type { Configuration } from '../value/resource.ts';
import type { Finding } from './finding.ts';
import { naclReplyBlocked } from './naclReplyBlocked.ts';
import { hiddenByProblems } from './unresolved.ts';

/** Findings in the order of their places, so that the same code always gives the same list. */
export function findAll(configuration: Configuration, topology: Topology): readonly Finding[] {
  const findings = [...naclReplyBlocked(topology), ...hiddenByProblems(configuration)];
  return findings.sort(
    (a, b) =>
      compare(a.origin.file, b.origin.file) ||
      a.origin.span.start - b.origin.span.start ||
      compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
