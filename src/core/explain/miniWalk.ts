/**
 * One packet for an explanation: a remote, a port and a host that the rule in question is about, walked as any other packet
 * is. The engine answers; here the example is chosen and put into one line.
 */
import { portsOf } from '../aws/match.ts';
import type {
  Direction,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  SecurityGroupRule,
} from '../aws/network.ts';
import { contains, formatAddress, isPrivate, type Address, type Cidr } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { protocolName, tcp, udp } from '../net/protocol.ts';
import { converse, type Conversation, type Exchange } from '../reach/conversation.ts';
import { endpointIn, type Endpoint } from '../reach/endpoint.ts';
import type { Certainty, Hop, Walk } from '../reach/hop.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import { oncePerNetwork, restsOn } from '../reach/premise.ts';
import type { Topology } from '../reach/topology.ts';
import type { Because } from '../value/value.ts';
import type { MiniStep, MiniWalk } from './explanation.ts';
import { reasons } from './sentences.ts';
import { sharesOf } from './share.ts';

/** What people try first. */
const wellKnown = [443, 80, 22];
const services = PortSet.of({ first: 0, last: 1023 });
/** A port clients of every system but Windows and macOS pick, and those within their range too. */
const client = 50000;

/** Packets that meet an entry, seen from a host behind its network ACL. */
export function walksOfEntry(
  topology: Topology,
  acl: NetworkAcl,
  direction: Direction,
  entry: NetworkAclEntry,
  behind: readonly NetworkInterface[],
): readonly MiniWalk[] {
  const member = behind.find(({ kind }) => kind === 'instance') ?? behind[0];
  if (member === undefined || entry.cidr.kind === 'unknown') return [];
  for (const protocol of [tcp, udp]) {
    const [share] = sharesOf(acl, direction, entry, protocol);
    if (share === undefined || share.ports.isEmpty) continue;
    const outside = remoteWithin(topology, entry.cidr.value, (at) => share.remotes.has(at), member);
    if (outside === undefined) return [];
    const inside: Endpoint = { kind: 'interface', interface: member };
    const [from, to] = direction === 'inbound' ? [outside, inside] : [inside, outside];
    const asks = { protocol, destinationPort: portOf(share.ports), sourcePort: client };
    const walks = walksBetween(topology, from, to, asks);
    // An entry for high ports alone is there for replies (SEMANTICS N43).
    if (protocol !== tcp || !share.ports.intersect(services).isEmpty) return walks;
    const answered = { protocol, destinationPort: 443, sourcePort: portOf(share.ports) };
    return [...walksBetween(topology, to, from, answered, 'connection'), ...walks];
  }
  return [];
}

/** Packets that meet a rule of a security group, at one of the interfaces that carry it. */
export function walksOfGroupRule(
  topology: Topology,
  rule: SecurityGroupRule,
  members: readonly NetworkInterface[],
): readonly MiniWalk[] {
  const member = members.find(({ kind }) => kind === 'instance') ?? members[0];
  if (member === undefined || rule.peer.kind === 'unknown') return [];
  for (const protocol of [tcp, udp]) {
    const ports = portsOf(rule, protocol).must;
    if (ports.isEmpty) continue;
    const peer = rule.peer.value;
    const other =
      peer.kind === 'cidr'
        ? remoteWithin(topology, peer.cidr, (at) => contains(peer.cidr, at), member)
        : peer.kind === 'group'
          ? endpointOf(topology.membersOf(peer.group).find((at) => at !== member))
          : undefined;
    if (other === undefined) return [];
    const inside: Endpoint = { kind: 'interface', interface: member };
    const [from, to] = rule.direction === 'inbound' ? [other, inside] : [inside, other];
    return walksBetween(topology, from, to, { protocol, destinationPort: portOf(ports), sourcePort: client });
  }
  return [];
}

/** Packets from the internet to an interface. */
export function walksFromInternet(
  topology: Topology,
  to: NetworkInterface,
  port: number,
): readonly MiniWalk[] {
  const [everybody] = everyday(internetClasses(topology, 'ipv4'));
  if (everybody === undefined) return [];
  const from: Endpoint = { kind: 'outside', address: everybody.address };
  const exchange = { protocol: tcp, destinationPort: port, sourcePort: client };
  return walksBetween(topology, from, { kind: 'interface', interface: to }, exchange);
}

/**
 * The request, the reply to it, and of TCP the unsolicited ACK of a scan, told together with the SYN where both fare alike.
 * @param only `connection` leaves the ACK out.
 */
function walksBetween(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  asks: Exchange,
  only?: 'connection',
): readonly MiniWalk[] {
  if (asks.protocol !== tcp) return inLines(talk(topology, from, to, asks), from, to, asks);
  const syn = talk(topology, from, to, { ...asks, requestFlags: 'SYN', replyFlags: 'SYN-ACK' });
  if (only === 'connection') return inLines(syn, from, to, asks);
  const ack = talk(topology, from, to, { ...asks, requestFlags: 'ACK', replyFlags: 'RST' });
  if (isSameWay(syn, ack)) {
    const [request, ...rest] = inLines(syn, from, to, asks);
    return request === undefined
      ? []
      : [{ ...request, packet: `SYN and ACK${request.packet.slice(3)}` }, ...rest];
  }
  return [...inLines(syn, from, to, asks), ...inLines(ack, from, to, asks).slice(0, 1)];
}

interface Talk extends Conversation {
  /** Verdicts that are others without the premise of the network, and that premise. */
  readonly premised: { readonly request: readonly Because[]; readonly reply: readonly Because[] };
}

function talk(topology: Topology, from: Endpoint, to: Endpoint, asks: Exchange): Talk {
  const found = converse(topology, from, to, asks);
  const { premise } = topology;
  if (premise === undefined) return { ...found, premised: { request: [], reply: [] } };
  const talkIn = oncePerNetwork((other) => {
    const [start, end] = [endpointIn(other, from), endpointIn(other, to)];
    return start && end && converse(other, start, end, asks);
  });
  const isAsked = (other: Topology): boolean => talkIn(other)?.request.verdict === found.request.verdict;
  const isAnswered = (other: Topology): boolean =>
    isAsked(other) && talkIn(other)?.reply?.verdict === found.reply?.verdict;
  const restOf = (isSame: (other: Topology) => boolean): readonly Because[] =>
    isSame(premise.without()) ? [] : restsOn(premise, isSame);
  return { ...found, premised: { request: restOf(isAsked), reply: restOf(isAnswered) } };
}

function inLines(
  { request, reply, certainty, premised }: Talk,
  from: Endpoint,
  to: Endpoint,
  { destinationPort, sourcePort }: Exchange,
): readonly MiniWalk[] {
  const ask = `${nameOf(request)} from ${endInWords(from)} to ${endInWords(to)}, ${portInWords(request, destinationPort)}`;
  const first = inLine(request, ask, certainty, premised.request);
  if (reply === undefined) return [first];
  const answer = `${nameOf(reply)} back, ${portInWords(reply, sourcePort)}`;
  return [first, inLine(reply, answer, certainty, premised.reply)];
}

function inLine(
  { hops, verdict, because }: Walk,
  packet: string,
  certainty: Certainty,
  premised: readonly Because[],
): MiniWalk {
  const steps = hops
    .filter(({ checkpoint, verdict: passed }) => checkpoint !== 'route-table' || passed !== 'allow')
    .map((hop): MiniStep => ({ text: stepInWords(hop), verdict: hop.verdict, origin: hop.origin }));
  const doubts = [
    ...(certainty === 'assumed' ? ['AWS documents nothing about this; it is taken to pass'] : []),
    ...(premised.length > 0 ? [`assumed: ${reasons(premised)}`] : []),
  ];
  return { packet, steps, verdict, doubt: because.length > 0 ? reasons(because) : doubts.join('; ') };
}

function stepInWords({ checkpoint, component, direction, rule, verdict, text }: Hop): string {
  if (checkpoint === 'network-acl') return `${component} ${direction ?? ''} rule ${rule ?? 'not known yet'}`;
  if (checkpoint === 'security-group')
    return rule === 'tracked' ? `${component} (tracked)` : `${component} ${direction ?? ''}`.trim();
  return verdict === 'deny' ? `${component} (${text})` : component;
}

/** Whether the two requests fare alike, and it is as sure of both. */
function isSameWay(one: Conversation, other: Conversation): boolean {
  const [a, b] = [one.request, other.request];
  return (
    a.verdict === b.verdict &&
    one.certainty === other.certainty &&
    a.hops.length === b.hops.length &&
    a.hops.every((hop, i) => hop.component === b.hops[i]?.component && hop.rule === b.hops[i].rule)
  );
}

function nameOf({ packet }: Walk): string {
  return packet.flags ?? `${protocolName(packet.protocol)} packet`;
}

function portInWords({ packet }: Walk, port: number | undefined): string {
  return `${protocolName(packet.protocol)} ${port ?? ''}`.trim();
}

function endInWords(end: Endpoint): string {
  return end.kind === 'outside' ? formatAddress(end.address) : end.interface.owner;
}

function endpointOf(at: NetworkInterface | undefined): Endpoint | undefined {
  return at === undefined ? undefined : { kind: 'interface', interface: at };
}

function portOf(ports: PortSet): number {
  const named = wellKnown.find((port) => ports.has(port));
  return named ?? (ports.has(client) ? client : (ports.ranges[0]?.first ?? 0));
}

/** A host in a block: on the internet, of the code, or else any address of it. */
function remoteWithin(
  topology: Topology,
  block: Cidr,
  isMeant: (address: Address) => boolean,
  not: NetworkInterface,
): Endpoint | undefined {
  const everybody = everyday(internetClasses(topology, block.family));
  const known = everybody
    .map(({ address }) => address)
    .find((address) => contains(block, address) && isMeant(address));
  if (known !== undefined) return { kind: 'outside', address: known };
  const own = topology.interfaces.find(
    (at) =>
      at !== not &&
      at.privateIps.some((ip) => ip.kind === 'known' && contains(block, ip.value) && isMeant(ip.value)),
  );
  if (own !== undefined) return endpointOf(own);
  // Of a private address that nothing in the code has it cannot be told where it is.
  if (isPrivate({ family: block.family, value: block.first })) return undefined;
  const second: Address = { family: block.family, value: block.first + 10n };
  const address = contains(block, second) && isMeant(second) ? second : { ...second, value: block.first };
  return isMeant(address) ? { kind: 'outside', address } : undefined;
}
