/** The ends of a walk. */
import type { NetworkInterface } from '../aws/network.ts';
import type { Address } from '../net/address.ts';

/** Where a packet starts or ends. `outside` is any host that is no interface of the code: the internet, a peer. */
export type Endpoint =
  | { readonly kind: 'interface'; readonly interface: NetworkInterface }
  | { readonly kind: 'outside'; readonly address: Address };

export function isSameAddress(a: Address, b: Address): boolean {
  return a.value === b.value && a.family === b.family;
}
