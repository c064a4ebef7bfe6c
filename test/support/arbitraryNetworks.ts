/** Random rules with unknown fields, for properties. Peers and ports are drawn so that rules often meet. */
import fc from 'fast-check';
import type { Network } from '../../src/core/aws/network.ts';
import { known, unknown, type Maybe } from '../../src/core/value/value.ts';
import { cloud } from './cloud.ts';
import { place } from './networks.ts';
import type { EntryText, GroupRuleText, NetworkText } from './networks.ts';

const ports = fc.oneof(
  fc.constantFrom('all', '?', '0-65535', '22', '1024-65535', '443-443'),
  fc
    .tuple(fc.integer({ min: 0, max: 65535 }), fc.integer({ min: 0, max: 65535 }))
    .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
);
const block = fc.constantFrom(
  '0.0.0.0/0',
  '0.0.0.0/1',
  '203.0.113.0/24',
  '198.51.100.7/32',
  '10.0.0.0/8',
  '::/0',
  '?',
);
const protocol = fc.constantFrom(-1, 6, 17, 1, 50);
const rarely = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: fc.constant('?' as const) });

export const someEntries: fc.Arbitrary<readonly EntryText[]> = fc
  .uniqueArray(
    fc.record({
      number: rarely(fc.integer({ min: 1, max: 50 })),
      action: rarely(fc.constantFrom('allow' as const, 'deny' as const)),
      cidr: block,
      protocol,
      ports,
      exists: rarely(fc.constant(undefined)),
    }),
    { maxLength: 8, selector: (entry) => entry.number },
  )
  .map((list) => list.map(({ exists, ...rest }) => (exists === undefined ? rest : { ...rest, exists })));

export const someGroupRules: fc.Arbitrary<readonly GroupRuleText[]> = fc.array(
  fc.record({
    direction: fc.constantFrom('inbound' as const, 'outbound' as const),
    peer: fc.oneof(block, fc.constant('group:sg')),
    protocol,
    ports,
  }),
  { maxLength: 6 },
);

export const someNetwork: fc.Arbitrary<NetworkText> = fc.record({
  inbound: someEntries,
  outbound: someEntries,
  rules: someGroupRules,
  internet: fc.boolean(),
});

export const somePort = fc.oneof(
  fc.constantFrom(0, 22, 443, 1023, 1024, 65535),
  fc.integer({ min: 0, max: 65535 }),
);

const target = fc.constantFrom('igw', 'nat:nat', 'tgw', 'pcx', 'blackhole', '?', undefined);
const maybe = fc.constantFrom(true, false, '?' as const);
const settled = (value: boolean | '?'): Maybe<boolean> =>
  value === '?' ? unknown('var.switch', 'has no default') : known(value);
/** Random entries seldom let a whole exchange pass; most lists end with entries for everything. */
const entries = fc
  .tuple(someEntries, fc.integer({ min: 0, max: 3 }))
  .map(([list, n]) =>
    n === 0 ? list : [...list.slice(0, 2), { number: 99 }, { number: 100, cidr: '::/0' }],
  );

/** Two VPCs joined by a peering connection and a transit gateway, with a NAT gateway, a load balancer and public addresses. */
export const someCloud: fc.Arbitrary<Network> = fc
  .record({
    lists: fc.array(entries, { minLength: 10, maxLength: 10 }),
    rules: someGroupRules,
    generous: fc.boolean(),
    out: target,
    across: target,
    back: target,
    service: fc.constantFrom('vpce', undefined),
    home: target,
    active: maybe,
    crossRegion: maybe,
    referencing: maybe,
    zone: fc.constantFrom('a', 'b', '?', undefined),
    blocked: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      'block-ingress' as const,
      'block-bidirectional' as const,
    ),
    preserves: maybe,
    /** A virtual private gateway may add routes to every table. */
    propagates: fc.constantFrom(true, false, false),
    /** The groups are associated with the peer's VPC too. */
    associated: fc.boolean(),
  })
  .map((text) => {
    const routes = (own: Readonly<Record<string, string | undefined>>) =>
      Object.fromEntries(
        Object.entries(own).flatMap(([block, to]) => (to === undefined ? [] : [[block, to]])),
      );
    const subnet = (
      i: number,
      cidr: string,
      vpc: string,
      own: Readonly<Record<string, string | undefined>>,
    ) => ({
      vpc,
      cidr,
      routes: routes(own),
      inbound: text.lists[2 * i]!,
      outbound: text.lists[2 * i + 1]!,
    });
    const open = (['inbound', 'outbound'] as const).map((direction) => ({ direction }));
    const attachment = (address: string, vpc: string, door: string) => ({
      address,
      origin: place(20, address),
      gateway: known('tgw'),
      vpc: known(vpc),
      subnets: [known(door)],
      groupReferencing: known(true),
      routeTable: known('table'),
    });
    const made = cloud({
      vpcs: { vpc: ['10.0.0.0/16'], peer: ['10.1.0.0/16'] },
      subnets: {
        pub: {
          ...subnet(0, '10.0.1.0/24', 'vpc', { '0.0.0.0/0': 'igw', '10.1.0.0/16': text.across }),
          zone: 'a',
        },
        priv: {
          ...subnet(1, '10.0.2.0/24', 'vpc', {
            '0.0.0.0/0': text.out,
            '10.1.0.0/16': text.across,
            '198.51.100.0/24': text.service,
          }),
          ...(text.zone === undefined ? {} : { zone: text.zone }),
        },
        door: { ...subnet(2, '10.0.9.0/24', 'vpc', { '10.1.0.0/16': 'tgw' }), zone: 'a' },
        far: {
          ...subnet(3, '10.1.1.0/24', 'peer', { '0.0.0.0/0': text.home, '10.0.0.0/16': text.back }),
          zone: 'a',
        },
        hatch: {
          ...subnet(4, '10.1.9.0/24', 'peer', { '10.0.0.0/16': 'tgw', '0.0.0.0/0': text.home }),
          zone: 'a',
        },
      },
      hosts: [
        { name: 'web', subnet: 'pub', ip: '10.0.1.10', publicIp: '54.0.0.1', groups: ['own'] },
        { name: 'app', subnet: 'priv', ip: '10.0.2.10', groups: ['own'] },
        { name: 'db', subnet: 'far', ip: '10.1.1.10', publicIp: '54.0.0.3', groups: ['far-own'] },
        { name: 'nat', subnet: 'pub', ip: '10.0.1.9', publicIp: '54.0.0.9', kind: 'nat-gateway', groups: [] },
        {
          name: 'node',
          subnet: 'pub',
          ip: '10.0.1.8',
          publicIp: '54.0.0.8',
          kind: 'load-balancer',
          groups: ['own'],
        },
      ],
      groups: {
        'own': { rules: text.generous ? [...text.rules, ...open] : text.rules },
        'far-own': {
          vpc: 'peer',
          rules: [
            { direction: 'inbound', peer: 'group:own' },
            { direction: 'outbound', peer: text.generous ? '0.0.0.0/0' : 'group:own' },
          ],
        },
      },
      also: {
        vpcPeeringConnections: [
          {
            address: 'pcx',
            origin: place(8, 'pcx'),
            requester: known('vpc'),
            accepter: known('peer'),
            active: settled(text.active),
            crossRegion: settled(text.crossRegion),
          },
        ],
        gatewayEndpoints: [
          {
            address: 'vpce',
            origin: place(9),
            vpc: known('vpc'),
            service: known('com.amazonaws.eu-west-1.s3'),
          },
        ],
        transitGateways: [
          { address: 'tgw', origin: place(21, 'tgw'), groupReferencing: settled(text.referencing) },
        ],
        transitGatewayAttachments: [attachment('here', 'vpc', 'door'), attachment('there', 'peer', 'hatch')],
        transitGatewayRouteTables: [
          {
            address: 'table',
            origin: place(22, 'table'),
            gateway: known('tgw'),
            routes: [],
            propagations: [known('here'), known('there')],
          },
        ],
        loadBalancers: [
          {
            address: 'lb',
            origin: place(30, 'lb'),
            type: known('network'),
            scheme: known('internet-facing'),
            nodes: ['node'],
            listeners: [{ protocol: 6, port: known(443), targetGroups: [known('tg')], origin: place(31) }],
          },
        ],
        targetGroups: [
          {
            address: 'tg',
            origin: place(32, 'tg'),
            protocols: known([6]),
            port: known(22),
            healthCheck: undefined,
            preservesClientIp: settled(text.preserves),
            targets: [{ interface: known('app'), port: known(22), origin: place(33) }],
          },
        ],
        ...(text.blocked === undefined
          ? {}
          : {
              blockPublicAccess: {
                address: 'bpa',
                origin: place(40),
                mode: known(text.blocked),
                exclusions: [],
              },
            }),
      },
    });
    const propagating = [known('vgw')];
    const alsoIn = [known('peer')];
    const { routeTables, securityGroups } = made;
    return {
      ...made,
      routeTables: text.propagates ? routeTables.map((table) => ({ ...table, propagating })) : routeTables,
      securityGroups: text.associated
        ? securityGroups.map((group) => ({ ...group, alsoIn }))
        : securityGroups,
    };
  });
