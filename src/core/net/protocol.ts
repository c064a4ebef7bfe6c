/** IP protocol numbers, as the APIs of AWS use them. */

/** 0–255, or −1 for every protocol (SEMANTICS N11, S6). */
export type Protocol = number;

export const allProtocols: Protocol = -1;
export const icmp: Protocol = 1;
export const tcp: Protocol = 6;
export const udp: Protocol = 17;
export const icmpv6: Protocol = 58;

/** Protocols whose rules carry a port range (SEMANTICS N12, N13). */
export function hasPorts(protocol: Protocol): boolean {
  return protocol === tcp || protocol === udp;
}

/** Protocols whose rules carry an ICMP type and code (SEMANTICS N14, N15). */
export function hasIcmpType(protocol: Protocol): boolean {
  return protocol === icmp || protocol === icmpv6;
}

const names: ReadonlyMap<Protocol, string> = new Map([
  [allProtocols, 'all'],
  [icmp, 'icmp'],
  [tcp, 'tcp'],
  [udp, 'udp'],
  [icmpv6, 'icmpv6'],
]);

/** The everyday name of a protocol, else its number: `tcp`, `all`, `protocol 50`. */
export function protocolName(protocol: Protocol): string {
  return names.get(protocol) ?? `protocol ${protocol}`;
}
