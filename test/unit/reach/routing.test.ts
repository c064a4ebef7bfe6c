import assert from 'node:assert/strict';
import { findingsOf } from '../../support/rules.ts';
import type { NetworkInterface, RouteTarget, Subnet } from '../../../src/core/aws/network.ts';
import { converse, type Conversation } from '../../../src/core/reach/conversation.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, prober } from '../../support/cloud.ts';
import { cidr, entry, host, ip, network, place, type EntryText } from '../../support/networks.ts';

const syn = {
  protocol: 6,
  sourcePort: 50000,
  destinationPort: 443,
  requestFlags: 'SYN',
  replyFlags: 'SYN-ACK',
} as const;

interface Parts {
  /** NACL of the private subnet and of the NAT gateway's. */
  readonly privateIn?: readonly EntryText[];
  readonly privateOut?: readonly EntryText[];
  readonly publicIn?: readonly EntryText[];
  readonly publicOut?: readonly EntryText[];
  readonly natSubnet?: 'private' | 'public';
  readonly natHasAddress?: boolean;
}

const all: readonly EntryText[] = [{ number: 100 }];

/** An instance 10.0.1.5 in a private subnet whose default route leads to a NAT gateway 10.0.2.9 in a public one. */
function behindNat(parts: Parts = {}): Topology {
  const { natSubnet = 'public', natHasAddress = true } = parts;
  const base = network();
  const acl = (address: string, inbound = all, outbound = all) => ({
    ...base.networkAcls[0]!,
    address,
    origin: place(address === 'private-acl' ? 40 : 50, address),
    inbound: inbound.map(entry),
    outbound: outbound.map(entry),
  });
  const subnet = (address: string, block: string) => ({
    ...base.subnets[0]!,
    address,
    cidrs: [known(cidr(block))],
    networkAcl: known(`${address}-acl`),
    routeTable: known(`${address}-routes`),
  });
  const table = (address: string, target: RouteTarget) => ({
    ...base.routeTables[0]!,
    address,
    routes: base.routeTables[0]!.routes.filter(
      ({ destination }) => destination.kind === 'known' && destination.value.family === 'ipv4',
    ).map((route) =>
      route.target.kind === 'known' && route.target.value.kind === 'internet-gateway'
        ? { ...route, target: known(target) }
        : route,
    ),
  });
  const toNat: RouteTarget = { kind: 'nat-gateway', gateway: 'nat' };
  const toInternet: RouteTarget = { kind: 'internet-gateway', gateway: 'igw' };
  return new Topology({
    ...base,
    networkAcls: [
      acl('private-acl', parts.privateIn, parts.privateOut),
      acl('public-acl', parts.publicIn, parts.publicOut),
    ],
    subnets: [subnet('private', '10.0.1.0/24'), subnet('public', '10.0.2.0/24')],
    routeTables: [table('private-routes', toNat), table('public-routes', toInternet)],
    interfaces: [
      host({ name: 'app', subnet: 'private', ip: '10.0.1.5' }),
      host({
        name: 'nat',
        kind: 'nat-gateway',
        subnet: natSubnet,
        ip: natSubnet === 'public' ? '10.0.2.9' : '10.0.1.9',
        groups: [],
        ...(natHasAddress ? { publicIp: '54.221.77.100' } : {}),
      }),
    ],
  });
}

function browse(topology: Topology): Conversation {
  const inside = { kind: 'interface', interface: topology.interface('app')! } as const;
  return converse(topology, inside, { kind: 'outside', address: ip('203.0.113.9') }, syn);
}

const filters = (conversation: Conversation): readonly string[] =>
  [...conversation.request.hops, ...(conversation.reply?.hops ?? [])]
    .filter((hop) => hop.checkpoint === 'network-acl' || hop.checkpoint === 'nat-gateway')
    .map((hop) => `${hop.component} ${hop.direction ?? ''}`.trim());

describe('through a NAT gateway', () => {
  it('six NACL checks, in the order of N28', () => {
    const conversation = browse(behindNat());
    assert.equal(conversation.verdict, 'allow');
    assert.deepEqual(filters(conversation), [
      'private-acl outbound',
      'public-acl inbound',
      'nat',
      'public-acl outbound',
      'public-acl inbound',
      'nat',
      'public-acl outbound',
      'private-acl inbound',
    ]);
  });

  it('the private subnet must admit the internet, not the NAT gateway (N28)', () => {
    const onlyNat = browse(behindNat({ privateIn: [{ cidr: '10.0.2.0/24' }] }));
    assert.deepEqual([onlyNat.verdict, onlyNat.reply?.hops.at(-1)?.component], ['deny', 'private-acl']);
    const internet = browse(
      behindNat({ privateIn: [{ cidr: '0.0.0.0/0', protocol: 6, ports: '1024-65535' }] }),
    );
    assert.equal(internet.verdict, 'allow');
  });

  it('the reply goes to a port of the gateway, then to the one of the instance', () => {
    const conversation = browse(behindNat());
    assert.equal(conversation.request.packet.sourcePort, 50000);
    assert.equal(conversation.reply?.packet.destinationPort, 40000);
    const linuxOnly = [
      { protocol: 6, ports: '50000-50000' },
      { number: 101, protocol: 6, ports: '443', cidr: '10.0.0.0/16' },
    ];
    const lottery = browse(behindNat({ publicIn: linuxOnly }));
    assert.equal(lottery.verdict, 'unknown');
    assert.match(
      lottery.because[0]!.why,
      /public-acl drops the replies to 99\.998 % of them \(ports 1024-49999,50001-65535\)$/,
    );
    assert.equal(browse(behindNat({ privateIn: linuxOnly })).verdict, 'allow');
  });

  it('in the same subnet, the leg to the gateway is not filtered (N27)', () => {
    const conversation = browse(behindNat({ natSubnet: 'private' }));
    assert.equal(filters(conversation)[0], 'nat');
  });

  it('needs a public address of its own (R10)', () => {
    const conversation = browse(behindNat({ natHasAddress: false }));
    assert.equal(conversation.request.hops.at(-1)?.code, 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  });

  it('carries TCP, UDP and ICMP only (R10)', () => {
    const topology = behindNat();
    const inside = { kind: 'interface', interface: topology.interface('app')! } as const;
    const { request } = converse(
      topology,
      inside,
      { kind: 'outside', address: ip('203.0.113.9') },
      { protocol: 50 },
    );
    assert.equal(request.hops.at(-1)?.code, 'PROTOCOL_RESTRICTION');
  });

  it('nothing comes in unasked (R10)', () => {
    const topology = behindNat();
    const inside = { kind: 'interface', interface: topology.interface('app')! } as const;
    const { verdict } = converse(topology, { kind: 'outside', address: ip('203.0.113.9') }, inside, syn);
    assert.equal(verdict, 'deny');
  });

  const blocked: readonly [string, Parts, string, RegExp][] = [
    [
      'in the private subnet',
      { privateIn: [{ cidr: '10.0.0.0/16' }] },
      'private-acl',
      /Allow inbound tcp 1024-65535 from 0\.0\.0\.0\/0/,
    ],
    [
      'in the NAT gateway’s subnet',
      { publicIn: [{ cidr: '10.0.0.0/16' }] },
      'public-acl',
      /Allow inbound tcp 1024-65535 from 0\.0\.0\.0\/0/,
    ],
    [
      'between the NAT gateway and the instance',
      { publicOut: [{ protocol: 6, ports: '0-1023' }] },
      'public-acl',
      /Allow outbound tcp 1024-65535 to 10\.0\.1\.0\/24/,
    ],
  ];
  for (const [name, parts, acl, advice] of blocked) {
    it(`nacl-reply-blocked finds the drop ${name}`, () => {
      const found = findingsOf('nacl-reply-blocked', behindNat(parts));
      assert.deepEqual(
        found.map((finding) => finding.resource),
        [acl],
      );
      assert.match(found[0]!.message, advice);
    });
  }

  it('nacl-reply-blocked says nothing where every reply passes', () => {
    assert.deepEqual(findingsOf('nacl-reply-blocked', behindNat()), []);
  });
});

describe('through an egress-only internet gateway', () => {
  function dualStack(inbound: readonly EntryText[]): Topology {
    const base = network({ inbound, hosts: [{ name: 'app', ip: '10.0.12.5', ipv6: '2600:1f18::5' }] });
    const routes = base.routeTables[0]!.routes.map((route) =>
      route.target.kind === 'known' && route.target.value.kind === 'internet-gateway'
        ? { ...route, target: known({ kind: 'egress-only-internet-gateway', gateway: 'eigw' } as const) }
        : route,
    );
    return new Topology({
      ...base,
      internetGateways: [],
      egressOnlyInternetGateways: [{ address: 'eigw', origin: place(9, 'eigw'), vpc: known('vpc') }],
      routeTables: [{ ...base.routeTables[0]!, routes }],
    });
  }
  const ends = (topology: Topology) =>
    [
      { kind: 'interface', interface: topology.interface('app')! },
      { kind: 'outside', address: ip('2001:db8::7') },
    ] as const;

  it('IPv6 goes out and its replies come back, past a NACL that needs a rule for them (N33)', () => {
    const open = dualStack([{ cidr: '::/0' }]);
    const there = converse(open, ...ends(open), syn);
    assert.equal(there.verdict, 'allow');
    const gateway = there.request.hops.find(
      ({ checkpoint }) => checkpoint === 'egress-only-internet-gateway',
    );
    assert.deepEqual(gateway?.origin, place(9, 'eigw'));
    const shut = dualStack([]);
    assert.equal(converse(shut, ...ends(shut), syn).reply?.hops.at(-1)?.checkpoint, 'network-acl');
  });

  it('nothing comes in unasked, and IPv4 does not leave (R12)', () => {
    const topology = dualStack([{ cidr: '::/0' }]);
    const [inside, outside] = ends(topology);
    assert.equal(converse(topology, outside, inside, syn).verdict, 'deny');
    const { request } = converse(topology, inside, { kind: 'outside', address: ip('203.0.113.9') }, syn);
    assert.equal(request.hops.at(-1)?.code, 'PROTOCOL_RESTRICTION');
  });
});

describe('what cannot be told is not told', () => {
  const inside = (topology: Topology, name = 'web') =>
    ({ kind: 'interface', interface: topology.interface(name)! }) as const;
  const last = (topology: Topology, to: string) =>
    converse(topology, inside(topology), { kind: 'outside', address: ip(to) }, syn).request.hops.at(-1)!;

  it('an address of the subnet that is nobody in the code: no NACL stands between (N23)', () => {
    const topology = new Topology(network({ inbound: [], outbound: [] }));
    const hop = last(topology, '10.0.12.99');
    assert.deepEqual([hop.checkpoint, hop.verdict], ['component', 'unknown']);
  });

  for (const source of ['10.0.12.99', '10.0.200.1', '192.168.5.5', '172.16.5.5', '100.64.0.9']) {
    it(`${source} does not come through the internet gateway`, () => {
      const topology = new Topology(network());
      const { verdict } = converse(topology, { kind: 'outside', address: ip(source) }, inside(topology), syn);
      assert.equal(verdict, 'unknown');
    });
  }

  it('a local route does not lead into another VPC with the same block', () => {
    const base = network({
      hosts: [
        { name: 'web', ip: '10.0.12.5' },
        { name: 'twin', subnet: 'other', ip: '10.0.13.6' },
      ],
      subnets: { other: '10.0.13.0/24' },
    });
    const subnets = base.subnets.map((subnet) =>
      subnet.address === 'other' ? { ...subnet, vpc: known('second') } : subnet,
    );
    const topology = new Topology({ ...base, subnets });
    assert.equal(converse(topology, inside(topology), inside(topology, 'twin'), syn).verdict, 'unknown');
  });

  it('an address AWS picks, where the rules tell more addresses apart than can be tried', () => {
    const rules = [
      ...Array.from(
        { length: 40 },
        (_, i) => ({ direction: 'inbound', peer: `10.0.12.${i + 10}/32` }) as const,
      ),
      { direction: 'outbound' } as const,
    ];
    const topology = new Topology(
      network({
        rules,
        hosts: [{ name: 'web' }, { name: 'db', subnet: 'other', ip: '10.0.13.6' }],
        subnets: { other: '10.0.13.0/24' },
      }),
    );
    assert.equal(converse(topology, inside(topology), inside(topology, 'db'), syn).verdict, 'unknown');
  });

  it('an address AWS picks, where the NACL of the NAT gateway’s subnet tells the halves of the subnet apart', () => {
    const topology = behindNat({
      publicIn: [{ number: 90, action: 'deny', cidr: '10.0.1.128/25' }, { number: 100 }],
    });
    const app = { ...topology.interface('app')!, privateIps: [unknown('app', 'gets its address from AWS')] };
    const open = new Topology({ ...topology.network, interfaces: [app, topology.interface('nat')!] });
    assert.equal(browse(open).verdict, 'unknown');
  });
});

describe('what cannot be told is named where it stands', () => {
  const open = unknown('var.x', 'has no default');
  /** `app` asks `to`; the rest lies in the subnet `box`. */
  const asked = (to: string, change: (subnet: Subnet) => Subnet, also: Partial<NetworkInterface> = {}) => {
    const made = cloud({
      vpcs: { vpc: ['10.0.0.0/16'], twin: ['10.0.0.0/16'] },
      subnets: {
        app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw', '10.9.0.0/16': 'eni:box' } },
        box: { cidr: '10.0.2.0/24' },
        far: { vpc: 'twin', cidr: '10.0.3.0/24' },
      },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10', publicIp: '54.0.0.1' },
        { name: 'box', subnet: 'box', ip: '10.0.2.9', also },
      ],
    });
    return prober({ ...made, subnets: made.subnets.map(change) }).talk('app', to).request;
  };
  const of =
    (address: string, part: Partial<Subnet>) =>
    (subnet: Subnet): Subnet =>
      subnet.address === address ? { ...subnet, ...part } : subnet;

  it('a network ACL by its name, or as unknown', () => {
    const acl = (networkAcl: Subnet['networkAcl']) =>
      asked('203.0.113.9', of('app', { networkAcl })).hops.find(
        ({ checkpoint }) => checkpoint === 'network-acl',
      )!;
    const gone = acl(known('gone'));
    assert.deepEqual([gone.component, gone.verdict, gone.origin], ['gone', 'unknown', place(3, 'app')]);
    assert.equal(acl(open).component, '(unknown)');
  });

  it('a route table too', () => {
    const table = (routeTable: Subnet['routeTable']) =>
      asked('203.0.113.9', of('app', { routeTable })).hops.at(-1)!;
    assert.deepEqual([table(known('gone')).component, table(known('gone')).verdict], ['gone', 'unknown']);
    assert.equal(table(open).component, '(unknown)');
  });

  it('the subnet of what a route leads to', () => {
    const last = (subnet: NetworkInterface['subnet']) =>
      asked('10.9.0.1', (own) => own, { subnet }).hops.at(-1)!;
    assert.deepEqual([last(known('gone')).component, last(known('gone')).verdict], ['gone', 'unknown']);
    assert.equal(last(open).component, 'subnet of box');
  });

  it('the groups of an interface, by the first that is known', () => {
    const also = { securityGroups: [open, known('sg')] };
    const made = cloud({
      subnets: { app: { cidr: '10.0.1.0/24' } },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10' },
        { name: 'db', subnet: 'app', ip: '10.0.1.11', groups: ['sg'], also },
      ],
    });
    const shut = made.securityGroups.map((group) => ({ ...group, rules: [] }));
    const interfaces = made.interfaces.map((at) =>
      at.address === 'app' ? { ...at, unfiltered: true as const } : at,
    );
    const { request } = prober({ ...made, interfaces, securityGroups: shut }).talk('app', 'db');
    const hop = request.hops.find(({ checkpoint }) => checkpoint === 'security-group')!;
    assert.deepEqual([hop.component, hop.verdict, hop.origin], ['(unknown), sg', 'unknown', place(1, 'sg')]);
  });

  it('an address AWS keeps of a subnet, but not of one in another VPC with the same block (R19)', () => {
    const kept = asked('10.0.2.2', (own) => own);
    assert.equal(kept.hops.at(-1)!.text, '10.0.2.2 is one of the addresses AWS keeps of box: nobody has it');
    const far = asked('10.0.3.2', (own) => own);
    assert.deepEqual([far.verdict, far.hops.at(-1)!.component], ['unknown', '10.0.3.2']);
    assert.match(far.because[0]!.why, /lies in the VPC and belongs to no interface of the code/);
  });

  it('where IPv6 goes, whichever block AWS gives the VPC: what leaves has a route (R7)', () => {
    const made = network({ hosts: [{ name: 'web', ip: '10.0.12.5', ipv6: '2600:1f18::5' }] });
    const block = { ...unknown('vpc', 'gets its IPv6 block from AWS'), family: 'ipv6' as const };
    const routes = made.routeTables[0]!.routes.map((route) =>
      route.destination.kind === 'known' && route.destination.value.prefixLength === 56
        ? { ...route, destination: block }
        : route,
    );
    const topology = new Topology({ ...made, routeTables: [{ ...made.routeTables[0]!, routes }] });
    const web = { kind: 'interface', interface: topology.interface('web')! } as const;
    const out = converse(topology, web, { kind: 'outside', address: ip('2001:db8::7') }, syn);
    assert.equal(out.request.verdict, 'allow');
  });
});

describe('services AWS answers itself', () => {
  for (const address of ['10.0.0.2', '169.254.169.253', '169.254.169.254', '169.254.169.123']) {
    it(`${address} is filtered by nothing (N35, N36)`, () => {
      const topology = new Topology(network({ inbound: [], outbound: [], rules: [] }));
      const inside = { kind: 'interface', interface: topology.interface('web')! } as const;
      assert.equal(
        converse(topology, inside, { kind: 'outside', address: ip(address) }, { ...syn, destinationPort: 53 })
          .verdict,
        'allow',
      );
    });
  }

  it('only those: the rest of the link-local block is nobody AWS names', () => {
    const topology = new Topology(network());
    const inside = { kind: 'interface', interface: topology.interface('web')! } as const;
    const { verdict } = converse(topology, inside, { kind: 'outside', address: ip('169.254.10.10') }, syn);
    assert.notEqual(verdict, 'allow');
  });

  it('any other resolver is filtered (N36)', () => {
    const topology = new Topology(network({ inbound: [] }));
    const inside = { kind: 'interface', interface: topology.interface('web')! } as const;
    assert.equal(
      converse(topology, inside, { kind: 'outside', address: ip('8.8.8.8') }, { ...syn, destinationPort: 53 })
        .verdict,
      'deny',
    );
  });
});
