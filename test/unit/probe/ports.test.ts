import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { defaultPortCount, fastPortCount, parsePorts, topPorts } from '../../../src/core/probe/ports.ts';
import { listedService, serviceColumn } from '../../../src/core/probe/report/words.ts';
import { isListed, serviceName } from '../../../src/core/probe/services.ts';

describe('parsePorts', () => {
  const cases: readonly (readonly [text: string, tcp: string, udp: string])[] = [
    ['22', '22', '22'],
    ['22,80-90', '22,80-90', '22,80-90'],
    ['80-90,85-100,22', '22,80-100', '22,80-100'],
    ['-', '1-65535', '1-65535'],
    ['-100', '1-100', '1-100'],
    ['60000-', '60000-65535', '60000-65535'],
    ['0', '0', '0'],
    ['0-', '0-65535', '0-65535'],
    ['T:443,U:53', '443', '53'],
    ['T:443,444,U:53,54', '443-444', '53-54'],
    ['22,T:443,U:53', '22,443', '22,53'],
    ['T:-', '1-65535', ''],
    [' 22 , 80 ', '22,80', '22,80'],
    // What nmap 7.93 says it scans then.
    [
      'http*',
      '80,280,443,591,593,4180,8000,8008,8080,8443,8990-8991',
      '80,280,443,591,593,4180,8008,8080,8990-8991',
    ],
    ['ssh,domain', '22,53', '22,53'],
    ['hTtp', '80,8008', '80'],
    ['80,ht??', '80,4827,8008', '80'],
    ['T:x?1', '6000,6010-6016,6018-6049,6051-6058,6060-6063', ''],
    ['U:ntp,T:[20-25]', '20-25', '123'],
    ['[1-30]', '1-30', '1-3,5,7,9,11,13,17-25,27,29'],
    ['[-10,http]', '1-10,80,8008', '1-3,5,7,9,80'],
    ['[ssh,domain],8009', '22,53,8009', '22,53,8009'],
    ['[20-22', '20-22', '20-22'],
  ];
  for (const [text, tcp, udp] of cases) {
    it(`reads ${text}`, () => {
      const parsed = parsePorts(text);
      assert(!('kind' in parsed));
      assert.deepEqual([parsed.tcp.toString(), parsed.udp.toString()], [tcp, udp]);
    });
  }

  const wrong: readonly (readonly [text: string, message: RegExp])[] = [
    ['', /empty part/],
    ['22,,80', /empty part/],
    ['nosuch', /no service that is called nosuch/],
    ['T:nosuch?', /no service that is called nosuch\?/],
    ['HTTP', /HTTP is no port/],
    ['22-http', /22-http is no port/],
    ['http]', /closes brackets that are not open/],
    ['[22,[80]', /opens brackets in brackets/],
    ['[36]', /names no port that nmap lists/],
    ['65536', /past port 65535/],
    ['1-65536', /past port 65535/],
    ['90-80', /backwards; did you mean 80-90/],
    ['u:53', /u: is no protocol/],
    ['S:22', /names no port of TCP or UDP/],
    ['P:6', /names no port of TCP or UDP/],
    ['P:256', /past protocol 255/],
    ['1-2-3', /is no port/],
    ['１', /is no port/],
    ['99999999999999999999', /past port/],
  ];
  for (const [text, message] of wrong) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const parsed = parsePorts(text);
      assert('kind' in parsed);
      assert.match(parsed.message, message);
      assert.doesNotMatch(parsed.message, /\.$/);
    });
  }

  it('reads back what a port set prints', () => {
    const range = fc
      .tuple(fc.nat(65535), fc.nat(65535))
      .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(range, { minLength: 1 }), (ranges) => {
        const set = PortSet.of(...ranges);
        const parsed = parsePorts(set.toString());
        return !('kind' in parsed) && parsed.tcp.equals(set) && parsed.udp.equals(set);
      }),
    );
  });

  it('answers any text with ports or a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parsePorts(text);
        return 'kind' in parsed ? parsed.message !== '' : parsed.tcp.union(parsed.udp).size > 0;
      }),
    );
  });
});

describe('topPorts', () => {
  it('begins with the ports nmap finds open most often', () => {
    assert.equal(topPorts(10).toString(), '21-23,25,80,110,139,443,445,3389');
    assert.equal(topPorts(10, 'udp').toString(), '53,67,123,135,137-138,161,445,631,1434');
  });

  it('has the default scan: 154 ports below 1024 and 846 from there on', () => {
    const all = topPorts(defaultPortCount);
    assert.equal(all.size, 1000);
    assert.equal(all.intersect(PortSet.of({ first: 0, last: 1023 })).size, 154);
    assert.equal(all.intersect(PortSet.of({ first: 32768, last: 65535 })).size, 90);
  });

  it('grows by one port at a time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: defaultPortCount }),
        fc.constantFrom('tcp', 'udp'),
        (count, protocol) => {
          const larger = topPorts(count, protocol);
          return larger.size === count && topPorts(count - 1, protocol).subtract(larger).isEmpty;
        },
      ),
    );
  });

  it('scans 100 ports with -F', () => {
    assert.equal(topPorts(fastPortCount).size, 100);
  });
});

describe('serviceName', () => {
  const cases: readonly (readonly [number, 'tcp' | 'udp', string])[] = [
    [22, 'tcp', 'ssh'],
    [53, 'tcp', 'domain'],
    [443, 'tcp', 'https'],
    [1023, 'tcp', 'netvenuechat'],
    [3306, 'tcp', 'mysql'],
    [8080, 'tcp', 'http-proxy'],
    [65389, 'tcp', 'unknown'],
    [4, 'tcp', 'unknown'],
    [53, 'udp', 'domain'],
    [123, 'udp', 'ntp'],
    [1, 'udp', 'tcpmux'],
    [15, 'tcp', 'netstat'],
    [15, 'udp', 'unknown'],
    [514, 'tcp', 'shell'],
    [514, 'udp', 'syslog'],
    [8080, 'udp', 'http-alt'],
    [26, 'udp', 'unknown'],
    [1024, 'tcp', 'kdm'],
    [1024, 'udp', 'unknown'],
    [1028, 'tcp', 'unknown'],
    [1028, 'udp', 'ms-lsa'],
    [1525, 'tcp', 'orasrv'],
    [2083, 'tcp', 'radsec'],
    [5246, 'udp', 'capwap-control'],
    [9092, 'tcp', 'XmlIpcRegSvc'],
    [48003, 'tcp', 'nimgtw'],
    [61441, 'tcp', 'netprowler-sensor'],
    [65301, 'tcp', 'pcanywhere'],
    [65535, 'tcp', 'unknown'],
    [0, 'tcp', 'unknown'],
  ];
  for (const [port, protocol, name] of cases) {
    it(`calls ${port}/${protocol} ${name}`, () => assert.equal(serviceName(port, protocol), name));
  }

  for (const [protocol, unnamed] of [
    ['tcp', 220],
    ['udp', 714],
  ] as const) {
    it(`has no name for ${unnamed} of the 1000 default ${protocol} ports, as nmap has none`, () => {
      const ports = topPorts(defaultPortCount, protocol).ranges.flatMap(({ first, last }) =>
        Array.from({ length: last - first + 1 }, (_, index) => first + index),
      );
      assert.equal(ports.filter((port) => serviceName(port, protocol) === 'unknown').length, unnamed);
    });
  }

  const everyPort = Array.from({ length: 65536 }, (_, port) => port);
  for (const [protocol, named, listed] of [
    ['tcp', 6454, 8366],
    ['udp', 5610, 19022],
  ] as const) {
    it(`names ${named} of all ${protocol} ports and lists ${listed}, as nmap does`, () => {
      assert.equal(everyPort.filter((port) => serviceName(port, protocol) !== 'unknown').length, named);
      assert.equal(everyPort.filter((port) => isListed(port, protocol)).length, listed);
    });
  }

  for (const [port, protocol, listed] of [
    [4, 'tcp', true],
    [36, 'tcp', false],
    [22, 'tcp', true],
    [1525, 'tcp', true],
    [7999, 'udp', true],
    [65535, 'tcp', false],
    [65514, 'tcp', true],
    [65532, 'udp', true],
    [65533, 'udp', false],
    [225, 'udp', true],
    [226, 'udp', false],
  ] as const) {
    it(`${listed ? 'lists' : 'does not list'} ${port}/${protocol}`, () => {
      assert.equal(isListed(port, protocol), listed);
    });
  }
});

describe('the names of nmap 7.80', () => {
  const everyPort = Array.from({ length: 65536 }, (_, port) => port);
  for (const [protocol, named, listed] of [
    ['tcp', 6393, 8320],
    ['udp', 5609, 19022],
  ] as const) {
    it(`are ${named} of ${listed} ports that it lists over ${protocol}`, () => {
      const names = everyPort.map((port) => serviceColumn(port, protocol, '7.80'));
      assert.equal(names.filter((name) => name !== 'unknown').length, named);
      const machine = everyPort.map((port) => listedService(port, protocol, '7.80'));
      assert.equal(machine.filter((name) => name !== undefined).length, listed);
    });
  }

  for (const [port, protocol, name, machine] of [
    [751, 'tcp', 'kerberos_master', 'kerberos_master'],
    [33656, 'udp', 'snip-slave', 'snip-slave'],
    [8084, 'tcp', 'unknown', 'unknown'],
    [4317, 'tcp', 'unknown', undefined],
    [4317, 'udp', 'unknown', undefined],
    [443, 'tcp', 'https', 'https'],
  ] as const) {
    it(`calls ${port}/${protocol} ${name}`, () => {
      assert.equal(serviceColumn(port, protocol, '7.80'), name);
      assert.equal(listedService(port, protocol, '7.80'), machine);
    });
  }
});
