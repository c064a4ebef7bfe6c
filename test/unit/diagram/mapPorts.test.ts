/** The port map: every port once, with what decided about it and the rules that begin and end there. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { mapPorts } from '../../../src/core/diagram/mapPorts.ts';
import type { PortMap } from '../../../src/core/diagram/portMap.ts';
import { Register } from '../../../src/core/diagram/register.ts';
import type { PortScanType } from '../../../src/core/probe/scanResult.ts';
import { scan } from '../../../src/core/probe/scan.ts';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { someNetwork, somePort } from '../../support/arbitraryNetworks.ts';
import { network, type NetworkText } from '../../support/networks.ts';

function mapOf(text: NetworkText, type: PortScanType = 'ack'): { map: PortMap; register: Register } {
  const topology = new Topology(network(text));
  const register = new Register();
  const target = topology.interface('web')!;
  return { map: mapPorts(topology, { type, target, from: { kind: 'internet' } }, register), register };
}

describe('the port map', () => {
  const ephemeral: NetworkText = { inbound: [{ number: 70, protocol: 6, ports: '1024-65535' }] };

  it('has ranges of like fate, each with the rule that decided', () => {
    const { map, register } = mapOf(ephemeral);
    deepEqual(
      map.spans.map(({ first, last, state, reason, decidedBy, because }) => [
        first,
        last,
        state,
        reason,
        decidedBy,
        because,
      ]),
      [
        [
          0,
          1023,
          'filtered',
          'no-response',
          'acl: rule *',
          'ACK: network ACL acl: inbound rule * denies what no other rule matches',
        ],
        [
          1024,
          65535,
          'unfiltered',
          'reset',
          'acl: rule 100',
          'RST: network ACL acl: outbound rule 100 allows all traffic to 0.0.0.0/0',
        ],
      ],
    );
    equal(register.origins.get(map.spans[1]!.hops[1]!.revealId)!.span.start, 70);
  });

  it('marks where rules begin and end', () => {
    const { map, register } = mapOf({
      inbound: [
        { number: 70, protocol: 6, ports: '22' },
        { number: 80, protocol: 6, ports: '1024-65535' },
        { number: 90, protocol: 17, ports: '53' },
      ],
    });
    deepEqual(
      map.boundaries.map(({ port, rules }) => [port, rules.map(({ text }) => text)]),
      [
        [22, ['acl: inbound rule 70 allows tcp 22 from 0.0.0.0/0']],
        [23, ['acl: inbound rule 70 allows tcp 22 from 0.0.0.0/0']],
        [1024, ['acl: inbound rule 80 allows tcp 1024-65535 from 0.0.0.0/0']],
      ],
    );
    for (const { rules } of map.boundaries)
      for (const { revealId } of rules) equal(register.origins.get(revealId)?.resource, 'acl');
  });

  it('names what would settle a range that cannot be told', () => {
    const { map } = mapOf({ inbound: [{ cidr: '?' }] });
    deepEqual(
      map.spans.map(({ state, unknown }) => [state, unknown.map(({ text }) => text)]),
      [['unknown', ['var.cidr has no default']]],
    );
  });

  it('says of every port of any network what a scan of that port says', () => {
    fc.assert(
      fc.property(someNetwork, somePort, fc.constantFrom('ack', 'syn', 'udp'), (text, port, type) => {
        const topology = new Topology(network(text));
        const target = topology.interface('web')!;
        const { spans } = mapPorts(topology, { type, target, from: { kind: 'internet' } }, new Register());
        equal(spans[0]!.first, 0);
        equal(spans.at(-1)!.last, 65535);
        for (const [index, { first }] of spans.slice(1).entries()) equal(first, spans[index]!.last + 1);
        const there = spans.filter(({ first, last }) => first <= port && port <= last);
        equal(there.length, 1);
        const ports = PortSet.of({ first: port, last: port });
        const [asked] = scan(topology, {
          type,
          targets: [target],
          from: { kind: 'internet' },
          ports,
        }).targets;
        equal(there[0]!.state, asked!.results[0]!.state);
        ok(there[0]!.hops.length > 0);
      }),
      { numRuns: 100 },
    );
  });
});
