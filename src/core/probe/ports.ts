/**
 * Which ports a scan asks about: nmap's `-p`, `--top-ports`, `-F` and its default, read into port sets. The frequency
 * order is in topPorts.ts and topUdpPorts.ts, service names are in services.ts.
 */
import { lastPort, PortSet, type PortRange } from '../net/portSet.ts';
import { namedProtocols } from './protocolNames.ts';
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
 * The `count` ports of some that are open most often, as `-p` and `--top-ports` take them together, or all of them that nmap
 * lists; `undefined` where that hangs on ports whose frequency is not among the {@link defaultPortCount} that are known.
 */
export function topPortsOf(count: number, among: PortSet, protocol: 'tcp' | 'udp'): PortSet | undefined {
  const ports = protocol === 'tcp' ? topTcpPorts : topUdpPorts;
  const found = ports.filter((port) => among.has(port)).slice(0, count);
  const isKnown = found.length === count || among.intersect(listedPorts(protocol)).size === found.length;
  return isKnown ? PortSet.of(...found.map((port) => ({ first: port, last: port }))) : undefined;
}

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
 * next such prefix. What stands before the first prefix counts for every protocol that is scanned. Of what stands in brackets only
 * the ports that nmap lists count, and a prefix in them ends with them. `S:` and `P:`, ports of SCTP and protocols, are read and
 * left out. Read, and refused, as nmap 7.93 does (scan_lists.cc, getpts).
 * @param scanned the protocols of what is scanned.
 */
export function parsePorts(
  text: string,
  scanned: readonly ('tcp' | 'udp')[] = ['tcp', 'udp'],
): PortChoice | PortsError {
  const reader = new ListReader(text, 'port');
  const wrong = reader.read(scanned);
  if (wrong !== undefined) return wrong;
  const { tcp, udp, sctp, ip } = reader.found;
  if (!tcp.isEmpty || !udp.isEmpty) return { tcp, udp };
  const which = sctp.isEmpty && ip.isEmpty ? 'port that nmap lists' : 'port of TCP or UDP';
  return error(`${text} names no ${which}; ${shape}`);
}

/** Reads protocol numbers as {@link parsePorts} reads ports, for `-sO`: `1,6,50-51`, `-` for all. */
export function parseProtocols(text: string): PortSet | PortsError {
  const reader = new ListReader(text, 'protocol');
  const wrong = reader.read(['ip']);
  if (wrong !== undefined) return wrong;
  const { ip } = reader.found;
  return ip.isEmpty ? error(`${text} names no protocol that nmap lists; ${numbersOf.protocol.shape}`) : ip;
}

/** What a number may be of. `ip` stands for protocols themselves. */
type Kind = 'tcp' | 'udp' | 'sctp' | 'ip';

const prefixes: ReadonlyMap<string, Kind> = new Map([
  ['T', 'tcp'],
  ['U', 'udp'],
  ['S', 'sctp'],
  ['P', 'ip'],
]);

/** What the numbers of a list stand for. */
interface Numbers {
  readonly what: string;
  /** Where a range begins that is open at its beginning. */
  readonly first: number;
  readonly last: number;
  readonly shape: string;
}

const numbersOf: Readonly<Record<'port' | 'protocol', Numbers>> = {
  port: { what: 'port', first: 1, last: lastPort, shape },
  protocol: {
    what: 'protocol',
    first: 0,
    last: 255,
    shape: 'write protocol numbers as in 1,6,50-51, or - for 0-255',
  },
};

/** nmap keeps masks in 128 bytes. */
const longestMask = 126;

/** Goes through a list once, from left to right. */
class ListReader {
  readonly found: Record<Kind, PortSet> = {
    tcp: PortSet.none,
    udp: PortSet.none,
    sctp: PortSet.none,
    ip: PortSet.none,
  };
  readonly #text: string;
  readonly #what: keyof typeof numbersOf;
  #at = 0;

  /** @param what the list is of, as messages call it. */
  constructor(text: string, what: keyof typeof numbersOf) {
    this.#text = text;
    this.#what = what;
  }

  /**
   * Up to the end, or in brackets up to the one that closes.
   * @param kinds what numbers without a prefix count for.
   */
  read(kinds: readonly Kind[], inBrackets = false): PortsError | undefined {
    let own = kinds;
    do {
      this.#skipSpace();
      const next = this.#text.charAt(this.#at);
      if (this.#text.charAt(this.#at + 1) === ':') {
        const kind = prefixes.get(next);
        if (kind === undefined) return error(`${next}: is no protocol of a port; ${shape}`);
        own = [kind];
        this.#at += 2;
        continue;
      }
      if (next === ']') break;
      const wrong =
        next === '['
          ? this.#brackets(own, inBrackets)
          : /[a-z*?]/.test(next)
            ? this.#named(own)
            : this.#range(own, inBrackets);
      if (wrong !== undefined) return wrong;
    } while (this.#at < this.#text.length && this.#text.charAt(this.#at) !== ']');
    if (inBrackets || this.#at >= this.#text.length) return undefined;
    return error(`${this.#text.trim()} closes brackets that are not open; ${this.#numbers(own).shape}`);
  }

  #brackets(kinds: readonly Kind[], inBrackets: boolean): PortsError | undefined {
    if (inBrackets)
      return error(`${this.#text.trim()} opens brackets in brackets; ${this.#numbers(kinds).shape}`);
    this.#at++;
    const wrong = this.read(kinds, true);
    if (wrong !== undefined) return wrong;
    if (this.#text.charAt(this.#at) === ']') this.#at++;
    if (this.#text.charAt(this.#at) === ',') this.#at++;
    return undefined;
  }

  /** What names fit; the sign behind them, a comma or a space, goes with them. */
  #named(kinds: readonly Kind[]): PortsError | undefined {
    const [mask = ''] = /^[^\s,\]]*/.exec(this.#text.slice(this.#at)) ?? [];
    if (mask.length > longestMask) return error(`a name of more than ${longestMask} characters; ${shape}`);
    this.#at += mask.length;
    if (this.#text.charAt(this.#at) !== ']') this.#at++;
    let isKnown = false;
    for (const kind of kinds) {
      const named = namedOf(kind, mask);
      this.found[kind] = this.found[kind].union(named);
      isKnown ||= !named.isEmpty;
    }
    if (isKnown) return undefined;
    const numbers = this.#numbers(kinds);
    if (kinds.includes('ip')) return this.#isNone(mask, numbers);
    const over = kinds.length === 1 ? ` over ${(kinds[0] ?? '').toUpperCase()}` : '';
    return error(`nmap knows no service that is called ${mask}${over}; ${numbers.shape}`);
  }

  /** One number, or two with a dash between them. */
  #range(kinds: readonly Kind[], isListed: boolean): PortsError | undefined {
    const part = this.#part();
    const numbers = this.#numbers(kinds);
    const range = this.#ends(part, numbers);
    if ('kind' in range) return range;
    const { first, last } = range;
    if (first > numbers.last || last > numbers.last)
      return error(`${part} goes past ${numbers.what} ${numbers.last}`);
    if (first > last) return error(`${part} is backwards; did you mean ${last}-${first}?`);
    for (const kind of kinds) {
      const ports = PortSet.of(range);
      this.found[kind] = this.found[kind].union(isListed ? ports.intersect(listed(kind)) : ports);
    }
    this.#skipSpace();
    if (!this.#isOver()) return this.#isNone(part, numbers);
    if (this.#text.charAt(this.#at) === ',') this.#at++;
    return undefined;
  }

  #ends(part: string, numbers: Numbers): PortRange | PortsError {
    let { first } = numbers;
    if (this.#text.charAt(this.#at) !== '-') {
      const written = this.#digits();
      if (written === undefined) return this.#isNone(part, numbers);
      first = written;
      this.#skipSpace();
      if (this.#isOver()) return { first, last: first };
      if (this.#text.charAt(this.#at) !== '-') return this.#isNone(part, numbers);
    }
    this.#at++;
    if (this.#isOver()) return { first, last: numbers.last };
    const last = this.#digits();
    return last === undefined ? this.#isNone(part, numbers) : { first, last };
  }

  #digits(): number | undefined {
    const [digits = ''] = /^[0-9]+/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += digits.length;
    return digits === '' ? undefined : Number(digits);
  }

  #isNone(part: string, { what, shape: form }: Numbers): PortsError {
    return error(`${part === '' ? 'an empty part' : part} is no ${what}; ${form}`);
  }

  /** What is being read, for messages. */
  #part(): string {
    const [part = ''] = /^[^,]*/.exec(this.#text.slice(this.#at)) ?? [];
    return part.trim();
  }

  #isOver(): boolean {
    return /^[,\]]?$/.test(this.#text.charAt(this.#at));
  }

  #numbers(kinds: readonly Kind[]): Numbers {
    return numbersOf[kinds.includes('ip') || this.#what === 'protocol' ? 'protocol' : 'port'];
  }

  #skipSpace(): void {
    while (/^[ \t\n\v\f\r]$/.test(this.#text.charAt(this.#at))) this.#at++;
  }
}

/** nmap 7.93 finds no protocol by its name; which services it lists over SCTP makes no difference to what is scanned. */
function namedOf(kind: Kind, mask: string): PortSet {
  if (kind === 'ip') return PortSet.none;
  return kind === 'sctp' ? PortSet.all : portsNamed(mask, kind);
}

function listed(kind: Kind): PortSet {
  if (kind === 'ip')
    return PortSet.of(...namedProtocols.map((protocol) => ({ first: protocol, last: protocol })));
  return kind === 'sctp' ? PortSet.all : listedPorts(kind);
}

function error(message: string): PortsError {
  return { kind: 'error', message };
}
