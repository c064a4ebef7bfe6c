/**
 * For `public-ip-without-route` and `no-internet-route`: the default route to the one internet gateway of the VPC, and the
 * gateway attached to the VPC whose routes lead to it.
 */
import type { InternetGateway, RouteTable } from '../../aws/network.ts';
import type { NewField, NewValue } from '../../rewrite/newValue.ts';
import type { Change, Written } from '../../rewrite/written.ts';
import { writtenAt } from '../../rewrite/writtenAt.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { isBeside, referenceTo } from './references.ts';

const everybody = '0.0.0.0/0';

export function defaultRoute(context: FixContext): readonly Alternatives[] {
  const { finding, topology } = context;
  const at = topology.interfaces.find(
    ({ owner, address }) => owner === finding.resource || address === finding.resource,
  );
  const subnet = at && topology.subnetOf(at);
  const table = subnet?.kind === 'known' ? topology.routeTableOf(subnet.value) : undefined;
  if (table?.kind !== 'known' || table.value.vpc.kind === 'unknown') return [];
  const vpc = table.value.vpc.value;
  const gateways = topology.network.internetGateways.filter(
    (one) => one.vpc?.kind === 'known' && one.vpc.value === vpc,
  );
  const [gateway] = gateways;
  if (gateway === undefined || gateways.length > 1) return [];
  const route = (): Proposal | undefined => {
    const edits = addRoute(context, table.value, gateway);
    const title = `Add a route of ${table.value.address} for ${everybody} to ${gateway.address}`;
    return edits && { title, edits, needsReview: true };
  };
  return [[route]];
}

function addRoute({ code }: FixContext, table: RouteTable, gateway: InternetGateway): Change {
  if (table.origin.awsDefault === true || gateway.origin.awsDefault === true) return undefined;
  const owner = writtenAt(code, table.origin);
  const target = writtenAt(code, gateway.origin);
  if (owner === undefined || target === undefined || !isBeside(owner, target)) return undefined;
  const to = referenceTo(target);
  const models = table.routes.flatMap(({ origin, resource }) =>
    origin.awsDefault === true || resource === table.address ? [] : (writtenAt(code, origin) ?? []),
  );
  const model = models.find(({ form }) => form === 'resource');
  const name = `${owner.name}${owner.code.kind === 'terraform' ? '_internet' : 'Internet'}`;
  if (owner.code.kind === 'terraform' && model === undefined)
    return owner.addPart('route', [
      { name: 'cidr_block', value: everybody },
      { name: 'gateway_id', value: to },
    ]);
  const fields = routeFields(owner, to);
  const type = owner.code.kind === 'terraform' ? 'aws_route' : 'AWS::EC2::Route';
  return (model ?? owner).addResource(type, fields, name);
}

function routeFields(table: Written, target: NewValue): readonly NewField[] {
  const [id, block, gateway] =
    table.code.kind === 'terraform'
      ? ['route_table_id', 'destination_cidr_block', 'gateway_id']
      : ['RouteTableId', 'DestinationCidrBlock', 'GatewayId'];
  return [
    { name: id, value: referenceTo(table) },
    { name: block, value: everybody },
    { name: gateway, value: target },
  ];
}

export function attachGateway(context: FixContext): readonly Alternatives[] {
  const { finding, topology, code } = context;
  const { network } = topology;
  const table = network.routeTables.find(({ routes }) =>
    routes.some(
      ({ resource, origin }) =>
        resource === finding.resource && origin.span.start === finding.origin.span.start,
    ),
  );
  const route = table?.routes.find(
    ({ resource, origin }) =>
      resource === finding.resource && origin.span.start === finding.origin.span.start,
  );
  const target =
    route?.target.kind === 'known' && route.target.value.kind === 'internet-gateway'
      ? route.target.value
      : undefined;
  const gateway = network.internetGateways.find(({ address }) => address === target?.gateway);
  if (table === undefined || gateway === undefined || gateway.vpc !== undefined) return [];
  const attach = (): Proposal | undefined => {
    const edits = attachTo(writtenAt(code, gateway.origin), writtenAt(code, table.origin));
    return edits && { title: `Attach ${gateway.address} to the VPC of ${table.address}`, edits };
  };
  return [[attach]];
}

function attachTo(gateway: Written | undefined, table: Written | undefined): Change {
  if (gateway === undefined || table === undefined || !isBeside(gateway, table)) return undefined;
  const [field, id] = gateway.code.kind === 'terraform' ? ['vpc_id', ''] : ['VpcId', 'InternetGatewayId'];
  const vpc = table.textOf(field);
  // What spans lines cannot be said again on one.
  if (vpc === undefined || vpc.includes('\n') || /^[A-Za-z][\w:]*:\s/.test(vpc)) return undefined;
  if (gateway.code.kind === 'terraform') return gateway.set(field, { verbatim: vpc });
  return gateway.addResource(
    'AWS::EC2::VPCGatewayAttachment',
    [
      { name: field, value: { verbatim: vpc } },
      { name: id, value: referenceTo(gateway) },
    ],
    `${gateway.name}Attachment`,
  );
}
