/**
 * Files that are not in UTF-8. Each byte that belongs to no character is read as a surrogate that stands alone, which no
 * UTF-8 can spell: so it keeps a place in the text, and nothing else is taken for it.
 */
import type { Span } from './span.ts';

/** Where the surrogates begin that stand for the bytes 0x80 to 0xFF. */
const firstSurrogate = 0xdc00;
/** So many code units are put together at a time. */
const chunk = 8192;

/** The text of bytes of which some are no UTF-8. For those that all are a host has its own, faster way. */
export function decodeBrokenUtf8(bytes: Uint8Array): string {
  let text = '';
  let units: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const code = codePointAt(bytes, at);
    if (code === undefined) {
      units.push(firstSurrogate + (bytes[at] ?? 0));
      at++;
    } else {
      if (code > 0xffff) units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
      else units.push(code);
      at += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }
    if (units.length >= chunk) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}

/** The places of bytes that are no UTF-8, neighbours together. At most `limit`. */
export function placesNotUtf8(text: string, limit: number): readonly Span[] {
  if (text.isWellFormed()) return [];
  const places: Span[] = [];
  for (const { 0: run, index } of text.matchAll(/[\ud800-\udfff]+/gu)) {
    if (places.length >= limit) break;
    places.push({ start: index, end: index + run.length });
  }
  return places;
}

/** The character whose bytes begin there; `undefined` when they spell none, or one another spelling is for. */
function codePointAt(bytes: Uint8Array, at: number): number | undefined {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0) return undefined;
  let code = first & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next++) {
    const byte = bytes[next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return undefined;
    code = (code << 6) | (byte & 0x3f);
  }
  const isSpelledShorter = (length === 3 && code < 0x800) || (length === 4 && code < 0x10000);
  return isSpelledShorter || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : code;
}
