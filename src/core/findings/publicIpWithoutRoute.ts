/**
 * `public-ip-without-route`: an interface has a public address, and its subnet's route table sends nothing to an internet
 * gateway, so nobody gets an answer from that address (SEMANTICS R8).
 */
import type { NetworkInterface, Route, Subnet } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import type { Finding } from './finding.ts';
import { isPublic, routesToInternet } from './internetRoute.ts';
import type { Rule } from './rule.ts';

export const publicIpWithoutRoute: Rule = {
  id: 'public-ip-without-route',
  check: ({ topology }) => {
    const byOwner = new Map<string, Unreachable[]>();
    for (const at of topology.interfaces) {
      const found = judge(topology, at);
      if (found === undefined) continue;
      const same = byOwner.get(at.owner);
      if (same === undefined) byOwner.set(at.owner, [found]);
      else same.push(found);
    }
    return [...byOwner.values()].flatMap(([first, ...others]): readonly Finding[] => {
      if (first === undefined) return [];
      // Of several places AWS picks one, so it works if it does in one of them.
      const places = topology.placesOf(first.at);
      if (places.length > 1 && places.length > others.length + 1) return [];
      return [toFinding(topology, first, others)];
    });
  },
};

/** An interface with a public address that works in neither direction. */
interface Unreachable {
  readonly at: NetworkInterface;
  readonly subnet: Subnet;
  /** Where packets for the internet go instead. */
  readonly other: Route | undefined;
}

function judge(topology: Topology, at: NetworkInterface): Unreachable | undefined {
  // A NAT gateway without a way out has a rule of its own.
  if (at.kind === 'nat-gateway' || at.publicIps.kind === 'unknown' || at.publicIps.value.length === 0)
    return undefined;
  const subnet = topology.subnetOf(at);
  const routes = subnet.kind === 'known' ? routesToInternet(topology, subnet.value, 'ipv4') : undefined;
  if (subnet.kind === 'unknown' || routes === undefined || routes.some(isPublic)) return undefined;
  return { at, subnet: subnet.value, other: routes[0] };
}

function toFinding(
  topology: Topology,
  { at, subnet, other }: Unreachable,
  others: readonly Unreachable[],
): Finding {
  const table = topology.routeTableOf(subnet);
  const name = table.kind === 'known' ? table.value.address : 'its route table';
  const why =
    other === undefined
      ? `${name} has no route to the internet`
      : `${name} sends packets for the internet elsewhere`;
  const [second, ...more] = others;
  // Of a database's subnets AWS picks one; a load balancer is in all of its.
  const joint = at.placement === 'one-of' ? 'or' : 'and';
  const rest = more.length === 0 ? (second?.subnet.address ?? '') : `${others.length} more subnets like it`;
  const where = second === undefined ? subnet.address : `${subnet.address} ${joint} ${rest}`;
  return {
    rule: 'public-ip-without-route',
    severity: 'warning',
    certainty: 'proved',
    message: `The public address of ${at.owner} works in neither direction: it is in ${where}, and ${why}. Add a route to an internet gateway, or leave the public address out.`,
    resource: at.owner,
    origin: at.origin,
    related: [
      ...[subnet, ...others.map((one) => one.subnet)].slice(0, 3).map((one) => ({
        message: `${at.owner} is in ${one.address}`,
        origin: one.origin,
      })),
      ...(table.kind === 'known' ? [{ message: why, origin: other?.origin ?? table.value.origin }] : []),
    ],
    proof: undefined,
    because: [],
  };
}
