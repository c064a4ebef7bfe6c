/**
 * Attempts to reach a host, as `nc -v` would make them: over TCP a SYN, SYN-ACK and ACK, each walked. Filters drop silently, so a
 * packet that dies shows as a timeout (SEMANTICS S11, R23); a guest without an address of the family has no route of its
 * own and says so at once (R24).
 */
import type { NetworkInterface } from '../aws/network.ts';
import { formatAddress, parseAddress, type Address, type Family } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import { converse, type Conversation } from '../reach/conversation.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import { portClasses } from '../reach/ports.ts';
import { privateAddress } from '../reach/interfaceAddresses.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { Walk } from '../reach/hop.ts';
import { doubtsBehind } from '../reach/targets.ts';
import { unknownOf, type Because, type Unknown } from '../value/value.ts';
import { elsewhere, partly, sourcePortsOf, type ConnectOptions, type Target } from './attempt.ts';
import { connectWithCertainty } from './certainty.ts';
import type { Connect, ConnectAttempt } from './connectResult.ts';
import { sendDatagram } from './datagram.ts';
import { listensOn } from './listeners.ts';

/** Tries each address of the host in the order a resolver sorts them, until one connects. */
export function connect(topology: Topology, options: ConnectOptions): Connect {
  return connectWithCertainty(topology, options, connectOnce);
}

/** The same in the network as it is taken to be, whatever that rests on. */
export function connectOnce(topology: Topology, options: ConnectOptions): Connect {
  const attempts: ConnectAttempt[] = [];
  const isUdp = options.protocol === 'udp';
  for (const target of targetsOf(topology, options)) {
    const attempt = tryAddress(topology, options, target);
    attempts.push(attempt);
    // Clients take the first address they have sent a datagram to, as nothing tells them that it got lost.
    if (attempt.outcome === 'connected' || (isUdp && attempt.packets.length > 0)) break;
  }
  const { from, host, port } = options;
  return { from: nameOf(from), host, port, ...(isUdp ? { protocol: 'udp' } : {}), attempts };
}

function nameOf(from: Endpoint): string {
  return from.kind === 'interface' ? from.interface.owner : formatAddress(from.address);
}

function targetsOf(topology: Topology, options: ConnectOptions): readonly Target[] {
  const { from, host } = options;
  const literals = host.split(',').map((part) => parseAddress(part.trim()));
  if (literals.every((address) => address !== undefined)) {
    return literals
      .filter(({ family }) => family === (options.family ?? family))
      .map((to) => ({ to, family: to.family, endpoints: [hostAt(topology, to)] }));
  }
  const inside = topology.resolve(host);
  if (inside !== undefined) {
    const family = options.family ?? familyBetween(from, inside);
    const own = privateAddress(inside, family);
    const to = own?.kind === 'known' ? own.value : ({ host, family } as const);
    return [{ to, family, endpoints: [{ kind: 'interface', interface: inside }] }];
  }
  // RFC 6724 sorts addresses the host cannot reach last: IPv6 first only where the interface has it.
  const hasIpv6 =
    from.kind === 'interface' && from.interface.ipv6.kind === 'known' && from.interface.ipv6.value.length > 0;
  const families: readonly Family[] = hasIpv6 ? ['ipv6', 'ipv4'] : ['ipv4', 'ipv6'];
  return families
    .filter((family) => family === (options.family ?? family))
    .map((family) => ({
      to: { host, family },
      family,
      endpoints: everyday(internetClasses(topology, family)).map(({ address }) => ({
        kind: 'outside',
        address,
      })),
    }));
}

/** IPv4, unless one end has none of it and the target has IPv6. */
function familyBetween(from: Endpoint, to: NetworkInterface): Family {
  const isIpv6Client =
    from.kind === 'outside'
      ? from.address.family === 'ipv6'
      : privateAddress(from.interface, 'ipv4') === undefined;
  const isIpv6 = isIpv6Client || privateAddress(to, 'ipv4') === undefined;
  return isIpv6 && privateAddress(to, 'ipv6') !== undefined ? 'ipv6' : 'ipv4';
}

/** An interface is reached at its public address too. */
function hostAt(topology: Topology, address: Address): Endpoint {
  const owner = topology.ownerOf(address);
  return owner === undefined
    ? { kind: 'outside', address }
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
  if (options.protocol === 'udp') return sendDatagram(topology, options, { to, family, endpoints });
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
  const ports = sourcePortsOf(options);
  const losses = endpoints.map((endpoint) =>
    results
      .filter((result) => result.endpoint === endpoint && result.conversation.verdict !== 'allow')
      .reduce((lost, { range }) => lost.union(range), PortSet.none),
  );
  const [lost = PortSet.none] = losses;
  if (losses.every((one) => one.equals(ports)))
    return { to, outcome: 'timeout', certainty: 'proved', packets, because: [] };
  if (losses.some((one) => !one.equals(lost)))
    return { to, outcome: 'unknown', certainty: 'proved', packets, because: [elsewhere(to)] };
  if (!lost.isEmpty)
    return { to, outcome: 'unknown', certainty: 'proved', packets, because: [partly(options, lost)] };
  const unanswered = unknownOf(
    results.map((result) => ({ kind: 'unknown', because: behind(topology, options, result, family) })),
  ).because;
  if (unanswered.length > 0)
    return { to, outcome: 'unknown', certainty: 'proved', packets, because: unanswered };
  const answer = listener(options, endpoints[0], to);
  if (answer.outcome === 'refused') return { to, packets: refusal(first.conversation), ...answer };
  return { to, packets: [...packets, ...finalAck(first.conversation)], ...answer };
}

function behind(
  topology: Topology,
  { from, port }: ConnectOptions,
  { endpoint, range }: Pick<Result, 'endpoint' | 'range'>,
  family: Family,
): readonly Because[] {
  if (endpoint.kind === 'outside') return [];
  const sourcePort = range.ranges[0]?.first ?? 0;
  return doubtsBehind(topology, from, endpoint, { protocol: tcp, sourcePort, destinationPort: port }, family);
}

/** Whether a client has an address of a family to connect from. */
function ownAddress(from: Endpoint, family: Family): 'some' | 'none' | Unknown {
  if (from.kind === 'outside') return from.address.family === family ? 'some' : 'none';
  const { ipv6 } = from.interface;
  if (family === 'ipv6' && ipv6.kind === 'unknown') return ipv6;
  return privateAddress(from.interface, family) === undefined ? 'none' : 'some';
}

/** What comes of the ports of a client that nothing on the way tells apart. */
interface Result {
  readonly conversation: Conversation;
  readonly endpoint: Endpoint;
  readonly range: PortSet;
}

function conversations(
  topology: Topology,
  options: ConnectOptions,
  endpoint: Endpoint,
  family: Family,
): readonly Result[] {
  const { from, port } = options;
  const ends = [from, endpoint].flatMap((end) => (end.kind === 'interface' ? [end.interface] : []));
  return portClasses(topology, sourcePortsOf(options), tcp, ends).map((range) => ({
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
    endpoint,
    range,
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
