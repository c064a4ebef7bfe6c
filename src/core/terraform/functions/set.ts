/** Functions that look at lists as sets of things: set operations, products, and lists without repetitions or order. */
import { type ListValue, type Property, type Unknown, type Value } from '../../value/value.ts';
import { convert } from '../convert.ts';
import { equals } from '../equality.ts';
import { doubtIn, identityOf, isCollection, itemText } from '../itemTexts.ts';
import { perhapsSame, textKey } from '../keys.ts';
import { repetitionsOf } from '../repetitions.ts';
import { makeSet } from '../sets.ts';
import { compareTexts, sortByText } from '../standInOrder.ts';
import { dynamicType, setOf, stringType, unify, type Type } from '../types.ts';
import {
  collectionType,
  combine,
  elementType,
  isInvalid,
  isTextReference,
  standInOf,
  textOfReference,
  unknownAs,
  unorderedOf,
  withoutOrder,
} from '../values.ts';
import type { Arguments } from './arguments.ts';
import { ofOpen, type Family } from './function.ts';
import { listAt } from './list.ts';
import { unknownPart } from './unknownPart.ts';

export const setFunctions: Family = {
  compact: ofOpen('(list: list(string)) list(string)', compact),
  distinct: ofOpen('(list: list(any)) list(any)', distinct),
  matchkeys: ofOpen('(values: list(any), keys: list(any), searchset: list(any)) list(any)', matchKeys),
  setintersection: ofOpen('(first_set: set(any), ...other_sets: set(any)) set(any)', (given) =>
    combineSets(given, (first, others) => first.filter((key) => others.every((other) => other.has(key)))),
  ),
  setproduct: ofOpen('(...sets: any) any', setProduct),
  setsubtract: ofOpen('(a: set(any), b: set(any)) set(any)', (given) =>
    combineSets(given, (first, others) => first.filter((key) => !others.some((other) => other.has(key)))),
  ),
  setunion: ofOpen('(first_set: set(any), ...other_sets: set(any)) set(any)', setUnion),
  sort: ofOpen('(list: list(string)) list(string)', sort),
};

/** Without null and empty strings. An id is never empty. */
function compact(given: Arguments): Value {
  const list = listAt(given, 0);
  if (list.kind === 'unknown') return list;
  const items: Property[] = [];
  const open: Unknown[] = list.open === undefined ? [] : [list.open];
  for (const item of list.items) {
    const { value } = item;
    if (value.kind === 'unknown') {
      if (isNotEmpty(value)) items.push(item);
      else open.push(value);
    } else if (value.kind === 'reference') {
      items.push(item);
      if (!isTextReference(value)) open.push(textOfReference(value, given.span(0), given.context));
    } else if (value.kind === 'string' && value.text !== '') items.push(item);
  }
  const kept = given.listOf(stringType, items, open.length === 0 ? undefined : combine(open));
  return withoutOrder(kept, unorderedOf(list));
}

function isNotEmpty(value: Unknown): boolean {
  const standIn = standInOf(value);
  return standIn !== undefined && compareTexts(standIn, '').equal === false;
}

/** The first of equal items stays. Where two may turn out to be equal, how many stay is open. */
function distinct(given: Arguments): Value {
  const list = listAt(given, 0);
  if (list.kind === 'unknown') return list;
  const items = new Map<string, Property>();
  const texts: string[] = [];
  const others = new Set<Property>();
  for (const [index, item] of list.items.entries()) {
    if (!given.spendOn(item.value)) return given.tooLarge();
    const identity = identityOf(item.value) ?? `item ${index}`;
    if (items.has(identity)) continue;
    // Two items may be one property, twice.
    const one = { ...item };
    items.set(identity, one);
    const text = itemText(item.value);
    if (text === undefined) others.add(one);
    else texts.push(text);
  }
  const perhaps = perhapsSame(texts, given.context.budget);
  for (const item of items.values()) {
    // What holds strings that something stands for may still differ in one of them.
    if (isCollection(item.value) && perhaps.has(itemText(item.value) ?? '')) others.add(item);
  }
  const { repeated, doubtful, later } = repetitionsOf(
    others,
    [...items.values()],
    given.span(0),
    given.context,
  );
  const open: Unknown[] = list.open === undefined ? [] : [list.open];
  const kept: Property[] = [];
  for (const item of items.values()) {
    if (repeated.has(item)) continue;
    const isDoubtful = others.has(item) ? doubtful.has(item) : perhaps.has(itemText(item.value) ?? '');
    const doubt = isDoubtful ? doubtIn(item.value, given.span(0), given.context) : undefined;
    if (doubt !== undefined) open.push(doubt);
    // What is there once must not be there twice: it would give a key twice.
    if (doubt === undefined || (item.value.kind !== 'unknown' && !later.has(item))) kept.push(item);
  }
  const found = given.listOf(
    elementType(list) ?? dynamicType,
    kept,
    open.length === 0 ? undefined : combine(open),
  );
  return withoutOrder(found, unorderedOf(list));
}

function sort(given: Arguments): Value {
  const list = listAt(given, 0);
  if (list.kind === 'unknown') return list;
  if (list.items.some(({ value }) => value.kind === 'null')) return given.error('holds null', 0);
  const open: Unknown[] = list.open === undefined ? [] : [list.open];
  const texts: (readonly [string, Property])[] = [];
  const others: Property[] = [];
  for (const item of list.items) {
    const { value } = item;
    const text = textKey(value);
    if (text !== undefined) texts.push([text, item]);
    else if (value.kind === 'unknown') open.push(value);
    else others.push(item);
  }
  const { sorted, isSure } = sortByText(texts, ([text]) => text);
  const items = [...sorted.map(([, item]) => item), ...others];
  const [other = items.find(({ value }) => value.kind === 'reference')] = others;
  if (open.length === 0 || list.open !== undefined) {
    const rest = open.length === 0 ? undefined : combine(open);
    const unsure = other === undefined ? firstOf(items) : unknownPart(other.value, given, 0);
    const isOpen = (!isSure || others.length > 0) && unsure !== undefined;
    return withoutOrder(given.listOf(stringType, items, rest), isOpen ? unsure : undefined);
  }
  // As many as before, but any of them may come first.
  const item = given.property(unknownAs(combine(open), stringType, true));
  return given.listOf(
    stringType,
    list.items.map(() => item),
  );
}

/** The first string nobody knows. */
function firstOf(items: readonly Property[]): Unknown | undefined {
  for (const { value } of items) if (value.kind === 'unknown') return value;
  return undefined;
}

function matchKeys(given: Arguments): Value {
  const [values, keys, wanted] = [listAt(given, 0), listAt(given, 1), listAt(given, 2)];
  if (values.kind === 'unknown' || keys.kind === 'unknown' || wanted.kind === 'unknown') {
    return combine([values, keys, wanted].filter((part) => part.kind === 'unknown'));
  }
  const open = [values.open ?? unorderedOf(values), keys.open ?? unorderedOf(keys), wanted.open].filter(
    (part) => part !== undefined,
  );
  if (open.length > 0) return combine(open);
  if (values.items.length !== keys.items.length) return given.error('has not as many keys as values', 1);
  const type = unify([elementType(keys) ?? dynamicType, elementType(wanted) ?? dynamicType]);
  if (type === undefined) return given.error('has keys of a type that is not searched for', 1);
  const as = (item: Property): Value => convert(item.value, type, given.span(1), given.context);
  const searched = wanted.items.map(as);
  const items: Property[] = [];
  const uncertain: Unknown[] = [];
  for (const [index, key] of keys.items.entries()) {
    if (!given.spend(searched.length)) return given.tooLarge();
    const results = searched.map((one) => equals(as(key), one, given.call, given.context));
    const item = values.items[index];
    if (item !== undefined && results.includes(true)) items.push(item);
    else uncertain.push(...results.filter((result) => typeof result !== 'boolean'));
  }
  return given.listOf(
    elementType(values) ?? dynamicType,
    items,
    uncertain.length === 0 ? undefined : combine(uncertain),
  );
}

type Choose = (keys: readonly string[], others: readonly ReadonlySet<string>[]) => readonly string[];

function combineSets(given: Arguments, choose: Choose): Value {
  const sets = unifiedSets(given);
  if ('kind' in sets) return sets;
  const open: Unknown[] = [];
  const all = sets.sets.flatMap(({ list }) => list.items);
  const isTold = areToldApart(all, given);
  for (const { list } of sets.sets) {
    const part = isTold ? list.open : doubtIn(list, given.span(0), given.context);
    if (part !== undefined) open.push(part);
  }
  if (open.length > 0) return unknownAs(combine(open), setOf(sets.element), true);
  const [first, ...others] = sets.sets.map(({ list }) => byKey(list));
  if (first === undefined) return given.tooLarge();
  const kept = choose(
    [...first.keys()],
    others.map((other) => new Set(other.keys())),
  );
  const items = kept.map((key) => first.get(key)).filter((item) => item !== undefined);
  return makeSet(items, sets.element, given.call, given.context);
}

/** What is in one of the sets is in their union, whatever is unknown about the others. */
function setUnion(given: Arguments): Value {
  const sets = unifiedSets(given);
  if ('kind' in sets) return sets;
  const items = sets.sets.flatMap(({ list }) => list.items);
  const open = sets.sets.map(({ list }) => list.open).filter((part) => part !== undefined);
  if (!given.spend(items.length)) return given.tooLarge();
  const rest = open.length === 0 ? undefined : combine(open);
  return makeSet(items, sets.element, given.call, given.context, rest);
}

/** Whether of any two items it is known whether they are the same. */
function areToldApart(items: readonly Property[], given: Arguments): boolean {
  const texts = new Set<string>();
  for (const { value } of items) {
    const text = itemText(value);
    if (text !== undefined) texts.add(text);
    else if (value.kind !== 'null') return false;
  }
  return perhapsSame([...texts], given.context.budget).size === 0;
}

function unifiedSets(
  given: Arguments,
): { readonly element: Type; readonly sets: readonly { readonly list: ListValue }[] } | Unknown {
  const lists = given.values.map((_, index) => listAt(given, index));
  const open = lists.filter((list) => list.kind === 'unknown');
  const known = lists.filter((list) => list.kind === 'list');
  const empty = (list: ListValue): boolean =>
    list.items.length === 0 && elementType(list)?.kind === 'dynamic';
  const types = known.filter((list) => !empty(list)).map((list) => elementType(list) ?? dynamicType);
  const element = types.length === 0 ? dynamicType : unify(types);
  if (element === undefined) return given.error('has sets of types that have none in common');
  if (open.length > 0) return unknownAs(combine(open), setOf(element), true);
  const sets: { list: ListValue }[] = [];
  for (const list of known) {
    const converted = convert(list, setOf(element), given.call, given.context);
    if (converted.kind === 'unknown') return converted;
    if (converted.kind === 'list') sets.push({ list: converted });
  }
  return { element, sets };
}

function byKey(list: ListValue): Map<string, Property> {
  return new Map(list.items.map((item) => [identityOf(item.value) ?? '', item] as const));
}

/** All combinations, as tuples: a list, or a set where one of the arguments is a set. */
function setProduct(given: Arguments): Value {
  if (given.count < 2) return given.error('takes two sets at least');
  const lists: ListValue[] = [];
  const open: Unknown[] = [];
  for (const index of given.values.keys()) {
    const list = listAt(given, index);
    if (isInvalid(list)) return list;
    if (list.kind === 'unknown') {
      open.push(list);
      continue;
    }
    const asList =
      collectionType(list) === 'tuple' ? convert(list, anyList, given.span(index), given.context) : list;
    if (isInvalid(asList)) return asList;
    if (asList.kind !== 'list') return given.tooLarge();
    if (asList.open !== undefined) open.push(asList.open);
    lists.push(asList);
  }
  if (open.length > 0) return combine(open);
  const unordered = lists.map(unorderedOf).find((part) => part !== undefined);
  const total = lists.reduce((product, list) => product * list.items.length, 1);
  if (!given.spend(total * lists.length)) return given.tooLarge();
  const element: Type = { kind: 'tuple', elements: lists.map((list) => elementType(list) ?? dynamicType) };
  let rows: Property[][] = [[]];
  for (const list of lists) rows = rows.flatMap((row) => list.items.map((item) => [...row, item]));
  const items = rows.map((row) => given.property(given.tuple(row)));
  return lists.some((list) => collectionType(list) === 'set')
    ? makeSet(items, element, given.call, given.context)
    : withoutOrder(given.listOf(element, items), unordered);
}

const anyList: Type = { kind: 'list', element: dynamicType };
