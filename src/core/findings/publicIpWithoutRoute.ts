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
  check: ({ topology }) =>
    topology.interfaces.flatMap((at): readonly Finding[] => {
      // A NAT gateway without a way out has a rule of its own.
      if (at.kind === 'nat-gateway' || at.publicIps.kind === 'unknown' || at.publicIps.value.length === 0)
        return [];
      const subnet = topology.subnetOf(at);
      const routes = subnet.kind === 'known' ? routesToInternet(topology, subnet.value, 'ipv4') : undefined;
      if (subnet.kind === 'unknown' || routes === undefined || routes.some(isPublic)) return [];
      return [toFinding(topology, at, subnet.value, routes[0])];
    }),
};

function toFinding(
  topology: Topology,
  at: NetworkInterface,
  subnet: Subnet,
  other: Route | undefined,
): Finding {
  const table = topology.routeTableOf(subnet);
  const name = table.kind === 'known' ? table.value.address : 'its route table';
  const why =
    other === undefined
      ? `${name} has no route to the internet`
      : `${name} sends packets for the internet elsewhere`;
  return {
    rule: 'public-ip-without-route',
    severity: 'warning',
    certainty: 'proved',
    message: `The public address of ${at.owner} works in neither direction: it is in ${subnet.address}, and ${why}. Add a route to an internet gateway, or leave the public address out.`,
    resource: at.owner,
    origin: at.origin,
    related: [
      { message: `${at.owner} is in ${subnet.address}`, origin: subnet.origin },
      ...(table.kind === 'known' ? [{ message: why, origin: other?.origin ?? table.value.origin }] : []),
    ],
    proof: undefined,
    because: [],
  };
}
