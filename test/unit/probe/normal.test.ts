import assert from 'node:assert/strict';
import { parsePorts } from '../../../src/core/probe/ports.ts';
import { formatNormal, normalDefaults, type NormalOptions } from '../../../src/core/probe/report/normal.ts';
import type {
  PortReason,
  PortResult,
  PortState,
  Scan,
  ScannedTarget,
} from '../../../src/core/probe/scanResult.ts';

/** `22 unfiltered reset`, or `22 unknown` with the value that would settle it. */
function row(text: string, protocol: 'tcp' | 'udp' = 'tcp'): PortResult {
  const [ports = '', state, reason] = text.split(' ');
  const parsed = parsePorts(ports);
  assert(!('kind' in parsed));
  return {
    protocol,
    ports: parsed.tcp,
    state: state as PortState,
    reason: reason as PortReason | undefined,
    certainty: 'proved',
    because: [],
    unresolved: state === 'unknown' ? [{ what: 'var.cidr', why: 'has no default', origin: undefined }] : [],
  };
}

function target(results: readonly PortResult[], other: Partial<ScannedTarget> = {}): ScannedTarget {
  return {
    address: 'aws_instance.web',
    interface: 'aws_instance.web',
    ip: '10.0.1.20',
    publicIp: undefined,
    results,
    ...other,
  };
}

function scan(
  targets: readonly ScannedTarget[],
  from: Scan['from'] = { kind: 'internet', ip: '198.51.100.7' },
): Scan {
  return { scan: 'ack', from, targets };
}

function body(of: Scan, options: Partial<NormalOptions> = {}): string {
  const text = formatNormal(of, { ...normalDefaults, started: new Date('2026-11-02T07:43:50Z'), ...options });
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
      ...normalDefaults,
      started: new Date(0),
    });
    assert.match(text, /ssh\n\nNmap scan report for aws_instance\.db/);
    assert.match(text, /^Nmap done: 2 IP addresses \(2 hosts up\) scanned in \d+\.\d\d seconds$/m);
  });

  it('speaks of several targets at once with -v', () => {
    const one = target([row('1-3 filtered no-response')]);
    const text = formatNormal(scan([one, one]), { ...normalDefaults, started: new Date(0), verbosity: 1 });
    assert.match(text, /^Scanning 2 hosts \[3 ports\/host\]$/m);
    assert.match(text, /^Completed ACK Scan at 00:00, 4\.00s elapsed \(6 total ports\)$/m);
    assert.match(text, /^ {11}Raw packets sent: 12 \(480B\) \| Rcvd: 0 \(0B\)$/m);
  });

  it('counts 60 bytes a packet on IPv6', () => {
    const text = formatNormal(scan([target([row('1-10 unfiltered reset')], { ip: '2001:db8::1' })]), {
      ...normalDefaults,
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
      const text = body(scan([target([row('22 filtered no-response')], other)], from), { names });
      assert.match(text, new RegExp(`^Nmap scan report for ${label.replace(/[.()]/g, '\\$&')}$`, 'm'));
    });
  }

  it('takes hostile names apart', () => {
    const text = body(scan([target([row('22 unknown')], { address: 'a\u001b[2J\nb\u202e' })]));
    assert.match(text, /^Nmap scan report for a\\u\{1b\}\[2J\\u\{a\}b\\u\{202e\} \(10\.0\.1\.20\)$/m);
  });

  it('writes the head and foot of a -oN file with the command line', () => {
    const text = formatNormal(scan([target([row('22 filtered no-response')])]), {
      ...normalDefaults,
      started: new Date('2026-11-02T07:43:50Z'),
      verbosity: 1,
      commandLine: 'ackscope scan . -oN x\ny',
    });
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

  const latencies: readonly (readonly [number, string])[] = [
    [0.000005, '0.0000050'],
    [0.000071, '0.000071'],
    [0.002, '0.0020'],
    [0.05, '0.050'],
    [1.25, '1.3'],
    [12, '12'],
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
  const seconds = (rows: readonly PortResult[], timing: NormalOptions['timing']): number => {
    const text = formatNormal(scan([target(rows)]), { ...normalDefaults, started: new Date(0), timing });
    return Number(/scanned in ([\d.]+) seconds/.exec(text)?.[1]);
  };

  // Measured: 102.5, 204.5 and 53.0 s for a thousand silent ports, 5.6 s when one answers, 0.2 s when all do.
  const cases: readonly (readonly [string, readonly PortResult[], NormalOptions['timing'], number])[] = [
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
