/**
 * What filters do with all ports of a protocol at once, when some of their fields are not known: the ports that pass
 * however those settle, and the ports that may pass. ICMP fits the same sets: type × 256 + code stands for a port.
 */
import { portsOf } from '../aws/match.ts';
import type { NetworkAcl, SecurityGroup, TrafficMatch } from '../aws/network.ts';
import { PortSet, type PortRange } from '../net/portSet.ts';
import { allProtocols, hasIcmpType, icmp, tcp, type Protocol } from '../net/protocol.ts';
import { known, type Maybe } from '../value/value.ts';

/** `must` is a part of `may`. */
export interface PortBounds {
  readonly must: PortSet;
  readonly may: PortSet;
}

export const everyPort: PortBounds = { must: PortSet.all, may: PortSet.all };
export const noPort: PortBounds = { must: PortSet.none, may: PortSet.none };
/** Any port may pass and none is known to. */
export const anyPort: PortBounds = { must: PortSet.none, may: PortSet.all };

/** Both filters in a row. */
export function bothOf(a: PortBounds, b: PortBounds): PortBounds {
  return { must: a.must.intersect(b.must), may: a.may.intersect(b.may) };
}

/** One of two cases, and it is not known which. */
export function eitherOf(a: PortBounds, b: PortBounds): PortBounds {
  return { must: a.must.intersect(b.must), may: a.may.union(b.may) };
}

export function isSettled({ must, may }: PortBounds): boolean {
  return must.equals(may);
}

/** The number that stands for an ICMP type and code in a set of ports. */
export function icmpPort(type: number, code: number): number {
  return type * 256 + code;
}

/** ICMP types and codes as `8/0,3/*`; neighbouring whole types as `9-255/*`, all of them as `*`, none as the empty string. */
export function icmpTypesText(set: PortSet): string {
  if (set.equals(PortSet.all)) return '*';
  return set.ranges.flatMap(icmpRangeText).join(',');
}

function icmpRangeText({ first, last }: PortRange): readonly string[] {
  const parts: string[] = [];
  let at = first;
  while (at <= last) {
    const type = Math.floor(at / 256);
    const wholes = at % 256 === 0 ? Math.floor((last + 1 - at) / 256) : 0;
    if (wholes > 0) {
      parts.push(wholes === 1 ? `${type}/*` : `${type}-${type + wholes - 1}/*`);
      at += wholes * 256;
      continue;
    }
    const end = Math.min(last, type * 256 + 255);
    parts.push(at === end ? `${type}/${at % 256}` : `${type}/${at % 256}-${end % 256}`);
    at = end + 1;
  }
  return parts;
}

/** A protocol to ask a filter about, where {@link networkAclView} has put ICMP types in the place of ports. */
export function viewedProtocol(protocol: Protocol): Protocol {
  return hasIcmpType(protocol) ? tcp : protocol;
}

/** A network ACL in which the types of one ICMP protocol stand as the ports of TCP; itself for any other protocol. */
export function networkAclView(acl: NetworkAcl, protocol: Protocol): NetworkAcl {
  if (!hasIcmpType(protocol)) return acl;
  return {
    ...acl,
    inbound: acl.inbound.map((entry) => icmpView(entry, protocol)),
    outbound: acl.outbound.map((entry) => icmpView(entry, protocol)),
  };
}

/** A security group seen as {@link networkAclView} sees a network ACL. */
export function groupView(group: Maybe<SecurityGroup>, protocol: Protocol): Maybe<SecurityGroup> {
  if (!hasIcmpType(protocol) || group.kind === 'unknown') return group;
  return known({ ...group.value, rules: group.value.rules.map((rule) => icmpView(rule, protocol)) });
}

/** What a rule, its peer apart, does with all ports of a protocol, or with all types of an ICMP protocol. */
export function trafficBounds(rule: TrafficMatch, protocol: Protocol): PortBounds {
  return portsOf(hasIcmpType(protocol) ? icmpView(rule, protocol) : rule, viewedProtocol(protocol));
}

function icmpView<Rule extends TrafficMatch>(rule: Rule, protocol: Protocol): Rule {
  const { protocol: own, icmp: match } = rule;
  const viewed =
    own.kind === 'unknown' || own.value === allProtocols ? own : known(own.value === protocol ? tcp : icmp);
  return { ...rule, protocol: viewed, ports: match.kind === 'unknown' ? match : known(typesOf(match.value)) };
}

function typesOf(match: 'all' | { readonly type: number | undefined; readonly code: number | undefined }) {
  if (match === 'all' || match.type === undefined) return 'all' as const;
  return match.code === undefined
    ? { first: icmpPort(match.type, 0), last: icmpPort(match.type, 255) }
    : { first: icmpPort(match.type, match.code), last: icmpPort(match.type, match.code) };
}
