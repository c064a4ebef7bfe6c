/** What a resource family is: a function for each type it reads. */
import { known, unknown, type Maybe } from '../value/value.ts';
import type { Resource } from '../value/resource.ts';
import type { Draft } from './draft.ts';
import type { References } from './references.ts';

/** Adds what one resource declares to the draft. */
export type Lower = (resource: Resource, draft: Draft, references: References) => void;

/** The families of one language, by resource type. */
export type Family = Readonly<Record<string, Lower>>;

/** The component a required property names: unknown with a reason when it is absent. */
export function required(references: References, resource: Resource, name: string): Maybe<string> {
  return (
    references.component(resource, name) ??
    unknown(`${resource.address}.${name}`, 'is missing', resource.header)
  );
}

/** A value AWS picks when it creates a resource, by the name the language has for it. */
export function chosenByAws(resource: Resource, name: string): ReturnType<typeof unknown> {
  return unknown(`${resource.address}.${name}`, 'is chosen by AWS when it is created', resource.header);
}

/** A fact that holds only if a resource exists. */
export function ifExists<T>(resource: Resource, fact: Maybe<T>): Maybe<T> {
  return resource.exists.kind === 'known' ? fact : resource.exists;
}

/** Known `true`: nothing makes the existence of a component doubtful. */
export const certainly: Maybe<true> = known(true);
