/**
 * Fields that stand together in code, whatever the language: those of a resource, of a block in it, of an object in a
 * list. What a fix says about fields is done in the words and the layout of the author.
 */
import type { Span } from '../text/span.ts';
import type { Code, FileEdit } from './code.ts';
import type { NewField, NewValue } from './newValue.ts';

/** A change, or nothing where the place is too unusual to change it safely. */
export type Change = readonly FileEdit[] | undefined;

export type Literal = string | number | boolean;

export interface Written {
  readonly code: Code;
  /** `resource`: a declaration of its own. `part`: a block or an object within one. */
  readonly form: 'resource' | 'part';
  /** Of a resource its type; of a part the name it stands under: `ingress`, `SecurityGroupIngress`. */
  readonly type: string;
  /** Of a resource its name in its language; of a part that of its resource. */
  readonly name: string;
  readonly span: Span;
  /** The names of its fields, in their order. */
  readonly names: readonly string[];
  /** The value of a field as it is written. Fields within fields have a dot: `PortRange.From`. */
  readonly textOf: (name: string) => string | undefined;
  /** The value of a field that is written out; `undefined` when it is missing or has to be evaluated. */
  readonly literalOf: (name: string) => Literal | undefined;
  /** Gives a field a value, in its place where it has one. */
  readonly set: (name: string, value: NewValue) => Change;
  /** Lets a field that names another resource name this one instead. */
  readonly refer: (name: string, reference: NewValue) => Change;
  readonly unset: (name: string) => Change;
  /** The elements of a field whose value is a list that is written out, each as it is written; none for every other. */
  readonly elementsOf: (name: string) => readonly string[];
  /** Takes an element out of such a list. */
  readonly removeElement: (name: string, index: number) => Change;
  /** Takes all of it out; nothing also where something else refers to it. */
  readonly remove: () => Change;
  /**
   * Puts another one of its kind below it.
   * @param fields in any order; they take that of this one.
   * @param name of a resource: what it is to be called; a number is added where the name is taken.
   */
  readonly addAlike: (fields: readonly NewField[], name: string) => Change;
  /** Puts a resource of another type below a resource. */
  readonly addResource: (type: string, fields: readonly NewField[], name: string) => Change;
  /** Puts a block into a resource, below the last one of its type. */
  readonly addPart: (type: string, fields: readonly NewField[]) => Change;
}

/** Fields in the order of others, what these do not have last. */
export function inOrderOf(names: readonly string[], fields: readonly NewField[]): readonly NewField[] {
  const rank = ({ name }: NewField): number => {
    const at = names.indexOf(name);
    return at < 0 ? names.length : at;
  };
  return [...fields].sort((a, b) => rank(a) - rank(b));
}

/** A name that is not taken: itself, or with the first number behind it that makes it one. */
export function freeName(name: string, isTaken: (name: string) => boolean, between: string): string {
  if (!isTaken(name)) return name;
  for (let number = 2; ; number++) {
    const numbered = `${name}${between}${number}`;
    if (!isTaken(numbered)) return numbered;
  }
}
