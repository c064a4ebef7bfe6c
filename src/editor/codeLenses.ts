/** "Simulate ACK scan · tcp 443 reachable from the internet" above what can be scanned, where the setting wants it. */
import {
  CodeLens,
  Disposable,
  EventEmitter,
  languages,
  type CodeLensProvider,
  type Range,
  type TextDocument,
} from 'vscode';
import { lensesOf, type Lens } from '../core/explain/lenses.ts';
import { printable } from '../core/probe/report/printable.ts';
import { commandIds } from './commands/ids.ts';
import { documentSelector } from './selectors.ts';
import { isCodeLensWanted, onDidChangeSettings } from './settings.ts';
import type { Store } from './store.ts';

export function registerCodeLenses(store: Store): Disposable {
  const changed = new EventEmitter<void>();
  const fire = (): void => changed.fire();
  return Disposable.from(
    changed,
    store.onDidChange(fire),
    onDidChangeSettings(fire),
    languages.registerCodeLensProvider(documentSelector, new ScanLenses(store, changed)),
  );
}

/** A place whose words are found when it scrolls into view. */
class ScanLens extends CodeLens {
  readonly lens: Lens;
  readonly file: string;

  constructor(range: Range, lens: Lens, file: string) {
    super(range);
    this.lens = lens;
    this.file = file;
  }
}

class ScanLenses implements CodeLensProvider<ScanLens> {
  readonly onDidChangeCodeLenses;
  readonly #store: Store;

  constructor(store: Store, changed: EventEmitter<void>) {
    this.#store = store;
    this.onDidChangeCodeLenses = changed.event;
  }

  provideCodeLenses({ uri }: TextDocument): ScanLens[] {
    const name = this.#store.nameOf(uri);
    const analysis = this.#store.analysisOf(uri);
    if (name === undefined || analysis === undefined || !isCodeLensWanted(uri)) return [];
    return lensesOf(analysis.topology, name).flatMap((lens) => {
      const range = this.#store.rangeOf(name, lens.span);
      return range === undefined ? [] : [new ScanLens(range, lens, uri.toString())];
    });
  }

  resolveCodeLens(codeLens: ScanLens): ScanLens {
    const { lens, file } = codeLens;
    codeLens.command = {
      title: `$(play) Simulate ACK scan \u00b7 ${printable(lens.words())}`,
      command: commandIds.simulateAckScan,
      arguments: [lens.target === undefined ? { file } : { file, target: lens.target }],
    };
    return codeLens;
  }
}
