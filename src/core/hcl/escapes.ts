/**
 * Escape sequences: backslashes in quoted text, and `$${` and `%%{`, which stand for `${` and `%{` in every template.
 */

/** Told of a faulty escape: a message and the offsets of the escape within the text of the file. */
export type ReportEscape = (message: string, start: number, end: number) => void;

/** Whether text stands for itself in every template: no backslash, no brace, and nothing that may combine. */
export function isPlain(raw: string): boolean {
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code === 0x5c || code === 0x7b || code >= 0x300) return false;
  }
  return true;
}

const quotedEscape = /\\(?:u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|([^]?))|([$%])\4\{/gu;
const templateEscape = /([$%])\1\{/g;

/**
 * The text that `raw` from between two quotes stands for. A faulty escape is reported and stays as written.
 * `start` is the offset of `raw` in the file.
 */
export function resolveQuoted(raw: string, start: number, report: ReportEscape): string {
  return raw.replace(
    quotedEscape,
    (
      whole: string,
      short: string | undefined,
      long: string | undefined,
      single: string | undefined,
      doubled: string | undefined,
      at: number,
    ) => {
      if (doubled !== undefined) return `${doubled}{`;
      const digits = short ?? long;
      const resolved =
        digits === undefined ? resolveSingle(single) : resolvePoint(digits, short === undefined ? 8 : 4);
      if (resolved !== undefined) return resolved;
      report(complaint(whole, digits), start + at, start + at + whole.length);
      return whole;
    },
  );
}

/** The text that `raw` from a heredoc stands for: backslashes mean themselves there. */
export function resolveHeredoc(raw: string): string {
  return raw.includes('{') ? raw.replace(templateEscape, '$1{') : raw;
}

/** Text as HCL compares it: in Unicode's normal form C. */
export function normalized(text: string): string {
  // Below U+0300 nothing combines.
  return /[\u0300-\uffff]/.test(text) ? text.normalize() : text;
}

function resolveSingle(character: string | undefined): string | undefined {
  switch (character) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
      return character;
    default:
      return undefined;
  }
}

/** A code point in hexadecimal; halves of surrogate pairs are no characters and cannot be written so. */
function resolvePoint(digits: string, count: number): string | undefined {
  if (digits.length !== count) return undefined;
  const point = parseInt(digits, 16);
  return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? undefined : String.fromCodePoint(point);
}

function complaint(whole: string, digits: string | undefined): string {
  if (digits === undefined)
    return 'Only \\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN are escape sequences';
  if (whole.startsWith('\\u') && digits.length < 4) return '\\u takes four hexadecimal digits';
  if (whole.startsWith('\\U') && digits.length < 8) return '\\U takes eight hexadecimal digits';
  return 'This escape sequence names no Unicode character';
}
