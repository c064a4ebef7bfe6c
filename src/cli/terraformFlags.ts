/** Terraform's own flags, understood by every command: values of variables and the workspace. */
import type { TerraformSettings } from '../core/terraform/settings.ts';
import type { VariableText } from '../core/terraform/variableValues.ts';
import type { Option } from './arguments.ts';
import { failure, isFailure, type Failure, type Io } from './io.ts';

/** To be mixed into a command's own options. */
export const terraformFlags = {
  variable: { names: ['--var', '-var'], takes: 'values' },
  variableFile: { names: ['--var-file', '-var-file'], takes: 'values' },
  workspace: { names: ['--workspace'], takes: 'value' },
} as const satisfies Record<string, Option>;

type TerraformFlag = keyof typeof terraformFlags;

/** The part of a command's arguments that is read here. */
export interface TerraformArguments {
  readonly values: { get(flag: TerraformFlag): string | undefined };
  readonly lists: { get(flag: TerraformFlag): readonly string[] | undefined };
}

/** What the flags and the environment say; `variableFiles` are paths as they were given. */
export function terraformSettingsOf(
  { values, lists }: TerraformArguments,
  { env = {} }: Io,
): TerraformSettings | Failure {
  const variables: VariableText[] = [];
  for (const word of lists.get('variable') ?? []) {
    const given = variableOf(word);
    if (isFailure(given)) return given;
    variables.push(given);
  }
  const environment = Object.entries(env).flatMap(([name, text]) =>
    name.startsWith('TF_VAR_') && text !== undefined
      ? [{ name: name.slice('TF_VAR_'.length), text, from: name }]
      : [],
  );
  const workspace = values.get('workspace') ?? env['TF_WORKSPACE'] ?? 'default';
  return { variables, environment, workspace, variableFiles: lists.get('variableFile') ?? [] };
}

function variableOf(word: string): VariableText | Failure {
  const equals = word.indexOf('=');
  if (equals < 1) return failure(`--var ${word}: a variable and its value, such as --var port=443`);
  const name = word.slice(0, equals).trim();
  return { name, text: word.slice(equals + 1), from: `--var ${name}` };
}
