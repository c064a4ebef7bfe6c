import assert from 'node:assert/strict';
import { contains, formatAddress, type Family } from '../../../src/core/net/address.ts';
import { everyday, internetClasses } from '../../../src/core/reach/internet.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known } from '../../../src/core/value/value.ts';
import { cidr, ip, network, place, type NetworkText } from '../../support/networks.ts';

const topologyOf = (text: NetworkText = {}) => new Topology(network(text));
const classes = (topology: Topology, family: Family = 'ipv4') => internetClasses(topology, family);
const examples = (topology: Topology, family: Family = 'ipv4'): readonly string[] =>
  classes(topology, family).map(({ address }) => formatAddress(address));

describe('the classes of the internet', () => {
  it('are one where no rule tells addresses apart', () => {
    const [everybody, ...others] = classes(topologyOf({ hosts: [] }));
    assert.deepEqual(others, []);
    assert.equal(formatAddress(everybody!.address), '198.51.100.7');
  });

  it('hold nobody who is not on the internet', () => {
    const [everybody] = classes(topologyOf({ hosts: [] }));
    for (const address of [
      '0.1.2.3',
      '10.9.9.9',
      '100.64.0.1',
      '127.0.0.1',
      '169.254.1.1',
      '172.16.0.1',
      '192.168.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ])
      assert.equal(everybody!.members.has(ip(address)), false, address);
    for (const address of [
      '1.0.0.0',
      '8.8.8.8',
      '9.255.255.255',
      '11.0.0.0',
      '172.32.0.0',
      '223.255.255.255',
    ])
      assert.equal(everybody!.members.has(ip(address)), true, address);
  });

  it('leave out the blocks of the VPCs, public ones too', () => {
    const base = network({ hosts: [] });
    const vpcs = [{ ...base.vpcs[0]!, cidrs: [known(cidr('8.8.0.0/16'))] }];
    const all = classes(new Topology({ ...base, vpcs }));
    assert.equal(
      all.some(({ members }) => members.has(ip('8.8.8.8'))),
      false,
    );
  });

  it('are split by every block that a rule, a route, a list or a host names, largest first', () => {
    const rules = [{ direction: 'inbound', peer: '203.0.113.0/24' }, { direction: 'outbound' }] as const;
    assert.deepEqual(examples(topologyOf({ rules, hosts: [] })), ['198.51.100.7', '203.0.113.0']);
    assert.deepEqual(examples(topologyOf({ inbound: [{ cidr: '203.0.113.0/24' }], hosts: [] })), [
      '198.51.100.7',
      '203.0.113.0',
    ]);
    assert.deepEqual(examples(topologyOf({ hosts: [{ publicIp: '54.221.77.100' }] })), [
      '198.51.100.7',
      '54.221.77.100',
    ]);
    const base = network({ hosts: [] });
    const prefixLists = [{ address: 'pl', origin: place(0), entries: [known(cidr('203.0.113.0/24'))] }];
    assert.deepEqual(examples(new Topology({ ...base, prefixLists })), ['198.51.100.7', '203.0.113.0']);
    const [table] = base.routeTables;
    const routes = [...table!.routes, { ...table!.routes[0]!, destination: known(cidr('203.0.113.0/24')) }];
    assert.deepEqual(examples(new Topology({ ...base, routeTables: [{ ...table!, routes }] })), [
      '198.51.100.7',
      '203.0.113.0',
    ]);
  });

  it('come by size, and by their first address where they are of one size', () => {
    const inbound = ['1.0.0.0/24', '4.0.0.0/20', '2.0.0.0/16', '3.0.0.0/20', '5.0.0.0/18'].map(
      (block, i) => ({
        number: i + 1,
        cidr: block,
      }),
    );
    assert.deepEqual(examples(topologyOf({ inbound, hosts: [] })), [
      '198.51.100.7',
      '2.0.0.0',
      '5.0.0.0',
      '3.0.0.0',
      '4.0.0.0',
      '1.0.0.0',
    ]);
  });

  it('hold of each block what no smaller one holds, whichever is named first', () => {
    const blocks = ['5.0.0.0/16', '5.0.0.0/8', '5.255.255.0/24', '5.0.1.0/24', '6.0.0.0/8', '5.0.0.0/17'];
    const inbound = blocks.map((block, i) => ({ number: i + 1, cidr: block }));
    const found = classes(topologyOf({ inbound, hosts: [] })).slice(1);
    const text = ({ ranges }: (typeof found)[number]['members']): string =>
      ranges
        .map(({ first, last }) =>
          [first, last].map((value) => formatAddress({ family: 'ipv4', value })).join('-'),
        )
        .join(' ');
    assert.deepEqual(
      found.map(({ members }) => text(members)),
      [
        '6.0.0.0-6.255.255.255',
        '5.1.0.0-5.255.254.255',
        '5.0.128.0-5.0.255.255',
        '5.0.0.0-5.0.0.255 5.0.2.0-5.0.127.255',
        '5.0.1.0-5.0.1.255',
        '5.255.255.0-5.255.255.255',
      ],
    );
  });

  it('join what is apart only in space: two blocks that the same rules name are one class', () => {
    const inbound = [
      { number: 1, cidr: '0.0.0.0/1' },
      { number: 2, cidr: '128.0.0.0/1' },
    ];
    const all = classes(topologyOf({ inbound, hosts: [] }));
    assert.equal(all.length, 2);
    assert.ok(all[0]!.members.size > all[1]!.members.size);
    assert.ok(all[0]!.members.ranges.length > 1);
  });

  it('of IPv6 are within 2000::/3', () => {
    const [everybody] = classes(topologyOf({ hosts: [] }), 'ipv6');
    assert.equal(formatAddress(everybody!.address), '2001:db8::7');
    assert.equal(everybody!.members.has(ip('fd00::1')), false);
    assert.equal(everybody!.members.has(ip('2600:1f18::5')), false, 'the VPC itself');
    assert.equal(everybody!.members.has(ip('2a00::1')), true);
  });
});

describe('the classes of blocks within blocks', () => {
  const nested: readonly (readonly string[])[] = [
    ['54.0.0.0/24', '54.0.0.0/25', '54.0.0.0/32'],
    ['54.0.0.0/24', '54.0.0.128/25', '54.0.0.255/32'],
    ['54.0.0.0/25', '54.0.0.128/25'],
    ['54.0.0.0/24', '54.0.0.0/26', '54.0.0.64/26', '54.0.0.128/26', '54.0.0.192/26'],
    ['54.0.0.64/26', '54.0.0.72/29', '54.0.0.74/31', '54.0.0.75/32', '54.0.0.200/30'],
    ['54.0.0.0/8', '54.0.0.16/28', '54.0.0.17/32', '54.0.0.18/32'],
    ['0.0.0.0/0', '54.0.0.9/32', '54.0.0.10/32'],
    ['54.0.0.9/32'],
  ];
  for (const blocks of nested) {
    it(`${blocks.join(', ')}: each address is with those of the smallest block round it`, () => {
      for (const written of [blocks, blocks.toReversed()]) {
        const inbound = written.map((block, i) => ({ number: i + 1, cidr: block }));
        const all = classes(topologyOf({ inbound, outbound: [], rules: [], internet: false, hosts: [] }));
        const sizes = all.map(({ members }) => members.size);
        assert.deepEqual(
          sizes,
          sizes.toSorted((a, b) => Number(b - a)),
        );
        const smallest = (address: string): string | undefined =>
          [...blocks]
            .sort((a, b) => cidr(b).prefixLength - cidr(a).prefixLength)
            .find((block) => contains(cidr(block), ip(address)));
        const asked = [
          '53.255.255.255',
          ...Array.from({ length: 256 }, (_, i) => `54.0.0.${i}`),
          '54.0.1.0',
          '54.255.255.255',
          '55.0.0.0',
          '223.255.255.255',
        ];
        const bySmallest = new Map<string | undefined, (typeof all)[number]>();
        for (const address of asked) {
          const [own, ...others] = all.filter(({ members }) => members.has(ip(address)));
          assert.ok(own !== undefined && others.length === 0, address);
          const block = smallest(address);
          assert.equal(bySmallest.get(block) ?? own, own, address);
          bySmallest.set(block, own);
        }
        assert.equal(new Set(bySmallest.values()).size, bySmallest.size);
        for (const { members, address } of all) assert.ok(members.has(address));
      }
    });
  }
});

describe('everyday addresses', () => {
  const from = (inbound: NetworkText['inbound'], family: Family = 'ipv4'): number =>
    everyday(classes(topologyOf({ hosts: [], ...(inbound === undefined ? {} : { inbound }) }), family))
      .length;

  it('are not the office', () => {
    assert.equal(from([{ cidr: '203.0.113.0/24' }, { number: 2 }]), 1);
  });

  it('are both halves of the internet', () => {
    assert.equal(from([{ number: 1, cidr: '0.0.0.0/1' }]), 2);
  });

  it('are a /8, and no less', () => {
    assert.equal(from([{ number: 1, cidr: '8.0.0.0/8' }]), 2);
    assert.equal(from([{ number: 1, cidr: '8.0.0.0/9' }]), 1);
    assert.equal(
      from([
        { number: 1, cidr: '8.0.0.0/8' },
        { number: 2, cidr: '8.1.0.0/17', action: 'deny' },
      ]),
      1,
      'one that has a hole',
    );
  });

  it('of IPv6 are a part as large', () => {
    assert.equal(from([{ number: 1, cidr: '2a00::/11' }], 'ipv6'), 2);
    assert.equal(from([{ number: 1, cidr: '2a00::/12' }], 'ipv6'), 1);
  });

  it('are the largest class where all are small, and none where there is none', () => {
    assert.equal(everyday([]).length, 0);
    const [one, ...rest] = classes(topologyOf({ inbound: [{ cidr: '203.0.113.0/24' }], hosts: [] })).slice(1);
    assert.deepEqual(everyday([one!, ...rest]), [one]);
  });
});
