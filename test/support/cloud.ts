/** Several VPCs in the fewest words: every subnet has a network ACL and a route table of its own, and all are open. */
import type { MaybeCidr } from '../../src/core/aws/component.ts';
import type { Network, NetworkInterface, Route, RouteTarget } from '../../src/core/aws/network.ts';
import { converse, type Conversation, type Exchange } from '../../src/core/reach/conversation.ts';
import type { Endpoint } from '../../src/core/reach/endpoint.ts';
import type { Hop } from '../../src/core/reach/hop.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { known, unknown, type Maybe } from '../../src/core/value/value.ts';
import {
  cidr,
  entry,
  groupRule,
  host,
  ip,
  network,
  place,
  type EntryText,
  type GroupRuleText,
  type HostText,
} from './networks.ts';

export interface SubnetText {
  /** `vpc` when it says nothing. */
  readonly vpc?: string;
  readonly cidr: string;
  readonly zone?: string;
  /** By destination, beside the local routes: `igw`, `nat:gw`, `eigw`, `pcx`, `tgw`, `vpce`, `eni:box`, `blackhole`, `?`. */
  readonly routes?: Readonly<Record<string, string>>;
  readonly inbound?: readonly EntryText[];
  readonly outbound?: readonly EntryText[];
}

export interface CloudText {
  /** Blocks by name; `vpc` with 10.0.0.0/16 and 2600:1f18::/56 when it says nothing. */
  readonly vpcs?: Readonly<Record<string, readonly string[]>>;
  readonly subnets: Readonly<Record<string, SubnetText>>;
  readonly hosts: readonly (HostText & { readonly also?: Partial<NetworkInterface> })[];
  /** Beside `sg`, which lets everything pass. */
  readonly groups?: Readonly<
    Record<string, { readonly vpc?: string; readonly rules: readonly GroupRuleText[] }>
  >;
  readonly also?: Partial<Network>;
}

const open: readonly EntryText[] = [{ number: 100 }, { number: 101, cidr: '::/0' }];
const usualVpcs = { vpc: ['10.0.0.0/16', '2600:1f18::/56'] };

export function cloud({ vpcs = usualVpcs, subnets, hosts, groups = {}, also = {} }: CloudText): Network {
  const base = network({ hosts: [] });
  const named = Object.entries(subnets);
  return {
    ...base,
    vpcs: Object.entries(vpcs).map(([address, blocks]) => ({
      address,
      origin: place(0, address),
      cidrs: blocks.map((block) => known(cidr(block))),
    })),
    internetGateways: Object.keys(vpcs).map((vpc) => ({
      address: vpc === 'vpc' ? 'igw' : `igw-${vpc}`,
      origin: place(7),
      vpc: known(vpc),
    })),
    subnets: named.map(([address, { vpc = 'vpc', cidr: block, zone }]) => ({
      address,
      origin: place(3, address),
      vpc: known(vpc),
      cidrs: block.split(' ').map((text): MaybeCidr => known(cidr(text))),
      networkAcl: known(`${address}-acl`),
      routeTable: known(`${address}-routes`),
      ...(zone === undefined
        ? {}
        : { availabilityZone: zone === '?' ? unknown('var.zone', 'has no default') : known(zone) }),
    })),
    networkAcls: named.map(([address, { vpc = 'vpc', inbound = open, outbound = open }]) => ({
      address: `${address}-acl`,
      origin: place(4, address),
      vpc: known(vpc),
      isDefault: false,
      inbound: inbound.map(entry),
      outbound: outbound.map(entry),
      refused: [],
    })),
    routeTables: named.map(([address, { vpc = 'vpc', routes = {} }]) => ({
      address: `${address}-routes`,
      origin: place(2, address),
      vpc: known(vpc),
      isMain: false,
      routes: [
        ...(vpcs[vpc] ?? []).map((block) => route(block, 'local', vpc)),
        ...Object.entries(routes).map(([block, target]) => route(block, target, vpc)),
      ],
    })),
    securityGroups: [
      ...base.securityGroups,
      ...Object.entries(groups).map(([address, { vpc = 'vpc', rules }]) => ({
        address,
        origin: place(1, address),
        vpc: known(vpc),
        rules: rules.map(groupRule),
        refused: [],
      })),
    ],
    interfaces: hosts.map(({ also: more, ...text }) => ({ ...host(text), ...more })),
    ...also,
  };
}

function route(block: string, target: string, vpc: string): Route {
  return {
    destination: block === '?' ? unknown('var.block', 'has no default') : known(cidr(block)),
    target: targetOf(target, vpc),
    resource: 'routes',
    origin: place(2),
  };
}

function targetOf(text: string, vpc: string): Maybe<RouteTarget> {
  const [kind = '', name = ''] = text.split(':');
  const targets: Readonly<Record<string, RouteTarget>> = {
    local: { kind: 'local' },
    igw: { kind: 'internet-gateway', gateway: vpc === 'vpc' ? 'igw' : `igw-${vpc}` },
    eigw: { kind: 'egress-only-internet-gateway', gateway: 'eigw' },
    nat: { kind: 'nat-gateway', gateway: name },
    pcx: { kind: 'vpc-peering-connection', connection: name || 'pcx' },
    tgw: { kind: 'transit-gateway', gateway: name || 'tgw' },
    vpce: { kind: 'gateway-endpoint', endpoint: name || 'vpce' },
    eni: { kind: 'interface', interface: name },
    other: { kind: 'other', what: 'aws_vpn_gateway', component: name },
    blackhole: { kind: 'blackhole' },
  };
  const target = targets[kind];
  return target === undefined ? unknown('var.target', 'has no default') : known(target);
}

/** Probes one cloud. Ends are named by interface, `interface@address`, or by the address of a host outside. */
export function prober(made: Network): {
  readonly topology: Topology;
  readonly end: (text: string) => Endpoint;
  readonly talk: (from: string, to: string, exchange?: Partial<Exchange>) => Conversation;
} {
  const topology = new Topology(made);
  const end = (text: string): Endpoint => {
    const [name = '', address] = text.split('@');
    const at = topology.interface(name);
    if (at === undefined) return { kind: 'outside', address: ip(text) };
    return { kind: 'interface', interface: at, ...(address === undefined ? {} : { address: ip(address) }) };
  };
  const usual = { protocol: 6, sourcePort: 50000, destinationPort: 443 };
  return {
    topology,
    end,
    talk: (from, to, exchange = {}) => {
      const asked =
        exchange.protocol === undefined ? { ...usual, ...exchange } : { protocol: 6, ...exchange };
      return converse(topology, end(from), end(to), asked);
    },
  };
}

/** The hop that decided: the last one of the reply, else of the request. */
export function lastHop({ request, reply }: Conversation): Hop {
  return (reply ?? request).hops.at(-1)!;
}

/** `allow`, or what said no: `deny CODE component`. */
export function outcome(conversation: Conversation): string {
  if (conversation.verdict === 'allow')
    return conversation.certainty === 'assumed' ? 'allow assumed' : 'allow';
  const { code, component } = lastHop(conversation);
  return `${conversation.verdict} ${code ?? ''} ${component}`;
}

/** The filters of both legs: `app-acl out 203.0.113.9`, with the remote address they look at. */
export function filters({ request, reply }: Conversation): readonly string[] {
  return [...request.hops, ...(reply?.hops ?? [])].flatMap(({ checkpoint, component, direction, rule }) =>
    checkpoint === 'network-acl' || (checkpoint === 'security-group' && rule !== 'tracked')
      ? [`${component} ${direction === 'inbound' ? 'in' : 'out'}`]
      : [],
  );
}
