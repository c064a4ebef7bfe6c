/** The symbolic side of the engine answers for all ports at once; walking one packet at a time must agree. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Network, NetworkAcl } from '../../src/core/aws/network.ts';
import { judgeNetworkAcl } from '../../src/core/aws/networkAcl.ts';
import { blockers } from '../../src/core/reach/blockers.ts';
import { converse } from '../../src/core/reach/conversation.ts';
import type { Endpoint } from '../../src/core/reach/endpoint.ts';
import type { Hop } from '../../src/core/reach/hop.ts';
import { matrix } from '../../src/core/reach/matrix.ts';
import { icmpPort } from '../../src/core/reach/portBounds.ts';
import { Reachability, sameBounds } from '../../src/core/reach/reachability.ts';
import { ruleOrder } from '../../src/core/reach/ruleOrder.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { known, unknownOf } from '../../src/core/value/value.ts';
import { someEntries, someNetwork, somePort } from '../support/arbitraryNetworks.ts';
import { cidr, entry, ip, network, place, type NetworkText } from '../support/networks.ts';

/** Ends of every kind: outside, in the same subnet, in another one, behind a NAT gateway, of unknown address. */
function wide(text: NetworkText): Network {
  const made = network({
    ...text,
    hosts: [
      { name: 'web', ip: '10.0.12.197', ipv6: '2600:1f18::9', publicIp: '54.221.77.100' },
      { name: 'peer', ip: '10.0.12.20' },
      { name: 'db', subnet: 'private', ip: '10.0.30.5' },
      { name: 'floating', subnet: 'private' },
      { name: 'nat', ip: '10.0.12.9', publicIp: '54.221.77.101', kind: 'nat-gateway', groups: [] },
    ],
    subnets: { private: '10.0.30.0/24' },
  });
  const [table] = made.routeTables;
  const inside = {
    ...table!,
    address: 'inside',
    routes: table!.routes.map((route) =>
      route.target.kind === 'known' && route.target.value.kind === 'internet-gateway'
        ? { ...route, target: known({ kind: 'nat-gateway', gateway: 'nat' } as const) }
        : route,
    ),
  };
  return {
    ...made,
    routeTables: [...made.routeTables, inside],
    networkAcls: [
      ...made.networkAcls,
      {
        address: 'own',
        origin: place(8, 'own'),
        vpc: known('vpc'),
        isDefault: false,
        inbound: (text.outbound ?? []).map(entry),
        outbound: (text.inbound ?? []).map(entry),
        refused: [],
      },
    ],
    subnets: made.subnets.map((subnet) =>
      subnet.address === 'private'
        ? {
            ...subnet,
            routeTable: known('inside'),
            networkAcl: known('own'),
            cidrs: [known(cidr('10.0.30.0/24'))],
          }
        : subnet,
    ),
  };
}

/** Random rules seldom let a whole exchange pass; every other network ends with rules for everything. */
const someFlows: fc.Arbitrary<NetworkText> = fc.tuple(someNetwork, fc.boolean()).map(([text, generous]) => {
  if (!generous) return text;
  const last = [{ number: 99 }, { number: 100, cidr: '::/0' }];
  const both = (['inbound', 'outbound'] as const).flatMap((direction) => [
    { direction },
    { direction, peer: '::/0' },
  ]);
  return {
    inbound: [...(text.inbound ?? []), ...last],
    outbound: [...(text.outbound ?? []), ...last],
    rules: [...(text.rules ?? []), ...both],
    internet: true,
  };
});

const someTypes = fc.array(
  fc.option(fc.record({ type: fc.constantFrom(0, 3, 8), code: fc.constantFrom(0, 1, undefined) }), {
    nil: undefined,
  }),
  { minLength: 12, maxLength: 12 },
);

/** Gives rules ICMP types and codes. */
function withTypes(
  text: NetworkText,
  types: readonly ({ type: number; code: number | undefined } | undefined)[],
) {
  const give = <Rule extends { readonly protocol?: number }>(rules: readonly Rule[] = []) =>
    rules.map((rule, i) => {
      const icmp = types[i];
      if (rule.protocol !== 1 || icmp === undefined) return rule;
      return {
        ...rule,
        icmp: icmp.code === undefined ? { type: icmp.type } : { type: icmp.type, code: icmp.code },
      };
    });
  return { ...text, inbound: give(text.inbound), outbound: give(text.outbound), rules: give(text.rules) };
}

const someEnd = fc.constantFrom(
  'web',
  'peer',
  'db',
  '203.0.113.9',
  '198.51.100.7',
  '150.0.0.1',
  '2001:db8::7',
);
const someProtocol = fc.constantFrom(6, 17, 1, 50, 47);
const natPort = fc.oneof(fc.constantFrom(1024, 65535, undefined), fc.integer({ min: 1024, max: 65535 }));

function endOf(topology: Topology, name: string): Endpoint {
  const at = topology.interface(name);
  return at === undefined ? { kind: 'outside', address: ip(name) } : { kind: 'interface', interface: at };
}

describe('what reaches what on all ports at once', () => {
  it('is what walking the one request and its reply finds', () => {
    const seen = { allow: 0, deny: 0, unknown: 0 };
    fc.assert(
      fc.property(
        someFlows,
        someEnd,
        someEnd,
        someProtocol,
        somePort,
        somePort,
        natPort,
        (text, start, end, protocol, port, sourcePort, nat) => {
          const topology = new Topology(wide(text));
          const from = endOf(topology, start);
          const to = endOf(topology, end);
          fc.pre(start !== end && (from.kind === 'interface' || to.kind === 'interface'));
          const ports = protocol === 6 || protocol === 17 ? { destinationPort: port, sourcePort } : {};
          const { verdict } = converse(topology, from, to, {
            protocol,
            ...ports,
            ...(nat === undefined ? {} : { natPort: nat }),
          });
          const reach = new Reachability(topology).between(from, to, protocol);
          const [there, back] = 'sourcePort' in ports ? [port, sourcePort] : [0, 0];
          const must = reach.ports.must.has(there) && reach.replyPorts.must.has(back);
          const may = reach.ports.may.has(there) && reach.replyPorts.may.has(back);
          seen[verdict]++;
          assert.ok(!must || verdict === 'allow', `must pass, but ${verdict}`);
          assert.ok(may || verdict !== 'allow', 'may not pass, but does');
          // With a port of its own choice a walk may know more than what holds for all that may be picked.
          const picked = nat !== undefined && reach.because.some(({ what }) => what === 'the source port');
          if (verdict === 'allow' && !picked) assert.ok(must, 'passes, but is not known to');
          if (verdict === 'deny' && !picked) assert.ok(!may, 'does not pass, but may');
          if (verdict === 'unknown') assert.ok(may, 'may not pass, and it is not known that it does not');
        },
      ),
      { numRuns: 3000 },
    );
    assert.ok(
      Object.values(seen).every((count) => count > 5),
      JSON.stringify(seen),
    );
  });

  it('tells ICMP types and codes apart as the filters do', () => {
    const seen = { passes: 0, refused: 0, open: 0 };
    const type = fc.constantFrom(0, 3, 8, 11);
    const code = fc.constantFrom(0, 1, 2);
    fc.assert(
      fc.property(
        someFlows,
        someTypes,
        someEnd,
        someEnd,
        type,
        code,
        (text, types, start, end, asked, sub) => {
          const topology = new Topology(wide(withTypes(text, types)));
          const from = endOf(topology, start);
          const to = endOf(topology, end);
          fc.pre(start !== end && (from.kind === 'interface' || to.kind === 'interface'));
          const icmp = { request: { type: asked, code: sub }, reply: { type: 0, code: 0 } };
          const hops = blockers(topology, from, to, { protocol: 1 }, { icmp });
          const { ports, replyPorts } = new Reachability(topology).between(from, to, 1);
          const port = icmpPort(asked, sub);
          assert.equal(ports.must.has(port) && replyPorts.must.has(0), hops.length === 0);
          const refused = hops.some(({ verdict }) => verdict === 'deny');
          assert.equal(ports.may.has(port) && replyPorts.may.has(0), !refused);
          seen[hops.length === 0 ? 'passes' : refused ? 'refused' : 'open']++;
        },
      ),
      { numRuns: 1500 },
    );
    assert.ok(
      Object.values(seen).every((count) => count > 5),
      JSON.stringify(seen),
    );
  });

  it('holds for every address AWS may pick', () => {
    fc.assert(
      fc.property(someFlows, fc.boolean(), somePort, somePort, (text, outward, port, sourcePort) => {
        const topology = new Topology(wide(text));
        const ends = [endOf(topology, 'floating'), endOf(topology, 'web')];
        const [from, to] = outward ? ends : ends.reverse();
        const { verdict } = converse(topology, from!, to!, {
          protocol: 6,
          destinationPort: port,
          sourcePort,
        });
        const reach = new Reachability(topology).between(from!, to!, 6);
        const must = reach.ports.must.has(port) && reach.replyPorts.must.has(sourcePort);
        const may = reach.ports.may.has(port) && reach.replyPorts.may.has(sourcePort);
        assert.equal(must, verdict === 'allow');
        assert.ok(may || verdict !== 'allow');
      }),
      { numRuns: 500 },
    );
  });
});

describe('what stands in the way of a flow', () => {
  const shortly = ({ leg, checkpoint, component, direction, rule, verdict }: Hop): readonly unknown[] => [
    leg,
    checkpoint,
    component,
    direction,
    rule,
    verdict,
  ];

  it('is nothing exactly when the flow passes, and begins with what its walk met', () => {
    fc.assert(
      fc.property(someFlows, someEnd, someEnd, somePort, somePort, (text, start, end, port, sourcePort) => {
        const topology = new Topology(wide(text));
        const from = endOf(topology, start);
        const to = endOf(topology, end);
        fc.pre(start !== end && (from.kind === 'interface' || to.kind === 'interface'));
        const exchange = { protocol: 6, destinationPort: port, sourcePort, natPort: 40000 };
        const { verdict, request, reply, because } = converse(topology, from, to, exchange);
        const found = blockers(topology, from, to, exchange);
        assert.equal(found.length === 0, verdict === 'allow');
        if (verdict === 'allow') return;
        const doubts = [...request.hops, ...(reply?.hops ?? [])].filter((hop) => hop.verdict !== 'allow');
        const before = found.slice(0, doubts.length);
        assert.deepEqual(before.map(shortly), doubts.map(shortly));
        assert.equal(
          found.some((hop) => hop.verdict === 'deny'),
          verdict === 'deny',
        );
        // Those that cannot tell are told in full where they decide, and their values named.
        if (verdict !== 'unknown') return;
        assert.equal(found.length, doubts.length);
        assert.deepEqual(
          because,
          unknownOf(found.map((hop) => ({ kind: 'unknown', because: hop.because }))).because,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('the order of network ACL entries', () => {
  it('leaves every packet alone when a shadowed or redundant entry is taken away', () => {
    const seen = { shadowed: 0, redundant: 0, decides: 0 };
    const remote = fc.constantFrom('203.0.113.9', '198.51.100.7', '150.0.0.1', '10.0.0.1', '2001:db8::7');
    fc.assert(
      fc.property(someEntries, remote, someProtocol, somePort, (entries, address, protocol, port) => {
        const [acl] = network({ inbound: entries }).networkAcls;
        const packet = { source: ip(address), destination: ip('10.0.12.197'), protocol };
        const sent = protocol === 1 ? { ...packet, icmpType: port >> 8, icmpCode: port & 255 } : packet;
        const judged = (inbound: NetworkAcl['inbound']) =>
          judgeNetworkAcl({ ...acl!, inbound }, 'inbound', { ...sent, destinationPort: port }).verdict;
        const before = judged(acl!.inbound);
        for (const { entry: own, order, redundant } of ruleOrder(acl!, 'inbound')) {
          if (order === 'shadowed') assert.ok(redundant);
          if (order === 'shadowed') seen.shadowed++;
          else if (redundant) seen.redundant++;
          else seen.decides++;
          if (redundant) assert.equal(judged(acl!.inbound.filter((other) => other !== own)), before);
        }
      }),
      { numRuns: 1000 },
    );
    assert.ok(
      Object.values(seen).every((count) => count > 5),
      JSON.stringify(seen),
    );
  });
});

describe('all pairs by class', () => {
  it('are what each pair gets by itself', () => {
    fc.assert(
      fc.property(someNetwork, (text) => {
        const made = wide(text);
        const twins = made.interfaces.map((at) => ({
          ...at,
          address: `${at.address}2`,
          privateIps: at.privateIps.map((own) =>
            own.kind === 'known' ? known({ ...own.value, value: own.value.value + 100n }) : own,
          ),
        }));
        const topology = new Topology({ ...made, interfaces: [...made.interfaces, ...twins] });
        const reachability = new Reachability(topology);
        const pairs = new Set<string>();
        for (const row of matrix(topology, { families: ['ipv4'] })) {
          const ends = (end: typeof row.from): readonly Endpoint[] =>
            end.kind === 'interfaces'
              ? end.interfaces.map((at) => ({ kind: 'interface', interface: at }))
              : end.kind === 'internet'
                ? [{ kind: 'outside', address: { family: 'ipv4', value: end.members.ranges[0]!.first } }]
                : [];
          for (const from of ends(row.from)) {
            for (const to of ends(row.to)) {
              const name = (end: Endpoint) => (end.kind === 'interface' ? end.interface.address : 'outside');
              if (name(from) === name(to)) continue;
              if (name(from) !== 'outside' && name(to) !== 'outside') pairs.add(`${name(from)} ${name(to)}`);
              for (const { protocol, reach } of row.protocols)
                assert.ok(
                  sameBounds(reach, reachability.between(from, to, protocol)),
                  `${name(from)} ${name(to)}`,
                );
            }
          }
        }
        assert.equal(pairs.size, topology.interfaces.length * (topology.interfaces.length - 1));
      }),
      { numRuns: 40 },
    );
  });
});
