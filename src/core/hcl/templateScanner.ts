/**
 * Reads the text of strings, heredocs and bare templates up to the next interpolation, directive or end. A quoted string ends
 * at its newline whatever happens; a heredoc without its end marker ends before the next line that reads as code.
 */
import { codeAt, nameStartLength, newlineLength, skipName } from './characters.ts';
import type { HeredocFrame, ScannerState } from './scannerState.ts';
import { Token } from './tokens.ts';

/**
 * Reads a string without escapes, templates or faults in one go: by far the most frequent kind. Returns the offset
 * behind its closing quote, or 0 when the string at `start` is of another kind; then nothing has happened.
 */
export function scanPlainString(state: ScannerState, start: number): number {
  const { text, tokens } = state;
  for (let at = start + 1; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22:
        tokens.add(Token.OpenQuote, start, start + 1);
        if (at > start + 1) tokens.add(Token.QuotedText, start + 1, at);
        tokens.add(Token.CloseQuote, at, at + 1);
        return at + 1;
      case 0x5c:
      case 0x24:
      case 0x25:
      case 0x0a:
      case 0x0d:
        return 0;
    }
  }
  return 0;
}

/** Goes on reading the quoted string that was opened at `opened`. */
export function scanQuoted(state: ScannerState, opened: number): void {
  const { text, tokens } = state;
  const start = state.position;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22 || code === 0x0a || code === 0x0d) break;
    if (code === 0x5c) {
      const next = codeAt(text, at + 1);
      if (at + 1 < text.length && next !== 0x0a && next !== 0x0d) at++;
    } else if (code === 0x24 || code === 0x25) {
      const kind = sequenceAt(text, at);
      if (kind === 'sequence') break;
      if (kind === 'escape') at += 2;
    }
  }
  if (at > start) tokens.add(Token.QuotedText, start, at);
  state.position = at;
  const code = codeAt(text, at);
  if (at < text.length && (code === 0x24 || code === 0x25)) {
    state.openSequence();
    return;
  }
  const closed = code === 0x22;
  if (!closed && !state.bound && state.enclosing !== undefined) {
    state.abandonSequence();
    return;
  }
  tokens.add(Token.CloseQuote, at, closed ? at + 1 : at);
  if (closed) state.position++;
  else state.fail('This string has no closing quote on its line', opened, at);
  state.close();
  // A lone carriage return is no line break in code; the string already ended at it.
  if (code === 0x0d && newlineLength(text, at) === 0) state.position++;
}

/** Opens a heredoc if `<<NAME` or `<<-NAME` and a newline stand at the position. */
export function tryOpenHeredoc(state: ScannerState): boolean {
  const { text, position } = state;
  const nameStart = position + (codeAt(text, position + 2) === 0x2d ? 3 : 2);
  const first = nameStartLength(text, nameStart);
  if (first === 0) return false;
  const nameEnd = skipName(text, nameStart + first);
  const newline = newlineLength(text, nameEnd);
  if (newline === 0) return false;
  const bodyStart = nameEnd + newline;
  const limit = state.impatient ? likelyEnd(text, position) : text.length;
  state.openHeredoc(text.slice(nameStart, nameEnd), bodyStart - position, limit);
  return true;
}

/** Goes on reading a heredoc, line by line. */
export function scanHeredoc(state: ScannerState, frame: HeredocFrame): void {
  const { text, tokens } = state;
  const limit = frame.limit;
  for (;;) {
    const start = state.position;
    if (start >= limit) {
      endWithoutMarker(state, frame);
      return;
    }
    const feed = text.indexOf('\n', start);
    const lineEnd = feed < 0 ? text.length : feed;
    if (text.charCodeAt(start - 1) === 0x0a && isMarkerLine(text, start, lineEnd, frame.marker)) {
      const end = text.charCodeAt(lineEnd - 1) === 0x0d ? lineEnd - 1 : lineEnd;
      tokens.add(Token.CloseHeredoc, start, end);
      if (feed < 0) state.fail('The end marker of a heredoc must be followed by a newline', start, end);
      state.position = end;
      state.close();
      return;
    }
    const sequence = findSequence(text, start, lineEnd);
    const end = sequence >= 0 ? sequence : feed < 0 ? lineEnd : feed + 1;
    if (end > start) tokens.add(Token.HeredocText, start, end);
    state.position = end;
    if (sequence >= 0) {
      state.openSequence();
      return;
    }
  }
}

/** Goes on reading a template without quotes, line by line, up to the next sequence or the end of the text. */
export function scanBare(state: ScannerState): void {
  const { text, tokens } = state;
  while (state.position < text.length) {
    const start = state.position;
    const feed = text.indexOf('\n', start);
    const lineEnd = feed < 0 ? text.length : feed;
    const sequence = findSequence(text, start, lineEnd);
    const end = sequence >= 0 ? sequence : Math.min(lineEnd + 1, text.length);
    if (end > start) tokens.add(Token.HeredocText, start, end);
    state.position = end;
    if (sequence >= 0) {
      state.openSequence();
      return;
    }
  }
  state.close();
}

function endWithoutMarker(state: ScannerState, frame: HeredocFrame): void {
  const { text } = state;
  if (frame.limit >= text.length) {
    const limit = likelyEnd(text, frame.mark.position);
    if (limit < text.length) {
      state.reopenHeredoc(frame, limit);
      return;
    }
  }
  const opening = text.indexOf('\n', frame.mark.position);
  state.fail(
    `No line with the end marker "${frame.marker}" follows this heredoc`,
    frame.mark.position,
    opening,
  );
  // The line break before the limit is given back: it ends the argument the heredoc belongs to.
  const last = state.tokens.count - 1;
  let at = state.position;
  if (state.tokens.kind(last) === Token.HeredocText && text.charCodeAt(at - 1) === 0x0a) {
    at -= text.charCodeAt(at - 2) === 0x0d ? 2 : 1;
    const start = state.tokens.start(last);
    state.tokens.truncate(last);
    if (at > start) state.tokens.add(Token.HeredocText, start, at);
    else at = Math.max(at, start);
  }
  state.tokens.add(Token.CloseHeredoc, at, at);
  state.position = at;
  state.close();
}

/** What a `$` or `%` begins: `${`, `$${`, or nothing. */
function sequenceAt(text: string, at: number): 'sequence' | 'escape' | undefined {
  const next = codeAt(text, at + 1);
  if (next === 0x7b) return 'sequence';
  return next === text.charCodeAt(at) && codeAt(text, at + 2) === 0x7b ? 'escape' : undefined;
}

/** Offset of the first `${` or `%{` between `start` and `end` that is not escaped, or -1. */
function findSequence(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x24 && code !== 0x25) continue;
    const kind = sequenceAt(text, at);
    if (kind === 'sequence') return at;
    if (kind === 'escape') at += 2;
  }
  return -1;
}

/** Whether the line holds the marker and, around it, only blanks. */
function isMarkerLine(text: string, start: number, end: number, marker: string): boolean {
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end - start === marker.length && text.startsWith(marker, start);
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/**
 * Offset of the first line below the heredoc opened at `open` that reads as code and is indented no deeper than the
 * heredoc's own line; the end of the text if there is none.
 */
function likelyEnd(text: string, open: number): number {
  const lineStart = text.lastIndexOf('\n', open) + 1;
  let margin = 0;
  while (margin < 200 && isBlank(codeAt(text, lineStart + margin))) margin++;
  const item = '[A-Za-z_][\\w-]*[ \\t]+(?:=[ \\t]|["{])';
  const code = new RegExp(`^[ \\t]{0,${margin}}(?:[}\\])][}\\]),]*[ \\t]*\\r?$|${item})`, 'gm');
  const bodyStart = text.indexOf('\n', open) + 1;
  code.lastIndex = bodyStart;
  return code.exec(text)?.index ?? text.length;
}
