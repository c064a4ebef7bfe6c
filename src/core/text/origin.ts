/** Places in the code, and which resource's they are. */
import type { Span } from './span.ts';

/**
 * Where a fact was written. Every rule, subnet, interface and finding carries one, so that everything the product
 * says can be followed back to the line that caused it.
 */
export interface Origin {
  /** The file as the host names it: a URI in the editor, a path on the command line. `/` separates folders. */
  readonly file: string;
  /** What a squiggle belongs under: a value, a block's header, a logical id. */
  readonly span: Span;
  /** The whole construct `span` is the head of, where that is more: a hover anywhere in it speaks of it. */
  readonly extent?: Span;
  /** The resource it belongs to, as its language addresses it: `aws_network_acl.main`, `module.vpc.aws_subnet.a`, `WebAcl`. */
  readonly resource?: string;
  /** Set when nobody wrote the fact: AWS adds it by itself, and `span` is what made AWS do so (SEMANTICS N19–N22, S47–S52). */
  readonly awsDefault?: true;
}

/** Orders places as they are read: by file, then by where they start. What stands at one place is ordered by resource. */
export function comparePlaces(a: Origin, b: Origin): number {
  const compare = (one = '', other = ''): number => (one < other ? -1 : one > other ? 1 : 0);
  return compare(a.file, b.file) || a.span.start - b.span.start || compare(a.resource, b.resource);
}
