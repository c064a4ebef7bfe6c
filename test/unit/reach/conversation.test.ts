import assert from 'node:assert/strict';
import { converse } from '../../../src/core/reach/conversation.ts';
import type { Hop } from '../../../src/core/reach/hop.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import type { Endpoint } from '../../../src/core/reach/walk.ts';
import { ip, network, type NetworkText } from '../../support/networks.ts';

const tcp = { protocol: 6, sourcePort: 40000, requestFlags: 'SYN', replyFlags: 'SYN-ACK' } as const;

function ends(text: NetworkText) {
  const topology = new Topology(network(text));
  const inside = (name: string): Endpoint => ({ kind: 'interface', interface: topology.interface(name)! });
  const outside = (address: string): Endpoint => ({ kind: 'outside', address: ip(address) });
  return { topology, inside, outside };
}

/** `acl in 100` for short: what each hop was and what decided it. */
function short(hops: readonly Hop[]): readonly string[] {
  return hops.map((hop) =>
    [hop.checkpoint, hop.direction?.slice(0, -5), hop.rule, hop.verdict === 'allow' ? '' : hop.verdict]
      .filter(Boolean)
      .join(' '),
  );
}

describe('a conversation', () => {
  it('leaves through group, NACL, route and gateway, and comes back through NACL and group (N26)', () => {
    const { topology, inside, outside } = ends({});
    const { request, reply, verdict } = converse(topology, inside('web'), outside('198.51.100.7'), {
      ...tcp,
      destinationPort: 80,
    });
    assert.equal(verdict, 'allow');
    assert.deepEqual(short(request.hops), [
      'security-group out sg',
      'network-acl out 100',
      'route-table 0.0.0.0/0',
      'internet-gateway',
      'interface',
    ]);
    assert.deepEqual(short(reply!.hops), [
      'internet-gateway',
      'network-acl in 100',
      'security-group in tracked',
      'interface',
    ]);
  });

  it('dies with the reply when the NACL admits nothing inbound: experiment 1', () => {
    const { topology, inside, outside } = ends({
      inbound: [],
      outbound: [{ protocol: 6, ports: '0-65535' }],
    });
    const { reply, verdict } = converse(topology, inside('web'), outside('198.51.100.7'), {
      ...tcp,
      destinationPort: 80,
    });
    assert.equal(verdict, 'deny');
    const last = reply!.hops.at(-1)!;
    assert.deepEqual([last.component, last.rule, last.code], ['acl', '*', 'REPLY_SUBNET_ACL_RESTRICTION']);
  });

  it('lives on the ephemeral rule: experiment 2', () => {
    const { topology, inside, outside } = ends({ inbound: [{ protocol: 6, ports: '1024-65535' }] });
    const answer = (sourcePort: number) =>
      converse(topology, inside('web'), outside('198.51.100.7'), { ...tcp, sourcePort, destinationPort: 80 })
        .verdict;
    assert.deepEqual([answer(1024), answer(65535), answer(1023)], ['allow', 'allow', 'deny']);
  });

  it('is as certain as what it rests on, whichever address AWS picks', () => {
    const { topology, inside } = ends({
      hosts: [{ name: 'app' }, { name: 'db', subnet: 'other', ip: '10.0.13.6' }],
      subnets: { other: '10.0.13.0/24' },
      inbound: [{ number: 90, cidr: '10.0.12.128/25' }, { number: 100 }],
    });
    for (const [from, to] of [
      ['app', 'db'],
      ['db', 'app'],
    ] as const) {
      const { verdict, certainty, because } = converse(topology, inside(from), inside(to), {
        ...tcp,
        destinationPort: 80,
      });
      assert.deepEqual([verdict, certainty, because], ['allow', 'proved', []]);
    }
  });

  it('does not ask the group about the reply: experiment 3', () => {
    const { topology, inside, outside } = ends({ rules: [{ direction: 'outbound' }] });
    const { verdict } = converse(topology, inside('web'), outside('198.51.100.7'), {
      ...tcp,
      destinationPort: 80,
    });
    assert.equal(verdict, 'allow');
  });

  it('crosses no NACL and no route inside a subnet (N23)', () => {
    const hosts = [
      { name: 'a', ip: '10.0.12.5' },
      { name: 'b', ip: '10.0.12.6' },
    ];
    const { topology, inside } = ends({ hosts, inbound: [], outbound: [] });
    const { request, verdict } = converse(topology, inside('a'), inside('b'), {
      ...tcp,
      destinationPort: 22,
    });
    assert.equal(verdict, 'allow');
    assert.deepEqual(short(request.hops), ['security-group out sg', 'security-group in sg', 'interface']);
  });

  it('crosses a NACL twice each way between two subnets, the same one too (N24)', () => {
    const hosts = [
      { name: 'a', ip: '10.0.12.5' },
      { name: 'b', ip: '10.0.13.6', subnet: 'other' },
    ];
    const { topology, inside } = ends({ hosts, subnets: { other: '10.0.13.0/24' } });
    const { request, reply } = converse(topology, inside('a'), inside('b'), { ...tcp, destinationPort: 22 });
    const crossings = [...request.hops, ...reply!.hops].filter((hop) => hop.checkpoint === 'network-acl');
    assert.deepEqual(
      crossings.map((hop) => [hop.leg, hop.direction]),
      [
        ['request', 'outbound'],
        ['request', 'inbound'],
        ['reply', 'outbound'],
        ['reply', 'inbound'],
      ],
    );
  });

  it('takes a group as peer for the private addresses of its members (S27)', () => {
    const hosts = [
      { name: 'a', ip: '10.0.12.5' },
      { name: 'b', ip: '10.0.13.6', subnet: 'other' },
    ];
    const rules = [{ direction: 'inbound', peer: 'group:sg' }, { direction: 'outbound' }] as const;
    const { topology, inside, outside } = ends({ hosts, rules, subnets: { other: '10.0.13.0/24' } });
    assert.equal(
      converse(topology, inside('a'), inside('b'), { ...tcp, destinationPort: 22 }).verdict,
      'allow',
    );
    assert.equal(
      converse(topology, outside('203.0.113.9'), inside('b'), { ...tcp, destinationPort: 22 }).verdict,
      'deny',
    );
  });

  const stopped: readonly [string, NetworkText, string][] = [
    ['a missing route', { internet: false }, 'NO_ROUTE_TO_DESTINATION'],
    [
      'a missing public address (R7)',
      { hosts: [{ ip: '10.0.12.197' }] },
      'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    ],
    ['a group without egress', { rules: [{ direction: 'inbound' }] }, 'SG_HAS_NO_RULES'],
    [
      'a group whose egress does not fit',
      { rules: [{ direction: 'outbound', protocol: 17 }] },
      'ENI_SG_RULES_MISMATCH',
    ],
    ['a NACL that lets nothing out', { outbound: [] }, 'SUBNET_ACL_RESTRICTION'],
    [
      'an unknown egress rule',
      { rules: [{ direction: 'outbound', peer: '?' }] },
      'UNKNOWN_ENI_SG_RULES_MISMATCH',
    ],
  ];
  for (const [name, text, code] of stopped) {
    it(`ends at ${name}`, () => {
      const { topology, inside, outside } = ends(text);
      const { request, reply } = converse(topology, inside('web'), outside('198.51.100.7'), {
        ...tcp,
        destinationPort: 80,
      });
      assert.equal(reply, undefined);
      assert.equal(request.hops.at(-1)!.code, code);
    });
  }

  it('carries nothing between an internet gateway and private addresses (R7)', () => {
    const { topology, inside, outside } = ends({});
    const { request } = converse(topology, inside('web'), outside('192.168.7.7'), {
      ...tcp,
      destinationPort: 80,
    });
    assert.equal(request.hops.at(-1)!.code, 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS');
  });

  it('is known between hosts whose addresses AWS picks, as long as no rule tells them apart', () => {
    const hosts = [{ name: 'a' }, { name: 'b', subnet: 'other' }];
    const subnets = { other: '10.0.13.0/24' };
    const alike = ends({ hosts, subnets, inbound: [{ cidr: '10.0.0.0/16' }] });
    assert.equal(
      converse(alike.topology, alike.inside('a'), alike.inside('b'), { ...tcp, destinationPort: 22 }).verdict,
      'allow',
    );
    const apart = ends({
      hosts,
      subnets,
      inbound: [{ cidr: '10.0.12.0/25' }, { number: 101, cidr: '10.0.13.0/24' }],
    });
    const open = converse(apart.topology, apart.inside('a'), apart.inside('b'), {
      ...tcp,
      destinationPort: 22,
    });
    assert.equal(open.verdict, 'unknown');
    assert.deepEqual(
      open.because.map((reason) => reason.what),
      ['a', 'b'],
    );
  });
});
