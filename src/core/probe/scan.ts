/**
 * nmap's port scans, simulated: the probe is walked to the target, what the host answers is walked back, and the state
 * and reason are what nmap makes of that (SEMANTICS T1–T10).
 */
import type { NetworkInterface } from '../aws/network.ts';
import { formatAddress, type Family } from '../net/address.ts';
import { PortSet, type PortRange } from '../net/portSet.ts';
import { tcp, udp } from '../net/protocol.ts';
import type { Conversation } from '../reach/conversation.ts';
import type { Hop } from '../reach/hop.ts';
import { portClasses } from '../reach/ports.ts';
import { doubtsBehind } from '../reach/targets.ts';
import { privateAddress } from '../reach/interfaceAddresses.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { Because } from '../value/value.ts';
import { scanWithCertainty } from './certainty.ts';
import { discover } from './discovery.ts';
import { askPort, carriesPorts } from './exchange.ts';
import type { Answer } from './host.ts';
import { converseIcmp, portUnreachable } from './icmp.ts';
import { judge, type Judgement, type Outcome, type Trial } from './judge.ts';
import { asFound, likenesses } from './likeTargets.ts';
import { socketsOf, type Listeners } from './listeners.ts';
import { endpointsOf, sourceOf, type ScanOrigin } from './scanOrigin.ts';
import type { HostStatus, PortResult, Scan, ScannedTarget, PortScanType } from './scanResult.ts';
import { answerTo, protocolOf, sourcePortsOf, stateFor } from './scanTypes.ts';

export interface ScanOptions {
  readonly type: PortScanType;
  readonly targets: readonly NetworkInterface[];
  readonly from: ScanOrigin;
  /** Of the scan's protocol. */
  readonly ports: PortSet;
  /** UDP ports to scan beside the TCP ports, as by `-sSU`. */
  readonly udpPorts?: PortSet;
  /** nmap's `-g`. Without it every run of nmap picks one at random. The connect scan has no use for it. */
  readonly sourcePort?: number;
  /** nmap's `-6`. */
  readonly family?: Family;
  /** Without them, whether anything listens on a port is unknown. */
  readonly listeners?: Listeners;
  /** Look first whether a target is up, and scan only those that are: nmap without `-Pn`. */
  readonly discovery?: boolean;
}

/** One target and everything that is the same for all its ports. */
interface Sight {
  readonly topology: Topology;
  readonly target: NetworkInterface;
  readonly sources: readonly Endpoint[];
  /** Interfaces whose filters can tell ports apart. */
  readonly ends: readonly NetworkInterface[];
  readonly family: Family;
  readonly options: ScanOptions;
}

/** Simulates a scan of each target. */
export function scan(topology: Topology, options: ScanOptions): Scan {
  return scanWithCertainty(topology, options, scanOnce);
}

/** The same of the network as it is taken to be, whatever that rests on. */
export function scanOnce(topology: Topology, options: ScanOptions): Scan {
  const family = options.from.kind === 'address' ? options.from.address.family : (options.family ?? 'ipv4');
  const sources = endpointsOf(topology, options.from, family);
  const alike = likenesses(topology, options.targets, sources, family);
  const scanned = new Map<string, ScannedTarget>();
  return {
    scan: options.type,
    ...(options.udpPorts === undefined ? {} : { withUdp: true as const }),
    from: sourceOf(options.from, sources, family),
    targets: options.targets.map((target) => {
      const ends = [target, ...(options.from.kind === 'interface' ? [options.from.interface] : [])];
      const sight = { topology, target, sources, ends, family, options };
      const likeness = alike.get(target);
      const like = likeness === undefined ? undefined : scanned.get(likeness);
      if (like !== undefined) return asFound(like, namesOf(target, family), () => scanTarget(sight));
      const made = scanTarget(sight);
      if (likeness !== undefined) scanned.set(likeness, made);
      return made;
    }),
  };
}

function scanTarget(sight: Sight): ScannedTarget {
  const { target, family, options } = sight;
  const { type, ports, udpPorts, discovery = false } = options;
  const host = discovery ? discover(sight, sourcePorts('ack', options), options.listeners) : undefined;
  const results =
    host?.status === 'down'
      ? []
      : [
          ...scanPorts(sight, type, ports),
          ...(udpPorts === undefined ? [] : scanPorts(sight, 'udp', udpPorts)),
        ];
  return {
    ...namesOf(target, family),
    ...(host === undefined ? {} : { host }),
    results: host?.status === 'unknown' ? results.map((result) => behind(host, result)) : results,
  };
}

function namesOf(
  target: NetworkInterface,
  family: Family,
): Pick<ScannedTarget, 'address' | 'interface' | 'ip' | 'publicIp'> {
  const ip = privateAddress(target, family);
  const publicIp =
    target.publicIps.kind === 'known' && family === 'ipv4' ? target.publicIps.value[0]?.address : undefined;
  return {
    address: target.owner,
    interface: target.address,
    ip: ip?.kind === 'known' ? formatAddress(ip.value) : undefined,
    publicIp: publicIp?.kind === 'known' ? formatAddress(publicIp.value) : undefined,
  };
}

/** A port of a host that may be taken for down: then nmap never asks about it. */
function behind(host: HostStatus, result: PortResult): PortResult {
  const unresolved = [...host.unresolved, ...result.unresolved];
  return { ...result, state: 'unknown', reason: undefined, certainty: 'proved', unresolved };
}

function sourcePorts(type: PortScanType, { sourcePort }: ScanOptions): PortSet {
  return sourcePort === undefined || type === 'connect'
    ? sourcePortsOf(type)
    : PortSet.of({ first: sourcePort, last: sourcePort });
}

function scanPorts(sight: Sight, type: PortScanType, ports: PortSet): readonly PortResult[] {
  const protocol = protocolOf(type);
  const cut = (some: PortSet): readonly PortSet[] =>
    portClasses(sight.topology, some, protocol === 'udp' ? udp : tcp, sight.ends);
  const from = sourcePorts(type, sight.options);
  const rows: Row[] = [];
  for (const { ports: alike, answers, assumes } of byAnswers(sight, type, ports)) {
    // Silence and ICMP come to the same from every source port.
    const replies = answers.some(carriesPorts) ? cut(from) : [lowestOf(from)];
    const size = replies.reduce((sum, reply) => sum + reply.size, 0);
    for (const range of cut(alike)) {
      const trials = sight.sources.map((source) => {
        let lost: readonly Outcome[] | undefined;
        return replies.map((reply): Trial => {
          const share = reply.size / size;
          // No filter looks at source ports, so what does not arrive from one arrives from none (SEMANTICS N5, S4).
          if (lost !== undefined) return { share, outcomes: lost };
          const { outcomes, arrived } = tryPort(sight, source, type, answers, lowest(range), lowest(reply));
          if (!arrived) lost = outcomes;
          return { share, outcomes };
        });
      });
      const judgement = judge(type, trials);
      rows.push({ ports: range, judgement: onAssumption(judgement, assumes) });
    }
  }
  return merge(rows)
    .map((row) => resultOf(row, protocol, sight.target.owner))
    .sort((a, b) => (a.ports.ranges[0]?.first ?? 0) - (b.ports.ranges[0]?.first ?? 0));
}

/** Ports on which the host may give the same answers. */
interface Alike {
  readonly ports: PortSet;
  readonly answers: readonly Answer[];
  /** What makes it likely that something listens, where nobody says so. */
  readonly assumes: readonly Because[];
}

/** What was answered rests on the assumption; what never arrived does not. */
function onAssumption(judgement: Judgement, assumes: readonly Because[]): Row['judgement'] {
  if (assumes.length === 0) return judgement;
  const arrived = judgement.because.at(-1)?.verdict === 'allow' && judgement.state !== 'unknown';
  return arrived ? { ...judgement, certainty: 'assumed', assumes } : judgement;
}

function byAnswers({ options, target }: Sight, type: PortScanType, ports: PortSet): Iterable<Alike> {
  const groups = new Map<string, Alike>();
  const cuts = socketsOf(options.listeners, target, protocolOf(type), ports);
  for (const { ports: some, sockets, assumes = [] } of cuts) {
    const answers = [...new Set(sockets.map((socket) => answerTo(type, socket)))];
    // A scan that gets one answer from every socket assumes nothing about them.
    const rests = answerTo(type, 'closed') === answers[0] ? [] : assumes;
    const key = `${answers.join()} ${rests.length}`;
    const ports = groups.get(key)?.ports.union(some) ?? some;
    groups.set(key, { ports, answers, assumes: rests });
  }
  return groups.values();
}

function lowest(ports: PortSet): number {
  return ports.ranges[0]?.first ?? 0;
}

function lowestOf(ports: PortSet): PortSet {
  return PortSet.of({ first: lowest(ports), last: lowest(ports) });
}

function tryPort(
  { topology, target, family }: Sight,
  source: Endpoint,
  type: PortScanType,
  answers: readonly Answer[],
  port: number,
  sourcePort: number,
): { readonly outcomes: readonly Outcome[]; readonly arrived: boolean } {
  // Filters do not look at flags: a SYN-ACK passes where a RST does (SEMANTICS N17).
  const usual = answers.find(carriesPorts) ?? 'none';
  const to = { kind: 'interface', interface: target } as const;
  const talk = askPort(topology, { source, target: to, type, port, sourcePort, family }, usual);
  const { protocol } = talk.request.packet;
  const sent = { protocol, sourcePort, destinationPort: port };
  const doubts = talk.verdict === 'allow' ? doubtsBehind(topology, source, to, sent, family) : [];
  const outcomes = answers.map((answer) => {
    if (answer === 'none') return silence(type, answer, talk.request.hops);
    if (doubts.length > 0) return outcomeOf(type, answer, { ...talk, verdict: 'unknown', because: doubts });
    if (answer !== 'port-unreachable') return outcomeOf(type, answer, talk);
    const asked = { sourcePort, destinationPort: port };
    const error = converseIcmp(topology, source, to, asked, portUnreachable[family], family);
    return outcomeOf(type, answer, error);
  });
  return { outcomes, arrived: talk.request.verdict !== 'deny' };
}

/** Nothing came back, though `answer` may have been sent. */
function silence(type: PortScanType, answer: Answer, because: readonly Hop[]): Outcome {
  const { state: heard } = stateFor(type, answer);
  const { state, reason } = stateFor(type, 'none');
  return { state, reason, certainty: 'proved', heard, answered: false, because, unresolved: [] };
}

function outcomeOf(type: PortScanType, answer: Answer, { request, reply, ...end }: Conversation): Outcome {
  const silent = silence(type, answer, [...request.hops, ...(reply?.hops ?? [])]);
  const { certainty } = end;
  switch (end.verdict) {
    case 'allow':
      return { ...silent, ...stateFor(type, answer), certainty, answered: true };
    case 'deny':
      return { ...silent, certainty };
    case 'unknown':
      return { ...silent, state: 'unknown', reason: undefined, certainty, unresolved: end.because };
  }
}

interface Row {
  readonly ports: PortSet;
  readonly judgement: Judgement & Pick<PortResult, 'assumes'>;
}

/** Joins ranges that got the same answer by the same rules. */
function merge(rows: readonly Row[]): readonly Row[] {
  const merged = new Map<string, { readonly row: Row; readonly ranges: PortRange[] }>();
  for (const row of rows) {
    const { state, certainty, because, unresolved, possible } = row.judgement;
    let key = `${state}|${certainty}`;
    for (const hop of because) key += `|${hop.component} ${hop.rule ?? ''} ${hop.verdict}`;
    for (const reason of unresolved) key += `|${reason.what} ${reason.why}`;
    for (const other of possible) key += `|${other}`;
    const same = merged.get(key);
    if (same === undefined) merged.set(key, { row, ranges: [...row.ports.ranges] });
    else same.ranges.push(...row.ports.ranges);
  }
  return [...merged.values()].map(({ row, ranges }) => ({ ...row, ports: PortSet.of(...ranges) }));
}

function resultOf({ ports, judgement }: Row, protocol: 'tcp' | 'udp', target: string): PortResult {
  const { possible, ...rest } = judgement;
  const unresolved =
    possible.length === 0
      ? rest.unresolved
      : [...rest.unresolved, listenerReason(ports, protocol, target, possible)];
  return { protocol, ports, ...rest, unresolved };
}

/** More text than this for a list of ports says less than their number. */
const longestList = 40;

function listenerReason(
  ports: PortSet,
  protocol: 'tcp' | 'udp',
  target: string,
  possible: readonly string[],
): Because {
  const list = ports.toString();
  const where = list.length > longestList ? `${ports.size} ${protocol} ports` : `${protocol} ${list}`;
  return {
    what: `whether ${target} listens on ${where}`,
    why: `is not in the code (${possible.join(' or ')}); name the ports that listen with --listening`,
    origin: undefined,
  };
}
