import assert from 'node:assert/strict';
import { known, unknown } from '../../../src/core/value/value.ts';
import { walk } from '../../../src/core/reach/walk.ts';
import { cloud, lastHop, outcome, prober } from '../../support/cloud.ts';
import { ip, place } from '../../support/networks.ts';

const stranger = '203.0.113.9';
const elastic = { address: known(ip('54.0.0.2')), privateIp: known(ip('10.0.1.20')), origin: place(6) };

/** One interface with 10.0.1.10 and 10.0.1.20, of which the second has an Elastic IP; a second interface of its instance. */
const two = prober(
  cloud({
    subnets: {
      web: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } },
      db: { cidr: '10.0.2.0/24', inbound: [{ cidr: '10.0.1.20/32' }] },
    },
    hosts: [
      {
        name: 'app',
        subnet: 'web',
        also: {
          privateIps: [known(ip('10.0.1.10')), known(ip('10.0.1.20'))],
          publicIps: known([elastic]),
        },
      },
      { name: 'app2', subnet: 'db', ip: '10.0.2.30', groups: ['shut'], also: { owner: 'app' } },
      { name: 'db', subnet: 'db', ip: '10.0.2.5' },
    ],
    groups: { shut: { rules: [{ direction: 'outbound' }] } },
  }),
);

describe('an interface with several addresses', () => {
  it('is walked with the one that is named, else the first (S2)', () => {
    assert.equal(outcome(two.talk('app', 'db')), 'deny SUBNET_ACL_RESTRICTION db-acl');
    assert.equal(outcome(two.talk('app@10.0.1.10', 'db')), 'deny SUBNET_ACL_RESTRICTION db-acl');
    assert.equal(outcome(two.talk('app@10.0.1.20', 'db')), 'allow');
    assert.equal(two.talk('db', 'app@10.0.1.20').request.packet.destination.value, ip('10.0.1.20').value);
  });

  it('has an Elastic IP for the private address it is bound to, and for no other (R7)', () => {
    assert.equal(outcome(two.talk('app@10.0.1.20', stranger)), 'allow');
    assert.equal(
      outcome(two.talk('app@10.0.1.10', stranger)),
      'deny IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw',
    );
    assert.match(lastHop(two.talk('app@10.0.1.10', stranger)).text, /10\.0\.1\.10 of app has no public IPv4/);
    assert.equal(outcome(two.talk(stranger, 'app@10.0.1.20')), 'allow');
    assert.equal(
      outcome(two.talk(stranger, 'app@10.0.1.10')),
      'deny IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS igw',
    );
  });

  it('is reached from outside at a public address as at the private one it stands for', () => {
    const { request, verdict } = two.talk(stranger, 'app@54.0.0.2');
    assert.deepEqual([verdict, request.packet.destination.value], ['allow', ip('10.0.1.20').value]);
  });

  it('has groups of its own, whatever the other interface of the instance has (S2)', () => {
    assert.equal(outcome(two.talk('db', 'app2')), 'deny SG_HAS_NO_RULES shut');
    assert.equal(outcome(two.talk('db', 'app@10.0.1.20')), 'allow');
  });

  const bindings: readonly (readonly [string, { privateIps: readonly string[]; bound?: string }, string])[] =
    [
      ['nothing said: the first', { privateIps: ['10.0.1.10', '10.0.1.20'] }, 'deny'],
      ['a binding not known yet', { privateIps: ['10.0.1.10', '10.0.1.20'], bound: '?' }, 'unknown'],
      ['the only address there is', { privateIps: ['10.0.1.20'], bound: '?' }, 'allow'],
      ['a first address AWS picks', { privateIps: ['?', '10.0.1.20'] }, 'deny'],
    ];
  for (const [name, { privateIps, bound }, expected] of bindings) {
    it(`an Elastic IP, ${name}`, () => {
      const open = unknown('app', 'is told by AWS');
      const address = (text: string) => (text === '?' ? open : known(ip(text)));
      const made = cloud({
        subnets: { web: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } } },
        hosts: [
          {
            name: 'app',
            subnet: 'web',
            also: {
              privateIps: privateIps.map(address),
              publicIps: known([
                {
                  address: known(ip('54.0.0.2')),
                  origin: place(6),
                  ...(bound === undefined ? {} : { privateIp: address(bound) }),
                },
              ]),
            },
          },
        ],
      });
      assert.equal(prober(made).talk('app@10.0.1.20', stranger).verdict, expected);
    });
  }
});

describe('an Elastic IP that names no private address', () => {
  it('stands for the first one, which may be any that is no other’s', () => {
    const picked = unknown('app', 'is told by AWS');
    const { talk } = prober(
      cloud({
        subnets: { web: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } } },
        hosts: [
          {
            name: 'app',
            subnet: 'web',
            publicIp: '54.0.0.2',
            also: { privateIps: [picked, known(ip('10.0.1.20'))] },
          },
        ],
      }),
    );
    assert.equal(outcome(talk('app@10.0.1.77', stranger)), 'allow');
    assert.equal(talk('app@10.0.1.20', stranger).verdict, 'deny');
  });
});

describe('the source/destination check (S13)', () => {
  const sending = (sourceDestCheck: boolean | '?') =>
    prober(
      cloud({
        subnets: { web: { cidr: '10.0.1.0/24' } },
        hosts: [
          {
            name: 'app',
            subnet: 'web',
            ip: '10.0.1.10',
            also: {
              sourceDestCheck: sourceDestCheck === '?' ? unknown('var.check', 'x') : known(sourceDestCheck),
            },
          },
          { name: 'db', subnet: 'web', ip: '10.0.1.5' },
        ],
      }),
    ).talk('app@10.9.9.9', 'db');

  it('drops what an interface sends under another address, before its groups', () => {
    const { request } = sending(true);
    assert.deepEqual(
      request.hops.map(({ code }) => code),
      ['ENI_SOURCE_DEST_CHECK_RESTRICTION'],
    );
    const open = sending('?');
    assert.deepEqual(
      [open.request.verdict, open.request.hops[0]!.code],
      ['unknown', 'UNKNOWN_ENI_SOURCE_DEST_CHECK_RESTRICTION'],
    );
    // Whatever the check does, app has not the address that is answered.
    assert.equal(outcome(open), 'deny REPLY_ENI_ADDRESS_RESTRICTION app');
    assert.equal(sending(false).request.hops.at(-1)!.component, 'db');
  });

  it('says what would tell whether it does', () => {
    const { topology, end } = prober(
      cloud({
        subnets: { web: { cidr: '10.0.1.0/24' } },
        hosts: [
          {
            name: 'app',
            subnet: 'web',
            ip: '10.0.1.10',
            also: { sourceDestCheck: unknown('var.check', 'x') },
          },
          { name: 'db', subnet: 'web', ip: '10.0.1.5' },
        ],
      }),
    );
    const packet = { source: ip('10.9.9.9'), destination: ip('10.0.1.5'), protocol: 6 };
    const { verdict, because } = walk(topology, packet, end('app'), end('db'), 'request').walk;
    assert.deepEqual([verdict, because.map(({ what }) => what)], ['unknown', ['var.check']]);
  });

  it('lets nothing in for another address', () => {
    assert.equal(outcome(two.talk('db', 'app2@10.0.2.99')), 'deny ENI_ADDRESS_RESTRICTION app2');
  });
});

describe('addresses nobody can have', () => {
  const at = (own: string) =>
    prober(
      cloud({
        subnets: { web: { cidr: '10.0.1.0/24 2600:1f18::/64' }, db: { cidr: '10.0.2.0/24' } },
        hosts: [
          { name: 'app', subnet: 'web', ip: own },
          { name: 'db', subnet: 'db', ip: '10.0.2.5', ipv6: '2600:1f18::9' },
        ],
      }),
    );

  for (const kept of ['10.0.1.0', '10.0.1.1', '10.0.1.2', '10.0.1.3', '10.0.1.255']) {
    it(`${kept} is none AWS gives an interface (R19)`, () => {
      assert.equal(outcome(at(kept).talk('app', 'db')), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT app');
      assert.equal(outcome(at(kept).talk('db', 'app')), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT app');
    });
  }
  it('are among IPv6 addresses too (R19)', () => {
    const of = (ipv6: string) =>
      prober(
        cloud({
          subnets: {
            web: { cidr: '10.0.1.0/24 2600:1f18::/64' },
            db: { cidr: '10.0.2.0/24 2600:1f18:0:1::/64' },
          },
          hosts: [
            { name: 'app', subnet: 'web', ip: '10.0.1.10', ipv6 },
            { name: 'db', subnet: 'db', ip: '10.0.2.5', ipv6: '2600:1f18:0:1::9' },
          ],
        }),
      ).talk('db@2600:1f18:0:1::9', `app@${ipv6}`);
    assert.equal(outcome(of('2600:1f18::2')), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT app');
    assert.equal(
      lastHop(of('2600:1f18::2')).text,
      'app: cannot be told, because app has the address 2600:1f18::2, which AWS keeps for itself and refuses to give it',
    );
    assert.equal(outcome(of('2600:1f18::9')), 'allow');
  });

  for (const free of ['10.0.1.4', '10.0.1.254']) {
    it(`${free} is the first or the last it gives`, () => {
      assert.equal(outcome(at(free).talk('app', 'db')), 'allow');
    });
  }

  const destinations: readonly (readonly [string, string])[] = [
    ['10.0.1.0', 'deny NO_POSSIBLE_DESTINATION'],
    ['10.0.1.2', 'deny NO_POSSIBLE_DESTINATION'],
    ['10.0.1.3', 'deny NO_POSSIBLE_DESTINATION'],
    ['10.0.1.255', 'deny NO_POSSIBLE_DESTINATION'],
    ['10.0.2.255', 'deny NO_POSSIBLE_DESTINATION'],
    ['10.0.1.1', 'unknown UNKNOWN_UNSUPPORTED_COMPONENT'],
    ['10.0.1.4', 'unknown UNKNOWN_UNSUPPORTED_COMPONENT'],
    ['10.0.1.254', 'unknown UNKNOWN_UNSUPPORTED_COMPONENT'],
    ['10.0.77.3', 'unknown UNKNOWN_UNSUPPORTED_COMPONENT'],
    ['169.254.168.9', 'unknown UNKNOWN_UNSUPPORTED_COMPONENT'],
    ['169.254.171.255', 'unknown UNKNOWN_UNSUPPORTED_COMPONENT'],
    ['169.254.172.0', 'deny NO_ROUTE_TO_DESTINATION'],
  ];
  for (const [address, expected] of destinations) {
    it(`a packet to ${address}: ${expected} (R19, R20)`, () => {
      const found = outcome(at('10.0.1.10').talk('app', address));
      assert.equal(found.split(' ').slice(0, 2).join(' '), expected);
    });
  }

  it('fd00:ec2::/32 is never routed (R20)', () => {
    const found = outcome(at('10.0.1.10').talk('db', 'fd00:ec2::77'));
    assert.equal(found, 'unknown UNKNOWN_UNSUPPORTED_COMPONENT fd00:ec2::77');
  });
});
