/**
 * What of a network is singled out by name: interfaces and subnets that a route, a gateway, an attachment or a load
 * balancer points at, and the blocks those speak of. Whoever nothing points at is like its neighbours.
 */
import type { Network } from '../aws/network.ts';
import type { Cidr } from '../net/address.ts';

export interface Mentions {
  /** Every name that is written in a component that is neither a filter nor an interface. */
  readonly names: ReadonlySet<string>;
  /** Subnets that hold an interface other traffic goes through. */
  readonly subnets: ReadonlySet<string>;
  /** Of interfaces that load balancers send to: as what. */
  readonly targets: ReadonlyMap<string, string>;
  readonly cidrs: readonly Cidr[];
}

/** Parts of a network that say nothing about the way of a packet, or are looked at one by one. */
const silent: ReadonlySet<string> = new Set<keyof Network>([
  'root',
  'language',
  'subnets',
  'networkAcls',
  'securityGroups',
  'prefixLists',
  'interfaces',
  'targetGroups',
  'unresolved',
]);

export function mentionsIn(network: Network): Mentions {
  const { interfaces, targetGroups } = network;
  const names = new Set<string>();
  const cidrs: Cidr[] = [];
  for (const [key, components] of Object.entries(network))
    if (!silent.has(key)) visit(components, names, cidrs);
  const targets = new Map<string, string>();
  for (const { address, targets: members } of targetGroups) {
    for (const { interface: member, port } of members) {
      if (member.kind === 'unknown') continue;
      const as = `${address} ${port.kind === 'known' ? port.value : '?'}`;
      targets.set(member.value, `${targets.get(member.value) ?? ''}${as},`);
    }
  }
  const through = interfaces.filter(
    ({ kind, address }) => kind === 'nat-gateway' || kind === 'load-balancer' || names.has(address),
  );
  return {
    names,
    subnets: new Set(through.flatMap(({ subnet }) => (subnet.kind === 'known' ? [subnet.value] : []))),
    targets,
    cidrs,
  };
}

/** Names are the strings of any component; a block is told by its shape. */
function visit(value: unknown, names: Set<string>, cidrs: Cidr[]): void {
  if (typeof value === 'string') names.add(value);
  else if (isCidr(value)) cidrs.push(value);
  else if (Array.isArray(value)) for (const item of value) visit(item, names, cidrs);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) if (key !== 'origin') visit(item, names, cidrs);
  }
}

function isCidr(value: unknown): value is Cidr {
  return typeof value === 'object' && value !== null && 'prefixLength' in value && 'first' in value;
}
