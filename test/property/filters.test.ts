/** The symbolic side of each filter against the judgement of single packets, on random rules with unknown fields. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judgeNetworkAcl, networkAclPorts } from '../../src/core/aws/networkAcl.ts';
import { judgeSecurityGroups, securityGroupPorts } from '../../src/core/aws/securityGroup.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import type { Packet } from '../../src/core/net/packet.ts';
import { someEntries, someGroupRules, somePort } from '../support/arbitraryNetworks.ts';
import { ip, network, type GroupRuleText } from '../support/networks.ts';

const remote = fc
  .constantFrom('203.0.113.9', '198.51.100.7', '10.0.12.5', '150.0.0.1', '2001:db8::7')
  .map(ip);

const packetFrom = (source: Packet['source'], destinationPort: number): Packet => ({
  source,
  destination: source.family === 'ipv4' ? ip('10.0.12.197') : ip('2600:1f18::5'),
  protocol: 6,
  destinationPort,
});

describe('networkAclPorts', () => {
  it('says of every port what judging a packet says, unknown fields included', () => {
    fc.assert(
      fc.property(someEntries, remote, somePort, (inbound, source, destinationPort) => {
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
      fc.property(someGroupRules, remote, somePort, (list, source, destinationPort) => {
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
      fc.property(someGroupRules, someGroupRules, remote, somePort, (list, more, source, destinationPort) => {
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
