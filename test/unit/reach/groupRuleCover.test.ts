import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Network } from '../../../src/core/aws/network.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cidr, place } from '../../support/networks.ts';
import { covers, tcp, type Rule } from './coveredRules.ts';

describe('rules of a security group that others cover', () => {
  const cases: readonly (readonly [name: string, rules: readonly Rule[], expected: readonly string[]])[] = [
    ['other ports', [tcp('22'), tcp('80')], []],
    ['twice the same', [tcp('22'), tcp('22')], ['web 1: same as group web 0']],
    [
      'three times the same',
      [tcp('22'), tcp('22'), tcp('22')],
      ['web 1: same as group web 0', 'web 2: same as group web 0'],
    ],
    ['a narrow one after a wide one', [tcp('0-65535'), tcp('22')], ['web 1: group web 0']],
    ['a narrow one before a wide one', [tcp('22'), {}], ['web 0: group web 1']],
    ['a part of the addresses', [tcp('22', '10.1.0.0/16'), tcp('22', '10.0.0.0/8')], ['web 0: group web 1']],
    [
      'a union of ports',
      [tcp('80-90'), tcp('80-85'), tcp('86-90')],
      ['web 1: group web 0', 'web 2: group web 0'],
    ],
    [
      'the wide one, by a union of ports none covers',
      [tcp('80-90'), tcp('70-85'), tcp('86-95')],
      ['web 0: group web 1, web 2'],
    ],
    [
      'two halves of the internet',
      [tcp('22'), tcp('22-23', '0.0.0.0/1'), tcp('22-24', '128.0.0.0/1')],
      ['web 0: group web 1, web 2'],
    ],
    [
      'halves that leave a port out',
      [tcp('22-23'), tcp('22-23', '0.0.0.0/1'), tcp('22', '128.0.0.0/1')],
      ['web 1: group web 0', 'web 2: group web 0'],
    ],
    [
      'no more of a union than it needs',
      [tcp('1-9'), tcp('0-5'), tcp('2-7'), tcp('5-10')],
      ['web 0: group web 1, web 3', 'web 1: over web 3', 'web 2: group web 1, web 3', 'web 3: over web 1'],
    ],
    [
      'the parts, where the wide one comes last',
      [tcp('1-5'), tcp('5-9'), tcp('1-9')],
      ['web 0: group web 2', 'web 1: group web 2'],
    ],
    ['a part of the ports only', [tcp('80-90'), tcp('85-95')], ['web 0: over web 1', 'web 1: over web 0']],
    [
      'all traffic, over named protocols',
      [{}, { protocol: 50 }, { protocol: 17, ports: '53' }],
      ['web 1: group web 0', 'web 2: group web 0'],
    ],
    [
      'named protocols never all traffic',
      [{}, { protocol: 6 }, { protocol: 17 }].slice(1).concat({ protocol: 1 }),
      [],
    ],
    ['all traffic, over a part of it', [{}, { peer: '10.0.0.0/8' }], ['web 1: group web 0']],
    [
      'all traffic of one block by that of its halves',
      [{ peer: '10.0.0.0/8' }, { peer: '10.0.0.0/9' }, { peer: '10.128.0.0/9' }, { protocol: 50 }],
      ['web 1: group web 0', 'web 2: group web 0', 'web 0: over web 3', 'web 3: over web 0'].sort(),
    ],
    [
      'what does without one that overlaps',
      [
        tcp('22-30', '10.0.1.0/24'),
        tcp('20-25', '10.0.0.0/16'),
        tcp('26-35', '10.0.0.0/16'),
        tcp('24-27', '10.0.0.0/8'),
      ],
      ['web 0: group web 1, web 2', 'web 1: over web 3', 'web 2: over web 3', 'web 3: over web 1, web 2'],
    ],
    ['the other family', [tcp('22'), tcp('22', '::/0')], []],
    ['the other direction', [tcp('22'), { ...tcp('22'), direction: 'outbound' }], []],
    [
      'outbound rules too',
      [{ direction: 'outbound' }, { ...tcp('443'), direction: 'outbound' }],
      ['web 1: group web 0'],
    ],
    [
      'ICMP types',
      [
        { protocol: 1, icmp: { type: 8 } },
        { protocol: 1, icmp: { type: 8, code: 0 } },
      ],
      ['web 1: group web 0'],
    ],
    [
      'another ICMP type',
      [
        { protocol: 1, icmp: { type: 8 } },
        { protocol: 1, icmp: { type: 0 } },
      ],
      [],
    ],
    [
      'all traffic, by that of named protocols and of a few ports never',
      [
        {},
        { protocol: 6 },
        { protocol: 17 },
        { protocol: 1 },
        { protocol: 58 },
        { protocol: 255 },
        { protocol: 0 },
      ],
      [1, 2, 3, 4, 5, 6].map((i) => `web ${i}: group web 0`),
    ],
    [
      'all traffic of two halves, where named protocols are let in too',
      [{ peer: '0.0.0.0/1' }, { protocol: 6 }, { peer: '128.0.0.0/1' }, { protocol: 50 }, {}],
      [0, 1, 2, 3].map((i) => `web ${i}: group web 4`),
    ],
    ['ICMP is not ICMPv6', [{ protocol: 1 }, { protocol: 58 }], []],
    [
      'one that may not be there covers nothing',
      [tcp('22'), { ...tcp('22'), exists: '?' }],
      ['web 1: group web 0'],
    ],
    ['unknown ports, where all are open', [tcp('?'), tcp('all')], ['web 0: group web 1']],
    ['unknown ports, where some are', [tcp('?'), tcp('22')], ['web 0: over web 1']],
    [
      'an unknown peer, where everybody is let in',
      [tcp('22', '?'), tcp('22'), tcp('22', '::/0')],
      ['web 0: group web 1, web 2'],
    ],
    ['an unknown peer, where IPv4 is', [tcp('22', '?'), tcp('22')], ['web 0: over web 1']],
    ['the same group named twice', [tcp('22', 'group:db'), tcp('20-30', 'group:db')], ['web 0: group web 1']],
    ['different groups', [tcp('22', 'group:db'), tcp('22', 'group:web')], []],
    [
      'a group of the VPC, where its block is let in',
      [tcp('22', 'group:db'), tcp('22', '10.0.0.0/16')],
      ['web 0: group web 1'],
    ],
    [
      'a group of the VPC, where half of its block is',
      [tcp('22', 'group:db'), tcp('22', '10.0.0.0/17')],
      ['web 0: over web 1'],
    ],
    [
      'a block is never covered by a group',
      [tcp('22', '10.0.1.0/24'), tcp('22', 'group:db')],
      ['web 1: over web 0'],
    ],
    [
      'a group outside the code, where IPv4 is let in',
      [tcp('22', 'group:far'), tcp('22')],
      ['web 0: over web 1'],
    ],
    [
      'a group outside the code, where everybody is',
      [tcp('22', 'group:far'), tcp('22'), tcp('22', '::/0')],
      ['web 0: group web 1, web 2'],
    ],
  ];
  for (const [name, rules, expected] of cases) {
    it(name, () => assert.deepEqual(covers({ rules: { web: rules, db: [] } }), expected));
  }

  it('may be for any protocol where that is not known', () => {
    const also = ({ securityGroups }: Network) => ({
      securityGroups: securityGroups.map((group) => ({
        ...group,
        rules: group.rules.map((rule, index) =>
          index === 0 ? { ...rule, protocol: unknown('var.protocol', 'has no default') } : rule,
        ),
      })),
    });
    const web = (...rules: readonly Rule[]) => covers({ rules: { web: rules }, also });
    assert.deepEqual(web(tcp('22'), {}), ['web 0: group web 1']);
    assert.deepEqual(web(tcp('22'), tcp('22')), ['web 0: over web 1']);
    assert.deepEqual(web({}, tcp('22'), { protocol: 17 }, { protocol: 1 }, { protocol: 58 }), [
      'web 0: over web 1, web 2, web 3, web 4',
    ]);
  });

  it('names all of a great many, and only those it takes of fewer', () => {
    const parts = (count: number): readonly Rule[] =>
      Array.from({ length: count }, (_, i) => tcp(`${i * 10}-${i * 10 + 10}`, '10.0.0.0/16'));
    // The last one is none it takes, and covered by no other.
    const by = (count: number) =>
      covers({
        rules: {
          web: [tcp(`0-${count * 10 - 20}`, '10.0.1.0/24'), ...parts(count - 1), tcp('5', '10.0.0.0/8')],
        },
      })[0]!.split(', ').length;
    assert.deepEqual([by(50), by(51)], [48, 51]);
  });

  it('takes members elsewhere for load balancers that may pass on what comes from anywhere', () => {
    const world = { rules: { web: [tcp('22', 'group:db'), tcp('22', '10.0.0.0/16')], db: [] } };
    assert.deepEqual(covers({ ...world, elsewhere: 'db' }), ['web 0: over web 1']);
    const rules = { ...world.rules, web: [tcp('22', 'group:db'), tcp('22')] };
    assert.deepEqual(covers({ rules, elsewhere: 'db' }), ['web 0: group web 1']);
  });

  it('takes a load balancer of the code for one too', () => {
    const rules = { web: [tcp('22', 'group:db'), tcp('22', '10.0.0.0/16')], db: [] };
    const kind = 'load-balancer' as const;
    const also = ({ interfaces }: Network) => ({ interfaces: interfaces.map((at) => ({ ...at, kind })) });
    assert.deepEqual(covers({ rules, hosts: { lb: 'db' } }), ['web 0: group web 1']);
    assert.deepEqual(covers({ rules, hosts: { lb: 'db' }, also }), ['web 0: over web 1']);
  });

  it('looks into prefix lists', () => {
    const lists = (blocks: readonly string[]) => (network: Network) => ({
      prefixLists: [
        {
          address: 'pl',
          origin: place(8),
          entries: blocks.map((block) =>
            block === '?' ? unknown('var.office', 'has no default') : known(cidr(block)),
          ),
        },
      ],
      securityGroups: network.securityGroups.map((group) => ({
        ...group,
        rules: group.rules.map((rule, index) =>
          index === 0 ? { ...rule, peer: known({ kind: 'prefix-list', prefixList: 'pl' } as const) } : rule,
        ),
      })),
    });
    const rules = { web: [tcp('22'), tcp('22', '10.0.0.0/8')] };
    assert.deepEqual(covers({ rules, also: lists(['10.1.0.0/16', '10.2.0.0/16']) }), ['web 0: group web 1']);
    assert.deepEqual(covers({ rules, also: lists(['10.1.0.0/16', '192.0.2.0/24']) }), [
      'web 0: over web 1',
      'web 1: over web 0',
    ]);
    assert.deepEqual(covers({ rules, also: lists(['10.0.0.0/9', '10.128.0.0/9']) }), [
      'web 1: same as group web 0',
    ]);
    assert.deepEqual(
      covers({ rules, also: lists(['10.0.0.0/8', '?']) }),
      ['web 0: over web 1', 'web 1: group web 0'].slice(1),
    );
  });
});
