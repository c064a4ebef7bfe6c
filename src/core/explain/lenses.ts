/** What stands above instances, network ACLs and security groups where somebody wants it: who of them the internet reaches. */
import type { NetworkInterface } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import type { Origin } from '../text/origin.ts';
import type { Span } from '../text/span.ts';
import { internetReach, reachInWords, type InternetReach } from './interface.ts';
import { behindAcl, count } from './sentences.ts';

export interface Lens {
  /** The header of the construct. */
  readonly span: Span;
  /** The one host that is meant; `undefined` where there are several. */
  readonly target: string | undefined;
  /** `tcp 22,443 reachable from the internet`. Takes a moment of its own, so it is asked for when it is seen. */
  readonly words: () => string;
}

/** In the order of the file, one for each construct that code in the file declares and that has a host to scan. */
export function lensesOf(topology: Topology, file: string): readonly Lens[] {
  const lenses = new Map<number, Lens>();
  const add = (
    { origin }: { readonly origin: Origin },
    hosts: readonly NetworkInterface[],
    isHost: boolean,
  ): void => {
    const { span } = origin;
    if (origin.file !== file || origin.awsDefault === true || hosts.length === 0 || lenses.has(span.start))
      return;
    const owners = new Set(hosts.map(({ owner }) => owner));
    const [target] = owners.size === 1 ? owners : [];
    const words = isHost && owners.size === 1 ? reachOf(topology, hosts) : reachedOf(topology, hosts);
    lenses.set(span.start, { span, target, words });
  };
  const { network } = topology;
  const byPlace = new Map<number, NetworkInterface[]>();
  for (const at of network.interfaces) {
    if (at.origin.file !== file) continue;
    const { start } = at.origin.span;
    if (byPlace.get(start)?.push(at) === undefined) byPlace.set(start, [at]);
  }
  for (const same of byPlace.values()) if (same[0] !== undefined) add(same[0], same, true);
  for (const acl of network.networkAcls) add(acl, behindAcl(topology, acl), false);
  for (const group of network.securityGroups) add(group, topology.membersOf(group.address), false);
  return [...lenses.values()].sort((a, b) => a.span.start - b.span.start);
}

/** Of one host: the ports of all its interfaces. */
function reachOf(topology: Topology, hosts: readonly NetworkInterface[]): () => string {
  return () => {
    const all = [...new Set(hosts.map((at) => reachInWords(internetReach(topology, at))))];
    return `${all.join(', ')} reachable from the internet`;
  };
}

/** Of several hosts: how many have any port at all that is. */
function reachedOf(topology: Topology, hosts: readonly NetworkInterface[]): () => string {
  return () => {
    const reached = hosts.filter((at) => {
      const { tcp, udp } = internetReach(topology, at);
      return !tcp.must.isEmpty || !udp.must.isEmpty;
    });
    const perhaps = hosts.filter((at) => {
      const { tcp, udp } = internetReach(topology, at);
      return !tcp.may.isEmpty || !udp.may.isEmpty;
    });
    const owners = (some: readonly NetworkInterface[]): number =>
      new Set(some.map(({ owner }) => owner)).size;
    const more = owners(perhaps) - owners(reached);
    const also = more === 0 ? '' : `, ${more} more perhaps`;
    const assumed = hosts.some((at) => isAssumed(internetReach(topology, at))) ? ' (assumed)' : '';
    return `${owners(reached)} of ${count(owners(hosts), 'host')} reachable from the internet${also}${assumed}`;
  };
}

/** Whether it hangs on the premise of the network that a host is reached, or that it is not. */
function isAssumed({ tcp, udp, without }: InternetReach): boolean {
  if (without === undefined) return false;
  const isReached = !tcp.must.isEmpty || !udp.must.isEmpty;
  const isSure = !without.tcp.must.isEmpty || !without.udp.must.isEmpty;
  const isOut = tcp.may.isEmpty && udp.may.isEmpty;
  const mayBe = !without.tcp.may.isEmpty || !without.udp.may.isEmpty;
  return (isReached && !isSure) || (isOut && mayBe);
}
