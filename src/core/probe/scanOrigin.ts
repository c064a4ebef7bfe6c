/** Where a scanner is, as a user says it and as the engine walks it. */
import type { NetworkInterface } from '../aws/network.ts';
import { formatAddress, type Address, type Family } from '../net/address.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import { privateAddress } from '../reach/interfaceAddresses.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { ScanSource } from './scanResult.ts';

export type ScanOrigin =
  | { readonly kind: 'internet' }
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'interface'; readonly interface: NetworkInterface };

/** One place to walk from for each class of everyday public addresses; for an address or an interface, that one. */
export function endpointsOf(topology: Topology, from: ScanOrigin, family: Family): readonly Endpoint[] {
  switch (from.kind) {
    case 'internet':
      return everyday(internetClasses(topology, family)).map(({ address }) => ({ kind: 'outside', address }));
    case 'address':
      return [endpointAt(topology, from.address)];
    case 'interface':
      return [from];
  }
}

/** An address of the code is that interface when it is its private one; anything else is a host outside. */
export function endpointAt(topology: Topology, address: Address): Endpoint {
  const owner = topology.ownerOf(address);
  const isPrivateEnd = owner !== undefined && !isPublicOf(owner, address);
  return isPrivateEnd ? { kind: 'interface', interface: owner, address } : { kind: 'outside', address };
}

function isPublicOf(owner: NetworkInterface, address: Address): boolean {
  return (
    owner.publicIps.kind === 'known' &&
    owner.publicIps.value.some(
      (entry) => entry.address.kind === 'known' && entry.address.value.value === address.value,
    )
  );
}

/** The scanner as a result names it. */
export function sourceOf(from: ScanOrigin, sources: readonly Endpoint[], family: Family): ScanSource {
  if (from.kind === 'interface') {
    const ip = privateAddress(from.interface, family);
    return {
      kind: 'interface',
      address: from.interface.owner,
      ip: ip?.kind === 'known' ? formatAddress(ip.value) : undefined,
    };
  }
  const [source] = sources;
  const address =
    from.kind === 'address' ? from.address : source?.kind === 'outside' ? source.address : undefined;
  return { kind: from.kind, ip: address === undefined ? '' : formatAddress(address) };
}
