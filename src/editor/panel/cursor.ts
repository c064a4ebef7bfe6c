/** Where the editor's cursor is, or was before the diagram took the focus. */
import { Disposable, EventEmitter, window, type Event, type TextEditor } from 'vscode';
import type { Place } from '../../core/diagram/idsAt.ts';
import type { Store } from '../store.ts';

export class Cursor implements Disposable {
  readonly #store: Store;
  readonly #moved = new EventEmitter<void>();
  readonly #parts: Disposable;
  #editor: TextEditor | undefined;

  readonly onDidMove: Event<void> = this.#moved.event;

  constructor(store: Store) {
    this.#store = store;
    this.#editor = window.activeTextEditor;
    this.#parts = Disposable.from(
      this.#moved,
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#moveTo(textEditor);
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor !== undefined) this.#moveTo(editor);
      }),
    );
  }

  /** `undefined` when it is in no file of ours. */
  get place(): Place | undefined {
    const editor = this.#editor;
    const file = editor === undefined ? undefined : this.#store.nameOf(editor.document.uri);
    if (editor === undefined || file === undefined) return undefined;
    return { file, offset: editor.document.offsetAt(editor.selection.active) };
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #moveTo(editor: TextEditor): void {
    this.#editor = editor;
    this.#moved.fire();
  }
}
