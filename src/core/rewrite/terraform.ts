/** Blocks and objects of Terraform, in either syntax, as {@link Written}. */
import { appendBlock, insertBlock, removeItem, replaceExpression, setAttribute } from '../hcl/edit.ts';
import { removeElement } from '../hcl/editList.ts';
import type { Attribute, Block, Body, Expression } from '../hcl/nodes.ts';
import type { NewAttribute } from '../hcl/printBlock.ts';
import type { Span } from '../text/span.ts';
import { inFile, type CodeBase, type TerraformCode } from './code.ts';
import { collectionOf } from './collections.ts';
import { childrenOf, elementsIn } from './expressions.ts';
import { literalOf } from './literals.ts';
import { hclOf, type NewField } from './newValue.ts';
import { indexesOf, writtenRepeated } from './terraformRepeated.ts';
import { writtenObject } from './terraformObject.ts';
import { freeName, inOrderOf, type Written } from './written.ts';

/** Arguments that multiply a resource or choose who makes it: another one of its kind takes them over. */
const shared = ['provider', 'count', 'for_each'];

/**
 * What is written at a place. Of a `dynamic` block and of a resource with `for_each` each item of a collection that is
 * written out, or that of the key; the block itself last, as a whole.
 * @param key of the instance of a resource.
 */
export function writtenInTerraform(
  base: CodeBase,
  code: TerraformCode,
  span: Span,
  key: string | undefined,
): readonly Written[] {
  return inBody(base, code, code.tree.body, undefined, span, key);
}

function inBody(
  base: CodeBase,
  code: TerraformCode,
  body: Body,
  owner: Block | undefined,
  span: Span,
  key: string | undefined,
): readonly Written[] {
  const item = body.items.find(({ start, end }) => start <= span.start && span.end <= end);
  if (item?.kind === 'block') {
    if (item.header.start === span.start && item.header.end === span.end)
      return itemsOf(base, code, item, owner, key);
    return inBody(base, code, item.body, item, span, key);
  }
  const found = item === undefined || owner === undefined ? undefined : inArgument(code, item, owner, span);
  return found === undefined ? [] : [found];
}

/** A block, behind what a `dynamic` block or a resource with `for_each` makes of the items of a collection. */
function itemsOf(
  base: CodeBase,
  code: TerraformCode,
  block: Block,
  owner: Block | undefined,
  key: string | undefined,
): readonly Written[] {
  const whole = writtenBlock(base, code, block, owner);
  const rest = whole === undefined ? [] : [whole];
  const collection = collectionOf(base, code, attributeOf(block, 'for_each')?.value);
  if (collection === undefined) return rest;
  const isDynamic = block.type.text === 'dynamic';
  const content = isDynamic
    ? block.body.items.find((item) => item.kind === 'block' && item.type.text === 'content')
    : block;
  const named = attributeOf(block, 'iterator')?.value;
  if (content?.kind !== 'block' || (named !== undefined && named.kind !== 'variable')) return rest;
  const label = block.labels[0]?.text ?? '';
  const items = indexesOf(collection, isDynamic ? undefined : key).flatMap(
    (index) =>
      writtenRepeated({
        code,
        attributes: content.body.items.filter((item) => item.kind === 'attribute'),
        iterator: isDynamic ? (named?.name ?? label) : 'each',
        collection,
        index,
        form: isDynamic ? 'part' : 'resource',
        type: label,
        name: nameOf(isDynamic ? (owner ?? block) : block),
        span: block,
        whole,
      }) ?? [],
  );
  return [...items, ...rest];
}

function attributeOf({ body }: Block, name: string): Attribute | undefined {
  return body.items.find((item): item is Attribute => item.kind === 'attribute' && item.name.text === name);
}

/** An object in a list that is the value of an argument. */
function inArgument(code: TerraformCode, argument: Attribute, owner: Block, span: Span): Written | undefined {
  let at: Expression | undefined = argument.value;
  while (at !== undefined) {
    if (at.kind === 'tuple') {
      const index = at.items.findIndex(({ start, end }) => start === span.start && end === span.end);
      const item = at.items[index];
      if (item?.kind === 'object')
        return writtenObject(code, { list: at, index, object: item }, argument.name.text, nameOf(owner));
    }
    at = childrenOf(at).find(({ start, end }) => start <= span.start && span.end <= end);
  }
  return undefined;
}

function nameOf({ labels }: Block): string {
  return labels[1]?.text ?? '';
}

function writtenBlock(
  base: CodeBase,
  code: TerraformCode,
  block: Block,
  owner: Block | undefined,
): Written | undefined {
  const { text } = code;
  const isResource = owner === undefined && block.type.text === 'resource' && block.labels.length === 2;
  if (!isResource && owner === undefined) return undefined;
  if (block.type.text === 'dynamic') return undefined;
  const type = isResource ? (block.labels[0]?.text ?? '') : block.type.text;
  const attributes = block.body.items.filter((item) => item.kind === 'attribute');
  const find = (name: string): Attribute | undefined =>
    attributes.find((attribute) => attribute.name.text === name);
  const textOf = (name: string): string | undefined => {
    const value = find(name)?.value;
    return value === undefined ? undefined : text.slice(value.start, value.end);
  };
  const addResource: Written['addResource'] = (newType, fields, name) => {
    if (!isResource) return undefined;
    const isTaken = (candidate: string): boolean =>
      base.moduleOf(code.file).some(({ tree }) => declares(tree.body, newType, candidate));
    const labels = [newType, freeName(name, isTaken, '_')];
    return inFile(
      code,
      appendBlock(code, { type: 'resource', labels, attributes: attributesOf(fields) }, block),
    );
  };
  return {
    code,
    form: isResource ? 'resource' : 'part',
    type,
    name: nameOf(isResource ? block : (owner ?? block)),
    span: block,
    names: attributes.map(({ name }) => name.text),
    textOf,
    literalOf: (name) => literalOf(find(name)?.value),
    set: (name, value) => {
      const present = find(name);
      if (present === undefined)
        return inFile(code, setAttribute(code, block, { name, value: hclOf(value) }));
      return literalOf(present.value) === undefined && present.value.kind !== 'tuple'
        ? undefined
        : inFile(code, replaceExpression(code, present.value, hclOf(value)));
    },
    refer: (name, reference) => {
      const present = find(name);
      return present && inFile(code, replaceExpression(code, present.value, hclOf(reference)));
    },
    unset: (name) => {
      const present = find(name);
      return present === undefined ? undefined : inFile(code, removeItem(code, present));
    },
    elementsOf: (name) => elementsIn(code, find(name)?.value),
    removeElement: (name, index) => {
      const list = find(name)?.value;
      return list?.kind === 'tuple' ? inFile(code, removeElement(code, list, index)) : undefined;
    },
    remove: () =>
      isResource && isReferredTo(base, code, block) ? undefined : inFile(code, removeItem(code, block)),
    addAlike: (fields, name) => {
      const ordered = inOrderOf(
        attributes.map((attribute) => attribute.name.text),
        fields,
      );
      if (!isResource) {
        if (owner === undefined) return undefined;
        return inFile(
          code,
          insertBlock(code, owner, { type: block.type.text, attributes: attributesOf(ordered) }, block),
        );
      }
      const copied = shared.flatMap((meta): readonly NewField[] => {
        const written = textOf(meta);
        return written === undefined || written.includes('\n')
          ? []
          : [{ name: meta, value: { verbatim: written } }];
      });
      return addResource(type, [...copied, ...ordered], name);
    },
    addResource,
    addPart: (partType, fields) =>
      isResource
        ? inFile(code, insertBlock(code, block, { type: partType, attributes: attributesOf(fields) }))
        : undefined,
  };
}

function attributesOf(fields: readonly NewField[]): readonly NewAttribute[] {
  return fields.map(({ name, value }) => ({ name, value: hclOf(value) }));
}

function declares(body: Body, type: string, name: string): boolean {
  return body.items.some(
    (item) =>
      item.kind === 'block' &&
      item.type.text === 'resource' &&
      item.labels[0]?.text === type &&
      item.labels[1]?.text === name,
  );
}

/** Whether its module names a resource anywhere, so that it cannot just be taken out. */
function isReferredTo(base: CodeBase, code: TerraformCode, { labels }: Block): boolean {
  const address = labels.map((label) => label.text).join('.');
  const named = new RegExp(`(?<![\\w.-])${address.replaceAll('.', '\\.')}(?![\\w-])`);
  return base.moduleOf(code.file).some(({ text }) => named.test(text));
}
