/** What each scan says of a port: by what listens there, and by which of the packets passes. */
import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import type { Listeners } from '../../../src/core/probe/listeners.ts';
import { scan } from '../../../src/core/probe/scan.ts';
import type { PortScanType } from '../../../src/core/probe/scanResult.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { ip, network, type NetworkText } from '../../support/networks.ts';

const port = (first: number, last = first): PortSet => PortSet.of({ first, last });

/** 22 listens, UDP 53 answers, UDP 123 does not. */
const listeners: Listeners = { tcp: port(22), udp: port(53), silentUdp: port(123) };

const outside = { kind: 'address', address: ip('198.51.100.7') } as const;

function results(type: PortScanType, ports: PortSet, text: NetworkText, options: object = {}) {
  const topology = new Topology(network(text));
  const [target] = scan(topology, {
    type,
    targets: [topology.interfaces[0]!],
    from: outside,
    ports,
    ...options,
  }).targets;
  return target!.results;
}

function states(...args: Parameters<typeof results>): readonly string[] {
  return results(...args).map(
    (row) => `${row.protocol} ${row.ports.toString()} ${row.state} ${row.reason ?? '-'} ${row.certainty}`,
  );
}

const nothingIn: NetworkText = { inbound: [] };
const nothingOut: NetworkText = { outbound: [] };

describe('a scan of ports that are reached', () => {
  // nmap against Linux (SEMANTICS T3, T4, T7): what listens on 22, and nothing on 23.
  const cases: readonly (readonly [PortScanType, listening: string, closed: string])[] = [
    ['syn', 'open syn-ack', 'closed reset'],
    ['connect', 'open syn-ack', 'closed conn-refused'],
    ['ack', 'unfiltered reset', 'unfiltered reset'],
    ['window', 'closed reset', 'closed reset'],
    ['maimon', 'closed reset', 'closed reset'],
    ['fin', 'open|filtered no-response', 'closed reset'],
    ['null', 'open|filtered no-response', 'closed reset'],
    ['xmas', 'open|filtered no-response', 'closed reset'],
  ];
  for (const [type, listening, closed] of cases) {
    it(`${type}: ${listening} where somebody listens, else ${closed}`, () => {
      assert.deepEqual(states(type, port(22), {}, { listeners }), [`tcp 22 ${listening} proved`]);
      assert.deepEqual(states(type, port(23), {}, { listeners }), [`tcp 23 ${closed} proved`]);
    });
  }

  it('udp: a reply, a port-unreachable message, or silence', () => {
    assert.deepEqual(
      states('udp', PortSet.of({ first: 53, last: 53 }, { first: 123, last: 124 }), {}, { listeners }),
      [
        'udp 53 open udp-response proved',
        'udp 123 open|filtered no-response proved',
        'udp 124 closed port-unreach proved',
      ],
    );
  });

  it('TCP and UDP in one run', () => {
    assert.deepEqual(states('syn', port(22), {}, { listeners, udpPorts: port(53) }), [
      'tcp 22 open syn-ack proved',
      'udp 53 open udp-response proved',
    ]);
  });
});

describe('a scan whose packets do not pass', () => {
  const silent: readonly (readonly [PortScanType, string])[] = [
    ['syn', 'filtered'],
    ['connect', 'filtered'],
    ['ack', 'filtered'],
    ['window', 'filtered'],
    ['maimon', 'open|filtered'],
    ['fin', 'open|filtered'],
    ['null', 'open|filtered'],
    ['xmas', 'open|filtered'],
    ['udp', 'open|filtered'],
  ];
  for (const [type, state] of silent) {
    it(`${type}: ${state}, whoever listens`, () => {
      const protocol = type === 'udp' ? 'udp' : 'tcp';
      const row = `${protocol} 22-53 ${state} no-response proved`;
      assert.deepEqual(states(type, port(22, 53), nothingIn), [row]);
      assert.deepEqual(states(type, port(22, 53), nothingOut), [row]);
    });
  }

  it('names the rule that dropped the answer', () => {
    const [row] = results('syn', port(22), nothingOut, { listeners });
    const last = row!.because.at(-1)!;
    assert.deepEqual(
      [last.leg, last.checkpoint, last.direction, last.rule, last.verdict],
      ['reply', 'network-acl', 'outbound', '*', 'deny'],
    );
  });
});

describe('a scan of ports nobody said anything about', () => {
  it('leaves open what hangs on a listener, and says so', () => {
    const [row] = results('syn', port(22), {});
    assert.deepEqual(
      [row!.state, row!.reason, row!.unresolved],
      [
        'unknown',
        undefined,
        [
          {
            what: 'whether web listens on tcp 22',
            why: 'is not in the code (closed or open); name the ports that listen with --listening',
            origin: undefined,
          },
        ],
      ],
    );
  });

  it('names all the states UDP may come to', () => {
    const [row] = results('udp', port(53), {});
    assert.match(row!.unresolved[0]!.why, /\(closed or open or open\|filtered\)/);
  });

  it('counts ports where a list of them would be long', () => {
    const odd = PortSet.of(...Array.from({ length: 40 }, (_, i) => ({ first: 2 * i, last: 2 * i })));
    const [row] = results('syn', odd, {});
    assert.equal(row!.unresolved[0]!.what, 'whether web listens on 40 tcp ports');
  });

  it('is sure where listening makes no difference', () => {
    for (const type of ['ack', 'window', 'maimon'] as const)
      assert.notEqual(results(type, port(22), {})[0]!.state, 'unknown');
  });

  it('says both when a listener and a value decide', () => {
    const [row] = results('syn', port(22), { inbound: [{ protocol: 6, ports: '22', cidr: '?' }] });
    assert.deepEqual(
      row!.unresolved.map(({ what }) => what),
      ['var.cidr', 'whether web listens on tcp 22'],
    );
  });

  it('says only the value when a listener cannot change anything', () => {
    const [row] = results('ack', port(22), { inbound: [{ protocol: 6, ports: '22', cidr: '?' }] });
    assert.deepEqual(
      row!.unresolved.map(({ what }) => what),
      ['var.cidr'],
    );
  });
});

describe('the source port of a scan', () => {
  const linux: NetworkText = { outbound: [{ protocol: 6, ports: '32768-60999' }] };
  const some: NetworkText = { outbound: [{ protocol: 6, ports: '32768-46883' }] };

  it('is in reach of a return range for Linux from every port of its kernel', () => {
    assert.deepEqual(states('connect', port(22, 23), linux, { listeners }), [
      'tcp 22 open syn-ack proved',
      'tcp 23 closed conn-refused proved',
    ]);
  });

  it('decides for each connection where the range is half of it', () => {
    const [row] = results('connect', port(23), some, { listeners });
    assert.equal(row!.state, 'unknown');
    assert.deepEqual(row!.unresolved, [
      {
        what: "the scanner's source port",
        why: 'is another one for each connection, from 32768-60999: 50.0 % of them get the reply (closed), the others none (filtered)',
        origin: undefined,
      },
    ]);
  });

  it('is nothing -g can change for the connect scan', () => {
    assert.deepEqual(
      states('connect', port(23), some, { listeners, sourcePort: 40000 }),
      states('connect', port(23), some, { listeners }),
    );
  });

  it('decides for each run of a raw scan', () => {
    const [row] = results('syn', port(23), linux, { listeners });
    assert.match(row!.unresolved[0]!.why, /33000-65260 .* 86\.8 % of runs get the reply \(closed\)/);
    assert.deepEqual(states('syn', port(23), linux, { listeners, sourcePort: 60999 }), [
      'tcp 23 closed reset proved',
    ]);
    assert.deepEqual(states('syn', port(23), linux, { listeners, sourcePort: 61000 }), [
      'tcp 23 filtered no-response proved',
    ]);
  });

  it('is beside the point for a FIN that an open port swallows', () => {
    assert.deepEqual(states('fin', port(22), linux, { listeners }), [
      'tcp 22 open|filtered no-response proved',
    ]);
  });

  it('is named beside the listener where both decide', () => {
    const [row] = results('syn', port(22), linux);
    assert.deepEqual(
      row!.unresolved.map(({ what }) => what),
      ["nmap's source port", 'whether web listens on tcp 22'],
    );
  });
});

describe('the ICMP error of a closed UDP port', () => {
  const udpOnly = { protocol: 17, ports: '0-65535' };
  const icmp = (type?: number, code?: number) => ({
    number: 200,
    protocol: 1,
    icmp: { ...(type === undefined ? {} : { type }), ...(code === undefined ? {} : { code }) },
  });
  const cases: readonly (readonly [string, NetworkText, string])[] = [
    ['no rule for ICMP', { outbound: [udpOnly] }, 'open|filtered no-response proved'],
    ['all ICMP', { outbound: [udpOnly, icmp()] }, 'closed port-unreach proved'],
    ['type 3', { outbound: [udpOnly, icmp(3)] }, 'closed port-unreach proved'],
    ['type 3 code 3', { outbound: [udpOnly, icmp(3, 3)] }, 'closed port-unreach proved'],
    ['type 3 code 1', { outbound: [udpOnly, icmp(3, 1)] }, 'open|filtered no-response proved'],
    ['type 0', { outbound: [udpOnly, icmp(0)] }, 'open|filtered no-response proved'],
    [
      'a group with no outbound rules: assumed',
      { rules: [{ direction: 'inbound', protocol: 17, ports: '124' }] },
      'closed port-unreach assumed',
    ],
    [
      'a group that lets UDP out, whose flows it does not track: assumed',
      {
        rules: [
          { direction: 'inbound', protocol: 17, ports: '0-65535' },
          { direction: 'outbound', protocol: 17, ports: '0-65535' },
        ],
      },
      'closed port-unreach assumed',
    ],
    [
      'a group that lets ICMP out',
      {
        rules: [
          { direction: 'inbound', protocol: 17, ports: '124' },
          { direction: 'outbound', protocol: 1 },
        ],
      },
      'closed port-unreach proved',
    ],
  ];
  for (const [name, text, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      assert.deepEqual(states('udp', port(124), text, { listeners }), [`udp 124 ${expected}`]);
    });
  }

  it('needs ICMPv6 1/4 to leave over IPv6', () => {
    const host = { ip: '10.0.12.197', ipv6: '2600:1f18::5' };
    const from = { kind: 'address', address: ip('2001:db8:1::7') };
    const out = (type: number, code: number): NetworkText => ({
      hosts: [host],
      outbound: [{ protocol: 58, cidr: '::/0', icmp: { type, code } }],
    });
    assert.deepEqual(states('udp', port(124), out(1, 4), { listeners, from }), [
      'udp 124 closed port-unreach proved',
    ]);
    assert.deepEqual(states('udp', port(124), out(3, 3), { listeners, from }), [
      'udp 124 open|filtered no-response proved',
    ]);
  });

  it('is let in by a rule only, where the scanner is behind a group', () => {
    const pair = (inbound: readonly object[]): NetworkText => ({
      hosts: [
        { name: 'web', ip: '10.0.12.5', groups: ['sg'] },
        { name: 'scanner', ip: '10.0.12.6', groups: ['sg'] },
      ],
      rules: [
        { direction: 'outbound' },
        { direction: 'inbound', protocol: 17, ports: '124' },
        ...(inbound as NonNullable<NetworkText['rules']>),
      ],
    });
    const from = (text: NetworkText): object => ({
      listeners,
      from: { kind: 'interface', interface: new Topology(network(text)).interface('scanner')! },
    });
    const without = pair([]);
    assert.deepEqual(states('udp', port(124), without, from(without)), [
      'udp 124 open|filtered no-response assumed',
    ]);
    const with33 = pair([{ direction: 'inbound', protocol: 1 }]);
    assert.deepEqual(states('udp', port(124), with33, from(with33)), ['udp 124 closed port-unreach proved']);
  });

  it('is assumed to be kept out where that is one of the ways to silence', () => {
    const text: NetworkText = {
      hosts: [
        { name: 'web', ip: '10.0.12.5' },
        { name: 'scanner', ip: '10.0.20.5', subnet: 'other' },
      ],
      subnets: { other: '10.0.20.0/24' },
      rules: [{ direction: 'outbound' }, { direction: 'inbound', protocol: 17, ports: '124' }],
      outbound: [
        { number: 1, protocol: 17, ports: '124' },
        { number: 2, protocol: 1 },
      ],
    };
    const from = { kind: 'interface', interface: new Topology(network(text)).interface('scanner')! };
    assert.deepEqual(states('udp', port(124), text, { from }), ['udp 124 open|filtered no-response assumed']);
  });

  // The scanner's subnet is 10.0.20.0/24, and AWS picks its address in it.
  const somewhere = (...rules: NonNullable<NetworkText['outbound']>): readonly (readonly string[])[] => {
    const text: NetworkText = {
      hosts: [
        { name: 'web', ip: '10.0.12.5' },
        { name: 'scanner', subnet: 'other' },
      ],
      subnets: { other: '10.0.20.0/24' },
      outbound: [...rules, { number: 200 }],
    };
    const from = { kind: 'interface', interface: new Topology(network(text)).interface('scanner')! };
    return results('udp', port(124), text, { listeners, from }).map(({ state, unresolved }) => [
      state,
      ...unresolved.map(({ what }) => what),
    ]);
  };
  const noIcmp = (number: number, cidr: string) => ({ number, cidr, protocol: 1, action: 'deny' }) as const;

  it('is unknown where AWS picks the scanner’s address and rules tell its subnet apart', () => {
    assert.deepEqual(somewhere(noIcmp(1, '10.0.20.128/25')), [['unknown', 'scanner']]);
    assert.deepEqual(somewhere(noIcmp(1, '10.0.20.0/25'), noIcmp(2, '10.0.20.128/25')), [['open|filtered']]);
    assert.deepEqual(somewhere(noIcmp(1, '10.0.30.0/24'), noIcmp(2, '10.0.10.0/24')), [['closed']]);
  });

  it('is unknown where rules tell more addresses apart than are tried', () => {
    const hosts = Array.from({ length: 40 }, (_, i) => noIcmp(i + 1, `10.0.20.${4 * i + 9}/32`));
    assert.deepEqual(somewhere(...hosts), [['unknown', 'scanner']]);
    const back = Array.from({ length: 40 }, (_, i) => noIcmp(i + 1, `10.0.12.${4 * i + 9}/32`));
    const text: NetworkText = {
      hosts: [{ name: 'web' }, { name: 'scanner', subnet: 'other', ip: '10.0.20.5' }],
      subnets: { other: '10.0.20.0/24' },
      inbound: [...back, { number: 200 }],
    };
    const from = { kind: 'interface', interface: new Topology(network(text)).interface('scanner')! };
    assert.equal(results('udp', port(124), text, { listeners, from })[0]!.state, 'unknown');
  });
});

describe('an unknown state', () => {
  const whats = (...args: Parameters<typeof results>): readonly string[] =>
    results(...args).flatMap(({ unresolved }) => unresolved.map(({ what }) => what));
  const half: NetworkText = { inbound: [{ cidr: '0.0.0.0/1' }] };
  const from = { kind: 'internet' };

  it('names the scanner’s address where it decides', () => {
    assert.deepEqual(whats('ack', port(22), half, { from }), ["the scanner's address"]);
  });

  it('names it beside a listener that decides in one place alone', () => {
    assert.deepEqual(whats('fin', port(22), half, { from }), [
      "the scanner's address",
      'whether web listens on tcp 22',
    ]);
  });

  it('names it beside a source port that decides in one place alone', () => {
    const text = { ...half, outbound: [{ protocol: 6, ports: '32768-60999' }] };
    assert.deepEqual(whats('ack', port(22), text, { from }), ["nmap's source port", "the scanner's address"]);
  });

  it('names every value that decides in some place', () => {
    const text: NetworkText = {
      inbound: [
        { number: 1, protocol: 6, ports: '22', cidr: '0.0.0.0/1', action: '?' },
        { number: 2, protocol: 6, ports: '22', cidr: '128.0.0.0/1', exists: '?' },
      ],
    };
    assert.deepEqual(whats('ack', port(22), text, { from }), ['var.action', 'var.enabled']);
  });

  it('shows a packet that was dropped', () => {
    const [row] = results('ack', port(22), { outbound: [{ protocol: 6, ports: '32768-60999' }] });
    const last = row!.because.at(-1)!;
    assert.deepEqual([last.leg, last.verdict, last.rule], ['reply', 'deny', '*']);
  });
});
