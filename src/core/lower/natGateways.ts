/** Where a NAT gateway stands: in a subnet, or at the edge of its VPC (SEMANTICS R10, R11). */
import type { NetworkInterface } from '../aws/network.ts';
import type { Resource } from '../value/resource.ts';
import { unknown, unknownOf, type Maybe } from '../value/value.ts';
import { qualified, text } from './fields.ts';
import type { References } from './references.ts';

/** The names of the properties in one language. */
export interface NatGatewayNames {
  readonly subnet: string;
  readonly vpc: string;
  /** `zonal`, where it says nothing, or `regional`. */
  readonly mode: string;
}

/** One without a subnet is regional: AWS asks any other for one. */
export function natGatewayPlace(
  resource: Resource,
  names: NatGatewayNames,
  references: References,
): Pick<NetworkInterface, 'subnet' | 'regionalIn'> {
  const { address, header } = resource;
  const written = text(resource.properties, names.mode);
  const mode = written === undefined ? undefined : qualified(written, resource);
  const subnet = references.component(resource, names.subnet);
  if (mode?.kind === 'unknown') {
    const parts = [mode, ...(subnet?.kind === 'unknown' ? [subnet] : [])];
    return { subnet: unknownOf(parts) };
  }
  if (subnet !== undefined && mode?.value !== 'regional') return { subnet };
  const vpc: Maybe<string> =
    references.component(resource, names.vpc) ?? unknown(`${address}.${names.vpc}`, 'is not set', header);
  return regionalPlace(resource, vpc);
}

/** Of a regional gateway: its VPC is where it is, and no subnet. */
export function regionalPlace(
  { address, header }: Resource,
  vpc: Maybe<string>,
): Pick<NetworkInterface, 'subnet' | 'regionalIn'> {
  return {
    subnet: unknown(address, 'is a regional NAT gateway, which has no subnet', header),
    regionalIn: vpc,
  };
}
