/** How code of a language names a resource of it. */
import type { NewValue } from '../../rewrite/newValue.ts';
import type { Written } from '../../rewrite/written.ts';

/** The id of a resource: `aws_vpc.main.id`, `!Ref Vpc`, `{ "Ref": "Vpc" }`. */
export function referenceTo({ code, type, name }: Written): NewValue {
  if (code.kind === 'terraform') return { verbatim: `${type}.${name}.id` };
  if (code.template.format === 'yaml') return { verbatim: `!Ref ${name}` };
  return { fields: [{ name: 'Ref', value: name }] };
}
