/** What `ncat -w 1 -v HOST PORT` prints for a simulated connection; 7.80 and 7.93 differ in their first line alone. */
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
  const lines = connect.attempts.flatMap((attempt, index) =>
    attemptLines(attempt, connect.port, index === last),
  );
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

function attemptLines(attempt: ConnectAttempt, port: number, isLast: boolean): readonly string[] {
  const target = attemptTarget(attempt);
  if (attempt.outcome === 'connected') {
    return [`Ncat: Connected to ${target}:${port}.`, 'Ncat: 0 bytes sent, 0 bytes received in 0.07 seconds.'];
  }
  if (attempt.outcome === 'unknown') return [unknownLine(target, attempt)];
  const word = words[attempt.outcome];
  return isLast
    ? [`Ncat: ${word}.`]
    : [`Ncat: Connection to ${target} failed: ${word}.`, 'Ncat: Trying next address...'];
}
