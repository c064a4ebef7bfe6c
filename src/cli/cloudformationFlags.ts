/** CloudFormation's own flag, understood by every command: files with the values of parameters. */
import type { Option } from './arguments.ts';

/** To be mixed into a command's own options. */
export const cloudformationFlags = {
  parameters: { names: ['--parameters'], takes: 'values' },
} as const satisfies Record<string, Option>;

/** The part of a command's arguments that is read here. */
export interface CloudFormationArguments {
  readonly lists: { get(flag: keyof typeof cloudformationFlags): readonly string[] | undefined };
}
