import assert from 'node:assert/strict';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { connect } from '../../../src/core/probe/connect.ts';
import type { Endpoint } from '../../../src/core/reach/endpoint.ts';
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

  it('takes a public address of the code for the interface it stands for, from inside too', () => {
    const hosts = [
      { name: 'a', ip: '10.0.12.5', publicIp: '54.221.77.5' },
      { name: 'b', ip: '10.0.12.6', publicIp: '54.221.77.6' },
    ];
    const topology = new Topology(network({ hosts }));
    const from = { kind: 'interface', interface: topology.interface('a')! } as const;
    const ask = (listening: PortSet) =>
      connect(topology, { from, host: '54.221.77.6', port: 22, listening }).attempts[0]!;
    const ssh = PortSet.of({ first: 22, last: 22 });
    assert.deepEqual([ask(ssh).outcome, ask(PortSet.none).outcome], ['connected', 'refused']);
    const { packets, because } = connect(topology, { from, host: '54.221.77.6', port: 22 }).attempts[0]!;
    assert.deepEqual([packets[0]!.hops.at(-1)!.component, because[0]!.what], ['b', 'b']);
  });

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

  const clients: readonly [NetworkInterface['kind'], string, string][] = [
    [
      'instance',
      '32768-49151',
      'intermittent: 42.0 % of connections from Linux clients time out (ports 49152-60999)',
    ],
    [
      'function',
      '32768-65535',
      'intermittent: 49.2 % of connections of a Lambda function time out (ports 1024-32767)',
    ],
    [
      'load-balancer',
      '1024-60999',
      'intermittent: 7.0 % of connections of a load balancer time out (ports 61000-65535)',
    ],
  ];
  for (const [kind, ports, words] of clients) {
    it(`says which connections of one that is a ${kind} time out`, () => {
      const topology = new Topology(
        network({
          inbound: [{ protocol: 6, ports }],
          hosts: [{ name: 'a', ip: '10.0.12.5', publicIp: '54.221.77.100', kind }],
        }),
      );
      const client = topology.interfaces[0]!;
      const from = { kind: 'interface', interface: client } as const;
      const [attempt] = connect(topology, { from, host: '198.51.100.7', port: 80 }).attempts;
      assert.equal(attempt!.outcome, 'unknown');
      assert.deepEqual(
        attempt!.because.map(({ what, why }) => `${what} ${why}`),
        [`the client's ephemeral port decides; ${words}`],
      );
    });
  }

  it('blames no port where the address decides', () => {
    const inbound = [{ number: 50, action: 'deny', cidr: '41.0.0.0/8' }, { number: 100 }] as const;
    const topology = new Topology(network({ inbound }));
    const [attempt] = connect(topology, {
      from: { kind: 'interface', interface: topology.interfaces[0]! },
      host: 'google.com',
      port: 80,
    }).attempts;
    assert.deepEqual(
      [attempt!.outcome, attempt!.because.map(({ what }) => what)],
      ['unknown', ['google.com']],
    );
  });
});

describe('connect to an interface by its name', () => {
  const native = (name: string) => ({
    ...pair,
    hosts: pair.hosts!.map((host) => (host.name === name ? { ...host, ipv6: '2001:db8::5' } : host)),
  });
  const withoutIpv4 = (text: NetworkText, name: string): Topology => {
    const made = network(text);
    const interfaces = made.interfaces.map((at) => (at.address === name ? { ...at, privateIps: [] } : at));
    return new Topology({ ...made, interfaces });
  };
  const ends = (topology: Topology, from: Endpoint, host: string) =>
    connect(topology, { from, host, port: 80 }).attempts.map(({ to, outcome }) => `${to.family} ${outcome}`);

  it('is by IPv6 where the target has nothing else', () => {
    const topology = withoutIpv4(native('b'), 'b');
    const from = { kind: 'interface', interface: topology.interface('a')! } as const;
    assert.deepEqual(ends(topology, from, 'b'), ['ipv6 network-unreachable']);
  });

  it('is by IPv6 where the client has nothing else and the target has it', () => {
    const topology = new Topology(network(native('b')));
    const outside = { kind: 'outside', address: ip('2600::9') } as const;
    assert.match(ends(topology, outside, 'b').join(), /^ipv6 /);
    assert.deepEqual(ends(topology, outside, 'a'), ['ipv4 network-unreachable']);
    const inside = { kind: 'outside', address: ip('198.51.100.9') } as const;
    assert.match(ends(topology, inside, 'b').join(), /^ipv4 /);
  });
});
