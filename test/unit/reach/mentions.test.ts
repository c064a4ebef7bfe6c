import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { formatCidr } from '../../../src/core/net/address.ts';
import { mentionsIn } from '../../../src/core/reach/mentions.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, type CloudText } from '../../support/cloud.ts';
import { cidr, place } from '../../support/networks.ts';

const open = unknown('var.x', 'has no default');
const target = (name: string, port: number | '?') => ({
  interface: name === '?' ? open : known(name),
  port: port === '?' ? open : known(port),
  origin: place(33),
});
const group = (address: string, ...targets: readonly ReturnType<typeof target>[]) => ({
  address,
  origin: place(32),
  protocols: known([6]),
  port: known(80),
  healthCheck: undefined,
  preservesClientIp: known(true),
  targets,
});

const text: CloudText = {
  subnets: {
    app: {
      cidr: '10.0.1.0/24',
      inbound: [{ cidr: '203.0.113.0/24' }],
      routes: { '198.51.100.0/24': 'eni:box', '10.9.0.0/16': 'pcx' },
    },
    edge: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'igw' } },
    idle: { cidr: '10.0.3.0/24' },
    front: { cidr: '10.0.4.0/24' },
  },
  hosts: [
    { name: 'app', subnet: 'app', ip: '10.0.1.5' },
    { name: 'box', subnet: 'idle', ip: '10.0.3.5' },
    { name: 'nat', subnet: 'edge', ip: '10.0.2.5', kind: 'nat-gateway', groups: [] },
    { name: 'lost', subnet: 'edge', kind: 'nat-gateway', also: { subnet: open } },
    { name: 'node', subnet: 'front', kind: 'load-balancer' },
  ],
  groups: { web: { rules: [{ direction: 'inbound', peer: '192.0.2.0/24' }] } },
};

const mentioned = (also: Partial<Network> = {}) => mentionsIn({ ...cloud(text), ...also });

describe('what a network singles out by name', () => {
  it('is whoever a route, a gateway or a connection names, and who has them, but nobody a filter names', () => {
    const { names } = mentioned({
      transitGatewayAttachments: [
        {
          address: 'attachment',
          origin: place(9, 'nowhere'),
          gateway: known('tgw'),
          vpc: known('vpc'),
          subnets: [known('idle'), open],
          groupReferencing: known(true),
          routeTable: known('table'),
        },
      ],
    });
    const asked = [
      'box',
      'pcx',
      'igw',
      'idle',
      'tgw',
      'vpc',
      'app-routes',
      'app',
      'nat',
      'edge',
      'app-acl',
      'web',
      'sg',
      'nowhere',
      '',
    ];
    assert.deepEqual(
      asked.filter((name) => names.has(name)),
      ['box', 'pcx', 'igw', 'idle', 'tgw', 'vpc', 'app-routes'],
    );
  });

  it('are the blocks of routes and VPCs, and no others', () => {
    const found = new Set(mentioned().cidrs.map(formatCidr));
    assert.deepEqual([...found].sort(), [
      '0.0.0.0/0',
      '10.0.0.0/16',
      '10.9.0.0/16',
      '198.51.100.0/24',
      '2600:1f18::/56',
    ]);
    // A block is told by its shape, whatever else is written beside it.
    const [vpc] = cloud(text).vpcs;
    const more = mentioned({ vpcs: [{ ...vpc!, cidrs: [open, known(cidr('10.7.0.0/16'))] }] }).cidrs;
    assert.ok(more.map(formatCidr).includes('10.7.0.0/16'));
  });

  it('are the subnets of those other traffic goes through', () => {
    assert.deepEqual([...mentioned().subnets].sort(), ['edge', 'front', 'idle']);
  });

  it('are the targets of load balancers, as what they are sent', () => {
    const { targets, names } = mentioned({
      targetGroups: [
        group('one', target('app', 80), target('box', '?')),
        group('two', target('app', 81), target('?', 82)),
      ],
    });
    assert.deepEqual(
      [...targets],
      [
        ['app', 'one 80,two 81,'],
        ['box', 'one ?,'],
      ],
    );
    // They are looked at one by one: those that are sent the same are alike.
    assert.ok(!names.has('app'));
  });
});
