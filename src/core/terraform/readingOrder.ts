/** In which order Terraform reads the files of a module: what override files say takes the place of what was said before. */
import type { TerraformFile } from './terraformFile.ts';

/** `override.tf`, `network_override.tf`, and the same for the other suffixes. */
export function isOverrideFile(file: string): boolean {
  return /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/i.test(file);
}

/** The files that are read, by their names, override files last. */
export function inReadingOrder(files: readonly TerraformFile[]): readonly TerraformFile[] {
  const sorted = withoutReplaced(files).sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const isOverride = ({ file }: TerraformFile): boolean => isOverrideFile(file);
  return [...sorted.filter((file) => !isOverride(file)), ...sorted.filter(isOverride)];
}

/** Of `a.tf` and `a.tofu` OpenTofu reads the latter only. */
function withoutReplaced(files: readonly TerraformFile[]): TerraformFile[] {
  const names = new Set(files.map(({ file }) => file));
  return files.filter(
    ({ file }) => !names.has(file.replace(/\.tf(\.json)?$/, '.tofu$1')) || file.includes('.tofu'),
  );
}
