/**
 * What a function of the language looks like to the evaluator: its signature, from which arguments are counted,
 * converted and checked for null and unknown, and what computes it.
 */
import { boolType, dynamicType, numberType, stringType, type Type } from '../types.ts';
import type { Value } from '../../value/value.ts';
import type { Arguments } from './arguments.ts';

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly nullable: boolean;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** The parameter that takes all further arguments; `undefined` when there can be none. */
  readonly variadic: Parameter | undefined;
  readonly returns: Type;
}

export interface TerraformFunction {
  readonly signature: Signature;
  /**
   * What `compute` is given. `known`: only arguments that are known with all their parts; other calls are unknown.
   * `open`: unknown arguments and those with unknown parts too. `any`: also errors and null, and nothing is converted.
   */
  readonly takes: 'known' | 'open' | 'any';
  /** Never throws: what Terraform would reject is an error value, and what is not told apart here is unknown. */
  readonly compute: (given: Arguments) => Value;
}

export type Family = Readonly<Record<string, TerraformFunction>>;

/**
 * A function that is computed once all its arguments are known.
 * @param signature `(prefix: string, ...bits: number) list(string)`; `?` behind a name allows null.
 */
export function ofKnown(signature: string, compute: TerraformFunction['compute']): TerraformFunction {
  return { signature: parseSignature(signature), takes: 'known', compute };
}

/** A function that may have a result, or a part of one, although arguments are not or not wholly known. */
export function ofOpen(signature: string, compute: TerraformFunction['compute']): TerraformFunction {
  return { signature: parseSignature(signature), takes: 'open', compute };
}

/** A function that is given its arguments as they are, errors included. */
export function ofAny(signature: string, compute: TerraformFunction['compute']): TerraformFunction {
  return { signature: parseSignature(signature), takes: 'any', compute };
}

function parseSignature(text: string): Signature {
  const [, list = '', returns = ''] = /^\((.*?)\) (.+)$/.exec(text) ?? [];
  const all = list === '' ? [] : list.split(', ').map(parseParameter);
  const isVariadic = list.includes('...');
  return {
    parameters: isVariadic ? all.slice(0, -1) : all,
    variadic: isVariadic ? all.at(-1) : undefined,
    returns: parseTypeName(returns),
  };
}

function parseParameter(text: string): Parameter {
  const [, name = '', mark, type = ''] = /^(?:\.\.\.)?(\w+)(\??): (.+)$/.exec(text) ?? [];
  return { name, type: parseTypeName(type), nullable: mark === '?' };
}

function parseTypeName(text: string): Type {
  switch (text) {
    case 'string':
      return stringType;
    case 'number':
      return numberType;
    case 'bool':
      return boolType;
    default: {
      const [, kind, element = ''] = /^(list|set|map)\((.*)\)$/.exec(text) ?? [];
      if (kind !== 'list' && kind !== 'set' && kind !== 'map') return dynamicType;
      return { kind, element: parseTypeName(element) };
    }
  }
}
