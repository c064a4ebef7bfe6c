/**
 * `sg-reference-public`: a rule names a group, and what its members send arrives from public addresses, which a group
 * never stands for (SEMANTICS S27, N34a): they use an internet-facing load balancer, whose name means public addresses
 * inside the VPC too (S38a), or are given a public address by the code. That they use it is assumed.
 */
import { portsOf } from '../aws/match.ts';
import type { NetworkInterface, SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import { parseCidr } from '../net/address.ts';
import { allProtocols, tcp } from '../net/protocol.ts';
import type { Topology } from '../reach/topology.ts';
import type { Configuration } from '../value/resource.ts';
import type { Finding, Related } from './finding.ts';
import { namesInWords } from './members.ts';
import { namesIn } from './namesIn.ts';
import type { Rule } from './rule.ts';

export const sgReferencePublic: Rule = {
  id: 'sg-reference-public',
  check: ({ configuration, topology }) => {
    const told = toldBy(configuration);
    const found = new Map<string, Finding>();
    for (const group of topology.network.securityGroups) {
      for (const rule of group.rules) {
        const { direction, peer, exists, origin } = rule;
        if (direction !== 'inbound' || exists.kind === 'unknown' || origin.awsDefault === true) continue;
        if (peer.kind === 'unknown' || peer.value.kind !== 'group') continue;
        // One block makes a rule for each of its peers.
        const key = `${origin.file} ${origin.span.start}`;
        if (found.has(key)) continue;
        const senders = topology.membersOf(peer.value.group).filter(isClient);
        const finding =
          balanced(topology, group, rule, senders, peer.value.group) ??
          addressed(topology, group, rule, senders, told);
        if (finding !== undefined) found.set(key, finding);
      }
    }
    return [...found.values()];
  },
};

/** Something that looks up names and connects; a load balancer is told its targets by AWS. */
function isClient({ kind }: NetworkInterface): boolean {
  return kind === 'instance' || kind === 'container' || kind === 'function';
}

/** Where the group is carried by internet-facing load balancers and nobody else. */
function balanced(
  topology: Topology,
  group: SecurityGroup,
  rule: SecurityGroupRule,
  senders: readonly NetworkInterface[],
  peer: string,
): Finding | undefined {
  const members = topology.membersOf(group.address);
  const [first] = members;
  if (first === undefined || senders.length === 0 || peer === group.address) return undefined;
  if (!members.every((at) => isPublicNode(topology, at) && !isAdmittedOtherwise(topology, at, rule)))
    return undefined;
  const who = namesInWords(senders);
  return toFinding(
    rule,
    `No connection of ${who} to ${namesInWords(members)} matches this rule: the load balancer is internet-facing, so its name stands for public addresses, and what is sent there comes from one too, while a group stands for private addresses. Admit the addresses they come from, or use an internal load balancer.`,
    [
      { message: `${first.owner} is internet-facing`, origin: first.origin },
      ...senders.slice(0, 2).map((at) => ({ message: `${at.owner} carries ${peer}`, origin: at.origin })),
    ],
  );
}

function isPublicNode(topology: Topology, at: NetworkInterface): boolean {
  const scheme = at.kind === 'load-balancer' ? topology.loadBalancerOf(at)?.scheme : undefined;
  return scheme?.kind === 'known' && scheme.value === 'internet-facing';
}

/** Where the code hands the public address of a member to a sender. */
function addressed(
  topology: Topology,
  group: SecurityGroup,
  rule: SecurityGroupRule,
  senders: readonly NetworkInterface[],
  told: (owner: string) => ReadonlySet<string>,
): Finding | undefined {
  const informed = senders.filter(({ owner }) => told(owner).size > 0);
  for (const at of informed.length === 0 ? [] : topology.membersOf(group.address)) {
    const names = publicNamesOf(at);
    for (const sender of names.length === 0 ? [] : informed) {
      if (sender.owner === at.owner) continue;
      const known = told(sender.owner);
      const name = names.find((one) => known.has(one));
      if (name === undefined || isAdmittedOtherwise(topology, at, rule)) continue;
      return toFinding(
        rule,
        `${sender.owner} is given a public address of ${at.owner} (${name}), and connections to it do not match this rule: they come from a public address too, while a group stands for private addresses. Use the private address of ${at.owner}.`,
        [
          { message: `${sender.owner} is given ${name}`, origin: sender.origin },
          { message: `${at.owner} has that address`, origin: at.origin },
        ],
      );
    }
  }
  return undefined;
}

/** What the code calls the public addresses of an interface. */
function publicNamesOf({ owner, publicIps }: NetworkInterface): readonly string[] {
  if (publicIps.kind === 'unknown' || publicIps.value.length === 0) return [];
  const names = publicIps.value.flatMap(({ address }) =>
    address.kind === 'unknown' ? address.because.map(({ what }) => what) : [],
  );
  // In CloudFormation the address is what an Elastic IP itself stands for.
  const references = names.flatMap((name) =>
    name.endsWith('.PublicIp') ? [name.replace(/PublicIp$/, 'Ref')] : [],
  );
  return [...names, ...references, `${owner}.public_ip`, `${owner}.PublicIp`];
}

/** Resources that say what runs on others. */
const definitions: ReadonlySet<string> = new Set([
  'aws_ecs_task_definition',
  'aws_launch_template',
  'AWS::ECS::TaskDefinition',
  'AWS::EC2::LaunchTemplate',
]);

/** What an owner's own resource names, and the definitions that one names. */
function toldBy({ resources }: Configuration): (owner: string) => ReadonlySet<string> {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const known = new Map<string, ReadonlySet<string>>();
  return (owner) => {
    const found = known.get(owner);
    if (found !== undefined) return found;
    const resource = byAddress.get(owner);
    const own = namesIn(resource === undefined ? [] : [resource.properties]);
    const further = [...own].flatMap((name) => {
      const named = byAddress.get(name);
      return named !== undefined && definitions.has(named.type) ? [named.properties] : [];
    });
    const names = new Set([...own, ...namesIn(further)]);
    known.set(owner, names);
    return names;
  };
}

const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].flatMap(
  (text) => parseCidr(text)?.cidr ?? [],
);

/** Whether another rule of an interface may admit the same traffic from public addresses. */
function isAdmittedOtherwise(topology: Topology, at: NetworkInterface, rule: SecurityGroupRule): boolean {
  return topology
    .groupsOf(at)
    .some(
      (group) =>
        group.kind === 'unknown' ||
        group.value.open !== undefined ||
        group.value.rules.some(
          (other) => other.direction === 'inbound' && mayBePublic(other) && overlap(rule, other),
        ),
    );
}

function mayBePublic({ peer }: SecurityGroupRule): boolean {
  if (peer.kind === 'unknown' || peer.value.kind === 'prefix-list') return true;
  if (peer.value.kind === 'group' || peer.value.cidr.family === 'ipv6') return false;
  const { first, last } = peer.value.cidr;
  return !privateBlocks.some((block) => block.first <= first && last <= block.last);
}

function overlap(one: SecurityGroupRule, other: SecurityGroupRule): boolean {
  const { protocol } = one;
  const asked = protocol.kind === 'unknown' || protocol.value === allProtocols ? tcp : protocol.value;
  return !portsOf(one, asked).may.intersect(portsOf(other, asked).may).isEmpty;
}

function toFinding(rule: SecurityGroupRule, message: string, related: readonly Related[]): Finding {
  return {
    rule: 'sg-reference-public',
    severity: 'warning',
    certainty: 'assumed',
    message,
    resource: rule.resource,
    origin: rule.origin,
    related,
    proof: undefined,
    because: [],
  };
}
