/**
 * One TCP connection attempt, as `nc -v` would make it: SYN, SYN-ACK, ACK, each walked. Filters drop silently, so a
 * packet that dies shows as a timeout (SEMANTICS S11, R23); a guest without an address of the family has no route of its
 * own and says so at once (R24).
 */
import { formatAddress, parseAddress, type Address, type Family } from '../net/address.ts';
import type { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import { percent } from '../net/ephemeralPorts.ts';
import { converse, type Conversation } from '../reach/conversation.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import { portClasses } from '../reach/ports.ts';
import { privateAddress, type Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { Walk } from '../reach/hop.ts';
import type { Because, Unknown } from '../value/value.ts';
import type { Connect, ConnectAttempt } from './connectResult.ts';
import { listensOn } from './listeners.ts';
import { endpointAt } from './scanOrigin.ts';
import { linuxEphemeralPorts } from './sourcePorts.ts';
import { lostBehind } from './targets.ts';

export interface ConnectOptions {
  readonly from: Endpoint;
  /** An interface's address or its instance's, an IP address, several of them separated by commas, or a host name. */
  readonly host: string;
  readonly port: number;
  /**
   * All TCP ports the host listens on. Without it a host outside the code is taken to listen, and of an interface of the
   * code that is unknown.
   */
  readonly listening?: PortSet;
  /** Ports the client may pick from, each equally likely; a Linux kernel's when left out. */
  readonly sourcePorts?: PortSet;
}

/** Tries each address of the host in the order a resolver sorts them, until one connects. */
export function connect(topology: Topology, options: ConnectOptions): Connect {
  const attempts: ConnectAttempt[] = [];
  for (const target of targetsOf(topology, options)) {
    const attempt = tryAddress(topology, options, target);
    attempts.push(attempt);
    if (attempt.outcome === 'connected') break;
  }
  return { from: nameOf(options.from), host: options.host, port: options.port, attempts };
}

function nameOf(from: Endpoint): string {
  return from.kind === 'interface' ? from.interface.owner : formatAddress(from.address);
}

interface Target {
  readonly to: ConnectAttempt['to'];
  readonly family: Family;
  /** Places the address may be; several where a host name could be anywhere on the internet. */
  readonly endpoints: readonly Endpoint[];
}

function targetsOf(topology: Topology, { from, host }: ConnectOptions): readonly Target[] {
  const literals = host.split(',').map((part) => parseAddress(part.trim()));
  if (literals.every((address) => address !== undefined)) {
    return literals.map((to) => ({ to, family: to.family, endpoints: [hostAt(topology, from, to)] }));
  }
  const inside = topology.resolve(host);
  if (inside !== undefined) {
    const own = privateAddress(inside, 'ipv4');
    const to = own?.kind === 'known' ? own.value : ({ host, family: 'ipv4' } as const);
    return [{ to, family: 'ipv4', endpoints: [{ kind: 'interface', interface: inside }] }];
  }
  // RFC 6724 sorts addresses the host cannot reach last: IPv6 first only where the interface has it.
  const hasIpv6 =
    from.kind === 'interface' && from.interface.ipv6.kind === 'known' && from.interface.ipv6.value.length > 0;
  const families: readonly Family[] = hasIpv6 ? ['ipv6', 'ipv4'] : ['ipv4', 'ipv6'];
  return families.map((family) => ({
    to: { host, family },
    family,
    endpoints: everyday(internetClasses(topology, family)).map(({ address }) => ({
      kind: 'outside',
      address,
    })),
  }));
}

/** From outside, an interface is reached at its public address too. */
function hostAt(topology: Topology, from: Endpoint, address: Address): Endpoint {
  const owner = from.kind === 'outside' ? topology.ownerOf(address) : undefined;
  return owner === undefined
    ? endpointAt(topology, address)
    : { kind: 'interface', interface: owner, address };
}

function tryAddress(
  topology: Topology,
  options: ConnectOptions,
  { to, family, endpoints }: Target,
): ConnectAttempt {
  const address = ownAddress(options.from, family);
  if (address !== 'some') {
    const outcome = address === 'none' ? 'network-unreachable' : 'unknown';
    const because = address === 'none' ? [] : address.because;
    return { to, outcome, certainty: 'proved', packets: [], because };
  }
  if (options.from.kind === 'outside' && endpoints.some((endpoint) => endpoint.kind === 'outside')) {
    const why = 'is outside the code, and so is the client';
    const what = 'host' in to ? to.host : formatAddress(to);
    const because = [{ what, why, origin: undefined }];
    return { to, outcome: 'unknown', certainty: 'proved', packets: [], because };
  }
  const results = endpoints.flatMap((endpoint) => conversations(topology, options, endpoint, family));
  const [first] = results;
  if (first === undefined) throw new Error('a connection has at least one source port');
  const packets = packetsOf(first.conversation);
  const open = results.find(({ conversation }) => conversation.verdict === 'unknown');
  if (open !== undefined) {
    return {
      to,
      outcome: 'unknown',
      certainty: 'proved',
      packets: packetsOf(open.conversation),
      because: open.conversation.because,
    };
  }
  const share =
    results.reduce((sum, result) => sum + (result.conversation.verdict === 'allow' ? result.share : 0), 0) /
    endpoints.length;
  if (share === 0) return { to, outcome: 'timeout', certainty: 'proved', packets, because: [] };
  if (share < 1) return { to, outcome: 'unknown', certainty: 'proved', packets, because: [partly(share)] };
  const lost = endpoints.flatMap((end) => (family === 'ipv4' ? behind(topology, options, end) : []));
  if (lost.length > 0) return { to, outcome: 'unknown', certainty: 'proved', packets, because: lost };
  const answer = listener(options, endpoints[0], to);
  if (answer.outcome === 'refused') return { to, packets: refusal(first.conversation), ...answer };
  return { to, packets: [...packets, ...finalAck(first.conversation)], ...answer };
}

function behind(
  topology: Topology,
  { from, port, sourcePorts = linuxEphemeralPorts }: ConnectOptions,
  end: Endpoint,
): readonly Because[] {
  if (end.kind === 'outside') return [];
  const sourcePort = sourcePorts.ranges[0]?.first ?? 0;
  return lostBehind(topology, from, end.interface, { protocol: tcp, sourcePort, destinationPort: port });
}

/** Whether a client has an address of a family to connect from. */
function ownAddress(from: Endpoint, family: Family): 'some' | 'none' | Unknown {
  if (from.kind === 'outside') return from.address.family === family ? 'some' : 'none';
  const { ipv6 } = from.interface;
  if (family === 'ipv6' && ipv6.kind === 'unknown') return ipv6;
  return privateAddress(from.interface, family) === undefined ? 'none' : 'some';
}

function conversations(
  topology: Topology,
  { from, port, sourcePorts = linuxEphemeralPorts }: ConnectOptions,
  endpoint: Endpoint,
  family: Family,
): readonly { conversation: Conversation; share: number }[] {
  const ends = [from, endpoint].flatMap((end) => (end.kind === 'interface' ? [end.interface] : []));
  return portClasses(topology, sourcePorts, tcp, ends).map((range) => ({
    conversation: converse(
      topology,
      from,
      endpoint,
      {
        protocol: tcp,
        sourcePort: range.ranges[0]?.first ?? 0,
        destinationPort: port,
        requestFlags: 'SYN',
        replyFlags: 'SYN-ACK',
      },
      family,
    ),
    share: range.size / sourcePorts.size,
  }));
}

function packetsOf({ request, reply }: Conversation): readonly Walk[] {
  return reply === undefined ? [request] : [request, reply];
}

/** A closed port answers the SYN with a RST (SEMANTICS T1), which passes where the SYN-ACK would. */
function refusal({ request, reply }: Conversation): readonly Walk[] {
  return reply === undefined
    ? [request]
    : [request, { ...reply, packet: { ...reply.packet, flags: 'RST-ACK' } }];
}

/** The ACK that completes the handshake passes where the SYN did: same addresses, same ports, and now a tracked flow. */
function finalAck({ request }: Conversation): readonly Walk[] {
  return [{ ...request, packet: { ...request.packet, flags: 'ACK' } }];
}

function listener(
  { port, listening }: ConnectOptions,
  endpoint: Endpoint | undefined,
  to: ConnectAttempt['to'],
): Pick<ConnectAttempt, 'outcome' | 'certainty' | 'because'> {
  if (listening !== undefined)
    return { outcome: listening.has(port) ? 'connected' : 'refused', certainty: 'proved', because: [] };
  const known = endpoint?.kind === 'interface' ? listensOn(undefined, endpoint.interface, port) : undefined;
  if (known !== undefined) {
    const certainty = known.assumes.length > 0 ? 'assumed' : 'proved';
    return { outcome: known.listens ? 'connected' : 'refused', certainty, because: known.assumes };
  }
  if (endpoint?.kind === 'outside') {
    const what = 'host' in to ? to.host : formatAddress(to);
    const because: Because = {
      what,
      why: `is outside the code; it is taken to listen on tcp ${port}`,
      origin: undefined,
    };
    return { outcome: 'connected', certainty: 'assumed', because: [because] };
  }
  const what = endpoint?.interface.owner ?? 'the target';
  const because: Because = {
    what,
    why: `may or may not listen on tcp ${port}; say so with --listening`,
    origin: undefined,
  };
  return { outcome: 'unknown', certainty: 'proved', because: [because] };
}

function partly(share: number): Because {
  return {
    what: "the client's ephemeral port",
    why: `decides: ${percent(1 - share)} of connections from Linux clients time out`,
    origin: undefined,
  };
}
