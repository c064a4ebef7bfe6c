/**
 * What network ACL entries and security group rules have in common, whatever language they are written in: ports, ICMP
 * types and rule numbers as AWS takes them, and a rule out of its fields. A rule with a refused field counts as absent.
 */
import type { Refused, Remark } from '../aws/acceptance.ts';
import type { MaybeCidr } from '../aws/component.ts';
import type {
  Direction,
  IcmpMatch,
  NetworkAclEntry,
  Peer,
  SecurityGroupRule,
  TrafficMatch,
} from '../aws/network.ts';
import type { Cidr, Family } from '../net/address.ts';
import { lastPort, type PortRange } from '../net/portSet.ts';
import { hasIcmpType, hasPorts, type Protocol } from '../net/protocol.ts';
import type { Origin } from '../text/origin.ts';
import { known, unknown, unknownOf, type Maybe, type ObjectValue } from '../value/value.ts';
import { integer, ofFamily, refusal, settled, type Field } from './fields.ts';

/** Where two numbers of a rule are written, and under which names. */
export interface Pair {
  readonly object: ObjectValue;
  readonly first: string;
  readonly last: string;
  readonly origin: Origin;
}

/** What AWS takes when both numbers of a pair are left out; `refused`: it needs them. */
type Absent<T> = T | 'refused';

/**
 * A port range of TCP or UDP in a security group, inclusive: both numbers are needed, and −1 is none (SEMANTICS S7, S53).
 */
export function groupPortRange(pair: Pair): Field<PortRange> {
  for (const name of [pair.first, pair.last]) {
    const port = integer(pair.object, name);
    if (port?.kind === 'known' && port.value === -1)
      return refusal('ports', `${name} -1`, 'is not a port of TCP or UDP', placeOf(pair, name));
  }
  return portRange(pair, 'refused');
}

/**
 * A port range, inclusive (SEMANTICS N13). What −1 does in a network ACL is not documented for TCP and UDP.
 * @param alone what a single missing number stands for.
 */
export function portRange(pair: Pair, absent: Absent<Field<PortRange>>, alone?: number): Field<PortRange> {
  const first = integer(pair.object, pair.first);
  const last = integer(pair.object, pair.last);
  if (first === undefined && last === undefined && absent !== 'refused') return absent;
  const from = first ?? missing(pair.first, 'a TCP or UDP rule needs', pair.origin, alone);
  const to = last ?? missing(pair.last, 'a TCP or UDP rule needs', pair.origin, alone);
  for (const [name, port] of [
    [pair.first, from],
    [pair.last, to],
  ] as const) {
    if (port.kind === 'refusal') return port;
    if (port.kind === 'unknown' || (port.value >= 0 && port.value <= lastPort)) continue;
    const what = `${name} ${port.value}`;
    return port.value === -1
      ? unknown(what, 'is not documented for TCP and UDP', placeOf(pair, name))
      : refusal('ports', what, 'is not a port', placeOf(pair, name));
  }
  return both(from, to, (low, high) =>
    low > high
      ? refusal(
          'ports',
          `${pair.first} ${low}`,
          `is higher than ${pair.last} ${high}`,
          placeOf(pair, pair.first),
        )
      : known({ first: low, last: high }),
  );
}

/** An ICMP type and code, −1 for all (SEMANTICS N14, S8). */
export function icmpMatch(
  pair: Pair,
  absent: Absent<Field<IcmpMatch | 'all'>>,
  alone?: number,
): Field<IcmpMatch | 'all'> {
  const first = integer(pair.object, pair.first);
  const last = integer(pair.object, pair.last);
  if (first === undefined && last === undefined && absent !== 'refused') return absent;
  const type = first ?? missing(pair.first, 'an ICMP rule needs', pair.origin, alone);
  const code = last ?? missing(pair.last, 'an ICMP rule needs', pair.origin, alone);
  for (const [name, number] of [
    [pair.first, type],
    [pair.last, code],
  ] as const) {
    if (number.kind === 'refusal') return number;
    if (number.kind === 'known' && (number.value < -1 || number.value > 255))
      return refusal('icmp', `${name} ${number.value}`, 'is not an ICMP type or code', placeOf(pair, name));
  }
  return both<IcmpMatch | 'all'>(type, code, (typeNumber, codeNumber) => {
    if (typeNumber === -1 && codeNumber !== -1)
      return refusal(
        'icmp',
        `${pair.last} ${codeNumber}`,
        `does not go with ${pair.first} -1`,
        placeOf(pair, pair.last),
      );
    if (typeNumber === -1) return known('all');
    return known({ type: typeNumber, code: codeNumber === -1 ? undefined : codeNumber });
  });
}

/** 1–32766: what lies above is reserved (SEMANTICS N2). */
export function ruleNumber(object: ObjectValue, name: string, origin: Origin): Field<number> {
  const read = integer(object, name) ?? refusal('missing', name, 'is missing', origin);
  if (read.kind !== 'known' || (read.value >= 1 && read.value <= 32766)) return read;
  return refusal(
    'rule-number',
    `${name} ${read.value}`,
    'is not between 1 and 32766',
    object.properties.get(name)?.origin ?? origin,
  );
}

export interface TrafficFields {
  readonly protocol: Field<Protocol>;
  readonly ports: Field<PortRange | 'all'>;
  readonly icmp: Field<IcmpMatch | 'all'>;
  readonly remarks?: readonly Remark[];
}

/** Ports and ICMP types as far as the protocol has any: of all others AWS ignores them (SEMANTICS N11–N16, S6, S7). */
export function traffic(
  protocol: Field<Protocol>,
  ports: () => Field<PortRange | 'all'>,
  icmp: () => Field<IcmpMatch | 'all'>,
): TrafficFields {
  if (protocol.kind !== 'known') return { protocol, ports: settled(protocol), icmp: settled(protocol) };
  return {
    protocol,
    ports: hasPorts(protocol.value) ? ports() : known('all'),
    icmp: hasIcmpType(protocol.value) ? icmp() : known('all'),
  };
}

/** Ports written where the protocol has none, apart from those that stand for all (SEMANTICS N11, N12, N16, S6). */
export function ignoredPorts(pair: Pair | undefined, protocol: Field<Protocol>): readonly Remark[] {
  if (pair === undefined || protocol.kind !== 'known' || hasPorts(protocol.value)) return [];
  const written = [pair.first, pair.last].flatMap((name) => integer(pair.object, name) ?? []);
  const numbers = written.flatMap((number) => (number.kind === 'known' ? [number.value] : []));
  const [low = 0, high = low] = numbers;
  const stand = numbers.every((number) => number <= 0) || (low <= 1 && high === lastPort);
  if (numbers.length < written.length || stand) return [];
  const what = low === high ? `port ${low}` : `ports ${low}-${high}`;
  return [{ code: 'ports-ignored', what, origin: placeOf(pair, pair.first) }];
}

/** The same of a security group rule, where the ports of ICMP are its type and code (SEMANTICS S8). */
export function ignoredGroupPorts(pair: Pair, protocol: Field<Protocol>): readonly Remark[] {
  return protocol.kind === 'known' && hasIcmpType(protocol.value) ? [] : ignoredPorts(pair, protocol);
}

export interface RuleSource {
  /** Address of the resource the rule is written in. */
  readonly resource: string;
  readonly origin: Origin;
  readonly exists: Maybe<true>;
}

export interface EntryFields extends TrafficFields {
  readonly ruleNumber: Field<number>;
  readonly action: Field<'allow' | 'deny'>;
  readonly peer: { readonly cidr: Field<Cidr>; readonly family: Family | undefined };
  /** Anything else that makes AWS refuse it. */
  readonly also?: Field<unknown> | undefined;
}

export function networkAclEntry(fields: EntryFields, source: RuleSource): NetworkAclEntry {
  const { peer } = fields;
  const cidr = settled(peer.cidr);
  const first = firstRefusal([
    fields.ruleNumber,
    fields.action,
    fields.protocol,
    fields.ports,
    fields.icmp,
    peer.cidr,
    fields.also,
  ]);
  return {
    ruleNumber: settled(fields.ruleNumber),
    action: settled(fields.action),
    ...settledTraffic(fields),
    cidr: peer.family === undefined ? (cidr satisfies MaybeCidr) : ofFamily(cidr, peer.family),
    ...sourceOf(source),
    ...first,
    ...remarksOf(fields),
  };
}

export function securityGroupRule(
  direction: Direction,
  fields: TrafficFields,
  peer: Field<Peer>,
  source: RuleSource,
): SecurityGroupRule {
  return {
    direction,
    ...settledTraffic(fields),
    peer: settled(peer),
    ...sourceOf(source),
    ...firstRefusal([fields.protocol, fields.ports, fields.icmp, peer]),
    ...remarksOf(fields),
  };
}

/** One of two fields of a network ACL entry, IPv4 and IPv6: AWS takes exactly one (SEMANTICS N7). */
export function onePeer(
  ipv4: Field<Cidr> | undefined,
  ipv6: Field<Cidr> | undefined,
  names: readonly [string, string],
  origin: Origin,
): EntryFields['peer'] {
  if (ipv4 !== undefined && ipv6 !== undefined) {
    // An unknown one may turn out to be null.
    const open = [ipv4, ipv6].flatMap((cidr) => (cidr.kind === 'unknown' ? [cidr] : []));
    const cidr =
      open.length > 0
        ? unknownOf(open)
        : refusal('peers', `${names[0]} and ${names[1]}`, 'cannot be set together', origin);
    return { cidr, family: undefined };
  }
  if (ipv4 !== undefined) return { cidr: ipv4, family: 'ipv4' };
  if (ipv6 !== undefined) return { cidr: ipv6, family: 'ipv6' };
  return { cidr: refusal('missing', `${names[0]} or ${names[1]}`, 'is missing', origin), family: undefined };
}

function firstRefusal(fields: readonly (Field<unknown> | undefined)[]): { readonly refused?: Refused } {
  for (const read of fields) if (read?.kind === 'refusal') return { refused: read.because };
  return {};
}

function remarksOf({ remarks = [] }: TrafficFields): { readonly remarks?: readonly Remark[] } {
  return remarks.length === 0 ? {} : { remarks };
}

function settledTraffic(fields: TrafficFields): TrafficMatch {
  return {
    protocol: settled(fields.protocol),
    ports: settled(fields.ports),
    icmp: settled(fields.icmp),
  };
}

function sourceOf({ resource, origin, exists }: RuleSource): RuleSource {
  return { resource, origin, exists };
}

/** Where a number is written; the rule's place where it is left out. */
function placeOf({ object, origin }: Pair, name: string): Origin {
  return object.properties.get(name)?.origin ?? origin;
}

function missing(name: string, who: string, origin: Origin, alone: number | undefined): Field<number> {
  return alone === undefined ? refusal('missing', name, `is missing, which ${who}`, origin) : known(alone);
}

function both<T>(a: Field<number>, b: Field<number>, join: (a: number, b: number) => Field<T>): Field<T> {
  if (a.kind === 'refusal') return a;
  if (b.kind === 'refusal') return b;
  if (a.kind === 'known' && b.kind === 'known') return join(a.value, b.value);
  return unknownOf([a, b].flatMap((part) => (part.kind === 'unknown' ? [part] : [])));
}
