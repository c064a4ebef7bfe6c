/** The host's side of the webview, typed: what VS Code puts into the page, what is asked of it, and what it sends. */
import type { FromWebview, ToWebview } from '../src/protocol.ts';

interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** May be acquired once in the life of a page. */
export const vscode: VsCodeApi = acquireVsCodeApi();

/** Takes what the host sends; whatever else is posted to the page is nobody's business here. */
export function listen(take: (message: ToWebview) => void): void {
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isOurs(data)) take(data);
  });
}

function isOurs(data: unknown): data is ToWebview {
  return (
    typeof data === 'object' &&
    data !== null &&
    'kind' in data &&
    (data.kind === 'state' || data.kind === 'cursor')
  );
}
