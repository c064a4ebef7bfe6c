/** A packet is judged on behind a checkpoint that cannot tell: what drops it later decides, and nothing else is named. */
import assert from 'node:assert/strict';
import { blockers } from '../../../src/core/reach/blockers.ts';
import { scan } from '../../../src/core/probe/scan.ts';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, outcome, prober, type CloudText } from '../../support/cloud.ts';
import type { EntryText, GroupRuleText } from '../../support/networks.ts';

const stranger = '203.0.113.9';
const shut: readonly EntryText[] = [];
const perhaps: readonly EntryText[] = [{ action: '?' }];
const both: readonly GroupRuleText[] = [{ direction: 'inbound' }, { direction: 'outbound' }];

interface Parts {
  readonly inbound?: readonly EntryText[];
  readonly outbound?: readonly EntryText[];
  readonly rules?: readonly GroupRuleText[];
  readonly dbInbound?: readonly EntryText[];
  readonly dbRules?: readonly GroupRuleText[];
}

/** Two instances in a subnet each; `web` has a public address. */
function two(
  { inbound, outbound, rules = both, dbInbound, dbRules = both }: Parts,
  also: Partial<CloudText> = {},
) {
  return prober(
    cloud({
      subnets: {
        web: {
          cidr: '10.0.1.0/24',
          routes: { '0.0.0.0/0': 'igw' },
          ...(inbound === undefined ? {} : { inbound }),
          ...(outbound === undefined ? {} : { outbound }),
        },
        db: { cidr: '10.0.2.0/24', ...(dbInbound === undefined ? {} : { inbound: dbInbound }) },
      },
      hosts: [
        { name: 'app', subnet: 'web', ip: '10.0.1.10', publicIp: '54.0.0.1', groups: ['own'] },
        { name: 'db', subnet: 'db', ip: '10.0.2.10', groups: ['far'] },
      ],
      groups: { own: { rules }, far: { rules: dbRules } },
      ...also,
    }),
  );
}

const named = (parts: Parts, from: string, to: string) => {
  const { talk } = two(parts);
  const { verdict, certainty, because } = talk(from, to);
  return [verdict, certainty, ...because.map(({ what }) => what)].join(' ');
};
const open: readonly GroupRuleText[] = [{ direction: 'inbound', peer: '?' }, { direction: 'outbound' }];
const openOut: readonly GroupRuleText[] = [{ direction: 'outbound', ports: '?' }];

describe('behind a checkpoint that cannot tell', () => {
  const cases: readonly (readonly [name: string, Parts, from: string, to: string, answer: string])[] = [
    [
      'a later network ACL drops the request',
      { rules: openOut, dbInbound: shut },
      'app',
      'db',
      'deny proved',
    ],
    ['the groups of the other end drop it', { outbound: perhaps, dbRules: [] }, 'app', 'db', 'deny proved'],
    ['a network ACL drops the reply', { rules: open, outbound: shut }, stranger, 'app', 'deny proved'],
    [
      'a network ACL drops the reply behind another',
      { inbound: perhaps, outbound: shut },
      stranger,
      'app',
      'deny proved',
    ],
    ['nothing drops it', { rules: open }, stranger, 'app', 'unknown proved var.peer'],
    [
      'another one cannot tell',
      { inbound: perhaps, rules: open },
      stranger,
      'app',
      'unknown proved var.action var.peer',
    ],
    [
      'the reply meets one that cannot tell',
      { rules: open, outbound: perhaps },
      stranger,
      'app',
      'unknown proved var.peer var.action',
    ],
    ['the reply alone', { outbound: perhaps }, stranger, 'app', 'unknown proved var.action'],
    ['another one drops it first', { inbound: shut, rules: open }, stranger, 'app', 'deny proved'],
  ];
  for (const [name, parts, from, to, answer] of cases)
    it(`${name}: ${answer}`, () => assert.equal(named(parts, from, to), answer));

  it('is met without a word of what would settle it', () => {
    const { request } = two({ rules: openOut, dbInbound: shut }).talk('app', 'db');
    const [group, ...others] = request.hops;
    assert.deepEqual(
      [group!.verdict, group!.code, group!.because, group!.text],
      [
        'unknown',
        'UNKNOWN_ENI_SG_RULES_MISMATCH',
        [],
        'security group own: cannot be told, and makes no difference',
      ],
    );
    assert.equal(others.at(-1)!.component, 'db-acl');
    const answered = two({ rules: open, outbound: shut }).talk(stranger, 'app');
    assert.equal(outcome(answered), 'deny REPLY_SUBNET_ACL_RESTRICTION web-acl');
    assert.ok(
      answered.request.hops.every(({ because, text }) => because.length === 0 && !text.includes('var.')),
    );
  });

  it('groups that may have let a request in let its reply out', () => {
    const { reply } = two({ rules: [{ direction: 'inbound', peer: '?' }], outbound: perhaps }).talk(
      stranger,
      'app',
    );
    assert.deepEqual(
      reply!.hops.map(({ checkpoint, verdict }) => [checkpoint, verdict]),
      [
        ['security-group', 'allow'],
        ['network-acl', 'unknown'],
      ],
    );
    assert.equal(
      reply!.hops[0]!.text,
      'security group own: lets the reply through if it let the request through',
    );
  });

  it('names every checkpoint that has to change, those that cannot tell too', () => {
    const { topology, end } = two({ rules: open, outbound: shut });
    const exchange = { protocol: 6, sourcePort: 50000, destinationPort: 443 };
    assert.deepEqual(
      blockers(topology, end(stranger), end('app'), exchange).map(({ component, verdict, because }) => [
        component,
        verdict,
        because.map(({ what }) => what).join(),
      ]),
      [
        ['own', 'unknown', 'var.peer'],
        ['web-acl', 'deny', ''],
      ],
    );
  });

  it('leaves a port filtered whose answer is dropped, and unknown where it is not', () => {
    const state = (outbound: readonly EntryText[]) => {
      const { topology } = two({ rules: open, outbound });
      const [row] = scan(topology, {
        type: 'ack',
        targets: [topology.interface('app')!],
        from: { kind: 'internet' },
        ports: PortSet.of({ first: 22, last: 22 }),
      }).targets[0]!.results;
      return [
        row!.state,
        row!.certainty,
        row!.because.at(-1)!.component,
        ...row!.unresolved.map(({ what }) => what),
      ];
    };
    assert.deepEqual(state(shut), ['filtered', 'proved', 'web-acl']);
    assert.deepEqual(state([{}]), ['unknown', 'proved', 'own', 'var.peer']);
    // Only some of nmap's source ports get an answer, if any does.
    assert.deepEqual(state([{ ports: '40000-65535' }]).slice(0, 2), ['unknown', 'proved']);
  });
});

describe('behind a component that passes a packet on or drops it', () => {
  const mode = (value: 'off' | '?') =>
    value === 'off' ? known('off' as const) : unknown('var.mode', 'has no default');
  const guarded = (parts: Parts) =>
    two(parts, {
      also: {
        blockPublicAccess: {
          address: 'bpa',
          origin: { file: 'main.tf', span: { start: 1, end: 2 } },
          mode: mode('?'),
          exclusions: [],
        },
      },
    }).talk(stranger, 'app');

  it('is judged on: VPC Block Public Access', () => {
    assert.equal(outcome(guarded({ inbound: shut })), 'deny SUBNET_ACL_RESTRICTION web-acl');
    assert.deepEqual(
      guarded({}).because.map(({ what }) => what),
      ['var.mode'],
    );
  });

  const gateways = (routeTable: boolean) => ({
    also: {
      internetGateways: [
        {
          address: 'igw',
          origin: { file: 'main.tf', span: { start: 1, end: 2 } },
          vpc: unknown('var.vpc', 'has no default'),
          ...(routeTable ? { routeTable: known('web-routes') } : {}),
        },
      ],
    },
  });

  it('is judged on: an internet gateway that may be attached', () => {
    assert.equal(
      outcome(two({ inbound: shut }, gateways(false)).talk(stranger, 'app')),
      'deny SUBNET_ACL_RESTRICTION web-acl',
    );
    const { verdict, because } = two({}, gateways(false)).talk(stranger, 'app');
    assert.deepEqual([verdict, because.map(({ what }) => what)], ['unknown', ['var.vpc']]);
  });

  it('is not where it may lead elsewhere', () => {
    assert.equal(
      outcome(two({ inbound: shut }, gateways(true)).talk(stranger, 'app')),
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT VPC of web',
    );
  });

  it('is judged on: an interface that may have a public address', () => {
    const hosts = [
      {
        name: 'app',
        subnet: 'web',
        ip: '10.0.1.10',
        groups: ['own'],
        also: { publicIps: unknown('var.public', 'has no default') },
      },
    ];
    assert.equal(
      outcome(two({ inbound: shut }, { hosts }).talk(stranger, 'app')),
      'deny SUBNET_ACL_RESTRICTION web-acl',
    );
    assert.deepEqual(
      two({ rules: open }, { hosts })
        .talk(stranger, 'app')
        .because.map(({ what }) => what),
      ['var.public', 'var.peer'],
    );
  });
});
