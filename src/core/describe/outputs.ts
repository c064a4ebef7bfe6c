/**
 * The commands of the AWS CLI whose output tells of a network, and how each output is told: by the key its list stands
 * under and a key each item has (SEMANTICS 5.3).
 */

export interface Output {
  /** The command without its service: `describe-subnets`. */
  readonly command: string;
  /** The top-level key its list stands under: `Subnets`. */
  readonly key: string;
  /** The type of the resources made of it: `describe:Subnet`. */
  readonly type: string;
  /** A key that every item has. */
  readonly mark: string;
  /** `mark` holds the id; `file`: no item says what the list belongs to, so the id is taken from the file's name. */
  readonly id: 'mark' | FileId;
  /** The list of each item that holds what is meant: `Reservations[].Instances[]`. */
  readonly within?: string;
}

/** How an id is found in a file's name. */
export interface FileId {
  readonly file: RegExp;
  /** A name that has one. */
  readonly example: string;
}

/** Every output that is read. No two share a key. */
export const outputs: readonly Output[] = [
  output('describe-vpcs', 'Vpcs', 'Vpc', 'VpcId'),
  output('describe-subnets', 'Subnets', 'Subnet', 'SubnetId'),
  output('describe-network-acls', 'NetworkAcls', 'NetworkAcl', 'NetworkAclId'),
  output('describe-security-groups', 'SecurityGroups', 'SecurityGroup', 'GroupId'),
  output('describe-security-group-rules', 'SecurityGroupRules', 'SecurityGroupRule', 'SecurityGroupRuleId'),
  output('describe-managed-prefix-lists', 'PrefixLists', 'PrefixList', 'PrefixListId'),
  {
    ...output('get-managed-prefix-list-entries', 'Entries', 'PrefixListEntries', 'Cidr'),
    id: { file: /pl-[0-9a-z]+/, example: 'prefix-list-entries-pl-0123456789abcdef0.json' },
  },
  output('describe-route-tables', 'RouteTables', 'RouteTable', 'RouteTableId'),
  output('describe-internet-gateways', 'InternetGateways', 'InternetGateway', 'InternetGatewayId'),
  output(
    'describe-egress-only-internet-gateways',
    'EgressOnlyInternetGateways',
    'EgressOnlyInternetGateway',
    'EgressOnlyInternetGatewayId',
  ),
  output('describe-nat-gateways', 'NatGateways', 'NatGateway', 'NatGatewayId'),
  output(
    'describe-vpc-peering-connections',
    'VpcPeeringConnections',
    'VpcPeeringConnection',
    'VpcPeeringConnectionId',
  ),
  output('describe-vpc-endpoints', 'VpcEndpoints', 'VpcEndpoint', 'VpcEndpointId'),
  output('describe-transit-gateways', 'TransitGateways', 'TransitGateway', 'TransitGatewayId'),
  output(
    'describe-transit-gateway-vpc-attachments',
    'TransitGatewayVpcAttachments',
    'TransitGatewayVpcAttachment',
    'TransitGatewayAttachmentId',
  ),
  output(
    'describe-transit-gateway-attachments',
    'TransitGatewayAttachments',
    'TransitGatewayAttachment',
    'TransitGatewayAttachmentId',
  ),
  output(
    'describe-transit-gateway-route-tables',
    'TransitGatewayRouteTables',
    'TransitGatewayRouteTable',
    'TransitGatewayRouteTableId',
  ),
  {
    ...output('search-transit-gateway-routes', 'Routes', 'TransitGatewayRoutes', 'DestinationCidrBlock'),
    id: { file: /tgw-rtb-[0-9a-z]+/, example: 'transit-gateway-routes-tgw-rtb-0123456789abcdef0.json' },
  },
  {
    ...output('describe-instances', 'Reservations', 'Instance', 'InstanceId'),
    within: 'Instances',
  },
  output('describe-network-interfaces', 'NetworkInterfaces', 'NetworkInterface', 'NetworkInterfaceId'),
  output('describe-addresses', 'Addresses', 'Address', 'PublicIp'),
];

/** Outputs by the key their list stands under. */
export const outputOfKey: ReadonlyMap<string, Output> = new Map(outputs.map((each) => [each.key, each]));

function output(command: string, key: string, noun: string, mark: string): Output {
  return { command, key, type: `describe:${noun}`, mark, id: 'mark' };
}
