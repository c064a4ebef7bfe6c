/**
 * The diagram, in the side bar and in an editor: one page, one state. It follows the module or template of the active
 * editor and sends a whole snapshot whenever it can be seen and something changed. What the webview asks for is looked
 * up, never trusted.
 */
import {
  Disposable,
  env,
  ViewColumn,
  window,
  type ExtensionContext,
  type LogOutputChannel,
  type Uri,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import type { NetworkInterface } from '../../core/aws/network.ts';
import { idsAt } from '../../core/diagram/idsAt.ts';
import { changedView } from '../../core/diagram/view.ts';
import type { ScanOrigin } from '../../core/probe/scanOrigin.ts';
import type { Analysis } from '../../core/analysis.ts';
import type { FromWebview, PanelState, ProbeChange } from '../../protocol.ts';
import { reasonOf } from '../log.ts';
import { idOf, isScanType } from '../scan/choices.ts';
import type { ScanOutput } from '../scan/scanOutput.ts';
import { isEnabled } from '../settings.ts';
import type { Store } from '../store.ts';
import { Cursor } from './cursor.ts';
import { exportPng, exportSvg } from './exportPicture.ts';
import { Following } from './following.ts';
import { decodeMessage } from './messages.ts';
import { Probings } from './probings.ts';
import { reveal } from './reveal.ts';
import { plainSnapshot, snapshotOf, type Snapshot } from './state.ts';
import { isEditor, Surface, type Holder } from './surface.ts';

export const viewId = 'ackscope.diagram';
/** The kind of editor the diagram is in. */
export const editorType = 'ackscope.diagramEditor';

export class Panel implements WebviewViewProvider, Disposable {
  readonly #store: Store;
  readonly #output: ScanOutput;
  readonly #log: LogOutputChannel;
  readonly #extensionUri: Uri;
  readonly #following: Following;
  readonly #cursor: Cursor;
  readonly #probings: Probings;
  readonly #parts: Disposable;
  readonly #surfaces = new Set<Surface>();
  #sent: Snapshot = plainSnapshot({ kind: 'loading' });

  constructor(store: Store, output: ScanOutput, log: LogOutputChannel, context: ExtensionContext) {
    this.#store = store;
    this.#output = output;
    this.#log = log;
    this.#extensionUri = context.extensionUri;
    this.#following = new Following(store, context.workspaceState);
    this.#cursor = new Cursor(store);
    this.#probings = new Probings(context.workspaceState);
    this.#parts = Disposable.from(
      this.#following,
      this.#cursor,
      this.#following.onDidChange(() => this.#send()),
      this.#cursor.onDidMove(() => this.#sendCursor()),
      window.registerWebviewViewProvider(viewId, this),
      window.registerWebviewPanelSerializer(editorType, {
        deserializeWebviewPanel: (panel) => {
          this.#load(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** What the diagram shows, or would show. */
  get state(): PanelState {
    return this.#snapshot().state;
  }

  /** Ids of what the editor's cursor is on, in the diagram. */
  get cursorIds(): readonly string[] {
    return this.#idsAtCursor(this.#snapshot());
  }

  resolveWebviewView(view: WebviewView): void {
    this.#load(view);
  }

  /** Shows the diagram in an editor beside the code; there is one at most. */
  openInEditor(): void {
    for (const { holder } of this.#surfaces) {
      if (!isEditor(holder)) continue;
      holder.reveal();
      return;
    }
    this.#load(window.createWebviewPanel(editorType, 'Diagram', ViewColumn.Beside));
  }

  /** Draws a scan that was made elsewhere, with its probe. */
  showScan(analysis: Analysis, target: NetworkInterface, from: ScanOrigin): void {
    const { root } = analysis.network;
    this.#probings.set(root, {
      ...this.#probings.of(root),
      target: target.address,
      source: idOf(from),
      type: 'ack',
      scanned: true,
    });
    this.#following.show(root);
  }

  dispose(): void {
    this.#parts.dispose();
    for (const { holder } of [...this.#surfaces]) if (isEditor(holder)) holder.dispose();
  }

  #load(holder: Holder): void {
    const surface = new Surface(
      holder,
      this.#extensionUri,
      (from, data) => {
        const message = decodeMessage(data);
        if (message === undefined) this.#log.warn('The diagram sent a message of no known shape.');
        else void this.#obey(from, message);
      },
      (gone) => this.#surfaces.delete(gone),
    );
    this.#surfaces.add(surface);
  }

  #snapshot(): Snapshot {
    if (!isEnabled())
      return plainSnapshot({
        kind: 'empty',
        message: 'Ackscope is switched off by the setting ackscope.enable.',
      });
    const shown = this.#following.current();
    if (shown.kind !== 'analysis') return plainSnapshot(shown);
    const { analysis, stale } = shown;
    try {
      return snapshotOf(analysis, this.#probings.of(analysis.network.root), stale, new Date());
    } catch (error) {
      this.#log.error(`The diagram of ${analysis.network.root} failed: ${reasonOf(error)}`);
      return plainSnapshot({
        kind: 'error',
        message: 'The diagram could not be drawn. The Ackscope Log says why.',
      });
    }
  }

  #send(): void {
    const surfaces = [...this.#surfaces].filter(({ isListening }) => isListening);
    if (surfaces.length === 0) return;
    this.#sent = this.#snapshot();
    const { state } = this.#sent;
    for (const surface of surfaces) {
      surface.post({ kind: 'state', state });
      surface.entitle(state.kind === 'drawing' ? state.title : '');
    }
    this.#sendCursor();
  }

  #sendCursor(): void {
    const ids = this.#idsAtCursor(this.#sent);
    for (const surface of this.#surfaces) surface.post({ kind: 'cursor', ids });
  }

  /** Nothing while the code is ahead of what is drawn: offsets mean something else there. */
  #idsAtCursor({ state, origins }: Snapshot): readonly string[] {
    const { place } = this.#cursor;
    const shown = this.#following.current();
    if (place === undefined || shown.kind !== 'analysis' || shown.stale || state.kind !== 'drawing')
      return [];
    return [...idsAt(shown.analysis.topology, state.drawing.boxes, origins, place)];
  }

  async #obey(surface: Surface, message: FromWebview): Promise<void> {
    switch (message.kind) {
      case 'ready':
        surface.listen();
        this.#send();
        return;
      case 'reveal': {
        const origin = this.#sent.origins.get(message.id);
        if (origin !== undefined) await reveal(this.#store, origin, isEditor(surface.holder));
        return;
      }
      case 'choose':
        this.#choose(message.change);
        return;
      case 'scan':
        this.#scan();
        return;
      case 'copy-scan': {
        const { state } = this.#sent;
        if (state.kind !== 'drawing' || state.scan === undefined) return;
        await env.clipboard.writeText(
          message.format === 'text' ? state.scan.text : (this.#sent.xml ?? state.scan.text),
        );
        return;
      }
      case 'view': {
        const root = this.#following.root;
        if (root === undefined) return;
        const probing = this.#probings.of(root);
        this.#probings.set(root, { ...probing, view: changedView(probing.view, message.change) });
        this.#send();
        return;
      }
      case 'export': {
        const { state } = this.#sent;
        if (state.kind !== 'drawing') return;
        await (message.format === 'svg' ? exportSvg(state) : exportPng(state, message.data));
        return;
      }
    }
  }

  #choose(change: ProbeChange): void {
    const root = this.#following.root;
    const { state } = this.#sent;
    if (root === undefined || state.kind !== 'drawing') return;
    const { targets, sources } = state.probe;
    const { target, source, type, port } = { ...state.probe, ...change };
    const isOffered = targets.some(({ id }) => id === target) && sources.some(({ id }) => id === source);
    if (!isOffered || !isScanType(type)) return;
    this.#probings.set(root, { ...this.#probings.of(root), target, source, type, port });
    this.#send();
  }

  #scan(): void {
    const root = this.#following.root;
    if (root === undefined) return;
    this.#probings.set(root, { ...this.#probings.of(root), scanned: true });
    this.#send();
    const { state } = this.#sent;
    if (state.kind === 'drawing' && state.scan !== undefined) this.#output.remember(state.scan);
  }
}
