/**
 * "Show all" in a hover: shows the hover at the same place again with everything in it. VS Code's own way to expand a hover
 * is not open to extensions yet.
 */
import type { Disposable } from 'vscode';
import { commands, Position, Selection, Uri, window, type TextDocument } from 'vscode';
import { commandIds } from './ids.ts';

/** How much hovers say: little, but for the place somebody asked about. */
export class HoverSize {
  #full: { readonly uri: string; readonly version: number; readonly position: Position } | undefined;

  /** Whether everything is to be shown there. Asked anywhere else, or after an edit, hovers are short again. */
  isFull(document: TextDocument, position: Position): boolean {
    const full = this.#full;
    const isSame =
      full?.uri === document.uri.toString() &&
      full.version === document.version &&
      full.position.isEqual(position);
    if (!isSame) this.#full = undefined;
    return isSame;
  }

  /** Registers the command. */
  register(): Disposable {
    return commands.registerCommand(commandIds.showFullHover, (argument: unknown) => this.#show(argument));
  }

  async #show(argument: unknown): Promise<void> {
    const place = placeOf(argument);
    const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === place?.file);
    if (place === undefined || editor === undefined) return;
    const { document, viewColumn } = editor;
    const position = document.validatePosition(new Position(place.line, place.character));
    // The hover is shown at the cursor.
    const selection = new Selection(position, position);
    await window.showTextDocument(
      document,
      viewColumn === undefined ? { selection } : { viewColumn, selection },
    );
    this.#full = { uri: document.uri.toString(), version: document.version, position };
    await commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
  }
}

/** A link in a hover is the only caller that is meant; anything else counts as nothing. */
function placeOf(
  argument: unknown,
): { readonly file: string; readonly line: number; readonly character: number } | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { file, line, character } = argument as Readonly<Record<string, unknown>>;
  if (typeof file !== 'string' || !isCount(line) || !isCount(character)) return undefined;
  return { file: Uri.parse(file).toString(), line, character };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
