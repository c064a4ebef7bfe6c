/**
 * How the tests of the HCL parser look at its trees: as short text, as a list of arguments with their blocks, and
 * with every span checked against its parent's.
 */
import type {
  Attribute,
  Block,
  Body,
  Expression,
  Name,
  SyntaxTree,
  TemplatePart,
} from '../../../src/core/hcl/nodes.ts';
import type { Span } from '../../../src/core/text/span.ts';

/** The shape of an expression, without spans: `(+ a (* b c))`. Parentheses of the source are `(paren …)`. */
export function shape(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'boolean':
      return `#${expression.value}`;
    case 'null':
      return '#null';
    case 'variable':
      return expression.name;
    case 'error':
      return '(error)';
    case 'splat-item':
      return '@';
    case 'template':
      return `(${{ none: 'string', plain: 'heredoc', indented: 'indented' }[expression.heredoc]}${parts(expression.parts)})`;
    case 'get-attribute':
      return `(. ${shape(expression.source)} ${expression.name.text})`;
    case 'get-index':
      return `([] ${shape(expression.source)} ${shape(expression.key)})`;
    case 'splat':
      return `(${expression.full ? '[*]' : '.*'} ${shape(expression.source)} ${shape(expression.each)})`;
    case 'call':
      return `(call ${expression.name.text}${list(expression.arguments)}${expression.expand ? ' ...' : ''})`;
    case 'conditional':
      return `(? ${shape(expression.condition)} ${shape(expression.then)} ${shape(expression.otherwise)})`;
    case 'binary':
      return `(${expression.operator} ${shape(expression.left)} ${shape(expression.right)})`;
    case 'unary':
      return `(${expression.operator} ${shape(expression.operand)})`;
    case 'parentheses':
      return `(paren ${shape(expression.inner)})`;
    case 'tuple':
      return `[${expression.items.map(shape).join(' ')}]`;
    case 'object':
      return `{${expression.items.map((item) => `${shape(item.key)}=${shape(item.value)}`).join(' ')}}`;
    case 'for': {
      const names =
        (expression.keyName === undefined ? '' : `${expression.keyName.text},`) + expression.valueName.text;
      const key = expression.key === undefined ? '' : ` ${shape(expression.key)} =>`;
      const condition = expression.condition === undefined ? '' : ` if ${shape(expression.condition)}`;
      const group = expression.group ? ' ...' : '';
      return `(for ${names} in ${shape(expression.collection)}${key} ${shape(expression.value)}${group}${condition})`;
    }
  }
}

function list(expressions: readonly Expression[]): string {
  return expressions.map((expression) => ` ${shape(expression)}`).join('');
}

/** The shape of template parts; literal text in JSON's quotes. */
export function parts(list: readonly TemplatePart[]): string {
  return list
    .map((part) => {
      switch (part.kind) {
        case 'literal':
          return ` ${JSON.stringify(part.text)}`;
        case 'interpolation':
          return ` \${${shape(part.expression)}}`;
        case 'if':
          return ` (if ${shape(part.condition)} (then${parts(part.then)}) (else${parts(part.otherwise)}))`;
        case 'for': {
          const names = (part.keyName === undefined ? '' : `${part.keyName.text},`) + part.valueName.text;
          return ` (for ${names} in ${shape(part.collection)}${parts(part.body)})`;
        }
      }
    })
    .join('');
}

/** The shape of a body: arguments as `name=value`, blocks as `type label {…}`. */
export function bodyShape(body: Body): string {
  return body.items
    .map((item) =>
      item.kind === 'attribute'
        ? `${item.name.text}=${shape(item.value)}`
        : `${[item.type.text, ...item.labels.map((label) => JSON.stringify(label.text))].join(' ')} {${bodyShape(item.body)}}`,
    )
    .join('; ');
}

/** Every node of an expression with its source text, outermost first: `binary: a + b`. */
export function sources(expression: Expression, text: string): readonly string[] {
  const found: string[] = [];
  visit(expression, (node, kind) => {
    if (kind !== '') found.push(`${kind}: ${text.slice(node.start, node.end)}`);
  });
  return found;
}

export interface FoundAttribute {
  /** The headers of the blocks around it, outermost first. */
  readonly path: string;
  readonly node: Attribute;
  readonly source: string;
}

/** Every argument of a tree in the order of the text. */
export function attributesOf(tree: SyntaxTree, text: string): readonly FoundAttribute[] {
  const found: FoundAttribute[] = [];
  const walk = (body: Body, path: string): void => {
    for (const item of body.items) {
      if (item.kind === 'block') walk(item.body, `${path}/${headerOf(item)}`);
      else found.push({ path, node: item, source: text.slice(item.start, item.end) });
    }
  };
  walk(tree.body, '');
  return found;
}

function headerOf(block: Block): string {
  return [block.type.text, ...block.labels.map((label) => label.text)].join(' ');
}

/** What is wrong with a tree's spans: each must lie within its parent's, and within the text. */
export function spanFaults(tree: SyntaxTree, length: number): readonly string[] {
  const faults: string[] = [];
  const within = (node: Span, parent: Span, kind: string): void => {
    if (node.start > node.end || node.start < parent.start || node.end > parent.end) {
      faults.push(`${kind} ${node.start}-${node.end} in ${parent.start}-${parent.end}`);
    }
  };
  visit(tree.body, (node, kind, parent) => within(node, parent ?? { start: 0, end: length }, kind));
  for (const span of [...tree.errors, ...tree.comments])
    within(span, { start: 0, end: length }, 'error or comment');
  return faults;
}

/** Calls `see` for everything in a tree that has a span, parents first. */
export function visit(
  root: Expression | Body | Name,
  see: (node: Span, kind: string, parent: Span | undefined) => void,
): void {
  const walk = (value: unknown, parent: Span | undefined): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item, parent);
    } else if (typeof value === 'object' && value !== null) {
      let inner = parent;
      if ('start' in value && 'end' in value) {
        inner = value as Span;
        see(inner, 'kind' in value ? String(value.kind) : '', parent);
      }
      for (const child of Object.values(value)) walk(child, inner);
    }
  };
  walk(root, undefined);
}
