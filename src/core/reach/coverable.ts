/** Rules of security groups as sets of addresses and ports, and whether some of them pass all that another one may pass. */
import type { SecurityGroup, SecurityGroupRule, TrafficMatch } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import type { AddressSet } from '../net/addressSet.ts';
import type { PortSet } from '../net/portSet.ts';
import { allProtocols, hasPorts, icmp, icmpv6, tcp, udp, type Protocol } from '../net/protocol.ts';
import type { PeerBounds } from './peerBounds.ts';
import { trafficBounds, type PortBounds } from './portBounds.ts';

/** A rule and the group it belongs to. */
export interface GroupRule {
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
}

const usualProtocols: readonly Protocol[] = [tcp, udp, icmp, icmpv6];
const families: readonly Family[] = ['ipv4', 'ipv6'];

/** A rule that others may cover, or that covers others. */
export class Coverable implements GroupRule {
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
  readonly #boundsOf: (rule: SecurityGroupRule) => PeerBounds;
  /** Most rules share no port with any other, so that nobody asks for their peers. */
  #bounds: PeerBounds | undefined;
  readonly #traffic = new Map<Protocol, PortBounds>();

  constructor(
    group: SecurityGroup,
    rule: SecurityGroupRule,
    boundsOf: (rule: SecurityGroupRule) => PeerBounds,
  ) {
    this.group = group;
    this.rule = rule;
    this.#boundsOf = boundsOf;
  }

  /** The protocols it may speak of, one for each class it and the others tell apart. */
  protocols(others: readonly Coverable[]): readonly Protocol[] {
    const own = this.#protocol;
    if (own !== undefined && own !== allProtocols) return [own];
    const named = new Set(usualProtocols);
    for (const other of others) if (other.#protocol !== undefined) named.add(other.#protocol);
    let rest = 255;
    while (named.has(rest)) rest--;
    return [...named, rest].filter((protocol) => protocol >= 0);
  }

  /** Whether a rule that is known to exist is known to pass some of what this one may pass. */
  meets(other: Coverable): boolean {
    if (other.rule.direction !== this.rule.direction || other.rule.exists.kind === 'unknown') return false;
    return this.#sharesTraffic(other) && families.some((family) => !this.#shared(other, family).isEmpty);
  }

  /** Whether the others are known to pass all that it may pass of a protocol and a family. */
  isCovered(others: readonly Coverable[], protocol: Protocol, family: Family): boolean {
    const own = this.traffic(protocol).may;
    const peer = this.#peer.may[family];
    if (own.isEmpty || peer.isEmpty) return true;
    // The pieces share no address, so they are never more than the blocks of the others cut.
    let left: readonly { readonly addresses: AddressSet; readonly ports: PortSet }[] = [
      { addresses: peer, ports: own },
    ];
    for (const other of others) {
      const { must } = other.traffic(protocol);
      const shared = this.#shared(other, family);
      if (must.isEmpty || shared.isEmpty) continue;
      left = left.flatMap(({ addresses, ports }) => [
        { addresses: addresses.intersect(shared), ports: ports.subtract(must) },
        { addresses: addresses.subtract(shared), ports },
      ]);
      left = left.filter(({ addresses, ports }) => !addresses.isEmpty && !ports.isEmpty);
      if (left.length === 0) return true;
    }
    return false;
  }

  traffic(protocol: Protocol): PortBounds {
    let bounds = this.#traffic.get(protocol);
    if (bounds === undefined) this.#traffic.set(protocol, (bounds = trafficBounds(this.rule, protocol)));
    return bounds;
  }

  get #peer(): PeerBounds {
    return (this.#bounds ??= this.#boundsOf(this.rule));
  }

  get #protocol(): Protocol | undefined {
    return this.rule.protocol.kind === 'known' ? this.rule.protocol.value : undefined;
  }

  #sharesTraffic(other: Coverable): boolean {
    const own = this.#protocol ?? allProtocols;
    const theirs = other.#protocol;
    if (theirs === undefined) return false;
    if (own === allProtocols && theirs === allProtocols) return true;
    if (own !== allProtocols && theirs !== allProtocols && own !== theirs) return false;
    if (own === theirs && hasPorts(own) && areApart(this.rule.ports, other.rule.ports)) return false;
    const protocol = own === allProtocols ? theirs : own;
    return !this.traffic(protocol).may.intersect(other.traffic(protocol).must).isEmpty;
  }

  /** Of the addresses this rule may be for, those the other is known to be for. */
  #shared(other: Coverable, family: Family): AddressSet {
    const own = this.#peer.may[family];
    const { name, must } = other.#peer;
    return name !== undefined && name === this.#peer.name ? own : own.intersect(must[family]);
  }
}

/** Whether two ranges of ports are known to share none: told without making sets of them, as most are. */
function areApart(one: TrafficMatch['ports'], other: TrafficMatch['ports']): boolean {
  if (one.kind !== 'known' || other.kind !== 'known' || one.value === 'all' || other.value === 'all')
    return false;
  return one.value.last < other.value.first || other.value.last < one.value.first;
}

/** More rules than this are not tried one by one for whether the others do without them. */
const mostTried = 50;

/**
 * The rules among some that together pass all that one may pass; `undefined` when they do not. A single one where one
 * does it alone.
 * @param near the rules it {@link Coverable.meets}.
 * @param alone asks for a single one only.
 */
export function coveredTogether(
  one: Coverable,
  near: readonly Coverable[],
  alone: boolean,
): readonly Coverable[] | undefined {
  if (near.length === 0) return undefined;
  const covers = (some: readonly Coverable[]): boolean =>
    one
      .protocols(some)
      .every((protocol) => families.every((family) => one.isCovered(some, protocol, family)));
  const single = near.find((other) => covers([other]));
  if (single !== undefined) return [single];
  if (alone || !covers(near)) return undefined;
  if (near.length > mostTried) return near;
  return near.reduceRight<readonly Coverable[]>((kept, other) => {
    const without = kept.filter((some) => some !== other);
    return covers(without) ? without : kept;
  }, near);
}
