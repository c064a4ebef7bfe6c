/** Ways through gateways, peers, transit gateways and load balancers: what all ports at once say, single walks must find. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Network } from '../../src/core/aws/network.ts';
import { blockers } from '../../src/core/reach/blockers.ts';
import { forwarding } from '../../src/core/reach/forwarding.ts';
import type { NodeEnd } from '../../src/core/reach/nodeConnection.ts';
import type { Hop } from '../../src/core/reach/hop.ts';
import { Reachability } from '../../src/core/reach/reachability.ts';
import { someCloud, somePort } from '../support/arbitraryNetworks.ts';
import { prober } from '../support/cloud.ts';

const someEnd = fc.constantFrom(
  'web',
  'app',
  'db',
  'node',
  '203.0.113.9',
  '198.51.100.7',
  '54.0.0.1',
  '54.0.0.3',
);
const someTarget = fc.oneof(someEnd, fc.constantFrom('nat', '10.0.2.99', '10.1.1.1', '169.254.169.254'));
const natPort = fc.oneof(fc.constantFrom(1024, 65535, undefined), fc.integer({ min: 1024, max: 65535 }));
const port = fc.oneof(somePort, fc.constant(443));

/** The ends of a question the code can be asked: one of them is in it, and they differ. */
function isAsked(from: string, to: string): boolean {
  const isName = (text: string): boolean => /^[a-z]/.test(text);
  return from !== to && (isName(from) || isName(to)) && !/^(54|10|169)/.test(from);
}

describe('ways over every component', () => {
  it('are the same for all ports at once and for one packet', () => {
    const seen = { allow: 0, deny: 0, unknown: 0 };
    let seenAssumed = false;
    fc.assert(
      fc.property(
        someCloud,
        someEnd,
        someTarget,
        fc.constantFrom(6, 6, 17, 1, 50),
        port,
        somePort,
        natPort,
        (made, start, end, protocol, destinationPort, sourcePort, nat) => {
          fc.pre(isAsked(start, end));
          const { topology, end: endOf, talk } = prober(made);
          const ports = protocol === 6 || protocol === 17 ? { destinationPort, sourcePort } : {};
          const { verdict, certainty } = talk(start, end, {
            protocol,
            ...ports,
            ...(nat === undefined ? {} : { natPort: nat }),
          });
          const reachability = new Reachability(topology);
          // Asked about another protocol first, it must not take that one's ways.
          reachability.between(endOf(start), endOf(end), protocol === 6 ? 17 : 6);
          const reach = reachability.between(endOf(start), endOf(end), protocol);
          const [there, back] = 'sourcePort' in ports ? [destinationPort, sourcePort] : [0, 0];
          const must = reach.ports.must.has(there) && reach.replyPorts.must.has(back);
          const may = reach.ports.may.has(there) && reach.replyPorts.may.has(back);
          // With a port of its own choice a walk may know more than what holds for all that may be picked.
          const picked = nat !== undefined && reach.because.some(({ what }) => what === 'the source port');
          seen[verdict]++;
          assert.ok(!must || verdict === 'allow', `must pass, but ${verdict}`);
          assert.ok(may || verdict !== 'allow', 'may not pass, but does');
          if (verdict === 'allow') {
            assert.equal(certainty, reach.certainty);
            seenAssumed ||= certainty === 'assumed';
          }
          if (verdict === 'allow' && !picked) assert.ok(must, 'passes, but is not known to');
          if (verdict === 'deny' && !picked) assert.ok(!may, 'does not pass, but may');
          if (verdict === 'unknown') assert.ok(may, 'may not pass, and it is not known that it does not');
        },
      ),
      { numRuns: 1500 },
    );
    assert.ok(
      Object.values(seen).every((count) => count > 5),
      JSON.stringify(seen),
    );
    assert.ok(seenAssumed);
  });

  it('are blocked by nothing exactly when the flow passes, and first by what ends its walk', () => {
    fc.assert(
      fc.property(
        someCloud,
        someEnd,
        someTarget,
        port,
        somePort,
        (made, start, end, destinationPort, sourcePort) => {
          fc.pre(isAsked(start, end));
          const { topology, end: endOf, talk } = prober(made);
          const exchange = { protocol: 6, destinationPort, sourcePort, natPort: 40000 };
          const { verdict, request, reply } = talk(start, end, exchange);
          const found = blockers(topology, endOf(start), endOf(end), exchange);
          assert.equal(found.length === 0, verdict === 'allow');
          if (verdict === 'allow') return;
          const short = (hop: Hop) => [hop.leg, hop.checkpoint, hop.component, hop.direction, hop.rule];
          const met = [...request.hops, ...(reply?.hops ?? [])].filter((hop) => hop.verdict !== 'allow');
          assert.deepEqual(found.slice(0, met.length).map(short), met.map(short));
          assert.equal(
            found.some((hop) => hop.verdict === 'deny'),
            verdict === 'deny',
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('do not depend on the order of the resources', () => {
    const reversed = (made: Network): Network => ({
      ...made,
      vpcs: made.vpcs.toReversed(),
      subnets: made.subnets.toReversed(),
      networkAcls: made.networkAcls.toReversed(),
      securityGroups: made.securityGroups
        .map((group) => ({ ...group, rules: group.rules.toReversed() }))
        .toReversed(),
      routeTables: made.routeTables.map((table) => ({ ...table, routes: table.routes.toReversed() })),
      transitGatewayAttachments: made.transitGatewayAttachments.toReversed(),
      interfaces: made.interfaces.toReversed(),
    });
    fc.assert(
      fc.property(
        someCloud,
        someEnd,
        someTarget,
        port,
        somePort,
        (made, start, end, destinationPort, sourcePort) => {
          fc.pre(isAsked(start, end));
          const exchange = { protocol: 6, destinationPort, sourcePort };
          const one = prober(made).talk(start, end, exchange);
          const other = prober(reversed(made)).talk(start, end, exchange);
          assert.deepEqual([one.verdict, one.certainty], [other.verdict, other.certainty]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('end where somebody has the packet, or where one component says why not', () => {
    fc.assert(
      fc.property(
        someCloud,
        someEnd,
        someTarget,
        port,
        somePort,
        (made, start, end, destinationPort, sourcePort) => {
          fc.pre(isAsked(start, end));
          const { request, reply, verdict, because } = prober(made).talk(start, end, {
            destinationPort,
            sourcePort,
          });
          for (const walk of [request, ...(reply === undefined ? [] : [reply])]) {
            const last = walk.hops.at(-1)!;
            assert.equal(last.verdict, walk.verdict);
            assert.ok(
              walk.hops
                .slice(0, -1)
                .every(
                  (hop) => hop.verdict !== 'deny' && (hop.verdict === 'allow') === (hop.code === undefined),
                ),
            );
            if (walk.verdict === 'allow') assert.ok(walk.hops.every((hop) => hop.verdict === 'allow'));
            assert.ok(last.verdict === 'allow' ? last.checkpoint === 'interface' : last.code !== undefined);
            assert.ok(walk.hops.every((hop) => hop.text.length > 0 && !hop.text.includes('undefined')));
          }
          assert.equal(because.length > 0, verdict === 'unknown');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('behind a load balancer are known only if both ways a client’s address may be shown are', () => {
    fc.assert(
      fc.property(someCloud, someEnd, (made, from) => {
        fc.pre(from !== 'node');
        const forwarded = (preserves: boolean | undefined) => {
          const groups = made.targetGroups.map((group) =>
            preserves === undefined
              ? group
              : { ...group, preservesClientIp: { kind: 'known', value: preserves } as const },
          );
          const { topology, end } = prober({ ...made, targetGroups: groups });
          const exchange = { protocol: 6, sourcePort: 40000, destinationPort: 443 };
          return forwarding(topology, end(from), end('node') as NodeEnd, exchange)!.verdict;
        };
        const open = made.targetGroups[0]!.preservesClientIp.kind === 'unknown';
        const [shown, hidden, said] = [forwarded(true), forwarded(false), forwarded(undefined)];
        if (open && said !== 'unknown') assert.deepEqual([shown, hidden], [said, said]);
        if (open && said === 'unknown') assert.ok(shown !== hidden || shown === 'unknown');
      }),
      { numRuns: 300 },
    );
  });
});
