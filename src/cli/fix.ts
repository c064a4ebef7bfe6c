/** `check --fix`: makes the fixes of findings, and writes the files they change. */
import type { Finding } from '../core/findings/finding.ts';
import type { Fix } from '../core/findings/fixes/fix.ts';
import { proposers } from '../core/findings/fixes/proposers.ts';
import { fixAll, type AppliedFix } from '../core/fixAll.ts';
import { printable } from '../core/probe/report/printable.ts';
import { fixesOf } from '../core/verifiedFixes.ts';
import type { Workspace } from '../core/workspace.ts';
import { writeText } from './files.ts';
import { isFailure, type Failure } from './io.ts';

export interface Fixed {
  readonly applied: readonly AppliedFix[];
  readonly workspace: Workspace;
}

/**
 * Makes all fixes and writes what changed. Files that were only read because others call them stay as they are: who else
 * calls them is not known.
 * @param mayFix the findings that were asked for.
 * @param own the files that were asked for.
 */
export function fixFiles(
  workspace: Workspace,
  mayFix: (finding: Finding) => boolean,
  own: ReadonlyMap<string, string>,
  cwd: string,
): Fixed | Failure {
  const fixed = fixAll(workspace, { mayFix, mayMake: (fix) => isWithin(fix, own) });
  for (const [file, text] of fixed.texts) {
    const written = writeText(file, own.get(file) ?? '', text, cwd);
    if (isFailure(written)) return written;
  }
  return fixed;
}

/** A line for each fix that was made. */
export function fixesInWords(applied: readonly AppliedFix[]): string {
  return applied
    .map(({ finding, fix }) => {
      const files = [...new Set(fix.edits.map(({ file }) => printable(file)))].join(', ');
      return `fixed ${files}: ${printable(fix.title)} (${finding.rule})\n`;
    })
    .join('');
}

/** Resources that are judged again for the fixes of all findings together: some seconds' worth. */
const budget = 50_000;

/** Gives the fixes of one finding after the other; `undefined` once they would take too long to find. */
export function fixFinder(workspace: Workspace): (finding: Finding) => readonly Fix[] | undefined {
  let spent = 0;
  return (finding) => {
    if (spent > budget) return undefined;
    const fixes = fixesOf(workspace, finding);
    if (proposers.has(finding.rule)) {
      for (const { configuration } of workspace.analysesOf(finding.origin.file))
        spent += configuration.resources.length * Math.max(1, fixes.length);
    }
    return fixes;
  };
}

/** Of them what `--fix` may make: no fix that only a person may choose, and none of files that were only read. */
export function applicableFixes(
  fixesOf: (finding: Finding) => readonly Fix[] | undefined,
  own: ReadonlyMap<string, string>,
): (finding: Finding) => readonly Fix[] {
  return (finding) => (fixesOf(finding) ?? []).filter((fix) => fix.onRequest !== true && isWithin(fix, own));
}

function isWithin({ edits }: Fix, own: ReadonlyMap<string, string>): boolean {
  return edits.every(({ file }) => own.has(file));
}
