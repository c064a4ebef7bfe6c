/**
 * What a route leads to, told by the type of the resource or the form of the id, never by the property it is written
 * under: the API takes a NAT gateway in `gateway_id` too (SEMANTICS 5.1, aws_route).
 */
import type { RouteTarget } from '../aws/network.ts';
import { known, type Maybe, type ObjectValue, type Unknown } from '../value/value.ts';
import type { References } from './references.ts';

/** What the first part of an id means, for components outside the code. */
const idKinds: ReadonlyMap<string, string> = new Map([
  ['nat', 'NAT gateway'],
  ['eigw', 'egress-only internet gateway'],
  ['eni', 'network interface'],
  ['i', 'instance'],
  ['tgw', 'transit gateway'],
  ['pcx', 'VPC peering connection'],
  ['vpce', 'VPC endpoint'],
  ['vgw', 'virtual private gateway'],
  ['lgw', 'local gateway'],
  ['cagw', 'carrier gateway'],
]);

/** Components packets are walked through, by resource type. */
const modelled: ReadonlyMap<
  string,
  Extract<
    RouteTarget['kind'],
    'internet-gateway' | 'egress-only-internet-gateway' | 'nat-gateway' | 'vpc-peering-connection'
  >
> = new Map([
  ['aws_internet_gateway', 'internet-gateway'],
  ['AWS::EC2::InternetGateway', 'internet-gateway'],
  ['aws_egress_only_internet_gateway', 'egress-only-internet-gateway'],
  ['AWS::EC2::EgressOnlyInternetGateway', 'egress-only-internet-gateway'],
  ['aws_nat_gateway', 'nat-gateway'],
  ['AWS::EC2::NatGateway', 'nat-gateway'],
  ['aws_vpc_peering_connection', 'vpc-peering-connection'],
  ['AWS::EC2::VPCPeeringConnection', 'vpc-peering-connection'],
]);

export interface ReadTarget {
  readonly target: Maybe<RouteTarget>;
  /** Set when the target is unknown and written where gateways are. */
  readonly unknownGateway?: Unknown;
}

/**
 * The target of a route.
 * @param names the properties that may hold one; the first is the one for internet gateways.
 * @returns `undefined` when it has none.
 */
export function routeTarget(
  object: ObjectValue,
  names: readonly string[],
  references: References,
): ReadTarget | undefined {
  for (const [index, name] of names.entries()) {
    const component = references.in(object, name);
    if (component === undefined) continue;
    if (component.kind === 'known') return { target: known(classify(component.value, references)) };
    return index === 0 ? { target: component, unknownGateway: component } : { target: component };
  }
  return undefined;
}

function classify(component: string, references: References): RouteTarget {
  if (component === 'local') return { kind: 'local' };
  const type = references.typeOf(component);
  const kind = type === undefined ? undefined : modelled.get(type);
  switch (kind ?? (component.startsWith('igw-') ? 'internet-gateway' : undefined)) {
    case 'internet-gateway':
      return { kind: 'internet-gateway', gateway: component };
    case 'egress-only-internet-gateway':
      return { kind: 'egress-only-internet-gateway', gateway: component };
    case 'nat-gateway':
      return { kind: 'nat-gateway', gateway: component };
    case 'vpc-peering-connection':
      return { kind: 'vpc-peering-connection', connection: component };
    case undefined: {
      const prefix = /^([a-z]+)-/.exec(component)?.[1] ?? '';
      return { kind: 'other', what: type ?? idKinds.get(prefix) ?? 'component outside the code', component };
    }
  }
}
