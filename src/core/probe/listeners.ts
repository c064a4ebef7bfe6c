/**
 * What is known of the programs that listen on the hosts of the code. Rules say what may arrive; what waits for it is said
 * by whoever asks (`--listening`), by the author in a comment, or by code that sends traffic there, such as a target group.
 * Where nobody says it, the possible sockets of a port are all of them.
 */
import type { NetworkInterface } from '../aws/network.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp, udp } from '../net/protocol.ts';
import type { Because } from '../value/value.ts';
import type { Socket } from './host.ts';

/** All ports that hosts of the code listen on: those not named are closed. */
export interface Listeners {
  readonly tcp: PortSet;
  /** Answered by a program whatever arrives. */
  readonly udp: PortSet;
  /** UDP ports whose program takes what arrives and never answers. */
  readonly silentUdp?: PortSet;
}

/** Ports that all may have the same sockets. */
export interface SocketPorts {
  readonly ports: PortSet;
  /** One when it is known, else every possible one. */
  readonly sockets: readonly Socket[];
  /** What in the code makes it likely, where nobody says so. */
  readonly assumes?: readonly Because[];
}

/**
 * Cuts ports by what is known to listen on them.
 * @param listeners of every host; `undefined` when nobody said, and `target` decides.
 */
export function socketsOf(
  listeners: Listeners | undefined,
  target: NetworkInterface | undefined,
  protocol: 'tcp' | 'udp',
  ports: PortSet,
): readonly SocketPorts[] {
  const cuts = listeners === undefined ? byTarget(target, protocol) : byWord(listeners, protocol);
  return cuts
    .map((cut) => ({ ...cut, ports: ports.intersect(cut.ports) }))
    .filter((cut) => !cut.ports.isEmpty);
}

/** Whether something listens on a TCP port; `undefined` when that is not known. */
export function listensOn(
  listeners: Listeners | undefined,
  target: NetworkInterface | undefined,
  port: number,
): { readonly listens: boolean; readonly assumes: readonly Because[] } | undefined {
  const [cut] = socketsOf(listeners, target, 'tcp', PortSet.of({ first: port, last: port }));
  if (cut?.sockets.length !== 1) return undefined;
  return { listens: cut.sockets[0] === 'listening', assumes: cut.assumes ?? [] };
}

function byWord(listeners: Listeners, protocol: 'tcp' | 'udp'): readonly SocketPorts[] {
  const silent = protocol === 'udp' ? (listeners.silentUdp ?? PortSet.none) : PortSet.none;
  const listening = listeners[protocol].subtract(silent);
  return [
    { ports: listening, sockets: ['listening'] },
    { ports: silent, sockets: ['silent'] },
    { ports: PortSet.all.subtract(listening).subtract(silent), sockets: ['closed'] },
  ];
}

function byTarget(target: NetworkInterface | undefined, protocol: 'tcp' | 'udp'): readonly SocketPorts[] {
  const number = protocol === 'tcp' ? tcp : udp;
  const named = (target?.listening ?? []).filter((one) => one.protocol === number);
  const listening = PortSet.of(...named.map(({ ports }) => ports));
  const owner = target?.owner ?? '';
  const assumes = named.map(({ ports, why, origin }): Because => {
    const range = ports.first === ports.last ? `${ports.first}` : `${ports.first}-${ports.last}`;
    return { what: owner, why: `is taken to listen on ${protocol} ${range}: it ${why}`, origin };
  });
  const said = target?.listensToNothingElse === true;
  const open: readonly Socket[] = protocol === 'tcp' ? ['listening'] : ['listening', 'silent'];
  const rest: readonly Socket[] = said ? ['closed'] : [...open, 'closed'];
  return [
    { ports: listening, sockets: open, ...(said ? {} : { assumes }) },
    { ports: PortSet.all.subtract(listening), sockets: rest },
  ];
}
