/** The user's settings, read where they are needed so that a change counts at once. */
import { Uri, workspace, type Disposable } from 'vscode';
import type { Config } from '../core/config/config.ts';
import { personalConfig } from '../core/config/personalConfig.ts';
import { defaultTerraformSettings, type TerraformSettings } from '../core/terraform/settings.ts';

const section = 'ackscope';

/** `ackscope.enable`: whether files are read at all. */
export function isEnabled(): boolean {
  return workspace.getConfiguration(section).get<unknown>('enable') !== false;
}

/**
 * `ackscope.terraform.*`: what a run of Terraform is told beside the code. A file of values is looked for beside each root
 * module and in each of the workspace's folders.
 */
export function terraformSettings(): TerraformSettings {
  const settings = workspace.getConfiguration(`${section}.terraform`);
  const files = settings.get<unknown>('variableFiles');
  const name = settings.get<unknown>('workspace');
  const roots = workspace.workspaceFolders ?? [];
  return {
    ...defaultTerraformSettings,
    ...(typeof name === 'string' && name !== '' ? { workspace: name } : {}),
    variableFiles: (Array.isArray(files) ? (files as readonly unknown[]) : []).flatMap((path) =>
      typeof path === 'string' && path !== ''
        ? [...roots.map(({ uri }) => Uri.joinPath(uri, path).toString()), path]
        : [],
    ),
  };
}

/** `ackscope.cloudformation.parameterFiles`: files with values of parameters, from each of the workspace's folders. */
export function parameterFiles(): readonly Uri[] {
  const paths = workspace.getConfiguration(`${section}.cloudformation`).get<unknown>('parameterFiles');
  const roots = workspace.workspaceFolders ?? [];
  return (Array.isArray(paths) ? (paths as readonly unknown[]) : []).flatMap((path) =>
    typeof path === 'string' && path !== '' ? roots.map(({ uri }) => Uri.joinPath(uri, path)) : [],
  );
}

/** `ackscope.rules`, `ackscope.sensitivePorts` and `ackscope.ephemeralPorts`, as they count for the code of a root. */
export function personalConfigOf(root: string): Config {
  const settings = workspace.getConfiguration(section, Uri.parse(root));
  return personalConfig({
    rules: settings.get('rules'),
    sensitivePorts: settings.get('sensitivePorts'),
    ephemeralPorts: settings.get('ephemeralPorts'),
  });
}

/** `ackscope.codeLens.enabled`. */
export function isCodeLensWanted(uri: Uri): boolean {
  return workspace.getConfiguration(section, uri).get<unknown>('codeLens.enabled') === true;
}

/** `ackscope.inlayHints.enabled`. */
export function areInlayHintsWanted(uri: Uri): boolean {
  return workspace.getConfiguration(section, uri).get<unknown>('inlayHints.enabled') === true;
}

export function onDidChangeSettings(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) listener();
  });
}
