/** The value of a resource that stands at an offset, whichever language it is written in. */
import { touches, type Span } from '../text/span.ts';
import type { Configuration, Resource } from '../value/resource.ts';
import type { Property, Value } from '../value/value.ts';

export interface WrittenValue {
  /** As the expression is worth it in this instance of the resource. */
  readonly value: Value;
  readonly span: Span;
  /** From the resource down, without places in lists: `ingress`, `cidr_blocks`. */
  readonly path: readonly string[];
  readonly resource: Resource;
}

/** The resources written round an offset: one, or the instances of a block that `count` or `for_each` multiplies. */
export function resourcesAt(configuration: Configuration, file: string, offset: number): readonly Resource[] {
  return configuration.resources.filter(
    ({ origin }) => origin.file === file && touches(origin.extent ?? origin.span, offset),
  );
}

/** The innermost text or number at an offset, in each instance of the resource. */
export function valuesAt(
  resources: readonly Resource[],
  file: string,
  offset: number,
): readonly WrittenValue[] {
  return resources.flatMap((resource) => {
    const found = innermost(resource.properties, [], file, offset);
    return found === undefined ? [] : [{ ...found, resource }];
  });
}

function innermost(
  value: Value,
  path: readonly string[],
  file: string,
  offset: number,
): Omit<WrittenValue, 'resource'> | undefined {
  let best: Omit<WrittenValue, 'resource'> | undefined;
  const offer = ({ value: part, origin }: Property, at: readonly string[]): void => {
    const isHere = origin.file === file && touches(origin.span, offset);
    const within =
      part.kind === 'object' || part.kind === 'list' ? innermost(part, at, file, offset) : undefined;
    const own = isHere && part.kind !== 'object' && part.kind !== 'list';
    const found = within ?? (own ? { value: part, span: origin.span, path: at } : undefined);
    if (found !== undefined && (best === undefined || sizeOf(found) < sizeOf(best))) best = found;
  };
  if (value.kind === 'object')
    for (const [key, property] of value.properties) offer(property, [...path, key]);
  else if (value.kind === 'list') for (const item of value.items) offer(item, path);
  return best;
}

function sizeOf({ span }: { readonly span: Span }): number {
  return span.end - span.start;
}
