/** Host discovery: what nmap does first unless it is told `-Pn`. */
import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { scan } from '../../../src/core/probe/scan.ts';
import type { HostStatus, ScannedTarget } from '../../../src/core/probe/scanResult.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { ip, network, type NetworkText } from '../../support/networks.ts';

const ports = PortSet.of({ first: 2000, last: 2000 });

function find(text: NetworkText, options: object = {}): ScannedTarget {
  const topology = new Topology(network(text));
  return scan(topology, {
    type: 'ack',
    targets: [topology.interfaces[0]!],
    from: { kind: 'address', address: ip('198.51.100.7') },
    ports,
    discovery: true,
    ...options,
  }).targets[0]!;
}

const words = ({ status, reason, certainty }: HostStatus): string =>
  `${status} ${reason ?? '-'} ${certainty}`;

const only = (...rules: NonNullable<NetworkText['inbound']>): NetworkText => ({ inbound: rules });
const icmp = (type: number) => ({ protocol: 1, icmp: { type, code: 0 } });
const tcp = (port: number) => ({ protocol: 6, ports: `${port}` });

describe('host discovery', () => {
  const listeners = { tcp: PortSet.of({ first: 443, last: 443 }), udp: PortSet.none };
  const nobody = { tcp: PortSet.none, udp: PortSet.none };
  const cases: readonly (readonly [string, NetworkText, object, string])[] = [
    ['everything passes: the echo request comes first', {}, {}, 'up echo-reply proved'],
    ['only the echo request', only(icmp(8)), {}, 'up echo-reply proved'],
    ['only 443, which listens', only(tcp(443)), { listeners }, 'up syn-ack proved'],
    ['only 443, which does not', only(tcp(443)), { listeners: nobody }, 'up reset proved'],
    ['only 443, of which nothing is known', only(tcp(443)), {}, 'up - proved'],
    ['only 80', only(tcp(80)), {}, 'up reset proved'],
    ['only the timestamp request', only(icmp(13)), {}, 'up timestamp-reply proved'],
    ['only other ports', only(tcp(22)), {}, 'down no-response proved'],
    ['other ICMP', only(icmp(0)), {}, 'down no-response proved'],
    ['experiment 2', only({ protocol: 6, ports: '1024-65535' }), {}, 'down no-response proved'],
    ['experiment 3', { rules: [{ direction: 'outbound' }] }, {}, 'down no-response proved'],
    [
      'replies to the echo request do not leave, resets do',
      { outbound: [{ protocol: 6, ports: '1024-65535' }] },
      { listeners },
      'up syn-ack proved',
    ],
    [
      'a group that tracks the ACK to 80',
      { rules: [{ direction: 'inbound', protocol: 6, ports: '80' }] },
      {},
      'up reset assumed',
    ],
    [
      'a group that tracks the SYN to 443',
      { rules: [{ direction: 'inbound', protocol: 6, ports: '443' }] },
      { listeners },
      'up syn-ack proved',
    ],
    ['a value decides', only({ ...icmp(8), cidr: '?' }), {}, 'unknown - proved'],
    [
      'no value that could change it',
      only({ ...icmp(8), cidr: '?' }, { number: 101, ...tcp(80) }),
      {},
      'up reset proved',
    ],
  ];
  for (const [name, text, options, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      assert.equal(words(find(text, options).host!), expected);
    });
  }

  it('scans no port of a host that is down, and shows where every probe died', () => {
    const { host, results } = find(only(tcp(2000)));
    assert.deepEqual(results, []);
    const died = host!.because.filter(({ verdict }) => verdict === 'deny');
    assert.deepEqual(
      died.map(({ checkpoint, rule }) => `${checkpoint} ${rule ?? ''}`),
      ['network-acl *', 'network-acl *', 'network-acl *', 'network-acl *'],
    );
  });

  it('leaves every port unknown where the host may be taken for down', () => {
    const { host, results } = find(only({ ...icmp(8), cidr: '?' }));
    assert.deepEqual(
      host!.unresolved.map(({ what }) => what),
      ['var.cidr'],
    );
    assert.deepEqual(
      results.map(({ state, unresolved }) => [state, unresolved[0]!.what]),
      [['unknown', 'var.cidr']],
    );
  });

  it('tells the odds where the source port decides', () => {
    const { host } = find({ outbound: [{ protocol: 6, ports: '32768-60999' }] });
    assert.equal(host!.status, 'unknown');
    assert.match(
      host!.unresolved[0]!.why,
      /86\.8 % of runs get the reply \(host up\), the others none \(host seems down\)/,
    );
  });

  it('sends its TCP probes from the port of -g', () => {
    const text = { outbound: [{ protocol: 6, ports: '32768-60999' }] };
    assert.equal(find(text, { sourcePort: 40000 }).host!.status, 'up');
    assert.equal(find(text, { sourcePort: 61000 }).host!.status, 'down');
  });

  it('knows odds of one in 32261', () => {
    const { host } = find({ outbound: [{ protocol: 6, ports: '33000' }] });
    assert.match(host!.unresolved[0]!.why, /: 0\.003 % of runs get the reply/);
  });

  it('gets its ICMP answers out by rules for their type and code', () => {
    const hosts = [{ ip: '10.0.12.197', ipv6: '2600:1f18::5', publicIp: '54.221.77.100' }];
    const reason = (protocol: number, type: number, code: number, from: string): string => {
      const cidr = protocol === 1 ? '0.0.0.0/0' : '::/0';
      const text = { hosts, outbound: [{ protocol, cidr, icmp: { type, code } }] };
      return words(find(text, { from: { kind: 'address', address: ip(from) } }).host!);
    };
    assert.equal(reason(1, 0, 0, '198.51.100.7'), 'up echo-reply proved');
    assert.equal(reason(1, 14, 0, '198.51.100.7'), 'up timestamp-reply proved');
    assert.equal(reason(1, 0, 1, '198.51.100.7'), 'down no-response proved');
    assert.equal(reason(1, 14, 1, '198.51.100.7'), 'down no-response proved');
    assert.equal(reason(58, 129, 0, '2001:db8:1::7'), 'up echo-reply proved');
    assert.equal(reason(58, 129, 1, '2001:db8:1::7'), 'down no-response proved');
  });

  it('shows the way of the probe that was answered', () => {
    const { because } = find(only(tcp(80))).host!;
    assert.deepEqual(
      [because.filter(({ verdict }) => verdict !== 'allow'), because[0]!.leg, because.at(-1)!.leg],
      [[], 'request', 'reply'],
    );
  });

  it('does not say what finds the host where runs differ in it', () => {
    const text: NetworkText = {
      inbound: [
        { number: 1, ...tcp(443) },
        { number: 2, ...icmp(13) },
      ],
      outbound: [
        { number: 1, protocol: 6, ports: '32768-60999' },
        { number: 2, ...icmp(14) },
      ],
    };
    assert.equal(words(find(text, { listeners }).host!), 'up - proved');
    assert.equal(words(find(text, { listeners, sourcePort: 40000 }).host!), 'up syn-ack proved');
    assert.equal(words(find(text, { listeners, sourcePort: 61000 }).host!), 'up timestamp-reply proved');
  });

  it('is no surer than in the place where it is least sure', () => {
    const text: NetworkText = {
      rules: [
        { direction: 'inbound', protocol: 6, ports: '443', peer: '0.0.0.0/1' },
        { direction: 'inbound', protocol: 6, ports: '80', peer: '128.0.0.0/1' },
      ],
    };
    assert.equal(
      words(find(text, { listeners: nobody, from: { kind: 'internet' } }).host!),
      'up reset assumed',
    );
  });

  it('cannot tell of a scanner whose subnet is not in the code', () => {
    const text: NetworkText = {
      hosts: [{ ip: '10.0.12.5' }, { name: 'scanner', ip: '10.0.99.5', subnet: 'elsewhere' }],
    };
    const from = { kind: 'interface', interface: new Topology(network(text)).interface('scanner')! };
    assert.equal(find(text, { from }).host!.status, 'unknown');
  });

  it('names the address beside a source port that decides in one place alone', () => {
    const { host } = find(
      { inbound: [{ cidr: '0.0.0.0/1' }], outbound: [{ protocol: 6, ports: '32768-60999' }] },
      { from: { kind: 'internet' } },
    );
    assert.deepEqual(
      host!.unresolved.map(({ what }) => what),
      ["nmap's source port", "the scanner's address"],
    );
  });

  it('asks who decides when addresses differ', () => {
    const { host } = find(only({ cidr: '0.0.0.0/1' }), { from: { kind: 'internet' } });
    assert.deepEqual(
      [host!.status, host!.unresolved.map(({ what }) => what)],
      ['unknown', ["the scanner's address"]],
    );
  });

  it('sends an echo request and no timestamp request over IPv6', () => {
    const hosts = [{ ip: '10.0.12.197', ipv6: '2600:1f18::5' }];
    const from = { kind: 'address', address: ip('2001:db8:1::7') };
    const v6 = (type: number): NetworkText => ({
      hosts,
      inbound: [{ protocol: 58, cidr: '::/0', icmp: { type, code: 0 } }],
    });
    assert.equal(words(find(v6(128), { from }).host!), 'up echo-reply proved');
    assert.equal(words(find(v6(13), { from }).host!), 'down no-response proved');
    assert.equal(find({ ...v6(13) }, { from }).host!.because.length > 0, true);
  });

  it('finds a neighbour in the subnet by its hardware address, whatever the filters', () => {
    const text: NetworkText = {
      rules: [],
      hosts: [
        { name: 'web', ip: '10.0.12.5', ipv6: '2600:1f18::5' },
        { name: 'scanner', ip: '10.0.12.6', ipv6: '2600:1f18::6' },
      ],
    };
    const scanner = new Topology(network(text)).interface('scanner')!;
    const from = { kind: 'interface', interface: scanner };
    assert.equal(words(find(text, { from }).host!), 'up arp-response proved');
    assert.equal(words(find(text, { from, family: 'ipv6' }).host!), 'up nd-response proved');
    assert.equal(find(text, { from }).results[0]!.state, 'filtered');
  });

  it('is left out with -Pn', () => {
    const { host, results } = find(only(tcp(2000)), { discovery: false });
    assert.equal(host, undefined);
    assert.equal(results[0]!.state, 'unfiltered');
  });
});
