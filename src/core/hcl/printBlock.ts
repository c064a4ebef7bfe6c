/** New arguments and blocks as lines, for edit.ts to put into a file. */

/** An argument to write. */
export interface NewAttribute {
  readonly name: string;
  /** An expression in HCL as `terraform fmt` leaves it; lines behind the first as if the argument stood in column 0. No heredoc. */
  readonly value: string;
}

export interface NewBlock {
  readonly type: string;
  /** Without quotes. */
  readonly labels?: readonly string[];
  readonly attributes: readonly NewAttribute[];
  /** Blocks below the attributes. */
  readonly blocks?: readonly NewBlock[];
}

/** The lines of a block in column 0, its signs not yet in columns. `unit` is one step of indentation. */
export function printBlock(block: NewBlock, unit: string): readonly string[] {
  const { type, labels = [], attributes, blocks = [] } = block;
  const header = [type, ...labels.map(quote)].join(' ');
  const inner = [
    ...attributes.flatMap(printAttribute),
    ...blocks.flatMap((nested, index) => [
      ...(index > 0 || attributes.length > 0 ? [''] : []),
      ...printBlock(nested, unit),
    ]),
  ];
  if (inner.length === 0) return [`${header} {}`];
  return [`${header} {`, ...inner.map((line) => (line === '' ? '' : unit + line)), '}'];
}

export function printAttribute({ name, value }: NewAttribute): readonly string[] {
  return `${name} = ${value}`.split('\n');
}

/** A string in HCL's quotes. */
export function quote(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/([$%])\{/g, '$1$1{');
  return `"${escaped}"`;
}
