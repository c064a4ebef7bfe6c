/** Expressions of HCL that need no evaluation. */
import type { Expression } from '../hcl/nodes.ts';
import type { Literal } from './written.ts';

/** The value of a number, a boolean or a string without anything in it; `undefined` for every other expression. */
export function literalOf(expression: Expression | undefined): Literal | undefined {
  switch (expression?.kind) {
    case 'number':
      return Number(expression.text);
    case 'boolean':
      return expression.value;
    case 'template': {
      const texts = expression.parts.map((part) => (part.kind === 'literal' ? part.text : undefined));
      return expression.heredoc === 'none' && !texts.includes(undefined) ? texts.join('') : undefined;
    }
    case 'unary': {
      const operand = literalOf(expression.operand);
      return expression.operator === '-' && typeof operand === 'number' ? -operand : undefined;
    }
    default:
      return undefined;
  }
}
