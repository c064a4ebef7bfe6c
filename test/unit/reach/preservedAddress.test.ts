import assert from 'node:assert/strict';
import type { TargetGroup } from '../../../src/core/aws/loadBalancer.ts';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { forwarding } from '../../../src/core/reach/forwarding.ts';
import type { NodeEnd } from '../../../src/core/reach/nodeConnection.ts';
import { known } from '../../../src/core/value/value.ts';
import { filters, outcome, prober, type SubnetText } from '../../support/cloud.ts';
import { ip, place, type GroupRuleText } from '../../support/networks.ts';
import { balanced, everything, nlb, open, preserving, stranger, type Parts } from './balanced.ts';

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
