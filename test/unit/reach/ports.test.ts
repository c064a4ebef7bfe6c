import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { PortSet, type PortRange } from '../../../src/core/net/portSet.ts';
import { portClasses } from '../../../src/core/reach/ports.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, type CloudText } from '../../support/cloud.ts';
import { place, type EntryText, type GroupRuleText, type HostText } from '../../support/networks.ts';

interface World {
  readonly inbound?: readonly EntryText[];
  readonly outbound?: readonly EntryText[];
  readonly rules?: readonly GroupRuleText[];
  readonly host?: Partial<HostText>;
  readonly hosts?: CloudText['hosts'];
  /** Of a subnet with nothing in it but what `hosts` puts there. */
  readonly elsewhere?: readonly EntryText[];
  readonly also?: Partial<Network>;
  readonly protocol?: number;
  readonly ports?: readonly PortRange[];
}

const everything = { first: 0, last: 65535 };

function classes({
  inbound = [],
  outbound = [],
  rules = [],
  host = {},
  hosts = [],
  elsewhere = [],
  also = {},
  protocol = 6,
  ports = [everything],
}: World) {
  const topology = new Topology(
    cloud({
      subnets: {
        net: { cidr: '10.0.1.0/24', inbound, outbound },
        other: { cidr: '10.0.2.0/24', inbound: elsewhere, outbound: [] },
      },
      hosts: [{ name: 'web', subnet: 'net', groups: ['own'], ...host }, ...hosts],
      groups: { own: { rules }, strange: { rules: [{ direction: 'inbound', protocol: 6, ports: '5' }] } },
      also,
    }),
  );
  return portClasses(topology, PortSet.of(...ports), protocol, [topology.interface('web')!]).map(String);
}

const tcp = (ports: string): EntryText => ({ protocol: 6, ports });
const balancer = (listeners: Network['loadBalancers'][number]['listeners']): Partial<Network> => ({
  loadBalancers: [
    {
      address: 'lb',
      origin: place(30),
      type: known('network'),
      scheme: known('internal'),
      nodes: ['web'],
      listeners,
    },
  ],
});
const listener = (protocol: number, port: number | '?') => ({
  protocol,
  port: port === '?' ? unknown('var.port', 'has no default') : known(port),
  targetGroups: [],
  origin: place(31),
});

describe('ports that no rule tells apart', () => {
  const cases: readonly (readonly [name: string, World, expected: readonly string[]])[] = [
    ['no rules', {}, ['0-65535']],
    ['an entry for one port', { inbound: [tcp('22')] }, ['0-21', '22', '23-65535']],
    ['a range', { inbound: [tcp('80-90')] }, ['0-79', '80-90', '91-65535']],
    ['the first port', { inbound: [tcp('0')] }, ['0', '1-65535']],
    ['the last port', { inbound: [tcp('65535')] }, ['0-65534', '65535']],
    [
      'two that meet',
      { inbound: [tcp('80-90')], outbound: [tcp('91')] },
      ['0-79', '80-90', '91', '92-65535'],
    ],
    [
      'two that overlap',
      { inbound: [tcp('80-90'), tcp('85-100')] },
      ['0-79', '80-84', '85-90', '91-100', '101-65535'],
    ],
    ['what leaves counts too', { outbound: [tcp('22')] }, ['0-21', '22', '23-65535']],
    [
      'rules of groups',
      {
        rules: [
          { direction: 'inbound', ...tcp('22') },
          { direction: 'outbound', ...tcp('53') },
        ],
      },
      ['0-21', '22', '23-52', '53', '54-65535'],
    ],
    [
      'rules of groups of others',
      { host: { groups: ['sg'] }, rules: [{ direction: 'inbound', ...tcp('22') }] },
      ['0-65535'],
    ],
    [
      'groups and network ACLs',
      { inbound: [tcp('22')], rules: [{ direction: 'inbound', ...tcp('53') }] },
      ['0-21', '22', '23-52', '53', '54-65535'],
    ],
    [
      'rules for other protocols',
      { inbound: [{ protocol: 17, ports: '53' }, { protocol: 50 }] },
      ['0-65535'],
    ],
    [
      'UDP',
      { protocol: 17, inbound: [{ protocol: 17, ports: '53' }, tcp('22')] },
      ['0-52', '53', '54-65535'],
    ],
    ['a rule for every protocol', { inbound: [{ protocol: -1, ports: '7' }] }, ['0-6', '7', '8-65535']],
    ['a rule whose ports are not known', { inbound: [{ protocol: 6, ports: '?' }] }, ['0-65535']],
    [
      'some ports, some of which a rule names',
      {
        inbound: [tcp('80-90')],
        ports: [
          { first: 22, last: 25 },
          { first: 85, last: 95 },
        ],
      },
      ['22-25', '85-90', '91-95'],
    ],
    [
      'ports with gaps inside one class',
      {
        inbound: [tcp('80-90')],
        ports: [
          { first: 1, last: 2 },
          { first: 5, last: 6 },
          { first: 81, last: 82 },
          { first: 84, last: 84 },
        ],
      },
      ['1-2,5-6', '81-82,84'],
    ],
    ['no ports', { inbound: [tcp('80')], ports: [] }, []],
    ['a listener of a load balancer', { also: balancer([listener(6, 443)]) }, ['0-442', '443', '444-65535']],
    [
      'a listener of another protocol',
      { also: balancer([listener(17, 443), listener(6, '?')]) },
      ['0-65535'],
    ],
    ['a subnet of nobody on the way', { elsewhere: [tcp('22')] }, ['0-65535']],
    [
      'an instance elsewhere',
      { elsewhere: [tcp('22')], hosts: [{ name: 'db', subnet: 'other' }] },
      ['0-65535'],
    ],
    [
      'the subnet of a NAT gateway (N28)',
      {
        elsewhere: [tcp('22')],
        hosts: [{ name: 'nat', subnet: 'other', kind: 'nat-gateway', groups: ['strange'] }],
      },
      ['0-21', '22', '23-65535'],
    ],
    [
      'the subnet of an attachment of a transit gateway (N31)',
      {
        elsewhere: [tcp('22')],
        also: {
          transitGatewayAttachments: [
            {
              address: 'here',
              origin: place(20),
              gateway: known('tgw'),
              vpc: known('vpc'),
              subnets: [known('other'), unknown('var.x', 'has no default')],
              groupReferencing: known(true),
              routeTable: known('table'),
            },
          ],
        },
      },
      ['0-21', '22', '23-65535'],
    ],
  ];
  for (const [name, world, expected] of cases) {
    it(name, () => assert.deepEqual(classes(world), expected));
  }

  it('of a rule whose protocol is not known are those of any', () => {
    const made = cloud({
      subnets: { net: { cidr: '10.0.1.0/24', inbound: [tcp('22')], outbound: [] } },
      hosts: [{ name: 'web', subnet: 'net', groups: [] }],
    });
    const networkAcls = made.networkAcls.map((acl) => ({
      ...acl,
      inbound: acl.inbound.map((one) => ({ ...one, protocol: unknown('var.protocol', 'has no default') })),
    }));
    const topology = new Topology({ ...made, networkAcls });
    const found = portClasses(topology, PortSet.all, 17, topology.interfaces);
    assert.deepEqual(found.map(String), ['0-21', '22', '23-65535']);
  });
});
