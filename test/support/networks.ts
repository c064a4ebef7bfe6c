/** Networks for tests, written in the fewest words: every part has a default that lets everything pass. */
import type {
  Direction,
  Network,
  NetworkAclEntry,
  NetworkInterface,
  Peer,
  SecurityGroupRule,
} from '../../src/core/aws/network.ts';
import { parseAddress, parseCidr, type Address, type Cidr } from '../../src/core/net/address.ts';
import type { Origin } from '../../src/core/text/origin.ts';
import { known, unknown, type Maybe } from '../../src/core/value/value.ts';

export function cidr(text: string): Cidr {
  return parseCidr(text)!.cidr;
}

export function ip(text: string): Address {
  return parseAddress(text)!;
}

/** Rules take a place of their own, so that a test can ask which one decided. */
export function place(start: number, resource?: string): Origin {
  return {
    file: 'main.tf',
    span: { start, end: start + 1 },
    ...(resource === undefined ? {} : { resource }),
  };
}

export interface RuleText {
  readonly protocol?: number;
  /** `22`, `80-90`, `all`, or `?` for unknown. */
  readonly ports?: string;
  readonly icmp?: { type?: number; code?: number };
}

export interface EntryText extends RuleText {
  readonly number?: number | '?';
  readonly action?: 'allow' | 'deny' | '?';
  /** A block, or `?`. */
  readonly cidr?: string;
  readonly exists?: '?';
}

export interface GroupRuleText extends RuleText {
  readonly direction: Direction;
  /** A block, `group:NAME`, or `?`. */
  readonly peer?: string;
  readonly exists?: '?';
}

const open = (what: string) => unknown(what, 'has no default');

function traffic({ protocol = -1, ports = 'all', icmp }: RuleText) {
  const [first, last = first] = ports.split('-').map(Number);
  return {
    protocol: known(protocol),
    ports:
      ports === '?'
        ? open('var.ports')
        : known(ports === 'all' ? ('all' as const) : { first: first!, last: last! }),
    icmp: known(icmp === undefined ? ('all' as const) : { type: icmp.type, code: icmp.code }),
  };
}

export function entry(text: EntryText): NetworkAclEntry {
  const { number = 100, action = 'allow', cidr: block = '0.0.0.0/0', exists } = text;
  return {
    ...traffic(text),
    ruleNumber: number === '?' ? open('var.number') : known(number),
    action: action === '?' ? open('var.action') : known(action),
    cidr: block === '?' ? open('var.cidr') : known(cidr(block)),
    resource: 'acl',
    origin: place(typeof number === 'number' ? number : 0, 'acl'),
    exists: exists === '?' ? open('var.enabled') : known(true),
  };
}

export function groupRule(text: GroupRuleText): SecurityGroupRule {
  const { direction, peer = '0.0.0.0/0', exists } = text;
  const settled: Maybe<Peer> =
    peer === '?'
      ? open('var.peer')
      : known(
          peer.startsWith('group:')
            ? { kind: 'group', group: peer.slice(6) }
            : { kind: 'cidr', cidr: cidr(peer) },
        );
  return {
    ...traffic(text),
    direction,
    peer: settled,
    resource: 'sg',
    origin: place(1, 'sg'),
    exists: exists === '?' ? open('var.enabled') : known(true),
  };
}

export interface HostText {
  readonly name?: string;
  readonly subnet?: string;
  readonly ip?: string;
  readonly ipv6?: string;
  readonly publicIp?: string;
  readonly groups?: readonly string[];
  readonly kind?: NetworkInterface['kind'];
}

export function host({
  name = 'web',
  subnet = 'subnet',
  ip: own,
  ipv6,
  publicIp,
  groups = ['sg'],
  kind = 'instance',
}: HostText): NetworkInterface {
  return {
    address: name,
    origin: place(5, name),
    kind,
    owner: name,
    subnet: known(subnet),
    securityGroups: groups.map((group) => known(group)),
    privateIps: [own === undefined ? unknown(name, 'gets its private address from AWS') : known(ip(own))],
    ipv6: known(ipv6 === undefined ? [] : [known(ip(ipv6))]),
    publicIps: known(
      publicIp === undefined ? [] : [{ address: known(ip(publicIp)), origin: place(6, name) }],
    ),
    sourceDestCheck: known(true),
  };
}

export interface NetworkText {
  readonly inbound?: readonly EntryText[];
  readonly outbound?: readonly EntryText[];
  readonly rules?: readonly GroupRuleText[];
  readonly hosts?: readonly HostText[];
  /** Further subnets by name; all share one NACL unless `acls` says otherwise. */
  readonly subnets?: Readonly<Record<string, string>>;
  readonly internet?: boolean;
}

const everything: readonly EntryText[] = [{ number: 100 }, { number: 101, cidr: '::/0' }];
const everyRule: readonly GroupRuleText[] = (['inbound', 'outbound'] as const).flatMap((direction) => [
  { direction },
  { direction, peer: '::/0' },
]);

/** One VPC 10.0.0.0/16 with one public subnet 10.0.12.0/24, one NACL, one group and one instance. */
export function network(text: NetworkText = {}): Network {
  const { inbound = everything, outbound = everything, rules = everyRule, internet = true } = text;
  const hosts = text.hosts ?? [{ ip: '10.0.12.197', publicIp: '54.221.77.100' }];
  const subnets = { subnet: '10.0.12.0/24', ...text.subnets };
  const byNumber = (entries: readonly EntryText[]) =>
    entries.map(entry).sort((a, b) => order(a.ruleNumber) - order(b.ruleNumber));
  const route = (destination: string, target: 'local' | 'igw') => ({
    destination: known(cidr(destination)),
    target: known(
      target === 'local'
        ? ({ kind: 'local' } as const)
        : ({ kind: 'internet-gateway', gateway: 'igw' } as const),
    ),
    resource: 'routes',
    origin: place(2, 'routes'),
  });
  return {
    root: '',
    language: 'terraform',
    vpcs: [
      {
        address: 'vpc',
        origin: place(0, 'vpc'),
        cidrs: [known(cidr('10.0.0.0/16')), known(cidr('2600:1f18::/56'))],
      },
    ],
    subnets: Object.entries(subnets).map(([address, block]) => ({
      address,
      origin: place(3, address),
      vpc: known('vpc'),
      cidrs: [known(cidr(block))],
      networkAcl: known('acl'),
      routeTable: known('routes'),
    })),
    networkAcls: [
      {
        address: 'acl',
        origin: place(4, 'acl'),
        vpc: known('vpc'),
        isDefault: false,
        inbound: byNumber(inbound),
        outbound: byNumber(outbound),
        refused: [],
      },
    ],
    securityGroups: [
      { address: 'sg', origin: place(1, 'sg'), vpc: known('vpc'), rules: rules.map(groupRule), refused: [] },
    ],
    prefixLists: [],
    routeTables: [
      {
        address: 'routes',
        origin: place(2, 'routes'),
        vpc: known('vpc'),
        isMain: false,
        routes: [
          route('10.0.0.0/16', 'local'),
          route('2600:1f18::/56', 'local'),
          ...(internet ? [route('0.0.0.0/0', 'igw'), route('::/0', 'igw')] : []),
        ],
      },
    ],
    internetGateways: internet ? [{ address: 'igw', origin: place(7, 'igw'), vpc: known('vpc') }] : [],
    egressOnlyInternetGateways: [],
    vpcPeeringConnections: [],
    gatewayEndpoints: [],
    transitGateways: [],
    transitGatewayAttachments: [],
    transitGatewayRouteTables: [],
    loadBalancers: [],
    targetGroups: [],
    interfaces: hosts.map(host),
    unresolved: [],
  };
}

function order(number: Maybe<number>): number {
  return number.kind === 'known' ? number.value : Infinity;
}
