import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { formatAddress, formatCidr } from '../../../src/core/net/address.ts';
import {
  addressesBetween,
  addressPieces,
  knownCidrs,
  namedCidrs,
  pieceOf,
  piecesOf,
} from '../../../src/core/reach/addresses.ts';
import type { Endpoint } from '../../../src/core/reach/endpoint.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, type CloudText } from '../../support/cloud.ts';
import {
  cidr,
  ip,
  place,
  type EntryText,
  type GroupRuleText,
  type HostText,
} from '../../support/networks.ts';

const open = unknown('var.x', 'has no default');

interface World {
  readonly entries?: readonly EntryText[];
  readonly rules?: readonly GroupRuleText[];
  readonly routes?: Readonly<Record<string, string>>;
  readonly hosts?: CloudText['hosts'];
  readonly subnet?: string;
  readonly change?: (made: Network) => Partial<Network>;
}

function topologyOf({
  entries = [],
  rules = [],
  routes = {},
  hosts = [],
  subnet = '10.0.1.0/24',
  change,
}: World): Topology {
  const made = cloud({
    subnets: {
      net: { cidr: subnet, inbound: [], outbound: entries, routes },
      free: { cidr: '10.0.9.0/24', inbound: [], outbound: [] },
    },
    hosts,
    groups: { own: { rules } },
  });
  const bare = { ...made, securityGroups: made.securityGroups.filter(({ address }) => address !== 'sg') };
  return new Topology({ ...bare, ...change?.(bare) });
}

describe('the blocks a network names', () => {
  const vpc = ['10.0.0.0/16', '2600:1f18::/56'];
  const cases: readonly (readonly [
    name: string,
    World,
    named: readonly string[],
    hosts?: readonly string[],
  ])[] = [
    ['its VPC', {}, vpc],
    [
      'entries',
      { entries: [{ cidr: '203.0.113.0/24' }, { number: 2, cidr: '?' }] },
      ['203.0.113.0/24', ...vpc],
    ],
    [
      'rules',
      {
        rules: [
          { direction: 'inbound', peer: '::/0' },
          { direction: 'inbound', peer: 'group:own' },
          { direction: 'inbound', peer: '?' },
        ],
      },
      ['::/0', ...vpc],
    ],
    ['routes', { routes: { '0.0.0.0/0': 'igw', '?': 'igw' } }, [...vpc, '0.0.0.0/0']],
    [
      'a block named twice is there once',
      { entries: [{ cidr: '10.0.0.0/16' }], routes: { '10.0.0.0/16': 'igw' } },
      vpc,
    ],
    [
      'blocks that begin alike are all there',
      {
        entries: [
          { cidr: '10.0.0.0/8' },
          { number: 2, cidr: '10.0.0.0/24' },
          { number: 3, cidr: '10.0.0.0/8' },
          { number: 4, cidr: '::/0' },
          { number: 5, cidr: '0.0.0.0/0' },
        ],
      },
      ['10.0.0.0/8', '10.0.0.0/24', '::/0', '0.0.0.0/0', ...vpc],
    ],
    [
      'prefix lists',
      {
        change: () => ({
          prefixLists: [{ address: 'list', origin: place(9), entries: [known(cidr('192.0.2.0/24')), open] }],
        }),
      },
      ['192.0.2.0/24', ...vpc],
    ],
    [
      'public addresses, which no rule names',
      {
        hosts: [
          { name: 'web', subnet: 'net', publicIp: '54.0.0.1' },
          { name: 'app', subnet: 'net', also: { publicIps: open } },
          {
            name: 'db',
            subnet: 'net',
            also: {
              publicIps: known([
                { address: open, origin: place(6) },
                { address: known(ip('2001:db8::1')), origin: place(6) },
              ]),
            },
          },
        ],
      },
      vpc,
      ['54.0.0.1/32', '2001:db8::1/128'],
    ],
    [
      'a public address a rule names',
      { entries: [{ cidr: '54.0.0.1/32' }], hosts: [{ name: 'web', subnet: 'net', publicIp: '54.0.0.1' }] },
      ['54.0.0.1/32', ...vpc],
      [],
    ],
  ];
  for (const [name, world, named, hosts = []] of cases) {
    it(name, () => {
      const topology = topologyOf(world);
      assert.deepEqual(namedCidrs(topology).map(formatCidr), named);
      assert.deepEqual(knownCidrs(topology).map(formatCidr), [...named, ...hosts]);
    });
  }
});

describe('the pieces of the address space', () => {
  const topology = topologyOf({
    entries: [
      { cidr: '10.0.1.128/25' },
      { number: 2, cidr: '10.0.1.7/32' },
      { number: 3, cidr: '2600:1f18::8/125' },
    ],
  });
  const text = (pieces: ReturnType<typeof piecesOf>, family: 'ipv4' | 'ipv6' = 'ipv4') =>
    pieces.map(({ first, last }) =>
      [first, last].map((value) => formatAddress({ family, value })).join(' – '),
    );

  it('are cut at the edges of every block', () => {
    assert.deepEqual(text(addressPieces(topology, 'ipv4')), [
      '0.0.0.0 – 9.255.255.255',
      '10.0.0.0 – 10.0.1.6',
      '10.0.1.7 – 10.0.1.7',
      '10.0.1.8 – 10.0.1.127',
      '10.0.1.128 – 10.0.1.255',
      '10.0.2.0 – 10.0.255.255',
      '10.1.0.0 – 255.255.255.255',
    ]);
    assert.equal(addressPieces(topology, 'ipv6').length, 5);
    assert.equal(addressPieces(topology, 'ipv6'), addressPieces(topology, 'ipv6'));
  });

  it('hold an address each', () => {
    const pieces = addressPieces(topology, 'ipv4');
    const cases: readonly (readonly [address: string, piece: number])[] = [
      ['0.0.0.0', 0],
      ['9.255.255.255', 0],
      ['10.0.0.0', 1],
      ['10.0.1.6', 1],
      ['10.0.1.7', 2],
      ['10.0.1.8', 3],
      ['10.0.1.127', 3],
      ['10.0.1.128', 4],
      ['10.0.2.0', 5],
      ['10.1.0.0', 6],
      ['255.255.255.255', 6],
    ];
    for (const [address, piece] of cases) assert.equal(pieceOf(pieces, ip(address).value), piece, address);
    assert.equal(pieceOf([], 7n), -1);
  });

  it('of one block are cut at its own edges too', () => {
    const cases: readonly (readonly [block: string, pieces: readonly string[]])[] = [
      [
        '10.0.1.0/24',
        ['10.0.1.0 – 10.0.1.6', '10.0.1.7 – 10.0.1.7', '10.0.1.8 – 10.0.1.127', '10.0.1.128 – 10.0.1.255'],
      ],
      ['10.0.1.128/25', ['10.0.1.128 – 10.0.1.255']],
      ['10.0.1.7/32', ['10.0.1.7 – 10.0.1.7']],
      ['10.0.1.0/30', ['10.0.1.0 – 10.0.1.3']],
      ['10.0.4.0/22', ['10.0.4.0 – 10.0.7.255']],
      ['255.255.255.0/24', ['255.255.255.0 – 255.255.255.255']],
      ['0.0.0.0/5', ['0.0.0.0 – 7.255.255.255']],
    ];
    for (const [block, pieces] of cases)
      assert.deepEqual(text(piecesOf(topology, cidr(block))), pieces, block);
    assert.deepEqual(text(piecesOf(topology, cidr('2600:1f18::/124')), 'ipv6'), [
      '2600:1f18:: – 2600:1f18::7',
      '2600:1f18::8 – 2600:1f18::f',
    ]);
  });
});

describe('the addresses of packets between two ends', () => {
  const web: HostText = { name: 'web', subnet: 'net', ip: '10.0.1.10', ipv6: '2600:1f18::9', groups: [] };
  const app: HostText = { name: 'app', subnet: 'net', groups: [] };
  const nat: HostText = { name: 'nat', subnet: 'net', ip: '10.0.1.9', kind: 'nat-gateway', groups: [] };
  const half: readonly EntryText[] = [{ cidr: '10.0.1.128/25' }];
  /** Of 33 blocks. */
  const many = Array.from({ length: 33 }, (_, i): EntryText => ({
    number: i + 1,
    cidr: `10.0.1.${i * 4}/32`,
  }));

  const wrote = (world: World, from: string, to: string, family: 'ipv4' | 'ipv6') => {
    const topology = topologyOf(world);
    const end = (name: string): Endpoint => {
      const at = topology.interface(name);
      return at === undefined ? { kind: 'outside', address: ip(name) } : { kind: 'interface', interface: at };
    };
    const { sources, targets } = addressesBetween(topology, end(from), end(to), family);
    return [sources, targets].map(({ addresses, open: why, exhaustive }) =>
      [
        addresses
          .map(
            (address) =>
              `${formatAddress(address)}${address.holder === undefined ? '' : ` of ${address.holder}`}`,
          )
          .join(', '),
        ...(why === undefined ? [] : ['or another']),
        ...(exhaustive ? [] : ['of any']),
      ].join(' '),
    );
  };
  const hosts = (...list: readonly HostText[]): World => ({ hosts: list });
  const db: HostText = { name: 'db', subnet: 'free', groups: [] };
  const cases: readonly (readonly [
    name: string,
    World,
    from: string,
    to: string,
    expected: readonly string[],
    family?: 'ipv6',
  ])[] = [
    ['those they have', hosts(web), 'web', '203.0.113.9', ['10.0.1.10 of web', '203.0.113.9']],
    [
      'of the family of the end outside',
      hosts(web),
      'web',
      '2001:db8::7',
      ['2600:1f18::9 of web', '2001:db8::7'],
    ],
    [
      'and of the one it comes from',
      hosts(web),
      '2001:db8::7',
      'web',
      ['2001:db8::7', '2600:1f18::9 of web'],
    ],
    [
      'of the family that is asked',
      hosts(web, { ...app, ipv6: '2600:1f18::5' }),
      'web',
      'app',
      ['2600:1f18::9 of web', '2600:1f18::5 of app'],
      'ipv6',
    ],
    [
      'the first one AWS gives, where nobody looks',
      { ...hosts(app), entries: half },
      'app',
      '203.0.113.9',
      ['10.0.1.4 of app or another', '203.0.113.9'],
    ],
    [
      'one of each piece, where somebody does',
      { ...hosts(app, web), entries: half },
      'app',
      'web',
      ['10.0.1.4 of app, 10.0.1.132 of app or another', '10.0.1.10 of web'],
    ],
    [
      'and where a NAT gateway is',
      { ...hosts(app, nat), entries: half },
      'app',
      '203.0.113.9',
      ['10.0.1.4 of app, 10.0.1.132 of app or another', '203.0.113.9'],
    ],
    [
      'of the first piece one that AWS gives, where there is one (R19)',
      { ...hosts(app, web), entries: [{ cidr: '10.0.1.5/32' }] },
      'app',
      'web',
      ['10.0.1.4 of app, 10.0.1.5 of app, 10.0.1.10 of app or another', '10.0.1.10 of web'],
    ],
    [
      'in any block of the subnet',
      {
        hosts: [
          { ...app, also: { ipv6: known([open]) } },
          { ...web, ipv6: '2600:1f18:0:1::9' },
        ],
        subnet: '10.0.1.0/24 2600:1f18::/64 2600:1f18:0:1::/64',
        entries: [{ cidr: '2600:1f18:0:1::/64' }],
      },
      'app',
      'web',
      ['2600:1f18::4 of app, 2600:1f18:0:1::4 of app or another', '2600:1f18:0:1::9 of web'],
      'ipv6',
    ],
    [
      'the first of a piece of four or less, and the fourth behind it of a larger one',
      {
        ...hosts(app, web),
        entries: [
          { cidr: '10.0.1.0/30' },
          { number: 2, cidr: '10.0.1.4/32' },
          { number: 3, cidr: '10.0.1.8/29' },
        ],
      },
      'app',
      'web',
      [
        '10.0.1.0 of app, 10.0.1.4 of app, 10.0.1.5 of app, 10.0.1.12 of app, 10.0.1.20 of app or another',
        '10.0.1.10 of web',
      ],
    ],
    [
      'no more than are worth trying',
      { ...hosts(app, web), entries: many },
      'app',
      'web',
      ['10.0.1.4 of app or another of any', '10.0.1.10 of web'],
    ],
    [
      'no more by a single one',
      { ...hosts(app, web), entries: [...many.slice(0, 16), { number: 40, cidr: '10.0.1.128/25' }] },
      'app',
      'web',
      ['10.0.1.4 of app or another of any', '10.0.1.10 of web'],
    ],
    [
      'as many as are',
      { ...hosts(app, web), entries: many.slice(0, 16) },
      'web',
      'app',
      [
        '10.0.1.10 of web',
        `${Array.from({ length: 16 }, (_, i) => `10.0.1.${i * 4} of app, 10.0.1.${i * 4 + 1 + (i === 15 ? 4 : 0)} of app`).join(', ')} or another`,
      ],
    ],
    [
      'of none of that family',
      hosts(app, web),
      'app',
      'web',
      ['2600:1f18::4 of app', '2600:1f18::9 of web'],
      'ipv6',
    ],
    [
      'in the VPC, where the subnet has no block',
      {
        ...hosts(app, web, db),
        subnet: '10.0.1.0/24',
        change: (made) => ({ subnets: made.subnets.map((own) => ({ ...own, cidrs: [] })) }),
        entries: half,
      },
      'app',
      'web',
      ['10.0.0.4 of app, 10.0.1.132 of app, 10.0.2.4 of app or another', '10.0.1.10 of web'],
    ],
    [
      'anywhere, where the subnet is not known',
      { ...hosts({ ...app, subnet: 'lost' }, web) },
      'app',
      'web',
      ['0.0.0.4 of app, 10.0.0.4 of app, 10.1.0.4 of app or another', '10.0.1.10 of web'],
    ],
    [
      'anywhere, where a block of the VPC is not known',
      {
        ...hosts(app, web),
        change: (made) => ({
          vpcs: made.vpcs.map((own) => ({ ...own, cidrs: [...own.cidrs, open] })),
          subnets: made.subnets.map((own) => ({ ...own, cidrs: [open] })),
        }),
      },
      'app',
      'web',
      ['0.0.0.4 of app, 10.0.0.4 of app, 10.1.0.4 of app or another', '10.0.1.10 of web'],
    ],
    [
      'anywhere, where the VPC has no block of the family, or is not known',
      {
        ...hosts(app, web),
        change: (made) => ({ subnets: made.subnets.map((own) => ({ ...own, cidrs: [], vpc: open })) }),
      },
      'app',
      'web',
      ['0.0.0.4 of app, 10.0.0.4 of app, 10.1.0.4 of app or another', '10.0.1.10 of web'],
    ],
  ];
  for (const [name, world, from, to, expected, family = 'ipv4'] of cases) {
    it(name, () => assert.deepEqual(wrote(world, from, to, family), expected));
  }
});
