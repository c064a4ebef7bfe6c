/**
 * `nacl-ephemeral-exposes`: a rule that lets replies in lets unsolicited SYNs in too, and no security group stops them: what
 * an ACK scan shows as unfiltered (SEMANTICS N44). Proved by a walk from the internet to one of the ports.
 */
import { portsOf } from '../aws/match.ts';
import type { NetworkAcl, NetworkAclEntry, NetworkInterface } from '../aws/network.ts';
import { securityGroupPorts } from '../aws/securityGroup.ts';
import { contains } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import type { Conversation } from '../reach/conversation.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import type { Topology } from '../reach/topology.ts';
import { entryOrders } from './entryOrders.ts';
import type { Finding } from './finding.ts';
import { connectFromInternet } from './internetConnections.ts';
import { alike, behindNetworkAcl, namesInWords } from './members.ts';
import type { Rule } from './rule.ts';

const low = PortSet.of({ first: 0, last: 1023 });

export const naclEphemeralExposes: Rule = {
  id: 'nacl-ephemeral-exposes',
  check: ({ topology, settings: { ephemeralPorts } }) => {
    const picked = ephemeralPorts.linux.union(ephemeralPorts.windows).union(ephemeralPorts.macos);
    return entryOrders(topology)
      .filter(({ direction, entry }) => direction === 'inbound' && isForReplies(entry, picked))
      .flatMap(({ acl, entry }) => judge(topology, acl, entry));
  },
};

/** @param picked what clients pick ports from (SEMANTICS N41): a rule for at least half of these and none below is made for replies. */
function isForReplies(entry: NetworkAclEntry, picked: PortSet): boolean {
  const { action, exists, protocol } = entry;
  if (action.kind !== 'known' || action.value !== 'allow' || exists.kind !== 'known') return false;
  if (protocol.kind !== 'known' || protocol.value !== tcp) return false;
  const { must } = portsOf(entry, tcp);
  const replies = must.intersect(picked);
  return must.intersect(low).isEmpty && !replies.isEmpty && replies.size * 2 >= picked.size;
}

function judge(topology: Topology, acl: NetworkAcl, entry: NetworkAclEntry): readonly Finding[] {
  const from = (['ipv4', 'ipv6'] as const)
    .flatMap((family) => everyday(internetClasses(topology, family)))
    .map(({ address }) => address)
    .find((address) => entry.cidr.kind === 'known' && contains(entry.cidr.value, address));
  if (from === undefined) return [];
  // What has no security group, or takes no connections, is not to be narrowed.
  const behind = behindNetworkAcl(topology, acl).filter(
    ({ kind, unfiltered, outboundOnly }) =>
      kind !== 'nat-gateway' && kind !== 'load-balancer' && unfiltered !== true && outboundOnly !== true,
  );
  const exposed: { members: readonly NetworkInterface[]; ports: PortSet; conversation: Conversation }[] = [];
  for (const members of alike(behind)) {
    const [member] = members;
    if (member === undefined) continue;
    const groups = topology.groupsOf(member);
    const admitted = securityGroupPorts(groups, 'inbound', from, tcp, topology.matchesPeer).must;
    const ports = admitted.intersect(portsOf(entry, tcp).must);
    const port = ports.ranges[0]?.first;
    if (port === undefined) continue;
    const conversation = connectFromInternet(topology, from, member, port);
    const decided = conversation.request.hops.some(
      (hop) => hop.checkpoint === 'network-acl' && hop.origin === entry.origin,
    );
    if (conversation.verdict === 'allow' && decided) exposed.push({ members, ports, conversation });
  }
  const [first] = exposed;
  if (first === undefined) return [];
  const hosts = exposed.flatMap(({ members }) => members);
  const number = entry.ruleNumber.kind === 'known' ? `rule ${entry.ruleNumber.value}` : 'this rule';
  return [
    {
      rule: 'nacl-ephemeral-exposes',
      severity: 'information',
      certainty: first.conversation.certainty,
      message: `Inbound ${number} of ${acl.address} lets replies in, and with them connections from the internet to ${counted(first.ports)} of ${namesInWords(hosts)}: no security group stops them. Narrow the security group; the network ACL cannot tell a SYN from a reply.`,
      resource: entry.resource,
      origin: entry.origin,
      related: first.conversation.request.hops
        .filter(({ checkpoint }) => checkpoint === 'security-group')
        .map((hop) => ({ message: `The SYN passes ${hop.text}`, origin: hop.origin })),
      proof: first.conversation.request,
      because: [],
    },
  ];
}

/** `tcp 8080`, `64512 tcp ports from 1024`. */
function counted(ports: PortSet): string {
  const text = ports.toString();
  return text.length <= 24 ? `tcp ${text}` : `${ports.size} tcp ports from ${ports.ranges[0]?.first ?? 0}`;
}
