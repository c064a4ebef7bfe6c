/** Where the packets of a route are to: a block of one family, or a prefix list. */
import { unknownOf, type ObjectValue } from '../value/value.ts';
import type { DraftRoute } from './draft/routing.ts';
import { cidr, ofFamily } from './fields.ts';
import type { References } from './references.ts';

/** What the destinations are called where a route is written. */
export interface DestinationNames {
  readonly ipv4: string;
  readonly ipv6: string;
  readonly list: string;
}

/** `undefined` where there is none, or one AWS refuses. Of two blocks that may both be there, it is not known which is. */
export function routeDestination(
  object: ObjectValue,
  names: DestinationNames,
  references: References,
): DraftRoute['destination'] | undefined {
  const ipv4 = cidr(object, names.ipv4, 'ipv4', 'cleared');
  const ipv6 = cidr(object, names.ipv6, 'ipv6', 'cleared');
  if (ipv4?.kind === 'refusal' || ipv6?.kind === 'refusal') return undefined;
  if (ipv4 !== undefined && ipv6 !== undefined) {
    const open = [ipv4, ipv6].flatMap((block) => (block.kind === 'unknown' ? [block] : []));
    return open.length === 0 ? undefined : { kind: 'cidr', cidr: unknownOf(open) };
  }
  if (ipv4 !== undefined) return { kind: 'cidr', cidr: ofFamily(ipv4, 'ipv4') };
  if (ipv6 !== undefined) return { kind: 'cidr', cidr: ofFamily(ipv6, 'ipv6') };
  const prefixList = references.in(object, names.list);
  return prefixList === undefined ? undefined : { kind: 'prefix-list', prefixList };
}
