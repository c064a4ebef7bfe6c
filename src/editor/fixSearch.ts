/**
 * Looks for fixes in slices, as each of them is tried on the code. Edits count from the texts they were looked for in: where
 * the code changes meanwhile, there is none.
 */
import type { Uri } from 'vscode';
import { fixAllInSteps } from '../core/fixAll.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { Fix } from '../core/findings/fixes/fix.ts';
import type { FileEdit } from '../core/rewrite/code.ts';
import { ignoreAt } from '../core/rewrite/comments.ts';
import { differenceOf } from '../core/text/textEdit.ts';
import { tryFixes } from '../core/verifiedFixes.ts';
import { Slices } from './slices.ts';
import type { Store } from './store.ts';

export class FixSearch {
  readonly #store: Store;
  #found = new WeakMap<Finding, readonly Fix[]>();
  /** The store's, when they were found. */
  #version = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Every fix of a finding that works; looked for once while nothing changes. */
  async fixesOf(finding: Finding, slices: Slices): Promise<readonly Fix[]> {
    const { version } = this.#store;
    if (version !== this.#version) this.#found = new WeakMap();
    this.#version = version;
    const known = this.#found.get(finding);
    if (known !== undefined) return known;
    const steps = tryFixes(this.#store.snapshot(), finding);
    const fixes: Fix[] = [];
    for (;;) {
      const step = this.#store.guard(finding.origin.file, () => steps.next());
      if (step === undefined || step.done === true) break;
      if (step.value !== undefined) fixes.push(step.value);
      await slices.rest();
    }
    if (version !== this.#store.version) return [];
    this.#found.set(finding, fixes);
    return fixes;
  }

  /**
   * All fixes of the findings in a file, one after the other, as one edit for each file they change.
   * @param review whether somebody will look at them: those that take out or reorder rules are left out otherwise.
   */
  async fixAllIn(uri: Uri, review: boolean): Promise<readonly FileEdit[]> {
    const name = this.#store.nameOf(uri);
    if (name === undefined) return [];
    const { version } = this.#store;
    const slices = new Slices();
    const now = this.#store.snapshot();
    const steps = fixAllInSteps(now, {
      mayFix: ({ origin }) => origin.file === name,
      mayMake: ({ needsReview }) => review || needsReview !== true,
    });
    for (;;) {
      const step = this.#store.guard(name, () => steps.next());
      if (step === undefined || version !== this.#store.version) return [];
      if (step.done !== true) {
        await slices.rest();
        continue;
      }
      const changed = [...step.value.texts];
      return changed.map(([file, text]) => ({ file, ...differenceOf(now.textOf(file) ?? '', text) }));
    }
  }

  /** The comment that makes a finding be ignored; `undefined` where there can be none. */
  ignoreHere({ rule, origin }: Finding): readonly FileEdit[] | undefined {
    const code = this.#store.code().at(origin.file);
    return code && ignoreAt(code, origin.span.start, rule);
  }
}
