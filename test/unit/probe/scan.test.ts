import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { scan as simulate } from '../../../src/core/probe/scan.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { ip, network, type NetworkText } from '../../support/networks.ts';

const everyPort = PortSet.of({ first: 1, last: 65535 });

function scan(text: NetworkText, options: { from?: string; sourcePort?: number } = {}) {
  const topology = new Topology(network(text));
  const { targets } = simulate(topology, {
    type: 'ack',
    targets: topology.interfaces,
    from: options.from === undefined ? { kind: 'internet' } : { kind: 'address', address: ip(options.from) },
    ports: everyPort,
    ...(options.sourcePort === undefined ? {} : { sourcePort: options.sourcePort }),
  });
  return targets[0]!;
}

function states(text: NetworkText, options: { from?: string; sourcePort?: number } = {}) {
  return scan(text, options).results.map(
    (result) => `${result.ports.toString()} ${result.state} ${result.reason ?? '-'} ${result.certainty}`,
  );
}

const toAll = { direction: 'outbound' } as const;

describe('an ACK scan', () => {
  const cases: readonly [string, NetworkText, { from?: string; sourcePort?: number }, readonly string[]][] = [
    ['experiment 1', { inbound: [] }, {}, ['1-65535 filtered no-response proved']],
    [
      'experiment 2',
      { inbound: [{ protocol: 6, ports: '1024-65535' }] },
      {},
      ['1-1023 filtered no-response proved', '1024-65535 unfiltered reset proved'],
    ],
    ['experiment 3', { rules: [toAll] }, {}, ['1-65535 filtered no-response proved']],
    ['everything open', {}, {}, ['1-65535 unfiltered reset proved']],
    [
      'a tracked rule: what AWS leaves open is assumed (S24)',
      { rules: [{ direction: 'inbound', protocol: 6, ports: '22', peer: '203.0.113.0/24' }, toAll] },
      { from: '203.0.113.9' },
      ['1-21,23-65535 filtered no-response proved', '22 unfiltered reset assumed'],
    ],
    [
      'an office rule does not open the internet',
      { rules: [{ direction: 'inbound', protocol: 6, ports: '22', peer: '203.0.113.0/24' }, toAll] },
      {},
      ['1-65535 filtered no-response proved'],
    ],
    [
      'a return range for Linux: most runs of nmap, not all (N42)',
      { outbound: [{ protocol: 6, ports: '32768-60999' }] },
      {},
      ['1-65535 unknown - proved'],
    ],
    [
      'the same with a source port inside (-g)',
      { outbound: [{ protocol: 6, ports: '32768-60999' }] },
      { sourcePort: 50000 },
      ['1-65535 unfiltered reset proved'],
    ],
    [
      'the same with a source port outside (-g)',
      { outbound: [{ protocol: 6, ports: '32768-60999' }] },
      { sourcePort: 61500 },
      ['1-65535 filtered no-response proved'],
    ],
    [
      'no public address (R7)',
      { hosts: [{ ip: '10.0.12.197' }] },
      {},
      ['1-65535 filtered no-response proved'],
    ],
    ['no way back (R8)', { internet: false }, {}, ['1-65535 filtered no-response proved']],
    [
      'a rule with an unknown block',
      { inbound: [{ number: 100, protocol: 6, ports: '22', cidr: '?' }] },
      {},
      ['1-21,23-65535 filtered no-response proved', '22 unknown - proved'],
    ],
    [
      'half of the internet: where the scanner is decides',
      { inbound: [{ cidr: '0.0.0.0/1' }] },
      {},
      ['1-65535 unknown - proved'],
    ],
  ];
  for (const [name, text, options, expected] of cases) {
    it(name, () => {
      assert.deepEqual(states(text, options), expected);
    });
  }

  it('tells the odds when nmap picks the source port', () => {
    const [result] = scan({ outbound: [{ protocol: 6, ports: '32768-60999' }] }).results;
    assert.match(result!.unresolved[0]!.why, /86\.8 % of runs/);
  });

  it('names the rule that dropped the packet', () => {
    const [low] = scan({ inbound: [{ protocol: 6, ports: '1024-65535' }] }).results;
    const last = low!.because.at(-1)!;
    assert.deepEqual(
      [last.leg, last.checkpoint, last.direction, last.component, last.rule],
      ['request', 'network-acl', 'inbound', 'acl', '*'],
    );
  });
});
