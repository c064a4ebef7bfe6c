import assert from 'node:assert/strict';
import { converse } from '../../../src/core/reach/conversation.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known } from '../../../src/core/value/value.ts';
import { ip, network, place, type EntryText } from '../../support/networks.ts';
import { findingsOf } from '../../support/rules.ts';
import { behindNat, browse, filters, syn, type Parts } from './behindNat.ts';

describe('through a NAT gateway', () => {
  it('six NACL checks, in the order of N28', () => {
    const conversation = browse(behindNat());
    assert.equal(conversation.verdict, 'allow');
    assert.deepEqual(filters(conversation), [
      'private-acl outbound',
      'public-acl inbound',
      'nat',
      'public-acl outbound',
      'public-acl inbound',
      'nat',
      'public-acl outbound',
      'private-acl inbound',
    ]);
  });

  it('the private subnet must admit the internet, not the NAT gateway (N28)', () => {
    const onlyNat = browse(behindNat({ privateIn: [{ cidr: '10.0.2.0/24' }] }));
    assert.deepEqual([onlyNat.verdict, onlyNat.reply?.hops.at(-1)?.component], ['deny', 'private-acl']);
    const internet = browse(
      behindNat({ privateIn: [{ cidr: '0.0.0.0/0', protocol: 6, ports: '1024-65535' }] }),
    );
    assert.equal(internet.verdict, 'allow');
  });

  it('the reply goes to a port of the gateway, then to the one of the instance', () => {
    const conversation = browse(behindNat());
    assert.equal(conversation.request.packet.sourcePort, 50000);
    assert.equal(conversation.reply?.packet.destinationPort, 40000);
    const linuxOnly = [
      { protocol: 6, ports: '50000-50000' },
      { number: 101, protocol: 6, ports: '443', cidr: '10.0.0.0/16' },
    ];
    const lottery = browse(behindNat({ publicIn: linuxOnly }));
    assert.equal(lottery.verdict, 'unknown');
    assert.match(
      lottery.because[0]!.why,
      /public-acl drops the replies to 99\.998 % of them \(ports 1024-49999,50001-65535\)$/,
    );
    assert.equal(browse(behindNat({ privateIn: linuxOnly })).verdict, 'allow');
  });

  it('in the same subnet, the leg to the gateway is not filtered (N27)', () => {
    const conversation = browse(behindNat({ natSubnet: 'private' }));
    assert.equal(filters(conversation)[0], 'nat');
  });

  it('needs a public address of its own (R10)', () => {
    const conversation = browse(behindNat({ natHasAddress: false }));
    assert.equal(conversation.request.hops.at(-1)?.code, 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  });

  it('carries TCP, UDP and ICMP only (R10)', () => {
    const topology = behindNat();
    const inside = { kind: 'interface', interface: topology.interface('app')! } as const;
    const { request } = converse(
      topology,
      inside,
      { kind: 'outside', address: ip('203.0.113.9') },
      { protocol: 50 },
    );
    assert.equal(request.hops.at(-1)?.code, 'PROTOCOL_RESTRICTION');
  });

  it('nothing comes in unasked (R10)', () => {
    const topology = behindNat();
    const inside = { kind: 'interface', interface: topology.interface('app')! } as const;
    const { verdict } = converse(topology, { kind: 'outside', address: ip('203.0.113.9') }, inside, syn);
    assert.equal(verdict, 'deny');
  });

  const blocked: readonly [string, Parts, string, RegExp][] = [
    [
      'in the private subnet',
      { privateIn: [{ cidr: '10.0.0.0/16' }] },
      'private-acl',
      /Allow inbound tcp 1024-65535 from 0\.0\.0\.0\/0/,
    ],
    [
      'in the NAT gateway’s subnet',
      { publicIn: [{ cidr: '10.0.0.0/16' }] },
      'public-acl',
      /Allow inbound tcp 1024-65535 from 0\.0\.0\.0\/0/,
    ],
    [
      'between the NAT gateway and the instance',
      { publicOut: [{ protocol: 6, ports: '0-1023' }] },
      'public-acl',
      /Allow outbound tcp 1024-65535 to 10\.0\.1\.0\/24/,
    ],
  ];
  for (const [name, parts, acl, advice] of blocked) {
    it(`nacl-reply-blocked finds the drop ${name}`, () => {
      const found = findingsOf('nacl-reply-blocked', behindNat(parts));
      assert.deepEqual(
        found.map((finding) => finding.resource),
        [acl],
      );
      assert.match(found[0]!.message, advice);
    });
  }

  it('nacl-reply-blocked says nothing where every reply passes', () => {
    assert.deepEqual(findingsOf('nacl-reply-blocked', behindNat()), []);
  });
});

describe('through an egress-only internet gateway', () => {
  function dualStack(inbound: readonly EntryText[]): Topology {
    const base = network({ inbound, hosts: [{ name: 'app', ip: '10.0.12.5', ipv6: '2600:1f18::5' }] });
    const routes = base.routeTables[0]!.routes.map((route) =>
      route.target.kind === 'known' && route.target.value.kind === 'internet-gateway'
        ? { ...route, target: known({ kind: 'egress-only-internet-gateway', gateway: 'eigw' } as const) }
        : route,
    );
    return new Topology({
      ...base,
      internetGateways: [],
      egressOnlyInternetGateways: [{ address: 'eigw', origin: place(9, 'eigw'), vpc: known('vpc') }],
      routeTables: [{ ...base.routeTables[0]!, routes }],
    });
  }
  const ends = (topology: Topology) =>
    [
      { kind: 'interface', interface: topology.interface('app')! },
      { kind: 'outside', address: ip('2001:db8::7') },
    ] as const;

  it('IPv6 goes out and its replies come back, past a NACL that needs a rule for them (N33)', () => {
    const open = dualStack([{ cidr: '::/0' }]);
    const there = converse(open, ...ends(open), syn);
    assert.equal(there.verdict, 'allow');
    const gateway = there.request.hops.find(
      ({ checkpoint }) => checkpoint === 'egress-only-internet-gateway',
    );
    assert.deepEqual(gateway?.origin, place(9, 'eigw'));
    const shut = dualStack([]);
    assert.equal(converse(shut, ...ends(shut), syn).reply?.hops.at(-1)?.checkpoint, 'network-acl');
  });

  it('nothing comes in unasked, and IPv4 does not leave (R12)', () => {
    const topology = dualStack([{ cidr: '::/0' }]);
    const [inside, outside] = ends(topology);
    assert.equal(converse(topology, outside, inside, syn).verdict, 'deny');
    const { request } = converse(topology, inside, { kind: 'outside', address: ip('203.0.113.9') }, syn);
    assert.equal(request.hops.at(-1)?.code, 'PROTOCOL_RESTRICTION');
  });
});

describe('services AWS answers itself', () => {
  for (const address of ['10.0.0.2', '169.254.169.253', '169.254.169.254', '169.254.169.123']) {
    it(`${address} is filtered by nothing (N35, N36)`, () => {
      const topology = new Topology(network({ inbound: [], outbound: [], rules: [] }));
      const inside = { kind: 'interface', interface: topology.interface('web')! } as const;
      assert.equal(
        converse(topology, inside, { kind: 'outside', address: ip(address) }, { ...syn, destinationPort: 53 })
          .verdict,
        'allow',
      );
    });
  }

  it('only those: the rest of the link-local block is nobody AWS names', () => {
    const topology = new Topology(network());
    const inside = { kind: 'interface', interface: topology.interface('web')! } as const;
    const { verdict } = converse(topology, inside, { kind: 'outside', address: ip('169.254.10.10') }, syn);
    assert.notEqual(verdict, 'allow');
  });

  it('any other resolver is filtered (N36)', () => {
    const topology = new Topology(network({ inbound: [] }));
    const inside = { kind: 'interface', interface: topology.interface('web')! } as const;
    assert.equal(
      converse(topology, inside, { kind: 'outside', address: ip('8.8.8.8') }, { ...syn, destinationPort: 53 })
        .verdict,
      'deny',
    );
  });
});
