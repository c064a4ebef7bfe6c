/** Networks of a size, as lowering would hand them over: tiers of subnets behind network ACLs, groups that name each other. */
import type {
  Network,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  Peer,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  TrafficMatch,
} from '../src/core/aws/network.ts';
import { parseCidr, type Cidr } from '../src/core/net/address.ts';
import { allProtocols, tcp } from '../src/core/net/protocol.ts';
import { known, unknown } from '../src/core/value/value.ts';

export interface Size {
  readonly instances: number;
  readonly subnets: number;
  readonly networkAcls: number;
  readonly groups: number;
}

const origin = { file: 'bench/main.tf', span: { start: 0, end: 1 } };

/**
 * Every instance has the group of its tier and one of three kinds that are in its subnet, and a private address AWS picks.
 * Every network ACL names two subnets of its own, so that most subnets are told apart.
 */
export function networkOf({ instances, subnets, networkAcls, groups }: Size): Network {
  const tiers = Math.max(1, Math.floor(groups / 5));
  return {
    root: 'bench',
    language: 'terraform',
    vpcs: [{ address: 'vpc', origin, cidrs: [known(block('10.0.0.0/9'))] }],
    subnets: count(subnets, (n): Subnet => ({
      address: `subnet${n}`,
      origin,
      vpc: known('vpc'),
      cidrs: [known(blockOf(n))],
      networkAcl: known(`acl${n % networkAcls}`),
      routeTable: known(n % 3 === 0 ? 'public' : 'private'),
    })),
    networkAcls: count(networkAcls, (n) => aclOf(n, subnets)),
    securityGroups: count(groups, (n) => groupOf(n, groups)),
    prefixLists: [],
    routeTables: (['public', 'private'] as const).map((address) => ({
      address,
      origin,
      vpc: known('vpc'),
      isMain: false,
      routes: [
        {
          destination: known(block('10.0.0.0/9')),
          target: known({ kind: 'local' }),
          resource: address,
          origin,
        },
        {
          destination: known(block('0.0.0.0/0')),
          target: known(
            address === 'public'
              ? { kind: 'internet-gateway', gateway: 'igw' }
              : { kind: 'nat-gateway', gateway: 'nat' },
          ),
          resource: address,
          origin,
        },
      ],
    })),
    internetGateways: [{ address: 'igw', origin, vpc: known('vpc') }],
    egressOnlyInternetGateways: [],
    vpcPeeringConnections: [],
    gatewayEndpoints: [],
    transitGateways: [],
    transitGatewayAttachments: [],
    transitGatewayRouteTables: [],
    loadBalancers: [],
    targetGroups: [],
    interfaces: [
      { ...instance('nat', 'subnet0', [], true), kind: 'nat-gateway' },
      ...count(instances, (n) => {
        const subnet = n % subnets;
        const own = tiers + (((Math.floor(n / subnets) % 3) * 31 + subnet * 7) % (groups - tiers));
        return instance(
          `instance${n}`,
          `subnet${subnet}`,
          [`group${subnet % tiers}`, `group${own}`],
          subnet % 3 === 0,
        );
      }),
    ],
    unresolved: [],
  };
}

/** The same network with a port of one rule of one network ACL changed, everything else the same objects. */
export function withRuleEdited(network: Network, run: number): Network {
  const [first, ...others] = network.networkAcls;
  if (first === undefined) return network;
  const inbound = first.inbound.map((entry, i) =>
    i === 2 ? { ...entry, ports: known({ first: 8000, last: 8000 + (run % 1000) }) } : entry,
  );
  return { ...network, networkAcls: [{ ...first, inbound }, ...others] };
}

function aclOf(n: number, subnets: number): NetworkAcl {
  const own = [blockOf((n * 2) % subnets), blockOf((n * 2 + 1) % subnets)];
  const entries = (ports: number): readonly NetworkAclEntry[] => [
    entry(10, 'deny', block('198.51.100.0/24')),
    entry(20, 'allow', own[0] ?? block('10.0.0.0/24'), { protocol: tcp, first: 5432, last: 5432 + n }),
    entry(30, 'deny', own[1] ?? block('10.0.1.0/24'), { protocol: tcp, first: 22, last: 22 }),
    entry(40, 'allow', block('10.0.0.0/9')),
    entry(50, 'allow', block('203.0.113.0/24'), { protocol: tcp, first: 22, last: 22 }),
    entry(60, 'allow', block('0.0.0.0/0'), { protocol: tcp, first: 443, last: 443 }),
    entry(70, 'allow', block('0.0.0.0/0'), { protocol: tcp, first: ports, last: 65535 }),
  ];
  return {
    address: `acl${n}`,
    origin,
    vpc: known('vpc'),
    isDefault: false,
    inbound: entries(1024),
    outbound: entries(n % 4 === 0 ? 32768 : 1024),
    refused: [],
  };
}

function groupOf(n: number, groups: number): SecurityGroup {
  const rules = [
    rule('inbound', { kind: 'cidr', cidr: block('203.0.113.0/24') }, { protocol: tcp, first: 22, last: 22 }),
    rule(
      'inbound',
      { kind: 'group', group: `group${(n + 1) % groups}` },
      { protocol: tcp, first: 8000 + n, last: 8080 + n },
    ),
    rule(
      'inbound',
      { kind: 'group', group: `group${(n * 3 + 7) % groups}` },
      { protocol: tcp, first: 5432, last: 5432 },
    ),
    ...(n % 5 === 0
      ? [
          rule(
            'inbound',
            { kind: 'cidr', cidr: block('0.0.0.0/0') },
            { protocol: tcp, first: 443, last: 443 },
          ),
        ]
      : []),
    rule('outbound', { kind: 'cidr', cidr: block('0.0.0.0/0') }),
  ];
  return { address: `group${n}`, origin, vpc: known('vpc'), rules, refused: [] };
}

interface Ports {
  readonly protocol: number;
  readonly first: number;
  readonly last: number;
}

/** Rules spell it out, as those of lowering have one shape: begun with a spread, each would have one of its own. */
function traffic(ports?: Ports): TrafficMatch {
  return {
    protocol: known(ports?.protocol ?? allProtocols),
    ports: known(ports === undefined ? 'all' : { first: ports.first, last: ports.last }),
    icmp: known('all'),
  };
}

function entry(number: number, action: 'allow' | 'deny', cidr: Cidr, ports?: Ports): NetworkAclEntry {
  const { protocol, ports: range, icmp } = traffic(ports);
  return {
    ruleNumber: known(number),
    action: known(action),
    protocol,
    ports: range,
    icmp,
    cidr: known(cidr),
    resource: 'acl',
    origin,
    exists: known(true),
  };
}

function rule(direction: 'inbound' | 'outbound', peer: Peer, ports?: Ports): SecurityGroupRule {
  const { protocol, ports: range, icmp } = traffic(ports);
  return {
    direction,
    protocol,
    ports: range,
    icmp,
    peer: known(peer),
    resource: 'sg',
    origin,
    exists: known(true),
  };
}

function instance(
  address: string,
  subnet: string,
  groups: readonly string[],
  isPublic: boolean,
): NetworkInterface {
  return {
    address,
    origin,
    kind: 'instance',
    owner: address,
    subnet: known(subnet),
    securityGroups: groups.map((group) => known(group)),
    privateIps: [unknown(address, 'gets its private address from AWS')],
    ipv6: known([]),
    publicIps: known(
      isPublic ? [{ address: unknown(address, 'gets its public address from AWS'), origin }] : [],
    ),
    sourceDestCheck: known(true),
  };
}

function blockOf(subnet: number): Cidr {
  return block(`10.${subnet >> 8}.${subnet & 255}.0/24`);
}

function block(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no block`);
  return parsed.cidr;
}

function count<T>(many: number, make: (n: number) => T): readonly T[] {
  return Array.from({ length: many }, (_, n) => make(n));
}
