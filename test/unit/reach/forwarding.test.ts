import assert from 'node:assert/strict';
import type { LoadBalancerType } from '../../../src/core/aws/loadBalancer.ts';
import { forwarding } from '../../../src/core/reach/forwarding.ts';
import type { NodeEnd } from '../../../src/core/reach/nodeConnection.ts';
import { known } from '../../../src/core/value/value.ts';
import { filters, prober } from '../../support/cloud.ts';
import { place } from '../../support/networks.ts';
import { balanced, open, preserving, stranger, type Parts } from './balanced.ts';

describe('a node and its targets', () => {
  it('pass the client’s packet on past the groups of both, out and in, and its answer back past them', () => {
    const [traffic] = balanced(preserving).forwarded()!.back;
    const { request, reply } = traffic!.conversation;
    const short = [...request.hops, ...reply!.hops].flatMap(({ checkpoint, component, direction, rule }) =>
      checkpoint === 'network-acl' || checkpoint === 'security-group'
        ? [`${component} ${direction ?? ''}${rule === 'tracked' ? ' tracked' : ''}`]
        : [],
    );
    assert.deepEqual(short, [
      'node-sg outbound',
      'edge-acl outbound',
      'app-acl inbound',
      'target-sg inbound',
      'target-sg outbound tracked',
      'app-acl outbound',
      'edge-acl inbound',
      'node-sg inbound tracked',
    ]);
  });

  it('talk as ends of their own, and the node sees whether a target is well (N29, S38)', () => {
    assert.deepEqual(balanced().back(), [
      'traffic one 8080 allow',
      'health-check one 9090 allow',
      'traffic two 8080 allow',
      'health-check two 9090 allow',
      'allow',
    ]);
    const [traffic] = balanced().forwarded()!.back;
    assert.deepEqual(filters(traffic!.conversation), [
      'node-sg out',
      'edge-acl out',
      'app-acl in',
      'target-sg in',
      'app-acl out',
      'edge-acl in',
    ]);
  });

  const cases: readonly (readonly [string, Parts, string])[] = [
    [
      'the target names the node’s group',
      { targetRules: [{ direction: 'inbound', peer: 'group:node-sg' }, { direction: 'outbound' }] },
      'allow',
    ],
    [
      'the target admits the client only',
      { targetRules: [{ direction: 'inbound', peer: `${stranger}/32` }] },
      'deny',
    ],
    ['the node may send nothing', { nodeRules: [{ direction: 'inbound' }] }, 'deny'],
    [
      'its subnet takes no answers',
      {
        subnets: {
          edge: {
            cidr: '10.0.1.0/24',
            routes: { '0.0.0.0/0': 'igw' },
            inbound: [{ protocol: 6, ports: '443' }],
          },
        },
      },
      'deny',
    ],
    [
      'its subnet takes answers on the whole range',
      { subnets: { edge: { cidr: '10.0.1.0/24', inbound: [{ protocol: 6, ports: '1024-65535' }] } } },
      'allow',
    ],
    [
      'its subnet takes answers on a part of the range (N41)',
      { subnets: { edge: { cidr: '10.0.1.0/24', inbound: [{ protocol: 6, ports: '32768-65535' }] } } },
      'unknown',
    ],
    [
      'an unknown target',
      { group: { targets: [{ interface: open, port: known(1), origin: place(33) }] } },
      'unknown',
    ],
    [
      'a target outside the code',
      { group: { targets: [{ interface: known('i-1'), port: known(1), origin: place(33) }] } },
      'unknown',
    ],
    [
      'an unknown port',
      { group: { targets: [{ interface: known('one'), port: open, origin: place(33) }] } },
      'unknown',
    ],
    ['no target', { group: { targets: [] } }, 'unknown'],
    ['targets that are not read', { group: { open: open.because } }, 'unknown'],
    [
      'an unknown target group',
      {
        balancer: { listeners: [{ protocol: 6, port: known(443), targetGroups: [open], origin: place(31) }] },
      },
      'unknown',
    ],
    [
      'a target group outside the code',
      {
        balancer: {
          listeners: [{ protocol: 6, port: known(443), targetGroups: [known('arn')], origin: place(31) }],
        },
      },
      'unknown',
    ],
    ['a Gateway Load Balancer', { balancer: { type: known('gateway') } }, 'unknown'],
  ];
  for (const [name, parts, expected] of cases) {
    it(`${name}: ${expected}`, () => assert.equal(balanced(parts).back().at(-1), expected));
  }

  it('reaching some targets only is unknown: the balancer picks', () => {
    const made = balanced({
      subnets: {
        app: { cidr: '10.0.2.0/24', inbound: [{ cidr: '10.0.1.0/24' }], outbound: [{ cidr: '10.0.1.0/24' }] },
      },
    });
    assert.equal(made.back().at(-1), 'allow');
    const shut = made.topology.network.interfaces.map((at) =>
      at.address === 'two' ? { ...at, securityGroups: [] } : at,
    );
    const { topology, end } = prober({ ...made.topology.network, interfaces: shut });
    const exchange = { protocol: 6, sourcePort: 50000, destinationPort: 443 };
    const found = forwarding(topology, end(stranger), end('node') as NodeEnd, exchange)!;
    assert.deepEqual([found.verdict, found.because[0]!.what], ['unknown', 'lb']);
  });

  it('has no health check where that is off, and none is asked of a port without a listener', () => {
    assert.deepEqual(balanced({ group: { healthCheck: undefined } }).back(), [
      'traffic one 8080 allow',
      'traffic two 8080 allow',
      'allow',
    ]);
    assert.equal(balanced().forwarded(stranger, 81), undefined);
    const { topology, end } = balanced();
    const other = { protocol: 6, destinationPort: 443 };
    assert.equal(forwarding(topology, end(stranger), end('one') as NodeEnd, other), undefined);
  });

  it('are told by the protocol of the listener, where two share a port', () => {
    const group = { address: 'tg-udp', protocols: known([17]), port: known(5353), healthCheck: undefined };
    const listener = (protocol: number, targetGroup: string) => ({
      protocol,
      port: known(443),
      targetGroups: [known(targetGroup)],
      origin: place(31),
    });
    for (const listeners of [
      [listener(17, 'tg-udp'), listener(6, 'tg')],
      [listener(6, 'tg'), listener(17, 'tg-udp')],
    ]) {
      const { topology, end } = balanced({ balancer: { type: known('network'), listeners } });
      const [tg] = topology.network.targetGroups;
      const target = { interface: known('two'), port: known(5353), origin: place(33) };
      const targetGroups = [tg!, { ...tg!, ...group, targets: [target] }];
      const made = prober({ ...topology.network, targetGroups });
      const ports = (protocol: number) => {
        const exchange = { protocol, sourcePort: 50000, destinationPort: 443 };
        const { back } = forwarding(made.topology, end(stranger), end('node') as NodeEnd, exchange)!;
        return back.filter(({ purpose }) => purpose === 'traffic').map(({ port }) => port);
      };
      assert.deepEqual([ports(6), ports(17)], [[8080, 8080], [5353]]);
    }
  });

  it('checks health on the port of the traffic where it is to', () => {
    assert.deepEqual(balanced({ group: { healthCheck: { port: known('traffic-port') } } }).back(), [
      'traffic one 8080 allow',
      'health-check one 8080 allow',
      'traffic two 8080 allow',
      'health-check two 8080 allow',
      'allow',
    ]);
  });

  it('in one subnet meet no network ACL, but for a Classic Load Balancer on the way out (N23, N30)', () => {
    const way = (type: LoadBalancerType) =>
      filters(
        balanced({ balancer: { type: known(type) }, targetSubnet: 'edge' }).forwarded()!.back[0]!
          .conversation,
      );
    assert.deepEqual(way('application'), ['node-sg out', 'target-sg in']);
    assert.deepEqual(way('classic'), ['node-sg out', 'edge-acl out', 'target-sg in']);
  });
});
