import assert from 'node:assert/strict';
import type { TargetGroup } from '../../../src/core/aws/loadBalancer.ts';
import { fromInternet } from '../../../src/core/diagram/reached.ts';
import { internetReach, reachInWords } from '../../../src/core/explain/interface.ts';
import { parseAddress } from '../../../src/core/net/address.ts';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { connect } from '../../../src/core/probe/connect.ts';
import { scan } from '../../../src/core/probe/scan.ts';
import type { PortScanType } from '../../../src/core/probe/scanResult.ts';
import { matrix } from '../../../src/core/reach/matrix.ts';
import type { PortBounds } from '../../../src/core/reach/portBounds.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, prober } from '../../support/cloud.ts';
import { place, type EntryText } from '../../support/networks.ts';

const stranger = parseAddress('203.0.113.9')!;

interface Parts {
  readonly type?: 'network' | 'application';
  readonly preserves?: boolean;
  /** Whom the target's group admits. */
  readonly from?: string;
  readonly port?: number;
  readonly targets?: TargetGroup['targets'];
  /** What the targets' subnet lets out. */
  readonly outbound?: readonly EntryText[];
  /** Where it listens beside 443. */
  readonly second?: number;
  /** The same of the subnet `beside`, to whose target 8443 goes then. */
  readonly beside?: readonly EntryText[];
}

const target: TargetGroup['targets'][number] = {
  interface: known('target'),
  port: known(8080),
  origin: place(33),
};

/** A balancer in the public subnet `edge` that listens on 443 and 8443 and sends to one target in `app`. */
function balanced({
  type = 'network',
  preserves = true,
  from = '0.0.0.0/0',
  port = 443,
  targets = [target],
  outbound = [{ number: 100 }],
  second = 8443,
  beside,
}: Parts = {}) {
  const listener = (at: number, targetGroup = 'tg') => ({
    protocol: 6,
    port: known(at),
    targetGroups: [known(targetGroup)],
    origin: place(31),
  });
  const targetGroup = (address: string, members: TargetGroup['targets']) => ({
    address,
    origin: place(32, address),
    protocols: known([6]),
    port: known(8080),
    healthCheck: undefined,
    preservesClientIp: known(preserves),
    targets: members,
  });
  const { topology, end } = prober(
    cloud({
      subnets: {
        edge: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } },
        app: { cidr: '10.0.2.0/24', outbound },
        beside: { cidr: '10.0.3.0/24', outbound: beside ?? outbound },
      },
      hosts: [
        {
          name: 'node',
          subnet: 'edge',
          ip: '10.0.1.9',
          publicIp: '54.0.0.9',
          kind: 'load-balancer',
          groups: ['open'],
          also: {
            owner: 'lb',
            listening: [{ protocol: 6, ports: { first: 443, last: 443 }, why: 'has it', origin: place(31) }],
          },
        },
        { name: 'target', subnet: 'app', ip: '10.0.2.10', groups: ['target-sg'] },
        { name: 'other', subnet: 'beside', ip: '10.0.3.10', groups: ['target-sg'] },
      ],
      groups: {
        'open': { rules: [{ direction: 'inbound' }, { direction: 'outbound' }] },
        'target-sg': { rules: [{ direction: 'inbound', peer: from }] },
      },
      also: {
        loadBalancers: [
          {
            address: 'lb',
            origin: place(30, 'lb'),
            type: known(type),
            scheme: known('internet-facing'),
            nodes: ['node'],
            listeners: [listener(443), listener(second, beside === undefined ? 'tg' : 'tg-beside')],
          },
        ],
        targetGroups: [
          targetGroup('tg', targets),
          targetGroup('tg-beside', [{ ...target, interface: known('other') }]),
        ],
      },
    }),
  );
  const node = topology.interface('node')!;
  const attempt = connect(topology, { from: end('203.0.113.9'), host: '54.0.0.9', port }).attempts[0]!;
  const scanner = { type: 'ack', targets: [node], from: { kind: 'address', address: stranger } } as const;
  return {
    attempt,
    /** All of TCP at once: `443 of 0-65535 (replies …)`, and what keeps the rest open. */
    reach: () => {
      const [row] = matrix(topology, { families: ['ipv4'], from: [end('203.0.113.9')], to: [end('node')] });
      const { ports, replyPorts } = row!.protocols.find(({ name }) => name === 'tcp')!.reach;
      const text = ({ must, may }: PortBounds): string => `${String(must)} of ${String(may)}`;
      return [text(ports), text(replyPorts), row!.because.map(({ what, why }) => `${what} ${why}`)] as const;
    },
    /** From the internet, as hovers and lenses say it. */
    told: () => reachInWords(internetReach(topology, node)),
    /** From the internet, as the diagram says it. */
    drawn: () => fromInternet(topology, [node]).get('node'),
    found: () => scan(topology, { ...scanner, ports: one, discovery: true }).targets[0]!.host!,
    states: (scanType: PortScanType, ports: PortSet) => {
      const from = { kind: 'address', address: stranger } as const;
      const [found] = scan(topology, { type: scanType, targets: [node], from, ports }).targets;
      return found!.results.map((result) => `${result.ports.toString()} ${result.state}`);
    },
  };
}

const one = PortSet.of({ first: 443, last: 443 });

describe('what is behind a load balancer', () => {
  const cases: readonly (readonly [string, Parts, string, string])[] = [
    ['answers where its group admits everybody', {}, 'connected', 'open'],
    ['may not, where it admits the nodes and sees the client', { from: '10.0.0.0/16' }, 'unknown', 'unknown'],
    ['answers where it sees the nodes', { from: '10.0.0.0/16', preserves: false }, 'connected', 'open'],
    [
      'makes no difference to one that answers itself',
      { from: '198.51.100.0/24', type: 'application' },
      'connected',
      'open',
    ],
  ];
  for (const [name, parts, outcome, state] of cases) {
    it(`${name} (SEMANTICS S40)`, () => {
      const { attempt, states } = balanced(parts);
      assert.equal(attempt.outcome, outcome);
      assert.deepEqual(states('syn', one), [`443 ${state}`]);
    });
  }

  const unknownTargets: readonly (readonly [string, TargetGroup['targets'], string])[] = [
    [
      'not known',
      [{ ...target, interface: unknown('var.target', 'has no default') }],
      'var.target has no default',
    ],
    ['not there', [], 'lb has no targets in the code'],
    ['outside the code', [{ ...target, interface: known('i-1') }], 'i-1 is outside the code'],
    [
      'on a port not known',
      [{ ...target, port: unknown('var.port', 'has no default') }],
      'var.port has no default',
    ],
    [
      'partly unknown',
      [target, { ...target, interface: unknown('var.target', 'has no default') }],
      'var.target has no default',
    ],
  ];
  for (const [name, targets, reason] of unknownTargets) {
    it(`is unknown where its targets are ${name}`, () => {
      const { attempt, states, found } = balanced({ targets });
      const words = attempt.because.map(({ what, why }) => `${what} ${why}`);
      assert.deepEqual([attempt.outcome, words], ['unknown', [reason]]);
      assert.deepEqual(states('syn', one), ['443 unknown']);
      assert.equal(found().status, 'unknown');
    });
  }

  it('decides whether the host is found, too', () => {
    const seen = (parts: Parts) => {
      const { status, reason, unresolved } = balanced(parts).found();
      return [
        status,
        reason,
        unresolved.some(({ why }) => why.includes('none of them gets it and is heard')),
      ];
    };
    assert.deepEqual(seen({}), ['up', 'syn-ack', false]);
    assert.deepEqual(seen({ from: '10.0.0.0/16' }), ['unknown', undefined, true]);
    assert.deepEqual(seen({ from: '10.0.0.0/16', preserves: false }), ['up', 'syn-ack', false]);
    assert.deepEqual(seen({ from: '10.0.0.0/16', type: 'application' }), ['up', 'syn-ack', false]);
  });

  it('is named in the reason', () => {
    const [reason] = balanced({ from: '10.0.0.0/16' }).attempt.because;
    assert.equal(reason?.what, 'lb');
    assert.match(
      reason.why,
      /^passes tcp 443 on to its targets, and none of them gets it and is heard: .*target-sg/,
    );
  });

  const every = '0-65535 of 0-65535';
  const atOnce: readonly (readonly [string, Parts, string, string, string])[] = [
    ['answer', {}, '443,8443 of 0-65535', every, 'tcp 443,8443'],
    ['answer on ports side by side', { second: 444 }, '443-444 of 0-65535', every, 'tcp 443-444'],
    [
      'answer on the lower one of two ports side by side',
      { second: 444, beside: [] },
      '443 of 0-65535',
      every,
      'tcp 443',
    ],
    [
      'answer on the higher one of two ports side by side',
      { second: 444, outbound: [], beside: [{ number: 100 }] },
      '444 of 0-65535',
      every,
      'tcp 444',
    ],
    [
      'see the nodes and admit those',
      { from: '10.0.0.0/16', preserves: false },
      '443,8443 of 0-65535',
      every,
      'tcp 443,8443',
    ],
    ['see the client and admit the nodes', { from: '10.0.0.0/16' }, ' of 0-65535', every, 'no port for sure'],
    ['are none', { targets: [] }, ' of 0-65535', every, 'no port for sure'],
    [
      'do not matter',
      { from: '10.0.0.0/16', type: 'application' },
      '443,8443 of 0-65535',
      every,
      'tcp 443,8443',
    ],
    [
      'are heard on some ports of the client',
      { outbound: [{ protocol: 6, ports: '32768-60999' }] },
      '443,8443 of 0-65535',
      '32768-60999 of 0-65535',
      'tcp 443,8443',
    ],
    [
      'of one listener are never heard',
      { outbound: [], beside: [{ number: 100 }] },
      '8443 of 0-65535',
      every,
      'tcp 8443',
    ],
    [
      'of one listener are heard always, and those of the other at times',
      { outbound: [{ protocol: 6, ports: '32768-60999' }], beside: [{ number: 100 }] },
      '8443 of 0-65535',
      every,
      'tcp 8443',
    ],
    [
      'of one listener are heard on some ports of the client, and those of the other never',
      { outbound: [{ protocol: 6, ports: '32768-60999' }], beside: [] },
      '443 of 0-65535',
      '32768-60999 of 0-65535',
      'tcp 443',
    ],
    [
      'of each listener are heard on some ports of the client',
      {
        outbound: [{ protocol: 6, ports: '32768-49999' }],
        beside: [{ protocol: 6, ports: '45000-60999' }],
      },
      '443,8443 of 0-65535',
      '45000-49999 of 0-65535',
      'tcp 443,8443',
    ],
    [
      'of each listener are heard on other ports of the client',
      {
        outbound: [{ protocol: 6, ports: '1024-44999' }],
        beside: [{ protocol: 6, ports: '45000-65535' }],
      },
      ' of 0-65535',
      every,
      'no port for sure',
    ],
  ];
  for (const [name, parts, ports, replies, words] of atOnce) {
    it(`counts for all ports at once, where targets ${name}`, () => {
      const { reach, told } = balanced(parts);
      assert.deepEqual(reach().slice(0, 2), [ports, replies]);
      assert.equal(told(), words);
    });
  }

  it('counts in the diagram', () => {
    const drawn = [{}, { from: '10.0.0.0/16' }].map((parts) => balanced(parts).drawn());
    assert.deepEqual(drawn, [
      {
        words: 'tcp 443, 8443',
        maybe: 'tcp 0–442, 444–8442, 8444–65535; udp all; icmp; other protocols',
      },
      { words: '', maybe: 'all traffic' },
    ]);
  });

  it('leaves ports open with the reason, for all of them at once too', () => {
    const because = balanced({ from: '10.0.0.0/16' }).reach()[2];
    const told = because.filter((reason) => /^lb passes tcp \d+ on to its targets, and none/.test(reason));
    assert.equal(told.length, 2);
  });

  it('decides by the port of the client, of which some are not heard', () => {
    const outbound: readonly EntryText[] = [{ protocol: 6, ports: '40000-65535' }];
    assert.equal(balanced({ outbound }).attempt.outcome, 'unknown');
    assert.equal(balanced({ outbound, preserves: false }).attempt.outcome, 'unknown');
    assert.equal(
      balanced({ outbound: [{ protocol: 6, ports: '32768-60999' }] }).attempt.outcome,
      'connected',
    );
  });

  it('is asked for on each port of a listener alone, also where no rule and no answer tells ports apart', () => {
    assert.deepEqual(
      new Set(balanced().states('ack', PortSet.of({ first: 443, last: 8443 }))),
      new Set(['443,8443 unfiltered', '444-8442 unknown']),
    );
  });
});
