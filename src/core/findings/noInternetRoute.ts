/**
 * `no-internet-route`: a route leads to an internet gateway that is attached to no VPC, or to another one, so nothing that
 * takes it gets anywhere (SEMANTICS R6).
 */
import type { InternetGateway, Route, RouteTable } from '../aws/network.ts';
import { formatCidr } from '../net/address.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

export const noInternetRoute: Rule = {
  id: 'no-internet-route',
  check: ({ topology: { network } }) => {
    const gateways = new Map(network.internetGateways.map((gateway) => [gateway.address, gateway]));
    return network.routeTables.flatMap((table) =>
      table.routes.flatMap((route): readonly Finding[] => {
        const { target } = route;
        const gateway =
          target.kind === 'known' && target.value.kind === 'internet-gateway'
            ? gateways.get(target.value.gateway)
            : undefined;
        const why = gateway === undefined ? undefined : whyDead(gateway, table);
        return gateway === undefined || why === undefined ? [] : [toFinding(table, route, gateway, why)];
      }),
    );
  },
};

function whyDead({ vpc }: InternetGateway, table: RouteTable): string | undefined {
  if (vpc === undefined) return 'is attached to no VPC';
  if (vpc.kind === 'unknown' || table.vpc.kind === 'unknown' || vpc.value === table.vpc.value)
    return undefined;
  return `is attached to ${vpc.value}, and the route table belongs to ${table.vpc.value}`;
}

function toFinding(table: RouteTable, route: Route, gateway: InternetGateway, why: string): Finding {
  const block = route.destination.kind === 'known' ? formatCidr(route.destination.value) : 'its destination';
  return {
    rule: 'no-internet-route',
    severity: 'warning',
    certainty: 'proved',
    message: `Packets for ${block} get nowhere by this route of ${table.address}: ${gateway.address} ${why}. Attach it to the VPC of the route table.`,
    resource: route.resource,
    origin: route.origin,
    related: [{ message: `${gateway.address} ${why}`, origin: gateway.origin }],
    proof: undefined,
    because: [],
  };
}
