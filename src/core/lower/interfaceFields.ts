/** Addresses and groups of a network interface, as instances and separate interfaces of both languages share them. */
import type { Address } from '../net/address.ts';
import { known, unknown, type Maybe, type ObjectValue, type Unknown } from '../value/value.ts';
import type { Resource } from '../value/resource.ts';
import type { DraftInterface, ElasticIpAssociation } from './draft/interface.ts';
import { chosenByAws } from './family.ts';
import { addresses, field, integer, settled } from './fields.ts';
import type { Placed } from './perSubnet.ts';

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

/** Further addresses that AWS picks, as many as are asked for; one that is not known where their number is not. */
export function furtherIps(resource: Resource, countName: string, name: string): readonly Maybe<Address>[] {
  const asked = integer(resource.properties, countName);
  if (asked === undefined) return [];
  const count = settled(asked);
  if (count.kind === 'unknown') return [count];
  const chosen = chosenByAws(resource, name);
  return Array.from({ length: Math.min(Math.max(count.value, 0), mostAddresses) }, () => chosen);
}

/** What the language of a resource calls the addresses of an interface. */
export function addressNames({ type }: Resource): {
  readonly privateIp: string;
  readonly publicIp: string;
  readonly ipv6: string;
} {
  return type.startsWith('AWS::')
    ? { privateIp: 'PrivateIp', publicIp: 'PublicIp', ipv6: 'Ipv6Addresses' }
    : { privateIp: 'private_ip', publicIp: 'public_ip', ipv6: 'ipv6_addresses' };
}

/** What can be told of an interface that AWS makes for one of its services, or for an instance of a group. */
export type MadeInterface = Pick<DraftInterface, 'kind' | 'securityGroups' | 'publicIp'> &
  Partial<DraftInterface>;

/** An interface that AWS makes in a subnet, its addresses AWS' choice unless they are given. */
export function madeByAws(
  resource: Resource,
  { address, subnet }: Placed,
  facts: MadeInterface,
): DraftInterface {
  const names = addressNames(resource);
  return {
    address,
    origin: resource.header,
    owner: resource.address,
    subnet,
    privateIps: [
      unknown(`${address}.${names.privateIp}`, 'is chosen by AWS when it is created', resource.header),
    ],
    ipv6: known([]),
    publicIpName: `${address}.${names.publicIp}`,
    ipv6Name: `${address}.${names.ipv6}`,
    sourceDestCheck: known(true),
    ...facts,
  };
}

/** The private address an Elastic IP is bound to, where a property says which. */
export function privateIp(resource: Resource, name: string): Pick<ElasticIpAssociation, 'privateIp'> {
  const [bound] = addresses(field(resource.properties, name), `${resource.address}.${name}`);
  return bound === undefined ? {} : { privateIp: bound };
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
