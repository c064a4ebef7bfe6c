/** Names and second lines of boxes: short enough for a box, with nothing that only colour or position would tell. */
import type { Component } from '../aws/component.ts';
import type {
  NetworkAcl,
  NetworkInterface,
  Route,
  RouteTable,
  RouteTarget,
  SecurityGroup,
} from '../aws/network.ts';
import { formatAddress, formatCidr, type Cidr } from '../net/address.ts';
import { instanceKey, withoutKeys } from '../text/instanceKeys.ts';
import type { Maybe } from '../value/value.ts';

/** A Terraform address ends with `type.name`, with an instance key and a `#n` for the unnamed parts of one resource. */
const terraformName = new RegExp(
  String.raw`(?:^|\.)(?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]*\.([^.[\]]+(?:${instanceKey})?)$`,
);

/** What AWS makes with a VPC, by the attribute Terraform has for it. */
const ofVpc =
  /(?:^|\.)aws_(?:default_)?vpc\.[^.]+\.(default|main)_(?:network_acl|route_table|security_group)_id$/;

/** What people call a component in speech: `public[0]` for `module.vpc.aws_subnet.public[0]`, `Web` for `Stack/Web`. */
export function shortName(address: string): string {
  const vpcs = ofVpc.exec(withoutKeys(address))?.[1];
  if (vpcs !== undefined) return vpcs;
  const name = terraformName.exec(address)?.[1];
  if (name !== undefined) return withShortZones(name);
  return /^[\w/]+$/.test(address) ? address.slice(address.lastIndexOf('/') + 1) : address;
}

/** In a key the name of a zone nobody knows is as long as its address: `private["{0}"]` lies in the first of them. */
function withShortZones(name: string): string {
  return name.replaceAll(/\$\{[^{}]*\.names\[(\d+)\]\}/g, '{$1}');
}

/** The name somebody gave a component whose address is an id, else its address in short. */
export function labelOf({ address, name }: Component): string {
  return name ?? shortName(address);
}

/** `10.0.0.0/16 · fd00::/56`. */
export function cidrsInWords(cidrs: readonly Maybe<Cidr>[]): string {
  return cidrs.map((cidr) => (cidr.kind === 'known' ? formatCidr(cidr.value) : 'CIDR not known')).join(' · ');
}

/** `default · 2 in · 1 out`: how many rules there are besides `*`. */
export function networkAclInWords(acl: NetworkAcl): string {
  const parts = [`${acl.inbound.length} in`, `${acl.outbound.length} out`];
  if (acl.isDefault && labelOf(acl) !== 'default') parts.unshift('default');
  if (acl.open !== undefined) parts.push('maybe more');
  return parts.join(' · ');
}

/** `3 in · 1 out`: the rules of all groups of an interface together. */
export function groupsInWords(groups: readonly SecurityGroup[]): string {
  const rules = groups.flatMap((group) => group.rules);
  const inbound = rules.filter((rule) => rule.direction === 'inbound').length;
  const parts = [`${inbound} in`, `${rules.length - inbound} out`];
  if (groups.some((group) => group.open !== undefined)) parts.push('maybe more');
  return parts.join(' · ');
}

/** `0.0.0.0/0 → NAT main · 10.1.0.0/16 → peering`: the routes that leave the VPC, the default one first. */
export function routesInWords({ routes, open, propagating = [] }: RouteTable): string {
  const parts = routes
    .filter(({ target }) => target.kind === 'unknown' || target.value.kind !== 'local')
    .map((route) => ({ route, isDefault: isDefault(route) }))
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
    .map(({ route }) => routeInWords(route));
  if (parts.length === 0 && open === undefined && propagating.length === 0) parts.push('local only');
  if (propagating.length > 0) parts.push('learned routes');
  if (open !== undefined) parts.push('maybe more');
  return parts.join(' · ');
}

function isDefault({ destination }: Route): boolean {
  return destination.kind === 'known' && destination.value.prefixLength === 0;
}

function routeInWords({ destination, service, target }: Route): string {
  const to = target.kind === 'unknown' ? 'not known' : targetInWords(target.value);
  const where =
    destination.kind === 'known'
      ? formatCidr(destination.value)
      : service === undefined
        ? 'CIDR not known'
        : shortService(service);
  return `${where} → ${to}`;
}

/** `s3` for `com.amazonaws.eu-west-1.s3`; of one that is not known, `service of` its endpoint. */
export function shortService(service: string): string {
  const endpoint = /^the service of (.+)$/s.exec(service)?.[1];
  if (endpoint !== undefined) return `service of ${shortName(endpoint)}`;
  return /^(?:com|cn\.com)\.amazonaws\.[\w-]+\.(.+)$/.exec(service)?.[1] ?? service;
}

function targetInWords(target: RouteTarget): string {
  switch (target.kind) {
    case 'local':
      return 'local';
    case 'internet-gateway':
    case 'egress-only-internet-gateway':
      return 'internet';
    case 'nat-gateway':
      return `NAT ${shortName(target.gateway)}`;
    case 'vpc-peering-connection':
      return `peering ${shortName(target.connection)}`;
    case 'transit-gateway':
      return `transit ${shortName(target.gateway)}`;
    case 'gateway-endpoint':
      return `endpoint ${shortName(target.endpoint)}`;
    case 'interface':
      return shortName(target.interface);
    case 'blackhole':
      return 'blackhole';
    case 'other':
      return shortName(target.component);
  }
}

const counted: Record<NetworkInterface['kind'], readonly [one: string, many: string]> = {
  'instance': ['instance', 'instances'],
  'network-interface': ['interface', 'interfaces'],
  'nat-gateway': ['NAT gateway', 'NAT gateways'],
  'load-balancer': ['load balancer', 'load balancers'],
  'database': ['database', 'databases'],
  'function': ['function', 'functions'],
  'endpoint': ['endpoint', 'endpoints'],
  'container': ['container', 'containers'],
};

/** `40 instances · 1 NAT gateway`, the most first; of one kind also the first and the last address. */
export function kindsInWords(interfaces: readonly NetworkInterface[]): string {
  const counts = new Map<NetworkInterface['kind'], number>();
  for (const { kind } of interfaces) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${counted[kind][count === 1 ? 0 : 1]}`)
    .join(' · ');
}

/** `10.0.12.197 · 54.221.77.100`: private, then public addresses. */
export function addressesInWords(of: NetworkInterface): string {
  const privateIps = of.privateIps.map((ip) =>
    ip.kind === 'known' ? formatAddress(ip.value) : 'AWS picks the IP',
  );
  const ipv6 =
    of.ipv6.kind === 'known'
      ? of.ipv6.value.map((ip) => (ip.kind === 'known' ? formatAddress(ip.value) : 'IPv6'))
      : ['IPv6 not known'];
  const publicIps =
    of.publicIps.kind === 'known'
      ? of.publicIps.value.map((ip) =>
          ip.address.kind === 'known' ? formatAddress(ip.address.value) : 'public IP',
        )
      : ['public IP not known'];
  return [...privateIps, ...publicIps, ...ipv6].join(' · ');
}
