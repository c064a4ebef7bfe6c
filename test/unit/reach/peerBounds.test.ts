import assert from 'node:assert/strict';
import type { Network, SecurityGroupRule } from '../../../src/core/aws/network.ts';
import { AddressSet } from '../../../src/core/net/addressSet.ts';
import { peerBoundsOf, type FamilySets } from '../../../src/core/reach/peerBounds.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud } from '../../support/cloud.ts';
import { cidr, groupRule, place } from '../../support/networks.ts';

const open = unknown('var.x', 'has no default');

interface World {
  /** By interface, its groups. */
  readonly hosts?: Readonly<Record<string, string>>;
  readonly balancers?: readonly string[];
  readonly elsewhere?: string;
  readonly also?: (network: Network) => Partial<Network>;
}

/** `all`, `none`, or the blocks as ranges: of IPv4, then of IPv6. */
function short(sets: FamilySets): string {
  return (['ipv4', 'ipv6'] as const)
    .map((family) => {
      const set = sets[family];
      if (set.isEmpty) return 'none';
      if (set.equals(AddressSet.all(family))) return 'all';
      return set.ranges.map(({ first, last }) => `${first.toString(16)}-${last.toString(16)}`).join();
    })
    .join(' ');
}

function bounds(
  peer: SecurityGroupRule['peer'],
  { hosts = {}, balancers = [], elsewhere, also }: World = {},
) {
  const made = cloud({
    vpcs: { vpc: ['10.0.0.0/16'], dual: ['10.9.0.0/16', '2600:1f18::/56'], empty: [] },
    subnets: { net: { cidr: '10.0.1.0/24' } },
    hosts: Object.entries(hosts).map(([name, groups]) => ({
      name,
      subnet: 'net',
      kind: balancers.includes(name) ? ('load-balancer' as const) : ('instance' as const),
      groups: groups.split(' ').filter((group) => group !== '?'),
      also: groups.includes('?') ? { securityGroups: [open] } : {},
    })),
    groups: { web: { rules: [] }, both: { vpc: 'dual', rules: [] }, lost: { vpc: 'empty', rules: [] } },
    also: {
      prefixLists: [
        {
          address: 'offices',
          origin: place(9),
          entries: ['203.0.113.0/24', '2001:db8::/32'].map((block) => known(cidr(block))),
        },
        { address: 'half', origin: place(9), entries: [known(cidr('203.0.113.0/24')), open] },
        { address: 'nobody', origin: place(9), entries: [] },
      ],
    },
  });
  const network = { ...made, ...also?.(made) };
  const find = peerBoundsOf(new Topology(network), (group) => group === elsewhere);
  const rule = { ...groupRule({ direction: 'inbound' }), peer };
  const { must, may, name } = find(rule);
  assert.deepEqual(find(rule), { must, may, name });
  return [short(must), short(may), name ?? '-'].join('; ');
}

const group = (name: string) => known({ kind: 'group', group: name } as const);
const list = (name: string) => known({ kind: 'prefix-list', prefixList: name } as const);
const block = (text: string) => known({ kind: 'cidr', cidr: cidr(text) } as const);
const vpcOf = (group: string, vpc: Partial<Network['securityGroups'][number]>) => (network: Network) => ({
  securityGroups: network.securityGroups.map((own) => (own.address === group ? { ...own, ...vpc } : own)),
});
const blocksOf = (vpc: string, cidrs: Network['vpcs'][number]['cidrs']) => (network: Network) => ({
  vpcs: network.vpcs.map((own) => (own.address === vpc ? { ...own, cidrs } : own)),
});

describe('the addresses the peer of a rule stands for', () => {
  const offices = 'cb007100-cb0071ff 20010db8000000000000000000000000-20010db8ffffffffffffffffffffffff';
  const vpc = 'a000000-a00ffff';
  const dual = 'a090000-a09ffff 26001f18000000000000000000000000-26001f18000000ffffffffffffffffff';
  const cases: readonly (readonly [
    name: string,
    peer: SecurityGroupRule['peer'],
    World,
    expected: string,
  ])[] = [
    ['a block', block('10.0.0.0/16'), {}, `${vpc} none; ${vpc} none; -`],
    ['everybody of a family', block('::/0'), {}, 'none all; none all; -'],
    ['a peer that is not known', open, {}, 'none none; all all; -'],
    ['a prefix list', list('offices'), {}, `${offices}; ${offices}; prefix list offices`],
    ['a prefix list, in part', list('half'), {}, 'cb007100-cb0071ff none; all all; prefix list half'],
    ['an empty prefix list', list('nobody'), {}, 'none none; none none; prefix list nobody'],
    ['a prefix list outside the code', list('elsewhere'), {}, 'none none; all all; prefix list elsewhere'],
    ['a group: where its VPC is', group('web'), {}, `none none; ${vpc} none; group web`],
    ['a group of a VPC with both families', group('both'), {}, `none none; ${dual}; group both`],
    ['a group outside the code', group('elsewhere'), {}, 'none none; all all; group elsewhere'],
    ['a group of a VPC without blocks', group('lost'), {}, 'none none; all all; group lost'],
    [
      'a group of a VPC that is not known',
      group('web'),
      { also: vpcOf('web', { vpc: open }) },
      'none none; all all; group web',
    ],
    [
      'a group of a VPC outside the code',
      group('web'),
      { also: vpcOf('web', { vpc: known('far') }) },
      'none none; all all; group web',
    ],
    [
      'a group that may be used in two VPCs (S35)',
      group('web'),
      { also: vpcOf('web', { alsoIn: [known('dual')] }) },
      'none none; a000000-a00ffff,a090000-a09ffff 26001f18000000000000000000000000-26001f18000000ffffffffffffffffff; group web',
    ],
    [
      'a group that may be used in a VPC that is not known',
      group('web'),
      { also: vpcOf('web', { alsoIn: [open] }) },
      'none none; all all; group web',
    ],
    [
      'a group of a VPC with a block that is not known',
      group('web'),
      { also: blocksOf('vpc', [known(cidr('10.0.0.0/16')), open]) },
      'none none; all all; group web',
    ],
    [
      'the family of which is known',
      group('web'),
      { also: blocksOf('vpc', [known(cidr('10.0.0.0/16')), { ...open, family: 'ipv6' }]) },
      `none none; ${vpc} all; group web`,
    ],
    [
      'or the other',
      group('web'),
      { also: blocksOf('vpc', [{ ...open, family: 'ipv4' }]) },
      'none none; all none; group web',
    ],
    [
      'a group of instances',
      group('web'),
      { hosts: { one: 'web', two: 'both' } },
      `none none; ${vpc} none; group web`,
    ],
    [
      'a group of a load balancer, whose clients may be anybody of its family (S40)',
      group('web'),
      { hosts: { one: 'web', lb: 'web both' }, balancers: ['lb'] },
      'none none; all none; group web',
    ],
    [
      'a group of both families of a load balancer',
      group('both'),
      { hosts: { lb: 'both' }, balancers: ['lb'] },
      'none none; all all; group both',
    ],
    [
      'a group of no load balancer',
      group('web'),
      { hosts: { lb: 'both' }, balancers: ['lb'] },
      `none none; ${vpc} none; group web`,
    ],
    [
      'a load balancer of groups that are not known',
      group('web'),
      { hosts: { lb: '?' }, balancers: ['lb'] },
      'none none; all none; group web',
    ],
    [
      'an instance of groups that are not known',
      group('web'),
      { hosts: { one: '?' } },
      `none none; ${vpc} none; group web`,
    ],
    ['a group that others may carry', group('web'), { elsewhere: 'web' }, 'none none; all none; group web'],
    [
      'a group that others do not carry',
      group('web'),
      { elsewhere: 'both' },
      `none none; ${vpc} none; group web`,
    ],
  ];
  for (const [name, peer, world, expected] of cases) {
    it(name, () => assert.equal(bounds(peer, world), expected));
  }

  it('are the same for two rules that name the same', () => {
    const topology = new Topology(cloud({ subnets: {}, hosts: [], groups: { web: { rules: [] } } }));
    const find = peerBoundsOf(topology, () => false);
    const rule = { ...groupRule({ direction: 'inbound' }), peer: group('web') };
    assert.equal(find(rule), find({ ...rule, direction: 'outbound' }));
  });
});
