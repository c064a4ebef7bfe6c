/** Everything unknown that some component of a network hangs on, each reason once, in order of appearance. */
import type { MaybeCidr } from '../aws/component.ts';
import type { Network, TrafficMatch } from '../aws/network.ts';
import type { Because, Maybe } from '../value/value.ts';
import { keyOf } from './reasons.ts';

/** What a network is made of. */
export type Parts = Omit<Network, 'root' | 'language' | 'unresolved'>;

export function unresolvedOf(network: Parts): readonly Because[] {
  const reasons = new Map<string, Because>();
  // One list may be shared by thousands of components.
  const seen = new Set<readonly Because[]>();
  const add = (because: readonly Because[] | undefined): void => {
    if (because === undefined || seen.has(because)) return;
    seen.add(because);
    for (const reason of because) {
      const key = keyOf(reason);
      if (!reasons.has(key)) reasons.set(key, reason);
    }
  };
  const look = (...facts: readonly (Maybe<unknown> | MaybeCidr | undefined)[]): void => {
    for (const fact of facts) if (fact?.kind === 'unknown') add(fact.because);
  };
  const lookAtTraffic = ({ protocol, ports, icmp }: TrafficMatch): void => look(protocol, ports, icmp);

  for (const { cidrs } of network.vpcs) look(...cidrs);
  for (const { vpc, cidrs, networkAcl, routeTable } of network.subnets)
    look(vpc, ...cidrs, networkAcl, routeTable);
  for (const acl of network.networkAcls) {
    look(acl.vpc);
    add(acl.open);
    for (const entry of [...acl.inbound, ...acl.outbound]) {
      look(entry.exists, entry.ruleNumber, entry.action, entry.cidr);
      lookAtTraffic(entry);
    }
  }
  for (const group of network.securityGroups) {
    look(group.vpc, ...(group.alsoIn ?? []));
    add(group.open);
    for (const rule of group.rules) {
      look(rule.exists, rule.peer);
      lookAtTraffic(rule);
    }
  }
  for (const { entries, service } of network.prefixLists) if (service === undefined) look(...entries);
  for (const table of network.routeTables) {
    look(table.vpc);
    add(table.open);
    look(...(table.propagating ?? []));
    for (const { destination, target, service } of table.routes) {
      look(target);
      if (service === undefined) look(destination);
    }
  }
  for (const { vpc, routeTable } of network.internetGateways) look(vpc, routeTable);
  for (const { vpc } of network.egressOnlyInternetGateways) look(vpc);
  for (const { requester, accepter, active, crossRegion } of network.vpcPeeringConnections)
    look(requester, accepter, active, crossRegion);
  for (const { vpc } of network.gatewayEndpoints) look(vpc);
  look(network.blockPublicAccess?.mode);
  for (const { of, mode } of network.blockPublicAccess?.exclusions ?? []) look(of, mode);
  for (const { groupReferencing } of network.transitGateways) look(groupReferencing);
  for (const attachment of network.transitGatewayAttachments) {
    const { gateway, vpc, subnets, groupReferencing, routeTable } = attachment;
    look(gateway, vpc, ...subnets, groupReferencing, routeTable);
  }
  for (const { gateway, routes, propagations, open } of network.transitGatewayRouteTables) {
    look(gateway, ...propagations);
    add(open);
    for (const { destination, target } of routes)
      look(destination, target === 'blackhole' ? undefined : target);
  }
  for (const { type, scheme, listeners, open } of network.loadBalancers) {
    look(type, scheme);
    add(open);
    for (const { port, targetGroups } of listeners) look(port, ...targetGroups);
  }
  for (const {
    protocols,
    family,
    port,
    healthCheck,
    preservesClientIp,
    targets,
    open,
  } of network.targetGroups) {
    look(protocols, family, port, healthCheck?.port, preservesClientIp);
    add(open);
    for (const target of targets) look(target.interface, target.port);
  }
  for (const member of network.interfaces) {
    look(
      member.regionalIn ?? member.subnet,
      ...member.securityGroups,
      ...member.privateIps,
      member.ipv6,
      member.publicIps,
    );
    look(member.sourceDestCheck, member.leadsTo);
    if (member.ipv6.kind === 'known') look(...member.ipv6.value);
    if (member.publicIps.kind === 'known') look(...member.publicIps.value.map(({ address }) => address));
  }
  return [...reasons.values()];
}
