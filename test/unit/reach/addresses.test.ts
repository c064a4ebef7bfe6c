import assert from 'node:assert/strict';
import { formatAddress, formatCidr } from '../../../src/core/net/address.ts';
import {
  addressPieces,
  knownCidrs,
  namedCidrs,
  pieceOf,
  piecesOf,
} from '../../../src/core/reach/addresses.ts';
import { known } from '../../../src/core/value/value.ts';
import { cidr, ip, place } from '../../support/networks.ts';
import { open, topologyOf, type World } from './addressWorld.ts';

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
