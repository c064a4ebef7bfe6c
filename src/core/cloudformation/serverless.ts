/**
 * The Serverless Application Model: its functions become Lambda functions of the same logical id, with the properties
 * that the section `Globals` gives to all of them. None of its other resources lies in a VPC.
 */
import type { ObjectValue, Property, Value } from '../value/value.ts';

const functionType = 'AWS::Serverless::Function';

/** The type of the resource that is made of one of this type. */
export function typeAfterTransform(type: string): string {
  return type === functionType ? 'AWS::Lambda::Function' : type;
}

/** The key under `Globals` whose properties go into resources of a type. */
export function globalsKeyOf(type: string): string | undefined {
  return type === functionType ? 'Function' : undefined;
}

/** A resource's properties with the global ones: its own win, maps are merged, lists are added to the global ones. */
export function withGlobals(own: ObjectValue, globals: Value | undefined): ObjectValue {
  if (globals?.kind === 'unknown') return { ...own, open: own.open ?? globals };
  if (globals?.kind !== 'object') return own;
  return merge(globals, own);
}

function merge(below: ObjectValue, above: ObjectValue): ObjectValue {
  const properties = new Map<string, Property>(below.properties);
  for (const [name, property] of above.properties) {
    const under = below.properties.get(name);
    properties.set(name, under === undefined ? property : mergeProperty(under, property));
  }
  const open = above.open ?? below.open;
  return open === undefined ? { kind: 'object', properties } : { kind: 'object', properties, open };
}

function mergeProperty(below: Property, above: Property): Property {
  const [under, over] = [below.value, above.value];
  if (under.kind === 'object' && over.kind === 'object') {
    return { value: merge(under, over), origin: above.origin };
  }
  if (under.kind === 'list' && over.kind === 'list') {
    const open = over.open ?? under.open;
    const items = [...under.items, ...over.items];
    return { value: { kind: 'list', items, ...(open === undefined ? {} : { open }) }, origin: above.origin };
  }
  return above;
}
