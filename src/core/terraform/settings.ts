/** What a run of Terraform is told beside the code, by its command line and its environment. */
import type { VariableText } from './variableValues.ts';

export interface TerraformSettings {
  /** `-var-file`, in order: the host's names of files, or paths from the folder of each root module. */
  readonly variableFiles: readonly string[];
  /** `-var`, in order. */
  readonly variables: readonly VariableText[];
  /** `TF_VAR_…`. */
  readonly environment: readonly VariableText[];
  /** `terraform.workspace`. */
  readonly workspace: string;
}

export const defaultTerraformSettings: TerraformSettings = {
  variableFiles: [],
  variables: [],
  environment: [],
  workspace: 'default',
};
