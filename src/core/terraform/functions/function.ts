/** What a function of the language looks like to the evaluator, and how one reads its arguments. */
import type { Call } from '../../hcl/nodes.ts';
import type { Span } from '../../text/span.ts';
import type { Value } from '../../value/value.ts';
import type { Context } from '../context.ts';

export interface TerraformFunction {
  /** How many arguments it takes at least and at most; `maximum` is `Infinity` where the last one may be repeated. */
  readonly minimum: number;
  readonly maximum: number;
  /**
   * Computes a call from its evaluated arguments, unknown ones included. Never throws: what Terraform would reject is
   * `invalid`, and what is not told apart here is unknown.
   */
  readonly compute: (values: readonly Value[], call: Call, context: Context) => Value;
}

/** Where the argument is written; the call itself for one that `...` spread. */
export function argumentSpan(call: Call, index: number): Span {
  const last = call.arguments.length - 1;
  return (call.expand && index >= last ? undefined : call.arguments[index]) ?? call;
}
