/** From the place an origin names to what is written there. */
import { textOfLastKey } from '../text/instanceKeys.ts';
import type { Origin } from '../text/origin.ts';
import type { CodeBase } from './code.ts';
import { writtenInTemplate } from './template.ts';
import { writtenInTerraform } from './terraform.ts';
import type { Written } from './written.ts';

/**
 * A resource by its header or logical id, a block by its header, an object by itself; an item where `for_each` or a
 * `dynamic` block makes it of a collection that is written out. `undefined` for anything else.
 * @param isIt tells the items of a `dynamic` block apart, which share their place.
 */
export function writtenAt(
  base: CodeBase,
  { file, span, resource }: Origin,
  isIt?: (written: Written) => boolean,
): Written | undefined {
  const code = base.at(file);
  if (code === undefined) return undefined;
  if (code.kind === 'template') return writtenInTemplate(code, span);
  const key = textOfLastKey(resource ?? '');
  const found = writtenInTerraform(base, code, span, key);
  if (isIt !== undefined) return found.find(isIt);
  const [first] = found;
  return first?.form === 'part' && found.length > 1 ? undefined : first;
}
