import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import type { Resource } from '../../../src/core/value/resource.ts';
import type { Maybe } from '../../../src/core/value/value.ts';
import { at, cfn, cidrLine, lower, ref, resource, unset, why, type Fields } from './build.ts';

const told = (fact: Maybe<unknown> | 'blackhole' | undefined): string =>
  fact === undefined
    ? 'none'
    : fact === 'blackhole'
      ? fact
      : fact.kind === 'known'
        ? String(fact.value)
        : `(${why(fact)})`;

const hub = (properties: Fields = {}) => resource('aws_ec2_transit_gateway.hub', properties);
const attach = (properties: Fields = {}, exists?: Resource['exists']) =>
  resource(
    'aws_ec2_transit_gateway_vpc_attachment.a',
    {
      transit_gateway_id: ref('aws_ec2_transit_gateway.hub'),
      vpc_id: ref('aws_vpc.a'),
      subnet_ids: [ref('aws_subnet.a')],
      ...properties,
    },
    exists === undefined ? {} : { exists },
  );
const table = resource('aws_ec2_transit_gateway_route_table.t', {
  transit_gateway_id: ref('aws_ec2_transit_gateway.hub'),
});
const between = {
  transit_gateway_attachment_id: ref('aws_ec2_transit_gateway_vpc_attachment.a'),
  transit_gateway_route_table_id: ref('aws_ec2_transit_gateway_route_table.t'),
};
const associate = (properties: Fields = {}) =>
  resource('aws_ec2_transit_gateway_route_table_association.a', { ...between, ...properties });
const propagate = (properties: Fields = {}) =>
  resource('aws_ec2_transit_gateway_route_table_propagation.a', { ...between, ...properties });
const route = (properties: Fields, exists?: Resource['exists']) =>
  resource(
    'aws_ec2_transit_gateway_route.r',
    { destination_cidr_block: '10.1.0.0/16', ...between, ...properties },
    exists === undefined ? {} : { exists },
  );

const standard = 'aws_ec2_transit_gateway.hub.association_default_route_table_id';
const own = 'aws_ec2_transit_gateway_route_table.t';
const name = 'aws_ec2_transit_gateway_vpc_attachment.a';

function tables(network: Network): readonly string[] {
  return network.transitGatewayRouteTables.map(
    ({ address, propagations }) => `${address}: ${propagations.map(told).join(', ')}`,
  );
}

function routes(network: Network, of: string): readonly string[] {
  return at(network.transitGatewayRouteTables, of).routes.map(
    ({ destination, target }) => `${cidrLine(destination)} > ${told(target)}`,
  );
}

const tableOf = (...resources: readonly Resource[]): string =>
  told(lower(...resources).transitGatewayAttachments[0]!.routeTable);

describe('transit gateways in Terraform', () => {
  it('R16: route what their attachments send by a table AWS makes, unless that is switched off', () => {
    const network = lower(hub(), attach());
    assert.deepEqual(tables(network), [`${standard}: ${name}`]);
    assert.equal(told(network.transitGatewayAttachments[0]!.routeTable), standard);
    assert.ok(network.transitGatewayRouteTables[0]!.origin.awsDefault);
    const off = lower(
      hub({ default_route_table_association: 'disable', default_route_table_propagation: 'disable' }),
      attach(),
    );
    assert.deepEqual([tables(off), told(off.transitGatewayAttachments[0]!.routeTable)], [[], 'none']);
    const unknown = lower(hub({ default_route_table_association: unset('var.tables') }), attach());
    assert.equal(told(unknown.transitGatewayAttachments[0]!.routeTable), '(var.tables has no default)');
  });

  it('leave an attachment out of it that says so', () => {
    const out = attach({
      transit_gateway_default_route_table_association: false,
      transit_gateway_default_route_table_propagation: false,
    });
    const network = lower(hub(), out);
    assert.deepEqual(tables(network), [`${standard}: `]);
    assert.equal(told(network.transitGatewayAttachments[0]!.routeTable), 'none');
    const open = lower(hub(), attach({ transit_gateway_default_route_table_propagation: unset('var.p') }));
    assert.deepEqual(tables(open), [`${standard}: (var.p has no default)`]);
  });

  it('route by the table an association names', () => {
    assert.equal(tableOf(hub(), attach(), table, associate()), own);
    assert.equal(
      tableOf(hub(), attach(), table, associate({ transit_gateway_attachment_id: 'tgw-attach-1' })),
      standard,
    );
    const unknown = associate({ transit_gateway_route_table_id: unset('var.t') });
    assert.equal(tableOf(hub(), attach(), unknown), '(var.t has no default)');
  });

  it('have what attachments propagate to a table', () => {
    assert.deepEqual(tables(lower(hub(), attach(), table, propagate())), [
      `${own}: ${name}`,
      `${standard}: ${name}`,
    ]);
    const vpn = propagate({
      transit_gateway_attachment_id: unset('aws_vpn_connection.v.transit_gateway_attachment_id'),
    });
    assert.match(tables(lower(hub(), attach(), table, vpn))[0]!, /: \(aws_vpn_connection/);
  });

  it('have another default table where a resource makes it so', () => {
    const other = (what: string) =>
      resource(`aws_ec2_transit_gateway_default_route_table_${what}.d`, {
        transit_gateway_id: ref('aws_ec2_transit_gateway.hub'),
        transit_gateway_route_table_id: ref('aws_ec2_transit_gateway_route_table.t'),
      });
    const network = lower(hub(), attach(), table, other('association'), other('propagation'));
    assert.equal(told(network.transitGatewayAttachments[0]!.routeTable), own);
    assert.equal(tables(network)[0], `${own}: ${name}`);
  });

  it('route to attachments, into nowhere, and to each block of a prefix list', () => {
    const build = (...more: readonly Resource[]) => routes(lower(hub(), attach(), table, ...more), own);
    assert.deepEqual(build(route({})), [`10.1.0.0/16 > ${name}`]);
    assert.deepEqual(build(route({ blackhole: true, transit_gateway_attachment_id: null })), [
      '10.1.0.0/16 > blackhole',
    ]);
    assert.deepEqual(build(route({ destination_cidr_block: '::/0' })), [`::/0 > ${name}`]);
    assert.deepEqual(build(route({ destination_cidr_block: unset() })), [`? > ${name}`]);
    assert.deepEqual(build(route({}, unset('var.route'))), ['10.1.0.0/16 > (var.route has no default)']);
    const list = resource('aws_ec2_managed_prefix_list.l', {
      entry: [{ cidr: '10.2.0.0/16' }, { cidr: '10.3.0.0/16' }],
    });
    const reference = resource('aws_ec2_transit_gateway_prefix_list_reference.l', {
      prefix_list_id: ref('aws_ec2_managed_prefix_list.l'),
      ...between,
    });
    assert.deepEqual(build(list, reference), [`10.2.0.0/16 > ${name}`, `10.3.0.0/16 > ${name}`]);
  });

  it('take routes for their default table by the attribute that names it', () => {
    for (const attribute of ['association_default_route_table_id', 'propagation_default_route_table_id']) {
      const toDefault = route({
        transit_gateway_route_table_id: ref('aws_ec2_transit_gateway.hub', attribute),
      });
      assert.deepEqual(routes(lower(hub(), attach(), toDefault), standard), [`10.1.0.0/16 > ${name}`]);
    }
  });

  it('are open where a route is for an unknown table', () => {
    const [only] = lower(
      hub(),
      route({ transit_gateway_route_table_id: unset('var.t') }),
    ).transitGatewayRouteTables;
    assert.deepEqual(
      only!.open?.map(({ what }) => what),
      ['var.t'],
    );
  });

  it('S29: name groups across VPCs where both ends allow it', () => {
    const referencing = (ofHub: Fields, ofAttachment: Fields) => {
      const network = lower(hub(ofHub), attach(ofAttachment));
      return [network.transitGateways[0]!, network.transitGatewayAttachments[0]!].map((one) =>
        told(one.groupReferencing),
      );
    };
    const on = { security_group_referencing_support: 'enable' };
    assert.deepEqual(referencing({}, {}), ['false', 'true']);
    assert.deepEqual(referencing(on, { security_group_referencing_support: 'disable' }), ['true', 'false']);
    assert.deepEqual(referencing({ security_group_referencing_support: unset() }, {}), [
      '(var.x has no default)',
      'true',
    ]);
  });

  it('outside the code have a default table nobody knows', () => {
    assert.equal(
      tableOf(attach({ transit_gateway_id: 'tgw-1' })),
      '(tgw-1 is a transit gateway outside the code, so its default route table is not known)',
    );
    const sure = attach({
      transit_gateway_id: 'tgw-1',
      transit_gateway_default_route_table_association: false,
    });
    assert.equal(tableOf(sure), 'none');
  });

  it('have attachments that may not exist', () => {
    const network = lower(hub(), attach({}, unset('var.a')));
    assert.equal(told(network.transitGatewayAttachments[0]!.gateway), '(var.a has no default)');
    assert.deepEqual(tables(network), [`${standard}: (var.a has no default)`]);
    assert.deepEqual(
      network.unresolved.map(({ what }) => what),
      ['var.a'],
    );
  });
});

describe('transit gateways in CloudFormation', () => {
  const resources = [
    cfn('Hub', 'TransitGateway', {
      DefaultRouteTableAssociation: 'disable',
      SecurityGroupReferencingSupport: 'enable',
    }),
    cfn('A', 'TransitGatewayAttachment', {
      TransitGatewayId: ref('Hub'),
      VpcId: ref('VpcA'),
      SubnetIds: [ref('SubnetA')],
    }),
    cfn('B', 'TransitGatewayVpcAttachment', {
      TransitGatewayId: ref('Hub'),
      VpcId: ref('VpcB'),
      SubnetIds: [ref('SubnetB')],
      Options: { SecurityGroupReferencingSupport: 'disable' },
    }),
    cfn('Table', 'TransitGatewayRouteTable', { TransitGatewayId: ref('Hub') }),
    cfn('Association', 'TransitGatewayRouteTableAssociation', {
      TransitGatewayAttachmentId: ref('A'),
      TransitGatewayRouteTableId: ref('Table'),
    }),
    cfn('Propagation', 'TransitGatewayRouteTablePropagation', {
      TransitGatewayAttachmentId: ref('B', 'Id'),
      TransitGatewayRouteTableId: ref('Table'),
    }),
    cfn('Route', 'TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('Table'),
      DestinationCidrBlock: '10.9.0.0/16',
      Blackhole: 'true',
    }),
  ];

  it('come to the same', () => {
    const network = lower(...resources);
    assert.deepEqual(tables(network), ['Table: B', 'Hub.AssociationDefaultRouteTableId: A, B']);
    assert.deepEqual(
      network.transitGatewayAttachments.map(({ address, vpc, subnets, groupReferencing, routeTable }) =>
        [address, told(vpc), subnets.map(told).join(), told(groupReferencing), told(routeTable)].join(' '),
      ),
      ['A VpcA SubnetA true Table', 'B VpcB SubnetB false none'],
    );
    assert.deepEqual(routes(network, 'Table'), ['10.9.0.0/16 > blackhole']);
    assert.equal(told(network.transitGateways[0]!.groupReferencing), 'true');
  });
});
