/**
 * `nacl-reply-intermittent`: a network ACL admits replies to a part of the ports an initiator picks from, so some of its
 * connections work and others time out (SEMANTICS N41). The shares and the ports are exact.
 */
import { isOfType } from '../aws/loadBalancer.ts';
import type { Direction, NetworkInterface, TrafficMatch } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import { ephemeralPorts, type Initiator } from '../net/ephemeralPorts.ts';
import { PortSet } from '../net/portSet.ts';
import { allProtocols, tcp } from '../net/protocol.ts';
import type { Endpoint } from '../reach/endpoint.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import { forwardsOf } from '../reach/loadBalancer.ts';
import { reachabilityOf, type Reachability } from '../reach/reachability.ts';
import { replyDrops, type Connection, type ReplyDrop } from '../reach/replyDrops.ts';
import { commonLoss, initiatorsAt, shareInWords } from '../reach/replyLoss.ts';
import type { Topology } from '../reach/topology.ts';
import { adviceOf, dropperInWords, missingEntry, opens, storyOf } from './droppedReply.ts';
import type { Finding } from './finding.ts';
import { oneOfEach } from './members.ts';
import type { Rule, RuleSettings } from './rule.ts';

/** Less than this of the connections is what a deny of a few ports costs, and nobody's fault. */
const least = 0.01;
/** Ports of services, as against those clients pick. */
const services = PortSet.of({ first: 0, last: 1023 });
/** The port whose walk is shown when the connection begins there: what people try first. */
const wellKnown = [443, 80, 22];

export const naclReplyIntermittent: Rule = {
  id: 'nacl-reply-intermittent',
  check: ({ topology, settings }) => check(topology, settings.ephemeralPorts),
};

/** Where each initiator picks its ports from. */
type Picks = RuleSettings['ephemeralPorts'];

/** Connections that fare alike: to or from each part of the internet, or of a load balancer's node and a target. */
interface Story {
  readonly member: NetworkInterface;
  /** `connections web opens to the internet`. */
  readonly connections: string;
  readonly parts: readonly Connection[];
  /** The system that picks the port is one, and the code does not say which. */
  readonly systemUnknown: boolean;
}

function check(topology: Topology, picks: Picks): readonly Finding[] {
  const told = topology.network.networkAcls.some(({ inbound, outbound }) =>
    [...inbound, ...outbound].some(tellsEphemeralPortsApart),
  );
  if (!told) return [];
  const reachability = reachabilityOf(topology);
  const findings = new Map<string, Finding>();
  const stories = [
    ...oneOfEach(topology).flatMap((member) =>
      member.kind === 'nat-gateway' ? [] : withInternet(reachability, member),
    ),
    ...withTargets(topology),
  ];
  for (const story of stories) {
    for (const drop of everywhere(topology, story, picks)) {
      const finding = toFinding(topology, story, drop);
      const key = [drop.acl.address, drop.direction, drop.remote.family, whoIn(drop)].join(' ');
      const other = findings.get(key);
      if (finding === undefined) continue;
      if (other === undefined || (other.severity !== 'warning' && finding.severity === 'warning'))
        findings.set(key, finding);
    }
  }
  return [...findings.values()];
}

/** Whether a rule begins or ends among the ports 1024–65535. Without one, replies to all of them fare alike. */
function tellsEphemeralPortsApart({ protocol, ports }: TrafficMatch): boolean {
  if (protocol.kind === 'known' && protocol.value !== tcp && protocol.value !== allProtocols) return false;
  if (ports.kind === 'unknown' || ports.value === 'all') return false;
  const { first, last } = ports.value;
  return (first > 1024 && first <= 65535) || (last >= 1024 && last < 65535);
}

function withInternet(reachability: Reachability, member: NetworkInterface): readonly Story[] {
  return (['ipv4', 'ipv6'] as const).flatMap((family) =>
    (['outbound', 'inbound'] as const)
      .filter((opened) => opens(member, opened))
      .map((opened) => internetStory(reachability, member, family, opened)),
  );
}

function internetStory(
  reachability: Reachability,
  member: NetworkInterface,
  family: Family,
  opened: Direction,
): Story {
  const inside: Endpoint = { kind: 'interface', interface: member };
  const initiators = opened === 'outbound' ? systemsAt(inside) : internetClients;
  const parts = everyday(internetClasses(reachability.topology, family)).flatMap(
    ({ address }): readonly Connection[] => {
      const outside: Endpoint = { kind: 'outside', address };
      const [from, to] = opened === 'outbound' ? [inside, outside] : [outside, inside];
      const begun = reachability.between(from, to, tcp, family).ports.must;
      // A NACL that admits high ports only is made for replies (N43); a load balancer's listeners are meant.
      const meant = member.kind === 'load-balancer' ? begun : begun.intersect(services);
      const port = wellKnown.find((candidate) => meant.has(candidate)) ?? meant.ranges[0]?.first;
      return port === undefined ? [] : [{ from, to, family, port, initiators }];
    },
  );
  const connections =
    opened === 'outbound'
      ? `connections ${member.owner} opens to the internet`
      : `connections from the internet to ${member.owner}`;
  return { member, connections, parts, systemUnknown: opened === 'outbound' && initiators.length > 1 };
}

/** Systems of hosts that connect by themselves; what a NAT before them picks is not AWS' to say (SEMANTICS N41). */
const internetClients: readonly Initiator[] = ['linux', 'windows', 'macos'];

/** Who connects from there in earnest. */
function systemsAt(end: Endpoint): readonly Initiator[] {
  return initiatorsAt(end).filter((initiator) => initiator !== 'nmap');
}

/** What the nodes of load balancers open to their targets. */
function withTargets(topology: Topology): readonly Story[] {
  return topology.network.loadBalancers.flatMap((balancer) => {
    // Only the listeners of a Gateway Load Balancer have no port.
    if (isOfType(balancer, 'gateway') === 'yes') return [];
    const nodes = balancer.nodes.flatMap((address) => topology.interface(address) ?? []);
    const forwards = balancer.listeners
      .filter(
        ({ protocol, port }) => protocol === tcp && (balancer.type.kind === 'known' || port.kind === 'known'),
      )
      .flatMap((listener) => forwardsOf(topology, listener).forwards);
    return nodes.flatMap((node) =>
      forwards.flatMap(({ group, interface: target, port }): readonly Story[] => {
        // With client addresses preserved the target sees the client's port (SEMANTICS S40).
        const preserves = group.preservesClientIp.kind === 'unknown' || group.preservesClientIp.value;
        if (target.kind === 'unknown' || port.kind === 'unknown') return [];
        if (isOfType(balancer, 'network') !== 'no' && preserves) return [];
        const from: Endpoint = { kind: 'interface', interface: node };
        const to: Endpoint = { kind: 'interface', interface: target.value };
        const part = { from, to, family: 'ipv4', port: port.value, initiators: systemsAt(from) } as const;
        const connections = `connections ${balancer.address} opens to its target ${target.value.owner}`;
        return [{ member: target.value, connections, parts: [part], systemUnknown: false }];
      }),
    );
  });
}

/** What is lost towards every part alike: a part of the internet that gets no reply is somebody's block list. */
function everywhere(topology: Topology, { parts }: Story, picks: Picks): readonly ReplyDrop[] {
  let common: readonly ReplyDrop[] | undefined;
  for (const part of parts) {
    if (losesNothing(topology, part, picks)) return [];
    const drops = replyDrops(topology, { ...part, picks })?.filter(isReal);
    if (drops === undefined) continue;
    common = common === undefined ? drops : common.flatMap((drop) => shared(drop, drops));
    if (common.length === 0) return [];
  }
  return common ?? [];
}

/** Whether replies get back to every port that may have been picked, so that no network ACL need be looked into. */
function losesNothing(
  topology: Topology,
  { from, to, family, initiators }: Connection,
  picks: Picks,
): boolean {
  const { replyPorts } = reachabilityOf(topology).between(from, to, tcp, family);
  return initiators.every((initiator) => picks[initiator].subtract(replyPorts.must).isEmpty);
}

/** Some initiator loses more than a deny of a few ports would cost it. */
function isReal({ losses }: ReplyDrop): boolean {
  return losses.some(({ share }) => share >= least);
}

function shared(drop: ReplyDrop, others: readonly ReplyDrop[]): readonly ReplyDrop[] {
  const same = others.find(
    (other) => other.acl === drop.acl && other.direction === drop.direction && whoIn(other) === whoIn(drop),
  );
  if (same === undefined) return [];
  const losses = drop.losses.map((loss, i) => {
    const other = same.losses[i];
    return other === undefined ? loss : commonLoss(loss, other);
  });
  const merged = { ...drop, losses };
  return isReal(merged) ? [merged] : [];
}

function whoIn({ losses }: ReplyDrop): string {
  return losses.map(({ initiator }) => initiator).join();
}

function toFinding(
  topology: Topology,
  { member, connections, systemUnknown }: Story,
  { acl, losses, remote, conversation }: ReplyDrop,
): Finding | undefined {
  const died = conversation.reply?.hops.at(-1);
  const subnet = topology.subnetOf(member);
  if (died === undefined || subnet.kind === 'unknown') return undefined;
  const real = losses.filter(({ share }) => share >= least);
  const spared = losses.filter(({ share }) => share < least);
  const doubt =
    systemUnknown && losses.length > 1 && spared.length > 0
      ? ` Which system ${member.owner} runs is not in the code: ${spared.map(shareInWords).join(', ')}.`
      : '';
  const picked = losses.reduce(
    (ports, { initiator }) => ports.union(ephemeralPorts[initiator]),
    PortSet.none,
  );
  const missing = missingEntry(topology, died, subnet.value, remote, picked);
  return {
    rule: 'nacl-reply-intermittent',
    severity: doubt === '' ? 'warning' : 'information',
    certainty: 'proved',
    message: `Replies to some ${connections} are dropped by ${dropperInWords(died)}. Intermittent: ${real.map(shareInWords).join(', ')}.${doubt} ${adviceOf(missing)}.`,
    resource: acl.address,
    origin: died.origin,
    related: storyOf(conversation, subnet.value, member),
    proof: conversation.reply,
    because: [],
    missing,
  };
}
