import assert from 'node:assert/strict';
import type { BlockPublicAccess } from '../../../src/core/aws/blockPublicAccess.ts';
import type { Network } from '../../../src/core/aws/network.ts';
import { known, unknown, type Maybe } from '../../../src/core/value/value.ts';
import { cloud, filters, outcome, prober } from '../../support/cloud.ts';
import { place, type GroupRuleText, type HostText } from '../../support/networks.ts';

const stranger = '203.0.113.9';

interface Parts {
  readonly rules?: readonly GroupRuleText[];
  readonly shop?: Partial<HostText>;
  readonly also?: Partial<Network>;
}

/** `app` and `shop` in two subnets of one VPC, `far` in another; each with a public address. */
function pair({
  rules = [{ direction: 'inbound' }, { direction: 'outbound' }],
  shop = {},
  also = {},
}: Parts = {}) {
  const routes = { '0.0.0.0/0': 'igw', '::/0': 'igw' };
  return prober(
    cloud({
      vpcs: { vpc: ['10.0.0.0/16', '2600:1f18::/56'], other: ['10.1.0.0/16', '2600:1f19::/56'] },
      subnets: {
        web: { cidr: '10.0.1.0/24 2600:1f18::/64', routes },
        shop: { cidr: '10.0.2.0/24', routes },
        far: { vpc: 'other', cidr: '10.1.1.0/24 2600:1f19::/64', routes },
      },
      hosts: [
        { name: 'app', subnet: 'web', ip: '10.0.1.10', publicIp: '54.0.0.1', ipv6: '2600:1f18::9' },
        { name: 'shop', subnet: 'shop', ip: '10.0.2.20', publicIp: '54.0.0.2', groups: ['shop-sg'], ...shop },
        { name: 'far', subnet: 'far', ip: '10.1.1.30', publicIp: '54.0.0.3', ipv6: '2600:1f19::9' },
      ],
      groups: { 'shop-sg': { rules } },
      also,
    }),
  );
}

describe('to a public address of the code (N34a)', () => {
  it('leaves the VPC and comes in again, past the NACLs of both subnets on both legs', () => {
    const conversation = pair().talk('app', '54.0.0.2');
    assert.equal(outcome(conversation), 'allow');
    assert.deepEqual(filters(conversation), [
      'sg out',
      'web-acl out',
      'shop-acl in',
      'shop-sg in',
      'shop-acl out',
      'web-acl in',
    ]);
    assert.equal(conversation.request.hops.filter((hop) => hop.checkpoint === 'internet-gateway').length, 2);
  });

  it('is the same when the interface is named by that address, and as data another way than to its private one', () => {
    assert.equal(outcome(pair().talk('app', 'shop@54.0.0.2')), 'allow');
    const gateways = ({ request }: ReturnType<ReturnType<typeof pair>['talk']>) =>
      request.hops.filter((hop) => hop.checkpoint === 'internet-gateway').length;
    assert.equal(gateways(pair().talk('app', 'shop@54.0.0.2')), 2);
    assert.equal(gateways(pair().talk('app', 'shop')), 0);
  });

  const rules = (peer: string): readonly GroupRuleText[] => [
    { direction: 'inbound', peer },
    { direction: 'outbound' },
  ];
  const seen: readonly (readonly [string, string, string])[] = [
    ['the public address of the sender', '54.0.0.1/32', 'allow'],
    ['not its private one', '10.0.0.0/16', 'deny ENI_SG_RULES_MISMATCH shop-sg'],
    ['nor a group it carries (S27)', 'group:sg', 'deny ENI_SG_RULES_MISMATCH shop-sg'],
  ];
  for (const [name, peer, expected] of seen) {
    it(`groups there see ${name}`, () => {
      assert.equal(outcome(pair({ rules: rules(peer) }).talk('app', '54.0.0.2')), expected);
    });
  }

  it('reaches the other VPC the same way, and by a private address not at all', () => {
    assert.equal(outcome(pair().talk('app', '54.0.0.3')), 'allow');
    assert.equal(
      outcome(pair().talk('app', 'far')),
      'deny IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS igw',
    );
  });

  it('reaches itself', () => {
    assert.equal(outcome(pair().talk('app', '54.0.0.1')), 'allow');
  });

  it('needs a public address of its own (R7)', () => {
    const made = pair().topology.network;
    const bare = made.interfaces.map((at) => (at.address === 'app' ? { ...at, publicIps: known([]) } : at));
    assert.equal(
      outcome(prober({ ...made, interfaces: bare }).talk('app', '54.0.0.2')),
      'deny IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw',
    );
    const open = unknown('app', 'gets its public address from AWS');
    const picked = made.interfaces.map((at) =>
      at.address === 'app' ? { ...at, publicIps: known([{ address: open, origin: place(6) }]) } : at,
    );
    assert.equal(
      outcome(prober({ ...made, interfaces: picked }).talk('app', '54.0.0.2')),
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT igw',
    );
  });

  it('needs a gateway of its own VPC', () => {
    const made = pair().topology.network;
    const gateways = made.internetGateways.map((igw) => ({ ...igw, vpc: known('other') }));
    const { request } = prober({ ...made, internetGateways: gateways }).talk('app', stranger);
    assert.match(request.hops.at(-1)!.text, /internet gateway igw: is attached to another VPC, other/);
  });

  it('needs a gateway that is attached, as one outside the code is taken to be', () => {
    const made = pair().topology.network;
    const [igw, ...others] = made.internetGateways;
    const detached = { ...igw!, vpc: undefined };
    const { request } = prober({ ...made, internetGateways: [detached, ...others] }).talk('app', stranger);
    assert.equal(request.hops.at(-1)!.text, 'internet gateway igw: is attached to no VPC');
    const outside = prober({ ...made, internetGateways: others }).talk('app', stranger);
    assert.equal(outside.request.verdict, 'allow');
    const { component, origin, text } = outside.request.hops.at(-2)!;
    assert.deepEqual(
      [component, origin, text],
      ['igw', place(5, 'app'), 'internet gateway igw: knows the public IPv4 address of app'],
    );
  });

  it('goes over IPv6 as it is', () => {
    assert.equal(outcome(pair().talk('app', '2600:1f19::9')), 'allow');
    assert.equal(outcome(pair().talk('far@2600:1f19::9', 'app@2600:1f18::9')), 'allow');
  });
});

describe('a route table of the internet gateway (R17)', () => {
  const edge = (target: string, box: Partial<HostText> & { check?: boolean } = {}) => {
    const made = cloud({
      subnets: {
        web: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } },
        edge: { cidr: '10.0.9.0/24', routes: { '10.0.1.0/24': target } },
      },
      hosts: [
        { name: 'app', subnet: 'web', ip: '10.0.1.10', publicIp: '54.0.0.1' },
        {
          name: 'box',
          subnet: 'edge',
          ip: '10.0.9.9',
          also: { sourceDestCheck: known(box.check ?? true) },
        },
      ],
    });
    const gateways = made.internetGateways.map((igw) => ({ ...igw, routeTable: known('edge-routes') }));
    return prober({ ...made, internetGateways: gateways });
  };

  it('sends what comes in to a middlebox', () => {
    const dropped = edge('eni:box').talk(stranger, 'app');
    assert.equal(outcome(dropped), 'deny ENI_SOURCE_DEST_CHECK_RESTRICTION box');
    assert.deepEqual(filters(dropped), ['edge-acl in']);
    assert.equal(
      outcome(edge('eni:box', { check: false }).talk(stranger, 'app')),
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT box',
    );
  });

  it('to the interface itself changes nothing', () => {
    const conversation = edge('eni:app').talk(stranger, 'app');
    assert.equal(outcome(conversation), 'allow');
    assert.deepEqual(filters(conversation), ['web-acl in', 'sg in', 'web-acl out']);
  });

  it('without a route of its own for the subnet changes nothing', () => {
    const made = edge('eni:box').topology.network;
    const tables = made.routeTables.map((table) => ({ ...table, routes: table.routes.slice(0, 2) }));
    const local = {
      ...made,
      routeTables: tables.map((table) =>
        table.address === 'edge-routes'
          ? { ...table, routes: table.routes.slice(0, 1) }
          : { ...table, routes: made.routeTables.find(({ address }) => address === table.address)!.routes },
      ),
    };
    assert.equal(outcome(prober(local).talk(stranger, 'app')), 'allow');
  });

  for (const target of ['other:vpce', 'blackhole', '?']) {
    it(`to ${target} is unknown`, () => {
      assert.equal(edge(target).talk(stranger, 'app').verdict, 'unknown');
    });
  }

  it('outside the code is unknown', () => {
    const made = edge('eni:box').topology.network;
    const gateways = made.internetGateways.map((igw) => ({ ...igw, routeTable: known('nowhere') }));
    assert.equal(prober({ ...made, internetGateways: gateways }).talk(stranger, 'app').verdict, 'unknown');
  });
});

describe('VPC Block Public Access (R18)', () => {
  type Mode = 'off' | 'block-bidirectional' | 'block-ingress';
  type Left = 'allow-bidirectional' | 'allow-egress';
  const maybe = <T>(value: T | undefined): Maybe<T> =>
    value === undefined ? unknown('var.mode', 'x') : known(value);
  /** `app` has a public address, `inner` leaves by a NAT gateway; both by an egress-only gateway for IPv6. */
  function blocked(mode: Mode | '?', exclusions: readonly (readonly [of: string, mode: Left | '?'])[] = []) {
    const access: BlockPublicAccess = {
      address: 'bpa',
      origin: place(10),
      mode: maybe(mode === '?' ? undefined : mode),
      exclusions: exclusions.map(([of, left], i) => ({
        address: `exclusion${i}`,
        origin: place(11),
        of: maybe(of === '?' ? undefined : of),
        mode: maybe(left === '?' ? undefined : left),
      })),
    };
    return prober(
      cloud({
        subnets: {
          web: { cidr: '10.0.1.0/24 2600:1f18::/64', routes: { '0.0.0.0/0': 'igw', '::/0': 'eigw' } },
          inner: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'nat:nat' } },
        },
        hosts: [
          { name: 'app', subnet: 'web', ip: '10.0.1.10', publicIp: '54.0.0.1', ipv6: '2600:1f18::9' },
          {
            name: 'nat',
            subnet: 'web',
            ip: '10.0.1.9',
            publicIp: '54.0.0.9',
            kind: 'nat-gateway',
            groups: [],
          },
          { name: 'inner', subnet: 'inner', ip: '10.0.2.5' },
        ],
        also: {
          blockPublicAccess: access,
          egressOnlyInternetGateways: [{ address: 'eigw', origin: place(9), vpc: known('vpc') }],
        },
      }),
    );
  }
  /** In, out, out by the NAT gateway, out by the egress-only one. */
  const all = ({ talk }: ReturnType<typeof blocked>): string =>
    [talk(stranger, 'app'), talk('app', stranger), talk('inner', stranger), talk('app', '2001:db8::7')]
      .map(({ verdict }) => verdict)
      .join(' ');

  const cases: readonly (readonly [Mode | '?', readonly (readonly [string, Left | '?'])[], string])[] = [
    ['off', [], 'allow allow allow allow'],
    ['block-bidirectional', [], 'deny deny deny deny'],
    ['block-ingress', [], 'deny deny allow allow'],
    ['block-bidirectional', [['vpc', 'allow-bidirectional']], 'allow allow allow allow'],
    ['block-bidirectional', [['web', 'allow-bidirectional']], 'allow allow allow allow'],
    ['block-bidirectional', [['elsewhere', 'allow-bidirectional']], 'deny deny deny deny'],
    ['block-bidirectional', [['vpc', 'allow-egress']], 'deny deny allow allow'],
    ['block-ingress', [['web', 'allow-bidirectional']], 'allow allow allow allow'],
    ['block-ingress', [['web', 'allow-egress']], 'deny deny allow allow'],
    ['?', [], 'unknown unknown unknown unknown'],
    ['?', [['vpc', 'allow-bidirectional']], 'allow allow allow allow'],
    ['block-bidirectional', [['?', 'allow-bidirectional']], 'unknown unknown unknown unknown'],
    ['block-bidirectional', [['?', 'allow-egress']], 'deny deny unknown unknown'],
    ['block-bidirectional', [['vpc', '?']], 'unknown unknown allow allow'],
  ];
  for (const [mode, exclusions, expected] of cases) {
    it(`${mode} ${exclusions.map((one) => one.join(' ')).join()}: ${expected}`, () => {
      assert.equal(all(blocked(mode, exclusions)), expected);
    });
  }

  it('says so, with its own code, whatever filters say', () => {
    const { talk } = blocked('block-bidirectional');
    assert.equal(outcome(talk(stranger, 'app')), 'deny VPC_BLOCK_PUBLIC_ACCESS_ENABLED bpa');
    assert.equal(outcome(talk('app', 'inner')), 'allow');
    const told = (mode: Mode | '?') => blocked(mode).talk(stranger, 'app').request.hops.at(-1)!.text;
    assert.equal(
      told('block-bidirectional'),
      'VPC Block Public Access bpa: blocks traffic between web and the internet',
    );
    assert.match(told('?'), /^VPC Block Public Access bpa: cannot be told, because /);
    const reasons = (mode: Mode | '?') =>
      blocked(mode)
        .talk(stranger, 'app')
        .request.hops.at(-1)!
        .because.map(({ what }) => what);
    assert.deepEqual(reasons('block-bidirectional'), []);
    assert.equal(reasons('?').length, 1);
  });
});
