/**
 * Who uses what: subnets their network ACL and route table, VPCs their main route table. Exactly one at any time
 * (SEMANTICS N21, R1), so two that disagree leave it open, and one that may not exist does too.
 */
import { known, unknown, unknownOf, type Maybe, type Unknown } from '../value/value.ts';
import type { Association } from './draft.ts';

/** Parts by the component they belong to, and those whose component is not known. */
export interface Index<T> {
  readonly at: (address: string) => readonly T[];
  readonly open: readonly { readonly part: T; readonly why: Unknown }[];
}

export function indexBy<T>(parts: readonly T[], componentOf: (part: T) => Maybe<string>): Index<T> {
  const byAddress = new Map<string, T[]>();
  const open: { part: T; why: Unknown }[] = [];
  for (const part of parts) {
    const component = componentOf(part);
    if (component.kind === 'unknown') open.push({ part, why: component });
    else if (byAddress.get(component.value)?.push(part) === undefined) byAddress.set(component.value, [part]);
  }
  return { at: (address) => byAddress.get(address) ?? [], open };
}

/**
 * What a component uses.
 * @param fallback what AWS uses when nothing is associated.
 * @param mayApply whether an association of an unknown component may be this one's.
 */
export function resolveAssociation(
  address: string,
  associations: Index<Association>,
  fallback: Maybe<string>,
  mayApply: (association: Association) => boolean,
): Maybe<string> {
  const own = associations.at(address);
  const sure = own.filter(({ exists }) => exists.kind === 'known');
  const [first] = sure;
  if (first !== undefined) {
    const others = own.filter((other) => !sameTarget(first.to, other.to));
    if (others.length === 0) return first.to;
    const doubtful = others.flatMap(({ exists }) => (exists.kind === 'unknown' ? [exists] : []));
    return doubtful.length === others.length
      ? unknownOf(doubtful)
      : conflict(
          address,
          first,
          others.find(({ exists }) => exists.kind === 'known'),
        );
  }
  const possible = [
    ...own.map((part) => ({ part, why: part.exists })),
    ...associations.open.filter(({ part }) => mayApply(part)),
  ].filter(({ part }) => !sameTarget(part.to, fallback));
  const open = possible.flatMap(({ why }) => (why.kind === 'unknown' ? [why] : []));
  if (open.length === 0) return fallback;
  return unknownOf(fallback.kind === 'unknown' ? [...open, fallback] : open);
}

function sameTarget(a: Maybe<string>, b: Maybe<string>): boolean {
  return a.kind === 'known' && b.kind === 'known' && a.value === b.value;
}

function conflict(address: string, one: Association, other: Association | undefined): Unknown {
  const name = (to: Maybe<string>): string => (to.kind === 'known' ? to.value : 'another');
  const second = other === undefined ? '' : ` and with ${name(other.to)} by ${other.by}`;
  return unknown(
    address,
    `is associated with ${name(one.to)} by ${one.by}${second}, and the one applied last wins`,
    one.origin,
  );
}

/** A known `true` that every part shares, or why it is not. */
export function allExist(...parts: readonly Maybe<true>[]): Maybe<true> {
  const open = parts.flatMap((part) => (part.kind === 'unknown' ? [part] : []));
  return open.length === 0 ? known(true) : unknownOf(open);
}
