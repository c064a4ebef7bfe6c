/**
 * The labels between a block's type and its opening brace.
 */
import type { Cursor } from './cursor.ts';
import { resolveQuoted } from './escapes.ts';
import type { Label } from './nodes.ts';
import { Token } from './tokens.ts';

/** What follows a block's type. `open` is the index of the opening brace, taken; `undefined` when there is none. */
export interface BlockHeader {
  readonly labels: readonly Label[];
  readonly open: number | undefined;
}

/** Reads labels and the opening brace. Labels without quotes are names, as Terraform 0.11 had them. */
export function parseBlockHeader(cursor: Cursor): BlockHeader {
  const { tokens } = cursor;
  const labels: Label[] = [];
  for (;;) {
    const index = cursor.position;
    switch (tokens.kind(index)) {
      case Token.OpenBrace:
        cursor.position++;
        return { labels, open: index };
      case Token.Identifier: {
        const { start, end, text } = cursor.name();
        labels.push({ start, end, text, quoted: false });
        break;
      }
      case Token.OpenQuote: {
        const label = parseQuotedLabel(cursor);
        const swallowed = braceInLabel(cursor, label);
        if (swallowed !== undefined) {
          if (swallowed.text !== '') labels.push(swallowed);
          const trimmed = labels.map((each) => ({ ...each, text: each.text.trim() }));
          return { labels: trimmed, open: cursor.position - 1 };
        }
        labels.push(label);
        break;
      }
      default:
        return { labels, open: undefined };
    }
  }
}

function parseQuotedLabel(cursor: Cursor): Label {
  const { tokens } = cursor;
  const start = tokens.start(cursor.position++);
  let text = '';
  let nested = 0;
  for (; ; cursor.position++) {
    const index = cursor.position;
    const kind = tokens.kind(index);
    if (kind === Token.Eof) return { start, end: tokens.start(index), text, quoted: true };
    if (kind === Token.Interpolation || kind === Token.Directive) {
      if (nested++ === 0) {
        cursor.fail('A block label cannot hold templates', tokens.start(index), tokens.end(index));
      }
    } else if (kind === Token.SequenceEnd) {
      nested--;
    } else if (nested === 0 && kind === Token.QuotedText) {
      text += resolveQuoted(tokens.slice(index), tokens.start(index), (message, from, to) =>
        cursor.fail(message, from, to),
      );
    } else if (nested === 0 && kind === Token.CloseQuote) {
      cursor.position++;
      return { start, end: tokens.end(index), text, quoted: true };
    }
  }
}

/**
 * A label without its closing quote has swallowed the brace behind it: the label as it was meant. The scanner has
 * reported the quote. `undefined` for every other label.
 */
function braceInLabel(cursor: Cursor, label: Label): Label | undefined {
  const { tokens } = cursor;
  const close = cursor.position - 1;
  if (tokens.end(close) > tokens.start(close)) return undefined;
  const match = /^([^{}]*?)\s*\{\s*$/.exec(label.text);
  if (match === null) return undefined;
  const text = match[1] ?? '';
  return { start: label.start, end: label.start + 1 + text.length, text, quoted: true };
}
