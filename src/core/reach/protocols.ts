/** Which protocols a network's answers are told apart by: TCP, UDP, ICMP, those its rules name by number, and all the rest. */
import { allProtocols, icmp, icmpv6, tcp, udp, type Protocol } from '../net/protocol.ts';
import type { Family } from '../net/address.ts';
import type { Topology } from './topology.ts';

export interface ProtocolClass {
  /** `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `other`. */
  readonly name: string;
  /** A member, to ask with. */
  readonly protocol: Protocol;
}

/** In the order they are reported. ICMP is IPv4's and ICMPv6 IPv6's. */
export function protocolClasses(topology: Topology, family: Family): readonly ProtocolClass[] {
  const { networkAcls, securityGroups } = topology.network;
  const rules = [
    ...networkAcls.flatMap((acl) => [...acl.inbound, ...acl.outbound]),
    ...securityGroups.flatMap((group) => group.rules),
  ];
  const usual = [
    { name: 'tcp', protocol: tcp },
    { name: 'udp', protocol: udp },
    family === 'ipv4' ? { name: 'icmp', protocol: icmp } : { name: 'icmpv6', protocol: icmpv6 },
  ];
  const spoken = new Set<Protocol>([allProtocols, tcp, udp, icmp, icmpv6]);
  const named = new Set<Protocol>();
  for (const { protocol } of rules) {
    if (protocol.kind === 'known' && !spoken.has(protocol.value)) named.add(protocol.value);
  }
  const numbers = [...named].sort((a, b) => a - b);
  // Any number no rule names stands for the rest; 255 is reserved, so it is seldom the one that is named.
  let rest = 255;
  while (named.has(rest)) rest--;
  return [
    ...usual,
    ...numbers.map((protocol) => ({ name: String(protocol), protocol })),
    ...(rest > icmpv6 ? [{ name: 'other', protocol: rest }] : []),
  ];
}
