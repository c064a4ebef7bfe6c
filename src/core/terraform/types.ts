/**
 * Terraform's types and what can be said about them without values: which are the same, which convert into which, and
 * the type that several have in common (go-cty's `convert` package, unsafe conversions included).
 */
import { compareTexts } from './standInOrder.ts';
import { someStandIn } from './standIns.ts';

export type Type =
  /** `dynamic` is a type that is not known yet. */
  | { readonly kind: 'dynamic' | 'string' | 'number' | 'bool' }
  | CollectionOf
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | ObjectType;

export interface CollectionOf {
  readonly kind: 'list' | 'set' | 'map';
  readonly element: Type;
}

export interface ObjectType {
  readonly kind: 'object';
  readonly attributes: ReadonlyMap<string, Type>;
  /** Attributes that a value may lack; they are null then. */
  readonly optional?: ReadonlySet<string>;
}

export const dynamicType: Type = { kind: 'dynamic' };
export const stringType: Type = { kind: 'string' };
export const numberType: Type = { kind: 'number' };
export const boolType: Type = { kind: 'bool' };

export function listOf(element: Type): CollectionOf {
  return { kind: 'list', element };
}

export function setOf(element: Type): CollectionOf {
  return { kind: 'set', element };
}

export function mapOf(element: Type): CollectionOf {
  return { kind: 'map', element };
}

export function isPrimitive(type: Type): boolean {
  return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
}

/** Whether no part of the type is dynamic. */
export function isComplete(type: Type): boolean {
  return type.kind !== 'dynamic' && elementTypes(type).every(isComplete);
}

export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'list':
    case 'set':
    case 'map':
      return a.kind === b.kind && sameType(a.element, b.element);
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, index) => sameType(element, b.elements[index] ?? dynamicType))
      );
    case 'object':
      return b.kind === 'object' && sameNames(a, b) && everyAttribute(a, b, sameType);
    default:
      return a.kind === b.kind;
  }
}

/** Whether values of `from` can be converted to `to`, so far as the types tell: any string may be a number. */
export function canConvert(from: Type, to: Type): boolean {
  if (from.kind === 'dynamic' || to.kind === 'dynamic' || from === to) return true;
  switch (to.kind) {
    case 'string':
      return isPrimitive(from);
    case 'number':
    case 'bool':
      return from.kind === to.kind || from.kind === 'string';
    case 'list':
    case 'set':
      if (from.kind === 'list' || from.kind === 'set') return canConvert(from.element, to.element);
      return from.kind === 'tuple' && allConvert(from.elements, to.element);
    case 'map':
      if (from.kind === 'map') return canConvert(from.element, to.element);
      return from.kind === 'object' && allConvert([...from.attributes.values()], to.element);
    case 'tuple':
      return (
        from.kind === 'tuple' &&
        from.elements.length === to.elements.length &&
        from.elements.every((element, index) => canConvert(element, to.elements[index] ?? dynamicType))
      );
    case 'object':
      if (from.kind === 'map') {
        return [...to.attributes.values()].every((attribute) => canConvert(from.element, attribute));
      }
      return from.kind === 'object' && everyAttribute(to, from, (want, have) => canConvert(have, want));
  }
}

function allConvert(from: readonly Type[], to: Type): boolean {
  if (to.kind === 'dynamic') return from.length === 0 || unify(from) !== undefined;
  return from.every((type) => canConvert(type, to));
}

/** The type all of them can be converted to; `undefined` when there is none. Of no types at all: not known yet. */
export function unify(types: readonly Type[]): Type | undefined {
  const [first = dynamicType] = types;
  if (types.every((type) => type === first)) return first;
  const kinds = new Set(types.map(({ kind }) => kind));
  const open = kinds.delete('dynamic');
  const only = (...allowed: readonly Type['kind'][]): boolean =>
    [...kinds].every((kind) => allowed.includes(kind));
  if (kinds.has('map') && only('map', 'object')) {
    const common = open ? dynamicType : unifyElements('map', types);
    if (common !== undefined || kinds.size === 1) return common;
  } else if (kinds.has('list') && only('list', 'tuple')) {
    const common = open ? dynamicType : unifyElements('list', types);
    if (common !== undefined || kinds.size === 1) return common;
  } else if (kinds.has('set') && only('set')) {
    return open ? dynamicType : unifyElements('set', types);
  } else if (kinds.has('object') && only('object')) {
    return open ? dynamicType : unifyObjects(types.filter((type) => type.kind === 'object'));
  } else if (kinds.has('tuple') && only('tuple')) {
    return open ? dynamicType : unifyTuples(types.filter((type) => type.kind === 'tuple'));
  } else if (kinds.has('object') && kinds.has('tuple')) {
    return undefined;
  }
  return [...types]
    .sort(byPreference)
    .find((wanted) => types.every((type) => sameType(type, wanted) || canConvert(type, wanted)));
}

function unifyElements(kind: CollectionOf['kind'], types: readonly Type[]): Type | undefined {
  const element = unify(types.flatMap(elementTypes));
  return element === undefined ? undefined : { kind, element };
}

function unifyObjects(types: readonly ObjectType[]): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  if (types.some((type) => perhapsSameNames(type, first))) return dynamicType;
  if (!types.every((type) => sameNames(type, first))) return unifyElements('map', types);
  const attributes = new Map<string, Type>();
  for (const name of first.attributes.keys()) {
    const common = unify(types.map((type) => type.attributes.get(name) ?? dynamicType));
    if (common === undefined) return undefined;
    attributes.set(name, common);
  }
  return { kind: 'object', attributes };
}

function unifyTuples(types: readonly Extract<Type, { kind: 'tuple' }>[]): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  if (types.some((type) => type.elements.length !== first.elements.length)) {
    return unifyElements('list', types);
  }
  const elements: Type[] = [];
  for (const index of first.elements.keys()) {
    const common = unify(types.map((type) => type.elements[index] ?? dynamicType));
    if (common === undefined) return undefined;
    elements.push(common);
  }
  return { kind: 'tuple', elements };
}

/** The types of what a collection, a tuple or an object holds. */
export function elementTypes(type: Type): readonly Type[] {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return [type.element];
    case 'tuple':
      return type.elements;
    case 'object':
      return [...type.attributes.values()];
    default:
      return [];
  }
}

const preference: readonly Type['kind'][] = [
  'map',
  'object',
  'list',
  'tuple',
  'set',
  'string',
  'number',
  'bool',
  'dynamic',
];

function byPreference(a: Type, b: Type): number {
  if (a.kind === b.kind && 'element' in a && 'element' in b) return byPreference(a.element, b.element);
  return preference.indexOf(a.kind) - preference.indexOf(b.kind);
}

function sameNames(a: ObjectType, b: ObjectType): boolean {
  return (
    a.attributes.size === b.attributes.size &&
    [...a.attributes.keys()].every((name) => b.attributes.has(name))
  );
}

/** Whether names that differ as they are written may turn out to be the same. */
function perhapsSameNames(a: ObjectType, b: ObjectType): boolean {
  if (a.attributes.size !== b.attributes.size || sameNames(a, b)) return false;
  const others = [...b.attributes.keys()];
  if (!someStandIn(a.attributes.keys()) && !someStandIn(others)) return false;
  return [...a.attributes.keys()].every((name) =>
    others.some((other) => compareTexts(name, other).equal !== false),
  );
}

/** Whether `test` holds for every attribute of `a` and its counterpart in `b`, which only optional ones may lack. */
function everyAttribute(a: ObjectType, b: ObjectType, test: (a: Type, b: Type) => boolean): boolean {
  for (const [name, type] of a.attributes) {
    const other = b.attributes.get(name);
    if (other === undefined ? a.optional?.has(name) !== true : !test(type, other)) return false;
  }
  return true;
}
