/** The addresses of an interface, which CloudFormation wraps in objects: `[{ Ipv6Address: … }]`. */
import type { Address } from '../../net/address.ts';
import type { Resource } from '../../value/resource.ts';
import type { Maybe, ObjectValue } from '../../value/value.ts';
import { addresses, blocks, field } from '../fields.ts';

/** `PrivateIpAddress` and `PrivateIpAddresses`, each once. */
export function ipv4Addresses(resource: Resource, object: ObjectValue): readonly Maybe<Address>[] {
  const primary = addresses(field(object, 'PrivateIpAddress'), `${resource.address}.PrivateIpAddress`);
  const further = wrapped(resource, object, 'PrivateIpAddresses', 'PrivateIpAddress');
  const isPrimary = (ip: Maybe<Address>): boolean =>
    ip.kind === 'known' &&
    primary.some((other) => other.kind === 'known' && other.value.value === ip.value.value);
  return [...primary, ...further.filter((ip) => !isPrimary(ip))];
}

/** `Ipv6Addresses`. */
export function ipv6Addresses(resource: Resource, object: ObjectValue): readonly Maybe<Address>[] {
  return wrapped(resource, object, 'Ipv6Addresses', 'Ipv6Address');
}

function wrapped(
  resource: Resource,
  object: ObjectValue,
  list: string,
  name: string,
): readonly Maybe<Address>[] {
  const found = blocks(object, list);
  const read = found.blocks.flatMap((block) =>
    addresses(field(block.object, name), `${resource.address}.${name}`),
  );
  return found.open === undefined ? read : [...read, found.open];
}
