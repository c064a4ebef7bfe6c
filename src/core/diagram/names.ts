/** Names and second lines of boxes: short enough for a box, with nothing that only colour or position would tell. */
import type { Component } from '../aws/component.ts';
import type { NetworkAcl, NetworkInterface, SecurityGroup } from '../aws/network.ts';
import { formatAddress, formatCidr, type Cidr } from '../net/address.ts';
import type { Maybe } from '../value/value.ts';

/** A Terraform address ends with `type.name`, with an instance key and a `#n` for the unnamed parts of one resource. */
const terraformName =
  /(?:^|\.)(?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]*\.([^.[\]]+(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\])?)$/;

/** What people call a component in speech: `public[0]` for `module.vpc.aws_subnet.public[0]`, `Web` for `Stack/Web`. */
export function shortName(address: string): string {
  const name = terraformName.exec(address)?.[1];
  if (name !== undefined) return name;
  return /^[\w/]+$/.test(address) ? address.slice(address.lastIndexOf('/') + 1) : address;
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
  if (acl.isDefault) parts.unshift('default');
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

const interfaceKinds: Record<NetworkInterface['kind'], string> = {
  'instance': '',
  'network-interface': '',
  'nat-gateway': 'NAT gateway',
  'load-balancer': 'load balancer',
  'database': 'database',
  'function': 'function',
  'endpoint': 'endpoint',
  'container': 'container',
};

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
  return [interfaceKinds[of.kind], ...privateIps, ...publicIps, ...ipv6]
    .filter((part) => part !== '')
    .join(' · ');
}
