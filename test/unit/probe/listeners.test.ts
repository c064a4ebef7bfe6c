/** What is taken to listen, by whose word: the flag's, the author's, or the code's. */
import assert from 'node:assert/strict';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { tcp, udp } from '../../../src/core/net/protocol.ts';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { connect } from '../../../src/core/probe/connect.ts';
import { scan, type ScanOptions } from '../../../src/core/probe/scan.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { ip, network, place, type NetworkText } from '../../support/networks.ts';

const forwarded: NonNullable<NetworkInterface['listening']> = [
  { protocol: tcp, ports: { first: 8080, last: 8080 }, why: 'is a target of web', origin: place(40) },
  { protocol: udp, ports: { first: 53, last: 53 }, why: 'answers names', origin: place(41) },
];

function topologyOf(own: Partial<NetworkInterface>, text: NetworkText = {}): Topology {
  const plain = network(text);
  return new Topology({ ...plain, interfaces: plain.interfaces.map((at) => ({ ...at, ...own })) });
}

function states(
  own: Partial<NetworkInterface>,
  options: Partial<ScanOptions> & Pick<ScanOptions, 'type'>,
  text?: NetworkText,
): readonly string[] {
  const topology = topologyOf(own, text);
  const { targets } = scan(topology, {
    targets: topology.interfaces,
    from: { kind: 'address', address: ip('198.51.100.7') },
    ports: PortSet.of({ first: 8079, last: 8081 }),
    ...options,
  });
  return targets[0]!.results.map(
    ({ ports, state, certainty }) => `${ports.toString()} ${state} ${certainty}`,
  );
}

describe('listeners', () => {
  const code = { listening: forwarded };
  const author = { listening: forwarded, listensToNothingElse: true } as const;
  const cases: readonly (readonly [
    string,
    Partial<NetworkInterface>,
    ScanOptions['type'],
    readonly string[],
  ])[] = [
    ['nobody says: every port may be either', {}, 'syn', ['8079-8081 unknown proved']],
    ['the code sends traffic to one', code, 'syn', ['8079,8081 unknown proved', '8080 open assumed']],
    ['an ACK scan cannot tell, so assumes nothing', code, 'ack', ['8079-8081 unfiltered proved']],
    ['silence of an open port', code, 'fin', ['8079,8081 unknown proved', '8080 open|filtered assumed']],
    ['the author names them all', author, 'syn', ['8079,8081 closed proved', '8080 open proved']],
  ];
  for (const [name, own, type, expected] of cases) {
    it(name, () => assert.deepEqual(states(own, { type }), expected));
  }

  it('of UDP may be silent', () => {
    const dns = PortSet.of({ first: 53, last: 54 });
    assert.deepEqual(states(author, { type: 'udp', ports: dns }), ['53 unknown proved', '54 closed proved']);
  });

  it('are nobody’s business where a filter drops the probe', () => {
    assert.deepEqual(states(code, { type: 'syn' }, { inbound: [] }), ['8079-8081 filtered proved']);
  });

  it('are what --listening says when it is given', () => {
    const listeners = { tcp: PortSet.of({ first: 8081, last: 8081 }), udp: PortSet.none };
    assert.deepEqual(states(author, { type: 'syn', listeners }), [
      '8079-8080 closed proved',
      '8081 open proved',
    ]);
  });

  it('say why they are taken for one', () => {
    const topology = topologyOf(code);
    const [result] = scan(topology, {
      type: 'syn',
      targets: topology.interfaces,
      from: { kind: 'address', address: ip('198.51.100.7') },
      ports: PortSet.of({ first: 8080, last: 8080 }),
    }).targets[0]!.results;
    assert.deepEqual(
      result!.assumes!.map(({ what, why, origin }) => [`${what} ${why}`, origin?.span.start]),
      [['web is taken to listen on tcp 8080: it is a target of web', 40]],
    );
  });

  it('answer a connection', () => {
    const outcome = (own: Partial<NetworkInterface>, port: number): string => {
      const from = { kind: 'outside', address: ip('198.51.100.7') } as const;
      const [attempt] = connect(topologyOf(own), { from, host: '54.221.77.100', port }).attempts;
      return `${attempt!.outcome} ${attempt!.certainty}`;
    };
    assert.equal(outcome(code, 8080), 'connected assumed');
    assert.equal(outcome(author, 8080), 'connected proved');
    assert.equal(outcome(author, 8081), 'refused proved');
    assert.equal(outcome(code, 8081), 'unknown proved');
  });
});
