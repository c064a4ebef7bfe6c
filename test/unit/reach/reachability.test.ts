import assert from 'node:assert/strict';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { known } from '../../../src/core/value/value.ts';
import { cloud, prober } from '../../support/cloud.ts';
import { place, type EntryText, type GroupRuleText } from '../../support/networks.ts';
import { both, everything, stranger, tcp, text, worldOf, type World } from './reachWorld.ts';

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
