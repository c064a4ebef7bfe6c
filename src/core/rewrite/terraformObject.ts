/** An object in a list, as `ingress = [{ … }]` has them, as {@link Written}. */
import { insertElement, removeElement } from '../hcl/editList.ts';
import { replaceExpression } from '../hcl/edit.ts';
import { indentAt } from '../hcl/editStyle.ts';
import type { ObjectConstructor, ObjectItem, Tuple } from '../hcl/nodes.ts';
import { inFile, type TerraformCode } from './code.ts';
import { keyOf } from './collections.ts';
import { elementsIn } from './expressions.ts';
import { literalOf } from './literals.ts';
import { hclOf, type NewField } from './newValue.ts';
import type { Written } from './written.ts';

export interface ObjectInList {
  /** `undefined` where it is taken out and added to by others. */
  readonly list: Tuple | undefined;
  readonly index: number;
  readonly object: ObjectConstructor;
}

export function writtenObject(
  code: TerraformCode,
  { list, index, object }: ObjectInList,
  type: string,
  name: string,
): Written {
  const { text } = code;
  const find = (field: string): ObjectItem | undefined => object.items.find((item) => keyOf(item) === field);
  const sliceOf = ({ value }: ObjectItem): string => text.slice(value.start, value.end);
  return {
    code,
    form: 'part',
    type,
    name,
    span: object,
    names: object.items.flatMap((item) => keyOf(item) ?? []),
    textOf: (field) => {
      const item = find(field);
      return item === undefined ? undefined : sliceOf(item);
    },
    literalOf: (field) => literalOf(find(field)?.value),
    set: (field, value) => {
      const present = find(field)?.value;
      const isWritten =
        present?.kind === 'tuple' || present?.kind === 'null' || literalOf(present) !== undefined;
      return present === undefined || !isWritten
        ? undefined
        : inFile(code, replaceExpression(code, present, hclOf(value)));
    },
    refer: () => undefined,
    // Objects in such a list need all their fields, so one that says nothing is null.
    unset: (field) => {
      const present = find(field)?.value;
      return present === undefined ? undefined : inFile(code, replaceExpression(code, present, 'null'));
    },
    elementsOf: (field) => elementsIn(code, find(field)?.value),
    removeElement: (field, at) => {
      const present = find(field)?.value;
      return present?.kind === 'tuple' ? inFile(code, removeElement(code, present, at)) : undefined;
    },
    remove: () => (list === undefined ? undefined : inFile(code, removeElement(code, list, index))),
    addAlike: (fields) => {
      const value = printLike(code, object, fields);
      return value === undefined || list === undefined
        ? undefined
        : inFile(code, insertElement(code, list, index + 1, value));
    },
    addResource: () => undefined,
    addPart: () => undefined,
  };
}

/** An object laid out like another one, with the same keys: what is not given is null. Nothing where it lacks a key. */
export function printLike(
  { text }: TerraformCode,
  object: ObjectConstructor,
  fields: readonly NewField[] | undefined,
): string | undefined {
  const find = (field: string): ObjectItem | undefined => object.items.find((item) => keyOf(item) === field);
  if (fields?.every(({ name }) => find(name) !== undefined) !== true) return undefined;
  const pairs = object.items.map((item) => {
    const given = fields.find(({ name }) => find(name) === item);
    // Lists that are empty say nothing either, and stay lists.
    const unset =
      item.value.kind === 'tuple'
        ? '[]'
        : item.value.kind === 'boolean'
          ? text.slice(item.value.start, item.value.end)
          : 'null';
    const value = given === undefined ? unset : hclOf(given.value);
    return { key: text.slice(item.key.start, item.key.end), value };
  });
  const [first] = object.items;
  if (first === undefined) return undefined;
  const isSpread = text.slice(object.start, first.key.start).includes('\n');
  if (!isSpread) {
    const sign = / *[=:] */.exec(text.slice(first.key.end))?.[0] ?? ' = ';
    return `{ ${pairs.map(({ key, value }) => key + sign + value).join(', ')} }`;
  }
  const unit = indentAt(text, first.key.start).slice(indentAt(text, object.start).length);
  const colon = text.charAt(text.slice(first.key.end).search(/[=:]/) + first.key.end) === ':';
  const comma = /^[ \t]*,/.test(text.slice(first.value.end)) ? ',' : '';
  const lines = pairs.map(({ key, value }) => `${unit}${key}${colon ? ':' : ' ='} ${value}${comma}`);
  return ['{', ...lines, '}'].join('\n');
}
