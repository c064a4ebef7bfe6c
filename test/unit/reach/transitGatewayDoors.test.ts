import assert from 'node:assert/strict';
import type { Subnet } from '../../../src/core/aws/network.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { doorTo } from '../../../src/core/reach/transitGatewayDoors.ts';
import { known, unknown, type Maybe } from '../../../src/core/value/value.ts';
import { cloud } from '../../support/cloud.ts';
import { place } from '../../support/networks.ts';

const open = unknown('var.x', 'has no default');

/** Subnets by name, each with its zone; `like` ones share the network ACL and the route table of `a`. */
function door(
  subnets: Readonly<Record<string, string | undefined>>,
  to: string,
  {
    like = '',
    home,
    attached,
    unclear = '',
  }: {
    readonly like?: string;
    readonly home?: string;
    readonly attached?: Maybe<string>[];
    /** Subnets whose network ACL the code does not say. */
    readonly unclear?: string;
  } = {},
): string {
  const made = cloud({
    subnets: Object.fromEntries(
      Object.entries(subnets).map(([name, zone], i) => [
        name,
        { cidr: `10.0.${i}.0/24`, ...(zone === undefined ? {} : { zone }) },
      ]),
    ),
    hosts: [],
  });
  const alike = like.split(' ');
  const all = made.subnets.map((own): Subnet => {
    const networkAcl = unclear.split(' ').includes(own.address) ? open : known('a-acl');
    return alike.includes(own.address) ? { ...own, networkAcl, routeTable: known('a-routes') } : own;
  });
  const topology = new Topology({ ...made, subnets: all });
  const named = (name: string | undefined) => all.find(({ address }) => address === name);
  const exit = named(to)!;
  const doors = attached ?? Object.keys(subnets).flatMap((name) => (name === to ? [] : [known(name)]));
  const attachment = {
    address: 'attachment',
    origin: place(20),
    gateway: known('tgw'),
    vpc: known('vpc'),
    subnets: doors,
    groupReferencing: known(true),
    routeTable: known('table'),
  };
  const found = doorTo(topology, attachment, exit, named(home));
  return found.kind === 'known' ? found.value.address : found.because.map(({ what }) => what).join();
}

describe('the subnet of an attachment that leads to another one', () => {
  const cases: readonly (readonly [name: string, expected: string, found: () => string])[] = [
    ['the only one', 'a', () => door({ a: 'x', to: 'y' }, 'to')],
    ['the one of its zone', 'b', () => door({ a: 'x', b: 'y', to: 'y' }, 'to')],
    ['the first of its zone', 'a', () => door({ a: 'y', b: 'y', to: 'y' }, 'to')],
    ['not the one of another zone', 'attachment', () => door({ a: 'x', b: 'z', to: 'y' }, 'to')],
    ['not one whose zone is not known', 'attachment', () => door({ a: '?', b: 'z', to: 'y' }, 'to')],
    ['not where its own zone is not known', 'attachment', () => door({ a: 'x', b: 'z', to: '?' }, 'to')],
    ['nor where neither is', 'attachment', () => door({ a: '?', b: 'z', to: '?' }, 'to')],
    [
      'not where it is not known what filters them',
      'attachment',
      () => door({ a: 'x', b: 'z', to: 'y' }, 'to', { like: 'a b', unclear: 'a b' }),
    ],
    [
      'nor where it is of one alone',
      'attachment',
      () => door({ a: 'x', b: 'z', to: 'y' }, 'to', { like: 'a b', unclear: 'b' }),
    ],
    [
      'not where the code names no zones',
      'attachment',
      () => door({ a: undefined, b: undefined, to: undefined }, 'to'),
    ],
    [
      'any of those that filter and route alike',
      'a',
      () => door({ a: 'x', b: 'z', to: 'y' }, 'to', { like: 'b' }),
    ],
    [
      'not where a third one differs',
      'attachment',
      () => door({ a: 'x', b: 'z', c: 'w', to: 'y' }, 'to', { like: 'b' }),
    ],
    [
      'not where one of them is that of the interface',
      'attachment',
      () => door({ a: 'x', b: 'z', to: 'y' }, 'to', { like: 'b', home: 'b' }),
    ],
    [
      'nor where the first one is',
      'attachment',
      () => door({ a: 'x', b: 'z', to: 'y' }, 'to', { like: 'b', home: 'a' }),
    ],
    ['but the only one, even so', 'a', () => door({ a: 'x', to: 'y' }, 'to', { home: 'a' })],
    [
      'none where the attachment has none',
      'attachment',
      () => door({ a: 'x', to: 'y' }, 'to', { attached: [] }),
    ],
    [
      'none where one is not known',
      'var.x',
      () => door({ a: 'x', to: 'x' }, 'to', { attached: [known('a'), open] }),
    ],
  ];
  for (const [name, expected, found] of cases)
    it(`${name}: ${expected}`, () => assert.equal(found(), expected));
});
