/** What every part of a network has, and how a part says what is not known of it. */
import type { Cidr, Family } from '../net/address.ts';
import type { Origin } from '../text/origin.ts';
import type { Known, Unknown } from '../value/value.ts';

export interface Component {
  /** Unique in its network; what a user calls it. */
  readonly address: string;
  /** The tag `Name` where the address is an id that AWS chose. Not unique. */
  readonly name?: string;
  /** Where to put a squiggle for it: the header of its declaration. */
  readonly origin: Origin;
}

/**
 * Where a component is that the network does not have: `outside the code`, or `of another root module`, whose addresses
 * begin with the way to it.
 */
export function whereOutside(address: string): string {
  return /^\.\.?\//.test(address) ? 'of another root module' : 'outside the code';
}

/**
 * A block of addresses. Of an unknown one the family is known all the same where AWS has a property for each: a VPC's
 * IPv6 block that AWS chooses says nothing about IPv4.
 */
export type MaybeCidr = OfFamily<Cidr>;

/** Something that belongs to one address family, which may be known where the thing itself is not. */
export type OfFamily<T> = Known<T> | (Unknown & { readonly family?: Family });
