/** The functions that are evaluated, by name. One file a family; a new family is added to the list below. */
import { collectionFunctions } from './collection.ts';
import { controlFunctions } from './control.ts';
import { conversionFunctions } from './conversion.ts';
import type { TerraformFunction } from './function.ts';
import { networkFunctions } from './network.ts';
import { stringFunctions } from './string.ts';

const families: readonly Readonly<Record<string, TerraformFunction>>[] = [
  collectionFunctions,
  controlFunctions,
  conversionFunctions,
  networkFunctions,
  stringFunctions,
];

/** Implementations by name, without the `core::` prefix. */
export const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  families.flatMap((family) => Object.entries(family)),
);
