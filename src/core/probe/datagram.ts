/**
 * One UDP datagram, as `ncat -u -z -v` and `nc -u -z -v` send it to see whether a port is open. An answer says that it is,
 * the ICMP error of a closed port that it is not; silence says nothing, though both clients call it a success (SEMANTICS R25).
 */
import { formatAddress } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { udp } from '../net/protocol.ts';
import { converse, type Conversation } from '../reach/conversation.ts';
import type { Certainty, Walk } from '../reach/hop.ts';
import { portClasses } from '../reach/ports.ts';
import { doubtsBehind } from '../reach/targets.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import { unknownOf, type Because } from '../value/value.ts';
import { elsewhere, partly, sourcePortsOf, type ConnectOptions, type Target } from './attempt.ts';
import type { ConnectAttempt } from './connectResult.ts';
import type { Socket } from './host.ts';
import { converseIcmp, portUnreachable } from './icmp.ts';
import { socketsOf } from './listeners.ts';

/** What comes back from one place to ports of the client that nothing on the way tells apart. */
interface Fate {
  readonly outcome: 'connected' | 'refused' | 'timeout' | 'unknown';
  readonly certainty: Certainty;
  readonly because: readonly Because[];
  readonly packets: readonly Walk[];
  readonly endpoint: Endpoint;
  readonly range: PortSet;
  readonly socket: Socket;
}

/** @param target of a family that both ends have. */
export function sendDatagram(topology: Topology, options: ConnectOptions, target: Target): ConnectAttempt {
  const { to, family, endpoints } = target;
  const { from, port } = options;
  const { sockets, assumes } = listenersAt(options, target);
  const fates = endpoints.flatMap((endpoint) => {
    const ends = [from, endpoint].flatMap((end) => (end.kind === 'interface' ? [end.interface] : []));
    return portClasses(topology, sourcePortsOf(options), udp, ends).flatMap((range) =>
      sockets.map((socket) => fateOf(topology, { from, endpoint, port, range, socket, family })),
    );
  });
  const [first] = fates;
  if (first === undefined) throw new Error('a datagram has at least one source port');
  const shown = fates.find(({ outcome }) => outcome === 'unknown') ?? first;
  const { packets } = shown;
  const open = (because: readonly Because[]): ConnectAttempt => ({
    ...{ to, outcome: 'unknown', certainty: 'proved', packets },
    because: unknownOf([{ kind: 'unknown', because }]).because,
  });
  const undecided = fates.flatMap(({ because }) => because);
  if (undecided.length > 0) return open(undecided);
  const { outcome } = first;
  if (fates.some((fate) => fate.outcome !== outcome)) return open(whyDifferent(options, target, fates));
  // What is dropped on its way there rests on nobody who listens.
  const rests = fates.every(({ packets: [request] }) => request?.verdict === 'deny') ? [] : assumes;
  const isAssumed = rests.length > 0 || fates.some(({ certainty }) => certainty === 'assumed');
  return { to, outcome, certainty: isAssumed ? 'assumed' : 'proved', packets, because: rests };
}

interface Asked extends Pick<ConnectOptions, 'from' | 'port'>, Pick<Target, 'family'> {
  readonly endpoint: Endpoint;
  readonly range: PortSet;
  readonly socket: Socket;
}

function fateOf(topology: Topology, { from, endpoint, port, range, socket, family }: Asked): Fate {
  const ports = { sourcePort: range.ranges[0]?.first ?? 0, destinationPort: port };
  const sent = { protocol: udp, ...ports };
  const talk: Conversation =
    socket === 'closed'
      ? converseIcmp(topology, from, endpoint, ports, portUnreachable[family], family)
      : converse(topology, from, endpoint, sent, family);
  const { request, reply, verdict, certainty } = talk;
  const fate = { endpoint, range, socket, certainty, because: [], packets: packetsOf(request, reply) };
  // Whoever answers nothing is not heard, whether it gets the datagram or not.
  if (socket === 'silent') return { ...fate, outcome: 'timeout', certainty: 'proved', packets: [request] };
  if (verdict === 'deny') return { ...fate, outcome: 'timeout' };
  const doubts =
    verdict === 'unknown'
      ? talk.because
      : endpoint.kind === 'interface'
        ? doubtsBehind(topology, from, endpoint, sent, family)
        : [];
  if (doubts.length > 0) return { ...fate, outcome: 'unknown', because: doubts };
  return { ...fate, outcome: socket === 'closed' ? 'refused' : 'connected' };
}

function packetsOf(request: Walk, reply: Walk | undefined): readonly Walk[] {
  return reply === undefined ? [request] : [request, reply];
}

/** What may wait on the port, and what makes it likely where nobody says so. */
function listenersAt(
  { port, listening }: ConnectOptions,
  { to, endpoints }: Target,
): { readonly sockets: readonly Socket[]; readonly assumes: readonly Because[] } {
  const [endpoint] = endpoints;
  if (listening === undefined && endpoint?.kind !== 'interface') {
    const what = 'host' in to ? to.host : formatAddress(to);
    const why = `is outside the code; it is taken to answer on udp ${port}`;
    return { sockets: ['listening'], assumes: [{ what, why, origin: undefined }] };
  }
  const said = listening === undefined ? undefined : { tcp: PortSet.none, udp: listening };
  const at = endpoint?.kind === 'interface' ? endpoint.interface : undefined;
  const [cut] = socketsOf(said, at, 'udp', PortSet.of({ first: port, last: port }));
  return { sockets: cut?.sockets ?? ['closed'], assumes: cut?.assumes ?? [] };
}

/** Of fates that are known and not the same: whether the place, the client's port or the program there decides. */
function whyDifferent(options: ConnectOptions, { to }: Target, fates: readonly Fate[]): readonly Because[] {
  const [one] = fates;
  const like = fates.filter(({ socket }) => socket === one?.socket);
  const outcomesAt = (endpoint: Endpoint | undefined): string =>
    like
      .map((fate) => (fate.endpoint === endpoint ? `${fate.range.toString()} ${fate.outcome}` : ''))
      .join('');
  const isByPlace = like.some(({ endpoint }) => outcomesAt(endpoint) !== outcomesAt(one?.endpoint));
  const here = like.filter(({ endpoint }) => endpoint === one?.endpoint);
  const lost = here
    .filter(({ outcome }) => outcome === 'timeout')
    .reduce((all, { range }) => all.union(range), PortSet.none);
  const isByPort = !lost.isEmpty && here.some(({ outcome }) => outcome !== 'timeout');
  const isBySocket = fates.some((fate) => fate.socket !== one?.socket);
  const what = one?.endpoint.kind === 'interface' ? one.endpoint.interface.owner : 'the target';
  const why = `may or may not listen on udp ${options.port}, and may or may not answer; say so with --listening`;
  return [
    ...(isByPlace ? [elsewhere(to)] : []),
    ...(isByPort ? [partly(options, lost)] : []),
    ...(isBySocket && !isByPlace && !isByPort ? [{ what, why, origin: undefined }] : []),
  ];
}
