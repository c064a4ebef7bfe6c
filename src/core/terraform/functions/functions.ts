/** The functions of Terraform 1.11, by name. One file a family; a new family is added to the list below. */
import { controlFunctions } from './control.ts';
import { conversionFunctions } from './conversion.ts';
import { dateFunctions } from './date.ts';
import { encodingFunctions } from './encoding.ts';
import { fileFunctions } from './file.ts';
import { formatFunctions } from './format.ts';
import type { Family, TerraformFunction } from './function.ts';
import { hashFunctions } from './hash.ts';
import { jsonFunctions } from './json.ts';
import { listFunctions } from './list.ts';
import { mapFunctions } from './map.ts';
import { networkFunctions } from './network.ts';
import { numberFunctions } from './number.ts';
import { regexFunctions } from './regex.ts';
import { setFunctions } from './set.ts';
import { stringFunctions } from './string.ts';
import { templateFunctions } from './template.ts';
import { yamlFunctions } from './yaml.ts';

const families: readonly Family[] = [
  controlFunctions,
  conversionFunctions,
  dateFunctions,
  encodingFunctions,
  fileFunctions,
  formatFunctions,
  hashFunctions,
  jsonFunctions,
  listFunctions,
  mapFunctions,
  networkFunctions,
  numberFunctions,
  regexFunctions,
  setFunctions,
  stringFunctions,
  templateFunctions,
  yamlFunctions,
];

/** Implementations by name, without the `core::` prefix. */
export const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  families.flatMap((family) => Object.entries(family)),
);
