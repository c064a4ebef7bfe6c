/** The ends of a walk, and which of its addresses an end is meant by. */
import type { NetworkInterface } from '../aws/network.ts';
import { isSameAddress, type Address } from '../net/address.ts';
import { known, type Maybe } from '../value/value.ts';
import type { Topology } from './topology.ts';

/** Where a packet starts or ends. `outside` is any host that is no interface of the code: the internet, a peer. */
export type Endpoint =
  | {
      readonly kind: 'interface';
      readonly interface: NetworkInterface;
      /** The address it is meant by, where it has several: a private one, or a public one that stands for one. */
      readonly address?: Address;
    }
  | { readonly kind: 'outside'; readonly address: Address };

/** The same end in another network; `undefined` where that has no such interface. */
export function endpointIn(topology: Topology, end: Endpoint): Endpoint | undefined {
  if (end.kind === 'outside') return end;
  const at = topology.interface(end.interface.address);
  return at && { ...end, interface: at };
}

/**
 * The address packets have whose end is meant by an address; `undefined` when none is named. From inside, what goes to a
 * public one leaves the VPC by that address and comes back (SEMANTICS N34a); in all other cases it is the private one it
 * stands for. An address that is none of the interface's stands for itself.
 */
export function namedAddress(
  end: Endpoint,
  side: 'from' | 'to',
  other: Endpoint,
): Maybe<Address> | undefined {
  if (end.kind === 'outside' || end.address === undefined) return undefined;
  const own = known(end.address);
  return side === 'to' && other.kind === 'interface'
    ? own
    : (publicBinding(end.interface, end.address) ?? own);
}

/** The private address a public one stands for; `undefined` when it is none of the interface's. */
export function publicBinding(at: NetworkInterface, address: Address): Maybe<Address> | undefined {
  if (at.publicIps.kind === 'unknown') return undefined;
  const found = at.publicIps.value.find(
    (entry) => entry.address.kind === 'known' && isSameAddress(entry.address.value, address),
  );
  return found === undefined ? undefined : (found.privateIp ?? at.privateIps[0]);
}
