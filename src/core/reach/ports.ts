/** Sorts ports into classes that no rule that can decide tells apart, so that one walk answers for a whole class. */
import { isOfType, type LoadBalancer } from '../aws/loadBalancer.ts';
import type { NetworkInterface, Subnet, TrafficMatch } from '../aws/network.ts';
import { lastPort, PortSet, type PortRange } from '../net/portSet.ts';
import { allProtocols, type Protocol } from '../net/protocol.ts';
import { known, type Maybe } from '../value/value.ts';
import { forwardsOf } from './loadBalancer.ts';
import type { Topology } from './topology.ts';

/**
 * Parts of `ports` that together are all of them, by their first port; within each every filter of the given interfaces
 * treats all ports of the protocol alike, and so does a load balancer whose node one of them is, with what is before its
 * targets. A part lies between two edges of rules and may have gaps.
 */
export function portClasses(
  topology: Topology,
  ports: PortSet,
  protocol: Protocol,
  interfaces: readonly NetworkInterface[],
): readonly PortSet[] {
  const edges = new Set<number>([0]);
  const rules = [
    ...interfaces.flatMap((at) => [...rulesAt(topology, at), ...rulesBehind(topology, at)]),
    ...rulesBetween(topology),
  ];
  for (const rule of rules) {
    if (rule.ports.kind === 'unknown' || rule.ports.value === 'all' || !speaksOf(rule, protocol)) continue;
    edges.add(rule.ports.value.first);
    edges.add(rule.ports.value.last + 1);
  }
  for (const at of interfaces) {
    for (const { protocol: own, port } of balancerAt(topology, at)?.listeners ?? []) {
      if (own === protocol && port.kind === 'known') edges.add(port.value).add(port.value + 1);
    }
  }
  const starts = [...edges].sort((a, b) => a - b);
  const made = cuts.get(ports) ?? new Map<string, readonly PortSet[]>();
  cuts.set(ports, made);
  const key = starts.join();
  const classes = made.get(key) ?? cutAt(ports, starts);
  made.set(key, classes);
  return classes;
}

/** Interfaces behind the same filters cut the same ports alike. */
const cuts = new WeakMap<PortSet, Map<string, readonly PortSet[]>>();

/** @param starts sorted, from 0. */
function cutAt({ ranges }: PortSet, starts: readonly number[]): readonly PortSet[] {
  const parts: PortRange[][] = starts.map(() => []);
  let part = 0;
  for (const { first, last } of ranges) {
    for (let from = first; from <= last;) {
      while ((starts[part + 1] ?? lastPort + 1) <= from) part++;
      const to = Math.min(last, (starts[part + 1] ?? lastPort + 1) - 1);
      parts[part]?.push({ first: from, last: to });
      from = to + 1;
    }
  }
  return parts.filter((some) => some.length > 0).map((some) => PortSet.of(...some));
}

function speaksOf({ protocol: own }: TrafficMatch, protocol: Protocol): boolean {
  return own.kind === 'unknown' || own.value === allProtocols || own.value === protocol;
}

const between = new WeakMap<Topology, readonly TrafficMatch[]>();

/**
 * The rules a packet may meet on its way: those of the subnets of NAT gateways, whose NACL judges the same ports
 * (SEMANTICS N28), and of transit gateway attachments (N31).
 */
function rulesBetween(topology: Topology): readonly TrafficMatch[] {
  const found = between.get(topology);
  if (found !== undefined) return found;
  const { subnets, transitGatewayAttachments } = topology.network;
  const attached = new Set(
    transitGatewayAttachments.flatMap((attachment) =>
      attachment.subnets.flatMap((subnet) => (subnet.kind === 'known' ? [subnet.value] : [])),
    ),
  );
  const made = [
    ...topology.interfaces
      .filter(({ kind }) => kind === 'nat-gateway')
      .flatMap((at) => entriesAt(topology, topology.subnetOf(at))),
    ...subnets
      .filter(({ address }) => attached.has(address))
      .flatMap((subnet) => entriesAt(topology, known(subnet))),
  ];
  between.set(topology, made);
  return made;
}

/**
 * Those that the targets of a network load balancer are behind, which may see the client's port (SEMANTICS S40), and at an
 * endpoint those of the load balancer's nodes.
 */
function rulesBehind(topology: Topology, node: NetworkInterface): readonly TrafficMatch[] {
  const balancer = balancerAt(topology, node);
  if (balancer === undefined || isOfType(balancer, 'network') === 'no') return [];
  // An endpoint leads to other interfaces, whose filters look at the port too.
  const nodes =
    node.leadsTo === undefined ? [] : balancer.nodes.flatMap((one) => topology.interface(one) ?? []);
  const targets = balancer.listeners.flatMap((listener) => forwardsOf(topology, listener).forwards);
  const subnets = new Set(
    targets.flatMap(({ interface: at }) => (at.kind === 'known' ? [topology.subnetOf(at.value)] : [])),
  );
  return [
    ...[...subnets].flatMap((subnet) => entriesAt(topology, subnet)),
    ...nodes.flatMap((one) => rulesAt(topology, one)),
  ];
}

function balancerAt(topology: Topology, at: NetworkInterface): LoadBalancer | undefined {
  const behind = topology.balancerBehind(at);
  return behind?.kind === 'known' ? behind.value : undefined;
}

function rulesAt(topology: Topology, at: NetworkInterface): readonly TrafficMatch[] {
  const rules = topology.groupsOf(at).flatMap((group) => (group.kind === 'known' ? group.value.rules : []));
  return [...entriesAt(topology, topology.subnetOf(at)), ...rules];
}

function entriesAt(topology: Topology, subnet: Maybe<Subnet>): readonly TrafficMatch[] {
  const acl = subnet.kind === 'known' ? topology.networkAclOf(subnet.value) : subnet;
  return acl.kind === 'known' ? [...acl.value.inbound, ...acl.value.outbound] : [];
}
