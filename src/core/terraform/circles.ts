/** What a step is worth that depends on itself: unknown, and the reason names the others of its circle. */
import type { Span } from '../text/span.ts';
import { unknown, type Unknown } from '../value/value.ts';
import type { Context } from './context.ts';
import { nameOfStep, type PlannedStep } from './graph.ts';
import { originOf } from './values.ts';

/** Unknown where the step is part of a circle; `undefined` where it is to be evaluated. */
export type Circular = (span: Span, context: Context) => Unknown | undefined;

/** Most steps are in none: one answer for all of them. */
const inNoCircle: Circular = () => undefined;

export function circularOf({ step, circle }: PlannedStep): Circular {
  if (circle === undefined) return inNoCircle;
  const through = circle.length === 0 ? '' : ` through ${circle.join(', ')}`;
  return (span, context) => unknown(nameOfStep(step), `depends on itself${through}`, originOf(context, span));
}
