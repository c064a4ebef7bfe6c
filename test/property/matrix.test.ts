/**
 * All pairs are worked out by class, by place and by role; asking for each pair by itself, and walking single packets,
 * must agree. Networks here have two VPCs, groups that name groups, prefix lists, peering, NAT, IPv6 and unknown fields.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Network } from '../../src/core/aws/network.ts';
import { allPairs, allPairsAfter, type AllPairs } from '../../src/core/reach/allPairs.ts';
import { converse } from '../../src/core/reach/conversation.ts';
import type { Endpoint } from '../../src/core/reach/endpoint.ts';
import { matrix, type MatrixEnd, type MatrixRow } from '../../src/core/reach/matrix.ts';
import { Reachability, sameBounds } from '../../src/core/reach/reachability.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { known } from '../../src/core/value/value.ts';
import { somePort } from '../support/arbitraryNetworks.ts';
import { groupRule } from '../support/networks.ts';
import { networkOf, someReferences, someShape } from './matrixNetworks.ts';

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
