/** Sets of ports for people: `22, 443, 8080–8090`. */
import { PortSet } from '../net/portSet.ts';
import { tcp, type Protocol } from '../net/protocol.ts';

/** `22, 443, 8080–8090`; `all` of them. */
export function portsInWords(ports: PortSet): string {
  if (ports.equals(PortSet.all)) return 'all';
  return ports.ranges
    .map(({ first, last }) =>
      first === last ? `${first}` : `${first}${last === first + 1 ? ', ' : '–'}${last}`,
    )
    .join(', ');
}

/** What passes of each protocol. */
export interface PassingPorts {
  /** `tcp`, `udp`, `icmp`, a number, or `other`. */
  readonly name: string;
  readonly protocol: Protocol;
  readonly ports: PortSet;
}

/** `tcp 22, 443; udp 53; icmp`; `all traffic`; empty when nothing passes. ICMP types are left to those who ask. */
export function trafficInWords(passing: readonly PassingPorts[], protocols: number): string {
  const some = passing.filter(({ ports }) => !ports.isEmpty);
  if (some.length === protocols && some.every(({ ports }) => ports.equals(PortSet.all))) return 'all traffic';
  return some
    .map(({ name, protocol, ports }) =>
      name === 'tcp' || name === 'udp' || protocol === tcp ? `${name} ${portsInWords(ports)}` : named(name),
    )
    .join('; ');
}

function named(name: string): string {
  if (name === 'other') return 'other protocols';
  return /^\d+$/.test(name) ? `protocol ${name}` : name;
}
