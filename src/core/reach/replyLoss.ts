/**
 * Partial loss: where replies get back to some of the ports an initiator picks from and not to others, some connections
 * work and others time out (SEMANTICS N41, N42).
 */
import { ephemeralPorts, percent, type Initiator } from '../net/ephemeralPorts.ts';
import type { PortSet } from '../net/portSet.ts';
import type { Endpoint } from './endpoint.ts';
import type { PortBounds } from './portBounds.ts';

/** What becomes of the replies to one kind of initiator. */
export interface ReplyLoss {
  readonly initiator: Initiator;
  /** The ports it picks from. */
  readonly picked: PortSet;
  /** The ports it may pick whose replies are dropped, however unknown fields settle. */
  readonly lost: PortSet;
  /** The ports of which that hangs on unknown fields. */
  readonly perhapsLost: PortSet;
  /** Of the connections, how many lose their replies for sure: 0 to 1. Each port is as likely as another. */
  readonly share: number;
}

const names: Readonly<Record<Initiator, string>> = {
  'linux': 'connections from Linux clients',
  'windows': 'connections from Windows clients',
  'macos': 'connections from macOS clients',
  'nat-gateway': 'connections through a NAT gateway',
  'load-balancer': 'connections of a load balancer',
  'lambda': 'connections of a Lambda function',
  'nmap': 'runs of nmap',
};

/** Who may pick the port at an end. Which system an instance or a host outside runs is not in the code. */
export function initiatorsAt(from: Endpoint): readonly Initiator[] {
  if (from.kind === 'outside') return ['linux', 'windows', 'macos', 'nat-gateway', 'nmap'];
  switch (from.interface.kind) {
    case 'nat-gateway':
    case 'load-balancer':
      return [from.interface.kind];
    case 'function':
      return ['lambda'];
    default:
      return ['linux', 'windows', 'nmap'];
  }
}

/**
 * @param replyPorts the initiator's ports a reply passes back to, as in `Reach`.
 * @param picked the ports it picks from; not none.
 */
export function replyLoss(
  replyPorts: PortBounds,
  initiator: Initiator,
  picked: PortSet = ephemeralPorts[initiator],
): ReplyLoss {
  const lost = picked.subtract(replyPorts.may);
  return {
    initiator,
    picked,
    lost,
    perhapsLost: picked.intersect(replyPorts.may).subtract(replyPorts.must),
    share: lost.size / picked.size,
  };
}

/** What one initiator loses of two kinds of connections alike: the ports whose replies are dropped in both. */
export function commonLoss(a: ReplyLoss, b: ReplyLoss): ReplyLoss {
  const lost = a.lost.intersect(b.lost);
  const either = a.lost.union(b.lost).union(a.perhapsLost).union(b.perhapsLost);
  return {
    initiator: a.initiator,
    picked: a.picked,
    lost,
    perhapsLost: either.subtract(lost),
    share: lost.size / a.picked.size,
  };
}

/** The kinds of initiators that lose some replies for sure, and not all of them. */
export function intermittent(replyPorts: PortBounds, initiators: readonly Initiator[]): readonly ReplyLoss[] {
  return initiators
    .map((initiator) => replyLoss(replyPorts, initiator))
    .filter(({ share }) => share > 0 && share < 1);
}

/** `intermittent: 58.0 % of connections from Linux clients time out (ports 32768-49151)`. */
export function lossInWords(loss: ReplyLoss): string {
  return `intermittent: ${shareInWords(loss)}`;
}

/** `58.0 % of connections from Linux clients time out (ports 32768-49151)`, `no connections from Windows clients time out`. */
export function shareInWords({ initiator, lost, perhapsLost, share }: ReplyLoss): string {
  if (lost.isEmpty) return `no ${names[initiator]} time out`;
  const part = share === 1 ? 'all' : `${perhapsLost.isEmpty ? '' : 'at least '}${percent(share)} of`;
  return `${part} ${names[initiator]} time out (ports ${lost.toString()})`;
}
