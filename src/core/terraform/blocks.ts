/**
 * Bodies of resources → properties. A nested block and a list of objects given as an attribute come out alike: a list
 * of objects, each at its own place. `dynamic` blocks are expanded where their collection is known.
 */
import type { Block } from '../hcl/nodes.ts';
import type { Origin } from '../text/origin.ts';
import { unknown, type Property, type Unknown } from '../value/value.ts';
import { bind, type Context } from './context.ts';
import { evaluate } from './evaluate.ts';
import { entriesOf, isIteration } from './iteration.ts';
import { isBroken, isDynamic, membersOf, readDynamic, type Member } from './members.ts';
import { combine, makeBlock, makeList, makeObject, originOf, propertyAt, tooLarge } from './values.ts';
import { weightOf } from './weights.ts';

/**
 * One property of a resource or a nested block.
 * @param path what the property is called in reasons: `aws_instance.web.root_block_device`.
 */
export function evaluateMember(member: Member, path: string, context: Context): Property {
  const { attribute, blocks } = member;
  const [first] = blocks;
  if (first === undefined) {
    if (attribute === undefined) throw new Error('A member has an attribute or a block');
    const { value } = attribute;
    if (value.kind === 'error') return propertyAt(unreadable(path, attribute.name, context), value, context);
    return limitedTo(propertyAt(evaluate(value, context), value, context), context);
  }
  const items: Property[] = [];
  const open: Unknown[] = [];
  if (attribute !== undefined) addAttribute(member, path, context, items, open);
  for (const block of blocks) {
    if (isDynamic(block)) addDynamic(block, path, context, items, open);
    else items.push(blockItem(block, block, path, context));
  }
  const list = makeList(items, first.header, context, open.length === 0 ? undefined : combine(open));
  return limitedTo({ value: list, origin: blockOrigin(first, context) }, context);
}

/** The open end of a block in which something could not be read; `undefined` when all of it could. */
export function brokenPart(block: Block, path: string, context: Context): Unknown | undefined {
  if (!isBroken(block, context.file.tree.errors)) return undefined;
  return unreadable(path, block.header, context);
}

function unreadable(path: string, span: { start: number; end: number }, context: Context): Unknown {
  return unknown(path, 'has a syntax error', originOf(context, span));
}

function addAttribute(
  { attribute }: Member,
  path: string,
  context: Context,
  items: Property[],
  open: Unknown[],
): void {
  if (attribute === undefined) return;
  const value = evaluate(attribute.value, context);
  if (value.kind === 'list') {
    items.push(...value.items);
    if (value.open !== undefined) open.push(value.open);
  } else if (value.kind === 'unknown') {
    open.push(value);
  } else if (value.kind === 'object' && context.file.tree.syntax === 'json') {
    // In JSON the object of a single block looks like an argument.
    items.push(propertyAt(value, attribute.value, context));
  } else if (value.kind !== 'null') {
    open.push(unknown(path, 'is set both as an argument and by blocks', originOf(context, attribute)));
  }
}

function addDynamic(block: Block, path: string, context: Context, items: Property[], open: Unknown[]): void {
  const { forEach, iterator, content } = readDynamic(block);
  if (forEach === undefined || content === undefined) {
    const missing = forEach === undefined ? 'for_each' : 'content';
    open.push(unknown(path, `has a dynamic block without ${missing}`, originOf(context, block.header)));
    return;
  }
  const iteration = entriesOf(evaluate(forEach, context), forEach, context);
  if (!isIteration(iteration)) {
    open.push(iteration);
    return;
  }
  if (iteration.open !== undefined) open.push(iteration.open);
  for (const { key, value } of iteration.entries) {
    if (!context.budget.spend()) {
      open.push(tooLarge(block.header, context));
      return;
    }
    const origin = originOf(context, forEach);
    const properties = new Map<string, Property>([
      ['key', { value: key, origin }],
      ['value', { value, origin }],
    ]);
    const each = makeObject(properties, forEach, context);
    items.push(blockItem(content, block, path, bind(context, iterator, each)));
  }
}

/** The object of a block's body, at the place of `shown`: the block itself or the `dynamic` block that made it. */
function blockItem(block: Block, shown: Block, path: string, context: Context): Property {
  const properties = new Map<string, Property>();
  for (const [name, member] of membersOf(block.body, context.file.file)) {
    properties.set(name, evaluateMember(member, `${path}.${name}`, context));
  }
  const open = brokenPart(block, path, context);
  return {
    value: makeBlock(path, properties, shown.header, context, open),
    origin: blockOrigin(shown, context),
  };
}

function blockOrigin(block: Block, context: Context): Origin {
  return { ...originOf(context, block.header), extent: { start: block.start, end: block.end } };
}

/** Readers of a configuration visit every value once; what all of them unfold to together counts as work. */
function limitedTo(property: Property, context: Context): Property {
  const weight = weightOf(property.value);
  if (weight !== undefined && context.budget.spend(weight)) return property;
  return { value: tooLarge(property.origin.span, context), origin: property.origin };
}
