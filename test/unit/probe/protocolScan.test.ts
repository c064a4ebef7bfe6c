/** nmap's `-sO`. The reports are those of real nmap 7.93 against a Linux host behind the same filters (SEMANTICS T33–T35). */
import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { scanProtocols, type ProtocolScanOptions } from '../../../src/core/probe/protocolScan.ts';
import { parseProtocols } from '../../../src/core/probe/ports.ts';
import { formatGrepable } from '../../../src/core/probe/report/grepable.ts';
import { formatNormal } from '../../../src/core/probe/report/normal.ts';
import { reportDefaults, type ReportOptions } from '../../../src/core/probe/report/options.ts';
import { formatXml } from '../../../src/core/probe/report/xml.ts';
import type { Scan } from '../../../src/core/probe/scanResult.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { ip, network, type NetworkText } from '../../support/networks.ts';

function protocols(text: string): PortSet {
  const parsed = parseProtocols(text);
  assert(parsed instanceof PortSet);
  return parsed;
}

function probe(
  text: NetworkText,
  ports: string,
  options: Partial<Omit<ProtocolScanOptions, 'protocols'>> = {},
): Scan {
  const topology = new Topology(network(text));
  return scanProtocols(topology, {
    targets: [topology.interface('web')!],
    from: { kind: 'address', address: ip('198.51.100.7') },
    protocols: protocols(ports),
    ...options,
  });
}

/** `1 open echo-reply`. */
function rows(scan: Scan): readonly string[] {
  return scan.targets[0]!.results.map(
    ({ ports, state, reason }) => `${ports.toString()} ${state} ${reason ?? '-'}`,
  );
}

const outOnly = (protocol: number) => ({ inbound: [{ protocol }], outbound: [{ protocol: -1 }] });

describe('a protocol scan', () => {
  const cases: readonly (readonly [string, NetworkText, string, readonly string[]])[] = [
    [
      'of a host that nothing filters',
      {},
      '1,6,17,46,132',
      [
        '1 open echo-reply',
        '6 open proto-response',
        '17 open port-unreach',
        '46 closed proto-unreach',
        '132 unknown -',
      ],
    ],
    [
      'through a filter that lets TCP and ICMP in',
      {
        inbound: [
          { number: 1, protocol: 6, ports: 'all' },
          { number: 2, protocol: 1 },
        ],
      },
      '1,6,17,50',
      ['1 open echo-reply', '6 open proto-response', '17,50 open|filtered no-response'],
    ],
    [
      'through one that lets nothing in',
      { inbound: [] },
      '1,6,17,46',
      ['1,6,17,46 open|filtered no-response'],
    ],
    [
      'of a protocol a rule names',
      outOnly(46),
      '45-47',
      ['45,47 open|filtered no-response', '46 closed proto-unreach'],
    ],
    [
      'whose answers no ICMP rule lets out',
      { outbound: [{ protocol: 6, ports: 'all' }] },
      '1,6,17,46',
      ['1,17,46 open|filtered no-response', '6 open proto-response'],
    ],
    [
      'where only the errors come back, not the echo reply',
      {
        outbound: [
          { number: 1, protocol: 1, icmp: { type: 0, code: 0 }, action: 'deny' },
          { number: 2, protocol: -1 },
        ],
      },
      '1,46',
      ['1 open proto-unreach', '46 closed proto-unreach'],
    ],
    ['where a value decides', { inbound: [{ protocol: 46, cidr: '?' }] }, '46', ['46 unknown -']],
  ];
  for (const [name, text, asked, expected] of cases) {
    it(name, () => {
      const found = probe(text, asked).targets[0]!.results;
      // One line for each answer, whatever the deciding rules.
      const joined = new Map<string, PortSet>();
      for (const { ports, state, reason } of found) {
        const key = `${state} ${reason ?? '-'}`;
        joined.set(key, joined.get(key)?.union(ports) ?? ports);
      }
      assert.deepEqual(
        [...joined].map(([key, ports]) => `${ports.toString()} ${key}`).sort(),
        [...expected].sort(),
      );
    });
  }

  it('names what is not known', () => {
    const [result] = probe({ inbound: [{ protocol: 46, cidr: '?' }] }, '46').targets[0]!.results;
    assert.deepEqual(
      result!.unresolved.map(({ what }) => what),
      ['var.cidr'],
    );
    const [esp] = probe({}, '50').targets[0]!.results;
    assert.deepEqual(
      esp!.unresolved.map(({ what, why }) => `${what} ${why}`),
      ['whether web speaks esp is not in the code (closed or open|filtered)'],
    );
  });

  it('asks UDP port 40125, which may be listened on', () => {
    const listeners = { tcp: PortSet.none, udp: PortSet.of({ first: 40125, last: 40125 }) };
    assert.deepEqual(rows(probe({}, '17', { listeners })), ['17 open proto-response']);
  });

  it('finds the host by a port that is said to listen', () => {
    const open443: NetworkText = {
      inbound: [{ number: 1, protocol: 6, ports: '443' }],
    };
    const listeners = { tcp: PortSet.of({ first: 443, last: 443 }), udp: PortSet.none };
    const found = (options: Partial<ProtocolScanOptions>) =>
      probe(open443, '1,6', { discovery: true, ...options }).targets[0]!.host;
    assert.deepEqual([found({ listeners })?.status, found({ listeners })?.reason], ['up', 'syn-ack']);
    assert.deepEqual([found({})?.status, found({})?.reason], ['up', undefined]);
  });

  it('leaves the protocols of a host that is down alone', () => {
    const { host, results } = probe({ inbound: [] }, '1,6', { discovery: true }).targets[0]!;
    assert.deepEqual([host!.status, results], ['down', []]);
  });
});

describe('the report of a protocol scan', () => {
  const options: ReportOptions = { ...reportDefaults, started: new Date(0), names: false, latency: 0.000028 };
  const tcpAndIcmp: NetworkText = {
    inbound: [
      { number: 1, protocol: 6, ports: 'all' },
      { number: 2, protocol: 1 },
    ],
  };

  it('has a column of protocols, and collapses silence (T35)', () => {
    const text = formatNormal(probe(tcpAndIcmp, '0-60'), { ...options, reason: true });
    assert.match(text, /^Not shown: 59 open\|filtered n\/a protocols \(no-response\)$/m);
    assert.ok(
      text.includes(
        'PROTOCOL STATE SERVICE REASON\n1        open  icmp    echo-reply ttl 64\n6        open  tcp     proto-response ttl 64\n',
      ),
      text,
    );
  });

  it('says so where everything is silent', () => {
    const text = formatNormal(probe({ inbound: [] }, '1-30'), options);
    assert.match(
      text,
      /^All 30 scanned ports on \S+ are in ignored states\.\nNot shown: 30 open\|filtered n\/a protocols/m,
    );
  });

  it('lists protocols for machines', () => {
    const found = probe(tcpAndIcmp, '1-60');
    const grepable = formatGrepable(found, options, 'nmap');
    assert.match(
      grepable,
      /\tProtocols: 1\/open\/icmp\/, 6\/open\/tcp\/\tIgnored State: open\|filtered \(58\)$/m,
    );
    const silent = formatGrepable(probe({ inbound: [] }, '40-69'), options, 'nmap');
    assert.match(silent, /\tProtocols: \tIgnored State: open\|filtered \(30\)$/m);
    const xml = formatXml(found, options, 'nmap');
    assert.match(xml, /<scaninfo type="ipproto" protocol="ip" numservices="60" services="1-60"\/>/);
    assert.match(xml, /<extrareasons reason="no-response" count="58" proto="n\/a" ports="2-5,7-60"\/>/);
    assert.match(
      xml,
      /<port protocol="ip" portid="1"><state state="open" reason="echo-reply" reason_ttl="64"\/>\n<service name="icmp" conf="8" method="table"\/>/,
    );
  });
});

describe('protocol numbers', () => {
  it('are read as nmap reads ports', () => {
    assert.equal(protocols('1,6,50-51').toString(), '1,6,50-51');
    assert.equal(protocols('-').toString(), '0-255');
    for (const text of ['256', '6-1', 'tcp', '', 'T:6'])
      assert.ok('message' in Object(parseProtocols(text)), text);
  });
});
