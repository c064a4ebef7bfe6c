/** `blackhole-route`: what a route led to is gone, and packets that match it end there (SEMANTICS R13). */
import { formatCidr } from '../net/address.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

export const blackholeRoute: Rule = {
  id: 'blackhole-route',
  check: ({ topology }) =>
    topology.network.routeTables.flatMap((table) =>
      table.routes
        .filter(({ target }) => target.kind === 'known' && target.value.kind === 'blackhole')
        .map(({ destination, resource, origin }): Finding => {
          const block = destination.kind === 'known' ? formatCidr(destination.value) : 'its destination';
          const users = topology.network.subnets.filter(
            ({ routeTable }) => routeTable.kind === 'known' && routeTable.value === table.address,
          );
          return {
            rule: 'blackhole-route',
            severity: users.length === 0 ? 'information' : 'warning',
            certainty: 'proved',
            message: `Packets for ${block} end here: what the route of ${table.address} led to is gone, and no shorter prefix takes its place. Remove the route, or point it somewhere that exists.`,
            resource,
            origin,
            related: users.map((subnet) => ({
              message: `${subnet.address} is routed by ${table.address}`,
              origin: subnet.origin,
            })),
            proof: undefined,
            because: [],
          };
        }),
    ),
};
