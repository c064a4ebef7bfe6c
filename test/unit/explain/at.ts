/** What is explained at a cursor, written `¦`, in code of each language. */
import assert from 'node:assert/strict';
import { explainAt } from '../../../src/core/explain/explainAt.ts';
import type { Explanation, MiniWalk } from '../../../src/core/explain/explanation.ts';
import { Workspace } from '../../../src/core/workspace.ts';

export interface Explained {
  readonly all: readonly Explanation[];
  readonly text: string;
}

/** @param file tells the language by its ending. */
export function explainedAt(code: string, file = 'main.tf'): Explained {
  const offset = code.indexOf('¦');
  assert.ok(offset >= 0, 'the code has no cursor');
  const text = code.replace('¦', '');
  const workspace = new Workspace();
  workspace.update(file, text);
  const analysis = workspace.analysisOf(file);
  assert.ok(analysis, 'the code is not read at all');
  return { all: explainAt(analysis.topology, analysis.configuration, file, offset), text };
}

/** The code with the cursor before the first place of a text. */
export function cursorBefore(code: string, text: string): string {
  assert.ok(code.includes(text), `${text} is not in the code`);
  return code.replace(text, () => `¦${text}`);
}

/** `SYN from …: ✓a ✗b` and what becomes of it. */
export function lineOf({ packet, steps, verdict }: MiniWalk): string {
  const marks = { allow: '✓', deny: '✗', unknown: '?' } as const;
  return `${packet}: ${steps.map((step) => `${marks[step.verdict]} ${step.text}`).join(' → ')} = ${verdict}`;
}
