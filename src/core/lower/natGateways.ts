/**
 * NAT gateways as the interfaces they are (SEMANTICS N25): in a subnet, or at the edge of their VPC (SEMANTICS R10, R11).
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Resource } from '../value/resource.ts';
import { known, unknown, unknownOf, type Maybe } from '../value/value.ts';
import type { Draft } from './draft.ts';
import { chosenByAws } from './family.ts';
import { addresses, field, qualified, settled, text } from './fields.ts';
import { addressNames, privateIpsOr } from './interfaceFields.ts';
import type { References } from './references.ts';

/** The names of the properties in one language. */
interface NatGatewayNames {
  readonly subnet: string;
  readonly vpc: string;
  /** `zonal`, where it says nothing, or `regional`. */
  readonly mode: string;
  /** `public`, where it says nothing, or `private`. */
  readonly connectivity: string;
  readonly privateIp: string;
  readonly furtherIps: string;
  readonly elasticIp: string;
  readonly furtherElasticIps: string;
}

/** Adds the interface of a NAT gateway, with its Elastic IPs. */
export function addNatGateway(
  resource: Resource,
  draft: Draft,
  references: References,
  names: NatGatewayNames,
): void {
  const { address, header: origin, exists, properties } = resource;
  const addressesIn = (name: string) => addresses(field(properties, name), `${address}.${name}`);
  const primary = privateIpsOr(addressesIn(names.privateIp), resource, names.privateIp);
  const further = addressesIn(names.furtherIps);
  const connectivity = settled(text(properties, names.connectivity) ?? known('public'));
  const called = addressNames(resource);
  draft.interfaces.push({
    address,
    origin,
    kind: 'nat-gateway',
    owner: address,
    ...placeOf(resource, names, references),
    securityGroups: [],
    privateIps: [...primary, ...further],
    ipv6: known([]),
    publicIp: connectivity.kind === 'unknown' ? connectivity : known(connectivity.value !== 'private'),
    publicIpName: `${address}.${called.publicIp}`,
    ipv6Name: `${address}.${called.ipv6}`,
    sourceDestCheck: known(false),
  });
  const associate = (component: Maybe<string>, privateIp?: (typeof further)[number]): void => {
    draft.elasticIpAssociations.push({
      target: known(address),
      elasticIp: { kind: 'component', component },
      ...(privateIp === undefined ? {} : { privateIp }),
      exists,
      origin,
    });
  };
  const elasticIp = references.component(resource, names.elasticIp);
  if (elasticIp !== undefined) associate(elasticIp);
  for (const [index, component] of (references.list(properties, names.furtherElasticIps) ?? []).entries())
    associate(component, further[index] ?? chosenByAws(resource, names.furtherIps));
}

/** One without a subnet is regional: AWS asks any other for one. */
function placeOf(
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
