import assert from 'node:assert/strict';
import { formatNormal, formatNormalFile } from '../../../src/core/probe/report/normal.ts';
import { reportDefaults } from '../../../src/core/probe/report/options.ts';
import type { Scan, ScannedTarget } from '../../../src/core/probe/scanResult.ts';
import { body } from './normalBody.ts';
import { row, scan, target } from './results.ts';

describe('formatNormal', () => {
  it('lists ports that cannot be told as unknown and says what would settle them', () => {
    assert.equal(
      body(scan([target([row('22 unknown'), row('80 unfiltered reset')])])),
      `Nmap scan report for aws_instance.web (10.0.1.20)
Host is up (0.050s latency).

PORT   STATE      SERVICE
22/tcp unknown    ssh
80/tcp unfiltered http
Not known: var.cidr has no default
`,
    );
  });

  it('counts many unknown ports behind nmap’s own states, however many they are', () => {
    assert.equal(
      body(scan([target([row('1-100 unknown'), row('101-130 filtered no-response')])])),
      `Nmap scan report for aws_instance.web (10.0.1.20)
Host is up.
All 130 scanned ports on aws_instance.web (10.0.1.20) are in ignored states.
Not shown: 30 filtered tcp ports (no-response), 100 unknown tcp ports (unresolved)
Not known: var.cidr has no default
`,
    );
  });

  it('orders states with equally many ports closed, filtered, unfiltered', () => {
    const rows = [row('1-30 unfiltered reset'), row('31-60 filtered no-response'), row('61-90 closed reset')];
    assert.match(
      body(scan([target(rows)])),
      /^Not shown: 30 closed tcp ports \(reset\), 30 filtered tcp ports \(no-response\), 30 unfiltered tcp ports \(reset\)$/m,
    );
  });

  it('counts a state over both protocols and lists tcp before udp', () => {
    const hidden = body(scan([target([row('1-20 closed reset'), row('1-10 closed reset', 'udp')])]));
    assert.match(hidden, /^Not shown: 20 closed tcp ports \(reset\), 10 closed udp ports \(reset\)$/m);
    const shown = body(scan([target([row('53 closed reset', 'udp'), row('443 closed reset')])]));
    assert.match(shown, /^443\/tcp closed https\n53\/udp {2}closed domain$/m);
  });

  it('puts the reason met later first where counts are equal', () => {
    const rows = [
      row('1-30 filtered no-response'),
      row('31-60 closed reset'),
      row('31-60 closed port-unreach', 'udp'),
    ];
    assert.match(
      body(scan([target(rows)], { type: 'syn', withUdp: true })),
      /^Not shown: 30 closed udp ports \(port-unreach\), 30 closed tcp ports \(reset\), 30 filtered tcp ports \(no-response\)$/m,
    );
  });

  it('does so within a protocol and in 7.80 too', () => {
    const of = scan([
      target([row('1-30 closed reset'), row('31-60 closed conn-refused'), row('80 open syn-ack')]),
    ]);
    assert.match(
      body(of),
      /^Not shown: 30 closed tcp ports \(conn-refused\), 30 closed tcp ports \(reset\)$/m,
    );
    const older = formatNormal(of, {
      ...reportDefaults,
      started: new Date(0),
      version: '7.80',
      reason: true,
    });
    assert.match(older, /^Reason: 30 conn-refused and 30 resets$/m);
  });

  it('writes one hidden port in the singular', () => {
    const text = body(scan([target([row('22 unfiltered reset'), row('23 filtered no-response')])]), {
      openOnly: true,
    });
    assert.match(text, /^Not shown: 1 filtered tcp port \(no-response\)$/m);
  });

  it('leaves a target out of --open when nothing of it can be open', () => {
    const text = body(scan([target([row('1-10 filtered no-response')])]), { openOnly: true });
    assert.equal(text, '');
  });

  it('ends every target with an empty line and counts them', () => {
    const one = target([row('22 unfiltered reset')]);
    const text = formatNormal(scan([one, { ...one, address: 'aws_instance.db' }]), {
      ...reportDefaults,
      started: new Date(0),
    });
    assert.match(text, /ssh\n\nNmap scan report for aws_instance\.db/);
    assert.match(text, /^Nmap done: 2 IP addresses \(2 hosts up\) scanned in \d+\.\d\d seconds$/m);
  });

  it('speaks of several targets at once with -v', () => {
    const one = target([row('1-3 filtered no-response')]);
    const text = formatNormal(scan([one, one]), { ...reportDefaults, started: new Date(0), verbosity: 1 });
    assert.match(text, /^Scanning 2 hosts \[3 ports\/host\]$/m);
    assert.match(text, /^Completed ACK Scan at 00:00, 4\.00s elapsed \(6 total ports\)$/m);
    assert.match(text, /^ {11}Raw packets sent: 12 \(480B\) \| Rcvd: 0 \(0B\)$/m);
  });

  it('counts 60 bytes a packet on IPv6', () => {
    const text = formatNormal(scan([target([row('1-10 unfiltered reset')], { ip: '2001:db8::1' })]), {
      ...reportDefaults,
      started: new Date(0),
      verbosity: 1,
    });
    assert.match(text, /Raw packets sent: 10 \(600B\) \| Rcvd: 10 \(600B\)/);
  });

  const labels: readonly (readonly [Scan['from'], Partial<ScannedTarget>, boolean, string])[] = [
    [
      { kind: 'internet', ip: '198.51.100.7' },
      { publicIp: '203.0.113.9' },
      true,
      'aws_instance.web (203.0.113.9)',
    ],
    [
      { kind: 'address', ip: '203.0.113.1' },
      { publicIp: '203.0.113.9' },
      true,
      'aws_instance.web (203.0.113.9)',
    ],
    [{ kind: 'address', ip: '10.0.2.1' }, { publicIp: '203.0.113.9' }, true, 'aws_instance.web (10.0.1.20)'],
    [
      { kind: 'address', ip: '10.0.0.0/16' },
      { publicIp: '203.0.113.9' },
      true,
      'aws_instance.web (10.0.1.20)',
    ],
    [
      { kind: 'interface', address: 'x', ip: undefined },
      { publicIp: '203.0.113.9' },
      true,
      'aws_instance.web (10.0.1.20)',
    ],
    [{ kind: 'internet', ip: '198.51.100.7' }, {}, false, '10.0.1.20'],
    [{ kind: 'internet', ip: '198.51.100.7' }, { ip: undefined }, true, 'aws_instance.web'],
    [{ kind: 'internet', ip: '198.51.100.7' }, { ip: undefined }, false, 'aws_instance.web'],
  ];
  for (const [from, other, names, label] of labels) {
    it(`names a target ${label} from ${from.kind} ${from.ip}${names ? '' : ' without names'}`, () => {
      const text = body(scan([target([row('22 filtered no-response')], other)], { from }), { names });
      assert.match(text, new RegExp(`^Nmap scan report for ${label.replace(/[.()]/g, '\\$&')}$`, 'm'));
    });
  }

  it('takes hostile names apart', () => {
    const text = body(scan([target([row('22 unknown')], { address: 'a\u001b[2J\nb\u202e' })]));
    assert.match(text, /^Nmap scan report for a\\u\{1b\}\[2J\\u\{a\}b\\u\{202e\} \(10\.0\.1\.20\)$/m);
  });

  it('writes the head and foot of a -oN file with the command line', () => {
    const text = formatNormalFile(
      scan([target([row('22 filtered no-response')])]),
      { ...reportDefaults, started: new Date('2026-11-02T07:43:50Z'), verbosity: 1 },
      'ackscope scan . -oN x\ny',
    );
    assert.match(
      text,
      /^# Nmap 7\.93 scan initiated Mon Nov {2}2 07:43:50 2026 as: ackscope scan \. -oN x\\u\{a\}y$/m,
    );
    assert.match(
      text,
      /^# Nmap done at Mon Nov {2}2 07:43:5\d 2026 -- 1 IP address \(1 host up\) scanned in /m,
    );
    assert.doesNotMatch(text, /Initiating|Raw packets/);
  });

  it('says nothing of reset limits where --open hides no filtered port', () => {
    const closed = body(scan([target([row('22 open syn-ack'), row('23 closed reset')])], { type: 'syn' }), {
      openOnly: true,
    });
    assert.doesNotMatch(closed, /ratelimit/);
  });

  it('prints the TTL of raw answers alone', () => {
    const rows = [row('22 open syn-ack'), row('23 closed conn-refused'), row('53 open udp-response', 'udp')];
    const text = body(scan([target(rows)], { type: 'connect', withUdp: true }), { reason: true });
    assert.match(
      text,
      /ssh +syn-ack\n23\/tcp closed telnet +conn-refused\n53\/udp open +domain +udp-response ttl 64$/m,
    );
  });

  it('scans UDP before it connects, and counts no packet of the kernel', () => {
    const rows = [row('22 open syn-ack'), row('53 closed port-unreach', 'udp')];
    const verbose = { ...reportDefaults, started: new Date(0), verbosity: 1 };
    const both = formatNormal(scan([target(rows)], { type: 'connect', withUdp: true }), verbose);
    assert.match(
      both,
      /^Initiating UDP Scan[^]*^Discovered open port 22\/tcp on 10\.0\.1\.20\nCompleted Connect Scan/m,
    );
    assert.match(both, /Raw packets sent: 2 \(98B\) \| Rcvd: 1 \(68B\)$/m);
    const alone = formatNormal(scan([target(rows.slice(0, 1))], { type: 'connect' }), verbose);
    assert.doesNotMatch(alone, /Raw packets/);
  });

  const latencies: readonly (readonly [number, string])[] = [
    [0.000005, '0.0000050'],
    [0.000071, '0.000071'],
    [0.002, '0.0020'],
    [0.05, '0.050'],
    [0.01, '0.010'],
    [0.1, '0.10'],
    [1, '1.0'],
    [1.25, '1.3'],
    [12, '12'],
    [123, '120'],
  ];
  for (const [latency, text] of latencies) {
    it(`writes a latency of ${latency} as ${text}s`, () => {
      assert.match(
        body(scan([target([row('22 unfiltered reset')])]), { latency }),
        new RegExp(`^Host is up \\(${text.replace('.', '\\.')}s latency\\)\\.$`, 'm'),
      );
    });
  }
});
