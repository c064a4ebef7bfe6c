import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { allPairs, allPairsAfter, type AllPairs } from '../../../src/core/reach/allPairs.ts';
import type { Endpoint } from '../../../src/core/reach/endpoint.ts';
import { matrix, type MatrixEnd } from '../../../src/core/reach/matrix.ts';
import { Reachability, sameBounds } from '../../../src/core/reach/reachability.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, type CloudText } from '../../support/cloud.ts';
import {
  entry,
  ip,
  place,
  type EntryText,
  type GroupRuleText,
  type HostText,
} from '../../support/networks.ts';

const open = unknown('var.x', 'has no default');
/** TCP is named, so that entries for it name nothing new. */
const everything: readonly EntryText[] = [
  { number: 90, protocol: 6, ports: 'all' },
  { number: 100 },
  { number: 101, cidr: '::/0' },
];
const passing = { inbound: everything, outbound: everything };

function endsOf(end: MatrixEnd, family: 'ipv4' | 'ipv6'): readonly Endpoint[] {
  if (end.kind === 'interfaces') return end.interfaces.map((at) => ({ kind: 'interface', interface: at }));
  const address = end.kind === 'address' ? end.address : { family, value: end.members.ranges[0]!.first };
  return [{ kind: 'outside', address }];
}

/** Holds every pair against what it gets when it is asked about alone. Answers with how many pairs of interfaces there are. */
function proveAll(topology: Topology): number {
  const reachability = new Reachability(topology);
  const name = (end: Endpoint): string => (end.kind === 'interface' ? end.interface.address : 'outside');
  let pairs = 0;
  for (const { from, to, family, protocols } of matrix(topology)) {
    for (const start of endsOf(from, family)) {
      for (const end of endsOf(to, family)) {
        if (name(start) === name(end)) continue;
        if (start.kind === 'interface' && end.kind === 'interface') pairs++;
        for (const { name: of, protocol, reach } of protocols) {
          const alone = reachability.between(start, end, protocol, family);
          const said = `${name(start)} → ${name(end)} ${of} ${family}`;
          assert.ok(sameBounds(reach, alone), said);
          assert.equal(reach.certainty, alone.certainty, said);
        }
      }
    }
  }
  return pairs;
}

/** The classes of interfaces with an address of a family: `app1 app2`. */
function classesOf(network: Network, family: 'ipv4' | 'ipv6' = 'ipv4'): readonly string[] {
  return allPairs(new Topology(network), family).sources.flatMap(({ ends }) =>
    ends.interfaces.length === 0 ? [] : [ends.interfaces.map(({ address }) => address).join(' ')],
  );
}

/** Two of each: `app1` and `app2` in `app`, `db1` and `db2` in `db`, all of one group; the subnets differ in nothing. */
function twins(text: Partial<CloudText> = {}, also: Partial<HostText> = {}): CloudText {
  const host = (name: string, subnet: string) => ({ name, subnet, ...also });
  return {
    subnets: { app: { cidr: '10.0.1.0/24' }, db: { cidr: '10.0.2.0/24' } },
    hosts: [host('app1', 'app'), host('app2', 'app'), host('db1', 'db'), host('db2', 'db')],
    ...text,
  };
}

const [app1, app2, db1, db2] = twins().hosts;

describe('interfaces are one class where nothing tells them apart', () => {
  const cases: readonly (readonly [name: string, text: CloudText, expected: readonly string[]])[] = [
    ['those of one subnet', twins(), ['app1 app2', 'db1 db2']],
    [
      'of known addresses no rule names',
      {
        ...twins(),
        hosts: [
          { ...app1!, ip: '10.0.1.5' },
          { ...app2!, ip: '10.0.1.6' },
        ],
      },
      ['app1 app2'],
    ],
    [
      'and of an address AWS picks',
      { ...twins(), hosts: [{ ...app1!, ip: '10.0.1.5' }, app2!] },
      ['app1 app2'],
    ],
    [
      'but for an address a group’s rule names',
      {
        ...twins(),
        hosts: [
          { ...app1!, ip: '10.0.1.5' },
          { ...app2!, ip: '10.0.1.6' },
        ],
        groups: { other: { rules: [{ direction: 'inbound', peer: '10.0.1.5/32' }] } },
      },
      ['app1', 'app2'],
    ],
    [
      'but for an address a network ACL names',
      {
        ...twins(),
        subnets: {
          app: { cidr: '10.0.1.0/24' },
          db: { cidr: '10.0.2.0/24', inbound: [{ cidr: '10.0.1.5/32' }] },
        },
        hosts: [
          { ...app1!, ip: '10.0.1.5' },
          { ...app2!, ip: '10.0.1.6' },
        ],
      },
      ['app1', 'app2'],
    ],
    [
      'but for an address a route names',
      {
        ...twins(),
        subnets: {
          app: { cidr: '10.0.1.0/24' },
          db: { cidr: '10.0.2.0/24', routes: { '10.0.1.5/32': 'blackhole' } },
        },
        hosts: [
          { ...app1!, ip: '10.0.1.5' },
          { ...app2!, ip: '10.0.1.6' },
        ],
      },
      ['app1', 'app2'],
    ],
    [
      'but for their groups',
      {
        ...twins(),
        hosts: [
          app1!,
          { ...app2!, groups: [] },
          { ...db1!, groups: ['sg', 'more'] },
          { ...db2!, groups: ['sg'] },
        ],
        groups: { more: { rules: [] } },
      },
      ['app1', 'app2', 'db1', 'db2'],
    ],
    [
      'but for a group nobody can name',
      {
        ...twins(),
        hosts: [
          app1!,
          { ...app2!, also: { securityGroups: [open] } },
          { ...db1!, also: { securityGroups: [open] } },
          { ...db2!, also: { securityGroups: [open] } },
        ],
      },
      ['app1', 'app2', 'db1', 'db2'],
    ],
    [
      'but for a subnet nobody can name',
      {
        ...twins(),
        hosts: [
          { ...app1!, also: { subnet: open } },
          { ...app2!, also: { subnet: open } },
        ],
      },
      ['app1', 'app2'],
    ],
    [
      'of the same address in other VPCs they are two',
      {
        ...twins(),
        vpcs: { vpc: ['10.0.0.0/16'], other: ['10.0.0.0/16'] },
        subnets: { app: { cidr: '10.0.1.0/24' }, db: { vpc: 'other', cidr: '10.0.1.0/24' } },
        hosts: [
          { ...app1!, ip: '10.0.1.5' },
          { ...db1!, ip: '10.0.1.5' },
        ],
      },
      ['app1', 'db1'],
    ],
    [
      'but for a public address',
      {
        ...twins(),
        hosts: [
          app1!,
          { ...app2!, publicIp: '54.0.0.1' },
          { ...db1!, publicIp: '54.0.0.2' },
          { ...db2!, publicIp: '54.0.0.3' },
        ],
      },
      ['app1', 'app2', 'db1', 'db2'],
    ],
    [
      'with public addresses AWS picks',
      {
        ...twins(),
        hosts: [
          app1!,
          ...[app2!, db1!, db2!].map((host) => ({
            ...host,
            subnet: 'app',
            also: { publicIps: known([{ address: open, origin: place(6) }]) },
          })),
        ],
      },
      ['app1', 'app2 db1 db2'],
    ],
    [
      'but for having an IPv6 address',
      { ...twins(), hosts: [app1!, { ...app2!, ipv6: '2600:1f18::5' }] },
      ['app1', 'app2'],
    ],
    [
      'but for what they are',
      {
        ...twins(),
        hosts: [
          app1!,
          { ...app2!, kind: 'database' },
          { ...db1!, also: { unfiltered: true } },
          { ...db2!, also: { outboundOnly: true } },
        ],
      },
      ['app1', 'app2', 'db1', 'db2'],
    ],
    [
      'whatever they listen on',
      { ...twins(), hosts: [app1!, { ...app2!, also: { listensToNothingElse: true } }] },
      ['app1 app2'],
    ],
    [
      'whoever owns them',
      { ...twins(), hosts: [app1!, { ...app2!, also: { owner: 'group' } }] },
      ['app1 app2'],
    ],
    [
      'but for what a route leads to',
      {
        ...twins(),
        subnets: {
          app: { cidr: '10.0.1.0/24' },
          db: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'eni:app1' } },
        },
      },
      ['app1', 'app2', 'db1 db2'],
    ],
    [
      'but for a second address',
      { ...twins(), hosts: [app1!, { ...app2!, also: { privateIps: [open, known(ip('10.0.1.9'))] } }] },
      ['app1 app2'],
    ],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => {
      const network = cloud(text);
      assert.deepEqual(classesOf(network), expected);
      const count = network.interfaces.length;
      const [only6] = [
        network.interfaces.filter(({ ipv6 }) => ipv6.kind === 'known' && ipv6.value.length > 0),
      ];
      const pairs = (some: number): number => some * (some - 1);
      assert.equal(proveAll(new Topology(network)), pairs(count) + pairs(only6.length));
    });
  }
});

/** All subnets of a VPC have one route table, but for the one of a NAT gateway. */
function likeSubnets(network: Network): Network {
  const subnets = network.subnets.map((subnet) =>
    subnet.address === 'db' && subnet.vpc.kind === 'known' && subnet.vpc.value === 'vpc'
      ? { ...subnet, routeTable: known('app-routes') }
      : subnet,
  );
  return { ...network, subnets };
}

/** Puts other entries into network ACLs; everything else stays the very same. */
function withEntries(
  network: Network,
  entries: Readonly<Record<string, Partial<Record<'inbound' | 'outbound', readonly EntryText[]>>>>,
): Network {
  const networkAcls = network.networkAcls.map((acl) => {
    const own = entries[acl.address];
    if (own === undefined) return acl;
    return {
      ...acl,
      ...(own.inbound === undefined ? {} : { inbound: own.inbound.map(entry) }),
      ...(own.outbound === undefined ? {} : { outbound: own.outbound.map(entry) }),
    };
  });
  return { ...network, networkAcls };
}

/** For each pair of classes and protocol, what passes; the first members' names stand for classes. */
function answersOf({ sources, targets, table, protocols, profiles }: AllPairs): readonly string[] {
  const name = ({ ends }: (typeof sources)[number]): string =>
    ends.interfaces[0]?.address ?? `outside ${ends.samples[0]!.variants[0]!.address.value}`;
  return sources.flatMap((from, i) =>
    targets.flatMap((to, j) => {
      const found = table.of(i, j);
      if (found === undefined) return [];
      const [ports, replies, assumed] = [found.ports, found.replyPorts, found.assumed].map((profile) =>
        profiles.boundsOf(profile),
      );
      return protocols.map(({ name: protocol }, n) =>
        [
          `${name(from)} → ${name(to)} ${protocol}:`,
          ...[ports, replies, assumed].map(
            (bounds) => `${bounds![n]!.must.toString()}|${bounds![n]!.may.toString()}`,
          ),
        ].join(' '),
      );
    }),
  );
}

describe('all pairs', () => {
  const ssh: readonly EntryText[] = [{ protocol: 6, ports: '22' }];
  const web: readonly EntryText[] = [{ protocol: 6, ports: '443' }];
  const nat = {
    name: 'nat',
    subnet: 'edge',
    ip: '10.0.8.9',
    publicIp: '54.0.0.9',
    kind: 'nat-gateway',
    groups: [],
  } as const;
  const edge = { cidr: '10.0.8.0/24', ...passing, routes: { '0.0.0.0/0': 'igw' } };
  const throughNat = { ...passing, routes: { '0.0.0.0/0': 'nat:nat' } };
  const [app1, , db1] = twins().hosts;

  const filtered = twins({
    subnets: {
      app: { cidr: '10.0.1.0/24', ...passing, inbound: ssh },
      db: { cidr: '10.0.2.0/24', ...passing, inbound: ssh },
    },
  });
  const translated = twins({
    subnets: {
      app: { cidr: '10.0.1.0/24', ...throughNat },
      db: { cidr: '10.0.2.0/24', ...throughNat },
      edge,
    },
    hosts: [...twins().hosts, nat],
  });
  const peered = twins({
    vpcs: { vpc: ['10.0.0.0/16'], other: ['10.1.0.0/16'] },
    subnets: {
      app: { cidr: '10.0.1.0/24', ...passing, routes: { '10.1.0.0/16': 'pcx' } },
      db: { cidr: '10.1.2.0/24', ...passing, vpc: 'other', routes: { '10.0.1.0/24': 'pcx' } },
    },
    also: {
      vpcPeeringConnections: [
        {
          address: 'pcx',
          origin: place(8),
          requester: known('vpc'),
          accepter: known('other'),
          active: known(true),
          crossRegion: known(false),
        },
      ],
    },
  });
  const byGroup = twins({
    subnets: { app: { cidr: '10.0.1.0/24', ...passing }, db: { cidr: '10.0.2.0/24', ...passing } },
    hosts: twins().hosts.map((host) => ({
      ...host,
      groups: host.subnet === 'app' ? ['from'] : ['to', 'from'],
    })),
    groups: {
      from: { rules: [{ direction: 'outbound', protocol: 6, ports: '0-1023', peer: 'group:to' }] },
      to: {
        rules: [
          { direction: 'inbound', protocol: 6, ports: '443-2000', peer: 'group:from' },
          { direction: 'inbound', protocol: 6, ports: '22', peer: '10.0.1.0/24', exists: '?' },
        ],
      },
    },
  });
  const listening = twins({
    subnets: { app: { cidr: '10.0.1.0/24', ...passing }, db: { cidr: '10.0.2.0/24', ...passing } },
    hosts: [app1!, db1!, { name: 'node', subnet: 'app', kind: 'load-balancer' }],
    also: {
      loadBalancers: [
        {
          address: 'lb',
          origin: place(30),
          type: 'network',
          scheme: known('internal'),
          nodes: ['node'],
          listeners: [{ protocol: 6, port: known(443), targetGroups: [known('tg')], origin: place(31) }],
        },
      ],
      targetGroups: [
        {
          address: 'tg',
          origin: place(32),
          protocols: known([6]),
          port: known(8080),
          healthCheck: undefined,
          preservesClientIp: known(true),
          targets: [{ interface: known('db1'), port: known(8080), origin: place(33) }],
        },
      ],
    },
  });

  const own = (name: string, ...rules: readonly GroupRuleText[]) => [name, { rules }] as const;
  const one = { direction: 'inbound', protocol: 6 } as const;
  const out = { direction: 'outbound', protocol: 6 } as const;
  /** Every interface has a group of its own, and only that tells it from the others of its subnet. */
  const byOwnGroup = twins({
    subnets: { app: { cidr: '10.0.1.0/24', ...passing }, db: { cidr: '10.0.2.0/24', ...passing } },
    hosts: twins().hosts.map((host) => ({ ...host, groups: [`${host.name}-sg`] })),
    groups: Object.fromEntries([
      own(
        'app1-sg',
        { ...out, ports: '22' },
        { ...out, ports: '25', peer: 'group:db1-sg' },
        { ...one, ports: '80' },
      ),
      own(
        'app2-sg',
        { ...out, ports: '22-30' },
        { ...one, ports: '22-25' },
        { ...one, ports: '90', peer: 'group:db2-sg' },
      ),
      own(
        'db1-sg',
        { ...out, ports: '80-90' },
        { ...one, ports: '20-28' },
        { ...one, ports: '?', peer: 'group:app2-sg' },
      ),
      own(
        'db2-sg',
        { ...out, ports: '22-99' },
        { ...one, ports: '?' },
        { ...one, ports: '22', peer: 'group:app1-sg' },
      ),
    ]),
  });
  const open = twins({
    subnets: { app: { cidr: '10.0.1.0/24', ...passing }, db: { cidr: '10.0.2.0/24', ...passing } },
  });
  const upper = { number: 80, cidr: '10.0.1.128/25', protocol: 6, ports: '22' } as const;
  /** AWS picks the addresses of `app1` and `app2`, and an entry is about half of them. */
  const halved = (entries: readonly EntryText[], text: CloudText): CloudText => ({
    ...text,
    subnets: { ...text.subnets, db: { ...text.subnets['db']!, inbound: [...entries, ...everything] } },
  });
  const blocks = Array.from({ length: 33 }, (_, i): EntryText => ({
    number: i + 1,
    cidr: `10.0.1.${i * 4}/32`,
  }));

  /** The network ACLs before the subnets and what is put into them then. */
  const edits: readonly (readonly [
    name: string,
    text: CloudText,
    entries: Parameters<typeof withEntries>[1],
  ])[] = [
    ['one of two like subnets', filtered, { 'app-acl': { inbound: web } }],
    ['both of two like subnets', filtered, { 'app-acl': { inbound: web }, 'db-acl': { inbound: web } }],
    ['nothing', filtered, {}],
    ['an entry written again', filtered, { 'db-acl': { inbound: ssh } }],
    [
      'what leaves',
      filtered,
      {
        'db-acl': {
          outbound: [
            { protocol: 6, ports: '22' },
            { number: 101, cidr: '::/0', action: 'deny' },
            { number: 102, action: 'deny' },
          ],
        },
      },
    ],
    [
      'the subnet of a NAT gateway',
      translated,
      { 'edge-acl': { inbound: [{ action: 'deny' }, { cidr: '::/0' }] } },
    ],
    [
      'what the subnet of a NAT gateway lets out',
      translated,
      { 'edge-acl': { outbound: [{ protocol: 6, ports: '443' }, { cidr: '::/0' }] } },
    ],
    [
      'a few ports of a NAT gateway',
      translated,
      {
        'edge-acl': {
          inbound: [
            { protocol: 6, ports: '443' },
            { number: 101, ports: '1024-2000', protocol: 6 },
            { cidr: '::/0' },
          ],
        },
      },
    ],
    [
      'those before a NAT gateway',
      translated,
      { 'app-acl': { inbound: [{ action: 'deny' }, { cidr: '::/0' }] } },
    ],
    ['the other VPC', peered, { 'db-acl': { inbound: [{ protocol: 6, ports: '22' }, { cidr: '::/0' }] } }],
    [
      'what filters after groups',
      byGroup,
      { 'db-acl': { inbound: [{ protocol: 6, ports: '80-900' }, { cidr: '::/0' }] } },
    ],
    [
      'what a load balancer sees',
      listening,
      { 'app-acl': { inbound: [{ protocol: 6, ports: '400-500' }, { cidr: '::/0' }] } },
    ],
    [
      'what tells groups alone apart',
      byOwnGroup,
      {
        'db-acl': {
          inbound: [
            { protocol: 6, ports: '22-25' },
            { number: 101, ports: 'all' },
          ],
        },
      },
    ],
    [
      'what neighbours do not meet',
      { ...byOwnGroup, subnets: filtered.subnets },
      { 'app-acl': { inbound: web } },
    ],
    [
      'what leaves, of two that let the same in',
      {
        ...open,
        subnets: {
          ...open.subnets,
          db: {
            ...open.subnets['db']!,
            outbound: [
              { number: 90, protocol: 6, ports: '443' },
              { number: 100, action: 'deny' },
              { number: 101, cidr: '::/0' },
            ],
          },
        },
      },
      {
        'app-acl': {
          outbound: [
            { number: 90, protocol: 6, ports: '80' },
            { number: 101, cidr: '::/0', action: 'deny' },
            { number: 102, action: 'deny' },
          ],
        },
      },
    ],
    [
      'a half of addresses that AWS picks',
      halved([{ ...upper, action: 'deny' }], open),
      {
        'db-acl': {
          inbound: [
            { ...upper, ports: '80' },
            ...everything.slice(1).map((entry) => ({ ...entry, action: 'deny' as const })),
          ],
        },
      },
    ],
    [
      'a half, behind a NAT gateway too',
      halved([{ ...upper, action: 'deny' }], {
        ...translated,
        subnets: {
          ...translated.subnets,
          edge: { ...edge, inbound: [{ ...upper, action: 'deny' }, ...everything] },
        },
      }),
      {
        'edge-acl': {
          inbound: [
            { ...upper, action: 'deny' },
            { number: 90, protocol: 6, ports: '443' },
          ],
        },
      },
    ],
    ['more blocks than are tried', halved(blocks, open), { 'app-acl': { inbound: web } }],
    [
      'more blocks than are tried, behind a NAT gateway',
      halved(blocks, translated),
      { 'app-acl': { inbound: web } },
    ],
  ];
  for (const [name, text, entries] of edits) {
    it(`are those of each pair alone, and after an edit too: ${name}`, () => {
      const before = likeSubnets(cloud(text));
      const after = withEntries(before, entries);
      const topologies = [new Topology(before), new Topology(after)] as const;
      for (const topology of topologies) proveAll(topology);
      for (const family of ['ipv4', 'ipv6'] as const) {
        const first = allPairs(topologies[0], family);
        const next = allPairsAfter(first, topologies[1]);
        // What is not worked out again is taken over.
        assert.equal(next.sources, first.sources);
        const fresh = answersOf(allPairs(topologies[1], family));
        assert.deepEqual(answersOf(next), fresh);
        const isOther = fresh.join() !== answersOf(first).join();
        assert.equal(next.parts.legs.stale.length > 0, isOther);
        assert.deepEqual(answersOf(allPairsAfter(next, topologies[0])), answersOf(first));
        assert.deepEqual(answersOf(allPairsAfter(allPairsAfter(next, topologies[0]), topologies[1])), fresh);
      }
    });
  }

  const [acl] = cloud(filtered).networkAcls;
  const anew: readonly (readonly [name: string, change: (made: Network) => Partial<Network>])[] = [
    [
      'a block',
      (made) => withEntries(made, { 'app-acl': { inbound: [{ protocol: 6, cidr: '10.0.1.5/32' }] } }),
    ],
    [
      'a longer block',
      (made) => withEntries(made, { 'app-acl': { inbound: [{ protocol: 6, cidr: '0.0.0.0/1' }] } }),
    ],
    ['a protocol', (made) => withEntries(made, { 'app-acl': { inbound: [{ protocol: 50 }] } })],
    ['a block that is not known', (made) => withEntries(made, { 'app-acl': { outbound: [{ cidr: '?' }] } })],
    ['a network ACL', (made) => ({ networkAcls: [...made.networkAcls, acl!] })],
    [
      'the name of a network ACL',
      (made) => ({ networkAcls: made.networkAcls.map((one) => ({ ...one, address: `${one.address}2` })) }),
    ],
    ['an interface', (made) => ({ interfaces: made.interfaces.slice(1) })],
    [
      'a route',
      (made) => ({
        routeTables: made.routeTables.map((table) => ({ ...table, routes: table.routes.slice(1) })),
      }),
    ],
  ];
  for (const [name, change] of anew) {
    it(`are worked out anew where an edit changes ${name}`, () => {
      const before = cloud(filtered);
      const after = new Topology({ ...before, ...change(before) });
      const first = allPairs(new Topology(before), 'ipv4');
      const next = allPairsAfter(first, after);
      assert.notEqual(next.sources, first.sources);
      assert.deepEqual(answersOf(next), answersOf(allPairs(after, 'ipv4')));
    });
  }

  it('do not hang on what could not be resolved', () => {
    const before = cloud(filtered);
    const first = allPairs(new Topology(before), 'ipv4');
    const next = allPairsAfter(first, new Topology({ ...before, unresolved: [...before.unresolved] }));
    assert.equal(next.sources, first.sources);
  });

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
    for (const made of alike(cloud({ ...byOwnGroup, subnets: filtered.subnets })))
      proveAll(new Topology(made));
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
