/**
 * What is known of the programs that listen on the hosts of the code. Rules say what may arrive; only somebody who knows
 * the hosts can say what waits for it, so without that the possible sockets of a port are all of them.
 */
import { PortSet } from '../net/portSet.ts';
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
}

/** Cuts ports by what is known to listen on them. @param listeners `undefined` when nothing is known. */
export function socketsOf(
  listeners: Listeners | undefined,
  protocol: 'tcp' | 'udp',
  ports: PortSet,
): readonly SocketPorts[] {
  if (listeners === undefined) {
    const sockets: readonly Socket[] =
      protocol === 'tcp' ? ['listening', 'closed'] : ['listening', 'silent', 'closed'];
    return [{ ports, sockets }];
  }
  const silent = protocol === 'udp' ? (listeners.silentUdp ?? PortSet.none) : PortSet.none;
  const listening = listeners[protocol].subtract(silent);
  const cuts: readonly SocketPorts[] = [
    { ports: ports.intersect(listening), sockets: ['listening'] },
    { ports: ports.intersect(silent), sockets: ['silent'] },
    { ports: ports.subtract(listening).subtract(silent), sockets: ['closed'] },
  ];
  return cuts.filter((cut) => !cut.ports.isEmpty);
}
