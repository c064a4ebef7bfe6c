/** Functions that convert: `tostring`, `tonumber`, `tobool`, `tolist`, `toset`, `tomap`. Null stays null. */
import { convert } from '../convert.ts';
import { boolType, dynamicType, listOf, mapOf, numberType, setOf, stringType, type Type } from '../types.ts';
import { ofOpen, type Family, type TerraformFunction } from './function.ts';

export const conversionFunctions: Family = {
  tobool: converting('bool', boolType),
  tolist: converting('list(any)', listOf(dynamicType)),
  tomap: converting('map(any)', mapOf(dynamicType)),
  tonumber: converting('number', numberType),
  toset: converting('set(any)', setOf(dynamicType)),
  tostring: converting('string', stringType),
};

function converting(name: string, type: Type): TerraformFunction {
  return ofOpen(`(v?: any) ${name}`, (given) => convert(given.at(0), type, given.span(0), given.context));
}
