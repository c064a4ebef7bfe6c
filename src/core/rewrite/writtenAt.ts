/** From the place an origin names to what is written there. */
import type { Span } from '../text/span.ts';
import type { CodeBase } from './code.ts';
import { writtenInTemplate } from './template.ts';
import { writtenInTerraform } from './terraform.ts';
import type { Written } from './written.ts';

/** A resource by its header or logical id, a block by its header, an object by itself; `undefined` for anything else. */
export function writtenAt(
  base: CodeBase,
  { file, span }: { readonly file: string; readonly span: Span },
): Written | undefined {
  const code = base.at(file);
  if (code === undefined) return undefined;
  return code.kind === 'terraform' ? writtenInTerraform(base, code, span) : writtenInTemplate(code, span);
}
