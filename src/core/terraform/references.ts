/** What of its module an expression refers to, found without evaluating it. */
import type { Block, Expression, TemplatePart } from '../hcl/nodes.ts';
import type { ExpandableDeclaration } from './declarations.ts';
import { isDynamic, readDynamic, type Member } from './members.ts';

export type ModuleReference =
  | {
      readonly kind: 'variable' | 'local';
      readonly name: string;
      /** Kind and name, as a key. */
      readonly key: string;
    }
  | {
      readonly kind: 'resource';
      /** Kind and address, as a key. */
      readonly key: string;
      readonly address: string;
      /** The attribute read; `undefined` when the resource is used as a whole. */
      readonly attribute: string | undefined;
    }
  /** A data source. It is read as a whole, from all its arguments. */
  | {
      readonly kind: 'data';
      readonly address: string;
      /** As that of a resource. */
      readonly key: string;
    }
  | {
      readonly kind: 'module';
      /** The name of the call. */
      readonly name: string;
      /** The output read; `undefined` when the module is used as a whole. */
      readonly output: string | undefined;
    };

type Visit = (reference: ModuleReference) => unknown;
type Bound = ReadonlySet<string>;

const nothing: Bound = new Set();

/** Roots of references that need nothing else to be evaluated first. */
const otherRoots = new Set(['path', 'terraform', 'each', 'count', 'self', 'ephemeral']);

/** A module may be called from many places, and parts of a file outlive an edit: both are looked through once. */
const found = new WeakMap<Expression | Block, readonly ModuleReference[]>();
const foundIn = new WeakMap<object, readonly ModuleReference[]>();

/** Every reference in the expression. */
export function referencesOf(expression: Expression): readonly ModuleReference[] {
  return collected(expression, (visit) => visitExpression(expression, undefined, nothing, visit));
}

/** Every reference in the attribute and the blocks of a member. */
export function memberReferencesOf({ attribute, blocks }: Member): readonly ModuleReference[] {
  const own = attribute === undefined ? [] : referencesOf(attribute.value);
  if (blocks.length === 0) return own;
  const inBlocks = blocks.flatMap((block) => collected(block, (visit) => visitBlock(block, nothing, visit)));
  return own.length === 0 ? inBlocks : [...own, ...inBlocks];
}

/**
 * What `count` or `for_each` and the members refer to, each once. Of a resource that is any of the references to it,
 * whatever attribute they read.
 */
export function allReferencesOf(declaration: ExpandableDeclaration): readonly ModuleReference[] {
  const known = foundIn.get(declaration);
  if (known !== undefined) return known;
  const { count, forEach, members } = declaration;
  const references = new Map<string, ModuleReference>();
  const visit = (reference: ModuleReference): void => {
    const isModule = reference.kind === 'module';
    references.set(
      isModule ? `module ${reference.name} ${reference.output ?? ''}` : reference.key,
      reference,
    );
  };
  if (count !== undefined) visitExpression(count.value, undefined, nothing, visit);
  if (forEach !== undefined) visitExpression(forEach.value, undefined, nothing, visit);
  for (const { attribute, blocks } of members.values()) {
    if (attribute !== undefined) visitExpression(attribute.value, undefined, nothing, visit);
    for (const block of blocks) visitBlock(block, nothing, visit);
  }
  const each = [...references.values()];
  foundIn.set(declaration, each);
  return each;
}

function collected(from: Expression | Block, search: (visit: Visit) => void): readonly ModuleReference[] {
  const known = found.get(from);
  if (known !== undefined) return known;
  const references: ModuleReference[] = [];
  search((reference) => references.push(reference));
  found.set(from, references);
  return references;
}

function visitBlock(block: Block, bound: Bound, visit: Visit): void {
  if (isDynamic(block)) {
    const { forEach, iterator, content } = readDynamic(block);
    if (forEach !== undefined) visitExpression(forEach, undefined, bound, visit);
    if (content !== undefined) visitBlock(content, new Set([...bound, iterator]), visit);
    return;
  }
  for (const item of block.body.items) {
    if (item.kind === 'attribute') visitExpression(item.value, undefined, bound, visit);
    else visitBlock(item, bound, visit);
  }
}

/** @param attribute the first name read from the value of `expression`, when that is known. */
function visitExpression(
  expression: Expression,
  attribute: string | undefined,
  bound: Bound,
  visit: Visit,
): void {
  switch (expression.kind) {
    case 'get-attribute': {
      const { source, name } = expression;
      const type = prefixedType(source, bound);
      if (type?.prefix === 'data') visitData(`data.${type.name}.${name.text}`, visit);
      else if (type !== undefined) visitName(type.name, name.text, attribute, visit);
      else if (source.kind !== 'variable') visitExpression(source, name.text, bound, visit);
      else if (!bound.has(source.name)) visitName(source.name, name.text, attribute, visit);
      return;
    }
    case 'get-index':
      visitExpression(expression.source, attribute, bound, visit);
      visitExpression(expression.key, undefined, bound, visit);
      return;
    case 'splat':
      visitExpression(expression.source, firstAttribute(expression.each), bound, visit);
      visitExpression(expression.each, undefined, bound, visit);
      return;
    case 'parentheses':
      visitExpression(expression.inner, attribute, bound, visit);
      return;
    case 'template':
      visitTemplate(expression.parts, bound, visit);
      return;
    case 'call':
      for (const argument of expression.arguments) visitExpression(argument, undefined, bound, visit);
      return;
    case 'conditional':
      visitExpression(expression.condition, undefined, bound, visit);
      visitExpression(expression.then, attribute, bound, visit);
      visitExpression(expression.otherwise, attribute, bound, visit);
      return;
    case 'binary':
      visitExpression(expression.left, undefined, bound, visit);
      visitExpression(expression.right, undefined, bound, visit);
      return;
    case 'unary':
      visitExpression(expression.operand, undefined, bound, visit);
      return;
    case 'tuple':
      for (const item of expression.items) visitExpression(item, undefined, bound, visit);
      return;
    case 'object':
      for (const { key, value } of expression.items) {
        visitExpression(key, undefined, bound, visit);
        visitExpression(value, undefined, bound, visit);
      }
      return;
    case 'for': {
      const { keyName, valueName, collection, key, value, condition } = expression;
      visitExpression(collection, undefined, bound, visit);
      const inner = withNames(bound, keyName?.text, valueName.text);
      for (const part of [key, value, condition]) {
        if (part !== undefined) visitExpression(part, undefined, inner, visit);
      }
      return;
    }
    default:
      return;
  }
}

/** The type in `data.aws_vpc` and `resource.aws_vpc`; `undefined` when the expression is not that. */
function prefixedType(
  expression: Expression,
  bound: Bound,
): { readonly prefix: string; readonly name: string } | undefined {
  if (expression.kind !== 'get-attribute' || expression.source.kind !== 'variable') return undefined;
  const prefix = expression.source.name;
  if ((prefix !== 'data' && prefix !== 'resource') || bound.has(prefix)) return undefined;
  return { prefix, name: expression.name.text };
}

function visitName(root: string, name: string, attribute: string | undefined, visit: Visit): void {
  if (root === 'var') visit({ kind: 'variable', name, key: `variable ${name}` });
  else if (root === 'local') visit({ kind: 'local', name, key: `local ${name}` });
  else if (root === 'module') visit({ kind: 'module', name, output: attribute });
  else if (root === 'data') return;
  else if (!otherRoots.has(root)) {
    const address = `${root}.${name}`;
    visit({ kind: 'resource', address, attribute, key: `resource ${address}` });
  }
}

function visitData(address: string, visit: Visit): void {
  visit({ kind: 'data', address, key: `resource ${address}` });
}

function visitTemplate(parts: readonly TemplatePart[], bound: Bound, visit: Visit): void {
  for (const part of parts) {
    switch (part.kind) {
      case 'interpolation':
        visitExpression(part.expression, undefined, bound, visit);
        break;
      case 'if':
        visitExpression(part.condition, undefined, bound, visit);
        visitTemplate(part.then, bound, visit);
        visitTemplate(part.otherwise, bound, visit);
        break;
      case 'for':
        visitExpression(part.collection, undefined, bound, visit);
        visitTemplate(part.body, withNames(bound, part.keyName?.text, part.valueName.text), visit);
        break;
      default:
        break;
    }
  }
}

/** The name a splat reads first from each element; `undefined` when it takes the element as it is. */
function firstAttribute(each: Expression): string | undefined {
  let first: string | undefined;
  let expression = each;
  for (;;) {
    if (expression.kind === 'get-attribute') first = expression.name.text;
    else if (expression.kind !== 'get-index' && expression.kind !== 'splat') return first;
    expression = expression.source;
  }
}

function withNames(bound: Bound, keyName: string | undefined, valueName: string): Bound {
  return new Set(keyName === undefined ? [...bound, valueName] : [...bound, keyName, valueName]);
}
