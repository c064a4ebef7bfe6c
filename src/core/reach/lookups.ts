/** What a topology looks up, by what it is looked up by: made when it is first asked for. */
import type { LoadBalancer } from '../aws/loadBalancer.ts';
import type { InternetGateway, Network, NetworkInterface } from '../aws/network.ts';
import type { Address, Family } from '../net/address.ts';
import type { Maybe } from '../value/value.ts';

/** The interfaces that routes lead to. */
export function nextHopsOf({ routeTables }: Network): ReadonlySet<string> {
  const targets = routeTables.flatMap(({ routes }) => routes.map(({ target }) => target));
  return new Set(
    targets.flatMap((target) =>
      target.kind === 'known' && target.value.kind === 'interface' ? [target.value.interface] : [],
    ),
  );
}

/** By VPC; of several that are attached to one, the first has it. */
export function gatewaysOf({ internetGateways }: Network): ReadonlyMap<string, InternetGateway> {
  const gateways = new Map<string, InternetGateway>();
  for (const gateway of internetGateways) {
    const { vpc } = gateway;
    if (vpc?.kind === 'known' && !gateways.has(vpc.value)) gateways.set(vpc.value, gateway);
  }
  return gateways;
}

/** By node; of several that name one, the first has it. */
export function balancersOf({ loadBalancers }: Network): ReadonlyMap<string, LoadBalancer> {
  const balancers = new Map<string, LoadBalancer>();
  for (const balancer of loadBalancers)
    for (const node of balancer.nodes) if (!balancers.has(node)) balancers.set(node, balancer);
  return balancers;
}

/** By family and number. */
export type Owners = Readonly<Record<Family, ReadonlyMap<bigint, NetworkInterface>>>;

/** Of several that claim an address, the first has it. */
export function ownersOf(interfaces: readonly NetworkInterface[]): Owners {
  const owners = { ipv4: new Map<bigint, NetworkInterface>(), ipv6: new Map<bigint, NetworkInterface>() };
  const add = (address: Maybe<Address>, owner: NetworkInterface): void => {
    if (address.kind === 'unknown') return;
    const { family, value } = address.value;
    if (!owners[family].has(value)) owners[family].set(value, owner);
  };
  for (const owner of interfaces) {
    const { privateIps, ipv6, publicIps } = owner;
    for (const address of privateIps) add(address, owner);
    if (ipv6.kind === 'known') for (const address of ipv6.value) add(address, owner);
    if (publicIps.kind === 'known') for (const { address } of publicIps.value) add(address, owner);
  }
  return owners;
}
