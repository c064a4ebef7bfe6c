/** UDP clients: what comes back, and the lines of real Ncat 7.93 and OpenBSD nc 1.219, recorded between two hosts (SEMANTICS R25). */
import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import type { ConnectOptions } from '../../../src/core/probe/attempt.ts';
import { connect } from '../../../src/core/probe/connect.ts';
import { connectFromInternet } from '../../../src/core/probe/connectFromInternet.ts';
import type { Connect, ConnectAttempt } from '../../../src/core/probe/connectResult.ts';
import { formatNc } from '../../../src/core/probe/report/nc.ts';
import { formatNcat } from '../../../src/core/probe/report/ncat.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { ip, network, type NetworkText } from '../../support/networks.ts';

const answering = PortSet.of({ first: 53, last: 53 });
const outside = { kind: 'outside', address: ip('198.51.100.7') } as const;

function send(text: NetworkText, more: Partial<ConnectOptions> = {}): Connect {
  const topology = new Topology(network(text));
  return connect(topology, { from: outside, host: 'web', port: 53, protocol: 'udp', ...more });
}

const udpIn = { protocol: 17, ports: '53' };
const udpOut = { protocol: 17, ports: '1024-65535' };
const error = { protocol: 1, icmp: { type: 3, code: 3 } };
/** Everything but ICMP errors gets through the network ACL. */
const quiet: NetworkText = { inbound: [udpIn], outbound: [udpOut] };
const loud: NetworkText = { inbound: [udpIn], outbound: [udpOut, { ...error, number: 110 }] };

describe('a datagram', () => {
  const none = PortSet.none;
  const cases: readonly (readonly [string, NetworkText, PortSet | undefined, string])[] = [
    ['is answered by who listens', quiet, answering, 'connected proved 2'],
    ['is refused by the ICMP error of a closed port', loud, none, 'refused proved 2'],
    ['to a closed port is lost where its network ACL drops the error', quiet, none, 'timeout proved 2'],
    ['is lost where the answer is', { inbound: [udpIn], outbound: [error] }, answering, 'timeout proved 2'],
    ['is lost where it is dropped, whoever listens', { inbound: [] }, undefined, 'timeout proved 1'],
    [
      'is lost where it is dropped by a group',
      { rules: [{ direction: 'outbound' }] },
      undefined,
      'timeout proved 1',
    ],
    [
      'is refused through a group only for all that AWS documents',
      { ...loud, rules: [{ direction: 'inbound', peer: '0.0.0.0/0', ...udpIn }] },
      none,
      'refused assumed 2',
    ],
    ['cannot be told without a word about who listens', loud, undefined, 'unknown proved 2 web'],
    [
      'cannot be told where a rule cannot',
      { ...quiet, inbound: [{ ...udpIn, cidr: '?' }] },
      answering,
      'unknown proved 1 var.cidr',
    ],
    [
      'comes back to some ports of the client only',
      { ...quiet, outbound: [{ ...udpOut, ports: '1024-50000' }] },
      answering,
      "unknown proved 2 the client's ephemeral port",
    ],
  ];
  for (const [name, text, listening, expected] of cases) {
    it(name, () => {
      const { attempts } = send(text, listening === undefined ? {} : { listening });
      assert.equal(attempts.length, 1);
      assert.equal(inWords(attempts[0]!), expected);
    });
  }

  it('is taken to be answered outside the code, also where the answer is lost', () => {
    const outcome = (text: NetworkText): string => {
      const topology = new Topology(network(text));
      const from = { kind: 'interface', interface: topology.interfaces[0]! } as const;
      const { attempts } = connect(topology, { from, host: '192.0.2.53', port: 53, protocol: 'udp' });
      return inWords(attempts[0]!);
    };
    assert.equal(outcome({}), 'connected assumed 2 192.0.2.53');
    // A closed port there would be heard of.
    assert.equal(outcome({ inbound: [error] }), 'timeout assumed 2 192.0.2.53');
    assert.equal(outcome({ outbound: [] }), 'timeout proved 1');
  });

  it('goes to the first address that is not unreachable, as nothing tells that it got lost', () => {
    const topology = new Topology(network({ outbound: [] }));
    const from = { kind: 'interface', interface: topology.interfaces[0]! } as const;
    const hosts = (host: string): readonly string[] =>
      connect(topology, { from, host, port: 53, protocol: 'udp' }).attempts.map(({ outcome }) => outcome);
    assert.deepEqual(hosts('192.0.2.53,192.0.2.54'), ['timeout']);
    assert.deepEqual(hosts('2001:db8::1,192.0.2.54'), ['network-unreachable', 'timeout']);
  });

  it('may come from everybody', () => {
    const { attempts } = connectFromInternet(new Topology(network(loud)), {
      host: 'web',
      port: 53,
      protocol: 'udp',
      listening: answering,
    });
    assert.equal(attempts[0]!.outcome, 'connected');
  });
});

function inWords({ outcome, certainty, packets, because }: ConnectAttempt): string {
  return [outcome, certainty, packets.length, ...because.map(({ what }) => what)].join(' ');
}

describe('the clients of UDP', () => {
  const attempt = (outcome: ConnectAttempt['outcome'], port: number): Connect => ({
    from: 'web',
    host: '10.77.0.2',
    port,
    protocol: 'udp',
    attempts: [{ to: ip('10.77.0.2'), outcome, certainty: 'proved', packets: [], because: [] }],
  });
  const ncat = ['Ncat: Version 7.93 ( https://nmap.org/ncat )', 'Ncat: Connected to 10.77.0.2:'] as const;
  const recorded: readonly (readonly [ConnectAttempt['outcome'], number, string, string])[] = [
    [
      'timeout',
      123,
      `${ncat[0]}\n${ncat[1]}123.\nNcat: UDP packet sent successfully\nNcat: 1 bytes sent, 0 bytes received in 2.25 seconds.\n`,
      'Connection to 10.77.0.2 123 port [udp/ntp] succeeded!\n',
    ],
    ['refused', 7777, `${ncat[0]}\n${ncat[1]}7777.\nNcat: Connection refused.\n`, ''],
    [
      'network-unreachable',
      53,
      `${ncat[0]}\nNcat: Network is unreachable.\n`,
      'nc: connect to 10.77.0.2 port 53 (udp) failed: Network is unreachable\n',
    ],
    // What a program answers is not in the code.
    [
      'connected',
      9999,
      `${ncat[0]}\n${ncat[1]}9999.\nNcat: UDP packet sent successfully\nNot known: what 10.77.0.2:9999 answers, and so how many bytes are received.\n`,
      'Connection to 10.77.0.2 9999 port [udp/*] succeeded!\n',
    ],
  ];
  for (const [outcome, port, ofNcat, ofNc] of recorded) {
    it(`say what they say of ${outcome}`, () => {
      assert.equal(formatNcat(attempt(outcome, port)), ofNcat);
      assert.equal(formatNc(attempt(outcome, port)), ofNc);
    });
  }
});
