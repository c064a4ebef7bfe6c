/** One webview with the diagram's page in it, whether it is in the side bar or in an editor. */
import { Disposable, Uri, type WebviewPanel, type WebviewView } from 'vscode';
import type { ToWebview } from '../../protocol.ts';
import { pageOf } from './html.ts';

export type Holder = WebviewView | WebviewPanel;

export class Surface {
  readonly holder: Holder;
  readonly #listeners: Disposable;
  /** Whether the page's script is there to take messages. */
  #isListening = false;

  /**
   * Loads the page.
   * @param receive is given what the page sends, as it came
   * @param gone is called once, when the holder is closed
   */
  constructor(
    holder: Holder,
    extensionUri: Uri,
    receive: (surface: Surface, data: unknown) => void,
    gone: (surface: Surface) => void,
  ) {
    this.holder = holder;
    const { webview } = holder;
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, 'dist')] };
    // A hidden page is thrown away and loaded again when it is shown: it says that it is ready once more.
    const onVisibility = (): void => {
      if (!holder.visible) this.#isListening = false;
    };
    this.#listeners = Disposable.from(
      webview.onDidReceiveMessage((data: unknown) => receive(this, data)),
      isEditor(holder)
        ? holder.onDidChangeViewState(onVisibility)
        : holder.onDidChangeVisibility(onVisibility),
    );
    holder.onDidDispose(() => {
      this.#listeners.dispose();
      this.#isListening = false;
      gone(this);
    });
    webview.html = pageOf(webview, extensionUri);
  }

  get isListening(): boolean {
    return this.#isListening && this.holder.visible;
  }

  /** From now on it takes messages. */
  listen(): void {
    this.#isListening = true;
  }

  post(message: ToWebview): void {
    if (this.isListening) void this.holder.webview.postMessage(message);
  }

  /** Says beside or in the tab what is drawn; nothing when that is empty. */
  entitle(title: string): void {
    const { holder } = this;
    if (!isEditor(holder)) holder.description = title;
    else holder.title = title === '' ? 'Diagram' : `Diagram: ${title}`;
  }
}

/** Whether it is a tab beside the code's. */
export function isEditor(holder: Holder): holder is WebviewPanel {
  return 'reveal' in holder;
}
