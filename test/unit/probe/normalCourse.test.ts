/** What -v says of the course of a run: scans, times, packets. The figures of each case are those of real nmap 7.93. */
import assert from 'node:assert/strict';
import { formatNormal } from '../../../src/core/probe/report/normal.ts';
import { reportDefaults, type ReportOptions } from '../../../src/core/probe/report/options.ts';
import { formatXml } from '../../../src/core/probe/report/xml.ts';
import type { Scan, ScanType } from '../../../src/core/probe/scanResult.ts';
import { host, row, scan, target } from './results.ts';

function verbose(of: Scan, options: Partial<ReportOptions> = {}): string {
  return formatNormal(of, {
    ...reportDefaults,
    started: new Date(0),
    names: false,
    verbosity: 1,
    ...options,
  });
}

describe('the packets of a scan', () => {
  const silent = row('21-23 filtered no-response');
  const closed = row('21-23 closed reset');
  const cases: readonly (readonly [ScanType, string, string, string])[] = [
    ['ack', 'ACK Scan', '6 (240B)', '3 (120B)'],
    ['syn', 'SYN Stealth Scan', '6 (264B)', '3 (120B)'],
    ['window', 'Window Scan', '6 (240B)', '3 (120B)'],
    ['fin', 'FIN Scan', '6 (240B)', '3 (120B)'],
    ['null', 'NULL Scan', '6 (240B)', '3 (120B)'],
    ['xmas', 'XMAS Scan', '6 (240B)', '3 (120B)'],
    ['maimon', 'Maimon Scan', '6 (240B)', '3 (120B)'],
  ];
  for (const [type, title, sent, received] of cases) {
    it(`counts two tries for silence and one answer otherwise: ${title}`, () => {
      const lost = verbose(scan([target([silent])], { type }));
      assert.match(
        lost,
        new RegExp(
          `^Initiating ${title} at 00:00\nScanning 10\\.0\\.1\\.20 \\[3 ports\\]\nCompleted ${title} `,
          'm',
        ),
      );
      assert.ok(lost.includes(`Raw packets sent: ${sent} | Rcvd: 0 (0B)`), lost);
      assert.ok(verbose(scan([target([closed])], { type })).includes(`| Rcvd: ${received}`));
    });
  }

  it('carries the probe in an ICMP error', () => {
    const udp = row('21-23 closed port-unreach', 'udp');
    assert.match(verbose(scan([target([udp])], { type: 'udp' })), /sent: 3 \(84B\) \| Rcvd: 3 \(168B\)$/m);
    const ipv6 = target([udp], { ip: '2001:db8::1' });
    assert.match(verbose(scan([ipv6], { type: 'udp' })), /sent: 3 \(144B\) \| Rcvd: 3 \(288B\)$/m);
  });

  it('writes a thousand bytes as a kilobyte, a million as a megabyte', () => {
    assert.match(verbose(scan([target([row('1-25 unfiltered reset')])])), /sent: 25 \(1\.000KB\)/);
    assert.match(verbose(scan([target([row('1-24 unfiltered reset')])])), /sent: 24 \(960B\)/);
    assert.match(verbose(scan([target([row('1-25000 unfiltered reset')])])), /sent: 25000 \(1\.000MB\)/);
  });

  it('counts the probes of host discovery too', () => {
    const found = [row('21-23 closed reset')];
    const of = (reason: string, ip = '10.0.1.21'): string =>
      verbose(scan([target(found, { host: host(reason), ip })], { type: 'syn' }));
    assert.match(
      of('up echo-reply'),
      /\[4 ports\]\nCompleted Ping Scan at 00:00, 0\.02s elapsed \(1 total hosts\)/,
    );
    assert.match(of('up echo-reply'), /sent: 7 \(284B\) \| Rcvd: 4 \(148B\)$/m);
    assert.match(of('up reset'), /Rcvd: 4 \(160B\)$/m);
    assert.match(
      of('up reset', '2001:db8::1'),
      /^Scanning 2001:db8::1 \[3 ports\]\nCompleted Ping[^]*sent: 6 \(364B\) \| Rcvd: 4 \(240B\)$/m,
    );
    const gone = verbose(scan([target([], { host: host('down no-response') })]));
    assert.match(gone, /Completed Ping Scan at 00:00, 2\.02s [^]*sent: 8 \(304B\) \| Rcvd: 0 \(0B\)$/m);
    assert.doesNotMatch(gone, /ACK Scan/);
  });

  it('asks for the hardware address in the own subnet, by ARP or neighbour discovery', () => {
    const near = (ip: string, reason: string): string =>
      verbose(scan([target([row('22 filtered no-response')], { ip, host: host(reason) })]));
    assert.match(near('10.0.1.21', 'up arp-response'), /^Initiating ARP Ping Scan/m);
    assert.match(near('2001:db8::1', 'up nd-response'), /^Initiating ND Ping Scan/m);
  });
});

describe('the time of a scan', () => {
  it('is estimated for the templates that send one probe at a time', () => {
    const seconds = (timing: ReportOptions['timing']): string | undefined =>
      /scanned in (\S+) seconds/.exec(
        verbose(scan([target([row('1-3 filtered no-response'), row('4 unfiltered reset')])]), { timing }),
      )?.[1];
    assert.deepEqual([seconds(0), seconds(1), seconds(2)], ['2100.10', '105.10', '2.90']);
  });

  it('is shared by the scans of one target', () => {
    const rows = [row('1-10 filtered no-response'), row('1-10 open|filtered no-response', 'udp')];
    const both = scan([target(rows)], { type: 'syn', withUdp: true });
    assert.match(verbose(both, { hostTimeout: 4 }), /^10\/udp/m);
    const text = verbose(both, { hostTimeout: 3 });
    assert.match(text, /^Completed SYN Stealth Scan at 00:00, 2\.00s elapsed \(10 total ports\)$/m);
    assert.match(
      text,
      /^10\.0\.1\.20 timed out during UDP Scan \(0 hosts left\)\nCompleted UDP Scan at 00:00, 1\.00s elapsed \(1 host timed out\)$/m,
    );
  });

  it('runs out for several targets one after another', () => {
    const slow = target([row('1-100 filtered no-response')]);
    const text = verbose(scan([slow, slow]), { hostTimeout: 1 });
    assert.match(
      text,
      /\(1 host left\)\n.*\(0 hosts left\)\nCompleted ACK Scan at 00:00, 2\.00s elapsed \(2 hosts timed out\)$/m,
    );
  });
});

describe('the course of a run in XML', () => {
  const up = target([row('22 unfiltered reset')], { host: host('up reset') });
  const gone = target([], { ip: '10.0.1.21', host: host('down no-response') });
  const xml = (options: Partial<ReportOptions> = {}): string =>
    formatXml(
      scan([up, gone]),
      { ...reportDefaults, started: new Date(0), names: false, ...options },
      'ackscope scan .',
    );

  it('hints at targets as they are found, in 7.93', () => {
    assert.match(
      xml(),
      /<debugging level="0"\/>\n<hosthint><status state="up" reason="unknown-response" reason_ttl="0"\/>\n<address addr="10\.0\.1\.20" addrtype="ipv4"\/>\n<hostnames>\n<\/hostnames>\n<\/hosthint>\n<host starttime="2"/,
    );
    assert.doesNotMatch(xml({ version: '7.80' }), /hosthint/);
  });

  it('tells tasks with -v, and the target that is down between them', () => {
    assert.match(
      xml({ verbosity: 1, version: '7.80' }),
      /<taskbegin task="Ping Scan" time="0"\/>\n<taskend task="Ping Scan" time="2" extrainfo="2 total hosts"\/>\n<host><status state="down" reason="no-response" reason_ttl="0"\/>\n<address addr="10\.0\.1\.21" addrtype="ipv4"\/>\n<\/host>\n<taskbegin task="ACK Scan" time="2"\/>\n<taskend task="ACK Scan" time="2" extrainfo="1 total ports"\/>\n/,
    );
    assert.doesNotMatch(xml(), /task/);
  });

  it('marks a target that ran out of time', () => {
    assert.match(xml({ hostTimeout: 0.001 }), /<host starttime="2" endtime="2" timedout="true">/);
  });
});
