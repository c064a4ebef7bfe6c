import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Direction, SecurityGroup, SecurityGroupRule } from '../../src/core/aws/network.ts';
import { judgeSecurityGroups } from '../../src/core/aws/securityGroup.ts';
import type { Address } from '../../src/core/net/address.ts';
import { groupRuleCover } from '../../src/core/reach/groupRuleCover.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { known, type Maybe } from '../../src/core/value/value.ts';
import { someGroupRules, somePort } from '../support/arbitraryNetworks.ts';
import { cloud } from '../support/cloud.ts';
import { ip, type GroupRuleText } from '../support/networks.ts';

/** One of each piece that the blocks of the rules cut: with a member, in the VPC, and beyond. */
const remotes = [
  '1.1.1.1',
  '10.0.1.4',
  '10.0.9.9',
  '10.200.0.1',
  '150.0.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '2001:db8::7',
].map(ip);
const protocols = [6, 17, 1, 50, 58, 99];
const carried = fc.array(fc.constantFrom('web', 'app', 'web app', 'sg app', 'sg web app'), {
  minLength: 1,
  maxLength: 3,
});

function topologyOf(
  web: readonly GroupRuleText[],
  app: readonly GroupRuleText[],
  hosts: readonly string[],
): Topology {
  return new Topology(
    cloud({
      vpcs: { vpc: ['10.0.0.0/16'] },
      subnets: { net: { cidr: '10.0.1.0/24' } },
      hosts: hosts.map((groups, n) => ({
        name: `host${n}`,
        subnet: 'net',
        ip: `10.0.1.${n + 4}`,
        groups: groups.split(' '),
      })),
      groups: { web: { rules: web }, app: { rules: app }, sg: { rules: [] } },
    }),
  );
}

function judged(
  topology: Topology,
  groups: readonly Maybe<SecurityGroup>[],
  direction: Direction,
  [remote, protocol, port]: readonly [Address, number, number],
) {
  const local = ip('10.0.1.99');
  const [source, destination] = direction === 'inbound' ? [remote, local] : [local, remote];
  const icmp = protocol === 1 || protocol === 58 ? { icmpType: port >> 8, icmpCode: port & 255 } : {};
  const packet = { source, destination, protocol, destinationPort: port, ...icmp };
  return judgeSecurityGroups(groups, direction, packet, topology.matchesPeer).verdict;
}

const without = (groups: readonly Maybe<SecurityGroup>[], gone: ReadonlySet<SecurityGroupRule>) =>
  groups.map((group) =>
    group.kind === 'unknown'
      ? group
      : known({ ...group.value, rules: group.value.rules.filter((rule) => !gone.has(rule)) }),
  );

describe('rules that other rules of security groups cover', () => {
  it('can all go at once: no interface passes anything else', () => {
    const seen = { group: 0, members: 0, stays: 0 };
    const probe = fc.tuple(fc.constantFrom(...remotes), fc.constantFrom(...protocols), somePort);
    const probes = fc.array(probe, { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(someGroupRules, someGroupRules, carried, probes, (web, app, hosts, packets) => {
        const topology = topologyOf(web, app, hosts);
        const covers = groupRuleCover(topology, () => false);
        for (const { redundant } of covers) seen[redundant?.within ?? 'stays']++;
        const gone = new Set(
          covers.flatMap(({ rule, redundant }) => (redundant === undefined ? [] : [rule])),
        );
        for (const at of topology.interfaces) {
          const groups = topology.groupsOf(at);
          for (const packet of packets) {
            for (const direction of ['inbound', 'outbound'] as const)
              assert.equal(
                judged(topology, without(groups, gone), direction, packet),
                judged(topology, groups, direction, packet),
              );
          }
        }
      }),
      { numRuns: 500 },
    );
    assert.ok(
      Object.values(seen).every((count) => count > 5),
      JSON.stringify(seen),
    );
  });

  it('are all there are: each of the others passes something by itself', () => {
    fc.assert(
      fc.property(someGroupRules, (web) => {
        const topology = topologyOf(web, [], ['web']);
        const covers = groupRuleCover(topology, () => false);
        const gone = new Set(
          covers.flatMap(({ rule, redundant }) => (redundant === undefined ? [] : [rule])),
        );
        const ports = web.flatMap(({ ports: text = 'all' }) =>
          text.split('-').flatMap((edge) => [Number(edge) - 1, Number(edge), Number(edge) + 1]),
        );
        const tried = [0, 65535, ...ports].filter((port) => port >= 0 && port <= 65535);
        for (const { group, rule, redundant } of covers) {
          const { peer, ports: range } = rule;
          const settled = peer.kind === 'known' && peer.value.kind === 'cidr' && range.kind === 'known';
          if (redundant !== undefined || !settled) continue;
          const alone = [known({ ...group, rules: [rule] })];
          const others = without([known(group)], new Set([...gone, rule]));
          const packets = remotes.flatMap((remote) =>
            protocols.flatMap((protocol) => tried.map((port) => [remote, protocol, port] as const)),
          );
          assert.ok(
            packets.some(
              (packet) =>
                judged(topology, alone, rule.direction, packet) === 'allow' &&
                judged(topology, others, rule.direction, packet) !== 'allow',
            ),
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});
