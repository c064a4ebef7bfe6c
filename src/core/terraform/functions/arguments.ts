/** The arguments of one call as its function sees them, and the ways to make results and errors at the right place. */
import type { Call } from '../../hcl/nodes.ts';
import type { Origin } from '../../text/origin.ts';
import type { Span } from '../../text/span.ts';
import {
  nullValue,
  stringValue,
  type ListValue,
  type ObjectValue,
  type Property,
  type StringValue,
  type Unknown,
  type Value,
} from '../../value/value.ts';
import type { Context, Evaluate } from '../context.ts';
import { MAX_TEXT } from '../conversions.ts';
import { listOf, type Type } from '../types.ts';
import { invalid, makeList, makeObject, notTold, originOf, tooLarge, type Invalid } from '../values.ts';
import { weightOf } from '../weights.ts';

export class Arguments {
  readonly values: readonly Value[];
  readonly call: Call;
  readonly context: Context;
  readonly evaluate: Evaluate;
  /** For each argument of `try()` and `can()`, what in it may turn out to be an error. */
  readonly doubts: readonly (Unknown | undefined)[];

  constructor(
    values: readonly Value[],
    call: Call,
    context: Context,
    evaluate: Evaluate,
    doubts: readonly (Unknown | undefined)[] = [],
  ) {
    this.values = values;
    this.call = call;
    this.context = context;
    this.evaluate = evaluate;
    this.doubts = doubts;
  }

  /** Arguments given; several where `...` spread the last. */
  get count(): number {
    return this.values.length;
  }

  at(index: number): Value {
    return this.values[index] ?? nullValue;
  }

  /** The text of a known string. The signature has made sure that it is one. */
  text(index: number): string {
    const value = this.at(index);
    if (value.kind !== 'string') throw new Error(`Argument ${index} is no string`);
    return value.text;
  }

  number(index: number): number {
    const value = this.at(index);
    if (value.kind !== 'number') throw new Error(`Argument ${index} is no number`);
    return value.number;
  }

  /** A list, a set or a tuple. */
  list(index: number): ListValue {
    const value = this.at(index);
    if (value.kind !== 'list') throw new Error(`Argument ${index} is no list`);
    return value;
  }

  /** An object or a map. */
  object(index: number): ObjectValue {
    const value = this.at(index);
    if (value.kind !== 'object') throw new Error(`Argument ${index} is no object`);
    return value;
  }

  /** Where the argument is written; the call itself for one that `...` spread. */
  span(index?: number): Span {
    if (index === undefined) return this.call;
    const last = this.call.arguments.length - 1;
    return (this.call.expand && index >= last ? undefined : this.call.arguments[index]) ?? this.call;
  }

  /** What Terraform would reject; `why` goes on from the code of the argument, or else of the call. */
  error(why: string, index?: number): Invalid {
    return invalid(why, this.span(index), this.context);
  }

  /** What Terraform could tell and is not told here. */
  unknown(why: string, index?: number): Unknown {
    return notTold(why, this.span(index), this.context);
  }

  tooLarge(): Unknown {
    return tooLarge(this.call, this.context);
  }

  /** Takes steps off what the module may spend; `false` when there are not enough left. */
  spend(steps: number): boolean {
    return this.context.budget.spend(steps);
  }

  /** Pays for going through a value with all its parts. */
  spendOn(value: Value): boolean {
    return this.spend(weightOf(value) ?? Infinity);
  }

  /** A string as Terraform keeps it (NFC), or unknown when it is too long. */
  string(text: string): StringValue | Unknown {
    if (text.length > MAX_TEXT || !this.spend(text.length >> 4)) return this.tooLarge();
    return stringValue(text.normalize('NFC'));
  }

  /** The place of the call. */
  get origin(): Origin {
    return originOf(this.context, this.call);
  }

  /** A value at the place of the call. */
  property(value: Value): Property {
    return { value, origin: this.origin };
  }

  tuple(items: readonly Property[], open?: Unknown): ListValue | Unknown {
    return makeList(items, this.call, this.context, open);
  }

  listOf(element: Type, items: readonly Property[], open?: Unknown): ListValue | Unknown {
    return makeList(items, this.call, this.context, open, listOf(element));
  }

  /** A list of strings made here. */
  texts(texts: readonly string[], element: Type): ListValue | Unknown {
    const { origin } = this;
    return this.listOf(
      element,
      texts.map((text) => ({ value: stringValue(text), origin })),
    );
  }

  map(element: Type, properties: ReadonlyMap<string, Property>, open?: Unknown): ObjectValue | Unknown {
    return makeObject(properties, this.call, this.context, open, { kind: 'map', element });
  }

  newObject(properties: ReadonlyMap<string, Property>, open?: Unknown): ObjectValue | Unknown {
    return makeObject(properties, this.call, this.context, open);
  }
}
