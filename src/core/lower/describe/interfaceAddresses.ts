/** The addresses of a network interface, private and public, as describe output has them. */
import type { PublicAddress } from '../../aws/network.ts';
import { formatAddress, parseCidr, type Address } from '../../net/address.ts';
import type { Origin } from '../../text/origin.ts';
import { known, unknown, type Maybe, type ObjectValue } from '../../value/value.ts';
import { addresses, blocks, boolean, field, nested } from '../fields.ts';
import { idOf } from './folder.ts';

/** A delegated IPv4 prefix is a /28; a shorter one is none, and not worth the memory. */
const shortestPrefix = 24;

/** Private IPv4 addresses, the primary one first, with those of delegated prefixes. */
export function privateIpsOf(object: ObjectValue, id: string): readonly Maybe<Address>[] {
  const listed = blocks(object, 'PrivateIpAddresses').blocks.map((block) => block.object);
  const inOrder = [...listed.filter(isPrimary), ...listed.filter((one) => !isPrimary(one))];
  const ips = inOrder.flatMap((one) => addressIn(one, 'PrivateIpAddress', id));
  const own = ips.length > 0 ? ips : addressIn(object, 'PrivateIpAddress', id);
  return [...own, ...delegated(object, 'Ipv4Prefixes', 'Ipv4Prefix', id)];
}

/** IPv6 addresses; those of a delegated prefix are not told one from another. */
export function ipv6Of(object: ObjectValue, id: string): readonly Maybe<Address>[] {
  const listed = blocks(object, 'Ipv6Addresses').blocks;
  const ips = listed.flatMap((block) => addressIn(block.object, 'Ipv6Address', id));
  return [...ips, ...delegated(object, 'Ipv6Prefixes', 'Ipv6Prefix', id)];
}

/** Public IPv4 addresses, each with the private one it stands for unless that is the first. */
export function publicIpsOf(object: ObjectValue, id: string): readonly PublicAddress[] {
  const [first] = privateIpsOf(object, id);
  const found = blocks(object, 'PrivateIpAddresses').blocks.flatMap((block) => {
    const [privateIp] = addressIn(block.object, 'PrivateIpAddress', id);
    return associationIn(block.object, id, privateIp, first);
  });
  return found.length > 0 ? found : associationIn(object, id, undefined, first);
}

/** A public address and the private one it stands for. */
export function publicAddress(
  address: Maybe<Address>,
  origin: Origin,
  privateIp: Maybe<Address> | undefined,
  first: Maybe<Address> | undefined,
): PublicAddress {
  return privateIp === undefined || sameAddress(privateIp, first)
    ? { address, origin }
    : { address, privateIp, origin };
}

/** Whether two addresses are known and equal. */
export function sameAddress(one: Maybe<Address> | undefined, other: Maybe<Address> | undefined): boolean {
  return (
    one?.kind === 'known' &&
    other?.kind === 'known' &&
    formatAddress(one.value) === formatAddress(other.value)
  );
}

/** The address under a key; none when there is none. */
export function addressIn(object: ObjectValue, name: string, id: string): readonly Maybe<Address>[] {
  return addresses(field(object, name), `${id}.${name}`);
}

function associationIn(
  object: ObjectValue,
  id: string,
  privateIp: Maybe<Address> | undefined,
  first: Maybe<Address> | undefined,
): readonly PublicAddress[] {
  const association = nested(object, 'Association');
  const found = association?.kind === 'known' ? field(association.value, 'PublicIp') : undefined;
  if (found === undefined) return [];
  return addresses(found, `${id}.PublicIp`).map((address) =>
    publicAddress(address, found.origin, privateIp, first),
  );
}

function delegated(object: ObjectValue, list: string, name: string, id: string): readonly Maybe<Address>[] {
  return blocks(object, list).blocks.flatMap((block): readonly Maybe<Address>[] => {
    const written = idOf(block.object, name);
    const cidr = written === undefined ? undefined : parseCidr(written)?.cidr;
    if (cidr === undefined) return [];
    if (cidr.family === 'ipv6' || cidr.prefixLength < shortestPrefix)
      return [unknown(id, `may have any address of the prefix ${written ?? ''}`, block.origin)];
    const count = Number(cidr.last - cidr.first) + 1;
    return Array.from({ length: count }, (_, index) =>
      known({ family: cidr.family, value: cidr.first + BigInt(index) }),
    );
  });
}

function isPrimary(object: ObjectValue): boolean {
  const primary = boolean(object, 'Primary');
  return primary?.kind === 'known' && primary.value;
}
