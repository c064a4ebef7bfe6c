/** Prints resources in HCL, one block each or all of a type by `count` or `for_each`. */

/** Arguments as HCL expressions. */
export type Arguments = Readonly<Record<string, string | undefined>>;

export interface Block {
  readonly type: string;
  readonly name: string;
  readonly arguments: Arguments;
  readonly blocks?: readonly (readonly [name: string, contents: Arguments])[];
}

/** @param isRepeatable whether resources of a type may share one block. */
export function printAll(
  blocks: readonly Block[],
  repeat: 'plain' | 'count' | 'for_each',
  isRepeatable: (type: string) => boolean,
): string {
  if (repeat === 'plain') return blocks.map(printOne).join('\n');
  const single = blocks.filter(({ type }) => !isRepeatable(type));
  const byType = new Map<string, Block[]>();
  for (const block of blocks.filter((one) => !single.includes(one)))
    if (byType.get(block.type)?.push(block) === undefined) byType.set(block.type, [block]);
  return [...single.map(printOne), ...[...byType].map(([type, all]) => printMany(type, all, repeat))].join(
    '\n',
  );
}

function printOne({ type, name, arguments: contents, blocks = [] }: Block): string {
  const inner = blocks.map(([kind, inside]) => `  ${kind} {\n${lines(inside, '    ')}\n  }`);
  return `resource "${type}" "${name}" {\n${[lines(contents, '  '), ...inner].join('\n')}\n}\n`;
}

function printMany(type: string, all: readonly Block[], repeat: 'count' | 'for_each'): string {
  const keys = [...new Set(all.flatMap((block) => Object.keys(block.arguments)))];
  const full = all.map((block) =>
    Object.fromEntries(keys.map((key) => [key, block.arguments[key] ?? 'null'])),
  );
  if (repeat === 'count') {
    const values = keys.map((key) => `  ${key} = [${full.map((one) => one[key]).join(', ')}][count.index]`);
    return `resource "${type}" "all" {\n  count = ${all.length}\n${values.join('\n')}\n}\n`;
  }
  const items = all.map((block, i) => `    "${block.name}" = ${object(full[i]!)}`);
  const values = keys.map((key) => `  ${key} = each.value.${key}`);
  return `resource "${type}" "all" {\n  for_each = {\n${items.join('\n')}\n  }\n${values.join('\n')}\n}\n`;
}

function lines(contents: Arguments, indent: string): string {
  return Object.entries(contents)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${indent}${name} = ${value}`]))
    .join('\n');
}

export function object(contents: Arguments): string {
  const pairs = Object.entries(contents).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} = ${value}`],
  );
  return `{ ${pairs.join(', ')} }`;
}

export function list(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

export function quote(text: string): string;
export function quote(text: string | undefined): string | undefined;
export function quote(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text);
}

export function withoutUndefined(contents: Arguments): Arguments {
  return Object.fromEntries(Object.entries(contents).filter(([, value]) => value !== undefined));
}
