/** How code of a language names a resource of it, and what can name what. */
import type { NewValue } from '../../rewrite/newValue.ts';
import type { Written } from '../../rewrite/written.ts';

/** The id of a resource: `aws_vpc.main.id`, `!Ref Vpc`, `{ "Ref": "Vpc" }`. */
export function referenceTo({ code, type, name }: Written): NewValue {
  if (code.kind === 'terraform') return { verbatim: `${type}.${name}.id` };
  if (code.template.format === 'yaml') return { verbatim: `!Ref ${name}` };
  return { fields: [{ name: 'Ref', value: name }] };
}

/** Whether one can name the other: they are in one module or template. */
export function isBeside({ code: one }: Written, { code: other }: Written): boolean {
  const folder = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);
  return one.kind === 'terraform' && other.kind === 'terraform'
    ? folder(one.file) === folder(other.file)
    : one.file === other.file;
}
