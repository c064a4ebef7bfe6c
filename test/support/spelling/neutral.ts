/**
 * Networks in no language, to be spelled in each. Everything in them is known and valid, so every spelling must come to
 * the same network. Things are called by their kind and number: `vpc0`, `subnet3`.
 */
import fc from 'fast-check';

export interface Vpc {
  readonly name: string;
  readonly cidr: string;
  readonly ipv6: string | undefined;
  readonly internetGateway: string | undefined;
  readonly egressOnlyGateway: string | undefined;
}

export interface Subnet {
  readonly name: string;
  readonly vpc: string;
  readonly cidr: string;
  readonly ipv6: string | undefined;
  /** `undefined`: the VPC's default one serves it. */
  readonly networkAcl: string | undefined;
  /** `undefined`: the VPC's main one serves it. */
  readonly routeTable: string | undefined;
}

export interface Traffic {
  /** −1 for all. */
  readonly protocol: number;
  /** TCP and UDP. */
  readonly ports: readonly [first: number, last: number];
  /** ICMP; −1 for all. */
  readonly icmp: readonly [type: number, code: number];
}

export interface Entry extends Traffic {
  readonly number: number;
  readonly egress: boolean;
  readonly action: 'allow' | 'deny';
  readonly cidr: string;
}

export interface NetworkAcl {
  readonly name: string;
  readonly vpc: string;
  readonly entries: readonly Entry[];
}

export type Peer = { readonly cidr: string } | { readonly group: string } | { readonly list: string };

export interface Rule extends Traffic {
  readonly egress: boolean;
  readonly peer: Peer;
}

export interface Group {
  readonly name: string;
  readonly vpc: string;
  readonly rules: readonly Rule[];
}

export interface PrefixList {
  readonly name: string;
  readonly entries: readonly string[];
}

export interface Route {
  readonly cidr: string;
  readonly target: {
    readonly kind: 'internet-gateway' | 'egress-only' | 'nat' | 'peering';
    readonly name: string;
  };
}

export interface RouteTable {
  readonly name: string;
  readonly vpc: string;
  readonly routes: readonly Route[];
}

export interface NatGateway {
  readonly name: string;
  readonly subnet: string;
  readonly ip: string;
  readonly publicIp: string;
}

export interface Peering {
  readonly name: string;
  readonly requester: string;
  readonly accepter: string;
}

export interface Instance {
  readonly name: string;
  readonly subnet: string;
  readonly ip: string;
  readonly ipv6: string | undefined;
  readonly publicIp: string | undefined;
  readonly groups: readonly string[];
  readonly sourceDestCheck: boolean;
}

export interface Neutral {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly networkAcls: readonly NetworkAcl[];
  readonly groups: readonly Group[];
  readonly prefixLists: readonly PrefixList[];
  readonly routeTables: readonly RouteTable[];
  readonly natGateways: readonly NatGateway[];
  readonly peerings: readonly Peering[];
  readonly instances: readonly Instance[];
}

/** The default parts of a VPC, by the name of the VPC. */
export const defaults = {
  networkAcl: (vpc: string) => `${vpc} default acl`,
  group: (vpc: string) => `${vpc} default group`,
  routeTable: (vpc: string) => `${vpc} main table`,
};

const icmpTypes = fc.constantFrom<readonly [number, number]>([-1, -1], [8, 0], [3, -1], [3, 4], [0, 0]);
const portRange = fc.oneof(
  fc.constantFrom<readonly [number, number]>([22, 22], [443, 443], [0, 65535], [1024, 65535], [0, 0]),
  fc
    .tuple(fc.integer({ min: 0, max: 65535 }), fc.integer({ min: 0, max: 65535 }))
    .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]),
);
const traffic = { protocol: fc.constantFrom(-1, 6, 17, 1, 58, 50), ports: portRange, icmp: icmpTypes };
const block = fc.constantFrom(
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.1.0/24',
  '203.0.113.0/24',
  '198.51.100.7/32',
  '::/0',
  '2600:1f18:0:100::/56',
);

const entries = fc.uniqueArray(
  fc.record({
    number: fc.integer({ min: 1, max: 30 }),
    egress: fc.boolean(),
    action: fc.constantFrom('allow' as const, 'deny' as const),
    cidr: block,
    ...traffic,
  }),
  { maxLength: 5, selector: ({ number, egress }) => `${number} ${String(egress)}` },
);

/** Indexes are taken modulo what there is, so that everything drawn is used. */
const drawn = fc.record({
  vpcs: fc.array(fc.record({ ipv6: fc.boolean(), internetGateway: fc.boolean(), egressOnly: fc.boolean() }), {
    minLength: 1,
    maxLength: 2,
  }),
  acls: fc.array(fc.record({ vpc: fc.nat(9), entries }), { maxLength: 2 }),
  tables: fc.array(
    fc.record({
      vpc: fc.nat(9),
      routes: fc.uniqueArray(
        fc.record({
          cidr: fc.constantFrom('0.0.0.0/0', '::/0', '192.168.0.0/16', '203.0.113.0/24', '10.200.0.0/16'),
          target: fc.nat(9),
        }),
        { maxLength: 3, selector: ({ cidr }) => cidr },
      ),
    }),
    { maxLength: 2 },
  ),
  lists: fc.array(
    fc.uniqueArray(fc.constantFrom('10.0.0.0/8', '203.0.113.0/24', '198.51.100.7/32'), { maxLength: 3 }),
    { maxLength: 2 },
  ),
  groups: fc.array(
    fc.record({
      vpc: fc.nat(9),
      // What AWS gives a new group is what people write most often.
      asNew: fc.boolean(),
      rules: fc.uniqueArray(
        fc.record({
          egress: fc.boolean(),
          peer: fc.oneof(
            { weight: 4, arbitrary: block.map((cidr) => ({ cidr })) },
            { weight: 2, arbitrary: fc.record({ group: fc.nat(9) }) },
            { weight: 1, arbitrary: fc.record({ list: fc.nat(9) }) },
          ),
          ...traffic,
        }),
        { maxLength: 4, selector: (rule) => JSON.stringify(rule) },
      ),
    }),
    { maxLength: 3 },
  ),
  subnets: fc.array(
    fc.record({ vpc: fc.nat(9), ipv6: fc.boolean(), acl: fc.nat(3), table: fc.nat(3), nat: fc.boolean() }),
    { maxLength: 3 },
  ),
  peering: fc.boolean(),
  instances: fc.array(
    fc.record({
      subnet: fc.nat(9),
      ipv6: fc.boolean(),
      publicIp: fc.boolean(),
      groups: fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 2 }),
      sourceDestCheck: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
});

export const someNeutral: fc.Arbitrary<Neutral> = drawn.map(build);

function build(from: typeof drawn extends fc.Arbitrary<infer T> ? T : never): Neutral {
  const vpcs = from.vpcs.map((vpc, i): Vpc => ({
    name: `vpc${i}`,
    cidr: `10.${i}.0.0/16`,
    ipv6: vpc.ipv6 ? `2600:1f18:0:${i + 1}00::/56` : undefined,
    internetGateway: vpc.internetGateway ? `igw${i}` : undefined,
    egressOnlyGateway: vpc.ipv6 && vpc.egressOnly ? `eigw${i}` : undefined,
  }));
  const vpcAt = (index: number): Vpc => vpcs[index % vpcs.length]!;
  const inVpc = <T extends { readonly vpc: string }>(all: readonly T[], vpc: string): readonly T[] =>
    all.filter((one) => one.vpc === vpc);

  const networkAcls = from.acls.map((acl, i) => ({
    name: `acl${i}`,
    vpc: vpcAt(acl.vpc).name,
    entries: acl.entries.map(plainTraffic),
  }));
  const prefixLists = from.lists.map((list, i) => ({ name: `list${i}`, entries: list }));
  const groupNames = from.groups.map((group, i) => ({ name: `group${i}`, vpc: vpcAt(group.vpc).name }));
  const groups = from.groups.map(({ asNew, rules }, i): Group => {
    const { name, vpc } = groupNames[i]!;
    const peers = inVpc(groupNames, vpc);
    const written = rules.map(plainTraffic).flatMap((rule): readonly Rule[] => {
      if ('cidr' in rule.peer) return [{ ...rule, peer: rule.peer }];
      if ('group' in rule.peer)
        return [{ ...rule, peer: { group: peers[rule.peer.group % peers.length]!.name } }];
      const list = prefixLists[rule.peer.list % Math.max(1, prefixLists.length)];
      return list === undefined ? [] : [{ ...rule, peer: { list: list.name } }];
    });
    const egress = asNew ? newEgress(vpcs.find((one) => one.name === vpc)!) : [];
    return { name, vpc, rules: [...written.filter((rule) => !(asNew && rule.egress)), ...egress] };
  });
  const tableNames = from.tables.map((table, i) => ({ name: `table${i}`, vpc: vpcAt(table.vpc).name }));
  const subnets = from.subnets.map((subnet, i): Subnet => {
    const vpc = vpcAt(subnet.vpc);
    return {
      name: `subnet${i}`,
      vpc: vpc.name,
      cidr: `${vpc.cidr.split('.').slice(0, 2).join('.')}.${i}.0/24`,
      ipv6: vpc.ipv6 !== undefined && subnet.ipv6 ? vpc.ipv6.replace('00::/56', `0${i}::/64`) : undefined,
      networkAcl: inVpc(networkAcls, vpc.name)[subnet.acl]?.name,
      routeTable: inVpc(tableNames, vpc.name)[subnet.table]?.name,
    };
  });
  const natGateways = subnets.flatMap((subnet, i): readonly NatGateway[] =>
    from.subnets[i]!.nat
      ? [{ name: `nat${i}`, subnet: subnet.name, ip: host(subnet, 5), publicIp: `54.0.1.${i}` }]
      : [],
  );
  const peerings: Peering[] =
    from.peering && vpcs.length === 2 ? [{ name: 'peering0', requester: 'vpc0', accepter: 'vpc1' }] : [];
  const routeTables = from.tables.map(({ routes }, i): RouteTable => {
    const { name, vpc: vpcName } = tableNames[i]!;
    const vpc = vpcs.find((one) => one.name === vpcName)!;
    const nats = natGateways.filter(
      (nat) => subnets.find(({ name: at }) => at === nat.subnet)?.vpc === vpcName,
    );
    const targets: Route['target'][] = [
      ...(vpc.internetGateway === undefined
        ? []
        : [{ kind: 'internet-gateway', name: vpc.internetGateway } as const]),
      ...(vpc.egressOnlyGateway === undefined
        ? []
        : [{ kind: 'egress-only', name: vpc.egressOnlyGateway } as const]),
      ...nats.map((nat) => ({ kind: 'nat', name: nat.name }) as const),
      ...peerings.map((peering) => ({ kind: 'peering', name: peering.name }) as const),
    ];
    return {
      name,
      vpc: vpcName,
      routes: routes.flatMap(({ cidr, target }): readonly Route[] => {
        const fitting = targets.filter(({ kind }) =>
          cidr.includes(':') ? kind !== 'nat' : kind !== 'egress-only',
        );
        return fitting.length === 0 ? [] : [{ cidr, target: fitting[target % fitting.length]! }];
      }),
    };
  });
  const instances = from.instances.flatMap((instance, i): readonly Instance[] => {
    const subnet = subnets[instance.subnet % Math.max(1, subnets.length)];
    if (subnet === undefined) return [];
    const own = inVpc(groups, subnet.vpc);
    if (own.length === 0) return [];
    return [
      {
        name: `instance${i}`,
        subnet: subnet.name,
        ip: host(subnet, 10 + i),
        ipv6:
          subnet.ipv6 !== undefined && instance.ipv6 ? subnet.ipv6.replace('::/64', `::${i + 1}`) : undefined,
        publicIp: instance.publicIp ? `54.0.0.${i}` : undefined,
        groups: [...new Set(instance.groups.map((index) => own[index % own.length]!.name))],
        sourceDestCheck: instance.sourceDestCheck,
      },
    ];
  });
  return { vpcs, subnets, networkAcls, groups, prefixLists, routeTables, natGateways, peerings, instances };
}

/** Ports and types only where the protocol has them, so that equal rules are drawn as equal. */
function plainTraffic<T extends Traffic>(rule: T): T {
  const { protocol } = rule;
  return {
    ...rule,
    ports: protocol === 6 || protocol === 17 ? rule.ports : [0, 65535],
    icmp: protocol === 1 || protocol === 58 ? rule.icmp : [-1, -1],
  };
}

function newEgress({ ipv6 }: Vpc): readonly Rule[] {
  const all = { protocol: -1, ports: [0, 65535], icmp: [-1, -1], egress: true } as const;
  const families = ipv6 === undefined ? ['0.0.0.0/0'] : ['0.0.0.0/0', '::/0'];
  return families.map((cidr) => ({ ...all, peer: { cidr } }));
}

function host(subnet: Subnet, number: number): string {
  return subnet.cidr.replace('0/24', String(number));
}
