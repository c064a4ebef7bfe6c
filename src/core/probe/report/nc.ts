/** What `nc -w 1 -v HOST PORT` of OpenBSD's netcat (1.219) prints for a simulated connection. */
import { formatAddress, parseAddress } from '../../net/address.ts';
import type { Connect, ConnectAttempt } from '../connectResult.ts';
import { unknownLine } from './ncat.ts';
import { printable } from './printable.ts';

const words: Record<'timeout' | 'refused' | 'network-unreachable', string> = {
  'timeout': 'timed out: Operation now in progress',
  'refused': 'failed: Connection refused',
  'network-unreachable': 'failed: Network is unreachable',
};

/**
 * Names nc writes for ports: those of the system's list of services, not nmap's. Here are the ones Debian's list gives to
 * ports that servers are often behind; any other is `*`, as on a system whose list does not hold it.
 */
const services: ReadonlyMap<number, string> = new Map([
  [20, 'ftp-data'],
  [21, 'ftp'],
  [22, 'ssh'],
  [23, 'telnet'],
  [25, 'smtp'],
  [53, 'domain'],
  [80, 'http'],
  [88, 'kerberos'],
  [110, 'pop3'],
  [111, 'sunrpc'],
  [143, 'imap2'],
  [179, 'bgp'],
  [389, 'ldap'],
  [443, 'https'],
  [445, 'microsoft-ds'],
  [465, 'submissions'],
  [587, 'submission'],
  [636, 'ldaps'],
  [853, 'domain-s'],
  [873, 'rsync'],
  [993, 'imaps'],
  [995, 'pop3s'],
  [1194, 'openvpn'],
  [1433, 'ms-sql-s'],
  [2049, 'nfs'],
  [3306, 'mysql'],
  [3389, 'ms-wbt-server'],
  [5432, 'postgresql'],
  [5671, 'amqps'],
  [5672, 'amqp'],
  [6379, 'redis'],
  [8080, 'http-alt'],
]);

/**
 * nc's lines (SEMANTICS R23), with a line break at the end: one for each address tried. A name stands before its address;
 * where nobody can look the address up here, the family stands for it. Where a value that is not known decides, nc has no
 * line: ours begins with `Not known:`.
 */
export function formatNc(connect: Connect): string {
  return [...connect.attempts.map((attempt) => attemptLine(attempt, connect)), ''].join('\n');
}

function attemptLine(attempt: ConnectAttempt, { host, port }: Connect): string {
  const target = targetOf(attempt, host);
  if (attempt.outcome === 'unknown') return unknownLine(target, attempt);
  if (attempt.outcome === 'connected') {
    return `Connection to ${target} ${port} port [tcp/${services.get(port) ?? '*'}] succeeded!`;
  }
  return `nc: connect to ${target} port ${port} (tcp) ${words[attempt.outcome]}`;
}

/** Several addresses separated by commas stand for themselves, not for a name. */
function targetOf({ to }: ConnectAttempt, host: string): string {
  if (!('value' in to)) return `${printable(to.host)} (${to.family === 'ipv4' ? 'IPv4' : 'IPv6'})`;
  const address = formatAddress(to);
  const isLiteral = host.split(',').every((part) => parseAddress(part.trim()) !== undefined);
  return isLiteral ? address : `${printable(host)} (${address})`;
}
