/** The way through an expression of HCL to what stands in it. */
import type { Expression } from '../hcl/nodes.ts';

/** The expressions an expression consists of, as far as collections and calls go. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.items.map(({ value }) => value);
    case 'call':
      return expression.arguments;
    case 'conditional':
      return [expression.then, expression.otherwise];
    case 'parentheses':
      return [expression.inner];
    default:
      return [];
  }
}
