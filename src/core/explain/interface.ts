/** An instance or another holder of network interfaces: where it stands, what guards it, and who on the internet reaches it. */
import type { NetworkInterface } from '../aws/network.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp, udp } from '../net/protocol.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import type { Certainty } from '../reach/hop.ts';
import { anyPort, type PortBounds } from '../reach/portBounds.ts';
import { restsOn } from '../reach/premise.ts';
import { reachabilityOf } from '../reach/reachability.ts';
import { withTargets } from '../reach/targets.ts';
import type { Topology } from '../reach/topology.ts';
import type { Span } from '../text/span.ts';
import type { Explanation } from './explanation.ts';
import { walksFromInternet } from './miniWalk.ts';
import type { Because } from '../value/value.ts';
import { addressesOf, count, list, reasons, unknowns } from './sentences.ts';

/** What the internet gets to: ports whose SYN arrives and whose reply gets back to some port of a client. */
export interface InternetReach {
  readonly tcp: PortBounds;
  readonly udp: PortBounds;
  /** Ports whose SYN arrives, though no reply gets back. */
  readonly unanswered: PortSet;
  /** Of what is reached for sure. */
  readonly certainty: Certainty;
  /** What would settle the ports that may be reached, or not. */
  readonly because: readonly Because[];
  /** What it gets to without the premise of the network, and what of that matters; left out where it is the same. */
  readonly without?: Pick<InternetReach, 'tcp' | 'udp'> & { readonly because: () => readonly Because[] };
}

const remembered = new WeakMap<Topology, Map<NetworkInterface, InternetReach>>();

/** Over everybody who is not singled out by a rule, IPv4 and IPv6. */
export function internetReach(topology: Topology, at: NetworkInterface): InternetReach {
  const known = remembered.get(topology) ?? new Map<NetworkInterface, InternetReach>();
  remembered.set(topology, known);
  const found = known.get(at) ?? premisedReachOf(topology, at);
  known.set(at, found);
  return found;
}

/** What the internet surely gets to is assumed where it may not do so without what the network is taken to be. */
function premisedReachOf(topology: Topology, at: NetworkInterface): InternetReach {
  const reach = reachOf(topology, at);
  const { premise } = topology;
  if (premise === undefined) return reach;
  const without = portsIn(premise.without(), at);
  if (isSure(reach, without) && isWhole(reach, without)) return reach;
  return {
    ...reach,
    certainty: isSure(reach, without) ? reach.certainty : 'assumed',
    without: {
      ...without,
      because: () =>
        restsOn(premise, (other) => {
          const there = portsIn(other, at);
          return isSure(reach, there) && isWhole(reach, there);
        }),
    },
  };
}

type ReachedPorts = Pick<InternetReach, 'tcp' | 'udp'>;

/** What the internet gets to in a network that is taken to be less. */
function portsIn(other: Topology, at: NetworkInterface): ReachedPorts {
  const there = other.interface(at.address);
  const { tcp: overTcp, udp: overUdp } =
    there === undefined ? { tcp: anyPort, udp: anyPort } : internetReach(other, there);
  return { tcp: overTcp, udp: overUdp };
}

/** Whether all that is reached for sure is so in the other network too. */
function isSure(own: ReachedPorts, other: ReachedPorts): boolean {
  return (['tcp', 'udp'] as const).every((name) => own[name].must.subtract(other[name].must).isEmpty);
}

/** Whether nothing else may be reached in the other network. */
function isWhole(own: ReachedPorts, other: ReachedPorts): boolean {
  return (['tcp', 'udp'] as const).every((name) => other[name].may.subtract(own[name].may).isEmpty);
}

function reachOf(topology: Topology, at: NetworkInterface): InternetReach {
  const engine = reachabilityOf(topology);
  const to = { kind: 'interface', interface: at } as const;
  const answers = { tcp: none, udp: none };
  let unanswered = PortSet.none;
  let certainty: Certainty = 'proved';
  const because: Because[] = [];
  for (const family of ['ipv4', 'ipv6'] as const) {
    for (const { address } of everyday(internetClasses(topology, family))) {
      for (const [name, protocol] of [
        ['tcp', tcp],
        ['udp', udp],
      ] as const) {
        const from = { kind: 'outside', address } as const;
        const passed = engine.between(from, to, protocol);
        const reach = withTargets(topology, from, to, protocol, family, passed);
        const { ports, replyPorts } = reach;
        const must = replyPorts.must.isEmpty ? PortSet.none : ports.must;
        const may = replyPorts.may.isEmpty ? PortSet.none : ports.may;
        answers[name] = { must: answers[name].must.union(must), may: answers[name].may.union(may) };
        if (!must.isEmpty && reach.certainty === 'assumed') certainty = 'assumed';
        if (!may.equals(must)) because.push(...reach.because);
        if (name === 'tcp' && replyPorts.may.isEmpty) unanswered = unanswered.union(ports.must);
      }
    }
  }
  return { ...answers, unanswered, certainty, because };
}

const none: PortBounds = { must: PortSet.none, may: PortSet.none };

/** The ports in words that fit on a line: `tcp 22,443`, `64,513 tcp ports (assumed)`, `no port`. */
export function reachInWords({ tcp: overTcp, udp: overUdp, certainty, without }: InternetReach): string {
  const parts = [inWords('tcp', overTcp.must), inWords('udp', overUdp.must)].filter((part) => part !== '');
  if (parts.length > 0) return `${parts.join(' and ')}${certainty === 'assumed' ? ' (assumed)' : ''}`;
  if (!overTcp.may.isEmpty || !overUdp.may.isEmpty) return 'no port for sure';
  return without === undefined ? 'no port' : 'no port (assumed)';
}

/** What the network is taken to be where that matters, and which ports may be reached otherwise. */
function premiseInWords({ tcp: overTcp, udp: overUdp, without }: InternetReach): readonly string[] {
  if (without === undefined) return [];
  const more = [
    inWords('tcp', without.tcp.may.subtract(overTcp.may)),
    inWords('udp', without.udp.may.subtract(overUdp.may)),
  ].filter((part) => part !== '');
  const also = more.length === 0 ? '' : ` Without that it perhaps reaches ${more.join(' and ')} too.`;
  return [`Assumed: ${reasons(without.because())}.${also}`];
}

/** What is reached only if values turn out so, and which those are. */
function perhapsInWords({ tcp: overTcp, udp: overUdp, because }: InternetReach): readonly string[] {
  const open = [
    inWords('tcp', overTcp.may.subtract(overTcp.must)),
    inWords('udp', overUdp.may.subtract(overUdp.must)),
  ].filter((part) => part !== '');
  if (open.length === 0) return [];
  const why = because.length === 0 ? '' : ` Not known yet: ${reasons(distinct(because))}.`;
  return [`Perhaps it reaches ${open.join(' and ')}.${why}`];
}

function distinct(because: readonly Because[]): readonly Because[] {
  return [...new Map(because.map((one) => [`${one.what} ${one.why}`, one])).values()];
}

function inWords(name: string, ports: PortSet): string {
  if (ports.isEmpty) return '';
  if (ports.equals(PortSet.all)) return `all ${name} ports`;
  return ports.ranges.length <= 4 ? `${name} ${ports.toString()}` : count(ports.size, `${name} port`);
}

export function explainInterfaces(
  topology: Topology,
  all: readonly NetworkInterface[],
  span: Span,
): Explanation | undefined {
  const [at] = all;
  if (at === undefined) return undefined;
  const subnet = topology.subnetOf(at);
  const acl = subnet.kind === 'known' ? topology.networkAclOf(subnet.value) : subnet;
  const groups = topology.groupsOf(at);
  const reach = internetReach(topology, at);
  const port = reach.tcp.must.has(443)
    ? 443
    : (reach.tcp.must.ranges[0]?.first ?? reach.unanswered.ranges[0]?.first);
  const guardsOf = [
    ...(acl.kind === 'known' ? [acl.value.address] : []),
    ...groups.flatMap((group) => (group.kind === 'known' ? [group.value.address] : [])),
  ];
  const others = new Set(all.map(({ owner }) => owner)).size - 1;
  return {
    span,
    title: [at.owner, addressesOf(at)].filter((part) => part !== '').join(': '),
    lines: [
      ...(others > 0 ? [`${count(others, 'other instance')} made here; this speaks of the first.`] : []),
      `From the internet ${reachInWords(reach)} can be reached.`,
      ...perhapsInWords(reach),
      ...premiseInWords(reach),
      ...(reach.unanswered.isEmpty
        ? []
        : [`On ${inWords('tcp', reach.unanswered)} a SYN arrives and no reply gets back.`]),
      ...(subnet.kind === 'known' ? [`In ${subnet.value.address}.`] : []),
      ...(guardsOf.length === 0 ? [] : [`Guarded by ${list(guardsOf)}.`]),
      ...unknowns([subnet, acl, ...groups]),
    ],
    walks: walksFromInternet(topology, at, port ?? 443),
    related: [
      ...(acl.kind === 'known'
        ? [{ message: `Network ACL ${acl.value.address}`, origin: acl.value.origin }]
        : []),
      ...groups.flatMap((group) =>
        group.kind === 'known'
          ? [{ message: `Security group ${group.value.address}`, origin: group.value.origin }]
          : [],
      ),
    ],
  };
}
