/** Plans and states: code that Terraform wrote down, not people. */
import type { Configuration } from '../value/resource.ts';

/**
 * Whether a plan or a state is judged, which is one file and the root itself. What it shows of a group or a network ACL
 * holds what other resources add to it.
 */
export function isPlan({ language, root, files }: Configuration): boolean {
  return language === 'terraform' && files.length === 1 && files[0] === root;
}
