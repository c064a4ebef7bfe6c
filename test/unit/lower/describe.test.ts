import assert from 'node:assert/strict';
import { configurationOf, describedNetwork, eni, table, type Outputs } from '../../support/describeFolder.ts';
import { cidrLine, show, why } from './build.ts';

describe('a folder of describe output', () => {
  const missing = (command: string): string => `${command} output is not in the folder`;

  it('without some output leaves what it would tell unknown, never absent', () => {
    const { vpcs, subnets, securityGroups, internetGateways } = describedNetwork({
      NetworkInterfaces: [eni()],
    });
    assert.deepEqual([vpcs.length, subnets.length, securityGroups.length], [1, 1, 1]);
    assert.equal(why(vpcs[0]!.cidrs[0]!), missing('describe-vpcs'));
    assert.equal(why(subnets[0]!.cidrs[0]!), missing('describe-subnets'));
    assert.equal(why(subnets[0]!.networkAcl), missing('describe-network-acls'));
    assert.equal(why(subnets[0]!.routeTable), missing('describe-route-tables'));
    assert.equal(show(subnets[0]!.vpc), 'vpc-1');
    assert.deepEqual(
      securityGroups[0]!.open?.map(({ what }) => what),
      ['describe-security-groups output'],
    );
    assert.equal(why(internetGateways[0]!.vpc!), missing('describe-internet-gateways'));
  });

  it('that lists something whole knows that there is no more, and says what is not in it', () => {
    const { subnets, internetGateways } = describedNetwork({
      NetworkInterfaces: [eni()],
      Subnets: [{ SubnetId: 'subnet-2', VpcId: 'vpc-1', CidrBlock: '10.0.2.0/24' }],
      NetworkAcls: [],
      InternetGateways: [],
    });
    assert.deepEqual(
      subnets.map(({ cidrs }) => cidrs.map(cidrLine)),
      [['10.0.2.0/24'], ['?']],
    );
    assert.equal(why(subnets[1]!.cidrs[0]!), 'subnet-1 is not in the describe-subnets output');
    assert.equal(
      why(subnets[0]!.networkAcl),
      'subnet-2 is in no association of the describe-network-acls output',
    );
    assert.deepEqual(internetGateways, []);
  });

  it('takes gateways from the routes that lead to them where it does not list them', () => {
    const network = describedNetwork(
      table(
        { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' },
        { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1', State: 'active' },
        { DestinationCidrBlock: '10.9.0.0/16', VpcPeeringConnectionId: 'pcx-1', State: 'active' },
      ),
    );
    assert.deepEqual(
      [...network.internetGateways, ...network.egressOnlyInternetGateways].map(({ address, vpc }) => [
        address,
        vpc && show(vpc),
      ]),
      [
        ['igw-1', 'vpc-1'],
        ['eigw-1', 'vpc-1'],
      ],
    );
    assert.equal(
      why(network.vpcPeeringConnections[0]!.requester),
      missing('describe-vpc-peering-connections'),
    );
  });

  it('says that hosts may be missing where it does not list the interfaces', () => {
    const unread = (outputs: Outputs) => configurationOf(outputs).unread.map(({ what }) => what);
    assert.deepEqual(unread({ Vpcs: [{ VpcId: 'vpc-1' }] }), ['describe-network-interfaces output']);
    assert.deepEqual(unread({ NetworkInterfaces: [eni()] }), []);
  });

  it('has peerings as they are: between Regions, not accepted yet', () => {
    const side = (VpcId: string, Region: string) => ({ VpcId, Region });
    const peering = (id: string, region: string, code: string) => ({
      VpcPeeringConnectionId: id,
      RequesterVpcInfo: side('vpc-1', 'eu-west-1'),
      AccepterVpcInfo: side('vpc-2', region),
      Status: { Code: code },
    });
    const { vpcPeeringConnections } = describedNetwork({
      VpcPeeringConnections: [
        peering('pcx-1', 'eu-west-1', 'active'),
        peering('pcx-2', 'us-east-1', 'pending-acceptance'),
      ],
    });
    assert.deepEqual(
      vpcPeeringConnections.map(({ requester, accepter, active, crossRegion }) =>
        [show(requester), show(accepter), show(active), show(crossRegion)].join(' '),
      ),
      ['vpc-1 vpc-2 true false', 'vpc-1 vpc-2 false true'],
    );
  });

  it('knows endpoints by their own output, interfaces nobody lists included', () => {
    const network = describedNetwork({
      VpcEndpoints: [
        {
          VpcEndpointId: 'vpce-1',
          VpcEndpointType: 'Gateway',
          VpcId: 'vpc-1',
          ServiceName: 'com.amazonaws.x.s3',
        },
        {
          VpcEndpointId: 'vpce-2',
          VpcEndpointType: 'Interface',
          VpcId: 'vpc-1',
          Groups: [{ GroupId: 'sg-1' }],
          NetworkInterfaceIds: ['eni-1'],
        },
      ],
    });
    assert.deepEqual(
      network.gatewayEndpoints.map(({ address, service }) => [address, show(service)]),
      [['vpce-1', 'com.amazonaws.x.s3']],
    );
    const [found] = network.interfaces;
    assert.deepEqual(
      [found!.address, found!.owner, found!.kind, found!.securityGroups.map((group) => show(group))],
      ['eni-1', 'vpce-2', 'endpoint', ['sg-1']],
    );
    assert.equal(why(found!.privateIps[0]!), missing('describe-network-interfaces'));
  });
});
