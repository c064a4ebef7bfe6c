/** An instance behind a NAT gateway, and what it meets on its way to the internet. */
import type { RouteTarget } from '../../../src/core/aws/network.ts';
import { converse, type Conversation } from '../../../src/core/reach/conversation.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known } from '../../../src/core/value/value.ts';
import { cidr, entry, host, ip, network, place, type EntryText } from '../../support/networks.ts';

export const syn = {
  protocol: 6,
  sourcePort: 50000,
  destinationPort: 443,
  requestFlags: 'SYN',
  replyFlags: 'SYN-ACK',
} as const;

export interface Parts {
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
export function behindNat(parts: Parts = {}): Topology {
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

export function browse(topology: Topology): Conversation {
  const inside = { kind: 'interface', interface: topology.interface('app')! } as const;
  return converse(topology, inside, { kind: 'outside', address: ip('203.0.113.9') }, syn);
}

export const filters = (conversation: Conversation): readonly string[] =>
  [...conversation.request.hops, ...(conversation.reply?.hops ?? [])]
    .filter((hop) => hop.checkpoint === 'network-acl' || hop.checkpoint === 'nat-gateway')
    .map((hop) => `${hop.component} ${hop.direction ?? ''}`.trim());
