/** Values that are put into code, and how each language spells them. */
import { quote } from '../hcl/printBlock.ts';

/** Code as it stands elsewhere, such as a reference; one line. */
interface Verbatim {
  readonly verbatim: string;
}

export interface NewField {
  readonly name: string;
  readonly value: NewValue;
}

export type NewValue =
  string | number | boolean | Verbatim | readonly NewValue[] | { readonly fields: readonly NewField[] };

/** As an expression of HCL, on one line. */
export function hclOf(value: NewValue): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object') return String(value);
  if ('verbatim' in value) return value.verbatim;
  if ('fields' in value) {
    const fields = value.fields.map(({ name, value: inner }) => `${name} = ${hclOf(inner)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return `[${value.map(hclOf).join(', ')}]`;
}

/** How the maps and lists of a text are laid out. */
export interface Layout {
  /** One step of indentation; `undefined` for everything on one line. */
  readonly unit: string | undefined;
  /** Maps that hold nothing but scalars stand on one line; the blanks within their braces. */
  readonly braces?: string | undefined;
}

/** The lines of a map in block style, as if it stood in column 0. */
export function yamlLines(fields: readonly NewField[], layout: Layout): readonly string[] {
  return fields.flatMap(({ name, value }): readonly string[] => {
    if (typeof value === 'object' && 'fields' in value && !isShort(value, layout)) {
      const inner = yamlLines(value.fields, layout);
      return [`${name}:`, ...inner.map((line) => (layout.unit ?? '  ') + line)];
    }
    return [`${name}: ${yamlOf(value)}`];
  });
}

/** On one line, in flow style where it is a collection. */
export function yamlOf(value: NewValue): string {
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if ('verbatim' in value) return value.verbatim;
  if ('fields' in value) {
    const fields = value.fields.map(({ name, value: inner }) => `${name}: ${yamlOf(inner)}`);
    return `{ ${fields.join(', ')} }`;
  }
  return `[${value.map(yamlOf).join(', ')}]`;
}

/** Text that any reader of YAML takes for this text without quotes. */
function isPlain(text: string): boolean {
  return (
    /^[A-Za-z][\w.:/-]*$|^\d+\.[\d.]+\/\d+$/.test(text) &&
    !/:$|^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)
  );
}

function isShort(value: { readonly fields: readonly NewField[] }, { braces }: Layout): boolean {
  return braces !== undefined && value.fields.every(({ value: inner }) => typeof inner !== 'object');
}

/** The lines of a value of JSON, as if it stood in column 0. */
export function jsonLines(value: NewValue, layout: Layout): readonly string[] {
  if (typeof value !== 'object') return [JSON.stringify(value)];
  if ('verbatim' in value) return [value.verbatim];
  const isList = !('fields' in value);
  const parts = isList
    ? value.map((item) => jsonLines(item, layout))
    : value.fields.map(({ name, value: inner }) => {
        const [first = '', ...rest] = jsonLines(inner, layout);
        return [`${JSON.stringify(name)}: ${first}`, ...rest];
      });
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return [open + close];
  const { unit, braces = ' ' } = layout;
  if (unit === undefined || ('fields' in value && isShort(value, layout))) {
    const blank = isList ? '' : braces;
    return [`${open}${blank}${parts.map((lines) => lines.join(' ')).join(', ')}${blank}${close}`];
  }
  const inner = parts.flatMap((lines, i) => {
    const behind = i < parts.length - 1 ? ',' : '';
    return lines.map((line, j) => unit + line + (j === lines.length - 1 ? behind : ''));
  });
  return [open, ...inner, close];
}
