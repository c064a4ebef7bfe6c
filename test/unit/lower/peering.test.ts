import assert from 'node:assert/strict';
import type { VpcPeeringConnection } from '../../../src/core/aws/network.ts';
import type { Resource } from '../../../src/core/value/resource.ts';
import { cfn, lower, ref, resource, unset, why, type Fields } from './build.ts';

function only(...resources: readonly Resource[]): VpcPeeringConnection {
  const [connection] = lower(...resources).vpcPeeringConnections;
  assert.ok(connection !== undefined);
  return connection;
}

function told(fact: VpcPeeringConnection['active']): boolean | string {
  return fact.kind === 'known' ? fact.value : why(fact);
}

const nobody = 'has to be accepted, which nothing in the code does';

describe('VPC peering connections in Terraform', () => {
  const peering = (properties: Fields = {}) =>
    resource('aws_vpc_peering_connection.p', {
      vpc_id: ref('aws_vpc.a'),
      peer_vpc_id: ref('aws_vpc.b'),
      ...properties,
    });
  const accepter = (properties: Fields = {}, exists?: Resource['exists']) =>
    resource(
      'aws_vpc_peering_connection_accepter.p',
      { vpc_peering_connection_id: ref('aws_vpc_peering_connection.p'), ...properties },
      exists === undefined ? {} : { exists },
    );
  const cases: readonly (readonly [string, readonly Resource[], boolean | string])[] = [
    ['accepted by itself', [peering({ auto_accept: true })], true],
    ['not accepted', [peering()], `aws_vpc_peering_connection.p ${nobody}`],
    ['auto_accept = false', [peering({ auto_accept: false })], `aws_vpc_peering_connection.p ${nobody}`],
    ['an unknown auto_accept', [peering({ auto_accept: unset() })], 'var.x has no default'],
    ['accepted by an accepter', [peering({ peer_owner_id: '1' }), accepter({ auto_accept: true })], true],
    ['an accepter that does not', [peering(), accepter()], `aws_vpc_peering_connection.p ${nobody}`],
    [
      'an accepter that may not exist',
      [peering(), accepter({ auto_accept: true }, unset())],
      'var.x has no default',
    ],
    [
      'an accepter that may not accept',
      [peering(), accepter({ auto_accept: unset() })],
      'var.x has no default',
    ],
    [
      'an accepter of an unknown connection',
      [peering(), accepter({ vpc_peering_connection_id: unset('var.p'), auto_accept: true })],
      'var.p has no default',
    ],
    [
      'an accepter of another connection',
      [peering(), accepter({ vpc_peering_connection_id: 'pcx-1', auto_accept: true })],
      `aws_vpc_peering_connection.p ${nobody}`,
    ],
  ];
  for (const [name, resources, expected] of cases) {
    it(`are active once accepted: ${name}`, () => {
      assert.equal(told(only(...resources).active), expected);
    });
  }

  it('S29: cross Regions where they name one', () => {
    assert.equal(told(only(peering()).crossRegion), false);
    assert.equal(told(only(peering({ peer_region: 'eu-west-1' })).crossRegion), true);
    assert.equal(told(only(peering({ peer_region: unset() })).crossRegion), 'var.x has no default');
  });

  it('are named by their accepter too', () => {
    const table = resource('aws_route_table.t', {
      vpc_id: ref('aws_vpc.b'),
      route: [
        {
          cidr_block: '10.0.0.0/16',
          vpc_peering_connection_id: ref('aws_vpc_peering_connection_accepter.p'),
        },
      ],
    });
    const { routeTables } = lower(peering(), accepter(), table);
    assert.deepEqual(routeTables[0]!.routes.at(-1)!.target, {
      kind: 'known',
      value: { kind: 'vpc-peering-connection', connection: 'aws_vpc_peering_connection.p' },
    });
  });
});

describe('VPC peering connections in CloudFormation', () => {
  const peering = (properties: Fields = {}) =>
    cfn('Peering', 'VPCPeeringConnection', { VpcId: ref('A'), PeerVpcId: ref('B'), ...properties });
  const account = unset('AWS::AccountId');
  const cases: readonly (readonly [string, Fields, boolean | string])[] = [
    ['of one account', {}, true],
    ['of the account of the stack', { PeerOwnerId: account }, true],
    ['of another account', { PeerOwnerId: '111122223333' }, `Peering ${nobody}`],
    [
      'of another account with a role',
      { PeerOwnerId: '111122223333', PeerRoleArn: 'arn:aws:iam::1:role/x' },
      true,
    ],
    [
      'of an account that is not known',
      { PeerOwnerId: unset('Parameter Owner') },
      'Parameter Owner has no default',
    ],
  ];
  for (const [name, properties, expected] of cases) {
    it(`are accepted by the stack: ${name}`, () => {
      assert.equal(told(only(peering(properties)).active), expected);
    });
  }

  it('S29: cross Regions where they name another one', () => {
    assert.equal(told(only(peering()).crossRegion), false);
    assert.equal(told(only(peering({ PeerRegion: unset('AWS::Region') })).crossRegion), false);
    assert.equal(told(only(peering({ PeerRegion: 'eu-west-1' })).crossRegion), true);
    assert.equal(
      told(only(peering({ PeerRegion: unset('Parameter R') })).crossRegion),
      'Parameter R has no default',
    );
  });

  it('name what they hang on among what is not known', () => {
    const network = lower(peering({ PeerOwnerId: '111122223333' }));
    assert.deepEqual(
      network.unresolved.map(({ what }) => what),
      ['Peering'],
    );
  });
});
