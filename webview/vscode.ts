/** The host's side of the webview, typed: what VS Code puts into the page, and the only two things asked of it. */
import type { FromWebview } from '../src/protocol.ts';

interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** May be acquired once in the life of a page. */
export const vscode: VsCodeApi = acquireVsCodeApi();
