/** Puts the parts together. Nothing is read or analysed before `activate` has returned. */
import type { ExtensionContext } from 'vscode';
import type { PanelState } from '../protocol.ts';
import { registerCodeLenses } from './codeLenses.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerCopyScan } from './commands/copyScan.ts';
import { registerOpenDiagram } from './commands/openDiagram.ts';
import { HoverSize } from './commands/showFullHover.ts';
import { registerSimulateAckScan } from './commands/simulateAckScan.ts';
import { keepContext } from './context.ts';
import { Diagnostics } from './diagnostics.ts';
import { Documents } from './documents.ts';
import { registerHovers } from './hovers.ts';
import { registerInlayHints } from './inlayHints.ts';
import { createLog } from './log.ts';
import { Panel } from './panel/panel.ts';
import { ScanOutput } from './scan/scanOutput.ts';
import { Store } from './store.ts';

/** What other extensions get from `activate`. */
export interface AckscopeApi {
  /** Resolves when every file of the workspace has been read once. */
  readonly ready: Promise<void>;
  /** Resolves when what is on disk and what is typed now is read, and what is found in it is shown. */
  readonly settled: () => Promise<void>;
  /** What the diagram shows, or would show if it could be seen. */
  readonly diagram: () => PanelState;
  /** Ids of the boxes, hops and reasons of the diagram that the editor's cursor is on. */
  readonly diagramCursor: () => readonly string[];
}

export function activate(context: ExtensionContext): AckscopeApi {
  const log = createLog();
  const store = new Store(log);
  const output = new ScanOutput();
  const diagnostics = new Diagnostics(store);
  const panel = new Panel(store, output, log, context);
  const documents = new Documents(store, log);
  const hoverSize = new HoverSize();
  context.subscriptions.push(
    documents,
    panel,
    diagnostics,
    output,
    keepContext(store),
    registerHovers(store, documents, hoverSize),
    hoverSize.register(),
    registerCodeLenses(store),
    registerInlayHints(store),
    registerCodeActions(store, documents),
    registerSimulateAckScan({ store, documents, output, panel }),
    registerOpenDiagram(panel),
    registerCopyScan(output),
    store,
    log,
  );
  return {
    ready: documents.ready,
    settled: async () => {
      await documents.lookAgain();
      await diagnostics.settle();
    },
    diagram: () => panel.state,
    diagramCursor: () => panel.cursorIds,
  };
}
