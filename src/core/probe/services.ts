/**
 * Service names as nmap 7.93 prints them in its SERVICE column, for all 65,536 ports, and the ports it lists without a
 * name. The tables in services/ are taken from nmap's own output for its own machine.
 */
import { PortSet } from '../net/portSet.ts';
import { unnamedTcp, unnamedUdp } from './services/unnamed.ts';
import { upTo1023 } from './services/upTo1023.ts';
import { upTo3999 } from './services/upTo3999.ts';
import { upTo65535 } from './services/upTo65535.ts';

type PortNames = ReadonlyMap<number, string>;

interface Services {
  readonly tcp: PortNames;
  readonly udp: PortNames;
}

/**
 * Reads names in the order of their ports: a number is the port of the name behind it, and every further name belongs to
 * the next port. `shell/syslog` is one name over TCP and another over UDP, and nothing beside the stroke is no name.
 */
function readNames(table: string): Services {
  const tcp = new Map<number, string>();
  const udp = new Map<number, string>();
  let port = 0;
  for (const word of table.trim().split(/\s+/)) {
    if (/^\d+$/.test(word)) {
      port = Number(word);
      continue;
    }
    const [overTcp = '', overUdp = overTcp] = word.split('/');
    if (overTcp !== '') tcp.set(port, overTcp);
    if (overUdp !== '') udp.set(port, overUdp);
    port++;
  }
  return { tcp, udp };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Reads ports in their order, each as a letter: how many are left out before it. `+` leaves out as many as there are letters. */
function readPorts(table: string): ReadonlySet<number> {
  const ports = new Set<number>();
  let next = 0;
  for (const letter of table.replace(/\s+/g, '')) {
    if (letter === '+') {
      next += letters.length;
      continue;
    }
    next += letters.indexOf(letter);
    ports.add(next);
    next++;
  }
  return ports;
}

/** What is worked out when it is first asked for: most sessions never name a port. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const names = once(() => readNames(upTo1023 + upTo3999 + upTo65535));

const unnamed = {
  tcp: once(() => readPorts(unnamedTcp)),
  udp: once(() => readPorts(unnamedUdp)),
};

/** The name nmap gives a port: `https`; `unknown`, nmap's own word, where the table has none. */
export function serviceName(port: number, protocol: 'tcp' | 'udp'): string {
  return names()[protocol].get(port) ?? 'unknown';
}

/** Whether nmap lists a port, with a name or as `unknown`. */
export function isListed(port: number, protocol: 'tcp' | 'udp'): boolean {
  return names()[protocol].has(port) || unnamed[protocol]().has(port);
}

/** All ports nmap lists: what it takes a range in brackets to mean. */
export function listedPorts(protocol: 'tcp' | 'udp'): PortSet {
  return portsOf([...names()[protocol].keys(), ...unnamed[protocol]()]);
}

/**
 * The listed ports whose name fits, in whatever case, where `*` stands for any characters and `?` for one. One without a name is
 * called `unknown`.
 */
export function portsNamed(mask: string, protocol: 'tcp' | 'udp'): PortSet {
  const wanted = mask.toLowerCase();
  const named = [...names()[protocol]].flatMap(([port, name]) =>
    fits(wanted, name.toLowerCase()) ? port : [],
  );
  return portsOf(fits(wanted, 'unknown') ? [...named, ...unnamed[protocol]()] : named);
}

function portsOf(ports: readonly number[]): PortSet {
  return PortSet.of(...ports.map((port) => ({ first: port, last: port })));
}

/** Goes back to the last `*` alone, so never further than once. */
function fits(mask: string, name: string): boolean {
  let [at, star, from] = [0, -1, 0];
  for (let i = 0; i < name.length;) {
    if (mask[at] === '*') {
      star = at++;
      from = i;
    } else if (mask[at] === '?' || mask[at] === name[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++from;
    } else return false;
  }
  return /^\**$/.test(mask.slice(at));
}
