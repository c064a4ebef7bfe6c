import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { reportDefaults, type ReportOptions } from '../../../src/core/probe/report/options.ts';
import { formatXml } from '../../../src/core/probe/report/xml.ts';
import type { Scan } from '../../../src/core/probe/scanResult.ts';
import { host, row, scan, target } from './results.ts';
import { allOf, readXml, type XmlElement } from './xmlTree.ts';

function xml(of: Scan, options: Partial<ReportOptions> = {}, commandLine = 'ackscope scan .'): string {
  return formatXml(
    of,
    { ...reportDefaults, started: new Date('2026-11-22T07:43:50Z'), ...options },
    commandLine,
  );
}

/** One of everything: open, closed, filtered and unknown ports of both protocols, a target that is down, a hostile name. */
const everything = scan(
  [
    target(
      [
        row('22 open syn-ack'),
        row('100-199 closed reset'),
        row('300-301 filtered no-response'),
        row('8084 unknown'),
        row('53 open udp-response', 'udp'),
        row('60-69 closed port-unreach', 'udp'),
        row('123 open|filtered no-response', 'udp'),
      ],
      { host: host('up echo-reply') },
    ),
    target([], { address: 'aws_instance.gone', ip: '10.0.1.21', host: host('down no-response') }),
    target([row('22 filtered no-response')], {
      address: 'a"<b>&\'\u0007--->\uffff\u202e',
      ip: undefined,
      host: host('unknown'),
    }),
  ],
  { type: 'syn', withUdp: true },
);

const settings: readonly (readonly [string, Partial<ReportOptions>])[] = (['7.93', '7.80'] as const).flatMap(
  (version) => [
    [version, { version }],
    [`${version} -v`, { version, verbosity: 1 }],
    [`${version} -ddd`, { version, debugging: 3 }],
    [`${version} --open`, { version, openOnly: true }],
    [`${version} --host-timeout`, { version, hostTimeout: 0.01 }],
    [`${version} without names`, { version, names: false }],
  ],
);

/** nmap's DTD in brief: the attributes each element must have, those it may have, and its children in order. */
const grammar: Readonly<Record<string, readonly [must: string, may: string, children: RegExp]>> = {
  nmaprun: [
    'scanner version xmloutputversion',
    'args start startstr',
    /^(scaninfo )*verbose debugging ((taskbegin|taskend|hosthint|host) )*runstats $/,
  ],
  scaninfo: ['type protocol numservices services', '', /^$/],
  verbose: ['', 'level', /^$/],
  debugging: ['', 'level', /^$/],
  taskbegin: ['task time', 'extrainfo', /^$/],
  taskend: ['task time', 'extrainfo', /^$/],
  hosthint: ['', '', /^status (address )+(hostnames )?$/],
  host: ['', 'starttime endtime timedout', /^status address ((hostnames|ports) )*(times )?$/],
  status: ['state reason reason_ttl', '', /^$/],
  address: ['addr', 'addrtype', /^$/],
  hostnames: ['', '', /^(hostname )*$/],
  hostname: ['', 'name type', /^$/],
  ports: ['', '', /^(extraports )*(port )*$/],
  extraports: ['state count', '', /^(extrareasons )*$/],
  extrareasons: ['reason count', 'proto ports', /^$/],
  port: ['protocol portid', '', /^state (service )?$/],
  state: ['state reason reason_ttl', '', /^$/],
  service: ['name conf method', '', /^$/],
  times: ['srtt rttvar to', '', /^$/],
  runstats: ['', '', /^finished hosts $/],
  finished: ['time elapsed', 'timestr summary exit', /^$/],
  hosts: ['total', 'up down', /^$/],
};

function conforms(element: XmlElement): void {
  const [must, may, children] = grammar[element.name] ?? assert.fail(`no element ${element.name}`);
  const names = Object.keys(element.attributes);
  const musts = must.split(' ').filter(Boolean);
  assert.deepEqual(
    musts.filter((name) => !names.includes(name)),
    [],
    `${element.name} lacks an attribute`,
  );
  const known = new Set([...musts, ...may.split(' ')]);
  assert.deepEqual(
    names.filter((name) => !known.has(name)),
    [],
    `${element.name} has an attribute too many`,
  );
  assert.match(
    element.children.map(({ name }) => `${name} `).join(''),
    children,
    `children of ${element.name}`,
  );
  for (const child of element.children) conforms(child);
}

describe('formatXml', () => {
  for (const [name, options] of settings) {
    it(`keeps to nmap’s grammar with ${name}`, () => conforms(readXml(xml(everything, options))));
  }

  it('tells every port once, by a row or in the list of its reason', () => {
    const arbitrary = fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 200 });
    const kinds = ['open syn-ack', 'closed reset', 'filtered no-response', 'unknown'];
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 0, max: 2 ** 30 }), (ports, seed) => {
        const kindOf = (port: number): string => kinds[(port * 7919 + seed) % kinds.length] ?? '';
        const rows = kinds
          .map((kind) => ({ kind, ports: ports.filter((port) => kindOf(port) === kind) }))
          .filter((group) => group.ports.length > 0)
          .map((group) => row(`${group.ports.join(',')} ${group.kind}`));
        const root = readXml(xml(scan([target(rows)], { type: 'syn' })));
        const seen = new Map<number, string>();
        const note = (port: number, state: string): void => {
          assert.ok(!seen.has(port), `port ${port} twice`);
          seen.set(port, state);
        };
        for (const extra of allOf(root, 'extraports')) {
          const listed = extra.children.flatMap(({ attributes }) => portsOf(attributes['ports'] ?? ''));
          assert.equal(listed.length, Number(extra.attributes['count']));
          for (const port of listed) note(port, extra.attributes['state'] ?? '');
        }
        for (const { attributes, children } of allOf(root, 'port'))
          note(Number(attributes['portid']), children[0]?.attributes['state'] ?? '');
        assert.deepEqual(
          [...seen].sort(([a], [b]) => a - b),
          ports.sort((a, b) => a - b).map((port) => [port, kindOf(port).split(' ')[0]]),
        );
      }),
    );
  });

  it('counts collapsed ports in the plural, without a list, in 7.80', () => {
    const shown = xml(scan([target([row('1-40 closed reset'), row('50 unfiltered reset')])]), {
      version: '7.80',
    });
    assert.match(
      shown,
      /<extraports state="closed" count="40">\n<extrareasons reason="resets" count="40"\/>\n/,
    );
  });

  it('names no service for a port nmap’s list does not hold', () => {
    const text = xml(scan([target([row('28,36 unfiltered reset')])]));
    assert.match(
      text,
      /portid="28"><state [^>]*\/><service name="unknown" method="table" conf="3"\/><\/port>/,
    );
    assert.match(text, /portid="36"><state [^>]*\/><\/port>/);
  });

  it('gives a name nobody can take for markup', () => {
    const root = readXml(xml(everything, {}, 'ackscope scan a"b --x <y> \u001b'));
    const names = allOf(root, 'hostname').map(({ attributes }) => attributes['name']);
    assert.ok(names.includes('a"<b>&\'\\u{7}--->\ufffd\\u{202e}'));
    assert.equal(root.attributes['args'], 'ackscope scan a"b --x <y> \\u{1b}');
  });

  it('says which address nobody knows, and what would settle a state', () => {
    const text = xml(everything);
    assert.match(text, /<address addr="unknown" addrtype="ipv4"\/>/);
    assert.match(text, /<!-- Not known: var\.cidr has no default -->/);
    assert.match(text, /<status state="unknown" reason="unresolved" reason_ttl="0"\/>/);
  });

  it('counts the targets, and lists the ports asked though every target is down', () => {
    const gone = scan([target([], { host: host('down no-response') })], { type: 'syn' });
    const ports = { tcp: PortSet.of({ first: 1, last: 5 }), udp: PortSet.none };
    const text = xml(gone, { ports });
    assert.match(text, /<scaninfo type="syn" protocol="tcp" numservices="5" services="1-5"\/>/);
    assert.match(text, /<hosts up="0" down="1" total="1"\/>/);
    assert.equal(allOf(readXml(text), 'host').length, 0);
    assert.equal(allOf(readXml(xml(gone, { ports, verbosity: 1 })), 'host').length, 1);
  });

  it('writes IPv6 as such', () => {
    assert.match(
      xml(scan([target([row('22 unfiltered reset')], { ip: '2001:db8::1' })])),
      /<address addr="2001:db8::1" addrtype="ipv6"\/>/,
    );
  });
});

function portsOf(text: string): readonly number[] {
  return text
    .split(',')
    .filter(Boolean)
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}

/** `undefined` where the program is not installed. */
function program(
  name: string,
  words: readonly string[],
): { status: number | null; output: string } | undefined {
  const { error, status, stdout, stderr } = spawnSync(name, words, { encoding: 'utf8' });
  return error === undefined ? { status, output: `${stdout}${stderr}` } : undefined;
}

describe('other programs that read -oX', () => {
  let folder = '';
  before(() => void (folder = mkdtempSync(join(tmpdir(), 'ackscope-xml-'))));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  const dtd = '/usr/share/nmap/nmap.dtd';
  for (const [name, options] of settings) {
    it(`xmllint finds it valid by nmap’s DTD with ${name}`, function () {
      const file = write('scan.xml', xml(everything, options, 'ackscope scan --open'));
      const lint = existsSync(dtd) ? program('xmllint', ['--noout', '--dtdvalid', dtd, file]) : undefined;
      if (lint === undefined) this.skip();
      assert.equal(lint.status, 0, lint.output);
    });
  }

  for (const version of ['7.93', '7.80'] as const) {
    it(`ndiff tells two scans apart in ${version}`, function () {
      const of = (state: string): string =>
        xml(scan([target([row(`22 ${state}`), row('100-199 filtered no-response')])], { type: 'syn' }), {
          version,
        });
      const files = [write('a.xml', of('open syn-ack')), write('b.xml', of('closed reset'))];
      const ndiff = program('ndiff', files);
      if (ndiff === undefined) this.skip();
      assert.equal(ndiff.status, 1, ndiff.output);
      assert.match(ndiff.output, /^ aws_instance\.web \(10\.0\.1\.20\):$/m);
      assert.match(ndiff.output, /^-22\/tcp +open +ssh.*\n\+22\/tcp +closed +ssh/m);
      assert.doesNotMatch(ndiff.output, /filtered/);
    });
  }
});
