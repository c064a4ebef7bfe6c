/** All fixes one after the other, each tried on what the ones before it left. */
import { distinctFindings } from './findings/alike.ts';
import type { Finding } from './findings/finding.ts';
import type { Fix } from './findings/fixes/fix.ts';
import { atOnce, type Steps } from './text/steps.ts';
import { textsAfter, tryFixes } from './verifiedFixes.ts';
import type { Workspace } from './workspace.ts';

export interface AppliedFix {
  readonly finding: Finding;
  /** Its edits count from the texts as the fixes before it left them. */
  readonly fix: Fix;
}

export interface FixedAll {
  readonly applied: readonly AppliedFix[];
  /** The workspace with all of them. */
  readonly workspace: Workspace;
  /** The new texts of the files that are others than before. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Fixes that are made at most. */
const mostFixes = 1000;

export interface FixLimits {
  /** The findings to deal with. */
  readonly mayFix: (finding: Finding) => boolean;
  readonly mayMake: (fix: Fix) => boolean;
}

/**
 * The workspace after the first fix of every finding that has one, until none is left. The given one stays as it is. Fixes
 * that are made on request alone are left out, whatever the limits say.
 */
export function fixAll(workspace: Workspace, limits: FixLimits): FixedAll {
  return atOnce(fixAllInSteps(workspace, limits));
}

/** The same in short steps, for a host that must answer others in between. */
export function* fixAllInSteps(workspace: Workspace, limits: FixLimits): Steps<FixedAll> {
  const applied: AppliedFix[] = [];
  const done = new Set<string>();
  const changed = new Set<string>();
  const before = new Set<string>();
  let current = workspace;
  while (applied.length < mostFixes) {
    const next = yield* nextFix(current, limits, done);
    if (next === undefined) break;
    const after = textsAfter(current, next.fix.edits);
    // Fixes that undo each other must not go on for ever.
    const state = JSON.stringify([...after].sort());
    if (before.has(state)) break;
    before.add(state);
    applied.push(next);
    for (const { file } of next.fix.edits) changed.add(file);
    current = current.withTexts(after);
  }
  const texts = [...changed].flatMap((file): readonly [string, string][] => {
    const text = current.textOf(file);
    return text === undefined || text === workspace.textOf(file) ? [] : [[file, text]];
  });
  return { applied, workspace: current, texts: new Map(texts) };
}

function* nextFix(
  workspace: Workspace,
  { mayFix, mayMake }: FixLimits,
  done: Set<string>,
): Steps<AppliedFix | undefined> {
  const findings = distinctFindings(workspace.analyses().flatMap((analysis) => analysis.findings));
  for (const finding of findings) {
    // What has no fix is not looked at twice, wherever the fixes before have moved it.
    const key = [finding.rule, finding.resource, finding.origin.file, finding.message].join('\n');
    if (done.has(key) || !mayFix(finding)) continue;
    for (const fix of tryFixes(workspace, finding)) {
      if (fix !== undefined && fix.onRequest !== true && mayMake(fix)) return { finding, fix };
      yield undefined;
    }
    done.add(key);
  }
  return undefined;
}
