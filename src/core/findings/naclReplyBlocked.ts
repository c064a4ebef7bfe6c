/**
 * `nacl-reply-blocked`: a network ACL lets a connection begin and then drops every reply to it, because it keeps no state
 * and no rule admits the port the initiator picked (SEMANTICS N6, N41, N43).
 */
import type { Direction, NetworkAcl, NetworkInterface, Subnet } from '../aws/network.ts';
import { networkAclPorts } from '../aws/networkAcl.ts';
import { securityGroupPorts } from '../aws/securityGroup.ts';
import type { Address, Family } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import { converse, type Conversation } from '../reach/conversation.ts';
import type { Hop } from '../reach/hop.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { Finding, Related } from './finding.ts';

/** What Linux, Windows and macOS pick between them (SEMANTICS N41). A reply to none of these arrives nowhere. */
const ephemeral = PortSet.of({ first: 32768, last: 65535 });
/** The port whose walk is shown when it is among the affected ones: what people try first. */
const wellKnown = [443, 80, 22];
const client = 40000;

/** Judges every interface against the internet, in both directions. One finding a NACL and direction. */
export function naclReplyBlocked(topology: Topology): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const member of topology.interfaces) {
    const subnet = topology.subnetOf(member);
    const acl = subnet.kind === 'known' ? topology.networkAclOf(subnet.value) : subnet;
    if (subnet.kind === 'unknown' || acl.kind === 'unknown') continue;
    for (const family of ['ipv4', 'ipv6'] as const) {
      for (const { address } of everyday(internetClasses(topology, family))) {
        for (const opened of ['outbound', 'inbound'] as const) {
          const key = `${acl.value.address} ${opened} ${family}`;
          if (findings.has(key)) continue;
          const blocked = findBlocked(topology, member, acl.value, address, opened);
          if (blocked !== undefined)
            findings.set(key, toFinding(member, subnet.value, acl.value, opened, family, blocked));
        }
      }
    }
  }
  return [...findings.values()];
}

interface Blocked {
  /** Destination ports on which the connection begins. */
  readonly ports: PortSet;
  readonly conversation: Conversation;
  readonly died: Hop;
}

/** @param opened `outbound` when the interface opens the connection, `inbound` when the remote does. */
function findBlocked(
  topology: Topology,
  member: NetworkInterface,
  acl: NetworkAcl,
  remote: Address,
  opened: Direction,
): Blocked | undefined {
  const back = opened === 'outbound' ? 'inbound' : 'outbound';
  const replies = networkAclPorts(acl, back, remote, tcp);
  if (!replies.mayAllow.intersect(ephemeral).isEmpty) return undefined;
  const groups = securityGroupPorts(
    topology.groupsOf(member),
    opened,
    remote,
    tcp,
    topology.matchesPeer,
  ).must;
  const ports = groups.subtract(networkAclPorts(acl, opened, remote, tcp).mayDeny);
  if (ports.isEmpty) return undefined;
  const port = wellKnown.find((candidate) => ports.has(candidate)) ?? ports.ranges[0]?.last ?? 0;
  const inside: Endpoint = { kind: 'interface', interface: member };
  const outside: Endpoint = { kind: 'outside', address: remote };
  const [from, to] = opened === 'outbound' ? [inside, outside] : [outside, inside];
  const exchange = {
    protocol: tcp,
    sourcePort: client,
    destinationPort: port,
    requestFlags: 'SYN',
    replyFlags: 'SYN-ACK',
  } as const;
  const conversation = converse(topology, from, to, exchange);
  const died = conversation.reply?.hops.at(-1);
  // The route or the gateway may stop the request before: then there is no reply to speak of.
  if (conversation.reply?.verdict !== 'deny' || died?.checkpoint !== 'network-acl') return undefined;
  return { ports, conversation, died };
}

function toFinding(
  member: NetworkInterface,
  subnet: Subnet,
  acl: NetworkAcl,
  opened: Direction,
  family: Family,
  { ports, conversation, died }: Blocked,
): Finding {
  const back = opened === 'outbound' ? 'inbound' : 'outbound';
  const connections =
    opened === 'outbound'
      ? `connections ${member.owner} opens to the internet`
      : `connections from the internet to ${member.owner}`;
  const rule =
    died.rule === '*' ? `${back} rule *, as no other rule matches` : `${back} rule ${died.rule ?? ''}`;
  const everyone = family === 'ipv4' ? '0.0.0.0/0' : '::/0';
  const advice = `Allow ${back} tcp 1024-65535 ${back === 'inbound' ? 'from' : 'to'} ${everyone}: a network ACL keeps no state, so replies need a rule of their own`;
  return {
    rule: 'nacl-reply-blocked',
    severity: 'warning',
    certainty: 'proved',
    message: `Replies to ${connections} (${listed(ports)}) are dropped by ${acl.address}, ${rule}. ${advice}.`,
    resource: acl.address,
    origin: died.origin,
    related: storyOf(conversation, subnet, member),
    proof: conversation.reply,
    because: [],
  };
}

function storyOf(conversation: Conversation, subnet: Subnet, member: NetworkInterface): readonly Related[] {
  const { request, reply } = conversation;
  const told: Related[] = request.hops
    .filter((hop) => hop.checkpoint === 'network-acl' || hop.checkpoint === 'security-group')
    .map((hop) => ({ message: `The SYN passes ${hop.text}`, origin: hop.origin }));
  const died = reply?.hops.at(-1);
  if (died !== undefined) told.push({ message: `The SYN-ACK dies at ${died.text}`, origin: died.origin });
  told.push({ message: `${member.owner} is in ${subnet.address}`, origin: member.origin });
  return told;
}

/** `all tcp ports`, `tcp 22,443`; past four ranges the rest is counted. */
function listed(ports: PortSet): string {
  const { ranges } = ports;
  if (ports.equals(PortSet.all)) return 'all tcp ports';
  if (ranges.length <= 4) return `tcp ${ports.toString()}`;
  return `tcp ${PortSet.of(...ranges.slice(0, 4)).toString()} and ${ranges.length - 4} more ranges`;
}
