/**
 * What `ncat -w 1 -v HOST PORT` prints for a simulated connection, of which 7.80 and 7.93 differ in their first line alone, and
 * `ncat -u -z -w 1 -v HOST PORT` of 7.93 for a datagram.
 */
import { formatAddress } from '../../net/address.ts';
import { explain } from '../../value/value.ts';
import type { Connect, ConnectAttempt } from '../connectResult.ts';
import type { NmapVersion } from './options.ts';
import { printable } from './printable.ts';

const words: Record<'timeout' | 'refused' | 'network-unreachable', string> = {
  'timeout': 'TIMEOUT',
  'refused': 'Connection refused',
  'network-unreachable': 'Network is unreachable',
};

/**
 * Ncat's lines (SEMANTICS R23), with a line break at the end. An address nobody can look up here is written as the host's
 * name and the family, `example.com (IPv4)`. Where a value that is not known decides, Ncat has no line: ours begins with
 * `Not known:`. The seconds of a connection are a placeholder.
 */
export function formatNcat(connect: Connect, version: NmapVersion = '7.93'): string {
  const last = connect.attempts.length - 1;
  const lines = connect.attempts.flatMap((attempt, index) => attemptLines(attempt, connect, index === last));
  return [`Ncat: Version ${version} ( https://nmap.org/ncat )`, ...lines, ''].join('\n');
}

/** Whom an attempt was made to, as the lines above name it. */
export function attemptTarget({ to }: ConnectAttempt): string {
  if ('value' in to) return formatAddress(to);
  return `${printable(to.host)} (${to.family === 'ipv4' ? 'IPv4' : 'IPv6'})`;
}

/** The line of an attempt whose outcome hangs on a value that is not known. */
export function unknownLine(target: string, { because }: ConnectAttempt): string {
  return `Not known: connection to ${target}: ${printable(explain(because))}.`;
}

function attemptLines(
  attempt: ConnectAttempt,
  { port, protocol }: Connect,
  isLast: boolean,
): readonly string[] {
  const target = attemptTarget(attempt);
  if (protocol === 'udp' && attempt.outcome !== 'unknown' && attempt.outcome !== 'network-unreachable')
    return [`Ncat: Connected to ${target}:${port}.`, ...datagramLines(attempt.outcome, target, port)];
  if (attempt.outcome === 'connected') {
    return [`Ncat: Connected to ${target}:${port}.`, 'Ncat: 0 bytes sent, 0 bytes received in 0.07 seconds.'];
  }
  if (attempt.outcome === 'unknown') return [unknownLine(target, attempt)];
  const word = words[attempt.outcome];
  return isLast
    ? [`Ncat: ${word}.`]
    : [`Ncat: Connection to ${target} failed: ${word}.`, 'Ncat: Trying next address...'];
}

/** Ncat sends one byte, and calls that a success unless an error comes back; what it receives is up to the program there. */
function datagramLines(
  outcome: 'connected' | 'refused' | 'timeout',
  target: string,
  port: number,
): readonly string[] {
  if (outcome === 'refused') return [`Ncat: ${words.refused}.`];
  const sent = 'Ncat: UDP packet sent successfully';
  return outcome === 'timeout'
    ? [sent, 'Ncat: 1 bytes sent, 0 bytes received in 2.25 seconds.']
    : [sent, `Not known: what ${target}:${port} answers, and so how many bytes are received.`];
}
