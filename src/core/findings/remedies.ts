/** What somebody can do about a value that the code does not tell. */
import type { Because } from '../value/value.ts';

export interface Remedy {
  /** Reasons with one key are settled by one and the same thing. */
  readonly key: string;
  readonly text: string;
}

/** `undefined` where nothing in files of the project settles it. */
export function remedyFor({ what, why }: Because): Remedy | undefined {
  const variable = /^var\.([\w-]+)/.exec(what)?.[1];
  if (variable !== undefined && why.startsWith('has no default'))
    return {
      key: `var.${variable}`,
      text: `Give it a value in a .tfvars file (${variable} = …), or a default.`,
    };
  const parameter = /^Parameter (\S+)$/.exec(what)?.[1];
  if (parameter !== undefined && why.startsWith('has no default'))
    return { key: what, text: `Give ${parameter} a value in a parameter file, or a Default.` };
  if (why.includes('which terraform init has not downloaded'))
    return { key: 'terraform init', text: 'Run terraform init.' };
  const data = /^((?:module\.[^.]+\.)*data\.[\w-]+\.[\w-]+)/.exec(what)?.[1];
  if (data !== undefined && /^is read (?:from AWS|when Terraform runs)$/.test(why))
    return {
      key: data,
      text: 'A plan as JSON beside the code says what it is worth: terraform show -json plan > plan.json.',
    };
  if (why === 'is chosen by AWS when it is created')
    return { key: what, text: 'Once it is there, a state as JSON or describe output tells.' };
  if (what.startsWith('Export ') && why.includes('not in the workspace'))
    return { key: what, text: 'Add the template that exports it to the workspace.' };
  return undefined;
}
