import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { allPairs, allPairsAfter, type AllPairs } from '../../../src/core/reach/allPairs.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known } from '../../../src/core/value/value.ts';
import { cloud, type CloudText } from '../../support/cloud.ts';
import { entry, type EntryText } from '../../support/networks.ts';
import {
  blocks,
  byGroup,
  byOwnGroup,
  edge,
  everything,
  filtered,
  halved,
  listening,
  open,
  peered,
  proveAll,
  ssh,
  translated,
  upper,
  web,
} from '../../support/twins.ts';

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

describe('all pairs after an edit', () => {
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
    [
      'more blocks than are tried',
      halved(blocks, open),
      {
        'app-acl': {
          outbound: [
            { number: 90, protocol: 6, ports: '443' },
            { number: 100, action: 'deny' },
            { number: 101, cidr: '::/0' },
          ],
        },
      },
    ],
    [
      'more blocks than are tried, behind a NAT gateway',
      halved(blocks, translated),
      {
        'app-acl': {
          outbound: [
            { number: 90, protocol: 6, ports: '443' },
            { number: 100, action: 'deny' },
            { number: 101, cidr: '::/0' },
          ],
        },
      },
    ],
  ];
  for (const [name, text, entries] of edits) {
    it(`are those of each pair alone: ${name}`, () => {
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

  it('are right after one edit and another elsewhere', () => {
    const third = {
      ...filtered,
      subnets: { ...filtered.subnets, third: { ...filtered.subnets['db']!, cidr: '10.0.3.0/24' } },
      hosts: [...filtered.hosts, { name: 'third1', subnet: 'third' }],
    };
    const steps = [
      cloud(third),
      { 'app-acl': { inbound: web } },
      { 'db-acl': { inbound: web } },
      { 'app-acl': { outbound: ssh } },
      { 'db-acl': { outbound: ssh } },
    ] as const;
    const [start, ...edits] = steps;
    let network: Network = start;
    let kept = allPairs(new Topology(network), 'ipv4');
    for (const entries of edits) {
      const before = answersOf(kept);
      network = withEntries(network, entries);
      const topology = new Topology(network);
      kept = allPairsAfter(kept, topology);
      assert.notDeepEqual(answersOf(kept), before);
      assert.deepEqual(answersOf(kept), answersOf(allPairs(topology, 'ipv4')));
    }
  });

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
});
