/**
 * Whether a rule matches a packet, in three values. Shared by network ACLs and security groups, whose rules look at the
 * same fields: protocol, destination port or ICMP type and code, and the remote address (SEMANTICS N5, S4).
 */
import type { Address } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { allProtocols, hasIcmpType, hasPorts, type Protocol } from '../net/protocol.ts';
import { lastPort, PortSet } from '../net/portSet.ts';
import { unknownOf, type Maybe, type Unknown } from '../value/value.ts';
import type { OfFamily } from './component.ts';
import type { TrafficMatch } from './network.ts';

/** Unknown names the fields that would settle it. */
export type Match = 'yes' | 'no' | Unknown;

/** `no` as soon as one part says no, however the others settle; else unknown when one of them is; else `yes`. */
export function allOf(...parts: readonly Match[]): Match {
  let open: Unknown[] | undefined;
  for (const part of parts) {
    if (part === 'no') return 'no';
    if (part !== 'yes') (open ??= []).push(part);
  }
  return open === undefined ? 'yes' : unknownOf(open);
}

/** `yes` as soon as one part says yes, however the others settle; else unknown when one of them is; else `no`. */
export function anyOf(...parts: readonly Match[]): Match {
  let open: Unknown[] | undefined;
  for (const part of parts) {
    if (part === 'yes') return 'yes';
    if (part !== 'no') (open ??= []).push(part);
  }
  return open === undefined ? 'no' : unknownOf(open);
}

/** Whether a rule that may not exist matches: a rule that is not there matches nothing. */
export function existence(exists: Maybe<true>): Match {
  return exists.kind === 'known' ? 'yes' : exists;
}

/** Whether a rule's protocol, ports and ICMP type cover the packet. */
export function matchTraffic(rule: TrafficMatch, packet: Packet): Match {
  const protocol = matchProtocol(rule, packet.protocol);
  if (protocol === 'no') return 'no';
  return allOf(protocol, matchPort(rule, packet), matchIcmp(rule, packet));
}

/** Whether a rule speaks of a protocol at all. */
export function matchProtocol(rule: TrafficMatch, protocol: Protocol): Match {
  if (rule.protocol.kind === 'unknown') return rule.protocol;
  return rule.protocol.value === allProtocols || rule.protocol.value === protocol ? 'yes' : 'no';
}

/**
 * The destination ports of `protocol` a rule covers, its peer apart: those it covers however unknown fields settle, and
 * those it may cover. A protocol without ports counts as all or none of them.
 */
export function portsOf(rule: TrafficMatch, protocol: Protocol): { must: PortSet; may: PortSet } {
  const match = matchProtocol(rule, protocol);
  if (match === 'no') return { must: PortSet.none, may: PortSet.none };
  const certainly = (ports: PortSet): PortSet => (match === 'yes' ? ports : PortSet.none);
  if (!hasPorts(protocol)) return { must: certainly(PortSet.all), may: PortSet.all };
  if (rule.ports.kind === 'unknown') return { must: PortSet.none, may: PortSet.all };
  const range = rule.ports.value === 'all' ? { first: 0, last: lastPort } : rule.ports.value;
  const ports = PortSet.of(range);
  return { must: certainly(ports), may: ports };
}

function matchPort(rule: TrafficMatch, packet: Packet): Match {
  if (!hasPorts(packet.protocol) || packet.destinationPort === undefined) return 'yes';
  if (rule.ports.kind === 'unknown') return rule.ports;
  const range = rule.ports.value;
  if (range === 'all') return 'yes';
  return range.first <= packet.destinationPort && packet.destinationPort <= range.last ? 'yes' : 'no';
}

function matchIcmp(rule: TrafficMatch, packet: Packet): Match {
  if (!hasIcmpType(packet.protocol)) return 'yes';
  if (rule.icmp.kind === 'unknown') return rule.icmp;
  const match = rule.icmp.value;
  if (match === 'all' || match.type === undefined) return 'yes';
  if (match.type !== packet.icmpType) return 'no';
  return match.code === undefined || match.code === packet.icmpCode ? 'yes' : 'no';
}

/** Whether an unknown block or peer is known to be of another family than an address, so that it cannot stand for it. */
export function otherFamily(found: OfFamily<unknown>, address: Address): boolean {
  return found.kind === 'unknown' && found.family !== undefined && found.family !== address.family;
}
