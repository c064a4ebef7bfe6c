/**
 * Which module or template the diagram shows: the active editor's, else the one before it, else the first. While code has
 * errors the last state without them is kept, so that the picture does not fall apart with every half-typed line.
 */
import { Disposable, EventEmitter, window, type Event, type Memento } from 'vscode';
import type { Analysis } from '../../core/analysis.ts';
import type { Store } from '../store.ts';
import { emptyMessage, isEmpty } from './state.ts';

export type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'analysis'; readonly analysis: Analysis; readonly stale: boolean };

const key = 'ackscope.shown';

export class Following implements Disposable {
  readonly #store: Store;
  readonly #memento: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly #parts: Disposable;
  /** The last analysis without errors of what is shown. */
  #sound: Analysis | undefined;
  #root: string | undefined;
  #isLoaded = false;

  /** Fires when something else is to be shown, or the same may look different. */
  readonly onDidChange: Event<void> = this.#changed.event;

  /** @param memento keeps what was shown from one session to the next. */
  constructor(store: Store, memento: Memento) {
    this.#store = store;
    this.#memento = memento;
    this.#parts = Disposable.from(
      this.#changed,
      store.onDidChange(() => {
        this.#isLoaded = true;
        this.#follow();
        this.#changed.fire();
      }),
      window.onDidChangeActiveTextEditor(() => {
        const before = this.#root;
        this.#follow();
        if (this.#root !== before) this.#changed.fire();
      }),
    );
  }

  /** The root of what is shown. */
  get root(): string | undefined {
    return this.#root;
  }

  /** Shows a module or template until another one's editor becomes active. */
  show(root: string): void {
    this.#keep(root);
    this.#changed.fire();
  }

  current(): Shown {
    if (!this.#isLoaded) return { kind: 'loading' };
    const root = this.#store.roots().find((one) => one === this.#root);
    const analysis = root === undefined ? undefined : this.#store.analysisAt(root);
    if (analysis === undefined) return this.#nothing();
    if (isSound(analysis)) {
      this.#sound = analysis;
      return { kind: 'analysis', analysis, stale: false };
    }
    const sound = this.#sound?.network.root === this.#root ? this.#sound : undefined;
    return { kind: 'analysis', analysis: sound ?? analysis, stale: true };
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #follow(): void {
    const document = window.activeTextEditor?.document;
    const active = document === undefined ? undefined : this.#store.analysisOf(document.uri);
    if (active !== undefined) this.#keep(active.network.root);
    else {
      const roots = this.#store.roots();
      const known = [this.#root, this.#memento.get<unknown>(key)];
      const last = roots.find((root) => root === known[0]) ?? roots.find((root) => root === known[1]);
      // The others need not be looked at.
      this.#root = last ?? roots.find((root) => this.#isWorthShowing(root)) ?? roots[0];
    }
  }

  #isWorthShowing(root: string): boolean {
    const analysis = this.#store.analysisAt(root);
    return analysis !== undefined && !isEmpty(analysis);
  }

  #keep(root: string): void {
    if (this.#root !== root) void this.#memento.update(key, root);
    this.#root = root;
  }

  #nothing(): Shown {
    const document = window.activeTextEditor?.document;
    const failure = document === undefined ? undefined : this.#store.failureOf(document.uri);
    return failure === undefined
      ? { kind: 'empty', message: emptyMessage }
      : { kind: 'error', message: 'This code could not be analysed. The Ackscope Log says why.' };
  }
}

/** Whether all of the code could be read. What is read and wrong, such as a name given twice, is drawn as it is. */
function isSound({ configuration }: Analysis): boolean {
  return !configuration.problems.some(({ code }) => code.endsWith('-syntax'));
}
