/** The parts of a body by the name of the property they make: an attribute, blocks of that type, dynamic blocks. */
import type { Attribute, Block, Body, Expression, SyntaxError } from '../hcl/nodes.ts';

/** All that a body says about one property. */
export interface Member {
  readonly name: string;
  readonly attribute: Attribute | undefined;
  /** Blocks of the type `name`, and `dynamic` blocks that make them, in the order written. */
  readonly blocks: readonly Block[];
}

/** A `dynamic` block taken apart. */
export interface DynamicBlock {
  readonly forEach: Expression | undefined;
  /** The name that `.key` and `.value` are read from: `iterator`, or else the type of the blocks made. */
  readonly iterator: string;
  readonly content: Block | undefined;
}

/** A member together with the name of the file it is written in: an override file may have replaced it. */
export interface DeclaredMember extends Member {
  readonly file: string;
}

interface GrowingMember extends Member {
  readonly file: string;
  attribute: Attribute | undefined;
  blocks: readonly Block[];
}

const noBlocks: readonly Block[] = [];

/** The members of a body in the order of their first mention. @param file that it is written in. */
export function membersOf(body: Body, file: string): ReadonlyMap<string, DeclaredMember> {
  const members = new Map<string, GrowingMember>();
  for (const item of body.items) {
    const name = item.kind === 'attribute' ? item.name.text : propertyName(item);
    if (name === undefined) continue;
    let member = members.get(name);
    if (member === undefined) {
      member = { name, attribute: undefined, blocks: noBlocks, file };
      members.set(name, member);
    }
    if (item.kind === 'attribute') member.attribute ??= item;
    // Most members are attributes: only others have a list of their own.
    else if (member.blocks === noBlocks) member.blocks = [item];
    else (member.blocks as Block[]).push(item);
  }
  return members;
}

/** The first attribute of the name; `undefined` when there is none. */
export function attributeOf(body: Body, name: string): Attribute | undefined {
  return body.items.find((item): item is Attribute => item.kind === 'attribute' && item.name.text === name);
}

export function isDynamic(block: Block): boolean {
  return block.type.text === 'dynamic' && block.labels.length > 0;
}

export function readDynamic(block: Block): DynamicBlock {
  const iterator = attributeOf(block.body, 'iterator')?.value;
  return {
    forEach: attributeOf(block.body, 'for_each')?.value,
    iterator: iterator?.kind === 'variable' ? iterator.name : (block.labels[0]?.text ?? ''),
    content: block.body.items.find(
      (item): item is Block => item.kind === 'block' && item.type.text === 'content',
    ),
  };
}

/**
 * Whether something between the braces of a block could not be read, so that a missing argument proves nothing. A
 * broken spot inside a nested block counts for that block alone.
 */
export function isBroken(block: Block, errors: readonly SyntaxError[]): boolean {
  if (errors.length === 0) return false;
  if (block.close === undefined) return true;
  const nested = block.body.items.filter((item) => item.kind === 'block');
  return errors.some(
    (error) =>
      block.start <= error.start &&
      error.start < block.end &&
      !nested.some((inner) => inner.start <= error.start && error.end <= inner.end),
  );
}

function propertyName(block: Block): string | undefined {
  return isDynamic(block) ? block.labels[0]?.text : block.type.text;
}
