/**
 * The tree of a JSON text. Spans count UTF-16 code units from the start of the text and cover a string with its
 * quotes. Members stand as written: a key may occur twice, and what that means is for the reader of the tree to say.
 */
import type { Span } from '../text/span.ts';

export interface JsonObject {
  readonly kind: 'object';
  readonly span: Span;
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: string;
  /** The key with its quotes, without the colon. */
  readonly keySpan: Span;
  /** `undefined` when a syntax error took its place. */
  readonly value: JsonNode | undefined;
}

export interface JsonArray {
  readonly kind: 'array';
  readonly span: Span;
  readonly items: readonly JsonNode[];
}

export interface JsonScalar {
  readonly kind: 'scalar';
  readonly span: Span;
  /** Escapes resolved. A number too large for JSON's numbers is infinite; its text stands in the span. */
  readonly value: string | number | boolean | null;
}

export type JsonNode = JsonObject | JsonArray | JsonScalar;

/** The value of a key, of one written twice the later; `undefined` when the node is no object or has no such key. */
export function memberOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.findLast((member) => member.key === key)?.value : undefined;
}
