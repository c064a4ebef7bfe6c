import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { matrix, type MatrixEnd } from '../../../src/core/reach/matrix.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, type CloudText } from '../../support/cloud.ts';
import { place } from '../../support/networks.ts';
import {
  blocks,
  byOwnGroup,
  edge,
  everything,
  filtered,
  halved,
  nat,
  one,
  out,
  own,
  peered,
  proveAll,
  ssh,
  twins,
} from '../../support/twins.ts';

const [app1] = twins().hosts;

/** The subnets of the peers have a group each, which names that of the other. */
const grouped = {
  ...peered,
  hosts: peered.hosts.map((host) => ({
    ...host,
    groups: [host.subnet === 'app' ? 'app-sg' : 'db-sg'],
  })),
  groups: {
    'app-sg': {
      rules: [
        { ...out, ports: '22', peer: 'group:db-sg' },
        { ...one, ports: '25', peer: 'group:app-sg' },
        { ...out, ports: '25-30' },
      ],
    },
    'db-sg': {
      vpc: 'other',
      rules: [
        { ...one, ports: '22', peer: 'group:app-sg' },
        { ...one, ports: '28-30', peer: '10.0.1.0/24' },
      ],
    },
  },
};

describe('all pairs', () => {
  const worlds: readonly (readonly [
    name: string,
    text: CloudText,
    change?: (made: Network) => Partial<Network>,
  ])[] = [
    [
      'over a middlebox, whose groups see who sends',
      {
        subnets: {
          app: { cidr: '10.0.1.0/24', routes: { '10.0.2.0/24': 'eni:box', '0.0.0.0/0': 'eni:box' } },
          db: { cidr: '10.0.2.0/24', routes: { '10.0.1.0/24': 'eni:box' } },
          mid: edge,
        },
        hosts: [
          ...twins().hosts.map((host, i) => ({ ...host, groups: i % 2 === 0 ? ['sg'] : ['sg', 'some'] })),
          {
            name: 'box',
            subnet: 'mid',
            ip: '10.0.8.5',
            groups: ['box-sg'],
            also: { sourceDestCheck: known(false) },
          },
        ],
        groups: Object.fromEntries([
          own(
            'box-sg',
            { ...one, ports: '22', peer: 'group:some' },
            { ...one, ports: '80', peer: '10.0.1.0/24' },
            { ...one, ports: '443', peer: '10.0.2.0/24' },
            out,
          ),
          own('some'),
        ]),
      },
    ],
    [
      'over a NAT gateway inside the VPC, whose address the groups behind it see',
      {
        subnets: {
          app: { cidr: '10.0.1.0/24', routes: { '10.0.2.0/24': 'nat:nat' } },
          db: { cidr: '10.0.2.0/24' },
          edge,
        },
        hosts: [
          ...twins().hosts.map((host) => ({
            ...host,
            groups: [host.subnet === 'db' ? 'db-sg' : 'sg', `${host.name}-sg`],
          })),
          nat,
          { ...nat, name: 'nat2', ip: '10.0.8.10', publicIp: '54.0.0.10' },
        ],
        groups: Object.fromEntries([
          own(
            'db-sg',
            { ...one, ports: '22', peer: '10.0.8.0/24' },
            { ...one, ports: '80', peer: '10.0.1.0/24' },
            out,
          ),
          own('db1-sg', { ...one, ports: '8000', peer: '10.0.8.9/32' }),
          own(
            'db2-sg',
            { ...one, ports: '9000', peer: '10.0.8.9/32' },
            { ...one, ports: '81', peer: 'group:app1-sg' },
          ),
          own('app1-sg', { ...out, peer: 'group:db1-sg' }),
          own('app2-sg', { ...out, peer: 'group:db2-sg' }),
        ]),
      },
    ],
    [
      'on an assumption, as a VPN may announce more',
      {
        ...twins(),
        subnets: {
          app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' }, outbound: [{ protocol: 17 }] },
          db: { cidr: '10.0.2.0/24', inbound: ssh, outbound: [{ protocol: 17 }] },
        },
        hosts: [
          { ...app1!, publicIp: '54.0.0.1' },
          ...twins().hosts.slice(1),
          { name: 'udp', subnet: 'app', publicIp: '54.0.0.2', groups: ['udp-sg'] },
        ],
        groups: Object.fromEntries([own('udp-sg', { ...one, protocol: 17, ports: '53' })]),
      },
      (made) => ({
        routeTables: made.routeTables.map((table) => ({ ...table, propagating: [known('vgw')] })),
      }),
    ],
    [
      'in both families',
      {
        ...twins(),
        subnets: {
          app: { cidr: '10.0.1.0/24 2600:1f18::/64', routes: { '::/0': 'eigw', '0.0.0.0/0': 'igw' } },
          db: {
            cidr: '10.0.2.0/24 2600:1f18:0:1::/64',
            inbound: [{ cidr: '::/0', protocol: 6, ports: '22' }],
            routes: { '::/0': 'igw' },
          },
        },
        hosts: twins().hosts.map((host, i) => ({
          ...host,
          ipv6: `2600:1f18:0:${host.subnet === 'app' ? 0 : 1}::${i + 5}`,
          groups: i === 0 ? ['sg', 'six'] : ['six'],
        })),
        groups: Object.fromEntries([
          own('six', { ...one, peer: '::/0', ports: '22-80' }, { ...out, peer: '::/0' }),
        ]),
      },
    ],
    [
      'over a peering connection across which groups are, or are not, known',
      {
        ...grouped,
      },
    ],
    [
      'over one of another Region',
      {
        ...grouped,
      },
      (made) => ({
        vpcPeeringConnections: made.vpcPeeringConnections.map((connection) => ({
          ...connection,
          crossRegion: known(true),
        })),
      }),
    ],
    [
      'whose rules name a list AWS keeps, which holds nobody of a VPC',
      {
        ...twins(),
        subnets: {
          app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } },
          db: { cidr: '10.0.2.0/24' },
        },
        hosts: [{ ...app1!, publicIp: '54.0.0.1' }, ...twins().hosts.slice(1)],
      },
      (made) => ({
        prefixLists: [
          { address: 's3', origin: place(9), entries: [unknown('s3', 'is kept by AWS')], service: 's3' },
        ],
        securityGroups: made.securityGroups.map((group) => ({
          ...group,
          rules: group.rules
            .filter(({ direction }) => direction === 'inbound')
            .flatMap((rule) => [
              rule,
              {
                ...rule,
                direction: 'outbound' as const,
                peer: known({ kind: 'prefix-list', prefixList: 's3' } as const),
              },
            ]),
        })),
      }),
    ],
    [
      'over a transit gateway, which reaches a subnet only from its zone',
      {
        vpcs: { vpc: ['10.0.0.0/16'], other: ['10.1.0.0/16'] },
        subnets: {
          door: { cidr: '10.0.9.0/24', zone: 'a', outbound: ssh, routes: { '10.1.0.0/16': 'tgw' } },
          app: { cidr: '10.0.1.0/24', zone: 'a', outbound: ssh },
          db: { cidr: '10.0.2.0/24', zone: 'b', outbound: ssh },
          hatch: { cidr: '10.1.9.0/24', vpc: 'other', zone: 'a', routes: { '10.0.0.0/16': 'tgw' } },
          far: { cidr: '10.1.1.0/24', vpc: 'other', zone: 'a', inbound: ssh },
        },
        hosts: [
          ...twins().hosts,
          ...['door', 'hatch', 'far'].map((subnet) => ({ name: `in ${subnet}`, subnet })),
        ],
        also: {
          transitGateways: [{ address: 'tgw', origin: place(21), groupReferencing: known(true) }],
          transitGatewayAttachments: ['door', 'hatch'].map((door) => ({
            address: `${door}-attachment`,
            origin: place(20),
            gateway: known('tgw'),
            vpc: known(door === 'door' ? 'vpc' : 'other'),
            subnets: [known(door)],
            groupReferencing: known(true),
            routeTable: known('table'),
          })),
          transitGatewayRouteTables: [
            {
              address: 'table',
              origin: place(22),
              gateway: known('tgw'),
              routes: [],
              propagations: [known('door-attachment'), known('hatch-attachment')],
            },
          ],
        },
      },
      (made) => ({
        subnets: made.subnets.map((subnet) => ({
          ...subnet,
          routeTable: known(
            subnet.address === 'far' || subnet.address === 'hatch' ? 'hatch-routes' : 'door-routes',
          ),
          networkAcl: known(
            subnet.vpc.kind === 'known' && subnet.vpc.value === 'vpc' ? 'app-acl' : 'far-acl',
          ),
        })),
      }),
    ],
    [
      'in the subnet of a NAT gateway and in one like it',
      {
        subnets: {
          edge: {
            cidr: '10.0.8.0/24',
            inbound: ssh,
            routes: { '0.0.0.0/0': 'igw', '10.0.2.0/24': 'nat:nat' },
          },
          app: { cidr: '10.0.1.0/24' },
          db: { cidr: '10.0.2.0/24' },
        },
        hosts: [...twins().hosts, nat, { name: 'near', subnet: 'edge' }],
      },
      (made) => ({
        subnets: made.subnets.map((subnet) => ({
          ...subnet,
          routeTable: known('edge-routes'),
          networkAcl: known('edge-acl'),
        })),
      }),
    ],
    [
      'of more blocks than are tried, where their groups tell neighbours apart',
      { ...byOwnGroup, subnets: halved(blocks, byOwnGroup).subnets },
    ],
    [
      'to groups that are not in the code',
      {
        subnets: {
          app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } },
          db: { cidr: '10.0.2.0/24' },
        },
        hosts: twins().hosts.map((host, i) => ({
          ...host,
          groups: ['from'],
          ...(i === 0 ? { publicIp: '54.0.0.1' } : {}),
        })),
        groups: Object.fromEntries([
          own('from', { ...one, ports: '22', peer: 'group:elsewhere' }, { ...one, ports: '80' }, out),
        ]),
      },
    ],
    [
      'whose groups are not known',
      {
        ...byOwnGroup,
        hosts: byOwnGroup.hosts.map((host, i) =>
          i % 2 === 0
            ? host
            : {
                ...host,
                also: { securityGroups: [unknown('var.group', 'has no default'), known('app1-sg')] },
              },
        ),
      },
    ],
    [
      'whose network ACL, route table or subnet is not known',
      {
        ...byOwnGroup,
        hosts: [
          ...byOwnGroup.hosts,
          { name: 'lost', subnet: 'app', also: { subnet: unknown('var.subnet', 'has no default') } },
        ],
      },
      (made) => ({
        subnets: made.subnets.map((subnet) =>
          subnet.address === 'app'
            ? { ...subnet, networkAcl: unknown('var.acl', 'has no default') }
            : { ...subnet, routeTable: known('elsewhere') },
        ),
      }),
    ],
  ];
  for (const [name, text, change = () => ({})] of worlds) {
    it(`are those of each pair alone, ${name}`, () => {
      const made = cloud(text);
      const network = { ...made, ...change(made) };
      proveAll(new Topology(network));
      const reversed = { ...network, interfaces: network.interfaces.toReversed() };
      proveAll(new Topology(reversed));
    });
  }

  it('keep neighbours and those of a like subnet apart', () => {
    const pairs = ['app1 app2', 'app1 db1', 'db2 db1', 'db1 app2'];
    const shut = (cidr: string) => ({ cidr, inbound: ssh, outbound: everything });
    const network = cloud(twins({ subnets: { app: shut('10.0.1.0/24'), db: shut('10.0.2.0/24') } }));
    const alike = (made: Network) => [
      made,
      ...[{}, { networkAcl: known('app-acl') }].map((part): Network => {
        const like = { routeTable: known('app-routes'), ...part };
        return { ...made, subnets: made.subnets.map((own) => ({ ...own, ...like })) };
      }),
    ];
    // Of one place are those too that their groups tell apart.
    const byName = {
      ...byOwnGroup,
      groups: Object.fromEntries(
        byOwnGroup.hosts.map(({ name }) =>
          own(`${name}-sg`, { direction: 'inbound' }, { direction: 'outbound' }),
        ),
      ),
    };
    for (const text of [byOwnGroup, byName]) {
      for (const made of alike(cloud({ ...text, subnets: filtered.subnets }))) proveAll(new Topology(made));
    }
    for (const made of alike(network)) {
      proveAll(new Topology(made));
      // Neighbours meet no network ACL (SEMANTICS N23).
      assert.deepEqual(tcpBetween(made, pairs), ['0-65535/0-65535', '22/22', '0-65535/0-65535', '22/22']);
    }
  });
});

/** Of pairs of interfaces by name, what must pass of TCP: `ports/replyPorts`. */
function tcpBetween(network: Network, asked: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  const names = (end: MatrixEnd): readonly string[] =>
    end.kind === 'interfaces' ? end.interfaces.map(({ address }) => address) : [end.kind];
  for (const { from, to, protocols } of matrix(new Topology(network), { families: ['ipv4'] })) {
    const { reach } = protocols.find(({ name }) => name === 'tcp')!;
    const answer = `${reach.ports.must.toString()}/${reach.replyPorts.must.toString()}`;
    for (const start of names(from))
      for (const end of names(to)) if (start !== end) found.set(`${start} ${end}`, answer);
  }
  return asked.map((pair) => found.get(pair) ?? 'no row');
}
