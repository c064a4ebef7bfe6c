import assert from 'node:assert/strict';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { tcp } from '../../../src/core/net/protocol.ts';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { ip, place } from '../../support/networks.ts';
import { cloud, filters, lastHop, outcome, prober, type CloudText } from '../../support/cloud.ts';

const stranger = '203.0.113.9';

/** `app` behind the NAT gateway `nat`, and `shop` with a public address; all in subnets of their own. */
function behind(more: {
  readonly subnets?: CloudText['subnets'];
  readonly nat?: Partial<NetworkInterface>;
  readonly hosts?: CloudText['hosts'];
  readonly publicNat?: boolean;
}) {
  return prober(
    cloud({
      subnets: {
        app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat:nat' } },
        nat: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'igw' } },
        shop: { cidr: '10.0.3.0/24', routes: { '0.0.0.0/0': 'igw' } },
        ...more.subnets,
      },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10' },
        {
          name: 'nat',
          subnet: 'nat',
          ip: '10.0.2.9',
          kind: 'nat-gateway',
          groups: [],
          ...(more.publicNat === false ? {} : { publicIp: '54.0.0.9' }),
          also: more.nat ?? {},
        },
        { name: 'shop', subnet: 'shop', ip: '10.0.3.20', publicIp: '54.0.0.2' },
        ...(more.hosts ?? []),
      ],
    }),
  );
}

/** As secondary addresses are, or those of a regional gateway's zones. */
const twoAddresses = {
  publicIps: known([
    { address: known(ip('54.0.0.9')), origin: place(1) },
    { address: known(ip('54.0.0.10')), origin: place(2) },
  ]),
};

describe('a NAT gateway', () => {
  it('brings the interface behind it to a public address of the code, and the reply back (N34a, N28)', () => {
    const conversation = behind({}).talk('app', '54.0.0.2');
    assert.equal(outcome(conversation), 'allow');
    assert.deepEqual(filters(conversation), [
      'sg out',
      'app-acl out',
      'nat-acl in',
      'nat-acl out',
      'shop-acl in',
      'sg in',
      'shop-acl out',
      'nat-acl in',
      'nat-acl out',
      'app-acl in',
    ]);
    assert.equal(conversation.reply!.packet.destination.value, 54n * 2n ** 24n + 9n);
  });

  it('would answer for an instance that was asked by its public address: the reply is lost', () => {
    const asked = behind({
      subnets: { shop: { cidr: '10.0.3.0/24', routes: { '0.0.0.0/0': 'nat:nat' } } },
    }).talk(stranger, 'shop');
    assert.equal(outcome(asked), 'deny REPLY_NGW_SOURCE_ADDRESS_REASSIGN nat');
  });

  it('in a subnet whose routes lead to itself goes nowhere (R10)', () => {
    const conversation = behind({
      subnets: { nat: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'nat:nat' } } },
    }).talk('app', stranger);
    assert.equal(outcome(conversation), 'deny NO_PATH nat');
  });

  it('in a subnet with no way to the internet gateway has none either (R10)', () => {
    const { talk } = behind({ subnets: { nat: { cidr: '10.0.2.0/24' } } });
    assert.equal(outcome(talk('app', stranger)), 'deny NO_ROUTE_TO_DESTINATION nat-routes');
  });

  it('may stand behind another one; each takes its own translation back', () => {
    const conversation = behind({
      subnets: {
        first: { cidr: '10.0.4.0/24', routes: { '0.0.0.0/0': 'nat:nat' } },
        app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat:inner' } },
      },
      hosts: [{ name: 'inner', subnet: 'first', ip: '10.0.4.9', kind: 'nat-gateway', groups: [] }],
    }).talk('app', stranger);
    assert.equal(outcome(conversation), 'allow');
    assert.deepEqual(filters(conversation).slice(1), [
      'app-acl out',
      'first-acl in',
      'first-acl out',
      'nat-acl in',
      'nat-acl out',
      'nat-acl in',
      'nat-acl out',
      'first-acl in',
      'first-acl out',
      'app-acl in',
    ]);
  });

  it('with several addresses is unknown towards the code, whose filters may tell them apart (R10a)', () => {
    const { talk } = behind({ nat: twoAddresses });
    const inside = talk('app', '54.0.0.2');
    assert.equal(outcome(inside), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT nat');
    assert.match(inside.because[0]!.why, /has several addresses, and a flow gets one of them/);
    assert.equal(outcome(talk('app', stranger)), 'allow');
    const secondary = behind({ nat: { privateIps: [known(ip('10.0.2.9')), known(ip('10.0.2.10'))] } });
    assert.equal(outcome(secondary.talk('app', '54.0.0.2')), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT nat');
  });

  it('that is private is dropped at the internet gateway (R10)', () => {
    const { talk } = behind({ publicNat: false });
    assert.equal(outcome(talk('app', stranger)), 'deny IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw');
  });

  it('takes nothing that it did not ask for', () => {
    const { talk } = behind({});
    assert.equal(outcome(talk('shop', 'nat')), 'deny NO_POSSIBLE_DESTINATION nat');
    assert.equal(outcome(talk(stranger, 'nat')), 'deny NO_POSSIBLE_DESTINATION nat');
    assert.match(lastHop(talk('shop', 'nat')).text, /takes only replies to what it sent out/);
  });

  it('outside the code is unknown', () => {
    const { talk } = behind({
      subnets: { app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat:gone' } } },
    });
    assert.equal(outcome(talk('app', stranger)), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT gone');
  });

  it('passes on an assumption what only some of the addresses AWS may pick get to it', () => {
    for (const shut of ['10.0.1.0/25', '10.0.1.128/25']) {
      const nat = {
        cidr: '10.0.2.0/24',
        routes: { '0.0.0.0/0': 'igw' },
        inbound: [{ number: 50, cidr: shut, action: 'deny' as const }, { number: 100 }],
      };
      const { network } = behind({ subnets: { nat } }).topology;
      const { topology, end } = prober({
        ...network,
        interfaces: network.interfaces.map((at) =>
          at.address === 'app' ? { ...at, privateIps: [unknown('app', 'gets it from AWS')] } : at,
        ),
        // A virtual private gateway may know a longer route (R4).
        routeTables: network.routeTables.map((table) =>
          table.address === 'nat-routes' ? { ...table, propagating: [known('vgw')] } : table,
        ),
      });
      const { ports, certainty } = new Reachability(topology).between(end('app'), end(stranger), tcp);
      assert.deepEqual([ports.must.isEmpty, ports.may.has(443), certainty], [true, true, 'assumed'], shut);
    }
  });

  it('names what decides about some of the ports it picks, beside the port', () => {
    const nat = {
      cidr: '10.0.2.0/24',
      routes: { '0.0.0.0/0': 'igw' },
      inbound: [
        { number: 10, cidr: '10.0.1.0/24' },
        { number: 20, protocol: 6, ports: '1024-2000' },
        { number: 30, protocol: 6, ports: '2001-65535', action: '?' as const },
      ],
    };
    const { verdict, because } = behind({ subnets: { nat } }).talk('app', stranger);
    assert.deepEqual(
      [verdict, because.map(({ what }) => what)],
      ['unknown', ['the port nat picks', 'var.action']],
    );
  });

  it('always has its flows tracked (S17)', () => {
    const ack = { requestFlags: 'ACK', replyFlags: 'RST' } as const;
    assert.equal(outcome(behind({}).talk('app', stranger, ack)), 'allow assumed');
    assert.equal(outcome(behind({}).talk('shop', stranger, ack)), 'allow');
  });
});

describe('a regional NAT gateway (R11)', () => {
  const subnet = unknown('nat', 'stands in no subnet');
  const regional = (more: Partial<NetworkInterface> = {}) =>
    behind({ nat: { subnet, regionalIn: known('vpc'), ...more } });

  it('meets no network ACL of its own, which is assumed', () => {
    const conversation = regional().talk('app', stranger);
    assert.equal(outcome(conversation), 'allow assumed');
    assert.deepEqual(filters(conversation), ['sg out', 'app-acl out', 'app-acl in']);
    assert.equal(conversation.request.hops.at(-1)!.text, '203.0.113.9 receives the packet');
    const { topology, end } = regional();
    const reach = (from: string, to: string, protocol: number) =>
      new Reachability(topology).between(end(from), end(to), protocol);
    assert.equal(reach('app', stranger, tcp).certainty, 'assumed');
    // Nothing is assumed of what it does not carry, and of what does not pass it.
    assert.equal(reach('app', stranger, 50).certainty, 'proved');
    assert.equal(reach('app', 'shop', tcp).certainty, 'proved');
  });

  it('reaches a public address of the code', () => {
    assert.equal(outcome(regional().talk('app', '54.0.0.2')), 'allow assumed');
  });

  it('with an address for each zone is unknown towards the code (R10a)', () => {
    assert.equal(
      outcome(regional(twoAddresses).talk('app', '54.0.0.2')),
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT nat',
    );
    assert.equal(outcome(regional(twoAddresses).talk('app', stranger)), 'allow assumed');
  });

  it('needs a public address and a gateway of its VPC', () => {
    const bare = regional({ publicIps: known([]) }).talk('app', stranger);
    assert.equal(outcome(bare), 'deny IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw');
    assert.equal(lastHop(bare).text, 'internet gateway igw: nat has no public IPv4 address');
    const made = regional().topology.network;
    assert.equal(
      outcome(prober({ ...made, internetGateways: [] }).talk('app', stranger)),
      'deny NO_PATH vpc',
    );
  });

  it('is unknown towards private addresses, or in a VPC that is not known', () => {
    assert.equal(regional().talk('app', '192.168.1.1').verdict, 'unknown');
    assert.equal(regional({ regionalIn: unknown('var.vpc', 'x') }).talk('app', stranger).verdict, 'unknown');
  });
});

describe('a NAT gateway whose private address AWS picks', () => {
  const behind = (peer: string, block = '10.0.8.0/24') => {
    const made = cloud({
      subnets: {
        app: { cidr: '10.0.1.0/24', routes: { '10.0.3.0/24': 'nat:nat' } },
        edge: { cidr: block },
        db: { cidr: '10.0.3.0/24' },
      },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10' },
        { name: 'nat', subnet: 'edge', kind: 'nat-gateway', groups: [] },
        { name: 'db', subnet: 'db', ip: '10.0.3.10', groups: ['db-sg'] },
      ],
      groups: { 'db-sg': { rules: [{ direction: 'inbound', peer }] } },
    });
    return outcome(prober(made).talk('app', 'db'));
  };

  it('sends from an address of its subnet, and not from one AWS keeps (R19)', () => {
    assert.equal(behind('10.0.8.0/24'), 'allow');
    assert.equal(behind('10.0.1.0/24'), 'deny ENI_SG_RULES_MISMATCH db-sg');
    assert.equal(behind('10.0.8.0/30'), 'deny ENI_SG_RULES_MISMATCH db-sg');
    assert.equal(behind('10.0.8.0/24', '2600:1f18::/64 10.0.8.0/24'), 'allow');
  });
});
