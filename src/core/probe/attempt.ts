/** What every attempt to reach a host has: what was asked, where the host may be, and what its own ports may decide. */
import { formatAddress, type Family } from '../net/address.ts';
import { ephemeralPorts, percent, type Initiator } from '../net/ephemeralPorts.ts';
import { PortSet } from '../net/portSet.ts';
import { initiatorsAt, lossInWords, replyLoss } from '../reach/replyLoss.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { Because } from '../value/value.ts';
import type { ConnectAttempt } from './connectResult.ts';

export interface ConnectOptions {
  readonly from: Endpoint;
  /** An interface's address or its instance's, an IP address, several of them separated by commas, or a host name. */
  readonly host: string;
  readonly port: number;
  /** TCP where it says nothing. */
  readonly protocol?: 'tcp' | 'udp';
  /**
   * All ports of the protocol the host listens on, of UDP with an answer to what arrives. Without it a host outside the code
   * is taken to listen, and of an interface of the code that is unknown.
   */
  readonly listening?: PortSet;
  /**
   * Ports the client may pick from, each equally likely. When left out, those of the NAT gateway, load balancer or Lambda
   * function it is, or of a Linux kernel (SEMANTICS N41).
   */
  readonly sourcePorts?: PortSet;
  /** The one family to connect over. When left out, every address of the host is tried. */
  readonly family?: Family;
}

/** An address of the host. */
export interface Target {
  readonly to: ConnectAttempt['to'];
  readonly family: Family;
  /** Places the address may be; several where a host name could be anywhere on the internet. */
  readonly endpoints: readonly Endpoint[];
}

/** All that `from` picks from: of an instance or a host outside, whose system nobody knows, what Linux does. */
export function sourcePortsOf({ from, sourcePorts }: ConnectOptions): PortSet {
  return sourcePorts ?? ephemeralPorts[initiatorAt(from)];
}

function initiatorAt(from: Endpoint): Initiator {
  return initiatorsAt(from)[0] ?? 'linux';
}

/** That the client's own port decides. @param lost those whose replies are dropped. */
export function partly({ from, sourcePorts }: ConnectOptions, lost: PortSet): Because {
  const passing = PortSet.all.subtract(lost);
  const words =
    sourcePorts === undefined
      ? lossInWords(replyLoss({ must: passing, may: passing }, initiatorAt(from)))
      : `intermittent: ${percent(lost.size / sourcePorts.size)} of connections time out (ports ${lost.toString()})`;
  return { what: "the client's ephemeral port", why: `decides; ${words}`, origin: undefined };
}

/** Of a name that may stand for many addresses. */
export function elsewhere(to: ConnectAttempt['to']): Because {
  const what = 'host' in to ? to.host : formatAddress(to);
  return { what, why: 'may be at an address where the connection fares otherwise', origin: undefined };
}
