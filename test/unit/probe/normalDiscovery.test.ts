import assert from 'node:assert/strict';
import { formatNormal } from '../../../src/core/probe/report/normal.ts';
import { reportDefaults, type ReportOptions } from '../../../src/core/probe/report/options.ts';
import type { ScannedTarget } from '../../../src/core/probe/scanResult.ts';
import { host, row, scan, target } from './results.ts';

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
