import assert from 'node:assert/strict';
import type { TransitGatewayRoute } from '../../../src/core/aws/transitGateway.ts';
import { describedNetwork, type Outputs } from '../../support/describeFolder.ts';
import { cidrLine, show, why } from './build.ts';

const attachment = 'tgw-attach-1';
const table = 'tgw-rtb-1';
const outputs: Outputs = {
  TransitGateways: [{ TransitGatewayId: 'tgw-1', Options: { SecurityGroupReferencingSupport: 'disable' } }],
  TransitGatewayVpcAttachments: [
    {
      TransitGatewayAttachmentId: attachment,
      TransitGatewayId: 'tgw-1',
      VpcId: 'vpc-1',
      SubnetIds: ['subnet-1', 'subnet-2'],
      State: 'available',
      Options: { SecurityGroupReferencingSupport: 'enable' },
    },
    {
      TransitGatewayAttachmentId: 'tgw-attach-2',
      TransitGatewayId: 'tgw-1',
      VpcId: 'vpc-2',
      State: 'deleted',
    },
  ],
  TransitGatewayAttachments: [
    {
      TransitGatewayAttachmentId: attachment,
      ResourceType: 'vpc',
      Association: { TransitGatewayRouteTableId: table, State: 'associated' },
    },
  ],
  TransitGatewayRouteTables: [{ TransitGatewayRouteTableId: table, TransitGatewayId: 'tgw-1' }],
  [table]: [
    { DestinationCidrBlock: '10.9.0.0/16', Type: 'static', State: 'blackhole' },
    {
      DestinationCidrBlock: '10.1.0.0/16',
      TransitGatewayAttachments: [{ TransitGatewayAttachmentId: attachment, ResourceType: 'vpc' }],
      Type: 'propagated',
      State: 'active',
    },
    {
      DestinationCidrBlock: '2600:1f18::/56',
      TransitGatewayAttachments: [attachment, 'tgw-attach-3'].map((TransitGatewayAttachmentId) => ({
        TransitGatewayAttachmentId,
      })),
      Type: 'static',
      State: 'active',
    },
  ],
};

function routeLine({ destination, target }: TransitGatewayRoute): string {
  return `${cidrLine(destination)} > ${target === 'blackhole' ? target : show(target)}`;
}

describe('describe-transit-gateways and their like', () => {
  it('make gateways, attachments that stand, and tables with their routes', () => {
    const network = describedNetwork(outputs);
    assert.equal(show(network.transitGateways[0]!.groupReferencing), 'false');
    assert.equal(network.transitGatewayAttachments.length, 1);
    const [{ gateway, vpc, subnets, groupReferencing, routeTable }] = network.transitGatewayAttachments as [
      (typeof network.transitGatewayAttachments)[number],
    ];
    assert.deepEqual(
      [gateway, vpc, ...subnets, routeTable!].map((id) => show(id)),
      ['tgw-1', 'vpc-1', 'subnet-1', 'subnet-2', table],
    );
    assert.equal(show(groupReferencing), 'true');
    const [{ routes, open }] = network.transitGatewayRouteTables as [
      (typeof network.transitGatewayRouteTables)[number],
    ];
    assert.deepEqual(routes.map(routeLine), [
      '10.9.0.0/16 > blackhole',
      '10.1.0.0/16 > tgw-attach-1',
      '2600:1f18::/56 > ?',
    ]);
    assert.equal(open, undefined);
  });

  it('leave open what the folder does not tell', () => {
    const without = (key: string) =>
      describedNetwork(Object.fromEntries(Object.entries(outputs).filter(([name]) => name !== key)));
    const [found] = without('TransitGatewayAttachments').transitGatewayAttachments;
    assert.equal(why(found!.routeTable!), 'describe-transit-gateway-attachments output is not in the folder');
    const [open] = without(table).transitGatewayRouteTables;
    assert.deepEqual(
      [open!.routes, open!.open!.map(({ what, why: reason }) => `${what} ${reason}`)],
      [[], ['tgw-rtb-1 has no search-transit-gateway-routes output in the folder']],
    );
    const single = describedNetwork({
      ...outputs,
      TransitGatewayAttachments: [{ TransitGatewayAttachmentId: attachment, ResourceType: 'vpc' }],
    });
    assert.equal(single.transitGatewayAttachments[0]!.routeTable, undefined);
  });
});
