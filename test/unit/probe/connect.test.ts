import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { connect } from '../../../src/core/probe/connect.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { ip, network, type NetworkText } from '../../support/networks.ts';

function attempts(text: NetworkText, host: string, listening?: PortSet) {
  const topology = new Topology(network(text));
  const result = connect(topology, {
    from: { kind: 'interface', interface: topology.interfaces[0]! },
    host,
    port: 80,
    ...(listening === undefined ? {} : { listening }),
  });
  return result.attempts.map(({ outcome, certainty, packets }) => [
    outcome,
    certainty,
    packets.map((walk) => walk.packet.flags).join(' '),
  ]);
}

const pair: NetworkText = {
  hosts: [
    { name: 'a', ip: '10.0.12.5' },
    { name: 'b', ip: '10.0.12.6' },
  ],
};

describe('connect', () => {
  const cases: readonly [string, NetworkText, string, PortSet | undefined, readonly (readonly string[])[]][] =
    [
      [
        'experiment 1: the SYN-ACK dies, and there is no IPv6 to try',
        { inbound: [] },
        'google.com',
        undefined,
        [
          ['timeout', 'proved', 'SYN SYN-ACK'],
          ['network-unreachable', 'proved', ''],
        ],
      ],
      [
        'experiment 2',
        { inbound: [{ protocol: 6, ports: '1024-65535' }] },
        'google.com',
        undefined,
        [['connected', 'assumed', 'SYN SYN-ACK ACK']],
      ],
      [
        'experiment 3',
        { rules: [{ direction: 'outbound' }] },
        'google.com',
        undefined,
        [['connected', 'assumed', 'SYN SYN-ACK ACK']],
      ],
      [
        'the addresses it is given, in their order',
        { inbound: [] },
        '2001:db8::7,198.51.100.7',
        undefined,
        [
          ['network-unreachable', 'proved', ''],
          ['timeout', 'proved', 'SYN SYN-ACK'],
        ],
      ],
      [
        'a SYN that never leaves',
        { outbound: [] },
        '198.51.100.7',
        undefined,
        [['timeout', 'proved', 'SYN']],
      ],
      [
        'a return range for Windows, from Linux',
        { inbound: [{ protocol: 6, ports: '49152-65535' }] },
        '198.51.100.7',
        undefined,
        [['unknown', 'proved', 'SYN SYN-ACK']],
      ],
      [
        'a host of the code that may not listen',
        pair,
        'b',
        undefined,
        [['unknown', 'proved', 'SYN SYN-ACK ACK']],
      ],
      [
        'a host of the code that listens',
        pair,
        'b',
        PortSet.of({ first: 80, last: 80 }),
        [['connected', 'proved', 'SYN SYN-ACK ACK']],
      ],
      [
        'a host of the code that does not listen',
        pair,
        '10.0.12.6',
        PortSet.none,
        [['refused', 'proved', 'SYN RST-ACK']],
      ],
    ];
  for (const [name, text, host, listening, expected] of cases) {
    it(name, () => {
      assert.deepEqual(attempts(text, host, listening), expected);
    });
  }

  it('connects from outside, at the public address as at the private one', () => {
    const topology = new Topology(network({}));
    for (const host of ['10.0.12.197', '54.221.77.100', 'web']) {
      const { from, attempts } = connect(topology, {
        from: { kind: 'outside', address: ip('198.51.100.7') },
        host,
        port: 80,
        listening: PortSet.of({ first: 80, last: 80 }),
      });
      assert.deepEqual([from, attempts.map(({ outcome }) => outcome)], ['198.51.100.7', ['connected']]);
    }
  });

  it('knows nothing of two hosts outside', () => {
    const [attempt] = connect(new Topology(network({})), {
      from: { kind: 'outside', address: ip('198.51.100.7') },
      host: '203.0.113.9',
      port: 80,
    }).attempts;
    assert.equal(attempt!.outcome, 'unknown');
  });

  it('connects from the ports it is given', () => {
    const topology = new Topology(network({ inbound: [{ protocol: 6, ports: '49152-65535' }] }));
    const outcome = (first: number, last: number): string =>
      connect(topology, {
        from: { kind: 'interface', interface: topology.interfaces[0]! },
        host: '198.51.100.7',
        port: 80,
        sourcePorts: PortSet.of({ first, last }),
      }).attempts[0]!.outcome;
    assert.equal(outcome(49152, 65535), 'connected');
    assert.equal(outcome(40001, 40001), 'timeout');
    assert.equal(outcome(49151, 49152), 'unknown');
  });
});
