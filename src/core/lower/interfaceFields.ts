/** Addresses and groups of a network interface, as instances and separate interfaces of both languages share them. */
import type { Address } from '../net/address.ts';
import { known, type Maybe, type ObjectValue, type Unknown } from '../value/value.ts';
import type { Resource } from '../value/resource.ts';
import type { DraftInterface } from './draft/interface.ts';
import { chosenByAws } from './family.ts';
import { integer, settled } from './fields.ts';

/** More addresses than any instance type takes; a larger count is a mistake, and not worth the memory. */
const mostAddresses = 64;

/** Groups as written; none written means the default group (SEMANTICS S34). */
export function groupsOrDefault(
  groups: readonly Maybe<string>[] | undefined,
): readonly Maybe<string>[] | 'default' {
  return groups === undefined || groups.length === 0 ? 'default' : groups;
}

/** The private IPv4 addresses as written; one that AWS picks from the subnet when there are none. */
export function privateIpsOr(
  written: readonly Maybe<Address>[],
  resource: Resource,
  name: string,
): readonly Maybe<Address>[] {
  return written.length > 0 ? written : [chosenByAws(resource, name)];
}

/** IPv6 addresses as written, else as many as are asked for, else as the subnet has it. */
export function ipv6Of(
  written: readonly Maybe<Address>[],
  object: ObjectValue,
  countName: string,
  resource: Resource,
  name: string,
): DraftInterface['ipv6'] {
  if (written.length > 0) return known(written);
  const asked = integer(object, countName);
  if (asked === undefined) return 'subnet';
  const count = settled(asked);
  if (count.kind === 'unknown') return count;
  if (count.value <= 0) return 'subnet';
  const chosen = chosenByAws(resource, name);
  return known(Array.from({ length: Math.min(count.value, mostAddresses) }, () => chosen));
}

/** What can be told of an interface that stands outside the code, or whose declaration cannot be read. */
export function unreadable(
  open: Unknown,
): Pick<
  DraftInterface,
  'subnet' | 'securityGroups' | 'privateIps' | 'ipv6' | 'publicIp' | 'sourceDestCheck'
> {
  return {
    subnet: open,
    securityGroups: [open],
    privateIps: [open],
    ipv6: open,
    publicIp: open,
    sourceDestCheck: open,
  };
}
