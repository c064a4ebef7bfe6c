import assert from 'node:assert/strict';
import { describedNetwork, table, type Outputs } from '../../support/describeFolder.ts';
import { routeLine, show, why } from './build.ts';

describe('describe-route-tables', () => {
  const cases: readonly (readonly [what: string, route: object, line: string])[] = [
    ['local', { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' }, '10.0.0.0/16 > local'],
    ['an internet gateway', { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }, '0.0.0.0/0 > igw-1'],
    [
      'an egress-only gateway',
      { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1' },
      '::/0 > egress-only-internet-gateway eigw-1',
    ],
    [
      'a NAT gateway',
      { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' },
      '0.0.0.0/0 > nat-gateway nat-1',
    ],
    [
      'a peering connection',
      { DestinationCidrBlock: '10.9.0.0/16', VpcPeeringConnectionId: 'pcx-1' },
      '10.9.0.0/16 > vpc-peering-connection pcx-1',
    ],
    [
      'a transit gateway',
      { DestinationCidrBlock: '10.0.0.0/8', TransitGatewayId: 'tgw-1' },
      '10.0.0.0/8 > transit-gateway tgw-1',
    ],
    [
      'the interface of an instance',
      { DestinationCidrBlock: '0.0.0.0/0', InstanceId: 'i-1', NetworkInterfaceId: 'eni-1' },
      '0.0.0.0/0 > interface eni-1',
    ],
    [
      'a virtual private gateway',
      { DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'vgw-1', Origin: 'EnableVgwRoutePropagation' },
      '10.0.0.0/8 > virtual private gateway vgw-1',
    ],
    [
      'a Gateway Load Balancer endpoint',
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'vpce-1' },
      '0.0.0.0/0 > VPC endpoint vpce-1',
    ],
    [
      'a core network',
      { DestinationCidrBlock: '0.0.0.0/0', CoreNetworkArn: 'arn:aws:x' },
      '0.0.0.0/0 > core network arn:aws:x',
    ],
    [
      'nothing any more',
      { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1', State: 'blackhole' },
      '0.0.0.0/0 > blackhole',
    ],
    [
      'what is not documented',
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'filtered' },
      '0.0.0.0/0 > ?',
    ],
    ['what nobody knows', { DestinationCidrBlock: '0.0.0.0/0', OdbNetworkArn: 'arn:aws:x' }, '0.0.0.0/0 > ?'],
  ];
  for (const [what, route, line] of cases)
    it(`lead to ${what}`, () => {
      const [found] = describedNetwork(table({ State: 'active', ...route })).routeTables;
      assert.deepEqual(found!.routes.map(routeLine), [line]);
      assert.equal(found!.isMain, true);
    });

  it('lead by prefix lists to gateway endpoints, with the blocks as far as they are there', () => {
    const route = { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1', State: 'active' };
    const s3 = { PrefixListId: 'pl-1', PrefixListName: 'com.amazonaws.eu-west-1.s3' };
    const routes = (more: Outputs) => describedNetwork({ ...table(route), ...more }).routeTables[0]!.routes;
    const lines = (more: Outputs) => routes(more).map(routeLine);
    assert.deepEqual(lines({}), ['? > gateway-endpoint vpce-1']);
    assert.deepEqual(lines({ 'pl-1': [{ Cidr: '3.5.0.0/16' }, { Cidr: '52.92.0.0/17' }] }), [
      '3.5.0.0/16 > gateway-endpoint vpce-1',
      '52.92.0.0/17 > gateway-endpoint vpce-1',
    ]);
    assert.deepEqual(lines({ PrefixLists: [{ ...s3, Cidrs: ['3.5.0.0/16'] }] }), [
      '3.5.0.0/16 > gateway-endpoint vpce-1',
    ]);
    const [open] = routes({ PrefixLists: [s3] });
    assert.equal(open!.service, 'com.amazonaws.eu-west-1.s3');
    assert.equal(why(open!.destination), 'pl-1 is a prefix list whose entries are not in the folder');
  });

  it('serve the subnets they are associated with, and the main one the rest of its VPC', () => {
    const network = describedNetwork({
      Subnets: ['subnet-1', 'subnet-2', 'subnet-3'].map((SubnetId) => ({ SubnetId, VpcId: 'vpc-1' })),
      RouteTables: [
        { RouteTableId: 'rtb-1', VpcId: 'vpc-1', Associations: [{ Main: true }], Routes: [] },
        {
          RouteTableId: 'rtb-2',
          VpcId: 'vpc-1',
          Associations: [
            { SubnetId: 'subnet-1', AssociationState: { State: 'associated' } },
            { SubnetId: 'subnet-2', AssociationState: { State: 'disassociated' } },
            { GatewayId: 'igw-1', AssociationState: { State: 'associated' } },
          ],
          Routes: [],
        },
      ],
      InternetGateways: [
        { InternetGatewayId: 'igw-1', Attachments: [{ State: 'available', VpcId: 'vpc-1' }] },
      ],
    });
    assert.deepEqual(
      network.subnets.map(({ routeTable }) => show(routeTable)),
      ['rtb-2', 'rtb-1', 'rtb-1'],
    );
    assert.equal(show(network.internetGateways[0]!.routeTable!), 'rtb-2');
  });
});
