import assert from 'node:assert/strict';
import { formatNormal } from '../../../src/core/probe/report/normal.ts';
import { reportDefaults, type ReportOptions } from '../../../src/core/probe/report/options.ts';
import type { PortResult, Scan } from '../../../src/core/probe/scanResult.ts';
import { body } from './normalBody.ts';
import { row, scan, target } from './results.ts';

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
