/** `ackscope model`: the network that the code comes to, with its places, AWS' defaults, and what is not known of it. */
import { parseArguments, type Option } from './arguments.ts';
import { cloudformationFlags } from './cloudformationFlags.ts';
import { exit, failure, isFailure, type Failure, type Io } from './io.ts';
import { printJson } from './json.ts';
import { load } from './load.ts';
import { modelJson } from './modelFormats/json.ts';
import { modelText } from './modelFormats/text.ts';
import { terraformFlags } from './terraformFlags.ts';
import { unresolvedOf } from './unresolved.ts';

const options = {
  ...cloudformationFlags,
  ...terraformFlags,
  format: { names: ['--format'], takes: 'value' },
} as const satisfies Record<string, Option>;

export const modelUsage = 'ackscope model PATH… [--format text|json]';

export function model(argv: readonly string[], io: Io): number | Failure {
  const given = parseArguments<keyof typeof options>(argv, options);
  if (isFailure(given)) return given;
  const format = given.values.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json') return failure(`--format ${format} is unknown: text or json`);
  if (given.positionals.length === 0)
    return failure('model needs the path of a Terraform or CloudFormation file or folder');
  const loaded = load(given.positionals, io, given);
  if (isFailure(loaded)) return loaded;
  const { analyses, locator } = loaded;
  const networks = analyses.map(({ network }) => network);
  const files = new Set(analyses.flatMap(({ configuration }) => configuration.files)).size;
  const unresolved = unresolvedOf(analyses);
  io.stdout.write(
    format === 'json'
      ? printJson(modelJson(networks, files, unresolved, locator))
      : modelText(networks, unresolved),
  );
  return exit.ok;
}
