import assert from 'node:assert/strict';
import { formatNormal, formatNormalFile } from '../../../src/core/probe/report/normal.ts';
import { reportDefaults, type ReportOptions } from '../../../src/core/probe/report/options.ts';
import type { PortResult, Scan, ScannedTarget } from '../../../src/core/probe/scanResult.ts';
import { host, row, scan, target } from './results.ts';

function body(of: Scan, options: Partial<ReportOptions> = {}): string {
  const text = formatNormal(of, { ...reportDefaults, started: new Date('2026-11-02T07:43:50Z'), ...options });
  const lines = text.split('\n');
  assert.match(lines[0]!, /^Starting Nmap 7\.93 /);
  assert.match(lines.at(-2)!, /^Nmap done: |Raw packets/);
  return lines.slice(1, -2).join('\n');
}

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

describe('the estimated time of a scan', () => {
  const seconds = (rows: readonly PortResult[], timing: ReportOptions['timing']): number => {
    const text = formatNormal(scan([target(rows)]), { ...reportDefaults, started: new Date(0), timing });
    return Number(/scanned in ([\d.]+) seconds/.exec(text)?.[1]);
  };

  // Measured: 102.5, 204.5 and 53.0 s for a thousand silent ports, 5.6 s when one answers, 0.2 s when all do.
  const cases: readonly (readonly [string, readonly PortResult[], ReportOptions['timing'], number])[] = [
    ['1000 silent ports, -T4', [row('1-1000 filtered no-response')], 4, 102.5],
    ['1000 silent ports, -T3', [row('1-1000 filtered no-response')], 3, 204.5],
    ['1000 silent ports, -T5', [row('1-1000 filtered no-response')], 5, 53],
    ['one of 1000 answers', [row('1-999 filtered no-response'), row('1000 unfiltered reset')], 4, 5.6],
    ['all answer', [row('1-1000 unfiltered reset')], 4, 0.2],
  ];
  for (const [name, rows, timing, measured] of cases) {
    it(`is within a tenth, or a tenth of a second, of what was measured: ${name}`, () => {
      assert.ok(Math.abs(seconds(rows, timing) - measured) <= Math.max(0.1, measured * 0.1));
    });
  }

  it('is days for the template that waits five minutes between probes', () => {
    assert.ok(seconds([row('1-1000 filtered no-response')], 0) > 6 * 86400);
  });
});

describe('the collapse of a state with many ports', () => {
  const edges: readonly (readonly [string, Partial<ReportOptions>, number])[] = [
    ['without -v', {}, 25],
    ['with -v', { verbosity: 1 }, 50],
    ['with -vv', { verbosity: 2 }, 75],
    ['with -d', { debugging: 1 }, 550],
    ['with -d -v', { debugging: 1, verbosity: 1 }, 575],
    ['with -dd', { debugging: 2 }, 1075],
  ];
  for (const version of ['7.93', '7.80'] as const) {
    for (const [name, options, limit] of edges) {
      it(`begins above ${limit} ports ${name} in ${version}`, () => {
        const rows = (count: number): number => {
          const found = scan([target([row(`1-${count} unfiltered reset`)])]);
          const text = formatNormal(found, { ...reportDefaults, started: new Date(0), version, ...options });
          return text.match(/^\d+\/tcp /gm)?.length ?? 0;
        };
        assert.deepEqual([rows(limit), rows(limit + 1)], [limit, 0]);
      });
    }
  }

  it('never happens with -ddd, nor to open|filtered from -vvv on', () => {
    const all = scan([target([row('1-2000 filtered no-response')])]);
    assert.match(body(all, { debugging: 3 }), /^2000\/tcp filtered/m);
    const quiet = scan([target([row('1-200 open|filtered no-response')])], { type: 'fin' });
    assert.match(body(quiet, { verbosity: 2 }), /ignored states/);
    assert.match(body(quiet, { verbosity: 3 }), /^200\/tcp open\|filtered/m);
  });
});

describe('the wording of 7.80', () => {
  const text = (of: Scan, options: Partial<ReportOptions> = {}): string =>
    formatNormal(of, { ...reportDefaults, started: new Date(0), version: '7.80', ...options });
  const mixed = scan(
    [
      target([
        row('22 open syn-ack'),
        row('100-140 closed reset'),
        row('100-129 closed port-unreach', 'udp'),
      ]),
    ],
    { type: 'syn', withUdp: true },
  );

  it('counts states without protocols or reasons', () => {
    assert.match(text(mixed), /^Not shown: 71 closed ports\nPORT /m);
  });

  it('adds the reasons on a line of their own', () => {
    assert.match(text(mixed, { reason: true }), /^Reason: 41 resets and 30 port-unreaches\nPORT /m);
  });

  it('leaves conn-refused without a plural', () => {
    const of = scan([target([row('22 open syn-ack'), row('100-140 closed conn-refused')])], {
      type: 'connect',
    });
    assert.match(text(of, { reason: true }), /^Reason: 41 conn-refused$/m);
  });

  it('says on one line what all ports are', () => {
    const of = scan([target([row('1-30 unfiltered reset'), row('31-90 filtered no-response')])]);
    const line = 'All 90 scanned ports on aws_instance.web (10.0.1.20) are filtered (60) or unfiltered (30)';
    assert.match(text(of), new RegExp(`^${line.replace(/[().]/g, '\\$&')}\n\nNmap done`, 'm'));
    assert.match(text(of, { reason: true }), /\(30\) because of 60 no-responses and 30 resets$/m);
  });

  it('says when it scanned only above a table', () => {
    const of = (ports: string): Scan => scan([target([row(`${ports} filtered no-response`)])]);
    assert.match(text(of('1-2'), { verbosity: 2 }), /^Scanned at/m);
    assert.doesNotMatch(text(of('1-200'), { verbosity: 2 }), /^Scanned at/m);
  });

  it('knows fewer services', () => {
    const of = scan([target([row('8084 unfiltered reset')])]);
    assert.match(text(of), /^8084\/tcp unfiltered unknown$/m);
    assert.match(text(of, { version: '7.93' }), /^8084\/tcp unfiltered websnp$/m);
  });
});

describe('host discovery in the report', () => {
  const up = target([row('22 open syn-ack')], { host: host('up reset') });
  const gone = target([], { host: host('down no-response'), ip: '10.0.1.21' });
  const text = (of: readonly ScannedTarget[], options: Partial<ReportOptions> = {}): string =>
    formatNormal(scan(of, { type: 'syn' }), {
      ...reportDefaults,
      started: new Date(0),
      names: false,
      ...options,
    });

  it('suggests -Pn for a single target that is down', () => {
    assert.match(
      text([gone]),
      /^Starting .*\nNote: Host seems down\. If it is really up, but blocking our ping probes, try -Pn\nNmap done: 1 IP address \(0 hosts up\) scanned in 2\.\d\d seconds\n$/,
    );
    assert.doesNotMatch(text([gone, gone]), /Note/);
  });

  it('names the payloads among the files read where UDP was scanned, and not before', () => {
    const filesOf = (
      targets: readonly ScannedTarget[],
      version: '7.93' | '7.80' = '7.93',
    ): string | undefined =>
      /^Read from .*: (.*)\.$/m.exec(
        formatNormal(scan(targets, { type: 'syn', withUdp: true }), {
          ...reportDefaults,
          started: new Date(0),
          debugging: 1,
          version,
        }),
      )?.[1];
    assert.equal(filesOf([up]), 'nmap-payloads nmap-services');
    assert.equal(filesOf([gone]), 'nmap-services');
    assert.equal(filesOf([gone], '7.80'), 'nmap-payloads nmap-services');
  });

  it('names targets that are down with -v alone, before the others', () => {
    assert.doesNotMatch(text([up, gone]), /10\.0\.1\.21/);
    assert.match(
      text([up, gone], { verbosity: 1 }),
      /^Initiating Ping Scan[^]*\(2 total hosts\)\nNmap scan report for 10\.0\.1\.21 \[host down\]\nInitiating SYN Stealth Scan at 00:00\nScanning 10\.0\.1\.20 \[1 port\]$/m,
    );
    assert.match(text([gone], { verbosity: 2 }), /\[host down, received no-response\]$/m);
    assert.doesNotMatch(text([up, gone], { verbosity: 1, openOnly: true }), /10\.0\.1\.21/);
    assert.match(text([up, gone]), /^Nmap done: 2 IP addresses \(1 host up\)/m);
  });

  it('says what told it, with the TTL of a packet', () => {
    assert.match(text([up], { reason: true }), /^Host is up, received reset ttl 64 \(0\.050s latency\)\.$/m);
    const near = target([row('22 filtered no-response')], { host: host('up arp-response') });
    assert.match(
      text([near], { reason: true }),
      /^Host is up, received arp-response \(0\.050s latency\)\.$/m,
    );
    assert.match(
      text([near], { verbosity: 1 }),
      /^Initiating ARP Ping Scan at 00:00\nScanning 10\.0\.1\.20 \[1 port\]$/m,
    );
  });

  it('knows no latency under -Pn while nothing answers', () => {
    assert.match(text([target([row('22 filtered no-response')])]), /^Host is up\.$/m);
  });

  it('does not claim that a target is up where a value decides', () => {
    const maybe = target([row('22 open syn-ack')], { host: host('unknown') });
    assert.match(text([maybe]), /^Host may be up\.\n[^]*^Not known: var\.ping has no default$/m);
    assert.match(text([maybe]), /\(0 hosts up\)/);
  });

  it('skips a target that would take longer than the host timeout', () => {
    const slow = target([row('1-1000 filtered no-response')]);
    const options = { hostTimeout: 3, verbosity: 1 };
    assert.match(
      text([slow, up], options),
      /^10\.0\.1\.20 timed out during SYN Stealth Scan \(1 host left\)\nCompleted SYN Stealth Scan at 00:00, 3\.10s elapsed \(1 host timed out\)\nNmap scan report for 10\.0\.1\.20\nHost is up\.\nSkipping host 10\.0\.1\.20 due to host timeout\nNmap scan report/m,
    );
  });
});
