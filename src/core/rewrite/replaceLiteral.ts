/** A text or a number that is written out, replaced where it stands. */
import type { Span } from '../text/span.ts';
import { inFile, type Code, type FileEdit } from './code.ts';

/** In the quotes it has. Nothing where the span holds anything but one literal. */
export function replaceLiteral(code: Code, span: Span, value: string): readonly FileEdit[] | undefined {
  const written = code.text.slice(span.start, span.end);
  const quoted = /^(["'])[\w.:/-]*\1$/.exec(written);
  const isPlain = code.kind === 'template' && /^[\w.:/-]+$/.test(written);
  if ((quoted === null && !isPlain) || !/^[\w.:/-]+$/.test(value)) return undefined;
  const [, quote = ''] = quoted ?? [];
  return inFile(code, [{ start: span.start, end: span.end, text: quote + value + quote }]);
}
