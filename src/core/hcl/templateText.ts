/**
 * The literal text of templates: what `~` markers and the indentation rule of `<<-` take away, and the joining of
 * neighbouring pieces. The rules work on the pieces the scanner made, a heredoc line being one, as HashiCorp's do.
 */
import type { TemplateLiteral } from './nodes.ts';

/** Any piece of a template; what is no literal text is of no interest here. */
type Piece = TemplateLiteral | { readonly kind: string };

const leadingSpace = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const trailingSpace = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

/** The text after `~}`: white space at its start is gone, newlines included. */
export function trimStart(text: string): string {
  return text.replace(leadingSpace, '');
}

/** The text before `${~` or `%{~`: white space at its end is gone, newlines included. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && trailingSpace.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/**
 * Takes the indentation common to all lines of a `<<-` heredoc away, in place. Blank lines do not count; a line that
 * begins with a sequence has none. A line whose predecessor lost its newline to a `~` is not a line of its own.
 */
export function removeIndentation(pieces: Piece[]): void {
  let least = Number.POSITIVE_INFINITY;
  const indented: number[] = [];
  let lineStart = true;
  pieces.forEach((piece, index) => {
    const text = textOf(piece);
    if (lineStart) {
      if (text === undefined) {
        least = 0;
      } else {
        const indentation = leadingSpace.exec(text)?.[0].length ?? 0;
        if (indentation < text.length || !text.endsWith('\n')) {
          least = Math.min(least, indentation);
          indented.push(index);
        }
      }
    }
    lineStart = text?.endsWith('\n') ?? false;
  });
  if (least === 0 || least === Number.POSITIVE_INFINITY) return;
  for (const index of indented) {
    const piece = pieces[index];
    if (piece !== undefined && isText(piece)) {
      pieces[index] = {
        ...piece,
        start: Math.min(piece.start + least, piece.end),
        text: piece.text.slice(least),
      };
    }
  }
}

function textOf(piece: Piece): string | undefined {
  return isText(piece) ? piece.text : undefined;
}

function isText(piece: Piece): piece is TemplateLiteral {
  return piece.kind === 'literal';
}
