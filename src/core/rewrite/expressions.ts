/** The way through an expression of HCL to what stands in it. */
import type { Expression } from '../hcl/nodes.ts';
import type { Source } from '../hcl/editStyle.ts';

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

/** The elements of a list that is written out, each as it is written; none of every other value. */
export function elementsIn({ text }: Source, value: Expression | undefined): readonly string[] {
  return value?.kind === 'tuple' ? value.items.map(({ start, end }) => text.slice(start, end)) : [];
}
