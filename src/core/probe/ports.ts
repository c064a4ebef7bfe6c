/**
 * Which ports a scan asks about: nmap's `-p`, `--top-ports`, `-F` and its default, read into port sets. The frequency
 * order is in topPorts.ts and topUdpPorts.ts, service names are in services.ts.
 */
import { lastPort, PortSet, type PortRange } from '../net/portSet.ts';
import { listedPorts, portsNamed } from './services.ts';
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

const shape = 'write ports as in 22,80-90,https,T:443,U:53, or - for 1-65535';

/**
 * Reads ports in nmap's form, separated by commas: numbers and ranges, which may be open at either end (`-100` starts at 1,
 * `60000-` ends at 65535), names of services with `*` and `?`, and `T:` or `U:`, which say the protocol of everything up to the
 * next such prefix. What stands before the first prefix counts for both protocols. Of what stands in brackets only the ports
 * that nmap lists count.
 */
export function parsePorts(text: string): PortChoice | PortsError {
  const found = { tcp: PortSet.none, udp: PortSet.none };
  let protocols: readonly ('tcp' | 'udp')[] = ['tcp', 'udp'];
  let isListed = false;
  for (const part of text.split(',')) {
    const [, prefix, opens, ports = '', closes] =
      /^(?:([A-Za-z]):)?\s*(\[?)(.*?)(\]?)$/s.exec(part.trim()) ?? [];
    if (prefix !== undefined) {
      const protocol = { T: 'tcp', U: 'udp' }[prefix.toUpperCase()];
      if (protocol === undefined) return error(`${prefix}: is no protocol of a port; ${shape}`);
      protocols = [protocol === 'tcp' ? 'tcp' : 'udp'];
    }
    if (opens !== '') {
      if (isListed) return error(`${part.trim()} opens brackets in brackets; ${shape}`);
      isListed = true;
    }
    const read = portsIn(ports.trim(), protocols);
    if ('kind' in read) return read;
    for (const protocol of protocols) {
      const named = isListed ? read[protocol].intersect(listedPorts(protocol)) : read[protocol];
      found[protocol] = found[protocol].union(named);
    }
    if (closes !== '') {
      if (!isListed) return error(`${part.trim()} closes brackets that are not open; ${shape}`);
      isListed = false;
    }
  }
  return found.tcp.isEmpty && found.udp.isEmpty
    ? error(`${text} names no port that nmap lists; ${shape}`)
    : found;
}

/** A range, or all ports whose names fit, of each protocol. */
function portsIn(text: string, protocols: readonly ('tcp' | 'udp')[]): PortChoice | PortsError {
  if (/^[a-z*?][^\s[\]]*$/.test(text)) {
    const named = { tcp: portsNamed(text, 'tcp'), udp: portsNamed(text, 'udp') };
    return protocols.every((protocol) => named[protocol].isEmpty)
      ? error(`nmap knows no service that is called ${text}; ${shape}`)
      : named;
  }
  const range = parseRange(text, portNumbers);
  if ('kind' in range) return range;
  const ports = PortSet.of(range);
  return { tcp: ports, udp: ports };
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
