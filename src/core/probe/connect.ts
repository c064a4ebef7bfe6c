/**
 * One TCP connection attempt, as `nc -v` would make it: SYN, SYN-ACK, ACK, each walked. Filters drop silently, so a
 * packet that dies shows as a timeout (SEMANTICS S11, R23); a guest without an address of the family has no route of its
 * own and says so at once (R24).
 */
import type { NetworkInterface } from '../aws/network.ts';
import { formatAddress, parseAddress, type Family } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import { converse, type Conversation } from '../reach/conversation.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import { portAtoms } from '../reach/ports.ts';
import { privateAddress, type Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { Walk } from '../reach/hop.ts';
import type { Because } from '../value/value.ts';
import type { Connect, ConnectAttempt } from './connectResult.ts';
import { endpointAt } from './scan.ts';

export interface ConnectOptions {
  readonly from: NetworkInterface;
  /** An interface's address or its instance's, an IP address, several of them separated by commas, or a host name. */
  readonly host: string;
  readonly port: number;
  /** All TCP ports that interfaces of the code listen on; without it that is unknown. */
  readonly listening?: PortSet;
}

/** Ports a Linux client picks from (SEMANTICS N41). */
export const linuxEphemeralPorts = PortSet.of({ first: 32768, last: 60999 });

/** Tries each address of the host in the order a resolver sorts them, until one connects. */
export function connect(topology: Topology, options: ConnectOptions): Connect {
  const attempts: ConnectAttempt[] = [];
  for (const target of targetsOf(topology, options)) {
    const attempt = tryAddress(topology, options, target);
    attempts.push(attempt);
    if (attempt.outcome === 'connected') break;
  }
  return { from: options.from.owner, host: options.host, port: options.port, attempts };
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
    return literals.map((to) => ({ to, family: to.family, endpoints: [endpointAt(topology, to)] }));
  }
  const inside = topology.resolve(host);
  if (inside !== undefined) {
    const own = privateAddress(inside, 'ipv4');
    const to = own?.kind === 'known' ? own.value : ({ host, family: 'ipv4' } as const);
    return [{ to, family: 'ipv4', endpoints: [{ kind: 'interface', interface: inside }] }];
  }
  // RFC 6724 sorts addresses the host cannot reach last: IPv6 first only where the interface has it.
  const hasIpv6 = from.ipv6.kind === 'known' && from.ipv6.value.length > 0;
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

function tryAddress(
  topology: Topology,
  options: ConnectOptions,
  { to, family, endpoints }: Target,
): ConnectAttempt {
  const { from } = options;
  if (family === 'ipv6' && from.ipv6.kind === 'unknown') {
    return { to, outcome: 'unknown', certainty: 'proved', packets: [], because: from.ipv6.because };
  }
  const own = privateAddress(from, family);
  if (own === undefined)
    return { to, outcome: 'network-unreachable', certainty: 'proved', packets: [], because: [] };
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
  const answer = listener(options, endpoints[0], to);
  if (answer.outcome === 'refused') return { to, packets: refusal(first.conversation), ...answer };
  return { to, packets: [...packets, ...finalAck(first.conversation)], ...answer };
}

function conversations(
  topology: Topology,
  { from, port }: ConnectOptions,
  endpoint: Endpoint,
  family: Family,
): readonly { conversation: Conversation; share: number }[] {
  const ends = [from, ...(endpoint.kind === 'interface' ? [endpoint.interface] : [])];
  return portAtoms(topology, linuxEphemeralPorts, ends).map((range) => ({
    conversation: converse(
      topology,
      { kind: 'interface', interface: from },
      endpoint,
      {
        protocol: tcp,
        sourcePort: range.first,
        destinationPort: port,
        requestFlags: 'SYN',
        replyFlags: 'SYN-ACK',
      },
      family,
    ),
    share: (range.last - range.first + 1) / linuxEphemeralPorts.size,
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
  if (endpoint?.kind === 'outside') {
    const what = 'host' in to ? to.host : formatAddress(to);
    const because: Because = {
      what,
      why: `is outside the code; it is taken to listen on tcp ${port}`,
      origin: undefined,
    };
    return { outcome: 'connected', certainty: 'assumed', because: [because] };
  }
  if (listening === undefined) {
    const what = endpoint?.interface.owner ?? 'the target';
    const because: Because = {
      what,
      why: `may or may not listen on tcp ${port}; say so with --listening`,
      origin: undefined,
    };
    return { outcome: 'unknown', certainty: 'proved', because: [because] };
  }
  return { outcome: listening.has(port) ? 'connected' : 'refused', certainty: 'proved', because: [] };
}

function partly(share: number): Because {
  const percent = ((1 - share) * 100).toFixed(1);
  return {
    what: "the client's ephemeral port",
    why: `decides: ${percent} % of connections from Linux clients time out`,
    origin: undefined,
  };
}
