/** What AWS puts into several subnets at once: an interface in each, under an address of its own. */
import { unknown, type Maybe } from '../value/value.ts';
import type { Resource } from '../value/resource.ts';

export interface Placed {
  /** `aws_lb.web[aws_subnet.a]`; the owner's own address where the subnets are not known at all. */
  readonly address: string;
  readonly subnet: Maybe<string>;
}

/** More subnets than anything can be in; what is beyond is a mistake, and not worth the memory. */
const mostSubnets = 64;

/** One place for each subnet, and one for those that are not known. */
export function perSubnet(
  { address, header }: Resource,
  subnets: readonly Maybe<string>[] | undefined,
): readonly Placed[] {
  if (subnets === undefined || subnets.length === 0)
    return [{ address, subnet: unknown(`subnets of ${address}`, 'are not in the code', header) }];
  const seen = new Set<string>();
  const [only] = subnets;
  if (subnets.length === 1 && only?.kind === 'unknown') return [{ address, subnet: only }];
  return subnets.slice(0, mostSubnets).flatMap((subnet, index) => {
    const name = subnet.kind === 'known' ? subnet.value : String(index);
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ address: `${address}[${name}]`, subnet }];
  });
}
