import assert from 'node:assert/strict';
import type { Match } from '../../../src/core/aws/match.ts';
import type { Network, Peer } from '../../../src/core/aws/network.ts';
import { formatAddress, formatCidr } from '../../../src/core/net/address.ts';
import { cidrsOf, privateAddress } from '../../../src/core/reach/interfaceAddresses.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, type CloudText } from '../../support/cloud.ts';
import { cidr, ip, place } from '../../support/networks.ts';

const open = unknown('var.x', 'has no default');

const text: CloudText = {
  vpcs: { vpc: ['10.0.0.0/16'], other: ['10.1.0.0/16', '2600:1f18::/56'] },
  subnets: {
    net: {
      cidr: '10.0.1.0/24',
      routes: { '0.0.0.0/0': 'igw', '10.7.0.0/16': 'eni:box', '10.8.0.0/16': '?' },
    },
    far: { vpc: 'other', cidr: '10.1.1.0/24' },
  },
  hosts: [
    {
      name: 'web',
      subnet: 'net',
      ip: '10.0.1.10',
      publicIp: '54.0.0.1',
      groups: ['sg', 'web-sg'],
      also: { name: 'Web', owner: 'instance' },
    },
    {
      name: 'box',
      subnet: 'net',
      ip: '10.0.1.11',
      ipv6: '2600:1f18::9',
      groups: ['sg'],
      also: { name: 'shared' },
    },
    { name: 'db', subnet: 'far', ip: '10.1.1.10', groups: ['db-sg'], also: { name: 'shared' } },
    {
      name: 'db-2',
      subnet: 'far',
      ip: '10.1.1.12',
      groups: ['db-sg'],
      also: { owner: 'cluster', name: 'cluster', placement: 'one-of' },
    },
    {
      name: 'db-3',
      subnet: 'net',
      groups: ['db-sg'],
      also: { owner: 'cluster', name: 'cluster', placement: 'one-of' },
    },
    { name: 'claims', subnet: 'net', ip: '10.0.1.10', groups: [], also: { owner: 'cluster' } },
  ],
  groups: { 'web-sg': { rules: [] }, 'db-sg': { vpc: 'other', rules: [] } },
};
const topologyOf = (also: Partial<Network> = {}, hosts: CloudText['hosts'] = []): Topology =>
  new Topology({ ...cloud({ ...text, hosts: [...text.hosts, ...hosts] }), ...also });
const topology = topologyOf();
const at = (name: string) => topology.interface(name)!;

describe('the interface somebody means', () => {
  const cases: readonly (readonly [text: string, expected: string | undefined])[] = [
    ['web', 'web'],
    ['instance', 'web'],
    ['Web', 'web'],
    ['10.0.1.10', 'web'],
    ['54.0.0.1', 'web'],
    ['2600:1f18::9', 'box'],
    ['10.1.1.10', 'db'],
    ['cluster', 'db-2'],
    ['shared', undefined],
    ['nobody', undefined],
    ['10.0.1.99', undefined],
    ['', undefined],
  ];
  for (const [name, expected] of cases) {
    it(`${name}: ${expected ?? 'none'}`, () => assert.equal(topology.resolve(name)?.address, expected));
  }

  it('is one of an owner by a name all of the owner’s have', () => {
    const names = (name: string) => topology.named(name).map(({ address }) => address);
    assert.deepEqual(
      [names('shared'), names('cluster'), names('web')],
      [['box', 'db'], ['db-2', 'db-3'], []],
    );
    const unowned = topologyOf({
      interfaces: topology.interfaces.map((one) => ({
        ...one,
        owner: one.owner === 'cluster' ? 'db-2' : one.owner,
      })),
    });
    assert.equal(unowned.resolve('cluster')?.address, 'db-2');
  });
});

describe('what is looked up in a network', () => {
  it('is what is there, or says that it is not', () => {
    const [net] = topology.network.subnets;
    const lost = { ...net!, networkAcl: known('aws_network_acl.gone'), routeTable: open, vpc: open };
    const shown = (found: {
      kind: string;
      value?: unknown;
      because?: readonly { what: string; why: string }[];
    }) =>
      found.kind === 'known'
        ? (found.value as { address: string }).address
        : found.because!.map(({ what, why }) => `${what} ${why}`).join();
    assert.equal(shown(topology.networkAclOf(net!)), 'net-acl');
    assert.match(shown(topology.networkAclOf(lost)), /^aws_network_acl\.gone is a network ACL /);
    assert.equal(shown(topology.routeTableOf(net!)), 'net-routes');
    assert.equal(shown(topology.routeTableOf(lost)), 'var.x has no default');
    assert.equal(shown(topology.subnetOf(at('web'))), 'net');
    assert.match(shown(topology.subnet(known('subnet-1'))), /^subnet-1 is a subnet /);
    assert.deepEqual(topology.groupsOf(at('web')).map(shown), ['sg', 'web-sg']);
    assert.equal(topology.networkAcl('far-acl')?.address, 'far-acl');
    assert.equal(topology.securityGroup('nobody'), undefined);
    assert.deepEqual(
      topology.membersOf('sg').map(({ address }) => address),
      ['web', 'box'],
    );
    assert.deepEqual(topology.membersOf('nobody'), []);
    assert.deepEqual(
      [
        topology.blocksOf(net!).map(formatCidr),
        topology.blocksOf(lost),
        topology.blocksOf({ ...net!, vpc: known('gone') }),
      ],
      [['10.0.0.0/16'], [], []],
    );
  });

  it('is where routes lead', () => {
    const [net] = topology.network.subnets;
    const hop = (address: string) => topology.nextHop(net!, ip(address))?.kind;
    assert.deepEqual(['10.0.9.9', '8.8.8.8', '10.7.0.1', '10.8.0.1', '2001:db8::1'].map(hop), [
      'local',
      'internet-gateway',
      'interface',
      undefined,
      undefined,
    ]);
    assert.equal(topology.nextHop({ ...net!, routeTable: open }, ip('8.8.8.8')), undefined);
    assert.deepEqual(
      ['box', 'web', 'igw'].map((name) => topology.isNextHop(name)),
      [true, false, false],
    );
    assert.equal(topology.internetGatewayOf('vpc')?.address, 'igw');
    assert.equal(topology.internetGatewayOf('gone'), undefined);
    const loose = topologyOf({
      internetGateways: [
        { address: 'loose', origin: place(7), vpc: undefined },
        { address: 'open', origin: place(7), vpc: open },
      ],
    });
    assert.equal(loose.internetGatewayOf('vpc'), undefined);
    const several = topologyOf({
      internetGateways: ['first', 'second'].map((address) => ({
        address,
        origin: place(7),
        vpc: known('vpc'),
      })),
    });
    assert.equal(several.internetGatewayOf('vpc')?.address, 'first');
  });

  it('is every place an owner may be in', () => {
    const places = (name: string) => topology.placesOf(at(name)).map(({ address }) => address);
    assert.deepEqual(
      [places('web'), places('db-3'), places('claims')],
      [['web'], ['db-2', 'db-3'], ['claims']],
    );
  });

  it('is the load balancer of a node', () => {
    const balancers = topologyOf({
      loadBalancers: ['one', 'two'].map((address) => ({
        address,
        origin: place(30),
        type: known('network'),
        scheme: known('internal'),
        nodes: [address === 'two' ? 'web' : 'box'],
        listeners: [],
      })),
    });
    const of = (name: string) => balancers.loadBalancerOf(at(name))?.address;
    assert.deepEqual([of('web'), of('box'), of('db')], ['two', 'one', undefined]);
  });
});

describe('the addresses of interfaces', () => {
  it('are the first that are known, or why none is', () => {
    const host = at('box');
    const shown = (own: Partial<typeof host>, family: 'ipv4' | 'ipv6'): string => {
      const found = privateAddress({ ...host, ...own }, family);
      if (found === undefined) return 'none';
      return found.kind === 'known' ? formatAddress(found.value) : found.because[0]!.what;
    };
    assert.deepEqual(
      [
        shown({}, 'ipv4'),
        shown({}, 'ipv6'),
        shown({ ipv6: known([]) }, 'ipv6'),
        shown({ ipv6: open }, 'ipv6'),
        shown({ privateIps: [open, known(ip('10.0.1.7'))] }, 'ipv4'),
        shown({ privateIps: [open] }, 'ipv4'),
        shown({ privateIps: [] }, 'ipv4'),
      ],
      ['10.0.1.11', '2600:1f18::9', 'none', 'var.x', '10.0.1.7', 'var.x', 'none'],
    );
  });

  it('are the first’s of several that claim one', () => {
    const owner = (address: string) => topology.ownerOf(ip(address))?.address;
    assert.deepEqual(['10.0.1.10', '54.0.0.1', '2600:1f18::9', '10.0.1.12', '::a00:10a'].map(owner), [
      'web',
      'web',
      'box',
      undefined,
      undefined,
    ]);
  });

  it('are in the blocks of their family', () => {
    const of = { cidrs: [known(cidr('10.0.0.0/8')), open, known(cidr('::/0'))] };
    assert.deepEqual(
      [cidrsOf(of, 'ipv4').map(formatCidr), cidrsOf(of, 'ipv6').map(formatCidr)],
      [['10.0.0.0/8'], ['::/0']],
    );
  });
});

const answer = (match: Match): string =>
  typeof match === 'string' ? match : match.because.map(({ what }) => what).join();

describe('a block of a VPC', () => {
  const holds = (cidrs: Network['vpcs'][number]['cidrs'], address: string) =>
    answer(topology.vpcHolds({ address: 'vpc', origin: place(0), cidrs }, ip(address)));
  const block = known(cidr('10.0.0.0/16'));
  it('holds an address, does not, or may', () => {
    assert.deepEqual(
      [
        holds([block], '10.0.7.7'),
        holds([block], '10.1.0.0'),
        holds([block], '2001:db8::1'),
        holds([open, block], '10.0.7.7'),
        holds([open, block], '10.1.0.0'),
        holds([{ ...open, family: 'ipv6' }], '10.1.0.0'),
        holds([], '10.1.0.0'),
      ],
      ['yes', 'no', 'no', 'yes', 'var.x', 'no', 'no'],
    );
  });
});

describe('the peer of a rule', () => {
  const lists: Partial<Network> = {
    prefixLists: [
      {
        address: 'offices',
        origin: place(9),
        entries: [known(cidr('203.0.113.0/24')), known(cidr('198.51.100.0/24'))],
      },
      { address: 'half', origin: place(9), entries: [open, known(cidr('203.0.113.0/24'))] },
      { address: 's3', origin: place(9), entries: [open], service: 's3' },
    ],
  };
  const unnamed = {
    name: 'any',
    subnet: 'net',
    ip: '10.0.1.77',
    groups: [],
    also: { securityGroups: [unknown('var.groups', 'has no default')] },
  };
  const cases: readonly (readonly [
    peer: string,
    address: string,
    expected: string,
    ...hosts: CloudText['hosts'][number][],
  ])[] = [
    ['203.0.113.0/24', '203.0.113.9', 'yes'],
    ['203.0.113.0/24', '203.0.114.9', 'no'],
    ['list:offices', '198.51.100.9', 'yes'],
    ['list:offices', '192.0.2.9', 'no'],
    ['list:half', '203.0.113.9', 'yes'],
    ['list:half', '192.0.2.9', 'var.x'],
    ['list:gone', '192.0.2.9', 'gone'],
    ['list:s3', '192.0.2.9', 'var.x'],
    ['list:s3', '10.0.9.9', 'no'],
    ['list:s3', '10.1.9.9', 'no'],
    ['group:web-sg', '10.0.1.10', 'yes'],
    ['group:web-sg', '54.0.0.1', 'no'],
    ['group:web-sg', '10.0.1.11', 'no'],
    ['group:sg', '2600:1f18::9', 'yes'],
    ['group:sg', '2600:1f18::8', 'no'],
    // `db-3` has an address AWS picks of its subnet, which is none that another one has.
    ['group:db-sg', '10.0.1.99', 'db-3'],
    ['group:db-sg', '10.0.1.11', 'no'],
    ['group:db-sg', '10.0.2.99', 'no'],
    ['group:db-sg', '2001:db8::9', 'no'],
    ['group:web-sg', '10.0.1.77', 'no'],
    ['group:web-sg', '10.0.1.77', 'var.groups', unnamed],
    ['group:web-sg', '10.0.1.78', 'no', unnamed],
    ['group:gone', '10.0.1.10', 'no'],
    ['group:gone', '10.0.9.9', 'gone'],
    ['group:web-sg', '10.0.9.9@web', 'yes'],
    ['group:web-sg', '10.0.1.10@box', 'no'],
    ['group:web-sg', '10.0.1.10@any', 'var.groups', unnamed],
    ['group:web-sg', '10.0.1.10@nobody', 'no'],
  ];
  for (const [name, remote, expected, ...hosts] of cases) {
    it(`${name} for ${remote}${hosts.length > 0 ? ' where groups are not known' : ''}: ${expected}`, () => {
      const [kind, named = ''] = name.split(':');
      const peers: Readonly<Record<string, Peer>> = {
        list: { kind: 'prefix-list', prefixList: named },
        group: { kind: 'group', group: named },
      };
      const peer: Peer = peers[kind!] ?? { kind: 'cidr', cidr: cidr(name) };
      const [address = '', holder] = remote.split('@');
      const asked = { ...ip(address), ...(holder === undefined ? {} : { holder }) };
      const made = topologyOf(lists, hosts);
      assert.equal(answer(made.matchesPeer(peer, asked)), expected);
      assert.equal(answer(made.matchesPeer(peer, asked)), expected);
    });
  }

  it('that may be anywhere is anybody, where its subnet has no known block', () => {
    const made = topologyOf({ subnets: topology.network.subnets.map((own) => ({ ...own, cidrs: [] })) });
    assert.equal(answer(made.matchesPeer({ kind: 'group', group: 'db-sg' }, ip('192.0.2.9'))), 'db-3');
    const half = topologyOf({
      subnets: topology.network.subnets.map((own) => ({ ...own, cidrs: [...own.cidrs, open] })),
    });
    assert.equal(answer(half.matchesPeer({ kind: 'group', group: 'db-sg' }, ip('192.0.2.9'))), 'db-3');
  });
});
