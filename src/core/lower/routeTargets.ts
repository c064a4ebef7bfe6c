/**
 * What a route leads to, told by the type of the resource or the form of the id, never by the property it is written
 * under: the API takes a NAT gateway in `gateway_id` too (SEMANTICS 5.1, aws_route).
 */
import type { RouteTarget } from '../aws/network.ts';
import { known, type Maybe, type ObjectValue, type Unknown } from '../value/value.ts';
import type { References } from './references.ts';

type Kind = Exclude<RouteTarget['kind'], 'local' | 'gateway-endpoint' | 'blackhole' | 'other'>;

/** Components packets are walked through, by resource type and by the first part of an id. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['aws_internet_gateway', 'internet-gateway'],
  ['AWS::EC2::InternetGateway', 'internet-gateway'],
  ['igw', 'internet-gateway'],
  ['aws_egress_only_internet_gateway', 'egress-only-internet-gateway'],
  ['AWS::EC2::EgressOnlyInternetGateway', 'egress-only-internet-gateway'],
  ['eigw', 'egress-only-internet-gateway'],
  ['aws_nat_gateway', 'nat-gateway'],
  ['AWS::EC2::NatGateway', 'nat-gateway'],
  ['nat', 'nat-gateway'],
  ['aws_vpc_peering_connection', 'vpc-peering-connection'],
  ['AWS::EC2::VPCPeeringConnection', 'vpc-peering-connection'],
  ['pcx', 'vpc-peering-connection'],
  ['aws_ec2_transit_gateway', 'transit-gateway'],
  ['AWS::EC2::TransitGateway', 'transit-gateway'],
  ['tgw', 'transit-gateway'],
  ['aws_network_interface', 'interface'],
  ['AWS::EC2::NetworkInterface', 'interface'],
  ['eni', 'interface'],
  ['aws_instance', 'interface'],
  ['AWS::EC2::Instance', 'interface'],
  ['i', 'interface'],
]);

/** What the first part of an id means, for components packets are not walked through. */
const otherKinds: ReadonlyMap<string, string> = new Map([
  ['vpce', 'VPC endpoint'],
  ['vgw', 'virtual private gateway'],
  ['lgw', 'local gateway'],
  ['cagw', 'carrier gateway'],
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
  return targetOfItsOwnKind(object, references);
}

/** What is written like a target and is none. */
const notTargets: ReadonlySet<string> = new Set([
  'route_table_id',
  'destination_prefix_list_id',
  'instance_owner_id',
  'RouteTableId',
  'DestinationPrefixListId',
]);

/** AWS adds kinds of targets: a route to one that is not known here leads there, not nowhere. */
function targetOfItsOwnKind(object: ObjectValue, references: References): ReadTarget | undefined {
  for (const name of object.properties.keys()) {
    if (notTargets.has(name) || !/(?:_id|_arn|Id|Arn)$/.test(name)) continue;
    const component = references.in(object, name);
    if (component?.kind === 'known') return { target: known(classify(component.value, references)) };
    if (component !== undefined) return { target: component };
  }
  return undefined;
}

function classify(component: string, references: References): RouteTarget {
  if (component === 'local') return { kind: 'local' };
  const type = references.typeOf(component);
  const prefix = /^([a-z]+)-/.exec(component)?.[1] ?? '';
  const kind = kinds.get(type ?? prefix);
  switch (kind) {
    case 'internet-gateway':
    case 'egress-only-internet-gateway':
    case 'nat-gateway':
    case 'transit-gateway':
      return { kind, gateway: component };
    case 'vpc-peering-connection':
      return { kind, connection: component };
    case 'interface':
      return { kind, interface: component };
    case undefined:
      return {
        kind: 'other',
        what: type ?? otherKinds.get(prefix) ?? 'component outside the code',
        component,
      };
  }
}
