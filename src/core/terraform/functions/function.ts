/** What a function of the language looks like to the evaluator. */
import type { Call } from '../../hcl/nodes.ts';
import type { Value } from '../../value/value.ts';
import type { Context } from '../context.ts';

/**
 * Computes a call from its evaluated arguments, unknown ones included; `call` is where it is written. It never throws:
 * what Terraform would reject is `invalid`.
 */
export type TerraformFunction = (values: readonly Value[], call: Call, context: Context) => Value;
