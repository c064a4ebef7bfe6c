/** The drawings that are written down, by the name of their file. */
import { readFileSync } from 'node:fs';
import { drawDiagram } from '../../../../src/core/diagram/diagram.ts';
import type { Drawing } from '../../../../src/core/diagram/drawing.ts';
import { Topology } from '../../../../src/core/reach/topology.ts';
import { known } from '../../../../src/core/value/value.ts';
import { Workspace } from '../../../../src/core/workspace.ts';
import { cloud } from '../../../support/cloud.ts';
import { place } from '../../../support/networks.ts';
import { probe } from '../../../support/probes.ts';

function terraform(path: string): Topology {
  const workspace = new Workspace();
  workspace.update('main.tf', readFileSync(path, 'utf8'));
  return workspace.analysisOf('main.tf')!.topology;
}

function drawn(
  topology: Topology,
  ...asked: Parameters<typeof probe> extends [unknown, ...infer R] ? R : never
): Drawing {
  return drawDiagram(topology, { probe: probe(topology, ...asked) }).drawing;
}

const experiment = (name: string): Topology =>
  terraform(`examples/stateless-vs-stateful/terraform/${name}/main.tf`);

/** Two VPCs, a peering connection between them, a transit gateway, and a NAT gateway for what leaves. */
function joined(): Topology {
  const attachment = (address: string, vpc: string, door: string) => ({
    address,
    origin: place(20, address),
    gateway: known('tgw'),
    vpc: known(vpc),
    subnets: [known(door)],
    groupReferencing: known(true),
    routeTable: known('table'),
  });
  return new Topology(
    cloud({
      vpcs: { vpc: ['10.0.0.0/16'], peer: ['10.1.0.0/16'] },
      subnets: {
        pub: { cidr: '10.0.1.0/24', zone: 'a', routes: { '0.0.0.0/0': 'igw', '10.1.0.0/16': 'pcx' } },
        priv: { cidr: '10.0.2.0/24', zone: 'a', routes: { '0.0.0.0/0': 'nat:nat', '10.1.0.0/16': 'tgw' } },
        door: { cidr: '10.0.9.0/24', zone: 'a', routes: { '10.1.0.0/16': 'tgw' } },
        far: { vpc: 'peer', cidr: '10.1.1.0/24', zone: 'a', routes: { '10.0.0.0/16': 'tgw' } },
      },
      hosts: [
        { name: 'web', subnet: 'pub', ip: '10.0.1.10', publicIp: '54.0.0.1' },
        { name: 'nat', subnet: 'pub', ip: '10.0.1.9', publicIp: '54.0.0.9', kind: 'nat-gateway', groups: [] },
        { name: 'app', subnet: 'priv', ip: '10.0.2.10' },
        { name: 'db', subnet: 'far', ip: '10.1.1.10', kind: 'database' },
      ],
      also: {
        vpcPeeringConnections: [
          {
            address: 'pcx',
            origin: place(8, 'pcx'),
            requester: known('vpc'),
            accepter: known('peer'),
            active: known(true),
            crossRegion: known(false),
          },
        ],
        transitGateways: [{ address: 'tgw', origin: place(21, 'tgw'), groupReferencing: known(true) }],
        transitGatewayAttachments: [attachment('here', 'vpc', 'door'), attachment('there', 'peer', 'far')],
        transitGatewayRouteTables: [
          {
            address: 'table',
            origin: place(22, 'table'),
            gateway: known('tgw'),
            routes: [],
            propagations: [known('here'), known('there')],
          },
        ],
      },
    }),
  );
}

export const cases: Readonly<Record<string, () => Drawing>> = {
  'ack-dies-at-network-acl': () => drawn(experiment('nacl-ephemeral'), 'aws_instance.web', 22),
  'reply-dies-at-network-acl': () => drawn(experiment('nacl-ephemeral'), 'aws_instance.web', 8080),
  'syn-dies-at-security-group': () =>
    drawn(experiment('sg-closed'), 'aws_instance.web', 22, undefined, 'syn'),
  'three-tiers': () => drawDiagram(terraform('test/unit/diagram/golden/threeTier.tf')).drawing,
  'three-tiers-load-balancer': () => {
    const topology = terraform('test/unit/diagram/golden/threeTier.tf');
    return drawn(topology, 'aws_lb.shop[aws_subnet.public["a"]]', 443, undefined, 'connect');
  },
  'nat-gateway': () => drawn(joined(), '203.0.113.9', 443, 'app', 'connect'),
  'transit-gateway': () => drawn(joined(), 'db', 5432, 'app', 'syn'),
  'peering': () => drawn(joined(), 'db', 5432, 'web', 'syn'),
};

export const fileOf = (name: string): string => `test/unit/diagram/golden/${name}.txt`;
