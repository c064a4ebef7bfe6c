/**
 * All pairs are worked out by class, by place and by role; asking for each pair by itself, and walking single packets,
 * must agree. Networks here have two VPCs, groups that name groups, prefix lists, peering, NAT, IPv6 and unknown fields.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Network, NetworkInterface, Route, RouteTable } from '../../src/core/aws/network.ts';
import { allPairs, allPairsAfter, type AllPairs } from '../../src/core/reach/allPairs.ts';
import { converse } from '../../src/core/reach/conversation.ts';
import type { Endpoint } from '../../src/core/reach/endpoint.ts';
import { matrix, type MatrixEnd, type MatrixRow } from '../../src/core/reach/matrix.ts';
import { Reachability, sameBounds } from '../../src/core/reach/reachability.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { known, unknown } from '../../src/core/value/value.ts';
import { someEntries, someNetwork, somePort } from '../support/arbitraryNetworks.ts';
import { cidr, entry, groupRule, host, network, place, type GroupRuleText } from '../support/networks.ts';

const traffic = {
  direction: fc.constantFrom('inbound' as const, 'outbound' as const),
  protocol: fc.constantFrom(-1, 6, 17, 1),
  ports: fc.constantFrom('all', '22', '443', '1024-65535', '?'),
};
const someReferences: fc.Arbitrary<readonly GroupRuleText[]> = fc.array(
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

const someShape = fc.record({
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

function networkOf({
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

function endsOf(end: MatrixEnd, family: 'ipv4' | 'ipv6'): readonly Endpoint[] {
  switch (end.kind) {
    case 'interfaces':
      return end.interfaces.map((at) => ({ kind: 'interface', interface: at }));
    case 'internet':
      return end.members.ranges
        .slice(0, 2)
        .map(({ first }) => ({ kind: 'outside', address: { family, value: first } }));
    case 'address':
      return [{ kind: 'outside', address: end.address }];
  }
}

function nameOf(end: Endpoint): string {
  return end.kind === 'interface' ? end.interface.address : String(end.address.value);
}

/** Every pair of ends a row speaks of. */
function pairsOf({ from, to, family }: MatrixRow): readonly (readonly [Endpoint, Endpoint])[] {
  return endsOf(from, family).flatMap((start) =>
    endsOf(to, family)
      .filter((end) => nameOf(end) !== nameOf(start))
      .map((end) => [start, end] as const),
  );
}

describe('all pairs', () => {
  it('are what each pair gets by itself, in both families', () => {
    let seenAssumed = false;
    fc.assert(
      fc.property(someShape, (shape) => {
        const topology = new Topology(networkOf(shape));
        const reachability = new Reachability(topology);
        const rows = matrix(topology);
        const seen = new Set<string>();
        for (const row of rows) {
          for (const [start, end] of pairsOf(row)) {
            if (start.kind === 'interface' && end.kind === 'interface')
              seen.add(`${row.family} ${nameOf(start)} ${nameOf(end)}`);
            for (const { protocol, reach } of row.protocols) {
              const alone = reachability.between(start, end, protocol, row.family);
              assert.ok(sameBounds(reach, alone), `${nameOf(start)} → ${nameOf(end)} ${protocol}`);
              assert.equal(reach.certainty, alone.certainty);
              seenAssumed ||= reach.certainty === 'assumed';
            }
          }
        }
        const having = topology.interfaces.filter(
          ({ ipv6 }) => ipv6.kind === 'known' && ipv6.value.length > 0,
        );
        const pairs = (count: number): number => count * (count - 1);
        assert.equal(seen.size, pairs(topology.interfaces.length) + pairs(having.length));
        const passing = matrix(topology, { passing: true });
        assert.ok(passing.every((row) => row.protocols.some(({ reach }) => !reach.ports.may.isEmpty)));
        assert.ok(passing.length <= rows.length);
      }),
      { numRuns: 80 },
    );
    assert.ok(seenAssumed);
  });

  it('agree with one packet and its reply', () => {
    const seen = { allow: 0, deny: 0, unknown: 0 };
    fc.assert(
      fc.property(someShape, somePort, somePort, fc.nat(), (shape, port, sourcePort, pick) => {
        const topology = new Topology(networkOf(shape));
        const rows = matrix(topology);
        fc.pre(rows.length > 0);
        const row = rows[pick % rows.length]!;
        const pairs = pairsOf(row);
        fc.pre(pairs.length > 0);
        const [start, end] = pairs[pick % pairs.length]!;
        const { reach } = row.protocols.find(({ name }) => name === 'tcp')!;
        const { verdict, certainty } = converse(
          topology,
          start,
          end,
          { protocol: 6, destinationPort: port, sourcePort },
          row.family,
        );
        seen[verdict]++;
        const must = reach.ports.must.has(port) && reach.replyPorts.must.has(sourcePort);
        const may = reach.ports.may.has(port) && reach.replyPorts.may.has(sourcePort);
        assert.ok(!must || verdict === 'allow', `must pass, but ${verdict}`);
        assert.ok(may || verdict !== 'allow', 'may not pass, but does');
        if (verdict === 'allow') assert.equal(certainty, reach.certainty);
      }),
      { numRuns: 300 },
    );
    assert.ok(
      Object.values(seen).every((count) => count > 0),
      JSON.stringify(seen),
    );
  });

  it('name what is open exactly where it may change the answer', () => {
    fc.assert(
      fc.property(someShape, (shape) => {
        for (const { protocols } of matrix(new Topology(networkOf(shape)))) {
          for (const { reach } of protocols) {
            const dead = reach.ports.may.isEmpty || reach.replyPorts.may.isEmpty;
            const settled =
              reach.ports.must.equals(reach.ports.may) && reach.replyPorts.must.equals(reach.replyPorts.may);
            assert.equal(reach.because.length > 0, !dead && !settled);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on the order of anything', () => {
    fc.assert(
      fc.property(someShape, (shape) => {
        const made = networkOf(shape);
        const turned: Network = {
          ...made,
          subnets: made.subnets.toReversed(),
          networkAcls: made.networkAcls.toReversed(),
          securityGroups: made.securityGroups
            .map((group) => ({ ...group, rules: group.rules.toReversed() }))
            .toReversed(),
          routeTables: made.routeTables
            .map((table) => ({ ...table, routes: table.routes.toReversed() }))
            .toReversed(),
          interfaces: made.interfaces
            .map((at) => ({ ...at, securityGroups: at.securityGroups.toReversed() }))
            .toReversed(),
        };
        assert.deepEqual(answersOf(matrix(new Topology(turned))), answersOf(matrix(new Topology(made))));
      }),
      { numRuns: 60 },
    );
  });

  it('grow by whatever a group allows more, and lose nothing', () => {
    fc.assert(
      fc.property(someShape, someReferences, (shape, more) => {
        const made = networkOf(shape);
        const wider = {
          ...made,
          securityGroups: made.securityGroups.map((group) => ({
            ...group,
            rules: [...group.rules, ...more.map(groupRule)],
          })),
        };
        const before = matrix(new Topology(made), { families: ['ipv4'] }).filter(isInside);
        const after = new Reachability(new Topology(wider));
        for (const row of before) {
          for (const [start, end] of pairsOf(row)) {
            for (const { protocol, reach } of row.protocols) {
              const now = after.between(start, end, protocol);
              assert.ok(reach.ports.must.subtract(now.ports.must).isEmpty);
              assert.ok(reach.ports.may.subtract(now.ports.may).isEmpty);
              assert.ok(reach.replyPorts.may.subtract(now.replyPorts.may).isEmpty || reach.ports.may.isEmpty);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are the same for a changed network whether or not there was one before', () => {
    fc.assert(
      fc.property(someShape, fc.nat(), somePort, (shape, pick, port) => {
        const before = networkOf(shape);
        const after: Network = {
          ...before,
          networkAcls: before.networkAcls.map((acl, i) => ({
            ...acl,
            inbound: acl.inbound.map((one, n) =>
              (n + i) % 3 === pick % 3 ? { ...one, ports: known({ first: port, last: port }) } : one,
            ),
          })),
        };
        for (const family of ['ipv4', 'ipv6'] as const) {
          const first = allPairs(new Topology(before), family);
          const next = allPairsAfter(first, new Topology(after));
          assert.deepEqual(boundsOf(next), boundsOf(allPairs(new Topology(after), family)));
          assert.deepEqual(boundsOf(allPairsAfter(next, new Topology(before))), boundsOf(first));
        }
      }),
      { numRuns: 80 },
    );
  });
});

function isInside({ from, to }: MatrixRow): boolean {
  return from.kind === 'interfaces' && to.kind === 'interfaces';
}

/** Of every pair what it gets, however the pairs are put together. */
function answersOf(rows: readonly MatrixRow[]): ReadonlyMap<string, string> {
  return new Map(
    rows
      .flatMap((row) =>
        pairsOf(row).map(([start, end]) => {
          const text = row.protocols.map(({ name, reach: { ports, replyPorts } }) =>
            [name, ports.must, ports.may, replyPorts.must, replyPorts.may].join(' '),
          );
          return [`${row.family} ${nameOf(start)} ${nameOf(end)}`, text.sort().join('; ')] as const;
        }),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function boundsOf({ sources, targets, table, profiles }: AllPairs): readonly string[] {
  return sources.flatMap((_, i) =>
    targets.map((__, j) => {
      const reach = table.of(i, j);
      if (reach === undefined) return 'none';
      return [reach.ports, reach.replyPorts, reach.assumed]
        .flatMap((profile) => profiles.boundsOf(profile).map(({ must, may }) => [must, may].join('/')))
        .join(' ');
    }),
  );
}
