/** Saves what the panel shows as a file, where the user says. */
import { ColorThemeKind, Uri, window, workspace } from 'vscode';
import { svgOf } from '../../core/diagram/svg.ts';
import type { PanelDrawing } from '../../protocol.ts';

/** Asks for a place and writes the picture in the kind of theme that is on. */
export async function exportSvg(state: PanelDrawing): Promise<void> {
  const { kind } = window.activeColorTheme;
  const isDark = kind === ColorThemeKind.Dark || kind === ColorThemeKind.HighContrast;
  const text = svgOf(state.drawing, { title: state.title, theme: isDark ? 'dark' : 'light' });
  await save(state.title, 'svg', new TextEncoder().encode(text));
}

/** Asks for a place and writes a picture the webview painted. @param data its bytes in base64 */
export async function exportPng(state: PanelDrawing, data: string): Promise<void> {
  await save(
    state.title,
    'png',
    Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0)),
  );
}

async function save(title: string, format: 'svg' | 'png', bytes: Uint8Array): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${title.replaceAll(/[^\w.-]+/g, '-')}.${format}`;
  const target = await window.showSaveDialog({
    filters: { [format.toUpperCase()]: [format] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
  });
  if (target !== undefined) await workspace.fs.writeFile(target, bytes);
}
