/** Which addresses an interface or its subnet has, which public ones stand for which private ones, and which nobody can have. */
import type { NetworkInterface, PublicAddress, Subnet } from '../aws/network.ts';
import { contains, isSameAddress, type Address, type Cidr, type Family } from '../net/address.ts';
import { known, unknownOf, type Maybe, type Unknown } from '../value/value.ts';

/** The blocks of a subnet or a VPC that are known, of one family. */
export function cidrsOf({ cidrs }: Pick<Subnet, 'cidrs'>, family: Family): readonly Cidr[] {
  return cidrs.flatMap((cidr) => (cidr.kind === 'known' && cidr.value.family === family ? [cidr.value] : []));
}

/** The first known private address of a family, or why there is none; `undefined` when the interface has none at all. */
export function privateAddress(of: NetworkInterface, family: Family): Maybe<Address> | undefined {
  const candidates = family === 'ipv4' ? known(of.privateIps) : of.ipv6;
  if (candidates.kind === 'unknown') return candidates;
  return candidates.value.find((candidate) => candidate.kind === 'known') ?? candidates.value[0];
}

/** Why it may have another address of a family than those that are known; `undefined` when it has no other. */
export function undecidedAddress(of: NetworkInterface, family: Family): Unknown | undefined {
  const candidates = family === 'ipv4' ? known(of.privateIps) : of.ipv6;
  if (candidates.kind === 'unknown') return candidates;
  return candidates.value.find((candidate) => candidate.kind === 'unknown');
}

/** Whether a private or IPv6 address is the interface's, or may be, where AWS picks one. */
export function mayHold(at: NetworkInterface, address: Address): boolean {
  if (address.family === 'ipv4') return at.privateIps.some((own) => isOrMayBe(own, address));
  return at.ipv6.kind === 'unknown' || at.ipv6.value.some((own) => isOrMayBe(own, address));
}

/** Whether an address is written down as one of the interface's. */
export function holdsKnown(at: NetworkInterface, address: Address): boolean {
  const ipv6 = at.ipv6.kind === 'known' ? at.ipv6.value : [];
  return (address.family === 'ipv4' ? at.privateIps : ipv6).some(
    (own) => own.kind === 'known' && isSameAddress(own.value, address),
  );
}

/** The public addresses that stand for a private IPv4 address: an Elastic IP may be bound to a further one. */
export function publicAddressesOf(at: NetworkInterface, address: Address): Maybe<readonly PublicAddress[]> {
  // They all stand for the only one there is.
  if (at.publicIps.kind === 'unknown' || at.privateIps.length === 1) return at.publicIps;
  const open: Unknown[] = [];
  const found = at.publicIps.value.filter(({ privateIp }) => {
    const bound = privateIp ?? at.privateIps[0];
    if (bound === undefined) return true;
    if (bound.kind === 'known') return isSameAddress(bound.value, address);
    const others = at.privateIps.some((own) => own.kind === 'known' && isSameAddress(own.value, address));
    if (privateIp !== undefined) open.push(bound);
    return privateIp === undefined && !others;
  });
  return found.length === 0 && open.length > 0 ? unknownOf(open) : known(found);
}

/**
 * What AWS keeps of a subnet: its first four addresses and its last (SEMANTICS R19). `router` is the second one, which the
 * VPC's router has; the others are nobody's.
 */
export function reservedAs(subnet: Subnet, address: Address): 'router' | 'nobody' | undefined {
  for (const cidr of subnet.cidrs) {
    if (cidr.kind === 'unknown' || !contains(cidr.value, address)) continue;
    const { first, last } = cidr.value;
    const offset = address.value - first;
    if (offset === 1n) return 'router';
    return offset < 4n || address.value === last ? 'nobody' : undefined;
  }
  return undefined;
}

function isOrMayBe(own: Maybe<Address>, address: Address): boolean {
  return own.kind === 'unknown' || isSameAddress(own.value, address);
}
