/**
 * What an expression is worth before anything is deployed: a known value, a reference to something AWS will create,
 * or unknown together with the reason. Unknown never turns into "yes" or "no" on its way through the product.
 */
import type { Origin } from '../text/origin.ts';

/** One reason why something is not known. */
export interface Because {
  /** The thing that would settle it: `var.admin_cidr`, `data.aws_ip_ranges.s3`, `Parameter AdminCidr`. */
  readonly what: string;
  /** Why it is open, as the end of a sentence that starts with `what`: `has no default`. */
  readonly why: string;
  readonly origin: Origin | undefined;
}

export interface Unknown {
  readonly kind: 'unknown';
  /** At least one; several where several values would have to be settled. */
  readonly because: readonly Because[];
}

export interface Known<T> {
  readonly kind: 'known';
  readonly value: T;
}

/** A fact of type `T`, or the reason why it cannot be told from the code. */
export type Maybe<T> = Known<T> | Unknown;

export interface NullValue {
  readonly kind: 'null';
}

export interface BooleanValue {
  readonly kind: 'boolean';
  readonly boolean: boolean;
}

export interface NumberValue {
  readonly kind: 'number';
  readonly number: number;
}

export interface StringValue {
  readonly kind: 'string';
  readonly text: string;
}

/** A value AWS chooses when it creates a resource (an id, an ARN): its text is open, what it stands for is known. */
export interface ReferenceValue {
  readonly kind: 'reference';
  /** Address of the resource. */
  readonly resource: string;
  /** Terraform: the attribute (`id`, `arn`). CloudFormation: `Ref`, or the attribute of `Fn::GetAtt` (`GroupId`). */
  readonly attribute: string;
}

/** A value together with the place it was written at. */
export interface Property {
  readonly value: Value;
  /** The span of the value's expression (of a nested block: its header). */
  readonly origin: Origin;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Property[];
  /** Set when there may be further items: the list is then known only in part. */
  readonly open?: Unknown;
}

export interface ObjectValue {
  readonly kind: 'object';
  /** A Map, so that `__proto__` is a key like any other. */
  readonly properties: ReadonlyMap<string, Property>;
  /** Set when there may be further keys. */
  readonly open?: Unknown;
}

export type Value =
  NullValue | BooleanValue | NumberValue | StringValue | ListValue | ObjectValue | ReferenceValue | Unknown;

export const nullValue: NullValue = { kind: 'null' };

export function booleanValue(boolean: boolean): BooleanValue {
  return { kind: 'boolean', boolean };
}

export function numberValue(number: number): NumberValue {
  return { kind: 'number', number };
}

export function stringValue(text: string): StringValue {
  return { kind: 'string', text };
}

export function known<T>(value: T): Known<T> {
  return { kind: 'known', value };
}

/** Unknown for one reason. */
export function unknown(what: string, why: string, origin?: Origin): Unknown {
  return { kind: 'unknown', because: [{ what, why, origin }] };
}

/** Unknown for all the reasons of `parts`, each named once. */
export function unknownOf(parts: readonly Unknown[]): Unknown {
  const because: Because[] = [];
  for (const reason of parts.flatMap((part) => part.because)) {
    if (!because.some((other) => other.what === reason.what && other.why === reason.why))
      because.push(reason);
  }
  return { kind: 'unknown', because };
}

/** Applies `change` to a known value and leaves an unknown one as it is. */
export function mapMaybe<T, U>(maybe: Maybe<T>, change: (value: T) => U): Maybe<U> {
  return maybe.kind === 'known' ? known(change(maybe.value)) : maybe;
}

/** The reasons in words: `var.admin_cidr has no default; data.x.y is read from AWS`. */
export function explain(because: readonly Because[]): string {
  return because.map((reason) => `${reason.what} ${reason.why}`).join('; ');
}
