import assert from 'node:assert/strict';
import { decideAlike, ruleOrder } from '../../../src/core/reach/ruleOrder.ts';
import { network, type EntryText } from '../../support/networks.ts';

const deny: EntryText = { number: 90, action: 'deny', cidr: '?' };
const allow: EntryText = { number: 95, cidr: '?' };
const https: EntryText = { number: 100, protocol: 6, ports: '443' };
const later: EntryText = { number: 200, protocol: 6 };

describe('an entry among others that are not known', () => {
  const cases: readonly (readonly [name: string, others: readonly EntryText[], redundant: boolean])[] = [
    ['an open deny and an open allow', [deny, allow], false],
    ['an open allow behind it', [deny, { ...allow, number: 110 }], false],
    ['one of unknown action', [{ ...deny, action: '?' }], false],
    ['one of unknown number', [{ ...deny, number: '?', action: '?' }], false],
    ['an open deny before one that repeats it', [deny, { ...deny, number: 110 }, later], false],
    ['one that may not be there and repeats it', [deny, { ...later, exists: '?' }], false],
    ['an open deny and an open allow, and one that repeats it', [deny, allow, later], true],
    ['an open allow and one that repeats it', [deny, { ...allow, number: 110 }, later], true],
    ['one that comes before it', [deny, allow, { ...later, number: 99 }], true],
  ];
  for (const [name, others, redundant] of cases) {
    it(`${name}: ${redundant ? 'redundant' : 'needed'}`, () => {
      const inbound = [...others, https].sort((a, b) => rank(a) - rank(b));
      const [acl] = network({ inbound }).networkAcls;
      const at = inbound.indexOf(https);
      assert.equal(ruleOrder(acl!, 'inbound')[at]?.redundant, redundant);
      const without = { ...acl!, inbound: acl!.inbound.filter((_, i) => i !== at) };
      assert.equal(decideAlike(acl!, without, 'inbound'), redundant);
      assert.equal(decideAlike(without, acl!, 'inbound'), redundant);
      assert.ok(decideAlike(acl!, acl!, 'inbound'));
    });
  }
});

/** `10`, or what is said of it: `20 shadowed by 10`, `30 partly-shadowed by 10, 20`, `40 redundant`. */
function orders(...inbound: readonly EntryText[]): readonly string[] {
  const [acl] = network({ inbound }).networkAcls;
  const name = ({ origin }: { readonly origin: { readonly span: { readonly start: number } } }) =>
    String(origin.span.start);
  return ruleOrder(acl!, 'inbound').map(({ entry, order, redundant, shadowedBy }) =>
    [
      name(entry),
      ...(order === 'decides' ? [] : [`${order} by ${shadowedBy.map(name).join(', ')}`]),
      ...(redundant && order !== 'shadowed' ? ['redundant'] : []),
    ].join(' '),
  );
}

describe('the order of entries', () => {
  const ssh = { protocol: 6, ports: '22' };
  const cases: readonly (readonly [
    name: string,
    entries: readonly EntryText[],
    expected: readonly string[],
  ])[] = [
    [
      'of different ports',
      [
        { number: 10, ...ssh },
        { number: 20, protocol: 6, ports: '80' },
      ],
      ['10', '20'],
    ],
    [
      'of the same',
      [
        { number: 10, ...ssh },
        { number: 20, ...ssh },
      ],
      ['10 redundant', '20 shadowed by 10'],
    ],
    [
      'of the same that denies',
      [
        { number: 10, ...ssh },
        { number: 20, ...ssh, action: 'deny' },
      ],
      ['10', '20 shadowed by 10'],
    ],
    ['behind a wide one', [{ number: 10 }, { number: 20, ...ssh }], ['10', '20 shadowed by 10']],
    [
      'before a wide one',
      [{ number: 10, ...ssh }, { number: 20 }],
      ['10 redundant', '20 partly-shadowed by 10'],
    ],
    [
      'a deny before a wide allow',
      [{ number: 10, ...ssh, action: 'deny' }, { number: 20 }],
      ['10', '20 partly-shadowed by 10'],
    ],
    ['a deny before the last one', [{ number: 10, ...ssh, action: 'deny' }], ['10 redundant']],
    [
      'behind two halves',
      [
        { number: 10, cidr: '0.0.0.0/1' },
        { number: 20, cidr: '128.0.0.0/1' },
        { number: 30, ...ssh },
      ],
      ['10', '20', '30 shadowed by 10, 20'],
    ],
    [
      'behind ports in two parts',
      [
        { number: 10, protocol: 6, ports: '0-99' },
        { number: 20, protocol: 6, ports: '100-65535' },
        { number: 30, protocol: 6, ports: '90-110', action: 'deny' },
      ],
      ['10', '20', '30 shadowed by 10, 20'],
    ],
    [
      'of another family',
      [
        { number: 10, cidr: '::/0' },
        { number: 20, ...ssh },
      ],
      ['10', '20'],
    ],
    [
      'of a protocol without ports',
      [
        { number: 10, protocol: 50 },
        { number: 20, protocol: 50, action: 'deny' },
        { number: 30, protocol: 47 },
      ],
      ['10', '20 shadowed by 10', '30'],
    ],
    [
      'all traffic behind all that is usual',
      [
        { number: 10, protocol: 6 },
        { number: 20, protocol: 17 },
        { number: 30, protocol: 1 },
        { number: 40, protocol: 58 },
        { number: 50 },
      ],
      [
        '10 redundant',
        '20 redundant',
        '30 redundant',
        '40 redundant',
        '50 partly-shadowed by 10, 20, 30, 40',
      ],
    ],
    [
      'all traffic behind the highest protocol',
      [{ number: 10, protocol: 255, action: 'deny' }, { number: 20 }],
      ['10', '20 partly-shadowed by 10'],
    ],
    [
      'ICMP types',
      [
        { number: 10, protocol: 1, icmp: { type: 8 } },
        { number: 20, protocol: 1, icmp: { type: 8, code: 0 }, action: 'deny' },
        { number: 30, protocol: 1, icmp: { type: 0 } },
      ],
      ['10', '20 shadowed by 10', '30'],
    ],
    [
      'behind one that may not be there',
      [
        { number: 10, exists: '?' },
        { number: 20, ...ssh },
      ],
      ['10', '20'],
    ],
    [
      'behind one of unknown action',
      [
        { number: 10, ...ssh, action: '?' },
        { number: 20, ...ssh },
      ],
      ['10', '20 shadowed by 10'],
    ],
    [
      'behind one of unknown ports',
      [
        { number: 10, protocol: 6, ports: '?' },
        { number: 20, ...ssh },
      ],
      ['10', '20'],
    ],
    ['of unknown number', [{ number: 10 }, { number: '?', ...ssh }], ['10', '0 redundant']],
    [
      'of unknown number, which denies',
      [{ number: 10 }, { number: '?', ...ssh, action: 'deny' }],
      ['10', '0'],
    ],
  ];
  for (const [name, entries, expected] of cases)
    it(name, () => assert.deepEqual(orders(...entries), expected));

  it('is nobody’s where there is no entry', () => {
    assert.deepEqual(orders(), []);
    const all = Array.from({ length: 256 }, (_, protocol): EntryText => ({ number: protocol + 1, protocol }));
    assert.deepEqual(orders(...all, { number: 300 }).slice(-1), [
      `300 shadowed by ${all.map(({ number }) => number).join(', ')}`,
    ]);
    // Protocol 0 is one like any other.
    const [, ...others] = all;
    assert.match(orders(...others, { number: 300 }).at(-1)!, /^300 partly-shadowed by /);
  });
});

describe('an entry for protocol 0', () => {
  it('decides what no other protocol’s entry does', () => {
    const last: EntryText = { number: 200 };
    assert.deepEqual(orders({ number: 100, protocol: 0, action: 'deny' }, last), [
      '100',
      '200 partly-shadowed by 100',
    ]);
    assert.deepEqual(
      orders({ number: 90, protocol: 0, action: 'deny' }, { number: 100, protocol: 0 }, last),
      ['90', '100 shadowed by 90', '200 partly-shadowed by 90'],
    );
  });
});

describe('two network ACLs', () => {
  const [some] = network({
    inbound: [
      { protocol: 6, ports: '22' },
      { number: 101, protocol: 50 },
    ],
  }).networkAcls;
  const alike = (...inbound: readonly EntryText[]): readonly boolean[] => {
    const [other] = network({ inbound }).networkAcls;
    return [decideAlike(some!, other!, 'inbound'), decideAlike(other!, some!, 'inbound')];
  };
  const cases: readonly (readonly [name: string, inbound: readonly EntryText[], expected: boolean])[] = [
    [
      'in another order',
      [
        { number: 10, protocol: 50 },
        { number: 20, protocol: 6, ports: '22' },
      ],
      true,
    ],
    [
      'with a deny that changes nothing',
      [
        { protocol: 6, ports: '22' },
        { number: 101, protocol: 50 },
        { number: 102, action: 'deny' },
      ],
      true,
    ],
    [
      'with one that may deny',
      [
        { protocol: 6, ports: '22', action: '?' },
        { number: 101, protocol: 50 },
      ],
      false,
    ],
    [
      'with another port',
      [
        { protocol: 6, ports: '23' },
        { number: 101, protocol: 50 },
      ],
      false,
    ],
    ['without a protocol', [{ protocol: 6, ports: '22' }], false],
    [
      'with another protocol',
      [
        { protocol: 6, ports: '22' },
        { number: 101, protocol: 50 },
        { number: 102, protocol: 47 },
      ],
      false,
    ],
    [
      'in two halves',
      [
        { protocol: 6, ports: '22', cidr: '0.0.0.0/1' },
        { number: 101, protocol: 6, ports: '22', cidr: '128.0.0.0/1' },
        { number: 102, protocol: 50 },
      ],
      true,
    ],
    [
      'in one half',
      [
        { protocol: 6, ports: '22', cidr: '0.0.0.0/1' },
        { number: 102, protocol: 50 },
      ],
      false,
    ],
  ];
  for (const [name, inbound, expected] of cases) {
    it(`do${expected ? '' : ' not do'} the same ${name}`, () =>
      assert.deepEqual(alike(...inbound), [expected, expected]));
  }

  it('do not where what may come first changes something, beside an entry that changes nothing', () => {
    const maybe: EntryText = { number: 100, action: '?' };
    const shut: EntryText = { number: 10, action: 'deny', protocol: 6, ports: '80' };
    const again: EntryText = { ...shut, number: 20 };
    const perhaps: EntryText = { number: 30, action: 'deny', protocol: 6, ports: '22', exists: '?' };
    const acl = (...inbound: readonly EntryText[]) => network({ inbound }).networkAcls[0]!;
    const plain = acl(shut, maybe);
    for (const [more, expected] of [
      [[again], true],
      [[perhaps], false],
      [[again, perhaps], false],
    ] as const) {
      const other = acl(shut, ...more, maybe);
      assert.equal(decideAlike(plain, other, 'inbound'), expected);
      assert.equal(decideAlike(other, plain, 'inbound'), expected);
    }
  });

  it('do not where one may have more entries', () => {
    const open = { ...some!, open: [{ what: 'var.entries', why: 'has no default', origin: undefined }] };
    assert.deepEqual(
      [
        decideAlike(some!, open, 'inbound'),
        decideAlike(open, some!, 'inbound'),
        decideAlike(open, open, 'inbound'),
      ],
      [false, false, true],
    );
  });
});

function rank({ number }: EntryText): number {
  return typeof number === 'number' ? number : Infinity;
}
