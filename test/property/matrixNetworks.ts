/** Networks of two VPCs with groups that name groups, prefix lists, peering, NAT, IPv6 and unknown fields. */
import fc from 'fast-check';
import type { Network, NetworkInterface, Route, RouteTable } from '../../src/core/aws/network.ts';
import { known, unknown } from '../../src/core/value/value.ts';
import { someEntries, someNetwork } from '../support/arbitraryNetworks.ts';
import { cidr, entry, groupRule, host, network, place, type GroupRuleText } from '../support/networks.ts';

const traffic = {
  direction: fc.constantFrom('inbound' as const, 'outbound' as const),
  protocol: fc.constantFrom(-1, 6, 17, 1),
  ports: fc.constantFrom('all', '22', '443', '1024-65535', '?'),
};

export const someReferences: fc.Arbitrary<readonly GroupRuleText[]> = fc.array(
  fc.record({
    ...traffic,
    peer: fc.constantFrom(
      'group:app',
      'group:sg',
      'group:elsewhere',
      '10.0.30.0/24',
      '10.1.0.0/16',
      '::/0',
      '?',
    ),
  }),
  { maxLength: 6 },
);

export const someShape = fc.record({
  text: someNetwork,
  app: someReferences,
  entries: someEntries,
  listed: fc.constantFrom('10.0.30.0/25', '203.0.113.0/24', '?', 'missing'),
  /** Of each host its groups, subnet and address. */
  hosts: fc.array(
    fc.record({
      groups: fc.constantFrom<readonly string[]>(['sg'], ['app'], ['sg', 'app'], ['sg', '?']),
      subnet: fc.constantFrom('subnet', 'private', 'far', '?'),
      picked: fc.boolean(),
      public: fc.boolean(),
      ipv6: fc.boolean(),
    }),
    { minLength: 2, maxLength: 6 },
  ),
  nat: fc.boolean(),
  /** A virtual private gateway may add routes to this subnet's table. */
  propagates: fc.constantFrom('subnet', 'private', undefined, undefined),
  peered: fc.boolean(),
  /** Random rules seldom let a whole exchange pass; every other network ends with rules for everything. */
  generous: fc.boolean(),
});

type Shape = (typeof someShape)['generate'] extends (...args: never[]) => { value: infer T } ? T : never;

const blocks: Readonly<Record<string, string>> = {
  'subnet': '10.0.12',
  'private': '10.0.30',
  'far': '10.1.5',
  '?': '10.0.99',
};

export function networkOf({
  text: rules,
  app,
  entries,
  listed,
  hosts,
  nat,
  propagates,
  peered,
  generous,
}: Shape): Network {
  const last = generous ? [{ number: 99 }, { number: 100, cidr: '::/0' }] : [];
  const every = generous ? (['inbound', 'outbound'] as const).map((direction) => ({ direction })) : [];
  const text = {
    inbound: [...(rules.inbound ?? []), ...last],
    outbound: [...(rules.outbound ?? []), ...last],
    rules: [...(rules.rules ?? []), ...every],
    internet: generous || rules.internet === true,
  };
  const made = network({ ...text, subnets: { private: '10.0.30.0/24', far: '10.1.5.0/24' } });
  const [table] = made.routeTables;
  const [acl] = made.networkAcls;
  const [sg] = made.securityGroups;
  const route = (block: string, target: Route['target']): Route => ({
    destination: known(cidr(block)),
    target,
    resource: 'route',
    origin: place(2),
  });
  const peering = known({ kind: 'vpc-peering-connection', connection: 'pcx' } as const);
  const local = known({ kind: 'local' } as const);
  const list = groupRule({ direction: 'inbound' });
  const interfaces = hosts.map((one, i): NetworkInterface => {
    const base = host({
      name: `host${i}`,
      subnet: one.subnet,
      groups: one.groups.filter((group) => group !== '?'),
      ...(one.picked ? {} : { ip: `${blocks[one.subnet]}.${20 + i}` }),
      ...(one.public ? { publicIp: `54.221.77.${i}` } : {}),
      ...(one.ipv6 ? { ipv6: `2600:1f18::${i + 1}` } : {}),
    });
    return {
      ...base,
      ...(one.subnet === '?' ? { subnet: unknown('var.subnet', 'has no default') } : {}),
      securityGroups: one.groups.includes('?')
        ? [...base.securityGroups, unknown('var.groups', 'has no default')]
        : base.securityGroups,
    };
  });
  const propagating = [known('vgw')];
  const add = (address: string): Partial<RouteTable> =>
    propagates === (address === 'routes' ? 'subnet' : address) ? { propagating } : {};
  return {
    ...made,
    vpcs: [...made.vpcs, { address: 'other', origin: place(0), cidrs: [known(cidr('10.1.0.0/16'))] }],
    subnets: made.subnets.map((subnet) => ({
      ...subnet,
      ...(subnet.address === 'far' ? { vpc: known('other') } : {}),
      ...(subnet.address === 'subnet' ? {} : { routeTable: known(subnet.address), networkAcl: known('own') }),
    })),
    networkAcls: [
      acl!,
      {
        ...acl!,
        address: 'own',
        inbound: [...entries, ...last].map(entry),
        outbound: text.inbound.map(entry),
      },
    ],
    routeTables: [
      {
        ...table!,
        ...add('routes'),
        routes: [...table!.routes, ...(peered ? [route('10.1.0.0/16', peering)] : [])],
      },
      {
        ...table!,
        address: 'private',
        ...add('private'),
        routes: [
          route('10.0.0.0/16', local),
          ...(nat ? [route('0.0.0.0/0', known({ kind: 'nat-gateway', gateway: 'nat' } as const))] : []),
        ],
      },
      {
        ...table!,
        address: 'far',
        vpc: known('other'),
        routes: [route('10.1.0.0/16', local), ...(peered ? [route('10.0.12.0/24', peering)] : [])],
      },
    ],
    vpcPeeringConnections: [
      {
        address: 'pcx',
        origin: place(9),
        requester: known('vpc'),
        accepter: known('other'),
        active: known(true),
        crossRegion: known(false),
      },
    ],
    prefixLists:
      listed === 'missing'
        ? []
        : [
            {
              address: 'list',
              origin: place(9),
              entries: [listed === '?' ? unknown('var.block', 'has no default') : known(cidr(listed))],
            },
          ],
    securityGroups: [
      {
        ...sg!,
        rules: [...sg!.rules, { ...list, peer: known({ kind: 'prefix-list', prefixList: 'list' }) }],
      },
      { ...sg!, address: 'app', rules: app.map(groupRule) },
    ],
    interfaces: [
      ...interfaces,
      ...(nat
        ? [
            {
              ...host({ name: 'nat', ip: '10.0.12.9', publicIp: '54.221.77.101', groups: [] }),
              kind: 'nat-gateway' as const,
            },
          ]
        : []),
    ],
  };
}
