/** `Fn::ImportValue`: what another stack of the same account and Region exports. */
import type { Span } from '../../text/span.ts';
import { unknown, type Value } from '../../value/value.ts';
import type { Node } from '../node.ts';
import { textArgument, type Scope } from './intrinsic.ts';

export function importValue(argument: Node, scope: Scope, span: Span): Value {
  const name = textArgument(argument, 'Fn::ImportValue', scope);
  if (name.kind === 'known') return scope.exported(name.value, span);
  return {
    kind: 'unknown',
    because: [
      ...unknown('Fn::ImportValue', 'imports under a name that is not known', scope.origin(span)).because,
      ...name.because,
    ],
  };
}
