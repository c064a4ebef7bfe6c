import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { lookUpRoute } from '../../../src/core/aws/routeTable.ts';
import { parseAddress } from '../../../src/core/net/address.ts';
import type { Resource } from '../../../src/core/value/resource.ts';
import {
  at,
  cfn,
  cidrLine,
  lower,
  ref,
  resource,
  routeLine,
  ruleLine,
  show,
  unset,
  why,
  type Fields,
  type Plain,
} from './build.ts';

const vpc = resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' });
const table = (properties: Fields = {}) =>
  resource('aws_route_table.t', { vpc_id: ref('aws_vpc.main'), ...properties });
const cfnVpc = cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' });
const cfnTable = cfn('Table', 'RouteTable', { VpcId: ref('Vpc') });
const s3 = 'com.amazonaws.eu-west-1.s3';

/** What an unknown fact hangs on, a known one as text. */
function told(fact: Parameters<typeof why>[0] | undefined): unknown {
  return fact === undefined ? 'none' : fact.kind === 'known' ? fact.value : why(fact);
}

/** The routes a table has besides the local one, with the service where they lead to one. */
function routes(network: Network, address: string): readonly string[] {
  return at(network.routeTables, address)
    .routes.slice(1)
    .map((route) =>
      route.service === undefined ? routeLine(route) : `${route.service}: ${routeLine(route)}`,
    );
}

describe('gateway endpoints', () => {
  const written: readonly (readonly [string, readonly Resource[], string])[] = [
    [
      'route_table_ids',
      [
        vpc,
        table(),
        resource('aws_vpc_endpoint.s3', {
          vpc_id: ref('aws_vpc.main'),
          service_name: s3,
          route_table_ids: [ref('aws_route_table.t')],
        }),
      ],
      'aws_route_table.t',
    ],
    [
      'an association',
      [
        vpc,
        table(),
        resource('aws_vpc_endpoint.s3', {
          vpc_id: ref('aws_vpc.main'),
          vpc_endpoint_type: 'Gateway',
          service_name: s3,
        }),
        resource('aws_vpc_endpoint_route_table_association.a', {
          route_table_id: ref('aws_route_table.t'),
          vpc_endpoint_id: ref('aws_vpc_endpoint.s3'),
        }),
      ],
      'aws_route_table.t',
    ],
    [
      'RouteTableIds',
      [
        cfnVpc,
        cfnTable,
        cfn('S3', 'VPCEndpoint', { VpcId: ref('Vpc'), ServiceName: s3, RouteTableIds: [ref('Table')] }),
      ],
      'Table',
    ],
  ];
  for (const [name, resources, where] of written) {
    it(`R14: are routes to their service in the tables named by ${name}`, () => {
      const network = lower(...resources);
      const [endpoint] = network.gatewayEndpoints;
      assert.deepEqual(routes(network, where), [`${s3}: ? > gateway-endpoint ${endpoint!.address}`]);
      assert.deepEqual([told(endpoint!.vpc), told(endpoint!.service)], [network.vpcs[0]!.address, s3]);
      assert.deepEqual(network.unresolved, []);
    });
  }

  it('leave every other route certain', () => {
    const [, , resources] = [0, 0, written[0]![1]];
    const network = lower(...resources);
    const found = lookUpRoute(at(network.routeTables, 'aws_route_table.t'), parseAddress('192.0.2.1')!);
    assert.equal(found.kind, 'none');
  });

  it('whose service is not known are routes to a service all the same', () => {
    const network = lower(
      vpc,
      table(),
      resource('aws_vpc_endpoint.s3', {
        vpc_id: ref('aws_vpc.main'),
        service_name: unset('data.aws_region.here'),
        route_table_ids: [ref('aws_route_table.t')],
      }),
    );
    assert.equal(told(network.gatewayEndpoints[0]!.service), 'data.aws_region.here has no default');
    assert.deepEqual(routes(network, 'aws_route_table.t'), [
      'the service of aws_vpc_endpoint.s3: ? > gateway-endpoint aws_vpc_endpoint.s3',
    ]);
  });

  it('that may not exist leave open what their routes lead to', () => {
    const endpoint = resource(
      'aws_vpc_endpoint.s3',
      { vpc_id: ref('aws_vpc.main'), service_name: s3, route_table_ids: [ref('aws_route_table.t')] },
      { exists: unset('var.s3') },
    );
    const network = lower(vpc, table(), endpoint);
    assert.equal(told(network.gatewayEndpoints[0]!.vpc), 'var.s3 has no default');
    assert.equal(
      told(at(network.routeTables, 'aws_route_table.t').routes[1]!.target),
      'var.s3 has no default',
    );
  });

  it('have a prefix list that AWS keeps, which groups and routes may name', () => {
    const network = lower(
      vpc,
      table({
        route: [
          { destination_prefix_list_id: ref('aws_vpc_endpoint.s3', 'prefix_list_id'), gateway_id: 'igw-1' },
        ],
      }),
      resource('aws_vpc_endpoint.s3', { vpc_id: ref('aws_vpc.main'), service_name: s3 }),
      resource('aws_security_group.web', { vpc_id: ref('aws_vpc.main') }),
      resource('aws_security_group_rule.out', {
        security_group_id: ref('aws_security_group.web'),
        type: 'egress',
        protocol: 'tcp',
        from_port: 443,
        to_port: 443,
        prefix_list_ids: [ref('aws_vpc_endpoint.s3', 'prefix_list_id')],
      }),
    );
    const list = 'aws_vpc_endpoint.s3.prefix_list_id';
    assert.deepEqual(at(network.securityGroups, 'aws_security_group.web').rules.map(ruleLine), [
      `outbound 6 443-443 ${list}`,
    ]);
    assert.equal(at(network.prefixLists, list).service, s3);
    assert.deepEqual(routes(network, 'aws_route_table.t'), [`${s3}: ? > igw-1`]);
  });

  it('are none where the endpoint is of another type', () => {
    const network = lower(
      vpc,
      resource('aws_vpc_endpoint.sns', {
        vpc_id: ref('aws_vpc.main'),
        vpc_endpoint_type: 'Interface',
        service_name: 'com.amazonaws.eu-west-1.sns',
      }),
    );
    assert.deepEqual([network.gatewayEndpoints, network.prefixLists], [[], []]);
  });
});

describe('route tables', () => {
  it('R4: name the VPN gateways that add routes to them', () => {
    const propagation = (exists?: Resource['exists']) =>
      resource(
        'aws_vpn_gateway_route_propagation.p',
        { route_table_id: ref('aws_route_table.t'), vpn_gateway_id: ref('aws_vpn_gateway.b') },
        exists === undefined ? {} : { exists },
      );
    const own = table({ propagating_vgws: [ref('aws_vpn_gateway.a')] });
    const propagating = (network: Network, of: string) =>
      at(network.routeTables, of).propagating?.map((one) => told(one));
    assert.deepEqual(propagating(lower(vpc, table()), 'aws_route_table.t'), undefined);
    assert.deepEqual(propagating(lower(vpc, own, propagation()), 'aws_route_table.t'), [
      'aws_vpn_gateway.a',
      'aws_vpn_gateway.b',
    ]);
    assert.deepEqual(propagating(lower(vpc, own, propagation(unset('var.vpn'))), 'aws_route_table.t'), [
      'aws_vpn_gateway.a',
      'var.vpn has no default',
    ]);
    const cfnPropagation = cfn('Propagation', 'VPNGatewayRoutePropagation', {
      RouteTableIds: [ref('Table')],
      VpnGatewayId: ref('Vgw'),
    });
    assert.deepEqual(propagating(lower(cfnVpc, cfnTable, cfnPropagation), 'Table'), ['Vgw']);
  });

  it('R17: of a gateway route what comes in by it', () => {
    const gateway = resource('aws_internet_gateway.igw', { vpc_id: ref('aws_vpc.main') });
    const edge = (properties: Fields = {}, exists?: Resource['exists']) =>
      resource(
        'aws_route_table_association.edge',
        {
          gateway_id: ref('aws_internet_gateway.igw'),
          route_table_id: ref('aws_route_table.t'),
          ...properties,
        },
        exists === undefined ? {} : { exists },
      );
    const own = (...more: readonly Resource[]) =>
      told(lower(vpc, table(), gateway, ...more).internetGateways[0]!.routeTable);
    assert.equal(own(), 'none');
    assert.equal(own(edge()), 'aws_route_table.t');
    assert.equal(own(edge({ route_table_id: unset('var.t') })), 'var.t has no default');
    assert.equal(own(edge({}, unset('var.edge'))), 'var.edge has no default');
    assert.equal(own(edge({ gateway_id: unset('var.igw') })), 'var.igw has no default');
    assert.equal(own(edge({ gateway_id: ref('aws_vpn_gateway.vgw') })), 'none');
    const network = lower(
      cfnVpc,
      cfnTable,
      cfn('Igw', 'InternetGateway'),
      cfn('Edge', 'GatewayRouteTableAssociation', { GatewayId: ref('Igw'), RouteTableId: ref('Table') }),
    );
    assert.equal(told(network.internetGateways[0]!.routeTable), 'Table');
  });

  it('lead to the primary interface of an instance that has separate ones', () => {
    const network = lower(
      vpc,
      table({ route: [{ cidr_block: '0.0.0.0/0', instance_id: ref('aws_instance.nat') }] }),
      resource('aws_network_interface.eni', { subnet_id: 'subnet-1' }),
      resource('aws_instance.nat', {
        primary_network_interface: [{ network_interface_id: ref('aws_network_interface.eni') }],
      }),
    );
    assert.deepEqual(routes(network, 'aws_route_table.t'), [
      '0.0.0.0/0 > interface aws_network_interface.eni',
    ]);
  });

  it('CloudFormation tells the targets of routes by the same types', () => {
    const route = (name: string, target: Fields, type = 'Route') =>
      cfn(name, type, { RouteTableId: ref('Table'), ...target });
    const network = lower(
      cfnVpc,
      cfnTable,
      cfn('Tgw', 'TransitGateway'),
      cfn('Eni', 'NetworkInterface', { SubnetId: 'subnet-1' }),
      route('A', { DestinationCidrBlock: '10.1.0.0/16', TransitGatewayId: ref('Tgw') }),
      route('B', { DestinationCidrBlock: '10.2.0.0/16', NetworkInterfaceId: ref('Eni') }),
      route('C', { DestinationCidrBlock: '10.3.0.0/16', InstanceId: 'i-1' }),
      route('D', { DestinationCidrBlock: '10.4.0.0/16', GatewayId: 'vgw-1' }),
      route('E', { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1' }),
    );
    assert.deepEqual(routes(network, 'Table'), [
      '10.1.0.0/16 > transit-gateway Tgw',
      '10.2.0.0/16 > interface Eni',
      '10.3.0.0/16 > interface i-1',
      '10.4.0.0/16 > virtual private gateway vgw-1',
      '::/0 > egress-only-internet-gateway eigw-1',
    ]);
  });
});

describe('subnets', () => {
  it('R16: say their Availability Zone where the code does', () => {
    const zone = (properties: Fields) =>
      told(
        lower(vpc, resource('aws_subnet.a', { vpc_id: ref('aws_vpc.main'), ...properties })).subnets[0]!
          .availabilityZone,
      );
    assert.equal(zone({}), 'none');
    assert.equal(zone({ availability_zone: 'eu-west-1a' }), 'eu-west-1a');
    assert.equal(zone({ availability_zone_id: 'euw1-az1' }), 'euw1-az1');
    assert.equal(zone({ availability_zone: unset('data.zones') }), 'data.zones has no default');
    const [subnet] = lower(
      cfnVpc,
      cfn('A', 'Subnet', { VpcId: ref('Vpc'), AvailabilityZone: 'eu-west-1a' }),
    ).subnets;
    assert.equal(told(subnet!.availabilityZone), 'eu-west-1a');
  });
});

describe('the default VPC', () => {
  const main = resource('aws_default_vpc.d');
  const subnet = resource('aws_default_subnet.a', { availability_zone: 'eu-west-1a' });

  it('has its fixed block, an internet gateway, and a main table that leads there', () => {
    const network = lower(main, subnet);
    assert.deepEqual(network.vpcs[0]!.cidrs.map(cidrLine), ['172.31.0.0/16']);
    assert.deepEqual(routes(network, 'aws_default_vpc.d.default_route_table_id'), [
      '0.0.0.0/0 > aws_default_vpc.d.internet_gateway',
    ]);
    assert.equal(told(network.internetGateways[0]!.vpc), 'aws_default_vpc.d');
    assert.ok(network.internetGateways[0]!.origin.awsDefault);
    const [found] = network.subnets;
    assert.deepEqual([told(found!.vpc), found!.cidrs.map(cidrLine)], ['aws_default_vpc.d', ['?ipv4']]);
    assert.equal(told(found!.routeTable), 'aws_default_vpc.d.default_route_table_id');
  });

  it('loses its routes when its table is adopted', () => {
    const adopted = resource('aws_default_route_table.t', {
      default_route_table_id: ref('aws_default_vpc.d', 'default_route_table_id'),
    });
    assert.deepEqual(routes(lower(main, adopted), 'aws_default_route_table.t'), []);
  });

  it('R9: gives instances of its subnets public addresses', () => {
    const network = lower(
      main,
      subnet,
      resource('aws_instance.web', { subnet_id: ref('aws_default_subnet.a') }),
    );
    const [web] = network.interfaces;
    assert.equal(
      show(web!.publicIps, (ips) => String(ips.length)),
      '1',
    );
    assert.deepEqual(
      web!.securityGroups.map((group) => told(group)),
      ['aws_default_vpc.d.default_security_group_id'],
    );
  });

  it('is where groups without a VPC are, and its default group is adopted without naming it', () => {
    const network = lower(main, resource('aws_security_group.web'), resource('aws_default_security_group.d'));
    assert.deepEqual(
      network.securityGroups.map(({ address, vpc: of }) => [address, told(of)]),
      [
        ['aws_security_group.web', 'aws_default_vpc.d'],
        ['aws_default_security_group.d', 'aws_default_vpc.d'],
      ],
    );
  });

  it('is not known where only a subnet of it is in the code', () => {
    const [found] = lower(subnet).subnets;
    assert.equal(told(found!.vpc), 'aws_default_subnet.a is in the default VPC, which is not in the code');
  });
});

describe('VPC Block Public Access (R18)', () => {
  const cases: readonly (readonly [
    string,
    (mode: Plain) => Resource,
    (mode: Plain, of: Fields) => Resource,
  ])[] = [
    [
      'Terraform',
      (mode) => resource('aws_vpc_block_public_access_options.o', { internet_gateway_block_mode: mode }),
      (mode, of) =>
        resource('aws_vpc_block_public_access_exclusion.e', { internet_gateway_exclusion_mode: mode, ...of }),
    ],
    [
      'CloudFormation',
      (mode) => cfn('Options', 'VPCBlockPublicAccessOptions', { InternetGatewayBlockMode: mode }),
      (mode, of) =>
        cfn('Exclusion', 'VPCBlockPublicAccessExclusion', { InternetGatewayExclusionMode: mode, ...of }),
    ],
  ];
  for (const [language, options, exclusion] of cases) {
    const subnet: Fields = language === 'Terraform' ? { subnet_id: 'subnet-1' } : { SubnetId: 'subnet-1' };
    const whole: Fields = language === 'Terraform' ? { vpc_id: 'vpc-1' } : { VpcId: 'vpc-1' };
    const mode = (written: Plain) => told(lower(options(written)).blockPublicAccess?.mode);

    it(`is a switch of the Region in ${language}`, () => {
      assert.equal(mode('block-bidirectional'), 'block-bidirectional');
      assert.equal(mode('block-ingress'), 'block-ingress');
      assert.equal(mode('off'), 'off');
      assert.equal(mode(unset('var.mode')), 'var.mode has no default');
      assert.match(String(mode('block')), /"block" is none of off, block-bidirectional, block-ingress$/);
    });

    it(`leaves out VPCs and subnets in ${language}`, () => {
      const { blockPublicAccess } = lower(options('block-ingress'), exclusion('allow-egress', subnet));
      assert.deepEqual(
        blockPublicAccess?.exclusions.map(({ of, mode: how }) => [told(of), told(how)]),
        [['subnet-1', 'allow-egress']],
      );
      const other = lower(
        options('block-ingress'),
        exclusion('allow-bidirectional', whole),
      ).blockPublicAccess;
      assert.deepEqual(
        other?.exclusions.map(({ of }) => told(of)),
        ['vpc-1'],
      );
      assert.equal(lower(exclusion('allow-egress', subnet)).blockPublicAccess, undefined);
    });
  }
});
