import assert from 'node:assert/strict';
import type { LoadBalancer, LoadBalancerType, TargetGroup } from '../../../src/core/aws/loadBalancer.ts';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { forwarding } from '../../../src/core/reach/forwarding.ts';
import type { NodeEnd } from '../../../src/core/reach/nodeConnection.ts';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, filters, outcome, prober, type SubnetText } from '../../support/cloud.ts';
import { ip, place, type GroupRuleText } from '../../support/networks.ts';

const stranger = '203.0.113.9';
const open = unknown('var.x', 'has no default');
const everything: readonly GroupRuleText[] = [{ direction: 'inbound' }, { direction: 'outbound' }];

interface Parts {
  readonly balancer?: Partial<LoadBalancer>;
  readonly group?: Partial<TargetGroup>;
  readonly node?: Partial<NetworkInterface>;
  readonly nodeRules?: readonly GroupRuleText[];
  readonly targetRules?: readonly GroupRuleText[];
  readonly subnets?: Readonly<Record<string, SubnetText>>;
  /** Subnet of the targets. */
  readonly targetSubnet?: string;
}

/** A balancer whose node listens on 443 and sends to `one` and `two` on 8080. `client` is in a subnet of its own. */
function balanced({
  balancer,
  group,
  node,
  nodeRules,
  targetRules,
  subnets,
  targetSubnet = 'app',
}: Parts = {}) {
  const target = (name: string) => ({ interface: known(name), port: known(8080), origin: place(33) });
  const made = cloud({
    subnets: {
      edge: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } },
      app: { cidr: '10.0.2.0/24' },
      client: { cidr: '10.0.3.0/24' },
      ...subnets,
    },
    hosts: [
      {
        name: 'node',
        subnet: 'edge',
        ip: '10.0.1.9',
        publicIp: '54.0.0.9',
        kind: 'load-balancer',
        groups: ['node-sg'],
        also: { owner: 'lb', ...node },
      },
      {
        name: 'one',
        subnet: targetSubnet,
        ip: `10.0.${targetSubnet === 'app' ? 2 : 1}.10`,
        groups: ['target-sg'],
      },
      {
        name: 'two',
        subnet: targetSubnet,
        ip: `10.0.${targetSubnet === 'app' ? 2 : 1}.20`,
        groups: ['target-sg'],
      },
      { name: 'client', subnet: 'client', ip: '10.0.3.5' },
    ],
    groups: {
      'node-sg': { rules: nodeRules ?? everything },
      'target-sg': { rules: targetRules ?? everything },
    },
    also: {
      loadBalancers: [
        {
          address: 'lb',
          origin: place(30, 'lb'),
          type: known('application'),
          scheme: known('internet-facing'),
          nodes: ['node'],
          listeners: [{ protocol: 6, port: known(443), targetGroups: [known('tg')], origin: place(31) }],
          ...balancer,
        },
      ],
      targetGroups: [
        {
          address: 'tg',
          origin: place(32, 'tg'),
          protocols: known([6]),
          port: known(8080),
          healthCheck: { port: known(9090) },
          preservesClientIp: known(false),
          targets: [target('one'), target('two')],
          ...group,
        },
      ],
    },
  });
  const probe = prober(made);
  const exchange = { protocol: 6, sourcePort: 50000, destinationPort: 443 };
  return {
    ...probe,
    /** `traffic one allow`, of everything behind the node; then the verdict on the whole. */
    back: (from = stranger) => {
      const found = forwarding(probe.topology, probe.end(from), probe.end('node') as NodeEnd, exchange)!;
      const lines = found.back.map(
        ({ purpose, target: at, port, conversation }) =>
          `${purpose} ${at.address} ${port} ${outcome(conversation)}`,
      );
      return [...lines, found.verdict];
    },
    forwarded: (from = stranger, port = 443) =>
      forwarding(probe.topology, probe.end(from), probe.end('node') as NodeEnd, {
        ...exchange,
        destinationPort: port,
      }),
  };
}

const nlb: Partial<LoadBalancer> = { type: known('network') };
const preserving = { balancer: nlb, group: { preservesClientIp: known(true) } };

describe('a client and a load balancer', () => {
  it('talk over the network ACL of the node’s subnet and the node’s groups', () => {
    const conversation = balanced().talk(stranger, 'node');
    assert.equal(outcome(conversation), 'allow');
    assert.deepEqual(filters(conversation), ['edge-acl in', 'node-sg in', 'edge-acl out']);
    assert.deepEqual(
      conversation.request.hops.slice(-2).map(({ text }) => text),
      ['load balancer lb: listens on tcp 443', 'lb receives the packet'],
    );
  });

  const cases: readonly (readonly [
    string,
    Parts,
    { protocol?: number; destinationPort?: number },
    string,
  ])[] = [
    ['a port without a listener', {}, { destinationPort: 81 }, 'unknown UNKNOWN_ELBV2_LISTENERS_MISMATCH lb'],
    [
      'a protocol without one',
      {},
      { protocol: 17, destinationPort: 443 },
      'unknown UNKNOWN_ELBV2_LISTENERS_MISMATCH lb',
    ],
    ['a protocol without ports', {}, { protocol: 1 }, 'unknown UNKNOWN_ELBV2_LISTENERS_MISMATCH lb'],
    [
      'a listener on an unknown port',
      { balancer: { listeners: [{ protocol: 6, port: open, targetGroups: [], origin: place(31) }] } },
      {},
      'unknown UNKNOWN_ELBV2_LISTENERS_MISMATCH lb',
    ],
    [
      'listeners that are not read',
      { balancer: { listeners: [], open: open.because } },
      {},
      'unknown UNKNOWN_ELBV2_LISTENERS_MISMATCH lb',
    ],
    ['a group that lets nobody in', { nodeRules: [] }, {}, 'deny SG_HAS_NO_RULES node-sg'],
    ['no groups, so no filter (S39)', { node: { unfiltered: true, securityGroups: [] } }, {}, 'allow'],
  ];
  for (const [name, parts, exchange, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      const asked = { protocol: 6, sourcePort: 50000, destinationPort: 443, ...exchange };
      assert.equal(outcome(balanced(parts).talk(stranger, 'node', asked)), expected);
    });
  }
});

describe('all ports of a load balancer at once', () => {
  it('are those of its listeners; what it does on others is left open', () => {
    const { topology, end } = balanced();
    const reachability = new Reachability(topology);
    const ports = (protocol: number) => {
      const { must, may } = reachability.between(end(stranger), end('node'), protocol).ports;
      return `${String(must)} of ${String(may)}`;
    };
    assert.deepEqual([ports(6), ports(17)], ['443 of 0-65535', ' of 0-65535']);
  });
});

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

describe('a network load balancer that preserves the client’s address (S40)', () => {
  it('shows it to the target’s subnet and groups, and takes the answer back whatever the routes say', () => {
    const [traffic, health] = balanced(preserving).forwarded()!.back;
    assert.equal(outcome(traffic!.conversation), 'allow');
    assert.deepEqual(filters(traffic!.conversation), [
      'node-sg out',
      'edge-acl out',
      'app-acl in',
      'target-sg in',
      'app-acl out',
      'edge-acl in',
    ]);
    assert.deepEqual([traffic!.preservesClientIp, health!.preservesClientIp], [true, false]);
  });

  const only = (peer: string): readonly GroupRuleText[] => [
    { direction: 'inbound', peer, protocol: 6, ports: '8080' },
  ];
  const cases: readonly (readonly [string, Parts, string, string])[] = [
    ['the client’s address', { ...preserving, targetRules: only(`${stranger}/32`) }, stranger, 'allow'],
    ['the node’s address', { ...preserving, targetRules: only('10.0.1.9/32') }, stranger, 'deny'],
    ['the node’s group', { ...preserving, targetRules: only('group:node-sg') }, stranger, 'allow'],
    ['another group', { ...preserving, targetRules: only('group:target-sg') }, stranger, 'deny'],
    ['a client’s group', { ...preserving, targetRules: only('group:sg') }, 'client', 'allow'],
    [
      'without preservation, the node’s address',
      { balancer: nlb, targetRules: only('10.0.1.9/32') },
      stranger,
      'allow',
    ],
    [
      'perhaps: rules that admit both',
      { balancer: nlb, group: { preservesClientIp: open } },
      stranger,
      'allow',
    ],
    [
      'perhaps: rules that admit one',
      { balancer: nlb, group: { preservesClientIp: open }, targetRules: only('10.0.1.9/32') },
      stranger,
      'unknown',
    ],
    [
      'of a type nobody knows: rules that admit both',
      { ...preserving, balancer: { type: open } },
      stranger,
      'allow',
    ],
    [
      'of a type nobody knows: rules that admit one',
      { ...preserving, balancer: { type: open }, targetRules: only('10.0.1.9/32') },
      stranger,
      'unknown',
    ],
    [
      'of a type nobody knows: rules that admit none',
      { ...preserving, balancer: { type: open }, targetRules: [] },
      stranger,
      'deny',
    ],
    [
      'an application balancer never does',
      { group: { preservesClientIp: known(true) }, targetRules: only(`${stranger}/32`) },
      stranger,
      'deny',
    ],
    [
      'the subnet’s network ACL, too',
      { ...preserving, subnets: { app: { cidr: '10.0.2.0/24', inbound: [{ cidr: '10.0.0.0/16' }] } } },
      stranger,
      'deny',
    ],
    [
      'and on the way back',
      { ...preserving, subnets: { app: { cidr: '10.0.2.0/24', outbound: [{ cidr: '10.0.0.0/16' }] } } },
      stranger,
      'deny',
    ],
    [
      'where the node has no group',
      { ...preserving, node: { unfiltered: true, securityGroups: [] }, targetRules: only('0.0.0.0/0') },
      stranger,
      'allow',
    ],
  ];
  for (const [name, parts, from, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      assert.equal(balanced(parts).back(from).at(-1), expected);
    });
  }

  it('shows a client behind a NAT gateway as that, and leaves open what the port it picks decides', () => {
    const behindNat = (outbound?: SubnetText['outbound']) => {
      const { topology } = balanced({
        ...preserving,
        subnets: {
          client: { cidr: '10.0.3.0/24', routes: { '0.0.0.0/0': 'nat:gw' } },
          app: { cidr: '10.0.2.0/24', ...(outbound === undefined ? {} : { outbound }) },
        },
        targetRules: only('54.0.0.77/32'),
      });
      const { network } = topology;
      const nat = { ...network.interfaces[0]!, address: 'gw', owner: 'gw', kind: 'nat-gateway' } as const;
      const own = { address: known(ip('54.0.0.77')), origin: place(40) };
      const gateway = { ...nat, privateIps: [known(ip('10.0.1.77'))], publicIps: known([own]) };
      const { topology: made, end } = prober({ ...network, interfaces: [...network.interfaces, gateway] });
      const exchange = { protocol: 6, sourcePort: 50000, destinationPort: 443 };
      const to = (address: string) => end(address) as NodeEnd;
      const ask = (address: string) => forwarding(made, end('client'), to(address), exchange)!;
      return [ask('node@54.0.0.9'), ask('node')];
    };
    assert.deepEqual(
      behindNat().map(({ verdict }) => verdict),
      ['allow', 'deny'],
    );
    const [partly] = behindNat([{ protocol: 6, ports: '1024-40000' }]);
    assert.equal(partly!.verdict, 'unknown');
    assert.match(partly!.because[0]!.what, /^the port gw picks/);
  });

  it('shows every address AWS may pick for a client', () => {
    const of = (peer: string) => {
      const { topology } = balanced({ ...preserving, targetRules: only(peer) });
      const interfaces = topology.network.interfaces.map((at) =>
        at.address === 'client' ? { ...at, privateIps: [open] } : at,
      );
      const { topology: made, end } = prober({ ...topology.network, interfaces });
      const exchange = { protocol: 6, sourcePort: 50000, destinationPort: 443 };
      return forwarding(made, end('client'), end('node') as NodeEnd, exchange)!.verdict;
    };
    assert.deepEqual(['10.0.3.0/24', '10.0.3.0/25', '10.0.4.0/24'].map(of), ['allow', 'unknown', 'deny']);
  });

  it('shows it to a target in whichever subnet AWS puts that', () => {
    const of = (second: SubnetText) => {
      const { topology } = balanced({ ...preserving, subnets: { second } });
      const interfaces = topology.network.interfaces.map((at) => {
        if (at.address !== 'one' && at.address !== 'two') return at;
        const subnet = known(at.address === 'one' ? 'app' : 'second');
        return { ...at, owner: 'db', placement: 'one-of' as const, privateIps: [open], subnet };
      });
      const targetGroups = topology.network.targetGroups.map((group) => ({
        ...group,
        targets: group.targets.slice(0, 1),
      }));
      const made = prober({ ...topology.network, interfaces, targetGroups });
      const exchange = { protocol: 6, sourcePort: 50000, destinationPort: 443 };
      return forwarding(made.topology, made.end(stranger), made.end('node') as NodeEnd, exchange)!;
    };
    assert.equal(of({ cidr: '10.0.4.0/24' }).verdict, 'allow');
    const shut = of({ cidr: '10.0.4.0/24', inbound: [] });
    assert.deepEqual([shut.verdict, shut.because.map(({ what }) => what)], ['unknown', ['db']]);
  });

  it('cannot bring a target to itself (N34b)', () => {
    assert.equal(
      balanced(preserving).back('one')[0],
      'traffic one 8080 deny ELBV2_SOURCE_ADDRESS_PRESERVATION lb',
    );
    assert.equal(balanced({ balancer: nlb }).back('one')[0], 'traffic one 8080 allow');
  });

  it('names the type it must be of to, where nobody knows that', () => {
    const { because, back } = balanced({
      ...preserving,
      balancer: { type: open },
      targetRules: only('10.0.1.9/32'),
    }).forwarded()!;
    assert.deepEqual(because, open.because);
    const traffic = back.filter(({ purpose, target }) => purpose === 'traffic' && target.address === 'one');
    assert.deepEqual(
      traffic.map(({ preservesClientIp, conversation: { verdict } }) => [preservesClientIp, verdict]),
      [
        [true, 'deny'],
        [false, 'allow'],
      ],
    );
  });

  it('is always tracked (S17): that an ACK begins a flow through it is assumed', () => {
    const ack = { protocol: 6, sourcePort: 50000, destinationPort: 443, requestFlags: 'ACK' } as const;
    assert.equal(outcome(balanced({ balancer: nlb }).talk(stranger, 'node', ack)), 'allow assumed');
    const perhaps = balanced({ balancer: { type: open } }).talk(stranger, 'node', ack);
    assert.equal(outcome(perhaps), 'allow assumed');
    assert.deepEqual(
      perhaps.reply!.hops.filter(({ checkpoint }) => checkpoint === 'security-group').map(({ text }) => text),
      ['security group node-sg: lets the reply through if it let the request through'],
    );
    assert.equal(outcome(balanced().talk(stranger, 'node', ack)), 'allow');
  });
});

describe('a network load balancer of both families (S40)', () => {
  const client = '2001:db8::7';
  const ipv6 = (address: string): Partial<NetworkInterface> => ({ ipv6: known([known(ip(address))]) });
  const only = (peer: string): readonly GroupRuleText[] => [
    { direction: 'inbound', peer, protocol: 6, ports: '8080' },
  ];
  const both = (name: string, subnet: string, n: number): Parts['subnets'] => ({
    [name]: { cidr: `${subnet} 2600:1f18:0:${n}::/64`, routes: { '0.0.0.0/0': 'igw', '::/0': 'igw' } },
  });

  const asked = (
    from: string,
    peer: string,
    { group = {}, targets = true }: { group?: Partial<TargetGroup>; targets?: boolean } = {},
  ) => {
    const { topology } = balanced({
      balancer: nlb,
      group: { preservesClientIp: known(true), ...group },
      node: ipv6('2600:1f18:0:1::9'),
      nodeRules: [
        ...everything,
        { direction: 'inbound', peer: '::/0' },
        { direction: 'outbound', peer: '::/0' },
      ],
      targetRules: only(peer),
      subnets: { ...both('edge', '10.0.1.0/24', 1), ...both('app', '10.0.2.0/24', 2) },
    });
    const { network } = topology;
    const interfaces = network.interfaces.map((at) =>
      targets && at.subnet.kind === 'known' && at.subnet.value === 'app'
        ? { ...at, ...ipv6(`2600:1f18:0:2::${at.address === 'one' ? '10' : '20'}`) }
        : at,
    );
    const { topology: made, end } = prober({ ...network, interfaces });
    const exchange = { protocol: 6, sourcePort: 50000, destinationPort: 443 };
    const family = from.includes(':') ? 'ipv6' : 'ipv4';
    return forwarding(made, end(from), end('node') as NodeEnd, exchange, family)!;
  };
  const sixes = { group: { family: known('ipv6' as const) } };

  const cases: readonly (readonly [string, ReturnType<typeof asked>, string])[] = [
    ['IPv6 to IPv6 shows the client', asked(client, `${client}/128`, sixes), 'allow'],
    ['and not the node', asked(client, '2600:1f18:0:1::9/128', sixes), 'deny'],
    ['IPv6 to IPv4 shows the node', asked(client, '10.0.1.9/32'), 'allow'],
    ['and not the client', asked(client, `${client}/128`), 'deny'],
    ['IPv4 to IPv6 shows the node', asked(stranger, '2600:1f18:0:1::9/128', sixes), 'allow'],
    ['and not the client either', asked(stranger, `${stranger}/32`, sixes), 'deny'],
    ['targets without IPv6', asked(client, '::/0', { ...sixes, targets: false }), 'unknown'],
    ['an unknown family', asked(client, '::/0', { group: { family: open } }), 'unknown'],
  ];
  for (const [name, { verdict }, expected] of cases) {
    it(`${name}: ${expected}`, () => assert.equal(verdict, expected));
  }

  it('names targets without an address of the family', () => {
    const { back, because } = asked(client, '::/0', { ...sixes, targets: false });
    assert.deepEqual(back, []);
    assert.deepEqual(
      because.map(({ what, why }) => `${what} ${why}`),
      ['one has no IPv6 address, and tg sends to such', 'two has no IPv6 address, and tg sends to such'],
    );
  });
});

describe('what only begins connections (S43)', () => {
  const talk = (also: Partial<NetworkInterface>) =>
    prober(
      cloud({
        subnets: { a: { cidr: '10.0.1.0/24' }, b: { cidr: '10.0.2.0/24' } },
        hosts: [
          { name: 'fn', subnet: 'a', ip: '10.0.1.5', kind: 'function', also },
          { name: 'db', subnet: 'b', ip: '10.0.2.5' },
        ],
      }),
    ).talk;

  it('has its flows always tracked (S17): that an ACK begins one is assumed', () => {
    const ack = { requestFlags: 'ACK', replyFlags: 'RST' } as const;
    assert.equal(outcome(talk({})('fn', 'db', ack)), 'allow assumed');
    assert.equal(outcome(talk({ kind: 'endpoint' })('db', 'fn', ack)), 'allow assumed');
    assert.equal(outcome(talk({ kind: 'instance' })('fn', 'db', ack)), 'allow');
  });

  it('is never connected to, and connects', () => {
    assert.equal(outcome(talk({ outboundOnly: true })('db', 'fn')), 'deny NO_POSSIBLE_DESTINATION fn');
    assert.equal(outcome(talk({ outboundOnly: true })('fn', 'db')), 'allow');
    assert.equal(outcome(talk({})('db', 'fn')), 'allow');
  });

  it('is connected to and never connects, as an interface endpoint (S42)', () => {
    const endpoint = talk({ kind: 'endpoint', inboundOnly: true });
    assert.equal(outcome(endpoint('fn', 'db')), 'deny VPCE_INTRA_VPC_TRAFFIC fn');
    assert.equal(outcome(endpoint('db', 'fn')), 'allow');
  });
});

describe('an interface without groups it could have (S41)', () => {
  it('is filtered by none', () => {
    const { talk } = prober(
      cloud({
        subnets: { a: { cidr: '10.0.1.0/24' } },
        hosts: [
          { name: 'plain', subnet: 'a', ip: '10.0.1.5', groups: [], also: { unfiltered: true } },
          { name: 'db', subnet: 'a', ip: '10.0.1.6' },
          { name: 'bare', subnet: 'a', ip: '10.0.1.7', groups: [] },
        ],
      }),
    );
    assert.deepEqual(filters(talk('db', 'plain')), ['sg out']);
    assert.deepEqual(filters(talk('plain', 'db')), ['sg in']);
    assert.equal(outcome(talk('db', 'bare')), 'deny SG_HAS_NO_RULES bare');
  });
});

describe('what AWS puts into one of several subnets', () => {
  const placed = (inbound?: SubnetText['inbound']) =>
    prober(
      cloud({
        subnets: {
          app: { cidr: '10.0.1.0/24' },
          first: { cidr: '10.0.2.0/24' },
          second: { cidr: '10.0.3.0/24', ...(inbound === undefined ? {} : { inbound }) },
        },
        hosts: [
          { name: 'app', subnet: 'app', ip: '10.0.1.5' },
          { name: 'db1', subnet: 'first', also: { owner: 'db', placement: 'one-of' } },
          { name: 'db2', subnet: 'second', also: { owner: 'db', placement: 'one-of' } },
          { name: 'cache', subnet: 'second', also: { owner: 'cache', placement: 'one-of' } },
        ],
      }),
    ).talk;

  it('is known to be reached where that is the same in each', () => {
    assert.equal(placed()('app', 'db1').verdict, 'allow');
    assert.equal(placed()('db1', 'app').verdict, 'allow');
  });

  it('is unknown where one of them shuts it out, and names it', () => {
    for (const [from, to] of [
      ['app', 'db1'],
      ['app', 'db2'],
      ['db1', 'app'],
    ] as const) {
      const { verdict, because } = placed([])(from, to);
      assert.deepEqual([verdict, because.map(({ what }) => what)], ['unknown', ['db']], `${from} ${to}`);
    }
    assert.equal(placed([])('app', 'cache').verdict, 'deny');
  });
});
