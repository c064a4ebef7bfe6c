/**
 * What a network holds: its subnets with the interfaces in them. Of the whole network that is the same in every view, and
 * is worked out once.
 */
import type { NetworkInterface, Subnet } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import { keyOf, type Holder } from './items.ts';
import { alikeIn } from './rows.ts';

/** A subnet with the interfaces in it. */
export interface Inhabited {
  readonly subnet: Holder<Subnet>;
  readonly interfaces: readonly NetworkInterface[];
  /** Those that nothing tells apart together. */
  readonly alike: readonly (readonly NetworkInterface[])[];
}

export interface Contents {
  /** Those of the code in its order, then those its interfaces name, or do not. */
  readonly subnets: readonly Inhabited[];
  /** How many rows they take where nothing is folded but what is alike. */
  readonly rows: number;
}

const whole = new WeakMap<Topology, Contents>();

/** Everything in a network, the same object for the same network; or those interfaces alone that are shown. */
export function contentsOf(
  topology: Topology,
  isShown: ((at: NetworkInterface) => boolean) | undefined,
): Contents {
  if (isShown !== undefined) return collect(topology, isShown);
  const found = whole.get(topology) ?? collect(topology, () => true);
  whole.set(topology, found);
  return found;
}

function collect(topology: Topology, isShown: (at: NetworkInterface) => boolean): Contents {
  const { subnets, interfaces, language } = topology.network;
  const members = new Map<string, { subnet: Holder<Subnet>; interfaces: NetworkInterface[] }>();
  for (const component of subnets) members.set(component.address, { subnet: { component }, interfaces: [] });
  for (const one of interfaces) {
    if (one.regionalIn !== undefined || !isShown(one)) continue;
    const subnet = subnetOf(topology, one);
    const key = keyOf(subnet);
    const found = members.get(key);
    if (found === undefined) members.set(key, { subnet, interfaces: [one] });
    else found.interfaces.push(one);
  }
  const inhabited = [...members.values()].map((one) => ({
    ...one,
    alike: alikeIn(one.interfaces, language),
  }));
  return { subnets: inhabited, rows: inhabited.reduce((sum, { alike }) => sum + alike.length, 0) };
}

function subnetOf(topology: Topology, one: NetworkInterface): Holder<Subnet> {
  const subnet = topology.subnetOf(one);
  if (subnet.kind === 'known') return { component: subnet.value };
  const named = one.subnet.kind === 'known' ? one.subnet.value : undefined;
  return { named, because: subnet.because };
}
