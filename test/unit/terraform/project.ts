/** Projects of several folders for the tests. */
import { TerraformProjects } from '../../../src/core/terraform/projects.ts';
import { defaultTerraformSettings } from '../../../src/core/terraform/settings.ts';
import { joinPaths } from '../../../src/core/text/paths.ts';
import type { TerraformSettings } from '../../../src/core/terraform/settings.ts';
import type { Configuration } from '../../../src/core/value/resource.ts';

/** The root module in the folder above all others, or in `root`. */
export function project(
  files: Readonly<Record<string, string>>,
  settings: Partial<TerraformSettings> = {},
  root = '',
): Configuration {
  const projects = new TerraformProjects(joinPaths);
  projects.configure({ ...defaultTerraformSettings, ...settings });
  for (const [file, text] of Object.entries(files)) projects.update(file, text);
  const found = projects.evaluate(root);
  if (found === undefined) throw new Error(`there is no module in ${root}`);
  return found.configuration;
}
