/** VPC Block Public Access, whose two resources both languages share but for the names (SEMANTICS R18). */
import type { Resource } from '../value/resource.ts';
import { known, unknown, type Maybe } from '../value/value.ts';
import type { Draft } from './draft.ts';
import { ifExists } from './family.ts';
import { qualified, quote, refusal, text, type Field } from './fields.ts';
import type { References } from './references.ts';

/** @param name the property that holds the mode. */
export function publicAccessOptions(resource: Resource, name: string, draft: Draft): void {
  const { address, header: origin } = resource;
  const mode = oneOf(resource, name, ['off', 'block-bidirectional', 'block-ingress']);
  draft.blockPublicAccess.push({ address, origin, mode: ifExists(resource, mode) });
}

/** @param names the properties that hold the mode, the VPC and the subnet. */
export function publicAccessExclusion(
  resource: Resource,
  names: { readonly mode: string; readonly vpc: string; readonly subnet: string },
  draft: Draft,
  references: References,
): void {
  const { address, header: origin } = resource;
  const of =
    references.component(resource, names.vpc) ??
    references.component(resource, names.subnet) ??
    unknown(address, 'names neither a VPC nor a subnet', origin);
  const mode = oneOf(resource, names.mode, ['allow-bidirectional', 'allow-egress']);
  draft.blockPublicAccessExclusions.push({ address, origin, of, mode: ifExists(resource, mode) });
}

function oneOf<T extends string>(resource: Resource, name: string, words: readonly T[]): Maybe<T> {
  const { properties, header } = resource;
  const written = text(properties, name) ?? refusal('missing', name, 'is missing', header);
  if (written.kind !== 'known') return qualified<T>(written, resource);
  const word = words.find((candidate) => candidate === written.value);
  const found: Field<T> =
    word === undefined
      ? refusal(
          'type',
          `${name} ${quote(written.value)}`,
          `is none of ${words.join(', ')}`,
          properties.properties.get(name)?.origin,
        )
      : known(word);
  return qualified(found, resource);
}
