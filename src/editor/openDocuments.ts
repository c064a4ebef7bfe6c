/** The documents that are open, and the text each stands for: saved or not, and whatever its file is encoded in. */
import {
  TabInputText,
  TabInputTextDiff,
  window,
  workspace,
  type Tab,
  type TextDocument,
  type Uri,
} from 'vscode';
import { readText } from './disk.ts';
import { isWorthParsing } from './limits.ts';
import { folderOf, isFile, kindOf, nameOf } from './selectors.ts';

export class OpenDocuments {
  readonly #open = new Map<string, TextDocument>();
  /** Files that are not in UTF-8 on disk: their documents have U+FFFD for it, which others may have of their own. */
  readonly #notUtf8 = new Set<string>();

  constructor() {
    for (const document of workspace.textDocuments) this.add(document);
  }

  add(document: TextDocument): void {
    this.#open.set(document.uri.toString(), document);
  }

  delete(uri: Uri): void {
    this.#open.delete(uri.toString());
  }

  /** Those that may be code. */
  all(): readonly TextDocument[] {
    return [...this.#open.values()].filter((document) => nameOf(document) !== undefined);
  }

  /** The document of a file, whoever opened it; `undefined` when it is not open. */
  at(uri: Uri): TextDocument | undefined {
    const document = this.#open.get(uri.toString());
    return document?.isClosed === true ? undefined : document;
  }

  /** Whether a file of the Terraform module in a folder is open, and not only left behind. */
  hasModuleIn(folder: string): boolean {
    return [...this.#open.values()].some((document) => {
      const { isClosed, uri } = document;
      const isIn = !isClosed && kindOf(uri) === 'terraform' && folderOf(uri) === folder;
      return isIn && !isLeftBehind(document);
    });
  }

  /** Looks whether the file of a document is in UTF-8, which {@link textOf} is to know. */
  async noteEncoding(document: TextDocument): Promise<void> {
    const { uri } = document;
    const onDisk = document.getText().includes('\ufffd') && isFile(uri) ? await readText(uri) : undefined;
    if (onDisk?.isWellFormed() === false) this.#notUtf8.add(uri.toString());
    else this.#notUtf8.delete(uri.toString());
  }

  /** The engine's name of a document and its text; `undefined` when that is no code. */
  textOf(document: TextDocument): { readonly name: string; readonly text: string } | undefined {
    const { uri } = document;
    const name = nameOf(document);
    const kind = kindOf(uri) ?? (name?.endsWith('.tf') === true ? 'terraform' : 'template');
    const written = document.getText();
    const text = this.#notUtf8.has(uri.toString()) ? written.replaceAll('\ufffd', '\udcff') : written;
    return name === undefined || !isWorthParsing(kind, text) ? undefined : { name, text };
  }
}

/**
 * Whether nobody looks at a document and nobody has typed in it. VS Code keeps such a one for a while, when its editor was
 * closed or an extension opened it, and may not hear of what becomes of its file.
 */
export function isLeftBehind({ uri, isDirty }: TextDocument): boolean {
  if (isDirty || !isFile(uri)) return false;
  const name = uri.toString();
  const isOne = (other: Uri): boolean => other.toString() === name;
  const isOpened = window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => urisOf(tab).some(isOne)));
  return !isOpened && !window.visibleTextEditors.some(({ document }) => isOne(document.uri));
}

/** The files whose text a tab shows. */
export function urisOf({ input }: Tab): readonly Uri[] {
  if (input instanceof TabInputText) return [input.uri];
  return input instanceof TabInputTextDiff ? [input.original, input.modified] : [];
}
