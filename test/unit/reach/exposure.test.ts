import assert from 'node:assert/strict';
import { blockers } from '../../../src/core/reach/blockers.ts';
import { decidingEntries, exposure } from '../../../src/core/reach/exposure.ts';
import { icmpPort, icmpTypesText } from '../../../src/core/reach/portBounds.ts';
import { ruleOrder } from '../../../src/core/reach/ruleOrder.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { ip, network, type EntryText, type NetworkText } from '../../support/networks.ts';

function topologyOf(text: NetworkText): Topology {
  return new Topology(network(text));
}

/** What everybody gets to the one host: `protocol ports replies`, for each class of the IPv4 internet. */
function fromInternet(text: NetworkText, protocol = 'tcp'): readonly string[] {
  const topology = topologyOf(text);
  return exposure(topology, topology.interfaces[0]!, ['ipv4']).flatMap(({ from, protocols }) => {
    const found = protocols.find(({ name }) => name === protocol);
    if (from.kind !== 'internet' || found === undefined) return [];
    const { ports, replyPorts } = found.reach;
    return [`${String(ports.must)} ${String(replyPorts.must)}`];
  });
}

describe('exposure', () => {
  const everything = { number: 100 };
  const cases: readonly (readonly [name: string, text: NetworkText, expected: readonly string[]])[] = [
    ['everything', {}, ['0-65535 0-65535']],
    [
      'two halves of the internet are one',
      { inbound: [{ cidr: '0.0.0.0/1' }, { number: 2, cidr: '128.0.0.0/1' }] },
      ['0-65535 0-65535'],
    ],
    [
      'a deny of udp leaves tcp alone',
      { inbound: [{ number: 1, action: 'deny', protocol: 17, ports: '22' }, everything] },
      ['0-65535 0-65535'],
    ],
    [
      'a deny of tcp',
      { inbound: [{ number: 1, action: 'deny', protocol: 6, ports: '22' }, everything] },
      ['0-21,23-65535 0-65535'],
    ],
    ['replies to one port', { outbound: [{ protocol: 6, ports: '65535' }] }, ['0-65535 65535']],
    ['no gateway', { internet: false }, [' ']],
    [
      'an office of its own',
      {
        rules: [
          { direction: 'inbound', protocol: 6, ports: '22', peer: '203.0.113.0/24' },
          { direction: 'inbound', protocol: 6, ports: '443' },
        ],
      },
      ['443 0-65535', '22,443 0-65535'],
    ],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => assert.deepEqual(fromInternet(text), expected));
  }

  it('names the entry that decides each range of ports', () => {
    const inbound: readonly EntryText[] = [
      { number: 10, action: 'deny', protocol: 6, ports: '22' },
      { number: 20, protocol: 6, ports: '0-1023' },
      { number: 30, protocol: 1, icmp: { type: 8 } },
    ];
    const topology = topologyOf({ inbound });
    const decided = (protocol: number) =>
      decidingEntries(topology, topology.interfaces[0]!, 'inbound', ip('198.51.100.7'), protocol)?.map(
        ({ entry, ports }) => `${entry === '*' ? '*' : entry.origin.span.start} ${String(ports)}`,
      );
    assert.deepEqual(decided(6), ['10 22', '20 0-21,23-1023', '* 1024-65535']);
    assert.deepEqual(decided(1), ['30 2048-2303', '* 0-2047,2304-65535']);
    // The entries are those of the network, whatever they were looked at as.
    const written = topology.network.networkAcls[0]!.inbound;
    for (const protocol of [1, 6])
      for (const { entry } of decidingEntries(
        topology,
        topology.interfaces[0]!,
        'inbound',
        ip('198.51.100.7'),
        protocol,
      )!)
        assert.ok(entry === '*' || written.includes(entry));
  });
});

describe('blockers', () => {
  it('names every checkpoint that says no, on both legs', () => {
    const topology = topologyOf({ inbound: [], outbound: [], rules: [] });
    const hops = blockers(
      topology,
      { kind: 'outside', address: ip('198.51.100.7') },
      { kind: 'interface', interface: topology.interfaces[0]! },
      { protocol: 6, sourcePort: 40000, destinationPort: 22 },
    );
    assert.deepEqual(
      hops.map(({ leg, checkpoint, code }) => [leg, checkpoint, code]),
      [
        ['request', 'network-acl', 'SUBNET_ACL_RESTRICTION'],
        ['request', 'security-group', 'SG_HAS_NO_RULES'],
        ['reply', 'network-acl', 'REPLY_SUBNET_ACL_RESTRICTION'],
      ],
    );
  });
});

describe('the order of network ACL entries', () => {
  const cases: readonly (readonly [
    name: string,
    inbound: readonly EntryText[],
    expected: readonly string[],
  ])[] = [
    [
      'covered by two halves',
      [
        { number: 1, cidr: '0.0.0.0/1' },
        { number: 2, cidr: '128.0.0.0/1' },
        { number: 3, action: 'deny' },
      ],
      ['decides', 'decides', 'shadowed redundant by 1,2'],
    ],
    [
      'partly',
      [
        { number: 1, action: 'deny', protocol: 6, ports: '22' },
        { number: 2, protocol: 6, ports: '0-1023' },
      ],
      ['decides', 'partly-shadowed by 1'],
    ],
    ['a deny before *', [{ number: 1, action: 'deny', protocol: 6, ports: '22' }], ['decides redundant']],
    [
      'the same again behind it',
      [
        { number: 1, protocol: 6, ports: '22' },
        { number: 2, protocol: 6 },
      ],
      ['decides redundant', 'partly-shadowed by 1'],
    ],
    [
      'other ICMP types',
      [
        { number: 1, protocol: 1, icmp: { type: 8 } },
        { number: 2, protocol: 1, icmp: { type: 0 } },
      ],
      ['decides', 'decides'],
    ],
    [
      'one that may not be there',
      [
        { number: 1, exists: '?' },
        { number: 2, protocol: 6, ports: '22' },
      ],
      ['decides', 'decides'],
    ],
  ];
  for (const [name, inbound, expected] of cases) {
    it(name, () => {
      const [acl] = network({ inbound }).networkAcls;
      const found = ruleOrder(acl!, 'inbound').map(({ order, redundant, shadowedBy }) => {
        const by = shadowedBy.map(({ origin }) => origin.span.start).join();
        return [order, ...(redundant ? ['redundant'] : []), ...(by === '' ? [] : [`by ${by}`])].join(' ');
      });
      assert.deepEqual(found, expected);
    });
  }
});

describe('ICMP types as text', () => {
  const cases: readonly (readonly [set: PortSet, text: string])[] = [
    [PortSet.none, ''],
    [PortSet.all, '*'],
    [PortSet.of({ first: icmpPort(8, 0), last: icmpPort(8, 0) }), '8/0'],
    [PortSet.of({ first: icmpPort(3, 0), last: icmpPort(3, 255) }), '3/*'],
    [PortSet.of({ first: icmpPort(3, 2), last: icmpPort(5, 1) }), '3/2-255,4/*,5/0-1'],
    [PortSet.all.subtract(PortSet.of({ first: icmpPort(8, 0), last: icmpPort(8, 255) })), '0-7/*,9-255/*'],
  ];
  for (const [set, text] of cases) it(`"${text}"`, () => assert.equal(icmpTypesText(set), text));
});
