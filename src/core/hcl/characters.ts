/**
 * Which characters make up names, numbers and blanks (Unicode's ID_Start and ID_Continue, with `_` and `-` added by HCL),
 * and which words begin a block of Terraform in column 0.
 */
const NAME_START = 1;
const NAME_PART = 2;

const ascii = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const letter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f;
  if (letter) ascii[code] = NAME_START | NAME_PART;
  else if (isDigit(code) || code === 0x2d) ascii[code] = NAME_PART;
}

const nameStart = /\p{ID_Start}/u;
const namePart = /\p{ID_Continue}/u;

/**
 * The code unit at `at`; 0 behind the end. V8 compiles `charCodeAt` to a load until it is asked, once, for what lies behind
 * the end, and to a call ever after.
 */
export function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Length in code units of the character at `at` if a name can begin with it, else 0. */
export function nameStartLength(text: string, at: number): number {
  const code = codeAt(text, at);
  if (code < 128) return (ascii[code] ?? 0) & NAME_START;
  return wideLength(nameStart, text, at);
}

/** Offset behind the name that goes on at `at`. */
export function skipName(text: string, at: number): number {
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (((ascii[code] ?? 0) & NAME_PART) === 0) return at;
      at++;
      continue;
    }
    const length = wideLength(namePart, text, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/**
 * Offset behind the number that begins at `at`: digits, dots and exponents, the last one not a dot. `1.2.3` is one
 * number here, which the parser rejects, as HashiCorp's scanner has it.
 */
export function skipNumber(text: string, at: number): number {
  let end = at + 1;
  for (;;) {
    const code = codeAt(text, end);
    if (isDigit(code) || code === 0x2e) {
      end++;
    } else if (code === 0x65 || code === 0x45) {
      const sign = codeAt(text, end + 1);
      const digits = sign === 0x2b || sign === 0x2d ? end + 2 : end + 1;
      if (!isDigit(codeAt(text, digits))) break;
      end = digits + 1;
    } else break;
  }
  while (text.charCodeAt(end - 1) === 0x2e) end--;
  return end;
}

/** Code units of the character at `at`: 2 for a surrogate pair, else 1. */
export function characterLength(text: string, at: number): number {
  const code = text.codePointAt(at);
  return code !== undefined && code > 0xffff ? 2 : 1;
}

/** Length of the line break at `at`: `\n` or `\r\n`; 0 elsewhere. */
export function newlineLength(text: string, at: number): number {
  const code = codeAt(text, at);
  if (code === 0x0a) return 1;
  return code === 0x0d && codeAt(text, at + 1) === 0x0a ? 2 : 0;
}

/** Words that begin a block at the top level of a Terraform file. Nothing else stands in column 0 with them. */
export const topLevelWords: ReadonlySet<string> = new Set([
  'check',
  'data',
  'ephemeral',
  'import',
  'locals',
  'mock_provider',
  'module',
  'moved',
  'output',
  'override_data',
  'override_module',
  'override_resource',
  'provider',
  'removed',
  'resource',
  'run',
  'terraform',
  'variable',
  'variables',
]);

function wideLength(pattern: RegExp, text: string, at: number): number {
  const point = text.codePointAt(at);
  if (point === undefined || !pattern.test(String.fromCodePoint(point))) return 0;
  return point > 0xffff ? 2 : 1;
}
