/**
 * Who uses what: subnets their network ACL and route table, VPCs their main route table. Exactly one at any time
 * (SEMANTICS N21, R1), so two that disagree leave it open, and one that may not exist does too.
 */
import { known, unknown, type Maybe, type Unknown } from '../value/value.ts';
import type { Association } from './draft/part.ts';
import { allOpen } from './reasons.ts';

/** Parts by the component they belong to, and those whose component is not known. */
export interface Index<T> {
  readonly at: (address: string) => readonly T[];
  readonly open: readonly { readonly part: T; readonly why: Unknown }[];
  /** The reasons of all of `open` together; `undefined` when there are none. */
  readonly whyOpen: Unknown | undefined;
}

export function indexBy<T>(parts: readonly T[], componentOf: (part: T) => Maybe<string>): Index<T> {
  const byAddress = new Map<string, T[]>();
  const open: { part: T; why: Unknown }[] = [];
  for (const part of parts) {
    const component = componentOf(part);
    if (component.kind === 'unknown') open.push({ part, why: component });
    else if (byAddress.get(component.value)?.push(part) === undefined) byAddress.set(component.value, [part]);
  }
  const whyOpen = allOpen(open.map(({ why }) => why));
  return { at: (address) => byAddress.get(address) ?? [], open, whyOpen };
}

/** Associations by component, and for components of each VPC the reasons why others may apply. */
export class Associations {
  readonly #index: Index<Association>;
  readonly #vpcOf: (component: string) => Maybe<string> | undefined;
  readonly #openOf = new Map<string, Unknown | undefined>();

  /** @param vpcOf the VPC of what is associated; what belongs to one VPC cannot serve a subnet of another (N21). */
  constructor(
    associations: readonly Association[],
    vpcOf: (component: string) => Maybe<string> | undefined = () => undefined,
  ) {
    this.#index = indexBy(associations, ({ of }) => of);
    this.#vpcOf = vpcOf;
  }

  /**
   * What a component uses.
   * @param fallback what AWS uses when nothing is associated.
   */
  resolve(address: string, vpc: Maybe<string>, fallback: Maybe<string>): Maybe<string> {
    const own = this.#index.at(address);
    const first = own.find(({ exists }) => exists.kind === 'known');
    if (first !== undefined) return settle(address, first, own);
    const doubtful = own.filter(({ to }) => !sameTarget(to, fallback)).map(({ exists }) => exists);
    const others = this.#openFor(vpc, fallback);
    if (doubtful.length === 0) return others ?? fallback;
    return allOpen(others === undefined ? doubtful : [...doubtful, others]) ?? fallback;
  }

  /** Why an association of an unknown component may be that of one in this VPC. */
  #openFor(vpc: Maybe<string>, fallback: Maybe<string>): Unknown | undefined {
    if (vpc.kind === 'unknown' || this.#index.open.length === 0) return undefined;
    const key = `${vpc.value}\n${fallback.kind === 'known' ? fallback.value : ''}`;
    if (!this.#openOf.has(key)) {
      const possible = this.#index.open.filter(({ part: { to } }) => {
        const other = to.kind === 'known' ? this.#vpcOf(to.value) : undefined;
        return !sameTarget(to, fallback) && (other?.kind !== 'known' || other.value === vpc.value);
      });
      const reasons = possible.map(({ why }) => why);
      this.#openOf.set(
        key,
        allOpen(fallback.kind === 'unknown' && reasons.length > 0 ? [...reasons, fallback] : reasons),
      );
    }
    return this.#openOf.get(key);
  }
}

function settle(address: string, first: Association, own: readonly Association[]): Maybe<string> {
  const others = own.filter((other) => other !== first && !sameTarget(first.to, other.to));
  if (others.length === 0) return first.to;
  const sure = others.find(({ exists }) => exists.kind === 'known');
  if (sure !== undefined) return conflict(address, first, sure);
  return allOpen(others.map(({ exists }) => exists)) ?? first.to;
}

function sameTarget(a: Maybe<string>, b: Maybe<string>): boolean {
  return a.kind === 'known' && b.kind === 'known' && a.value === b.value;
}

function conflict(address: string, one: Association, other: Association): Unknown {
  const name = ({ to, by }: Association): string =>
    `with ${to.kind === 'known' ? to.value : 'another'} by ${by}`;
  return unknown(
    address,
    `is associated ${name(one)} and ${name(other)}, and the one applied last wins`,
    one.origin,
  );
}

/** A known `true` that every part shares, or why it is not. */
export function allExist(...parts: readonly Maybe<true>[]): Maybe<true> {
  return allOpen(parts) ?? known(true);
}

/** Each known component once: naming one twice changes nothing. */
export function eachOnce(components: readonly Maybe<string>[]): readonly Maybe<string>[] {
  const seen = new Set<string>();
  return components.filter((component) => {
    if (component.kind === 'unknown') return true;
    if (seen.has(component.value)) return false;
    seen.add(component.value);
    return true;
  });
}
