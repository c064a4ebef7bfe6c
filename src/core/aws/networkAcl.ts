/**
 * The stateless filter. Every packet is judged alone, replies too; the lowest-numbered entry that matches decides, and
 * `*` denies what none matched (SEMANTICS N1, N3). An unknown field makes an entry one that may match.
 */
import { contains, type Address } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { PortSet } from '../net/portSet.ts';
import type { Protocol } from '../net/protocol.ts';
import { unknownOf, type Because, type Maybe, type Unknown } from '../value/value.ts';
import { allOf, existence, matchTraffic, otherFamily, portsOf, type Match } from './match.ts';
import type { MaybeCidr } from './component.ts';
import type { Direction, NetworkAcl, NetworkAclEntry } from './network.ts';

export interface NetworkAclDecision {
  readonly verdict: 'allow' | 'deny' | 'unknown';
  /** The entry that decided, or `*`; `undefined` when the verdict is unknown. */
  readonly entry: NetworkAclEntry | '*' | undefined;
  /** Unknown only: the values that could change the answer. */
  readonly because: readonly Because[];
}

/** What may happen to a packet, in the order it is considered: the last one is certain if none before it applies. */
interface Outcome {
  /** Several where it is open which of their entries comes first. */
  readonly actions: readonly Maybe<'allow' | 'deny'>[];
  readonly entry: NetworkAclEntry | '*';
  /** Why it is open whether the packet matches. */
  readonly open: readonly Unknown[];
  /** Why it is open which entries come before it. */
  readonly place?: Unknown;
}

export function entriesOf(acl: NetworkAcl, direction: Direction): readonly NetworkAclEntry[] {
  return direction === 'inbound' ? acl.inbound : acl.outbound;
}

/** The end of a packet a NACL looks at: the source of inbound, the destination of outbound packets (SEMANTICS N5). */
export function remoteOf(direction: Direction, packet: Packet): Address {
  return direction === 'inbound' ? packet.source : packet.destination;
}

/** Judges one packet. */
export function judgeNetworkAcl(acl: NetworkAcl, direction: Direction, packet: Packet): NetworkAclDecision {
  return decideAtOnce(acl, direction, packet) ?? decide(outcomes(acl, direction, packet));
}

function matchEntry(entry: NetworkAclEntry, remote: Address, packet: Packet): Match {
  const cidr = matchCidr(entry.cidr, remote);
  return cidr === 'no' ? 'no' : allOf(existence(entry.exists), cidr, matchTraffic(entry, packet));
}

/** The decision where nothing is open until an entry matches, as nearly always. */
function decideAtOnce(acl: NetworkAcl, direction: Direction, packet: Packet): NetworkAclDecision | undefined {
  if (acl.open !== undefined) return undefined;
  const remote = remoteOf(direction, packet);
  let decided: NetworkAclDecision | undefined;
  for (const entry of entriesOf(acl, direction)) {
    // It may stand anywhere, before one that matches too.
    if (entry.ruleNumber.kind === 'unknown') return undefined;
    if (decided !== undefined) continue;
    const matched = matchEntry(entry, remote, packet);
    if (matched === 'no') continue;
    if (matched !== 'yes' || entry.action.kind === 'unknown') return undefined;
    decided = { verdict: entry.action.value, entry, because: nothing };
  }
  return decided ?? { verdict: 'deny', entry: '*', because: nothing };
}

/** What a NACL does in one direction with all ports of a protocol towards one remote address. */
export interface NetworkAclPorts {
  /** Destination ports that may pass, and those that may be dropped, as unknown fields settle. Together all ports. */
  readonly mayAllow: PortSet;
  readonly mayDeny: PortSet;
  /** Each entry with the ports it decides when it is known to match; `*` last. */
  readonly decided: readonly { readonly entry: NetworkAclEntry | '*'; readonly ports: PortSet }[];
}

/** The running subtraction of first match over all 65,536 ports at once. */
export function networkAclPorts(
  acl: NetworkAcl,
  direction: Direction,
  remote: Address,
  protocol: Protocol,
): NetworkAclPorts {
  let rest = PortSet.all;
  let mayAllow = PortSet.none;
  let mayDeny = PortSet.none;
  const decided: { entry: NetworkAclEntry | '*'; ports: PortSet }[] = [];
  const add = (action: Maybe<'allow' | 'deny'>, ports: PortSet): void => {
    if (action.kind === 'unknown' || action.value === 'allow') mayAllow = mayAllow.union(ports);
    if (action.kind === 'unknown' || action.value === 'deny') mayDeny = mayDeny.union(ports);
  };
  if (acl.open !== undefined) {
    mayAllow = PortSet.all;
    mayDeny = PortSet.all;
  }
  // An entry without a known number may stand anywhere, so it may decide whatever it may match. What it surely matches
  // never gets as far as `*`.
  const unordered: { entry: NetworkAclEntry; ports: PortSet }[] = [];
  for (const entry of entriesOf(acl, direction)) {
    const there = allOf(existence(entry.exists), matchCidr(entry.cidr, remote));
    if (entry.ruleNumber.kind === 'known' || there === 'no') continue;
    const { must, may } = portsOf(entry, protocol);
    add(entry.action, may);
    if (there === 'yes') unordered.push({ entry, ports: must });
  }
  for (const entry of entriesOf(acl, direction)) {
    const there = allOf(existence(entry.exists), matchCidr(entry.cidr, remote));
    if (there === 'no' || entry.ruleNumber.kind === 'unknown') continue;
    const { must, may } = portsOf(entry, protocol);
    add(entry.action, may.intersect(rest));
    if (there !== 'yes') continue;
    const ports = must.intersect(rest);
    if (!ports.isEmpty) decided.push({ entry, ports });
    rest = rest.subtract(must);
  }
  for (const { entry, ports: must } of unordered) {
    const ports = must.intersect(rest);
    if (!ports.isEmpty) decided.push({ entry, ports });
    rest = rest.subtract(must);
  }
  if (!rest.isEmpty) decided.push({ entry: '*', ports: rest });
  return { mayAllow, mayDeny: mayDeny.union(rest), decided };
}

/** Whether a remote address lies in a rule's block. Families never match each other (SEMANTICS N7). */
export function matchCidr(cidr: MaybeCidr, remote: Address): Match {
  if (cidr.kind === 'unknown') return otherFamily(cidr, remote) ? 'no' : cidr;
  return contains(cidr.value, remote) ? 'yes' : 'no';
}

const nothing: readonly Because[] = [];

function outcomes(acl: NetworkAcl, direction: Direction, packet: Packet): readonly Outcome[] {
  const remote = remoteOf(direction, packet);
  const result: Outcome[] = [];
  if (acl.open !== undefined) {
    const unread: Unknown = { kind: 'unknown', because: acl.open };
    result.push({ actions: [unread], entry: '*', open: [unread] });
  }
  const entries = entriesOf(acl, direction);
  /** Those that match wherever they stand. */
  const anywhere: NetworkAclEntry[] = [];
  for (const entry of entries) {
    if (entry.ruleNumber.kind === 'known') continue;
    const matched = matchEntry(entry, remote, packet);
    if (matched === 'no') continue;
    if (matched === 'yes') anywhere.push(entry);
    const open = matched === 'yes' ? [] : [matched];
    result.push({ actions: [entry.action], entry, open, place: entry.ruleNumber });
  }
  for (const entry of entries) {
    if (entry.ruleNumber.kind === 'unknown') continue;
    const matched = matchEntry(entry, remote, packet);
    if (matched === 'no') continue;
    result.push({ actions: [entry.action], entry, open: matched === 'yes' ? [] : [matched] });
    if (matched === 'yes') return result;
  }
  const [first] = anywhere;
  if (first === undefined)
    return [...result, { actions: [{ kind: 'known', value: 'deny' }], entry: '*', open: [] }];
  return [...result, { actions: anywhere.map(({ action }) => action), entry: first, open: [] }];
}

function decide(possible: readonly Outcome[]): NetworkAclDecision {
  const reasons: Unknown[] = [];
  const anywhere = possible.filter(({ place }) => place !== undefined).map(verdictsOf);
  const [allows, denies] = (['allow', 'deny'] as const).map(
    (verdict) => anywhere.filter((own) => own.includes(verdict)).length,
  ) as [number, number];
  let verdicts = new Set<'allow' | 'deny'>();
  for (const outcome of [...possible].reverse()) {
    const { actions, open, place } = outcome;
    const own = verdictsOf(outcome);
    // Settling this outcome matters only when what follows, or may follow, could end differently from it.
    const isOwn = (verdict: 'allow' | 'deny'): number =>
      place !== undefined && own.includes(verdict) ? 1 : 0;
    const behind = new Set(verdicts);
    if (allows > isOwn('allow')) behind.add('allow');
    if (denies > isOwn('deny')) behind.add('deny');
    const matters = behind.size > 1 || own.some((verdict) => behind.size > 0 && !behind.has(verdict));
    if (matters) reasons.unshift(...open);
    if (matters && place !== undefined && isRivalled(outcome, possible)) reasons.unshift(place);
    for (const action of actions) if (action.kind === 'unknown') reasons.unshift(action);
    verdicts = isCertain(outcome) ? new Set(own) : new Set([...verdicts, ...own]);
  }
  const [verdict] = verdicts;
  if (verdicts.size !== 1 || verdict === undefined) {
    return { verdict: 'unknown', entry: undefined, because: unknownOf(reasons).because };
  }
  return { verdict, entry: possible.find(isCertain)?.entry, because: nothing };
}

/** It is reached and matches, if none before it decides. */
function isCertain({ open, place }: Outcome): boolean {
  return open.length === 0 && place === undefined;
}

/** Whether another entry may decide otherwise, so that it matters which comes first; `*` always comes last. */
function isRivalled(outcome: Outcome, possible: readonly Outcome[]): boolean {
  return possible.some((other) => {
    if (other.entry === outcome.entry || (other.entry === '*' && isCertain(other))) return false;
    return new Set([...verdictsOf(outcome), ...verdictsOf(other)]).size > 1;
  });
}

function verdictsOf({ actions }: Outcome): readonly ('allow' | 'deny')[] {
  return actions.flatMap((action): readonly ('allow' | 'deny')[] =>
    action.kind === 'known' ? [action.value] : ['allow', 'deny'],
  );
}
