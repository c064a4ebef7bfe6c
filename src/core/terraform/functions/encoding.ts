/** Functions between texts and their encodings: base64, character sets, URLs and CSV. */
import { stringValue, type Property, type Unknown, type Value } from '../../value/value.ts';
import { stringType, type Type } from '../types.ts';
import type { Arguments } from './arguments.ts';
import { base64Bytes, base64Text, utf8Bytes, utf8Text } from './bytes.ts';
import { ofKnown, type Family } from './function.ts';

export const encodingFunctions: Family = {
  base64decode: ofKnown('(str: string) string', base64Decode),
  base64encode: ofKnown('(str: string) string', (given) =>
    given.spend(given.text(0).length) ? given.string(base64Text(utf8Bytes(given.text(0)))) : given.tooLarge(),
  ),
  base64gzip: ofKnown('(str: string) string', (given) =>
    given.unknown('depends on how Terraform compresses'),
  ),
  csvdecode: ofKnown('(str: string) any', csvDecode),
  textdecodebase64: ofKnown('(source: string, encoding: string) string', textDecode),
  textencodebase64: ofKnown('(string: string, encoding: string) string', textEncode),
  urlencode: ofKnown('(str: string) string', urlEncode),
};

function base64Decode(given: Arguments): Value {
  if (!given.spend(given.text(0).length)) return given.tooLarge();
  const bytes = base64Bytes(given.text(0));
  if (bytes === undefined) return given.error('is not base64', 0);
  const text = utf8Text(bytes);
  return text === undefined ? given.error('does not decode to UTF-8', 0) : given.string(text);
}

/** The character sets that are read; IANA knows some hundred more. */
type Charset = 'utf-8' | 'us-ascii' | 'iso-8859-1' | 'utf-16le' | 'utf-16be';

function charsetAt(given: Arguments): Charset | Unknown {
  const name = given.text(1).toLowerCase();
  switch (name) {
    case 'utf-8':
    case 'us-ascii':
    case 'iso-8859-1':
    case 'utf-16le':
    case 'utf-16be':
      return name;
    default:
      return given.unknown('is an encoding that is not evaluated', 1);
  }
}

function textEncode(given: Arguments): Value {
  const charset = charsetAt(given);
  if (typeof charset !== 'string') return charset;
  const text = given.text(0);
  if (!given.spend(text.length)) return given.tooLarge();
  if (charset === 'utf-8') return given.string(base64Text(utf8Bytes(text)));
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  if (charset.startsWith('utf-16')) {
    const bytes = units.flatMap((unit) =>
      charset === 'utf-16le' ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff],
    );
    return given.string(base64Text(bytes));
  }
  const limit = charset === 'us-ascii' ? 0x7f : 0xff;
  if (units.some((unit) => unit > limit))
    return given.error(`has characters ${given.text(1)} does not know`, 0);
  return given.string(base64Text(units));
}

function textDecode(given: Arguments): Value {
  const charset = charsetAt(given);
  if (typeof charset !== 'string') return charset;
  if (!given.spend(given.text(0).length)) return given.tooLarge();
  const bytes = base64Bytes(given.text(0));
  if (bytes === undefined) return given.error('is not base64', 0);
  if (charset === 'utf-8') {
    const text = utf8Text(bytes);
    return text === undefined ? given.error('does not decode to UTF-8', 0) : given.string(text);
  }
  if (!charset.startsWith('utf-16')) {
    if (charset === 'us-ascii' && bytes.some((byte) => byte > 0x7f)) {
      return given.error('does not decode to US-ASCII', 0);
    }
    return given.string(bytes.map((byte) => String.fromCharCode(byte)).join(''));
  }
  if (bytes.length % 2 !== 0) return given.unknown('ends in half a character', 0);
  const units: string[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const [a = 0, b = 0] = bytes.slice(at, at + 2);
    units.push(String.fromCharCode(charset === 'utf-16le' ? a | (b << 8) : (a << 8) | b));
  }
  return given.string(units.join(''));
}

/** As the query of a URL: a blank is `+`, and all but letters, digits, `-`, `_`, `.` and `~` is escaped. */
function urlEncode(given: Arguments): Value {
  const text = given.text(0);
  if (!given.spend(text.length)) return given.tooLarge();
  const parts = utf8Bytes(text).map((byte) => {
    const character = String.fromCharCode(byte);
    if (byte < 0x80 && /[\w.~-]/.test(character)) return character;
    return byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return given.string(parts.join(''));
}

/** A list of objects, one for each row behind the first, which names their attributes (Go's `encoding/csv`). */
function csvDecode(given: Arguments): Value {
  if (!given.spend(given.text(0).length)) return given.tooLarge();
  const rows = csvRows(given.text(0));
  if (typeof rows === 'string') return given.error(rows, 0);
  const [header, ...records] = rows;
  if (header === undefined) return given.error('has no first line with the names of columns', 0);
  if (new Set(header).size < header.length) return given.error('names two columns alike', 0);
  const items: Property[] = [];
  for (const record of records) {
    if (record.length !== header.length) return given.error('has lines of different lengths', 0);
    if (!given.spend(record.length)) return given.tooLarge();
    const properties = new Map<string, Property>();
    for (const [index, name] of header.entries()) {
      properties.set(name, given.property(stringValue((record[index] ?? '').normalize('NFC'))));
    }
    items.push(given.property(given.newObject(properties)));
  }
  const attributes = new Map<string, Type>(header.map((name) => [name, stringType]));
  return given.listOf({ kind: 'object', attributes }, items);
}

/** The fields of each line, empty lines left out; in words what is wrong where it is no CSV. */
function csvRows(given: string): readonly (readonly string[])[] | string {
  const text = given.replaceAll('\r\n', '\n');
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  for (;;) {
    while (row.length === 0 && text[at] === '\n') at++;
    if (row.length === 0 && at >= text.length) return rows;
    const field = text[at] === '"' ? quotedField : plainField;
    field.lastIndex = at;
    const found = field.exec(text);
    if (found === null) return 'has a quote where none may be';
    row.push((found[1] ?? '').replaceAll('""', '"'));
    at = field.lastIndex;
    if (text[at++] === ',') continue;
    rows.push(row);
    row = [];
  }
}

const quotedField = /"([^"]*(?:""[^"]*)*)"(?=[,\n]|$)/y;
const plainField = /([^",\n]*)(?=[,\n]|$)/y;
