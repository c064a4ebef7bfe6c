/** Saves what the panel shows as an SVG file, where the user says. */
import { ColorThemeKind, Uri, window, workspace } from 'vscode';
import { svgOf } from '../../core/diagram/svg.ts';
import type { PanelState } from '../../protocol.ts';

/** Asks for a place and writes the picture in the kind of theme that is on. */
export async function exportSvg(state: PanelState): Promise<void> {
  if (state.kind !== 'drawing') return;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${state.title.replaceAll(/[^\w.-]+/g, '-')}.svg`;
  const target = await window.showSaveDialog({
    filters: { SVG: ['svg'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  const { kind } = window.activeColorTheme;
  const isDark = kind === ColorThemeKind.Dark || kind === ColorThemeKind.HighContrast;
  const text = svgOf(state.drawing, { title: state.title, theme: isDark ? 'dark' : 'light' });
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
}
