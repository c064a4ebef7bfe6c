/**
 * `sg-exposed`: a port nobody should reach from the internet can be connected to from there: the security group, the network
 * ACL on both legs, the routes and a public address are all proved to let it happen. Where only the group is open it is a hint.
 */
import { portsOf } from '../aws/match.ts';
import type { NetworkInterface, SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import { contains, formatCidr, type Address } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import type { Conversation } from '../reach/conversation.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import type { Topology } from '../reach/topology.ts';
import { groupRuleInWords } from '../reach/words.ts';
import type { Finding } from './finding.ts';
import { connectFromInternet } from './internetConnections.ts';
import { alike, namesInWords } from './members.ts';
import type { Rule, SensitivePorts } from './rule.ts';

export const sgExposed: Rule = {
  id: 'sg-exposed',
  check: ({ topology, settings }) => {
    const everybody = (['ipv4', 'ipv6'] as const).flatMap((family) =>
      everyday(internetClasses(topology, family)).map(({ address }) => address),
    );
    const found = new Map<string, Finding>();
    for (const group of topology.network.securityGroups) {
      for (const rule of group.rules) {
        const admitted = everybody.find((address) => admits(rule, address));
        const services = admitted === undefined ? [] : servicesOf(rule, settings.sensitivePorts);
        if (admitted === undefined || services.length === 0) continue;
        const finding = judge(topology, group, rule, admitted, services);
        if (finding === undefined) continue;
        // One block makes a rule for each of its peers.
        const key = `${rule.origin.file} ${rule.origin.span.start}`;
        const other = found.get(key);
        if (other === undefined || (other.proof === undefined && finding.proof !== undefined))
          found.set(key, finding);
      }
    }
    return [...found.values()];
  },
};

/** Whether an inbound rule is sure to admit an address; a rule of AWS' own is nobody's to change. */
function admits({ direction, peer, exists, origin }: SecurityGroupRule, address: Address): boolean {
  return (
    direction === 'inbound' &&
    exists.kind === 'known' &&
    origin.awsDefault !== true &&
    peer.kind === 'known' &&
    peer.value.kind === 'cidr' &&
    contains(peer.value.cidr, address)
  );
}

interface Service {
  readonly name: string;
  readonly ports: PortSet;
}

function servicesOf(rule: SecurityGroupRule, sensitive: readonly SensitivePorts[]): readonly Service[] {
  const { must } = portsOf(rule, tcp);
  return sensitive.flatMap(({ service, ports }) => {
    const open = must.intersect(PortSet.of(ports));
    return open.isEmpty ? [] : [{ name: service, ports: open }];
  });
}

function judge(
  topology: Topology,
  group: SecurityGroup,
  rule: SecurityGroupRule,
  from: Address,
  services: readonly Service[],
): Finding | undefined {
  const members = topology.membersOf(group.address);
  if (members.length > 0 && !members.some((at) => mayAnswer(topology, at, services))) return undefined;
  const reached: { readonly members: readonly NetworkInterface[]; readonly conversation: Conversation }[] =
    [];
  const exposed = new Map<Service, PortSet>();
  for (const same of alike(members)) {
    const [member] = same;
    if (member === undefined) continue;
    for (const service of services) {
      for (const port of numbers(service.ports)) {
        const conversation = connectFromInternet(topology, from, member, port);
        if (conversation.verdict !== 'allow') continue;
        exposed.set(
          service,
          (exposed.get(service) ?? PortSet.none).union(PortSet.of({ first: port, last: port })),
        );
        if (!reached.some((one) => one.members === same)) reached.push({ members: same, conversation });
      }
    }
  }
  const [first] = reached;
  const base = { rule: 'sg-exposed', resource: rule.resource, origin: rule.origin, because: [] } as const;
  if (first === undefined) {
    const behind =
      members.length === 0
        ? 'no interface of the code carries the group'
        : `nothing proves that they get to ${namesInWords(members)}`;
    return {
      ...base,
      severity: 'hint',
      certainty: 'proved',
      message: `This rule admits ${whoInWords(rule)} to ${inWords(services)}; ${behind}. Narrow it to the addresses that need it.`,
      related: [],
      proof: undefined,
    };
  }
  const hosts = reached.flatMap(({ members: some }) => some);
  const open = [...exposed].map(([{ name }, ports]): Service => ({ name, ports }));
  const { request, certainty } = first.conversation;
  return {
    ...base,
    severity: 'warning',
    certainty,
    message: `${inWords(open)} of ${namesInWords(hosts)} can be reached from the internet: this rule admits ${whoInWords(rule)}, and the network ACL and the routes let them through. Narrow it to the addresses that need it.`,
    related: [
      ...request.hops
        .filter(({ checkpoint }) => checkpoint === 'network-acl' || checkpoint === 'internet-gateway')
        .map((hop) => ({ message: `The SYN passes ${hop.text}`, origin: hop.origin })),
      { message: `The SYN passes ${groupRuleInWords(rule)}`, origin: rule.origin },
      ...hosts.slice(0, 3).map((at) => ({ message: `Reaches ${at.owner}`, origin: at.origin })),
    ],
    proof: request,
  };
}

/** A load balancer answers at its listeners and nowhere else. */
function mayAnswer(topology: Topology, at: NetworkInterface, services: readonly Service[]): boolean {
  const balancer = topology.loadBalancerOf(at);
  // One without listeners gets them elsewhere.
  if (balancer === undefined || balancer.open !== undefined || balancer.listeners.length === 0) return true;
  return balancer.listeners.some(
    ({ port }) => port.kind === 'unknown' || services.some(({ ports }) => ports.has(port.value)),
  );
}

function numbers({ ranges }: PortSet): readonly number[] {
  return ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
}

/** `SSH (tcp 22)`, `SSH (tcp 22), MySQL (tcp 3306) and 20 more services`. */
function inWords(services: readonly Service[]): string {
  const shown = services.slice(0, 3).map(({ name, ports }) => `${name} (tcp ${ports.toString()})`);
  const rest = services.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more ${rest === 1 ? 'service' : 'services'}`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** A half of the internet, or an eighth, is not everybody. */
function whoInWords({ peer }: SecurityGroupRule): string {
  if (peer.kind === 'unknown' || peer.value.kind !== 'cidr') return 'hosts all over the internet';
  const { cidr } = peer.value;
  return cidr.prefixLength === 0 ? 'everybody' : `all of ${formatCidr(cidr)}`;
}
