/**
 * Which ports a scan asks about: nmap's `-p`, `--top-ports`, `-F` and its default, read into port sets. The frequency
 * order is in topPorts.ts and topUdpPorts.ts, service names are in services.ts.
 */
import { lastPort, PortSet, type PortRange } from '../net/portSet.ts';
import { topTcpPorts } from './topPorts.ts';
import { topUdpPorts } from './topUdpPorts.ts';

/** The ports asked for, per protocol. */
export interface PortChoice {
  readonly tcp: PortSet;
  readonly udp: PortSet;
}

/** Text that names no ports, and why: one sentence without a full stop. */
export interface PortsError {
  readonly kind: 'error';
  readonly message: string;
}

/** How many ports `topPorts` knows, and how many nmap scans when none are named. */
export const defaultPortCount = 1000;

/** `-F`: as many as nmap scans then. */
export const fastPortCount = 100;

/**
 * The `count` ports that are open most often, as `--top-ports` takes them; all that are known when `count` is larger than
 * `defaultPortCount`.
 */
export function topPorts(count: number, protocol: 'tcp' | 'udp' = 'tcp'): PortSet {
  const ports = protocol === 'tcp' ? topTcpPorts : topUdpPorts;
  return PortSet.of(...ports.slice(0, Math.max(0, count)).map((port) => ({ first: port, last: port })));
}

const shape = 'write ports as in 22,80-90,T:443,U:53, or - for 1-65535';

/**
 * Reads ports in nmap's form: numbers and ranges separated by commas, a range open at either end (`-100` starts at 1,
 * `60000-` ends at 65535), and `T:` or `U:`, which say the protocol of everything up to the next such prefix. What
 * stands before the first prefix counts for both protocols. Service names are not read.
 */
export function parsePorts(text: string): PortChoice | PortsError {
  const found: Record<'tcp' | 'udp', PortRange[]> = { tcp: [], udp: [] };
  let protocols: readonly ('tcp' | 'udp')[] = ['tcp', 'udp'];
  for (const part of text.split(',')) {
    const [, prefix, ports = ''] = /^(?:([A-Za-z]):)?(.*)$/s.exec(part.trim()) ?? [];
    if (prefix !== undefined) {
      const protocol = { T: 'tcp', U: 'udp' }[prefix.toUpperCase()];
      if (protocol === undefined) return error(`${prefix}: is no protocol of a port; ${shape}`);
      protocols = [protocol === 'tcp' ? 'tcp' : 'udp'];
    }
    const range = parseRange(ports.trim(), portNumbers);
    if ('kind' in range) return range;
    for (const protocol of protocols) found[protocol].push(range);
  }
  return { tcp: PortSet.of(...found.tcp), udp: PortSet.of(...found.udp) };
}

/** Reads protocol numbers as {@link parsePorts} reads ports: `1,6,50-51`, `-` for all. */
export function parseProtocols(text: string): PortSet | PortsError {
  const found: PortRange[] = [];
  for (const part of text.split(',')) {
    const range = parseRange(part.trim(), protocolNumbers);
    if ('kind' in range) return range;
    found.push(range);
  }
  return PortSet.of(...found);
}

/** What the numbers of a list stand for. */
interface Numbers {
  readonly what: string;
  readonly first: number;
  readonly last: number;
  readonly shape: string;
}

const portNumbers: Numbers = { what: 'port', first: 1, last: lastPort, shape };
const protocolNumbers: Numbers = {
  what: 'protocol',
  first: 0,
  last: 255,
  shape: 'write protocol numbers as in 1,6,50-51, or - for 0-255',
};

function parseRange(text: string, numbers: Numbers): PortRange | PortsError {
  const match = /^(\d*)(-?)(\d*)$/.exec(text);
  const [, from = '', dash = '', to = ''] = match ?? [];
  if (from === '' && dash === '')
    return error(`${text === '' ? 'an empty part' : text} is no ${numbers.what}; ${numbers.shape}`);
  const first = from === '' ? numbers.first : Number(from);
  const last = dash === '' ? first : to === '' ? numbers.last : Number(to);
  if (first > numbers.last || last > numbers.last)
    return error(`${text} goes past ${numbers.what} ${numbers.last}`);
  if (first > last) return error(`${text} is backwards; did you mean ${last}-${first}?`);
  return { first, last };
}

function error(message: string): PortsError {
  return { kind: 'error', message };
}
