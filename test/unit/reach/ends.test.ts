import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { allPairs } from '../../../src/core/reach/allPairs.ts';
import { Ends } from '../../../src/core/reach/ends.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, type CloudText } from '../../support/cloud.ts';
import { ip, place } from '../../support/networks.ts';
import { proveAll, twins } from '../../support/twins.ts';

const open = unknown('var.x', 'has no default');
const [app1, app2, db1, db2] = twins().hosts;

/** The classes of interfaces with an address of a family: `app1 app2`. */
function classesOf(network: Network, family: 'ipv4' | 'ipv6' = 'ipv4'): readonly string[] {
  return allPairs(new Topology(network), family).sources.flatMap(({ ends }) =>
    ends.interfaces.length === 0 ? [] : [ends.interfaces.map(({ address }) => address).join(' ')],
  );
}

describe('interfaces are one class where nothing tells them apart', () => {
  const cases: readonly (readonly [name: string, text: CloudText, expected: readonly string[]])[] = [
    ['those of one subnet', twins(), ['app1 app2', 'db1 db2']],
    [
      'of known addresses no rule names',
      {
        ...twins(),
        hosts: [
          { ...app1!, ip: '10.0.1.5' },
          { ...app2!, ip: '10.0.1.6' },
        ],
      },
      ['app1 app2'],
    ],
    [
      'and of an address AWS picks',
      { ...twins(), hosts: [{ ...app1!, ip: '10.0.1.5' }, app2!] },
      ['app1 app2'],
    ],
    [
      'but for an address a group’s rule names',
      {
        ...twins(),
        hosts: [
          { ...app1!, ip: '10.0.1.5' },
          { ...app2!, ip: '10.0.1.6' },
        ],
        groups: { other: { rules: [{ direction: 'inbound', peer: '10.0.1.5/32' }] } },
      },
      ['app1', 'app2'],
    ],
    [
      'but for an address a network ACL names',
      {
        ...twins(),
        subnets: {
          app: { cidr: '10.0.1.0/24' },
          db: { cidr: '10.0.2.0/24', inbound: [{ cidr: '10.0.1.5/32' }] },
        },
        hosts: [
          { ...app1!, ip: '10.0.1.5' },
          { ...app2!, ip: '10.0.1.6' },
        ],
      },
      ['app1', 'app2'],
    ],
    [
      'but for an address a route names',
      {
        ...twins(),
        subnets: {
          app: { cidr: '10.0.1.0/24' },
          db: { cidr: '10.0.2.0/24', routes: { '10.0.1.5/32': 'blackhole' } },
        },
        hosts: [
          { ...app1!, ip: '10.0.1.5' },
          { ...app2!, ip: '10.0.1.6' },
        ],
      },
      ['app1', 'app2'],
    ],
    [
      'but for their groups',
      {
        ...twins(),
        hosts: [
          app1!,
          { ...app2!, groups: [] },
          { ...db1!, groups: ['sg', 'more'] },
          { ...db2!, groups: ['sg'] },
        ],
        groups: { more: { rules: [] } },
      },
      ['app1', 'app2', 'db1', 'db2'],
    ],
    [
      'but for a group nobody can name',
      {
        ...twins(),
        hosts: [
          app1!,
          { ...app2!, also: { securityGroups: [open] } },
          { ...db1!, also: { securityGroups: [open] } },
          { ...db2!, also: { securityGroups: [open] } },
        ],
      },
      ['app1', 'app2', 'db1', 'db2'],
    ],
    [
      'but for a subnet nobody can name',
      {
        ...twins(),
        hosts: [
          { ...app1!, also: { subnet: open } },
          { ...app2!, also: { subnet: open } },
        ],
      },
      ['app1', 'app2'],
    ],
    [
      'of the same address in other VPCs they are two',
      {
        ...twins(),
        vpcs: { vpc: ['10.0.0.0/16'], other: ['10.0.0.0/16'] },
        subnets: { app: { cidr: '10.0.1.0/24' }, db: { vpc: 'other', cidr: '10.0.1.0/24' } },
        hosts: [
          { ...app1!, ip: '10.0.1.5' },
          { ...db1!, ip: '10.0.1.5' },
        ],
      },
      ['app1', 'db1'],
    ],
    [
      'but for a public address',
      {
        ...twins(),
        hosts: [
          app1!,
          { ...app2!, publicIp: '54.0.0.1' },
          { ...db1!, publicIp: '54.0.0.2' },
          { ...db2!, publicIp: '54.0.0.3' },
        ],
      },
      ['app1', 'app2', 'db1', 'db2'],
    ],
    [
      'with public addresses AWS picks',
      {
        ...twins(),
        hosts: [
          app1!,
          ...[app2!, db1!, db2!].map((host) => ({
            ...host,
            subnet: 'app',
            also: { publicIps: known([{ address: open, origin: place(6) }]) },
          })),
        ],
      },
      ['app1', 'app2 db1 db2'],
    ],
    [
      'but for not having one for sure',
      {
        ...twins(),
        hosts: [
          { ...app1!, also: { publicIps: open } },
          { ...app2!, also: { publicIps: known([{ address: open, origin: place(6) }]) } },
        ],
      },
      ['app1', 'app2'],
    ],
    [
      'but for having an IPv6 address',
      { ...twins(), hosts: [app1!, { ...app2!, ipv6: '2600:1f18::5' }] },
      ['app1', 'app2'],
    ],
    [
      'but for what they are',
      {
        ...twins(),
        hosts: [
          app1!,
          { ...app2!, kind: 'database' },
          { ...db1!, also: { unfiltered: true } },
          { ...db2!, also: { outboundOnly: true } },
        ],
      },
      ['app1', 'app2', 'db1', 'db2'],
    ],
    [
      'whatever they listen on',
      { ...twins(), hosts: [app1!, { ...app2!, also: { listensToNothingElse: true } }] },
      ['app1 app2'],
    ],
    [
      'whoever owns them',
      { ...twins(), hosts: [app1!, { ...app2!, also: { owner: 'group' } }] },
      ['app1 app2'],
    ],
    [
      'but for what a route leads to',
      {
        ...twins(),
        subnets: {
          app: { cidr: '10.0.1.0/24' },
          db: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'eni:app1' } },
        },
      },
      ['app1', 'app2', 'db1 db2'],
    ],
    [
      'but for what a load balancer sends to as',
      {
        ...twins(),
        also: {
          targetGroups: ['one', 'two'].map((address, i) => ({
            address,
            origin: place(32, address),
            protocols: known([6]),
            port: known(80),
            healthCheck: undefined,
            preservesClientIp: known(true),
            targets: [{ interface: known(['app1', 'app2'][i]!), port: known(80), origin: place(33) }],
          })),
        },
      },
      ['app1', 'app2', 'db1 db2'],
    ],
    [
      'but for a second address',
      { ...twins(), hosts: [app1!, { ...app2!, also: { privateIps: [open, known(ip('10.0.1.9'))] } }] },
      ['app1 app2'],
    ],
  ];
  it('by their IPv6 addresses, wherever AWS puts them in IPv4', () => {
    const named = { other: { rules: [{ direction: 'inbound' as const, peer: '2600:1f18::5/128' }] } };
    const hosts = [
      { ...app1!, ipv6: '2600:1f18::5' },
      { ...app2!, ipv6: '2600:1f18::6' },
      { ...db1!, subnet: 'app', ipv6: '2600:1f18::7' },
    ];
    const network = cloud(twins({ hosts, groups: named }));
    assert.deepEqual(classesOf(network), ['app1 app2 db1']);
    assert.deepEqual(classesOf(network, 'ipv6'), ['app1', 'app2 db1']);
    assert.equal(proveAll(new Topology(network)), 12);
  });

  it('in no class of a family they have no address of', () => {
    const hosts = [{ ...app1!, ipv6: '2600:1f18::5', also: { privateIps: [] } }, app2!];
    const network = cloud(twins({ hosts }));
    assert.deepEqual([classesOf(network), classesOf(network, 'ipv6')], [['app2'], ['app1']]);
  });

  it('to rules, whatever groups they have that no rule names', () => {
    const hosts = [app1!, { ...app2!, groups: ['sg', 'plain'] }, { ...db1!, groups: ['sg', 'named'] }];
    const groups = {
      plain: { rules: [] },
      named: { rules: [{ direction: 'inbound' as const, peer: 'group:named' }] },
    };
    const topology = new Topology(cloud(twins({ hosts, groups })));
    const ends = new Ends(topology, 'ipv4');
    ends.ofInterfaces(topology.interfaces);
    assert.deepEqual(
      ends.roles.map(({ member, perhaps }) => [member, perhaps]),
      [
        [[], []],
        [['named'], []],
      ],
    );
  });

  for (const [name, text, expected] of cases) {
    it(name, () => {
      const network = cloud(text);
      assert.deepEqual(classesOf(network), expected);
      const count = network.interfaces.length;
      const [only6] = [
        network.interfaces.filter(({ ipv6 }) => ipv6.kind === 'known' && ipv6.value.length > 0),
      ];
      const pairs = (some: number): number => some * (some - 1);
      assert.equal(proveAll(new Topology(network)), pairs(count) + pairs(only6.length));
    });
  }
});
