/**
 * What data sources may find: a resource with the tags AWS has of it and the Region it lies in. One of another root
 * module is seen from outside: its values are named from here, and their places are that of the data source.
 */
import type { Origin } from '../text/origin.ts';
import type { Resource } from '../value/resource.ts';
import type { ObjectValue, Property, Unknown, Value } from '../value/value.ts';
import type { Provider } from './provider.ts';
import { maybeUnder, unknownKey } from './keys.ts';
import type { RootState } from './rootState.ts';
import { sortByText } from './standInOrder.ts';
import { isStandIn, renameStandIn } from './standIns.ts';
import {
  isBlockObject,
  isResourceObject,
  standInOf,
  unknownText,
  unorderedOf,
  withoutOrder,
} from './values.ts';

export interface Findable {
  readonly resource: Resource;
  /** Its own tags over those of its provider; `undefined` where it has none, unknown or open where that is not certain. */
  readonly tags: Value | undefined;
  readonly provider: Provider;
}

/** What a root module has for others to find. */
export interface OtherRoot {
  /** The way there from the folder of whoever looks, beginning with a dot: `../network`. */
  readonly path: string;
  readonly findables: readonly Findable[];
  /** `undefined` where nobody evaluated its outputs. */
  readonly state?: RootState | undefined;
}

export function findableOf(resource: Resource, provider: Provider): Findable {
  const own = resource.properties.properties.get('tags')?.value;
  const { open } = resource.properties;
  return { resource, tags: open ?? allTags(own, provider.defaultTags), provider };
}

/** The tag a resource has; `undefined` for none. */
export function tagOf({ tags }: Findable, name: string): Value | undefined {
  if (tags?.kind !== 'object') return tags?.kind === 'null' ? undefined : tags;
  const { properties, open } = tags;
  return properties.get(name)?.value ?? open ?? maybeUnder(properties, name, undefined);
}

function allTags(own: Value | undefined, added: Value | undefined): Value | undefined {
  const none = (tags: Value | undefined): boolean => tags === undefined || tags.kind === 'null';
  if (none(added)) return own;
  if (none(own)) return added;
  if (added?.kind !== 'object') return own?.kind === 'object' ? opened(own, added) : own;
  if (own?.kind !== 'object') return own;
  const properties = new Map([...added.properties, ...own.properties]);
  const all: ObjectValue = { kind: 'object', properties };
  const open = own.open ?? added.open ?? sameTag(properties);
  // Where its own tags are not all known, one of its provider's may have been replaced.
  if (own.open !== undefined) return { ...all, properties: own.properties, open: own.open };
  return open === undefined ? all : { ...all, open };
}

/** Why two tags may be one, of which the second would replace the first. */
function sameTag(tags: ReadonlyMap<string, Property>): Unknown | undefined {
  const unknown = [...tags.keys()].find(isStandIn);
  if (unknown === undefined || sortByText(tags.keys(), (name) => name).isSure) return undefined;
  return unknownKey(unknown, undefined);
}

/** The tags that are written, beside others nobody can name. */
function opened(own: ObjectValue, added: Value | undefined): ObjectValue {
  return added?.kind === 'unknown' ? { ...own, open: own.open ?? added } : own;
}

/** A resource of another root module has an address that no resource of this one can have. */
export function addressFrom(path: string, address: string): string {
  return path === '' ? address : `${path}/${address}`;
}

/**
 * A value as another root module sees it. An address there means nothing here, and neither does the name of a variable.
 * @param path the way to the module it is of; empty for the same module.
 * @param at whose place the value gets.
 */
export function seenFrom(path: string, value: Value, at: Origin): Value {
  if (path === '') return value;
  const property = (part: Property): Property => ({ value: seenFrom(path, part.value, at), origin: at });
  const reasons = (unknown: Unknown): Unknown => ({
    ...unknown,
    because: unknown.because.map((reason) => ({ ...reason, what: addressFrom(path, reason.what) })),
  });
  const key = (name: string): string => renameStandIn(name, (inside) => addressFrom(path, inside));
  switch (value.kind) {
    case 'reference':
      return { ...value, resource: addressFrom(path, value.resource) };
    case 'unknown': {
      const standIn = standInOf(value);
      return standIn === undefined ? reasons(value) : unknownText(reasons(value), key(standIn));
    }
    case 'list': {
      const items = value.items.map(property);
      const unordered = unorderedOf(value);
      if (unordered !== undefined) return withoutOrder({ ...value, items }, reasons(unordered));
      return value.open === undefined ? { ...value, items } : { ...value, items, open: reasons(value.open) };
    }
    case 'object': {
      const properties = new Map([...value.properties].map(([name, part]) => [key(name), property(part)]));
      const named = {
        ...(isResourceObject(value) ? { resource: addressFrom(path, value.resource) } : {}),
        ...(isBlockObject(value) ? { block: addressFrom(path, value.block) } : {}),
        ...(value.open === undefined ? {} : { open: reasons(value.open) }),
      };
      return { ...value, properties, ...named };
    }
    default:
      return value;
  }
}
