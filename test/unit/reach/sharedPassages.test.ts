import assert from 'node:assert/strict';
import { Ends, type EndClass } from '../../../src/core/reach/ends.ts';
import { protocolClasses } from '../../../src/core/reach/protocols.ts';
import { SharedPassages, type AclStep, type GroupStep } from '../../../src/core/reach/sharedPassages.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud } from '../../support/cloud.ts';
import { ip, place } from '../../support/networks.ts';

const inside = {
  '0.0.0.0/0': 'nat:nat',
  '52.218.0.0/17': 'vpce',
  '10.1.0.0/16': 'pcx',
  '10.2.0.0/16': 'other:vgw',
  '10.3.0.0/16': 'tgw',
};
const network = cloud({
  vpcs: { vpc: ['10.0.0.0/16'], other: ['10.1.0.0/16'] },
  subnets: {
    pub: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } },
    priv: {
      cidr: '10.0.2.0/24',
      zone: 'a',
      routes: inside,
    },
    like: {
      cidr: '10.0.3.0/24',
      zone: 'a',
      routes: inside,
    },
    twin: { cidr: '10.0.4.0/24', zone: 'a', routes: inside },
    door: { cidr: '10.0.5.0/24', zone: 'a' },
    far: { vpc: 'other', cidr: '10.1.1.0/24', routes: { '10.0.2.0/24': 'pcx' } },
  },
  hosts: [
    { name: 'web', subnet: 'pub', ip: '10.0.1.10', publicIp: '54.0.0.1' },
    { name: 'nat', subnet: 'pub', ip: '10.0.1.9', publicIp: '54.0.0.9', kind: 'nat-gateway', groups: [] },
    { name: 'node', subnet: 'pub', ip: '10.0.1.8', kind: 'load-balancer' },
    { name: 'app', subnet: 'priv', ip: '10.0.2.10' },
    { name: 'app2', subnet: 'priv', ip: '10.0.2.11' },
    { name: 'db', subnet: 'like', ip: '10.0.3.10' },
    { name: 'db2', subnet: 'twin', ip: '10.0.4.10' },
    { name: 'far', subnet: 'far', ip: '10.1.1.10' },
  ],
  also: {
    gatewayEndpoints: [{ address: 'vpce', origin: place(9), vpc: known('vpc'), service: known('s3') }],
    vpcPeeringConnections: [
      {
        address: 'pcx',
        origin: place(8),
        requester: known('vpc'),
        accepter: known('other'),
        active: known(true),
        crossRegion: known(true),
      },
    ],
    // Where its routes lead is not known.
    transitGateways: [{ address: 'tgw', origin: place(20), groupReferencing: known(true) }],
    transitGatewayAttachments: [
      {
        address: 'here',
        origin: place(21),
        gateway: known('tgw'),
        vpc: known('vpc'),
        subnets: [known('door')],
        groupReferencing: known(true),
        routeTable: known('table'),
      },
    ],
    transitGatewayRouteTables: [
      {
        address: 'table',
        origin: place(22),
        gateway: known('tgw'),
        routes: [],
        propagations: [],
        open: unknown('var.routes', 'has no default').because,
      },
    ],
    loadBalancers: [
      {
        address: 'lb',
        origin: place(30),
        type: known('network'),
        scheme: known('internal'),
        nodes: ['node'],
        listeners: [{ protocol: 6, port: known(443), targetGroups: [], origin: place(31) }],
      },
    ],
  },
});
/** `twin` is like `like` in everything. */
const topology = new Topology({
  ...network,
  subnets: network.subnets.map((subnet) =>
    subnet.address === 'twin' ? { ...subnet, routeTable: known('like-routes') } : subnet,
  ),
});
const ends = new Ends(topology, 'ipv4');
const protocols = protocolClasses(topology, 'ipv4');

function endOf(name: string): EndClass {
  const at = topology.interface(name);
  return at === undefined ? ends.ofAddress(ip(name)) : ends.ofInterfaces([at])[0]!;
}

function between(shared: SharedPassages, from: string, to: string, together = false): number {
  const [{ end: start, variants: sources }, { end, variants: targets }] = [
    endOf(from).samples[0]!,
    endOf(to).samples[0]!,
  ];
  return shared.between(start, sources[0]!, end, targets[0]!, together);
}

const aclText = ({ before, direction, remote, nat }: AclStep): string =>
  [
    typeof before === 'object' ? before.address : before,
    direction === 'inbound' ? 'in' : 'out',
    typeof remote === 'string' ? remote : remote.holder,
    ...(nat ? ['nat'] : []),
  ].join(' ');
const groupText = ({ at, direction, references }: GroupStep): string =>
  `${at} ${direction === 'inbound' ? 'in' : 'out'}${references === 'yes' ? '' : ' without groups'}`;

/** One line for each passage: network ACLs of the request, of the reply, the groups, and what else is told. */
function passages(from: string, to: string): readonly string[] {
  const shared = new SharedPassages(topology, protocols);
  return shared.of(between(shared, from, to)).map((passage) => {
    const { requestAcls, requestGroups, requestEnd, reply, plain, direct, listeners } = passage;
    return [
      `${requestEnd}: ${requestAcls.map(aclText).join(', ')}`,
      reply === undefined
        ? 'no reply'
        : `${reply.end}: ${reply.acls.map(aclText).join(', ')}${reply.nat.length === 0 ? '' : ` + ${reply.nat.map(aclText).join(', ')}`}`,
      requestGroups.map(groupText).join(', '),
      ...(reply === undefined || reply.groups.length === 0
        ? []
        : [`back ${reply.groups.map(groupText).join(', ')}`]),
      ...(plain ? ['plain'] : []),
      ...(direct ? ['direct'] : []),
      ...(listeners === undefined ? [] : [`on ${listeners.toString()}`]),
    ].join('; ');
  });
}

/** One for all protocols, or for TCP, UDP, ICMP and all others one each. */
describe('passages between places', () => {
  const cases: readonly (readonly [from: string, to: string, expected: readonly string[]])[] = [
    [
      'app',
      'db',
      ['arrives: from out to, to in from; arrives: to out from, from in to; from out, to in; plain; direct'],
    ],
    ['app', 'app2', ['arrives: ; arrives: ; from out, to in; plain; direct']],
    [
      'web',
      'app',
      ['arrives: from out to, to in from; arrives: to out from, from in to; from out, to in; plain; direct'],
    ],
    ['198.51.100.7', 'web', ['arrives: to in from; arrives: to out from; to in; direct']],
    ['web', '198.51.100.7', ['arrives: from out to; arrives: from in to; from out; direct']],
    [
      'app',
      '198.51.100.7',
      [
        'arrives: from out to, pub in from, pub out to; arrives: pub out from, from in to + pub in to nat; from out',
        'arrives: from out to, pub in from, pub out to; arrives: pub out from, from in to + pub in to nat; from out',
        'arrives: from out to, pub in from, pub out to; arrives: pub in to, pub out from, from in to; from out',
        'deny: from out to, pub in from; no reply; from out',
      ],
    ],
    [
      'app',
      '52.218.1.1',
      [
        'arrives: from out to; arrives: from in to; from out; direct',
        'deny: from out to; no reply; from out; direct',
        'arrives: from out to; arrives: from in to; from out; direct',
        'deny: from out to; no reply; from out; direct',
      ],
    ],
    [
      'app',
      'far',
      [
        'arrives: from out to, to in from; arrives: to out from, from in to; from out without groups, to in without groups; direct',
      ],
    ],
    [
      'db',
      'far',
      [
        'arrives: from out to, to in from; deny: to out from; from out without groups, to in without groups; direct',
      ],
    ],
    ['app', '10.3.0.1', ['unknown: from out to, door in from; no reply; from out']],
    ['app', '10.2.0.1', ['unknown: from out to; no reply; from out; direct']],
    ['web', '10.2.0.1', ['deny: from out to; no reply; from out; direct']],
    [
      'app',
      'node',
      [
        'arrives: from out to, to in from; arrives: to out from, from in to; from out, to in; plain; direct; on 443',
        'arrives: from out to, to in from; arrives: to out from, from in to; from out, to in; plain; direct; on ',
        'unknown: from out to, to in from; arrives: to out from, from in to; from out, to in; plain; direct',
        'unknown: from out to, to in from; arrives: to out from, from in to; from out, to in; plain; direct',
      ],
    ],
    ['app', 'nat', ['deny: from out to, to in from; no reply; from out; direct']],
  ];
  for (const [from, to, expected] of cases) {
    it(`from ${from} to ${to}`, () => assert.deepEqual(passages(from, to), expected));
  }

  it('are numbered once for places routes do not tell apart, and anew for neighbours', () => {
    const shared = new SharedPassages(topology, protocols);
    const place = (name: string) => endOf(name).samples[0]!.variants[0]!.place;
    const known = (from: string, to: string, together: boolean) =>
      shared.known(place(from), place(to), together);
    const apart = between(shared, 'app', 'db');
    assert.equal(between(shared, 'app2', 'db'), apart);
    assert.equal(between(shared, 'app', 'db2'), apart);
    assert.equal(between(shared, 'db2', 'db'), between(shared, 'db', 'db2'));
    const [together, out, home] = [
      between(shared, 'app', 'app2', true),
      between(shared, 'app', '198.51.100.7'),
      between(shared, '198.51.100.7', 'app'),
    ];
    assert.equal(new Set([apart, together, out, home]).size, 4);
    assert.deepEqual(
      [
        known('app2', 'db', false),
        known('app2', 'app', true),
        known('app2', '198.51.100.7', false),
        known('198.51.100.7', 'app2', false),
        known('app', '198.51.100.7', true),
        known('app', 'web', false),
      ],
      [apart, together, out, home, undefined, undefined],
    );
    assert.deepEqual(shared.of(99), []);
  });
});
