/** `.terraform/modules/modules.json`: where `terraform init` put the modules it downloaded. */

/** Folders by the calls that lead to a module, `vpc.subnets`, from the root module's folder. */
export type ModuleManifest = ReadonlyMap<string, string>;

/** Reads a manifest. What is not one, or leads out of `.terraform`, is passed over. */
export function parseManifest(text: string): ModuleManifest {
  const folders = new Map<string, string>();
  for (const { Key: key, Dir: folder } of entriesOf(text)) {
    if (typeof key !== 'string' || typeof folder !== 'string') continue;
    const path = folder.replaceAll('\\', '/');
    if (path.startsWith('.terraform/') && !path.split('/').includes('..')) folders.set(key, path);
  }
  return folders;
}

function entriesOf(text: string): readonly { readonly Key?: unknown; readonly Dir?: unknown }[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof parsed !== 'object' || parsed === null || !('Modules' in parsed)) return [];
  const { Modules: modules } = parsed;
  return Array.isArray(modules)
    ? modules.filter((entry): entry is object => typeof entry === 'object' && entry !== null)
    : [];
}
