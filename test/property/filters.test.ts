/** The symbolic side of each filter against the judgement of single packets, on random rules with unknown fields. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judgeNetworkAcl, networkAclPorts } from '../../src/core/aws/networkAcl.ts';
import { judgeSecurityGroups, securityGroupPorts } from '../../src/core/aws/securityGroup.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import type { Packet } from '../../src/core/net/packet.ts';
import { ip, network, type EntryText, type GroupRuleText } from '../support/networks.ts';

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
const entries: fc.Arbitrary<readonly EntryText[]> = fc
  .uniqueArray(
    fc.record({
      number: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 1, max: 50 }) },
        { weight: 1, arbitrary: fc.constant('?' as const) },
      ),
      action: fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom('allow' as const, 'deny' as const) },
        fc.constant('?' as const),
      ),
      cidr: block,
      protocol,
      ports,
      exists: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, fc.constant('?' as const)),
    }),
    { maxLength: 8, selector: (entry) => entry.number },
  )
  .map((list) => list.map(({ exists, ...rest }) => (exists === undefined ? rest : { ...rest, exists })));
const rules: fc.Arbitrary<readonly GroupRuleText[]> = fc.array(
  fc.record({
    direction: fc.constantFrom('inbound' as const, 'outbound' as const),
    peer: fc.oneof(block, fc.constant('group:sg')),
    protocol,
    ports,
  }),
  { maxLength: 6 },
);
const remote = fc
  .constantFrom('203.0.113.9', '198.51.100.7', '10.0.12.5', '150.0.0.1', '2001:db8::7')
  .map(ip);
const port = fc.oneof(fc.constantFrom(0, 22, 443, 1023, 1024, 65535), fc.integer({ min: 0, max: 65535 }));

const packetFrom = (source: Packet['source'], destinationPort: number): Packet => ({
  source,
  destination: source.family === 'ipv4' ? ip('10.0.12.197') : ip('2600:1f18::5'),
  protocol: 6,
  destinationPort,
});

describe('networkAclPorts', () => {
  it('says of every port what judging a packet says, unknown fields included', () => {
    fc.assert(
      fc.property(entries, remote, port, (inbound, source, destinationPort) => {
        const acl = network({ inbound }).networkAcls[0]!;
        const { mayAllow, mayDeny, decided } = networkAclPorts(acl, 'inbound', source, 6);
        const { verdict, entry } = judgeNetworkAcl(acl, 'inbound', packetFrom(source, destinationPort));
        const expected = { allow: [true, false], deny: [false, true], unknown: [true, true] }[verdict];
        assert.deepEqual([mayAllow.has(destinationPort), mayDeny.has(destinationPort)], expected);
        const owner = decided.find((part) => part.ports.has(destinationPort));
        if (verdict !== 'unknown') assert.equal(owner?.entry, entry);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('securityGroupPorts', () => {
  it('says of every port what judging a packet says, unknown fields included', () => {
    fc.assert(
      fc.property(rules, remote, port, (list, source, destinationPort) => {
        const topology = new Topology(network({ rules: list }));
        const groups = topology.groupsOf(topology.interfaces[0]!);
        const { must, may } = securityGroupPorts(groups, 'inbound', source, 6, topology.matchesPeer);
        const { verdict } = judgeSecurityGroups(
          groups,
          'inbound',
          packetFrom(source, destinationPort),
          topology.matchesPeer,
        );
        assert.equal(must.has(destinationPort), verdict === 'allow');
        assert.equal(may.has(destinationPort), verdict !== 'deny');
      }),
      { numRuns: 2000 },
    );
  });

  it('never closes anything when an allow is added', () => {
    fc.assert(
      fc.property(rules, rules, remote, port, (list, more, source, destinationPort) => {
        const verdictOf = (all: readonly GroupRuleText[]) => {
          const topology = new Topology(network({ rules: all }));
          const groups = topology.groupsOf(topology.interfaces[0]!);
          return judgeSecurityGroups(
            groups,
            'inbound',
            packetFrom(source, destinationPort),
            topology.matchesPeer,
          ).verdict;
        };
        const order = { deny: 0, unknown: 1, allow: 2 };
        assert.ok(order[verdictOf([...list, ...more])] >= order[verdictOf(list)]);
      }),
    );
  });
});
