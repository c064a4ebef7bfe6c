import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { lookUpRoute } from '../../../src/core/aws/routeTable.ts';
import { parseAddress } from '../../../src/core/net/address.ts';
import { at, cfn, lower, ref, resource, routeLine, unset, why, type Plain } from './build.ts';

const vpc = resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' });
const table = (properties: Readonly<Record<string, Plain>> = {}) =>
  resource('aws_route_table.t', { vpc_id: ref('aws_vpc.main'), ...properties });
const gateway = resource('aws_internet_gateway.igw', { vpc_id: ref('aws_vpc.main') });
const nat = resource('aws_nat_gateway.nat', { subnet_id: 'subnet-1' });

/** The routes of the table besides the local one. */
function routes(network: Network, address = 'aws_route_table.t'): readonly string[] {
  return at(network.routeTables, address).routes.map(routeLine).slice(1);
}

describe('routes', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, Plain>>, readonly string[]])[] = [
    [
      'a gateway of the code',
      { gateway_id: ref('aws_internet_gateway.igw') },
      ['0.0.0.0/0 > aws_internet_gateway.igw'],
    ],
    ['a gateway outside', { gateway_id: 'igw-0abc' }, ['0.0.0.0/0 > igw-0abc']],
    [
      'a NAT gateway',
      { nat_gateway_id: ref('aws_nat_gateway.nat') },
      ['0.0.0.0/0 > nat-gateway aws_nat_gateway.nat'],
    ],
    [
      'a NAT gateway where gateways stand',
      { gateway_id: ref('aws_nat_gateway.nat') },
      ['0.0.0.0/0 > nat-gateway aws_nat_gateway.nat'],
    ],
    ['a NAT gateway outside', { gateway_id: 'nat-0abc' }, ['0.0.0.0/0 > nat-gateway nat-0abc']],
    [
      'a transit gateway outside',
      { transit_gateway_id: 'tgw-0abc' },
      ['0.0.0.0/0 > transit-gateway tgw-0abc'],
    ],
    ['a peering connection outside', { gateway_id: 'pcx-1' }, ['0.0.0.0/0 > vpc-peering-connection pcx-1']],
    ['an interface', { network_interface_id: 'eni-1' }, ['0.0.0.0/0 > interface eni-1']],
    [
      'an instance of the code',
      { network_interface_id: ref('aws_instance.nat', 'primary_network_interface_id') },
      ['0.0.0.0/0 > interface aws_instance.nat'],
    ],
    ['a VPN gateway', { gateway_id: 'vgw-1' }, ['0.0.0.0/0 > virtual private gateway vgw-1']],
    [
      'a Gateway Load Balancer endpoint',
      { vpc_endpoint_id: ref('aws_vpc_endpoint.firewall') },
      ['0.0.0.0/0 > aws_vpc_endpoint aws_vpc_endpoint.firewall'],
    ],
    [
      'an egress-only gateway',
      {
        cidr_block: null,
        ipv6_cidr_block: '::/0',
        egress_only_gateway_id: ref('aws_egress_only_internet_gateway.out'),
      },
      ['::/0 > egress-only-internet-gateway aws_egress_only_internet_gateway.out'],
    ],
    [
      'a peering connection',
      { vpc_peering_connection_id: ref('aws_vpc_peering_connection.hub') },
      ['0.0.0.0/0 > vpc-peering-connection aws_vpc_peering_connection.hub'],
    ],
    [
      'a resource of another file',
      { transit_gateway_id: ref('aws_ec2_transit_gateway.hub') },
      ['0.0.0.0/0 > transit-gateway aws_ec2_transit_gateway.hub'],
    ],
    ['an id of no known form', { gateway_id: 'thing' }, ['0.0.0.0/0 > component outside the code thing']],
    ['an unknown target', { gateway_id: unset('var.igw') }, ['0.0.0.0/0 > ?']],
    ['no target', {}, []],
    ['IPv6', { cidr_block: null, ipv6_cidr_block: '::/0', gateway_id: 'igw-1' }, ['::/0 > igw-1']],
    ['an unknown destination', { cidr_block: unset(), gateway_id: 'igw-1' }, ['?ipv4 > igw-1']],
    ['a wrong destination', { cidr_block: '10.0.0.0/33', gateway_id: 'igw-1' }, []],
    ['both destinations', { ipv6_cidr_block: '::/0', gateway_id: 'igw-1' }, []],
    [
      'a prefix list of the code',
      {
        cidr_block: null,
        destination_prefix_list_id: ref('aws_ec2_managed_prefix_list.pl'),
        gateway_id: 'igw-1',
      },
      ['192.0.2.0/24 > igw-1', '198.51.100.0/24 > igw-1'],
    ],
    [
      'a prefix list outside',
      { cidr_block: null, destination_prefix_list_id: 'pl-1', gateway_id: 'igw-1' },
      ['? > igw-1'],
    ],
  ];
  const list = resource('aws_ec2_managed_prefix_list.pl', {
    address_family: 'IPv4',
    entry: [{ cidr: '192.0.2.0/24' }, { cidr: '198.51.100.0/24' }],
  });
  for (const [name, change, expected] of cases) {
    it(`in a table: ${name}`, () => {
      const network = lower(
        vpc,
        gateway,
        nat,
        list,
        table({ route: [{ cidr_block: '0.0.0.0/0', ...change }] }),
      );
      assert.deepEqual(routes(network), expected);
    });
  }

  it('of their own, with the place and existence of their resource', () => {
    const route = (exists = {}) =>
      resource(
        'aws_route.r',
        {
          route_table_id: ref('aws_route_table.t'),
          destination_cidr_block: '0.0.0.0/0',
          gateway_id: ref('aws_internet_gateway.igw'),
        },
        exists,
      );
    assert.deepEqual(routes(lower(vpc, gateway, table(), route())), ['0.0.0.0/0 > aws_internet_gateway.igw']);
    const doubtful = lower(vpc, gateway, table(), route({ exists: unset('var.public') }));
    const last = at(doubtful.routeTables, 'aws_route_table.t').routes.at(-1)!;
    assert.deepEqual([last.resource, why(last.target)], ['aws_route.r', 'var.public has no default']);
  });

  it('R3: a written route to a block of the VPC takes the place of the local one', () => {
    const network = lower(
      vpc,
      table({ route: [{ cidr_block: '10.0.0.0/16', network_interface_id: 'eni-1' }] }),
    );
    assert.deepEqual(at(network.routeTables, 'aws_route_table.t').routes.map(routeLine), [
      '10.0.0.0/16 > interface eni-1',
    ]);
    const local = lower(vpc, table({ route: [{ cidr_block: '10.0.0.0/16', gateway_id: 'local' }] }));
    assert.deepEqual(at(local.routeTables, 'aws_route_table.t').routes.map(routeLine), [
      '10.0.0.0/16 > local',
    ]);
  });

  it('leave open where two to one destination lead', () => {
    const other = resource('aws_route.r', {
      route_table_id: ref('aws_route_table.t'),
      destination_cidr_block: '0.0.0.0/0',
      nat_gateway_id: ref('aws_nat_gateway.nat'),
    });
    const network = lower(
      vpc,
      gateway,
      nat,
      table({ route: [{ cidr_block: '0.0.0.0/0', gateway_id: ref('aws_internet_gateway.igw') }] }),
      other,
    );
    assert.deepEqual(routes(network), ['0.0.0.0/0 > ?', '0.0.0.0/0 > ?']);
    assert.equal(
      why(at(network.routeTables, 'aws_route_table.t').routes[1]!.target),
      'destination 0.0.0.0/0 has one route by aws_route_table.t and another by aws_route.r',
    );
  });

  it('of a table in a VPC outside the code include a local one that is not known', () => {
    const outside = at(lower(table({ vpc_id: 'vpc-1' })).routeTables, 'aws_route_table.t');
    assert.equal(
      why(outside.routes[0]!.destination),
      'vpc-1 is a VPC outside the code, so its address blocks are not known',
    );
  });

  it('make an adopted default table keep only what is written', () => {
    const adopted = resource('aws_default_route_table.d', {
      default_route_table_id: ref('aws_vpc.main', 'default_route_table_id'),
      route: [{ cidr_block: '0.0.0.0/0', gateway_id: ref('aws_internet_gateway.igw') }],
    });
    const network = lower(vpc, gateway, adopted);
    assert.deepEqual(routes(network, 'aws_default_route_table.d'), ['0.0.0.0/0 > aws_internet_gateway.igw']);
    assert.deepEqual(
      network.routeTables.map(({ isMain }) => isMain),
      [true],
    );
  });
});

describe('an IPv6 block that AWS chooses', () => {
  const dual = resource('aws_vpc.main', {
    cidr_block: '10.0.0.0/16',
    assign_generated_ipv6_cidr_block: true,
  });
  const open = table({ route: [{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' }] });
  const found = at(lower(dual, open).routeTables, 'aws_route_table.t');

  it('leaves IPv4 routes certain', () => {
    const lookup = lookUpRoute(found, parseAddress('192.0.2.1')!);
    assert.ok(lookup.kind === 'route');
    assert.equal(routeLine(lookup.route), '0.0.0.0/0 > igw-1');
  });

  it('leaves IPv6 routes open', () => {
    assert.equal(lookUpRoute(found, parseAddress('2001:db8::1')!).kind, 'unknown');
  });
});

describe('routes of unknown tables', () => {
  it('leave every table open for one shared list of reasons', () => {
    const stray = ['a', 'b'].map((name) =>
      resource(`aws_route.${name}`, {
        route_table_id: unset(`var.${name}`),
        destination_cidr_block: '0.0.0.0/0',
        gateway_id: 'igw-1',
      }),
    );
    const [one, two] = lower(vpc, table(), ...stray).routeTables;
    assert.deepEqual(
      one!.open?.map(({ what }) => what),
      ['var.a', 'var.b'],
    );
    assert.equal(one!.open, two!.open);
  });
});

describe('internet gateways', () => {
  const vpcs = (network: Network) =>
    network.internetGateways.map(({ address, vpc: of }) => [
      address,
      of === undefined ? 'none' : of.kind === 'known' ? of.value : why(of),
    ]);

  it('are attached by vpc_id, by an attachment, or not at all', () => {
    const loose = resource('aws_internet_gateway.loose', {});
    const attach = resource('aws_internet_gateway_attachment.a', {
      internet_gateway_id: ref('aws_internet_gateway.loose'),
      vpc_id: ref('aws_vpc.main'),
    });
    assert.deepEqual(vpcs(lower(vpc, gateway)), [['aws_internet_gateway.igw', 'aws_vpc.main']]);
    assert.deepEqual(vpcs(lower(vpc, loose, attach)), [['aws_internet_gateway.loose', 'aws_vpc.main']]);
    assert.deepEqual(vpcs(lower(vpc, loose)), [['aws_internet_gateway.loose', 'none']]);
  });

  it('are attached in CloudFormation by an attachment, which may hang on a condition', () => {
    const attach = (exists?: ReturnType<typeof unset>) =>
      cfn('Attach', 'VPCGatewayAttachment', { VpcId: ref('Vpc'), InternetGatewayId: ref('Igw') }, exists);
    const rest = [cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }), cfn('Igw', 'InternetGateway')];
    assert.deepEqual(vpcs(lower(...rest, attach())), [['Igw', 'Vpc']]);
    assert.deepEqual(vpcs(lower(...rest)), [['Igw', 'none']]);
    assert.deepEqual(vpcs(lower(...rest, attach(unset('Parameter Public')))), [
      ['Igw', 'Parameter Public has no default'],
    ]);
    const vpn = cfn('Attach', 'VPCGatewayAttachment', { VpcId: ref('Vpc'), VpnGatewayId: 'vgw-1' });
    assert.deepEqual(vpcs(lower(...rest, vpn)), [['Igw', 'none']]);
  });

  it('outside the code belong to the VPC of the table that names them', () => {
    const route = { cidr_block: '0.0.0.0/0', gateway_id: 'igw-0abc' };
    assert.deepEqual(vpcs(lower(vpc, table({ route: [route, { ...route, cidr_block: '8.0.0.0/8' }] }))), [
      ['igw-0abc', 'aws_vpc.main'],
    ]);
  });

  it('that are not known may be attached to the VPC', () => {
    const route = [{ cidr_block: '0.0.0.0/0', gateway_id: unset('var.igw') }];
    assert.deepEqual(vpcs(lower(vpc, table({ route }))), [['var.igw', 'var.igw has no default']]);
  });
});
