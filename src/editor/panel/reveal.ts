/** Shows the line of code something in the diagram stands for. */
import { Range, ViewColumn, window, workspace } from 'vscode';
import type { Origin } from '../../core/text/origin.ts';
import type { Store } from '../store.ts';

/**
 * Opens the file of an origin, where it or other code is shown already, and selects what it names.
 * @param besides whether the diagram is in an editor itself, which the code must not cover
 */
export async function reveal(store: Store, origin: Origin, besides: boolean): Promise<void> {
  const place = store.locationOf(origin);
  if (place === undefined) return;
  const document = await workspace.openTextDocument(place.uri);
  const editors = window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  const editor = editors.find((each) => each.document === document) ?? editors[0];
  const { start, end } = origin.span;
  await window.showTextDocument(document, {
    selection: new Range(document.positionAt(start), document.positionAt(end)),
    viewColumn: editor?.viewColumn ?? (besides ? ViewColumn.Beside : ViewColumn.Active),
  });
}
