/** What both forms of `model` gather from a network: its gateways in one list, and who uses a network ACL or a route table. */
import type { Component } from '../../core/aws/component.ts';
import type { Network, NetworkInterface, RouteTarget, Subnet } from '../../core/aws/network.ts';
import type { Maybe } from '../../core/value/value.ts';

/** What connects VPCs with each other and with the rest of the world. */
export interface Gateway extends Component {
  readonly kind:
    | 'internet-gateway'
    | 'egress-only-internet-gateway'
    | 'vpc-peering-connection'
    | 'gateway-endpoint'
    | 'transit-gateway';
  /** Where it is attached; of a peering connection the requester first. */
  readonly vpcs: readonly Maybe<string>[];
  /** Gateway endpoints only. */
  readonly service?: Maybe<string>;
}

/** Those that join no two VPCs first. NAT gateways are interfaces. */
export function gatewaysOf(network: Network): readonly Gateway[] {
  const attached = (gateway: string): readonly Maybe<string>[] =>
    network.transitGatewayAttachments.flatMap(({ gateway: of, vpc }) =>
      of.kind === 'known' && of.value === gateway ? [vpc] : [],
    );
  return [
    ...network.internetGateways.map((gateway): Gateway => ({
      ...gateway,
      kind: 'internet-gateway',
      vpcs: gateway.vpc === undefined ? [] : [gateway.vpc],
    })),
    ...network.egressOnlyInternetGateways.map((gateway): Gateway => ({
      ...gateway,
      kind: 'egress-only-internet-gateway',
      vpcs: [gateway.vpc],
    })),
    ...network.gatewayEndpoints.map((endpoint): Gateway => ({
      ...endpoint,
      kind: 'gateway-endpoint',
      vpcs: [endpoint.vpc],
    })),
    ...network.vpcPeeringConnections.map((connection): Gateway => ({
      ...connection,
      kind: 'vpc-peering-connection',
      vpcs: [connection.requester, connection.accepter],
    })),
    ...network.transitGateways.map((gateway): Gateway => ({
      ...gateway,
      kind: 'transit-gateway',
      vpcs: attached(gateway.address),
    })),
  ];
}

/** The folder or the file of a network; a dot for the one the command runs in. */
export function rootOf({ root }: Network): string {
  return root === '' ? '.' : root.replace(/(?<=.)\/$/, '');
}

/** The subnets that name a part, by the part's address. */
export function subnetsBy(
  { subnets }: Network,
  part: (subnet: Subnet) => Maybe<string>,
): (address: string) => readonly string[] {
  const found = new Map<string, string[]>();
  for (const subnet of subnets) {
    const named = part(subnet);
    if (named.kind === 'unknown') continue;
    if (found.get(named.value)?.push(subnet.address) === undefined) found.set(named.value, [subnet.address]);
  }
  return (address) => found.get(address) ?? [];
}

/** Where a route leads, whatever that is: its kind, and who it is unless the kind says it. */
export function targetOf(target: RouteTarget): {
  readonly kind: string;
  readonly component: string | undefined;
} {
  switch (target.kind) {
    case 'local':
    case 'blackhole':
      return { kind: target.kind, component: undefined };
    case 'internet-gateway':
    case 'egress-only-internet-gateway':
    case 'nat-gateway':
    case 'transit-gateway':
      return { kind: target.kind, component: target.gateway };
    case 'vpc-peering-connection':
      return { kind: target.kind, component: target.connection };
    case 'gateway-endpoint':
      return { kind: target.kind, component: target.endpoint };
    case 'interface':
      return { kind: target.kind, component: target.interface };
    case 'other':
      return { kind: target.what, component: target.component };
  }
}

/** Where a part of a network is; `undefined` when that is not known. */
export type VpcOf<T> = (part: T) => string | undefined;

/** The VPC of a subnet, a group, a table or a network ACL. */
export const vpcOf: VpcOf<{ readonly vpc: Maybe<string> }> = ({ vpc }) =>
  vpc.kind === 'known' ? vpc.value : undefined;

/** The VPC of an interface: its subnet's, or that at whose edge it stands. */
export function vpcOfInterfaces({ subnets }: Network): VpcOf<NetworkInterface> {
  const homes = new Map(subnets.map((subnet) => [subnet.address, vpcOf(subnet)]));
  return ({ subnet, regionalIn }) => {
    if (regionalIn?.kind === 'known') return regionalIn.value;
    return subnet.kind === 'known' ? homes.get(subnet.value) : undefined;
  };
}
