/**
 * Collections that are written out, from which `for_each` and `dynamic` make rules: found behind a local value or the
 * default of a variable, and changed by an item.
 */
import { keepColumns } from '../hcl/alignment.ts';
import { insertElement, removeElement } from '../hcl/editList.ts';
import { indentAt, lineEndOf, startsLine } from '../hcl/editStyle.ts';
import type { Body, Expression, ObjectConstructor, ObjectItem, Tuple } from '../hcl/nodes.ts';
import { quote } from '../hcl/printBlock.ts';
import type { TextEdit } from '../text/textEdit.ts';
import type { CodeBase, TerraformCode } from './code.ts';
import { literalOf } from './literals.ts';
import { lineEnd, lineStart, nextLine } from './lines.ts';
import { freeName } from './written.ts';

/** A list or a map that stands in a file. */
export interface Collection {
  readonly code: TerraformCode;
  readonly expression: Tuple | ObjectConstructor;
}

/** What `local.x` and `var.x` stand for counts as written where they do; `undefined` for anything that is evaluated. */
export function collectionOf(
  base: CodeBase,
  code: TerraformCode,
  value: Expression | undefined,
): Collection | undefined {
  if (value?.kind === 'tuple' || value?.kind === 'object') return { code, expression: value };
  if (value?.kind !== 'get-attribute' || value.source.kind !== 'variable') return undefined;
  const [kind, name] = [value.source.name, value.name.text];
  for (const { file, tree } of base.moduleOf(code.file)) {
    const found =
      kind === 'local'
        ? argumentOf(tree.body, 'locals', undefined, name)
        : argumentOf(tree.body, 'variable', name, 'default');
    const other = found === undefined ? undefined : base.at(file);
    if (other?.kind === 'terraform' && (found?.kind === 'tuple' || found?.kind === 'object'))
      return { code: other, expression: found };
  }
  return undefined;
}

function argumentOf(
  { items }: Body,
  type: string,
  label: string | undefined,
  name: string,
): Expression | undefined {
  for (const block of items) {
    if (block.kind !== 'block' || block.type.text !== type || block.labels[0]?.text !== label) continue;
    const found = block.body.items.find((item) => item.kind === 'attribute' && item.name.text === name);
    if (found?.kind === 'attribute') return found.value;
  }
  return undefined;
}

/** The name of a key that is written out. */
export function keyOf({ key }: ObjectItem): string | undefined {
  if (key.kind === 'variable') return key.name;
  const literal = literalOf(key);
  return typeof literal === 'string' ? literal : undefined;
}

export function removeFrom({ code, expression }: Collection, index: number): readonly TextEdit[] | undefined {
  if (expression.kind === 'tuple') return removeElement(code, expression, index);
  if (code.tree.syntax === 'json') return undefined;
  const { text } = code;
  const item = expression.items[index];
  const next = expression.items[index + 1];
  const previous = expression.items[index - 1];
  if (item === undefined) return undefined;
  const end = /^[ \t]*,?[ \t]*(?:#.*)?$/.exec(text.slice(item.value.end, lineEnd(text, item.value.end)));
  if (startsLine(text, item.key.start) && end !== null)
    return keepColumns(text, [
      { start: lineStart(text, item.key.start), end: nextLine(text, item.value.end), text: '' },
    ]);
  if (next !== undefined) return [{ start: item.key.start, end: next.key.start, text: '' }];
  return [{ start: previous?.value.end ?? item.key.start, end: item.value.end, text: '' }];
}

/**
 * Puts an item behind the one at `index`.
 * @param name of a map's item; changed where it is taken.
 * @param value an expression, lines behind the first as if it stood in column 0.
 */
export function addTo(
  { code, expression }: Collection,
  index: number,
  name: string,
  value: string,
): readonly TextEdit[] | undefined {
  if (expression.kind === 'tuple') return insertElement(code, expression, index + 1, value);
  if (code.tree.syntax === 'json') return undefined;
  const { text } = code;
  const item = expression.items[index];
  if (item === undefined) return undefined;
  const key = freeName(name, (candidate) => expression.items.some((one) => keyOf(one) === candidate), '_');
  const written = item.key.kind === 'variable' ? key : quote(key);
  const sign = text.slice(item.key.end, item.value.start).includes(':') ? ':' : ' =';
  const comma = /^[ \t]*,/.test(text.slice(item.value.end)) ? ',' : '';
  if (!startsLine(text, item.key.start))
    return [{ start: item.value.end, end: item.value.end, text: `, ${written}${sign} ${value}` }];
  const margin = lineEndOf(text) + indentAt(text, item.key.start);
  const at = lineEnd(text, item.value.end);
  const line = margin + `${written}${sign} ${value}`.replaceAll('\n', margin) + comma;
  return keepColumns(text, [{ start: at, end: at, text: line }]);
}
