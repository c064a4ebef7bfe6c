import assert from 'node:assert/strict';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { Reachability, sameBounds, type Reach } from '../../../src/core/reach/reachability.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, prober, type CloudText } from '../../support/cloud.ts';
import { place, type EntryText, type GroupRuleText } from '../../support/networks.ts';

const open = unknown('var.x', 'has no default');
const edge = { cidr: '10.0.8.0/24', routes: { '0.0.0.0/0': 'igw' } };
const nat = {
  name: 'nat',
  subnet: 'edge',
  ip: '10.0.8.9',
  publicIp: '54.0.0.9',
  kind: 'nat-gateway',
  groups: [],
} as const;

interface World {
  readonly inbound?: readonly EntryText[];
  readonly outbound?: readonly EntryText[];
  readonly rules?: readonly GroupRuleText[];
  /** Of the subnet of the NAT gateway `app` leaves by. */
  readonly edgeIn?: readonly EntryText[];
}

const both: readonly GroupRuleText[] = [{ direction: 'inbound' }, { direction: 'outbound' }];
const everything: readonly EntryText[] = [{ number: 100 }];

/** `web` is on the internet, and `app` behind a NAT gateway; both have the rules and entries. */
function worldOf(
  { inbound = everything, outbound = everything, rules = both, edgeIn = everything }: World,
  also: Partial<CloudText> = {},
) {
  return prober(
    cloud({
      subnets: {
        web: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' }, inbound, outbound },
        app: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'nat:nat' }, inbound, outbound },
        // What comes from inside passes: the network ACL sees it too (SEMANTICS N28).
        edge: { ...edge, inbound: [{ number: 1, cidr: '10.0.2.0/24' }, ...edgeIn] },
      },
      hosts: [
        { name: 'web', subnet: 'web', ip: '10.0.1.10', publicIp: '54.0.0.1', groups: ['own'] },
        { name: 'app', subnet: 'app', ip: '10.0.2.10', groups: ['own'] },
        nat,
      ],
      groups: { own: { rules } },
      ...also,
    }),
  );
}

/** `ports / reply ports because`, what only may pass in brackets. */
function text({ ports, replyPorts, certainty, because }: Reach): string {
  const bounds = ({ must, may }: Reach['ports']): string =>
    must.equals(may) ? must.toString() : `${must.toString()}[${may.toString()}]`;
  return [
    `${bounds(ports)} / ${bounds(replyPorts)}`,
    ...(certainty === 'assumed' ? [certainty] : []),
    ...because.map(({ what }) => what),
  ].join(' ');
}

const stranger = '198.51.100.7';
const tcp = (ports: string, more: EntryText = {}): EntryText => ({ protocol: 6, ports, ...more });

describe('what one end gets to another on all ports', () => {
  const all = '0-65535';
  const cases: readonly (readonly [name: string, World, from: string, to: string, expected: string])[] = [
    ['everything', {}, stranger, 'web', `${all} / ${all}`],
    [
      'the ports of groups',
      { rules: [{ direction: 'inbound', ...tcp('22') }] },
      stranger,
      'web',
      `22 / ${all}`,
    ],
    [
      'replies by the network ACL alone',
      { outbound: [tcp('1024-65535')] },
      stranger,
      'web',
      `${all} / 1024-65535`,
    ],
    ['nothing', { inbound: [] }, stranger, 'web', ` / ${all}`],
    ['nothing comes back', { outbound: [] }, stranger, 'web', `${all} / `],
    ['no way', {}, stranger, 'app', ' / '],
    [
      'over a NAT gateway, whose port replies come to',
      { edgeIn: [tcp('1024-65535')] },
      'app',
      stranger,
      `${all} / ${all}`,
    ],
    [
      'over a NAT gateway that gets some replies',
      { edgeIn: [tcp('1024-2000')] },
      'app',
      stranger,
      `${all} / [${all}] the source port`,
    ],
    ['over a NAT gateway that gets none', { edgeIn: [tcp('22')] }, 'app', stranger, `${all} / `],
    [
      'over a NAT gateway that may get some',
      { edgeIn: [tcp('1024-2000', { action: '?' })] },
      'app',
      stranger,
      `${all} / [${all}] var.action the source port`,
    ],
    [
      'over a NAT gateway that may get all',
      { edgeIn: [tcp('1024-65535', { action: '?' })] },
      'app',
      stranger,
      `${all} / [${all}] var.action`,
    ],
    [
      'over a NAT gateway that gets some and may get the others',
      { edgeIn: [tcp('1024-2000'), tcp('2001-65535', { action: '?' })] },
      'app',
      stranger,
      `${all} / [${all}] var.action the source port`,
    ],
    [
      'what may pass',
      { inbound: [tcp('22', { action: '?' }), tcp('80')] },
      stranger,
      'web',
      `80[22,80] / ${all} var.action`,
    ],
    [
      'what may pass by groups',
      { rules: [{ direction: 'inbound', ...tcp('22', { exists: '?' }) }] },
      stranger,
      'web',
      `[22] / ${all} var.enabled`,
    ],
    [
      'what may pass, and is dropped for sure',
      { inbound: [tcp('22', { action: '?' })], rules: [{ direction: 'inbound', ...tcp('80') }] },
      stranger,
      'web',
      ` / ${all}`,
    ],
    [
      'what may pass, and of which no reply does',
      { inbound: [tcp('22', { action: '?' })], outbound: [] },
      stranger,
      'web',
      '[22] / ',
    ],
    [
      'replies that may pass',
      { outbound: [tcp('1024-65535', { cidr: '?' })] },
      stranger,
      'web',
      `${all} / [1024-65535] var.cidr`,
    ],
    [
      'all that may be decided by ports of its own',
      { inbound: [tcp('20-25', { number: 1, action: '?' }), tcp('24-30', { number: 2, cidr: '?' })] },
      stranger,
      'web',
      `[20-30] / ${all} var.action var.cidr`,
    ],
    [
      'and by those behind it',
      { inbound: [tcp('20-25', { number: 1, action: '?' }), tcp('20-30', { number: 2, exists: '?' })] },
      stranger,
      'web',
      `[20-30] / ${all} var.action var.enabled`,
    ],
    [
      'and by those that decide beyond its last port',
      { inbound: [tcp('20-25', { number: 1, action: '?' }), tcp('20-26', { number: 2, cidr: '?' })] },
      stranger,
      'web',
      `[20-26] / ${all} var.action var.cidr`,
    ],
    [
      'in groups too',
      {
        rules: [
          { direction: 'inbound', ...tcp('20-25'), peer: '?' },
          { direction: 'inbound', ...tcp('24-30', { exists: '?' }) },
        ],
      },
      stranger,
      'web',
      `[20-30] / ${all} var.peer var.enabled`,
    ],
  ];
  for (const [name, world, from, to, expected] of cases) {
    it(name, () => {
      const { topology, end } = worldOf(world);
      assert.equal(text(new Reachability(topology).between(end(from), end(to), 6)), expected);
    });
  }

  it('is every type of ICMP that a rule has', () => {
    const { topology, end } = worldOf({ rules: [{ direction: 'inbound', protocol: 1, icmp: { type: 8 } }] });
    const reach = new Reachability(topology);
    assert.equal(text(reach.between(end(stranger), end('web'), 1)), `2048-2303 / ${all}`);
    assert.equal(text(reach.between(end(stranger), end('web'), 6)), ` / ${all}`);
  });

  it('is of the family of the end outside, else of the one that is asked', () => {
    const { topology, end } = worldOf(
      {
        inbound: [...everything, tcp('22', { number: 101, cidr: '::/0' })],
        outbound: [...everything, { number: 101, cidr: '::/0' }],
        rules: [...both, { direction: 'inbound', peer: '::/0' }, { direction: 'outbound', peer: '::/0' }],
      },
      {
        hosts: [
          {
            name: 'web',
            subnet: 'web',
            ip: '10.0.1.10',
            publicIp: '54.0.0.1',
            ipv6: '2600:1f18::9',
            groups: ['own'],
          },
          { name: 'app', subnet: 'app', ip: '10.0.2.10', ipv6: '2600:1f18::a', groups: ['own'] },
        ],
      },
    );
    const reach = new Reachability(topology);
    assert.equal(text(reach.between(end('app'), end('web'), 6)), `${all} / ${all}`);
    assert.equal(text(reach.between(end('app'), end('web'), 6, 'ipv6')), '22 / 22');
    assert.equal(text(reach.between(end(stranger), end('web'), 6, 'ipv6')), `${all} / ${all}`);
    assert.equal(text(reach.between(end('web'), end(stranger), 6, 'ipv6')), `${all} / ${all}`);
  });

  it('is what holds for every address AWS may pick', () => {
    const picked = (inbound: readonly EntryText[]) => {
      const { topology, end } = prober(
        cloud({
          subnets: { app: { cidr: '10.0.2.0/24' }, web: { cidr: '10.0.1.0/24', inbound } },
          hosts: [
            { name: 'app', subnet: 'app' },
            { name: 'web', subnet: 'web', ip: '10.0.1.10' },
          ],
        }),
      );
      return text(new Reachability(topology).between(end('app'), end('web'), 6));
    };
    assert.equal(
      picked([tcp('22', { cidr: '10.0.2.0/25' }), tcp('22-80', { cidr: '10.0.2.128/25' })]),
      `22[22-80] / ${all} app`,
    );
    assert.equal(
      picked([tcp('22', { cidr: '10.0.2.0/25' }), tcp('22', { cidr: '10.0.2.128/25' })]),
      `22 / ${all}`,
    );
    const many = Array.from({ length: 33 }, (_, i) =>
      tcp('22', { number: i + 1, cidr: `10.0.2.${i * 4}/32` }),
    );
    assert.equal(picked(many), `[${all}] / [${all}] app`);
  });

  it('is what a load balancer listens on, and nobody knows of other ports', () => {
    const balanced = (rules: readonly GroupRuleText[]) => {
      const { topology, end } = worldOf(
        {},
        {
          hosts: [
            {
              name: 'node',
              subnet: 'web',
              ip: '10.0.1.8',
              publicIp: '54.0.0.8',
              kind: 'load-balancer',
              groups: ['own'],
            },
          ],
          groups: { own: { rules } },
          also: {
            loadBalancers: [
              {
                address: 'lb',
                origin: place(30),
                type: known('network'),
                scheme: known('internet-facing'),
                nodes: ['node'],
                listeners: [{ protocol: 6, port: known(443), targetGroups: [], origin: place(31) }],
              },
            ],
          },
        },
      );
      const reach = new Reachability(topology);
      return [6, 17, 1].map((protocol) => text(reach.between(end(stranger), end('node'), protocol)));
    };
    assert.deepEqual(balanced(both), [
      `443[${all}] / ${all} lb`,
      `[${all}] / ${all} lb`,
      `[${all}] / ${all} lb`,
    ]);
    assert.deepEqual(balanced([{ direction: 'inbound', ...tcp('443') }]).slice(0, 2), [
      `443 / ${all}`,
      ` / ${all}`,
    ]);
  });
});

describe('answers that are remembered', () => {
  const host = (
    name: string,
    also: Partial<NetworkInterface> = {},
    more: Partial<CloudText['hosts'][number]> = {},
  ) => ({ name, subnet: 'web', ip: '10.0.1.20', groups: ['own'], also, ...more });
  const hosts: CloudText['hosts'] = [
    host('plain'),
    host('public', {}, { publicIp: '54.0.0.20' }),
    host('perhaps public', { publicIps: open }),
    host('picked public', { publicIps: known([{ address: open, origin: place(6) }]) }),
    host('dual', {}, { ipv6: '2600:1f18::20' }),
    host('perhaps dual', { ipv6: open }),
    host('unfiltered', { unfiltered: true }),
    host('outward', { outboundOnly: true }),
    host('kept', {}, { ip: '10.0.1.1' }),
    host('picked', { privateIps: [open] }),
    host('node', {}, { kind: 'load-balancer' }),
    host('inside', {}, { subnet: 'app', ip: '10.0.2.20' }),
    host('other groups', {}, { groups: ['sg'] }),
    host('one of', { placement: 'one-of', owner: 'db' }),
    host('lost', { subnet: open }),
    host('box', { sourceDestCheck: known(false) }),
  ];
  const { topology, end } = worldOf(
    {
      rules: [
        { direction: 'inbound', ...tcp('22-80') },
        { direction: 'inbound', protocol: 1 },
        { direction: 'outbound' },
        { direction: 'inbound', peer: '::/0' },
        { direction: 'outbound', peer: '::/0' },
      ],
    },
    {
      hosts: [...hosts, nat],
      subnets: {
        web: {
          cidr: '10.0.1.0/24 2600:1f18::/64',
          routes: { '0.0.0.0/0': 'igw', '::/0': 'igw', '10.0.3.0/24': 'eni:box' },
        },
        app: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'nat:nat' } },
        edge,
      },
    },
  );
  const names = [...hosts.map(({ name }) => name!), stranger, '2001:db8::7', '10.0.3.9'];

  for (const start of names) {
    it(`are nobody else’s: from ${start}`, () => {
      const remembering = new Reachability(topology);
      for (const round of ['ipv4', 'ipv6', 'ipv4'] as const) {
        for (const protocol of [6, 17, 1, 50]) {
          for (const other of names) {
            if (other === start || !(/^[a-z]/.test(other) || /^[a-z]/.test(start))) continue;
            const ask = (reach: Reachability): Reach =>
              reach.between(end(start), end(other), protocol, round);
            assert.deepEqual(ask(remembering), ask(new Reachability(topology)), `${start} → ${other}`);
          }
        }
      }
    });
    it(`are nobody else’s: to ${start}`, () => {
      const remembering = new Reachability(topology);
      for (const other of names) {
        if (other === start || !(/^[a-z]/.test(other) || /^[a-z]/.test(start))) continue;
        const ask = (reach: Reachability): Reach => reach.between(end(other), end(start), 6);
        assert.deepEqual(ask(remembering), ask(new Reachability(topology)), `${other} → ${start}`);
      }
    });
  }
});

describe('two answers', () => {
  it('have the same bounds where all four sets are the same', () => {
    const { topology, end } = worldOf({ inbound: [tcp('22')], outbound: [tcp('80')] });
    const reach = new Reachability(topology).between(end(stranger), end('web'), 6);
    assert.ok(sameBounds(reach, { ...reach, because: [], certainty: 'assumed' }));
    for (const [key, other] of [
      ['ports', 'replyPorts'],
      ['replyPorts', 'ports'],
    ] as const) {
      for (const side of ['must', 'may'] as const) {
        const next = { ...reach, [key]: { ...reach[key], [side]: reach[other][side] } };
        assert.ok(!sameBounds(reach, next), `${key} ${side}`);
        assert.ok(!sameBounds(next, reach), `${key} ${side}`);
      }
    }
  });
});

describe('whether something surely arrives and is answered', () => {
  const { topology, end } = prober(
    cloud({
      subnets: {
        app: { cidr: '10.0.1.0/24', inbound: [{ protocol: 6, ports: '32768-65535' }] },
        db: { cidr: '10.0.2.0/24', inbound: [{ protocol: 6, ports: '5432' }] },
      },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10' },
        { name: 'db', subnet: 'db', ip: '10.0.2.10' },
        { name: 'node', subnet: 'db', ip: '10.0.2.11', also: { owner: 'nodes', placement: 'one-of' } },
      ],
    }),
  );
  const reachability = new Reachability(topology);
  const cases: readonly (readonly [string, string, string, number, number, boolean])[] = [
    ['where both are let through', 'app', 'db', 5432, 40000, true],
    ['where the request is not', 'app', 'db', 22, 40000, false],
    ['where the reply is not', 'app', 'db', 5432, 1024, false],
    ['where what is asked may be somewhere else', 'app', 'node', 5432, 40000, false],
    ['where what asks may be somewhere else', 'node', 'app', 40000, 5432, false],
  ];
  for (const [name, from, to, destinationPort, sourcePort, expected] of cases) {
    it(`is ${expected ? '' : 'not '}told ${name}`, () =>
      assert.equal(
        reachability.surely(end(from), end(to), { protocol: 6, destinationPort, sourcePort }),
        expected,
      ));
  }

  it('is told of nothing where both may be somewhere else', () => {
    for (const asked of ['app', 'node'])
      assert.equal(
        reachability.surely(end('node'), end(asked), {
          protocol: 6,
          destinationPort: 40000,
          sourcePort: 5432,
        }),
        false,
      );
  });

  it('is told of what asks the other way, once it stays where it is', () =>
    assert.ok(
      reachability.surely(end('db'), end('app'), { protocol: 6, destinationPort: 40000, sourcePort: 5432 }),
    ));
});
