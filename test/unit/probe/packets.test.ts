/** One probe packet by packet: what is sent, what answers, what the scanner sends then, and what the scan makes of it. */
import { deepEqual, equal } from 'node:assert/strict';
import type { PortScanType } from '../../../src/core/probe/scanResult.ts';
import { sendProbe, type Probe } from '../../../src/core/probe/packets.ts';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { host, ip, network, type NetworkText } from '../../support/networks.ts';

interface Asked {
  readonly type: PortScanType;
  readonly listening?: boolean;
  readonly of?: NetworkText;
}

function sent({ type, listening, of = {} }: Asked): Probe {
  const topology = new Topology(network(of));
  const port22 = PortSet.of({ first: 22, last: 22 });
  const ports = listening === true ? port22 : PortSet.none;
  return sendProbe(topology, {
    type,
    target: topology.interface('web')!,
    from: { kind: 'address', address: ip('198.51.100.7') },
    port: 22,
    ...(listening === undefined ? {} : { listeners: { tcp: ports, udp: ports } }),
  });
}

describe('the packets of a probe', () => {
  const cases: readonly [string, Asked, readonly string[], string][] = [
    ['of an ACK scan', { type: 'ack' }, ['ACK', 'RST'], 'unfiltered reset'],
    [
      'of a SYN scan that is answered',
      { type: 'syn', listening: true },
      ['SYN', 'SYN-ACK', 'RST'],
      'open syn-ack',
    ],
    ['of a SYN scan of a closed port', { type: 'syn', listening: false }, ['SYN', 'RST'], 'closed reset'],
    ['of a connection', { type: 'connect', listening: true }, ['SYN', 'SYN-ACK', 'ACK'], 'open syn-ack'],
    ['where nobody knows what listens', { type: 'syn' }, ['SYN', 'SYN-ACK or RST'], 'unknown '],
    ['of a FIN scan of an open port', { type: 'fin', listening: true }, ['FIN'], 'open|filtered no-response'],
    [
      'of a UDP scan of a closed port',
      { type: 'udp', listening: false },
      ['UDP', 'ICMP'],
      'closed port-unreach',
    ],
    [
      'that the network ACL drops',
      { type: 'syn', listening: true, of: { inbound: [] } },
      ['SYN'],
      'filtered no-response',
    ],
    [
      'whose answer the network ACL drops',
      { type: 'connect', listening: true, of: { outbound: [] } },
      ['SYN', 'SYN-ACK'],
      'filtered no-response',
    ],
  ];
  for (const [name, asked, labels, outcome] of cases) {
    it(name, () => {
      const { packets, result } = sent(asked);
      deepEqual(
        packets.map(({ label }) => label),
        labels,
      );
      equal(`${result.state} ${result.reason ?? ''}`, outcome);
    });
  }

  it('go on by the tracked flow once it has begun', () => {
    const rules = [{ direction: 'inbound' as const, protocol: 6, ports: '22' }];
    const { packets } = sent({ type: 'connect', listening: true, of: { rules } });
    deepEqual(
      packets.map(({ walk }) => walk.hops.find(({ checkpoint }) => checkpoint === 'security-group')?.rule),
      ['sg', 'tracked', 'tracked'],
    );
  });

  it('may go to a host outside, which is taken to listen', () => {
    const topology = new Topology(network());
    const { packets, result } = sendProbe(topology, {
      type: 'connect',
      target: ip('203.0.113.9'),
      from: { kind: 'interface', interface: topology.interface('web')! },
      port: 443,
    });
    deepEqual(
      packets.map(({ label, from, to }) => [label, from, to]),
      [
        ['SYN', 'web', undefined],
        ['SYN-ACK', undefined, 'web'],
        ['ACK', 'web', undefined],
      ],
    );
    equal(result.state, 'open');
    equal(result.certainty, 'assumed');
  });

  it('are none between ends that have no family of addresses in common', () => {
    const base = network();
    const topology = new Topology({ ...base, interfaces: [host({ ip: '10.0.12.5' })] });
    const { packets, result } = sendProbe(topology, {
      type: 'ack',
      target: topology.interface('web')!,
      from: { kind: 'address', address: ip('2001:db8::1') },
      port: 22,
    });
    deepEqual(packets, []);
    equal(result.state, 'unknown');
  });
});
