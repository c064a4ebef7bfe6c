import assert from 'node:assert/strict';
import { formatAddress } from '../../../src/core/net/address.ts';
import { addressesBetween } from '../../../src/core/reach/addresses.ts';
import type { Endpoint } from '../../../src/core/reach/endpoint.ts';
import { known } from '../../../src/core/value/value.ts';
import { ip, type EntryText, type HostText } from '../../support/networks.ts';
import { open, topologyOf, type World } from './addressWorld.ts';

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
