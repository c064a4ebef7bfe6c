/**
 * Transit gateways, the attachments of VPCs and the tables between them. A table's routes have an output of their own,
 * which lists propagated ones with the rest.
 */
import type {
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRoute,
  TransitGatewayRouteTable,
} from '../../aws/transitGateway.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Because, type Maybe, type ObjectValue } from '../../value/value.ts';
import { blocks, boolean, cidr, field, nested, ofFamily, settled } from '../fields.ts';
import { componentOf, idOf, idsOf, type Folder } from './folder.ts';

export function transitGateways(folder: Folder): readonly TransitGateway[] {
  return folder.all('TransitGateway').map((resource) => ({
    ...componentOf(resource),
    groupReferencing: groupReferencing(resource),
  }));
}

/** The attachments of VPCs; those that are gone or refused carry nothing. */
export function transitGatewayAttachments(folder: Folder): readonly TransitGatewayAttachment[] {
  return folder
    .all('TransitGatewayVpcAttachment')
    .filter(({ properties }) => ['available', 'modifying', undefined].includes(idOf(properties, 'State')))
    .map((resource): TransitGatewayAttachment => {
      const { address, properties } = resource;
      const subnets = field(properties, 'SubnetIds')?.value;
      return {
        ...componentOf(resource),
        gateway: named(resource, 'TransitGatewayId'),
        vpc: named(resource, 'VpcId'),
        subnets:
          subnets?.kind === 'list'
            ? subnets.items.flatMap(({ value }) => (value.kind === 'string' ? [known(value.text)] : []))
            : [unknown(`${address}.SubnetIds`, 'is missing', resource.header)],
        groupReferencing: groupReferencing(resource),
        routeTable: associatedTable(folder, address),
      };
    });
}

export function transitGatewayRouteTables(folder: Folder): readonly TransitGatewayRouteTable[] {
  return folder.all('TransitGatewayRouteTable').map((resource): TransitGatewayRouteTable => {
    const { address } = resource;
    const outputs = folder.all('TransitGatewayRoutes').filter((output) => output.address === address);
    const open = outputs.flatMap(({ properties }) => whyOpen(properties, address));
    const missing: readonly Because[] =
      outputs.length > 0
        ? []
        : [
            {
              what: address,
              why: 'has no search-transit-gateway-routes output in the folder',
              origin: undefined,
            },
          ];
    const because = [...open, ...missing];
    return {
      ...componentOf(resource),
      gateway: named(resource, 'TransitGatewayId'),
      routes: outputs.flatMap(({ properties }) => routesOf(properties)),
      propagations: [],
      ...(because.length === 0 ? {} : { open: because }),
    };
  });
}

/** Which table an attachment is associated with stands in describe-transit-gateway-attachments alone. */
function associatedTable(folder: Folder, attachment: string): Maybe<string> | undefined {
  const found = folder.find('TransitGatewayAttachment', attachment);
  if (found === undefined) return folder.absent('TransitGatewayAttachment', attachment);
  const association = nested(found.properties, 'Association');
  if (association?.kind !== 'known' || idOf(association.value, 'State') !== 'associated') return undefined;
  const table = idOf(association.value, 'TransitGatewayRouteTableId');
  return table === undefined ? undefined : known(table);
}

function routesOf(output: ObjectValue): readonly TransitGatewayRoute[] {
  return blocks(output, 'Routes').blocks.flatMap(({ object, origin }): readonly TransitGatewayRoute[] => {
    const isIpv6 = idOf(object, 'DestinationCidrBlock')?.includes(':') === true;
    const family = isIpv6 ? 'ipv6' : 'ipv4';
    const read = cidr(object, 'DestinationCidrBlock', family, 'cleared');
    if (read === undefined) return [];
    const destination = ofFamily(settled(read), family);
    if (idOf(object, 'State') === 'blackhole') return [{ destination, target: 'blackhole', origin }];
    const [target, ...others] = idsOf(object, 'TransitGatewayAttachments', 'TransitGatewayAttachmentId');
    return [
      {
        destination,
        target:
          target === undefined || others.length > 0
            ? unknown('a route of a transit gateway', 'leads to several attachments, or to none', origin)
            : known(target),
        origin,
      },
    ];
  });
}

function whyOpen(output: ObjectValue, address: string): readonly Because[] {
  const more = boolean(output, 'AdditionalRoutesAvailable');
  const cut: readonly Because[] =
    more?.kind === 'known' && more.value
      ? [{ what: address, why: 'has more routes than were printed', origin: undefined }]
      : [];
  return [...(output.open?.because ?? []), ...cut];
}

function groupReferencing({ address, header, properties }: Resource): Maybe<boolean> {
  const options = nested(properties, 'Options');
  const support =
    options?.kind === 'known' ? idOf(options.value, 'SecurityGroupReferencingSupport') : undefined;
  return support === undefined
    ? unknown(`${address}.Options.SecurityGroupReferencingSupport`, 'is missing', header)
    : known(support === 'enable');
}

function named({ address, header, properties }: Resource, name: string): Maybe<string> {
  const id = idOf(properties, name);
  return id === undefined ? unknown(`${address}.${name}`, 'is missing', header) : known(id);
}
