/** Networks of two like subnets with two like interfaces each, to ask about all pairs of; and the proof that those are right. */
import assert from 'node:assert/strict';
import type { Endpoint } from '../../src/core/reach/endpoint.ts';
import { matrix, type MatrixEnd } from '../../src/core/reach/matrix.ts';
import { Reachability, sameBounds } from '../../src/core/reach/reachability.ts';
import { withTargets } from '../../src/core/reach/targets.ts';
import type { Topology } from '../../src/core/reach/topology.ts';
import { known } from '../../src/core/value/value.ts';
import type { CloudText } from './cloud.ts';
import { place, type EntryText, type GroupRuleText, type HostText } from './networks.ts';

/** TCP is named, so that entries for it name nothing new. */
export const everything: readonly EntryText[] = [
  { number: 90, protocol: 6, ports: 'all' },
  { number: 100 },
  { number: 101, cidr: '::/0' },
];
export const passing = { inbound: everything, outbound: everything };

function endsOf(end: MatrixEnd, family: 'ipv4' | 'ipv6'): readonly Endpoint[] {
  if (end.kind === 'interfaces') return end.interfaces.map((at) => ({ kind: 'interface', interface: at }));
  const address = end.kind === 'address' ? end.address : { family, value: end.members.ranges[0]!.first };
  return [{ kind: 'outside', address }];
}

/** Holds every pair against what it gets when it is asked about alone. Answers with how many pairs of interfaces there are. */
export function proveAll(topology: Topology): number {
  const reachability = new Reachability(topology);
  const name = (end: Endpoint): string => (end.kind === 'interface' ? end.interface.address : 'outside');
  let pairs = 0;
  for (const { from, to, family, protocols } of matrix(topology)) {
    for (const start of endsOf(from, family)) {
      for (const end of endsOf(to, family)) {
        if (name(start) === name(end)) continue;
        if (start.kind === 'interface' && end.kind === 'interface') pairs++;
        for (const { name: of, protocol, reach } of protocols) {
          const admitted = reachability.between(start, end, protocol, family);
          const alone = withTargets(topology, start, end, protocol, family, admitted);
          const said = `${name(start)} → ${name(end)} ${of} ${family}`;
          assert.ok(sameBounds(reach, alone), said);
          assert.equal(reach.certainty, alone.certainty, said);
        }
      }
    }
  }
  return pairs;
}

/** Two of each: `app1` and `app2` in `app`, `db1` and `db2` in `db`, all of one group; the subnets differ in nothing. */
export function twins(text: Partial<CloudText> = {}, also: Partial<HostText> = {}): CloudText {
  const host = (name: string, subnet: string) => ({ name, subnet, ...also });
  return {
    subnets: { app: { cidr: '10.0.1.0/24' }, db: { cidr: '10.0.2.0/24' } },
    hosts: [host('app1', 'app'), host('app2', 'app'), host('db1', 'db'), host('db2', 'db')],
    ...text,
  };
}

const [app1, , db1] = twins().hosts;
export const ssh: readonly EntryText[] = [{ protocol: 6, ports: '22' }];
export const web: readonly EntryText[] = [{ protocol: 6, ports: '443' }];
export const nat = {
  name: 'nat',
  subnet: 'edge',
  ip: '10.0.8.9',
  publicIp: '54.0.0.9',
  kind: 'nat-gateway',
  groups: [],
} as const;
export const edge = { cidr: '10.0.8.0/24', ...passing, routes: { '0.0.0.0/0': 'igw' } };
export const throughNat = { ...passing, routes: { '0.0.0.0/0': 'nat:nat' } };

export const filtered = twins({
  subnets: {
    app: { cidr: '10.0.1.0/24', ...passing, inbound: ssh },
    db: { cidr: '10.0.2.0/24', ...passing, inbound: ssh },
  },
});
export const translated = twins({
  subnets: {
    app: { cidr: '10.0.1.0/24', ...throughNat },
    db: { cidr: '10.0.2.0/24', ...throughNat },
    edge,
  },
  hosts: [...twins().hosts, nat],
});
export const peered = twins({
  vpcs: { vpc: ['10.0.0.0/16'], other: ['10.1.0.0/16'] },
  subnets: {
    app: { cidr: '10.0.1.0/24', ...passing, routes: { '10.1.0.0/16': 'pcx' } },
    db: { cidr: '10.1.2.0/24', ...passing, vpc: 'other', routes: { '10.0.1.0/24': 'pcx' } },
  },
  also: {
    vpcPeeringConnections: [
      {
        address: 'pcx',
        origin: place(8),
        requester: known('vpc'),
        accepter: known('other'),
        active: known(true),
        crossRegion: known(false),
      },
    ],
  },
});
export const byGroup = twins({
  subnets: { app: { cidr: '10.0.1.0/24', ...passing }, db: { cidr: '10.0.2.0/24', ...passing } },
  hosts: twins().hosts.map((host) => ({
    ...host,
    groups: host.subnet === 'app' ? ['from'] : ['to', 'from'],
  })),
  groups: {
    from: { rules: [{ direction: 'outbound', protocol: 6, ports: '0-1023', peer: 'group:to' }] },
    to: {
      rules: [
        { direction: 'inbound', protocol: 6, ports: '443-2000', peer: 'group:from' },
        { direction: 'inbound', protocol: 6, ports: '22', peer: '10.0.1.0/24', exists: '?' },
      ],
    },
  },
});
export const listening = twins({
  subnets: { app: { cidr: '10.0.1.0/24', ...passing }, db: { cidr: '10.0.2.0/24', ...passing } },
  hosts: [app1!, db1!, { name: 'node', subnet: 'app', kind: 'load-balancer' }],
  also: {
    loadBalancers: [
      {
        address: 'lb',
        origin: place(30),
        type: known('network'),
        scheme: known('internal'),
        nodes: ['node'],
        listeners: [{ protocol: 6, port: known(443), targetGroups: [known('tg')], origin: place(31) }],
      },
    ],
    targetGroups: [
      {
        address: 'tg',
        origin: place(32),
        protocols: known([6]),
        port: known(8080),
        healthCheck: undefined,
        preservesClientIp: known(true),
        targets: [{ interface: known('db1'), port: known(8080), origin: place(33) }],
      },
    ],
  },
});

export const own = (name: string, ...rules: readonly GroupRuleText[]) => [name, { rules }] as const;
export const one = { direction: 'inbound', protocol: 6 } as const;
export const out = { direction: 'outbound', protocol: 6 } as const;
/** Every interface has a group of its own, and only that tells it from the others of its subnet. */
export const byOwnGroup = twins({
  subnets: { app: { cidr: '10.0.1.0/24', ...passing }, db: { cidr: '10.0.2.0/24', ...passing } },
  hosts: twins().hosts.map((host) => ({ ...host, groups: [`${host.name}-sg`] })),
  groups: Object.fromEntries([
    own(
      'app1-sg',
      { ...out, ports: '22' },
      { ...out, ports: '25', peer: 'group:db1-sg' },
      { ...one, ports: '80' },
    ),
    own(
      'app2-sg',
      { ...out, ports: '22-30' },
      { ...one, ports: '22-25' },
      { ...one, ports: '90', peer: 'group:db2-sg' },
    ),
    own(
      'db1-sg',
      { ...out, ports: '80-90' },
      { ...one, ports: '20-28' },
      { ...one, ports: '?', peer: 'group:app2-sg' },
    ),
    own(
      'db2-sg',
      { ...out, ports: '22-99' },
      { ...one, ports: '?' },
      { ...one, ports: '22', peer: 'group:app1-sg' },
      { ...one, ports: '95', peer: 'group:app1-sg' },
    ),
  ]),
});
export const open = twins({
  subnets: { app: { cidr: '10.0.1.0/24', ...passing }, db: { cidr: '10.0.2.0/24', ...passing } },
});
export const upper = { number: 80, cidr: '10.0.1.128/25', protocol: 6, ports: '22' } as const;
/** AWS picks all addresses; of each subnet an entry is about half of them. */
export const halved = (entries: readonly EntryText[], text: CloudText): CloudText => ({
  ...text,
  subnets: {
    ...text.subnets,
    app: {
      ...text.subnets['app']!,
      inbound: [
        { number: 70, cidr: '10.0.2.128/25', protocol: 6, ports: '25', action: 'deny' },
        ...everything,
      ],
    },
    db: { ...text.subnets['db']!, inbound: [...entries, ...everything] },
  },
});
export const blocks = Array.from({ length: 33 }, (_, i): EntryText => ({
  number: i + 1,
  cidr: `10.0.1.${i * 4}/32`,
}));
