/**
 * The diagram's view in the side panel. It follows the module or template of the active editor and sends a whole
 * snapshot whenever the view can be seen and something changed. What the webview asks for is looked up, never trusted.
 */
import {
  Disposable,
  env,
  Range,
  Uri,
  window,
  workspace,
  type LogOutputChannel,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import type { NetworkInterface } from '../../core/aws/network.ts';
import type { ScanOrigin } from '../../core/probe/scanOrigin.ts';
import type { Origin } from '../../core/text/origin.ts';
import type { Analysis } from '../../core/workspace.ts';
import type { FromWebview, PanelState, ToWebview } from '../../protocol.ts';
import { reasonOf } from '../log.ts';
import { idOf, isScanType } from '../scan/choices.ts';
import type { ScanOutput } from '../scan/scanOutput.ts';
import { isEnabled } from '../settings.ts';
import type { Store } from '../store.ts';
import { exportSvg } from './exportSvg.ts';
import { Following } from './following.ts';
import { pageOf } from './html.ts';
import { decodeMessage } from './messages.ts';
import { firstProbing, plainSnapshot, snapshotOf, type Probing, type Snapshot } from './state.ts';

export const viewId = 'ackscope.diagram';

export class Panel implements WebviewViewProvider, Disposable {
  readonly #store: Store;
  readonly #output: ScanOutput;
  readonly #log: LogOutputChannel;
  readonly #extensionUri: Uri;
  readonly #following: Following;
  readonly #parts: Disposable;
  /** By root. */
  readonly #probings = new Map<string, Probing>();
  #view: WebviewView | undefined;
  /** Whether the webview's script is there to take messages. */
  #listening = false;
  #sent: Snapshot = plainSnapshot({ kind: 'loading' });

  constructor(store: Store, output: ScanOutput, log: LogOutputChannel, extensionUri: Uri) {
    this.#store = store;
    this.#output = output;
    this.#log = log;
    this.#extensionUri = extensionUri;
    this.#following = new Following(store);
    this.#parts = Disposable.from(
      this.#following,
      this.#following.onDidChange(() => this.#send()),
      window.registerWebviewViewProvider(viewId, this),
    );
  }

  /** What the view shows, or would show. */
  get state(): PanelState {
    return this.#snapshot().state;
  }

  resolveWebviewView(view: WebviewView): void {
    this.#view = view;
    this.#listening = false;
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(this.#extensionUri, 'dist')] };
    const listeners = Disposable.from(
      webview.onDidReceiveMessage((data: unknown) => {
        const message = decodeMessage(data);
        if (message === undefined) this.#log.warn('The diagram sent a message of no known shape.');
        else void this.#obey(message);
      }),
      view.onDidChangeVisibility(() => {
        // A hidden page is thrown away and loaded again when it is shown.
        if (!view.visible) this.#listening = false;
        else this.#send();
      }),
    );
    view.onDidDispose(() => {
      listeners.dispose();
      if (this.#view === view) this.#view = undefined;
    });
    webview.html = pageOf(webview, this.#extensionUri);
  }

  /** Draws a scan that was made elsewhere, with its probe. */
  showScan(analysis: Analysis, target: NetworkInterface, from: ScanOrigin): void {
    const { root } = analysis.network;
    this.#probings.set(root, {
      ...this.#probingOf(root),
      target: target.address,
      source: idOf(from),
      type: 'ack',
      scanned: true,
    });
    this.#following.show(root);
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #probingOf(root: string): Probing {
    return this.#probings.get(root) ?? firstProbing;
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
      return snapshotOf(analysis, this.#probingOf(analysis.network.root), stale, new Date());
    } catch (error) {
      this.#log.error(`The diagram of ${analysis.network.root} failed: ${reasonOf(error)}`);
      return plainSnapshot({
        kind: 'error',
        message: 'The diagram could not be drawn. The Ackscope Log says why.',
      });
    }
  }

  #send(): void {
    const view = this.#view;
    if (view?.visible !== true || !this.#listening) return;
    this.#sent = this.#snapshot();
    const { state } = this.#sent;
    const message: ToWebview = { kind: 'state', state };
    void view.webview.postMessage(message);
    view.description = state.kind === 'drawing' ? state.title : '';
  }

  async #obey(message: FromWebview): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.#listening = true;
        this.#send();
        return;
      case 'reveal':
        await this.#reveal(this.#sent.origins.get(message.id));
        return;
      case 'choose':
        this.#choose(message);
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
        this.#probings.set(root, { ...this.#probingOf(root), view: message.view });
        this.#send();
        return;
      }
      case 'export':
        await exportSvg(this.#sent.state);
        return;
    }
  }

  #choose({ target, source, type, port }: Extract<FromWebview, { kind: 'choose' }>): void {
    const root = this.#following.root;
    const { state } = this.#sent;
    if (root === undefined || state.kind !== 'drawing') return;
    const { targets, sources } = state.probe;
    const isOffered = targets.some(({ id }) => id === target) && sources.some(({ id }) => id === source);
    if (!isOffered || !isScanType(type)) return;
    this.#probings.set(root, { ...this.#probingOf(root), target, source, type, port });
    this.#send();
  }

  #scan(): void {
    const root = this.#following.root;
    if (root === undefined) return;
    this.#probings.set(root, { ...this.#probingOf(root), scanned: true });
    this.#send();
    const { state } = this.#sent;
    if (state.kind === 'drawing' && state.scan !== undefined) this.#output.remember(state.scan);
  }

  /** Opens the file of an origin and selects what it names. */
  async #reveal(origin: Origin | undefined): Promise<void> {
    const place = origin === undefined ? undefined : this.#store.locationOf(origin);
    if (origin === undefined || place === undefined) return;
    const document = await workspace.openTextDocument(place.uri);
    const { start, end } = origin.span;
    await window.showTextDocument(document, {
      selection: new Range(document.positionAt(start), document.positionAt(end)),
    });
  }
}
