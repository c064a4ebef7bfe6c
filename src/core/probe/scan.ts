/**
 * The ACK scan (`nmap -sA`): an unsolicited ACK to every port. A host answers it with a RST whether the port is open or
 * not (RFC 9293 §3.10.7, SEMANTICS T1–T3), so a RST that comes back means both packets passed: `unfiltered`. Silence means
 * one of them did not: `filtered` (T7, T10).
 */
import type { NetworkInterface } from '../aws/network.ts';
import { formatAddress, type Address, type Family } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import type { Hop } from '../reach/hop.ts';
import { converse, type Conversation } from '../reach/conversation.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import { portAtoms } from '../reach/ports.ts';
import { privateAddress, type Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { Because } from '../value/value.ts';
import type { PortResult, Scan, ScannedTarget, ScanSource } from './scanResult.ts';

/** Where the scanner is. */
export type ScanOrigin =
  | { readonly kind: 'internet' }
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'interface'; readonly interface: NetworkInterface };

export interface ScanOptions {
  readonly targets: readonly NetworkInterface[];
  readonly from: ScanOrigin;
  readonly ports: PortSet;
  /** nmap's `-g`. Without it every run of nmap picks one at random. */
  readonly sourcePort?: number;
  /** nmap's `-6`. */
  readonly family?: Family;
}

/** The source ports nmap's raw scans pick from, one a run (SEMANTICS N41, N42). */
export const nmapSourcePorts = PortSet.of({ first: 33000, last: 65260 });

/** Simulates `nmap -sA -Pn` of each target. */
export function ackScan(topology: Topology, options: ScanOptions): Scan {
  const family = options.from.kind === 'address' ? options.from.address.family : (options.family ?? 'ipv4');
  const sources = endpointsOf(topology, options.from, family);
  return {
    scan: 'ack',
    from: sourceOf(options.from, sources, family),
    targets: options.targets.map((target) => scanTarget(topology, target, sources, options, family)),
  };
}

/** The walk of one ACK and its RST, for the picture: from the same place, with a source port nmap would pick. */
export function ackProbe(
  topology: Topology,
  target: NetworkInterface,
  from: ScanOrigin,
  port: number,
  sourcePort = 40000,
): Conversation {
  const family = from.kind === 'address' ? from.address.family : 'ipv4';
  const [source] = endpointsOf(topology, from, family);
  if (source === undefined) throw new Error('a scan has at least one source');
  return probe(topology, source, target, port, sourcePort, family);
}

function scanTarget(
  topology: Topology,
  target: NetworkInterface,
  sources: readonly Endpoint[],
  options: ScanOptions,
  family: Family,
): ScannedTarget {
  const ends = [target, ...(options.from.kind === 'interface' ? [options.from.interface] : [])];
  const sourcePorts =
    options.sourcePort === undefined
      ? nmapSourcePorts
      : PortSet.of({ first: options.sourcePort, last: options.sourcePort });
  const replies = portAtoms(topology, sourcePorts, ends);
  const results = portAtoms(topology, options.ports, ends).map(({ first, last }) => {
    const answers = sources.map((source) =>
      replies.map((reply) => ({
        conversation: probe(topology, source, target, first, reply.first, family),
        share: (reply.last - reply.first + 1) / sourcePorts.size,
      })),
    );
    return { ...judge(answers), protocol: 'tcp' as const, ports: PortSet.of({ first, last }) };
  });
  const ip = privateAddress(target, family);
  const publicIp =
    target.publicIps.kind === 'known' && family === 'ipv4' ? target.publicIps.value[0]?.address : undefined;
  return {
    address: target.owner,
    interface: target.address,
    ip: ip?.kind === 'known' ? formatAddress(ip.value) : undefined,
    publicIp: publicIp?.kind === 'known' ? formatAddress(publicIp.value) : undefined,
    results: merge(results),
  };
}

function probe(
  topology: Topology,
  source: Endpoint,
  target: NetworkInterface,
  port: number,
  sourcePort: number,
  family: Family,
): Conversation {
  const exchange = {
    protocol: tcp,
    sourcePort,
    destinationPort: port,
    requestFlags: 'ACK',
    replyFlags: 'RST',
  } as const;
  return converse(topology, source, { kind: 'interface', interface: target }, exchange, family);
}

type Judgement = Omit<PortResult, 'protocol' | 'ports'>;

interface Answer {
  readonly conversation: Conversation;
  /** Of all source ports nmap may pick, how many get this answer: 0 to 1. */
  readonly share: number;
}

/** One state for all source ports and all everyday places on the internet, or `unknown` where they differ. */
function judge(answers: readonly (readonly Answer[])[]): Judgement {
  const all = answers.flat();
  const [first] = all;
  if (first === undefined) throw new Error('a scan has at least one source port');
  const open = all.find(({ conversation }) => conversation.verdict === 'unknown');
  if (open !== undefined) return unsettled(open.conversation, open.conversation.because);
  const passes = all.filter(({ conversation }) => conversation.verdict === 'allow');
  if (passes.length === 0) return settled('filtered', first.conversation);
  if (passes.length === all.length) {
    const assumed = passes.find(({ conversation }) => conversation.certainty === 'assumed');
    return settled('unfiltered', (assumed ?? first).conversation);
  }
  const [here] = answers;
  const share =
    here?.reduce(
      (sum, { conversation, share: part }) => sum + (conversation.verdict === 'allow' ? part : 0),
      0,
    ) ?? 0;
  const died = all.find(({ conversation }) => conversation.verdict === 'deny') ?? first;
  if (share > 0 && share < 1) {
    const percent = (share * 100).toFixed(1);
    const why = `is picked at random from 33000-65260 in each run: ${percent} % of runs get the reply (unfiltered), the others none (filtered)`;
    return unsettled(died.conversation, [{ what: "nmap's source port", why, origin: undefined }]);
  }
  const why = 'decides: some public addresses get the reply, others do not; name one with --from';
  return unsettled(died.conversation, [{ what: "the scanner's address", why, origin: undefined }]);
}

function settled(state: 'filtered' | 'unfiltered', conversation: Conversation): Judgement {
  return {
    state,
    reason: state === 'filtered' ? 'no-response' : 'reset',
    certainty: conversation.certainty,
    because: hopsOf(conversation),
    unresolved: [],
  };
}

function unsettled(conversation: Conversation, unresolved: readonly Because[]): Judgement {
  return {
    state: 'unknown',
    reason: undefined,
    certainty: 'proved',
    because: hopsOf(conversation),
    unresolved,
  };
}

function hopsOf(conversation: Conversation): readonly Hop[] {
  return [...conversation.request.hops, ...(conversation.reply?.hops ?? [])];
}

/** Joins neighbouring ranges that got the same answer by the same rules. */
function merge(results: readonly PortResult[]): readonly PortResult[] {
  const merged: { key: string; result: PortResult }[] = [];
  for (const result of results) {
    const key = [
      result.state,
      result.certainty,
      ...result.because.map((hop) => `${hop.component} ${hop.rule ?? ''} ${hop.verdict}`),
      ...result.unresolved.map((reason) => `${reason.what} ${reason.why}`),
    ].join('|');
    const same = merged.find((other) => other.key === key);
    if (same === undefined) merged.push({ key, result });
    else same.result = { ...same.result, ports: same.result.ports.union(result.ports) };
  }
  return merged.map(({ result }) => result);
}

function endpointsOf(topology: Topology, from: ScanOrigin, family: Family): readonly Endpoint[] {
  switch (from.kind) {
    case 'internet':
      return everyday(internetClasses(topology, family)).map(({ address }) => ({ kind: 'outside', address }));
    case 'address':
      return [endpointAt(topology, from.address)];
    case 'interface':
      return [from];
  }
}

/** An address of the code is that interface when it is its private one; anything else is a host outside. */
export function endpointAt(topology: Topology, address: Address): Endpoint {
  const owner = topology.ownerOf(address);
  const isPrivateEnd = owner !== undefined && !isPublicOf(owner, address);
  return isPrivateEnd ? { kind: 'interface', interface: owner } : { kind: 'outside', address };
}

function isPublicOf(owner: NetworkInterface, address: Address): boolean {
  return (
    owner.publicIps.kind === 'known' &&
    owner.publicIps.value.some(
      (entry) => entry.address.kind === 'known' && entry.address.value.value === address.value,
    )
  );
}

function sourceOf(from: ScanOrigin, sources: readonly Endpoint[], family: Family): ScanSource {
  if (from.kind === 'interface') {
    const ip = privateAddress(from.interface, family);
    return {
      kind: 'interface',
      address: from.interface.owner,
      ip: ip?.kind === 'known' ? formatAddress(ip.value) : undefined,
    };
  }
  const [source] = sources;
  const address =
    from.kind === 'address' ? from.address : source?.kind === 'outside' ? source.address : undefined;
  return { kind: from.kind, ip: address === undefined ? '' : formatAddress(address) };
}
