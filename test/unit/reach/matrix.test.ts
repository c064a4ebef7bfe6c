import assert from 'node:assert/strict';
import { formatAddress, type Family } from '../../../src/core/net/address.ts';
import type { Asked } from '../../../src/core/reach/allPairs.ts';
import {
  matrix,
  type MatrixEnd,
  type MatrixOptions,
  type MatrixRow,
} from '../../../src/core/reach/matrix.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { unknown } from '../../../src/core/value/value.ts';
import { cloud, type CloudText } from '../../support/cloud.ts';
import { ip, type EntryText } from '../../support/networks.ts';

/** `web` with a public address answers everybody on 443 and an office on 22; `app1` and `app2` are behind it. */
const world: CloudText = {
  subnets: { pub: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } }, priv: { cidr: '10.0.2.0/24' } },
  hosts: [
    { name: 'web', subnet: 'pub', ip: '10.0.1.10', publicIp: '54.0.0.1', groups: ['web-sg'] },
    { name: 'app1', subnet: 'priv', ip: '10.0.2.10', groups: ['app-sg'] },
    { name: 'app2', subnet: 'priv', ip: '10.0.2.11', groups: ['app-sg'] },
  ],
  groups: {
    'web-sg': {
      rules: [
        { direction: 'inbound', protocol: 6, ports: '443' },
        { direction: 'inbound', protocol: 6, ports: '22', peer: '203.0.113.0/24' },
        { direction: 'outbound', protocol: 6, ports: '8080', peer: 'group:app-sg' },
      ],
    },
    'app-sg': { rules: [{ direction: 'inbound', peer: 'group:web-sg' }] },
  },
};

interface Question extends Omit<MatrixOptions, 'from' | 'to'> {
  /** Names, addresses or `internet`, apart by spaces. */
  readonly from?: string;
  readonly to?: string;
}

function rowsOf(text: CloudText, { from, to, ...rest }: Question): readonly string[] {
  const topology = new Topology(cloud(text));
  const asked = (names: string): readonly Asked[] =>
    names.split(' ').map((name): Asked => {
      if (name === 'internet') return name;
      const at = topology.interface(name);
      return at === undefined ? { kind: 'outside', address: ip(name) } : { kind: 'interface', interface: at };
    });
  const rows = matrix(topology, {
    families: ['ipv4'],
    ...rest,
    ...(from === undefined ? {} : { from: asked(from) }),
    ...(to === undefined ? {} : { to: asked(to) }),
  });
  return rows.map(rowText);
}

function endText(end: MatrixEnd, family: Family): string {
  if (end.kind === 'interfaces') return end.interfaces.map(({ address }) => address).join(',');
  if (end.kind === 'address') return formatAddress(end.address);
  const [first] = end.members.ranges;
  return `${end.rest ? 'the rest of ' : ''}the internet from ${formatAddress({ family, value: first!.first })}`;
}

function rowText({ from, to, family, protocols, because }: MatrixRow): string {
  const { ports } = protocols.find(({ name }) => name === 'tcp')!.reach;
  const may = ports.may.toString();
  return [
    `${endText(from, family)} → ${endText(to, family)}: ${ports.must.toString()}`,
    ...(ports.must.equals(ports.may) ? [] : [`or ${may}`]),
    ...because.map(({ what }) => `(${what})`),
  ].join(' ');
}

const all = [
  'the rest of the internet from 1.0.0.0 → web: 443',
  'the internet from 203.0.113.0 → web: 22,443',
  'the rest of the internet from 1.0.0.0 → app1,app2: ',
  'web → the rest of the internet from 1.0.0.0: ',
  'web → app1,app2: 8080',
  'app1,app2 → the rest of the internet from 1.0.0.0: ',
  'app1,app2 → web: ',
  'app1,app2 → app1,app2: ',
];

describe('who reaches whom', () => {
  const cases: readonly (readonly [name: string, Question, expected: readonly string[]])[] = [
    ['everybody', {}, all],
    ['what passes alone', { passing: true }, [all[0]!, all[1]!, all[4]!]],
    ['from some', { from: 'app1', to: 'web app2' }, ['app1 → web: ', 'app1 → app2: ']],
    ['to one of those that are alike', { from: 'web', to: 'app2' }, ['web → app2: 8080']],
    ['from one to all that are alike', { from: 'app1', to: 'app1 app2' }, ['app1 → app1,app2: ']],
    ['from all that are alike to one', { from: 'app1 app2', to: 'app2' }, ['app1,app2 → app2: ']],
    [
      'from all that are alike to the first of them',
      { from: 'app1 app2', to: 'app1' },
      ['app1,app2 → app1: '],
    ],
    [
      'from the first of those that are alike to all',
      { from: 'app2', to: 'app2 app1' },
      ['app2 → app2,app1: '],
    ],
    ['to itself, which is no pair', { from: 'app1', to: 'app1' }, []],
    [
      'from the internet',
      { from: 'internet', to: 'web app1' },
      all.slice(0, 3).map((row) => row.replace('app1,app2', 'app1')),
    ],
    ['to the internet', { from: 'web', to: 'internet' }, [all[3]!]],
    ['from an address', { from: '203.0.113.9', to: 'web' }, ['203.0.113.9 → web: 22,443']],
    [
      'from another one, as far as something passes',
      { from: '198.51.100.7', to: 'web app1', passing: true },
      ['198.51.100.7 → web: 443'],
    ],
    [
      'from an address to an address, which is nobody’s affair',
      { from: '198.51.100.7', to: '198.51.100.8' },
      [],
    ],
    ['from an address of another family', { from: '2001:db8::7', to: 'web' }, []],
    ['of a family nobody has', { families: ['ipv6'], from: 'web', to: 'app1' }, []],
  ];
  for (const [name, question, expected] of cases) {
    it(name, () => assert.deepEqual(rowsOf(world, question), expected));
  }

  it('of both families when it does not say which', () => {
    const dual = {
      ...world,
      hosts: world.hosts.map((host, i) => ({ ...host, ipv6: `2600:1f18::${i + 1}` })),
    };
    const topology = new Topology(cloud(dual));
    assert.deepEqual(
      matrix(topology, {
        from: [{ kind: 'interface', interface: topology.interface('web')! }],
        to: [{ kind: 'interface', interface: topology.interface('app1')! }],
      }).map((row) => `${row.family} ${rowText(row)}`),
      ['ipv4 web → app1: 8080', 'ipv6 web → app1: 8080'],
    );
  });

  it('joins the parts of the internet that get the same, and names the largest the rest', () => {
    const entries: readonly EntryText[] = [
      { number: 1, cidr: '198.51.100.0/24', action: 'deny' },
      { number: 2, cidr: '192.0.2.0/24', action: 'deny' },
      { number: 3, cidr: '203.0.113.0/24', protocol: 6, ports: '22' },
      { number: 4, cidr: '203.0.113.0/25' },
      { number: 5 },
    ];
    const text = {
      ...world,
      subnets: { ...world.subnets, pub: { ...world.subnets['pub']!, inbound: entries } },
    };
    assert.deepEqual(rowsOf(text, { from: 'internet', to: 'web' }), [
      'the rest of the internet from 1.0.0.0 → web: 443',
      'the internet from 192.0.2.0 → web: ',
      'the internet from 203.0.113.0 → web: 22,443',
    ]);
  });

  it('says what is open, once, and nothing where it changes nothing', () => {
    const open: readonly EntryText[] = [{ number: 5, action: '?' }];
    const text = (more: readonly EntryText[]): CloudText => ({
      ...world,
      subnets: {
        ...world.subnets,
        priv: {
          cidr: '10.0.2.0/24',
          inbound: [...more, ...open].sort((a, b) => Number(a.number) - Number(b.number)),
        },
      },
    });
    assert.deepEqual(rowsOf(text([{ number: 9 }]), { from: 'web', to: 'app1' }), [
      'web → app1:  or 8080 (var.action)',
    ]);
    assert.deepEqual(rowsOf(text([{ number: 4 }]), { from: 'web', to: 'app1' }), ['web → app1: 8080']);
    assert.deepEqual(rowsOf(text([{ number: 3, action: 'deny' }]), { from: 'web', to: 'app1' }), [
      'web → app1: ',
    ]);
    assert.deepEqual(rowsOf(text([]), { from: 'app1', to: 'web' }), ['app1 → web: ']);
    // What only may pass passes, as far as anybody knows.
    assert.deepEqual(rowsOf(text([]), { from: 'web', to: 'app1', passing: true }), [
      'web → app1:  or 8080 (var.action)',
    ]);
    const nobody = {
      ...world,
      hosts: [
        ...world.hosts,
        {
          name: 'lost',
          subnet: 'priv',
          groups: [],
          also: { securityGroups: [unknown('var.groups', 'has no default')] },
        },
      ],
    };
    assert.deepEqual(rowsOf(nobody, { from: 'web', to: 'lost', passing: true }), [
      'web → lost:  or 8080 (var.groups)',
    ]);
  });

  it('leaves rows out whose replies are all dropped', () => {
    const shut = { ...world, subnets: { ...world.subnets, priv: { cidr: '10.0.2.0/24', outbound: [] } } };
    assert.deepEqual(rowsOf(shut, { from: 'web', to: 'app1' }), ['web → app1: 8080']);
    assert.deepEqual(rowsOf(shut, { from: 'web', to: 'app1', passing: true }), []);
    // Replies of another protocol than what comes in help nobody.
    const mixed = {
      ...world,
      subnets: { ...world.subnets, priv: { cidr: '10.0.2.0/24', outbound: [{ protocol: 17 }] } },
    };
    assert.deepEqual(rowsOf(mixed, { from: 'web', to: 'app1', passing: true }), []);
    assert.deepEqual(rowsOf(mixed, { from: 'web', to: 'app1' }), ['web → app1: 8080']);
  });
});
