/**
 * The syntax tree of HCL, one shape for the native and the JSON syntax. Every node extends {@link Span}: offsets in
 * UTF-16 code units, equal to the ranges HashiCorp's own parser reports. A place that could not be read is an `error`
 * expression, never a missing node.
 */
import type { Span } from '../text/span.ts';

export interface Name extends Span {
  readonly text: string;
}

export interface Body extends Span {
  readonly items: readonly (Attribute | Block)[];
}

export interface Attribute extends Span {
  readonly kind: 'attribute';
  readonly name: Name;
  readonly value: Expression;
}

export interface Label extends Span {
  /** The label's value, escapes resolved. */
  readonly text: string;
  readonly quoted: boolean;
}

export interface Block extends Span {
  readonly kind: 'block';
  readonly type: Name;
  readonly labels: readonly Label[];
  /** From the type to the last label: what an editor underlines for the block as a whole. */
  readonly header: Span;
  readonly body: Body;
  /** Offset of the closing brace; `undefined` when it is missing. */
  readonly close: number | undefined;
}

export interface NumberLiteral extends Span {
  readonly kind: 'number';
  /** As written, so that no digit is lost. */
  readonly text: string;
}

export interface BooleanLiteral extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullLiteral extends Span {
  readonly kind: 'null';
}

/** A string, a heredoc or anything with `${…}` and `%{…}` in it. A plain string is a template of one literal or none. */
export interface Template extends Span {
  readonly kind: 'template';
  readonly heredoc: 'none' | 'plain' | 'indented';
  readonly parts: readonly TemplatePart[];
}

export interface TemplateLiteral extends Span {
  readonly kind: 'literal';
  /** Escapes resolved, in normal form C, indentation of `<<-` removed, strip markers of neighbours applied. */
  readonly text: string;
}

export interface Interpolation extends Span {
  readonly kind: 'interpolation';
  readonly expression: Expression;
}

export interface TemplateIf extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly otherwise: readonly TemplatePart[];
}

export interface TemplateFor extends Span {
  readonly kind: 'for';
  readonly keyName: Name | undefined;
  readonly valueName: Name;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
}

export type TemplatePart = TemplateLiteral | Interpolation | TemplateIf | TemplateFor;

/** A bare name that starts a reference: `var`, `local`, `aws_vpc`, `each`, a `for` variable. */
export interface Variable extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

/** `source.name`. `name` is empty while it is being typed. */
export interface GetAttribute extends Span {
  readonly kind: 'get-attribute';
  readonly source: Expression;
  readonly name: Name;
}

/** `source[key]`, and the legacy `source.0` whose key is a number literal. */
export interface GetIndex extends Span {
  readonly kind: 'get-index';
  readonly source: Expression;
  readonly key: Expression;
}

/** `source[*].rest` and `source.*.rest`. `each` is what is read from every element; it starts at a `splat-item`. */
export interface Splat extends Span {
  readonly kind: 'splat';
  readonly source: Expression;
  readonly full: boolean;
  readonly each: Expression;
}

export interface SplatItem extends Span {
  readonly kind: 'splat-item';
}

export interface Call extends Span {
  readonly kind: 'call';
  /** With its namespace: `provider::aws::arn_parse`. */
  readonly name: Name;
  readonly arguments: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly expand: boolean;
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export type BinaryOperator =
  '||' | '&&' | '==' | '!=' | '>' | '>=' | '<' | '<=' | '+' | '-' | '*' | '/' | '%';

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export interface Parentheses extends Span {
  readonly kind: 'parentheses';
  readonly inner: Expression;
}

export interface Tuple extends Span {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectItem {
  /** A bare name is a `variable` node here and means its own text; in parentheses it is a reference. */
  readonly key: Expression;
  readonly value: Expression;
}

export interface ObjectConstructor extends Span {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

export interface ForExpression extends Span {
  readonly kind: 'for';
  readonly keyName: Name | undefined;
  readonly valueName: Name;
  readonly collection: Expression;
  /** Set when it builds an object. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** `...` after the value: values of equal keys are collected. */
  readonly group: boolean;
}

/** A place where an expression should stand and none could be read. */
export interface ErrorExpression extends Span {
  readonly kind: 'error';
}

export type Expression =
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | Template
  | Variable
  | GetAttribute
  | GetIndex
  | Splat
  | SplatItem
  | Call
  | Conditional
  | Binary
  | Unary
  | Parentheses
  | Tuple
  | ObjectConstructor
  | ForExpression
  | ErrorExpression;

export interface SyntaxError extends Span {
  readonly message: string;
  /** Bytes that are no UTF-8, which nothing but this tells of. */
  readonly encoding?: true;
}

export interface Comment extends Span {
  /** With its markers: `#`, `//`, or the opening and closing ones of a block comment. In JSON: the text of a property `//`. */
  readonly text: string;
}

export interface SyntaxTree {
  readonly syntax: 'native' | 'json';
  readonly body: Body;
  readonly errors: readonly SyntaxError[];
  readonly comments: readonly Comment[];
}
