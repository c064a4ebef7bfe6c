/** The Terraform modules of test/conformance/terraform-modules, as people write them, for tests that need whole ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const folder = join(import.meta.dirname, '../conformance/terraform-modules');

export const ownModules: readonly string[] = readdirSync(folder);

/** The texts of a module's files by their paths from its folder, without what Terraform plans of it. */
export function filesOfModule(name: string): ReadonlyMap<string, string> {
  const root = join(folder, name);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'plan.json')
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files.map((file) => [relative(root, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  );
}

/** The values of every resource that `terraform plan` makes of a module, as `plan.json` of its folder has them. */
export function planTextOf(name: string): string {
  return readFileSync(join(folder, name, 'plan.json'), 'utf8');
}
