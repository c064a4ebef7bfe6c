/** The functions that are evaluated, by name. One file a family; a new family is added to the list below. */
import type { TerraformFunction } from './function.ts';

const families: readonly Readonly<Record<string, TerraformFunction>>[] = [];

/** Implementations by name, without the `core::` prefix. */
export const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  families.flatMap((family) => Object.entries(family)),
);
