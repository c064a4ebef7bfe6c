/** The webview's page: it may load our two files and nothing else, from nowhere else. */
import { Uri, type Webview } from 'vscode';

/** The page, with a policy that names this one load's nonce. */
export function pageOf(webview: Webview, extensionUri: Uri): string {
  const nonce = createNonce();
  const script = webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', 'webview.js'));
  const style = webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', 'webview.css'));
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style.toString()}">
<title>Ackscope</title>
</head>
<body>
<main id="app"></main>
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}

function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
