/** Two VPCs on one transit gateway. */
import type {
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRouteTable,
} from '../../../src/core/aws/transitGateway.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, prober, type SubnetText } from '../../support/cloud.ts';
import { place, type GroupRuleText } from '../../support/networks.ts';

export const open = unknown('var.tgw', 'has no default');

export interface Parts {
  readonly gateway?: Partial<TransitGateway>;
  /** Attachment of `vpc`, and of `other`. */
  readonly here?: Partial<TransitGatewayAttachment>;
  readonly there?: Partial<TransitGatewayAttachment>;
  readonly table?: Partial<TransitGatewayRouteTable>;
  readonly subnets?: Readonly<Record<string, SubnetText>>;
  readonly rules?: readonly GroupRuleText[];
  /** Of `app`: leave for a group. */
  readonly appGroups?: readonly string[];
}

export const toTgw = { '10.0.0.0/8': 'tgw' };

/** `app` in `vpc` and `db` in `other`; each VPC has a subnet of its own for the attachment, in zone a. */
export function joined({ gateway, here, there, table, subnets, rules, appGroups = ['sg'] }: Parts = {}) {
  const attachment = (
    address: string,
    vpc: string,
    subnet: string,
    more: Partial<TransitGatewayAttachment> = {},
  ): TransitGatewayAttachment => ({
    address,
    origin: place(20, address),
    gateway: known('tgw'),
    vpc: known(vpc),
    subnets: [known(subnet)],
    groupReferencing: known(true),
    routeTable: known('table'),
    ...more,
  });
  return prober(
    cloud({
      vpcs: { vpc: ['10.0.0.0/16'], other: ['10.1.0.0/16'] },
      subnets: {
        app: { cidr: '10.0.1.0/24', zone: 'a', routes: toTgw },
        door: { cidr: '10.0.9.0/28', zone: 'a', routes: toTgw },
        db: { vpc: 'other', cidr: '10.1.1.0/24', zone: 'a', routes: toTgw },
        hatch: { vpc: 'other', cidr: '10.1.9.0/28', zone: 'a', routes: toTgw },
        ...subnets,
      },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10', groups: appGroups },
        { name: 'neighbour', subnet: 'door', ip: '10.0.9.5' },
        { name: 'db', subnet: 'db', ip: '10.1.1.20', groups: ['db-sg'] },
        { name: 'behind', subnet: 'hatch', ip: '10.1.9.6' },
      ],
      groups: {
        'db-sg': { vpc: 'other', rules: rules ?? [{ direction: 'inbound' }, { direction: 'outbound' }] },
        'to-db': { rules: [{ direction: 'outbound', peer: 'group:db-sg' }] },
      },
      also: {
        transitGateways: [
          { address: 'tgw', origin: place(21, 'tgw'), groupReferencing: known(true), ...gateway },
        ],
        transitGatewayAttachments: [
          attachment('here', 'vpc', 'door', here),
          attachment('there', 'other', 'hatch', there),
        ],
        transitGatewayRouteTables: [
          {
            address: 'table',
            origin: place(22, 'table'),
            gateway: known('tgw'),
            routes: [],
            propagations: [known('here'), known('there')],
            ...table,
          },
        ],
      },
    }),
  );
}
