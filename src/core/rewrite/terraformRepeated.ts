/**
 * One of the rules that `for_each` or a `dynamic` block makes of a collection that is written out, as {@link Written}: its
 * fields are those of its item as far as the block takes them from there, and else those of the block, which all share.
 */
import type { Attribute, Expression, ObjectConstructor } from '../hcl/nodes.ts';
import type { Span } from '../text/span.ts';
import { inFile, type TerraformCode } from './code.ts';
import { addTo, keyOf, removeFrom, type Collection } from './collections.ts';
import { literalOf } from './literals.ts';
import { hclOf, type NewField } from './newValue.ts';
import { printLike, writtenObject } from './terraformObject.ts';
import type { Written } from './written.ts';

export interface Repeated {
  readonly code: TerraformCode;
  readonly attributes: readonly Attribute[];
  /** `each`, or the name of the `dynamic` block's iterator. */
  readonly iterator: string;
  readonly collection: Collection;
  /** Of the item in the collection. */
  readonly index: number;
  readonly form: Written['form'];
  readonly type: string;
  readonly name: string;
  readonly span: Span;
  /** The resource as a whole, for what all of its instances share. */
  readonly whole: Written | undefined;
}

/** `undefined` where the item is no object. */
export function writtenRepeated(repeated: Repeated): Written | undefined {
  const { code, attributes, iterator, collection, index, form, type, name, span, whole } = repeated;
  const item = itemAt(collection, index);
  if (item === undefined) return undefined;
  const { text } = code;
  // The item as if it stood in a list of its own: fields are set in it, wherever it stands.
  const own = writtenObject(collection.code, { list: undefined, index, object: item }, type, name);
  const find = (field: string): Attribute | undefined => attributes.find((one) => one.name.text === field);
  const innerOf = (field: string): string | undefined => fieldOfItem(find(field)?.value, iterator);
  return {
    code,
    form,
    type,
    name,
    span,
    names: attributes.map((one) => one.name.text),
    textOf: (field) => {
      const inner = innerOf(field);
      const value = find(field)?.value;
      return inner === undefined ? value && text.slice(value.start, value.end) : own.textOf(inner);
    },
    literalOf: (field) => {
      const inner = innerOf(field);
      return inner === undefined ? literalOf(find(field)?.value) : own.literalOf(inner);
    },
    set: (field, value) => {
      const inner = innerOf(field);
      return inner === undefined ? whole?.set(field, value) : own.set(inner, value);
    },
    refer: () => undefined,
    unset: (field) => (innerOf(field) === undefined ? whole?.unset(field) : undefined),
    elementsOf: (field) => (innerOf(field) === undefined ? (whole?.elementsOf(field) ?? []) : []),
    removeElement: (field, at) =>
      innerOf(field) === undefined ? whole?.removeElement(field, at) : undefined,
    remove: () => inFile(collection.code, removeFrom(collection, index)),
    addAlike: (fields, wanted) => {
      const inner: NewField[] = [];
      for (const field of fields) {
        const taken = innerOf(field.name);
        const shared = find(field.name)?.value;
        if (taken !== undefined) inner.push({ name: taken, value: field.value });
        else if (shared === undefined || !isSame(text.slice(shared.start, shared.end), hclOf(field.value)))
          return undefined;
      }
      const value = printLike(collection.code, item, withoutRepeats(inner));
      return value === undefined
        ? undefined
        : inFile(collection.code, addTo(collection, index, wanted, value));
    },
    addResource: () => undefined,
    addPart: () => undefined,
  };
}

function itemAt({ expression }: Collection, index: number): ObjectConstructor | undefined {
  const item = expression.kind === 'tuple' ? expression.items[index] : expression.items[index]?.value;
  return item?.kind === 'object' ? item : undefined;
}

/** The field of the item that an argument is: `each.value.port`, `ingress.value["port"]`. */
function fieldOfItem(expression: Expression | undefined, iterator: string): string | undefined {
  if (expression?.kind !== 'get-attribute' && expression?.kind !== 'get-index') return undefined;
  const { source } = expression;
  const isValue =
    source.kind === 'get-attribute' &&
    source.name.text === 'value' &&
    source.source.kind === 'variable' &&
    source.source.name === iterator;
  if (!isValue) return undefined;
  if (expression.kind === 'get-attribute') return expression.name.text;
  const key = literalOf(expression.key);
  return typeof key === 'string' ? key : undefined;
}

/** Whether two spellings are of one value: Terraform takes `100` for `"100"`. */
function isSame(one: string, other: string): boolean {
  return one.replace(/^"(.*)"$/, '$1') === other.replace(/^"(.*)"$/, '$1');
}

/** Of two fields that come from one field of the item, such as both ends of a range, the first. */
function withoutRepeats(fields: readonly NewField[]): readonly NewField[] | undefined {
  const known = new Map<string, NewField>();
  for (const field of fields) {
    const other = known.get(field.name);
    if (other === undefined) known.set(field.name, field);
    else if (hclOf(other.value) !== hclOf(field.value)) return undefined;
  }
  return [...known.values()];
}

/** The indexes of the items that an instance may be of: that of its key, or all where it has none. */
export function indexesOf({ expression }: Collection, key: string | undefined): readonly number[] {
  const all = [...expression.items.keys()];
  if (key === undefined) return all;
  return expression.kind === 'tuple'
    ? []
    : all.filter((i) => {
        const item = expression.items[i];
        return item !== undefined && keyOf(item) === key;
      });
}
