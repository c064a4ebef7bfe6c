/**
 * `nacl-reply-blocked`: a network ACL lets a connection begin and then drops every reply to it, because it keeps no state
 * and no rule admits the port the initiator picked (SEMANTICS N6, N41, N43).
 */
import type { Direction, NetworkAcl, NetworkInterface, Subnet } from '../aws/network.ts';
import { networkAclPorts } from '../aws/networkAcl.ts';
import { securityGroupPorts } from '../aws/securityGroup.ts';
import type { Address, Family } from '../net/address.ts';
import { ephemeralPorts } from '../net/ephemeralPorts.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import { converse, type Conversation } from '../reach/conversation.ts';
import type { Hop } from '../reach/hop.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import { natPorts } from '../reach/natGateway.ts';
import { reachabilityOf } from '../reach/reachability.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import { adviceOf, dropperInWords, missingEntry, opens, storyOf } from './droppedReply.ts';
import type { Finding } from './finding.ts';
import { oneOfEach } from './members.ts';
import type { Rule, RuleSettings } from './rule.ts';

/** What Linux, Windows and macOS pick between them (SEMANTICS N41). A reply to none of these arrives nowhere. */
function hostPorts({ ephemeralPorts: { linux, windows, macos } }: RuleSettings): PortSet {
  return linux.union(windows).union(macos);
}

/** Ports of services, as against those clients pick. */
const services = PortSet.of({ first: 0, last: 1023 });
/** The port whose walk is shown when it is among the affected ones: what people try first. */
const wellKnown = [443, 80, 22];
const client = 40000;

export const naclReplyBlocked: Rule = {
  id: 'nacl-reply-blocked',
  check: ({ topology, settings }) => check(topology, hostPorts(settings)),
};

/** Judges interfaces against the internet, alike ones once, in both directions. One finding a NACL and direction. */
function check(topology: Topology, ephemeral: PortSet): readonly Finding[] {
  const findings = new Map<string, Finding>();
  const judged = new Set<string>();
  for (const member of oneOfEach(topology)) {
    const subnet = topology.subnetOf(member);
    const acl = subnet.kind === 'known' ? topology.networkAclOf(subnet.value) : subnet;
    if (member.kind === 'nat-gateway' || subnet.kind === 'unknown' || acl.kind === 'unknown') continue;
    for (const family of ['ipv4', 'ipv6'] as const) {
      for (const opened of ['outbound', 'inbound'] as const) {
        if (!opens(member, opened) || judged.has(`${acl.value.address} ${opened} ${family}`)) continue;
        const blocked = blockedEverywhere(topology, member, acl.value, opened, family, ephemeral);
        if (blocked === undefined) continue;
        const key = `${blocked.died.component} ${opened} ${family}`;
        judged.add(key);
        if (!findings.has(key)) findings.set(key, toFinding(topology, member, subnet.value, opened, blocked));
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
  /** The end of the reply the NACL looks at. */
  readonly remote: Address;
  /** What whoever opens the connection picks its port from. */
  readonly picked: PortSet;
}

/** A part of the internet that gets no reply is somebody's block list; all of it, a missing rule. */
function blockedEverywhere(
  topology: Topology,
  member: NetworkInterface,
  acl: NetworkAcl,
  opened: Direction,
  family: Family,
  ephemeral: PortSet,
): Blocked | undefined {
  let first: Blocked | undefined;
  for (const { address } of everyday(internetClasses(topology, family))) {
    const found = findBlocked(topology, member, acl, address, opened, ephemeral);
    if (found === 'answered') return undefined;
    first ??= found;
  }
  return first;
}

/**
 * `answered` when the connection begins and some reply passes; `undefined` when it does not begin, or cannot be told.
 * @param opened `outbound` when the interface opens the connection, `inbound` when the remote does.
 */
function findBlocked(
  topology: Topology,
  member: NetworkInterface,
  acl: NetworkAcl,
  remote: Address,
  opened: Direction,
  ephemeral: PortSet,
): Blocked | 'answered' | undefined {
  const groups = securityGroupPorts(
    topology.groupsOf(member),
    opened,
    remote,
    tcp,
    topology.matchesPeer,
  ).must;
  const ports = groups.subtract(networkAclPorts(acl, opened, remote, tcp).mayDeny);
  // A NACL that admits high ports only is made for replies: nobody means to begin a connection there (N43).
  if (ports.intersect(services).isEmpty) return undefined;
  const port =
    wellKnown.find((candidate) => ports.has(candidate)) ?? ports.intersect(services).ranges[0]?.last ?? 0;
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
  // As nearly always; a walk is for what has to be shown.
  if (reachabilityOf(topology).surely(from, to, exchange)) return 'answered';
  const conversation = converse(topology, from, to, exchange);
  if (conversation.verdict === 'allow') return 'answered';
  const died = conversation.reply?.hops.at(-1);
  // The route or the gateway may stop the request before: then there is no reply to speak of.
  if (conversation.request.verdict !== 'allow') return undefined;
  if (conversation.reply?.verdict !== 'deny' || died?.checkpoint !== 'network-acl') return undefined;
  const seen =
    opened === 'outbound' && died.direction === 'outbound' ? conversation.request.packet.source : remote;
  const picked = portsPicked(topology, from, died, ephemeral);
  if (!isShut(topology, died, seen, picked)) return 'answered';
  // A NAT before a client outside picks what it likes (N41).
  const meant = from.kind === 'outside' ? natPorts : picked;
  return { ports, conversation, died, remote: seen, picked: meant };
}

/** What a client, or a NAT gateway in the subnet where the reply died, picks from. */
function portsPicked(topology: Topology, from: Endpoint, died: Hop, ephemeral: PortSet): PortSet {
  const holder = died.at === undefined ? undefined : topology.interface(died.at);
  const isFunction = from.kind === 'interface' && from.interface.kind === 'function';
  const own = isFunction ? ephemeralPorts.lambda : ephemeral;
  return holder?.kind === 'nat-gateway' && died.direction === 'inbound' ? natPorts : own;
}

/** Whether no port that may have been picked gets a reply. */
function isShut(topology: Topology, died: Hop, remote: Address, picked: PortSet): boolean {
  const acl = topology.networkAcl(died.component);
  if (acl === undefined || died.direction === undefined || picked.isEmpty) return false;
  return networkAclPorts(acl, died.direction, remote, tcp).mayAllow.intersect(picked).isEmpty;
}

function toFinding(
  topology: Topology,
  member: NetworkInterface,
  subnet: Subnet,
  opened: Direction,
  { ports, conversation, died, remote, picked }: Blocked,
): Finding {
  const connections =
    opened === 'outbound'
      ? `connections ${member.owner} opens to the internet`
      : `connections from the internet to ${member.owner}`;
  const missing = missingEntry(topology, died, subnet, remote, picked);
  return {
    rule: 'nacl-reply-blocked',
    severity: 'warning',
    certainty: 'proved',
    message: `Replies to ${connections} (${listed(ports)}) are dropped by ${dropperInWords(died)}. ${adviceOf(missing)}.`,
    resource: died.component,
    origin: died.origin,
    related: storyOf(conversation, subnet, member),
    proof: conversation.reply,
    because: [],
    missing,
  };
}

/** `all tcp ports`, `tcp 22,443`; past four ranges the rest is counted. */
function listed(ports: PortSet): string {
  const { ranges } = ports;
  if (ports.equals(PortSet.all)) return 'all tcp ports';
  if (ranges.length <= 4) return `tcp ${ports.toString()}`;
  return `tcp ${PortSet.of(...ranges.slice(0, 4)).toString()} and ${ranges.length - 4} more ranges`;
}
