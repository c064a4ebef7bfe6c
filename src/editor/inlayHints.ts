/** What is true of a line and not written in it, behind the line, where the setting wants it. */
import {
  Disposable,
  EventEmitter,
  InlayHint,
  languages,
  type InlayHintsProvider,
  type Range,
  type TextDocument,
} from 'vscode';
import { inlayHintsOf } from '../core/explain/inlayHints.ts';
import { printable } from '../core/probe/report/printable.ts';
import { documentSelector } from './selectors.ts';
import { areInlayHintsWanted, onDidChangeSettings } from './settings.ts';
import type { Store } from './store.ts';

/** Characters; a hint is read in passing. */
const longest = 60;

export function registerInlayHints(store: Store): Disposable {
  const changed = new EventEmitter<void>();
  const fire = (): void => changed.fire();
  const provider: InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    provideInlayHints: (document, range) =>
      areInlayHintsWanted(document.uri) ? hintsIn(store, document, range) : [],
  };
  return Disposable.from(
    changed,
    store.onDidChange(fire),
    onDidChangeSettings(fire),
    languages.registerInlayHintsProvider(documentSelector, provider),
  );
}

function hintsIn(store: Store, document: TextDocument, range: Range): InlayHint[] {
  const name = store.nameOf(document.uri);
  const analysis = store.analysisOf(document.uri);
  const text = document.getText();
  // What is known of another text belongs to other places; the hints come again when this one is read.
  if (name === undefined || analysis === undefined || store.textOf(name) !== text) return [];
  const within = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return inlayHintsOf(analysis.topology, analysis.configuration, name, text, within).map((hint) => {
    const place = document.positionAt(hint.at === 'value' ? hint.span.end : hint.span.start);
    const position = hint.at === 'value' ? place : document.lineAt(place).range.end;
    const label = printable(hint.text);
    const shown = new InlayHint(position, label.length > longest ? `${label.slice(0, longest)}…` : label);
    shown.paddingLeft = true;
    if (label.length > longest) shown.tooltip = label;
    return shown;
  });
}
