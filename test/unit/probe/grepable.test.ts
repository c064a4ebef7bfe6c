import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { formatGrepable } from '../../../src/core/probe/report/grepable.ts';
import { reportDefaults, type ReportOptions } from '../../../src/core/probe/report/options.ts';
import type { Scan } from '../../../src/core/probe/scanResult.ts';
import { host, row, scan, target } from './results.ts';

/** The lines between the first and the last, which name the run. */
function lines(of: Scan, options: Partial<ReportOptions> = {}): readonly string[] {
  const text = formatGrepable(
    of,
    { ...reportDefaults, started: new Date('2026-11-02T07:43:50Z'), names: false, ...options },
    'ackscope scan x\ny',
  );
  const all = text.split('\n');
  assert.match(
    all[0]!,
    /^# Nmap 7\.\d\d scan initiated Mon Nov {2}2 07:43:50 2026 as: ackscope scan x\\u\{a\}y$/,
  );
  assert.match(all.at(-2)!, /^# Nmap done at Mon Nov {2}2 07:4\d:\d\d 2026 -- \d IP address/);
  assert.equal(all.at(-1), '');
  return all.slice(1, -2);
}

describe('formatGrepable', () => {
  it('lists ports with their services, TCP before UDP', () => {
    const rows = [row('53 open udp-response', 'udp'), row('22 open syn-ack'), row('6000 closed reset')];
    assert.deepEqual(lines(scan([target(rows)], { type: 'syn', withUdp: true })), [
      'Host: 10.0.1.20 ()\tStatus: Up',
      'Host: 10.0.1.20 ()\tPorts: 22/open/tcp//ssh///, 6000/closed/tcp//X11///, 53/open/udp//domain///',
    ]);
  });

  it('leaves the service of a port empty that nmap’s list does not hold', () => {
    assert.match(
      lines(scan([target([row('28,36 closed reset')])]))[1]!,
      /28\/closed\/tcp\/\/unknown\/\/\/, 36\/closed\/tcp\/\/\/\/\/$/,
    );
  });

  const collapsed: readonly (readonly [string, readonly string[], Partial<ReportOptions>, string])[] = [
    [
      'one collapsed state',
      ['22 open syn-ack', '100-199 filtered no-response'],
      {},
      'Ports: 22/open/tcp//ssh///\tIgnored State: filtered (100)',
    ],
    [
      'no two',
      ['22 open syn-ack', '100-199 filtered no-response', '200-299 closed reset'],
      {},
      'Ports: 22/open/tcp//ssh///',
    ],
    [
      'one when nothing is left',
      ['100-199 filtered no-response'],
      {},
      'Ports: \tIgnored State: filtered (100)',
    ],
    ['no two when nothing is left', ['100-199 filtered no-response', '200-299 closed reset'], {}, 'Ports: '],
    [
      'nothing where 7.80 has no port left',
      ['100-199 filtered no-response'],
      { version: '7.80' },
      'Status: Up',
    ],
    [
      'what --open hides',
      ['22 open syn-ack', '23 closed reset'],
      { openOnly: true },
      'Ports: 22/open/tcp//ssh///\tIgnored State: closed (1)',
    ],
  ];
  for (const [name, rows, options, expected] of collapsed) {
    it(`names ${name}`, () => {
      const found = scan([target(rows.map((text) => row(text)))], { type: 'syn' });
      assert.equal(lines(found, options)[1], `Host: 10.0.1.20 ()\t${expected}`);
    });
  }

  it('lists the ports asked with -v', () => {
    const asked = { tcp: PortSet.of({ first: 20, last: 22 }), udp: PortSet.none };
    assert.equal(
      lines(scan([target([row('20-22 filtered no-response')])]), { verbosity: 1, ports: asked })[0],
      '# Ports scanned: TCP(3;20-22) UDP(0;) SCTP(0;) PROTOCOLS(0;)',
    );
  });

  it('names targets that are down with -v alone', () => {
    const gone = scan([target([], { host: host('down no-response') })]);
    assert.deepEqual(lines(gone), []);
    assert.deepEqual(lines(gone, { verbosity: 1 }).slice(1), ['Host: 10.0.1.20 ()\tStatus: Down']);
  });

  it('says which target ran out of time, and of which nobody knows whether it is up', () => {
    const slow = scan([target([row('1-1000 filtered no-response')])]);
    assert.equal(lines(slow, { hostTimeout: 1 })[1], 'Host: 10.0.1.20 ()\tStatus: Timeout');
    const maybe = scan([target([row('22 filtered no-response')], { host: host('unknown') })]);
    assert.equal(lines(maybe)[0], 'Host: 10.0.1.20 ()\tStatus: Unknown');
  });

  it('keeps a line a line, whatever the target is called', () => {
    const found = scan([target([row('22 unknown')], { address: 'a\tb\nc', ip: undefined })]);
    assert.deepEqual(lines(found, { names: true }), [
      'Host: unknown (a\\u{9}b\\u{a}c)\tStatus: Up',
      'Host: unknown (a\\u{9}b\\u{a}c)\tPorts: 22/unknown/tcp//ssh///',
      '# Not known: var.cidr has no default',
    ]);
  });
});
