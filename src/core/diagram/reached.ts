/**
 * Which ports of whom get through, both ways, for the words on edges: from the internet to every row, and between the
 * interface in focus and all others. Of a network load balancer, those its targets answer.
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import { linuxEphemeralPorts } from '../probe/sourcePorts.ts';
import { allPairs, type AllPairs, type Asked } from '../reach/allPairs.ts';
import { samplesOf } from '../reach/ends.ts';
import { namedInternetClasses } from '../reach/internet.ts';
import { withTargets } from '../reach/targets.ts';
import type { Topology } from '../reach/topology.ts';
import { trafficInWords, type PassingPorts } from './portWords.ts';

/** What gets through to an interface, or from it. */
export interface Reached {
  /** `tcp 22, 443`; empty when nothing is known to get through. */
  readonly words: string;
  /** What may get through beside that; empty when nothing is open. */
  readonly maybe: string;
}

/** By the interface's address. Interfaces nothing gets through to are not in it. */
export type ReachedBy = ReadonlyMap<string, Reached>;

/** Whom the internet was asked to reach before, and what of that got through. */
interface Asking {
  readonly asked: Set<NetworkInterface>;
  readonly found: Found;
}

const remembered = new WeakMap<Topology, Asking>();

/** From the largest part of the internet to each of some interfaces, and perhaps to others. */
export function fromInternet(topology: Topology, to: readonly NetworkInterface[]): ReachedBy {
  const asking = remembered.get(topology) ?? { asked: new Set(), found: new Found() };
  remembered.set(topology, asking);
  const { asked, found } = asking;
  const others = to.filter((at) => !asked.has(at));
  if (others.length === 0) return found.all;
  for (const at of others) asked.add(at);
  for (const family of familiesOf(topology)) {
    const [largest] = namedInternetClasses(topology, family);
    if (largest === undefined) continue;
    const from: Asked = { kind: 'outside', address: largest.address };
    const pairs = allPairs(topology, family, [from], others.map(endOf));
    for (const [index, { ends }] of pairs.targets.entries())
      found.add(ends.interfaces, reachedOf(pairs, family, 0, index));
  }
  return found.all;
}

export interface Neighbours {
  /** What those send that reaches the interface in focus. */
  readonly incoming: ReachedBy;
  readonly outgoing: ReachedBy;
}

/** Who reaches an interface, and whom it reaches. */
export function neighboursOf(topology: Topology, focus: NetworkInterface): Neighbours {
  const others = topology.interfaces.filter((at) => at !== focus).map(endOf);
  const [incoming, outgoing] = [new Found(), new Found()];
  for (const family of familiesOf(topology)) {
    const towards = allPairs(topology, family, others, [endOf(focus)]);
    for (const [index, { ends }] of towards.sources.entries())
      incoming.add(ends.interfaces, reachedOf(towards, family, index, 0));
    const away = allPairs(topology, family, [endOf(focus)], others);
    for (const [index, { ends }] of away.targets.entries())
      outgoing.add(ends.interfaces, reachedOf(away, family, 0, index));
  }
  return { incoming: incoming.all, outgoing: outgoing.all };
}

function endOf(at: NetworkInterface): Asked {
  return { kind: 'interface', interface: at };
}

/** IPv6 only where somebody may have it. */
function familiesOf({ interfaces }: Topology): readonly Family[] {
  const has = interfaces.some(({ ipv6 }) => ipv6.kind === 'known' && ipv6.value.length > 0);
  return has ? ['ipv4', 'ipv6'] : ['ipv4'];
}

/** Collects what is said of each interface in both families. */
class Found {
  readonly all = new Map<string, Reached>();

  add(interfaces: readonly NetworkInterface[], reached: Reached | undefined): void {
    if (reached === undefined) return;
    for (const { address } of interfaces) {
      const before = this.all.get(address);
      this.all.set(address, before === undefined ? reached : joined(before, reached));
    }
  }
}

/** A reply that comes back to no port a Linux client sends from is none to speak of. */
function reachedOf(pairs: AllPairs, family: Family, source: number, target: number): Reached | undefined {
  const { topology, profiles, protocols, table, sources, targets } = pairs;
  const pair = table.of(source, target);
  const [from, to] = [sources[source], targets[target]];
  if (pair === undefined || from === undefined || to === undefined) return undefined;
  const [start, end] = samplesOf(from.ends, to.ends);
  const sure: PassingPorts[] = [];
  const open: PassingPorts[] = [];
  const replies = profiles.boundsOf(pair.replyPorts);
  for (const [index, passed] of profiles.boundsOf(pair.ports).entries()) {
    const [named, passedBack] = [protocols[index], replies[index]];
    if (named === undefined || passedBack === undefined || start === undefined || end === undefined) continue;
    const { ports, replyPorts } = withTargets(topology, start.end, end.end, named.protocol, family, {
      ...{ ports: passed, replyPorts: passedBack },
      certainty: 'proved',
      because: [],
    });
    const isAnswered = linuxEphemeralPorts.subtract(replyPorts.must).isEmpty;
    const mayBeAnswered = !linuxEphemeralPorts.intersect(replyPorts.may).isEmpty;
    if (isAnswered) sure.push({ ...named, ports: ports.must });
    if (isAnswered) open.push({ ...named, ports: ports.may.subtract(ports.must) });
    else if (mayBeAnswered) open.push({ ...named, ports: ports.may });
  }
  const written = (passing: readonly PassingPorts[]): string => {
    const words = trafficInWords(passing, protocols.length);
    return family === 'ipv6' && words !== '' ? `IPv6 ${words}` : words;
  };
  const reached = { words: written(sure), maybe: written(open) };
  return reached.words === '' && reached.maybe === '' ? undefined : reached;
}

function joined(a: Reached, b: Reached): Reached {
  const join = (one: string, other: string): string =>
    other === `IPv6 ${one}` ? one : [one, other].filter((part) => part !== '').join(' · ');
  return { words: join(a.words, b.words), maybe: join(a.maybe, b.maybe) };
}
