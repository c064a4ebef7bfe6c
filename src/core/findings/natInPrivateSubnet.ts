/**
 * `nat-in-private-subnet`: a public NAT gateway has no way to the internet itself, because the subnet it stands in has no
 * route to an internet gateway (SEMANTICS R10).
 */
import type { Finding } from './finding.ts';
import { isPublic, routesToInternet } from './internetRoute.ts';
import type { Rule } from './rule.ts';

export const natInPrivateSubnet: Rule = {
  id: 'nat-in-private-subnet',
  check: ({ topology }) =>
    topology.interfaces.flatMap((at): readonly Finding[] => {
      const isNat =
        at.kind === 'nat-gateway' && at.publicIps.kind === 'known' && at.publicIps.value.length > 0;
      const subnet = topology.subnetOf(at);
      if (!isNat || subnet.kind === 'unknown') return [];
      const routes = routesToInternet(topology, subnet.value, 'ipv4');
      if (routes === undefined || routes.some(isPublic)) return [];
      const table = topology.routeTableOf(subnet.value);
      const name = table.kind === 'known' ? table.value.address : 'its route table';
      return [
        {
          rule: 'nat-in-private-subnet',
          severity: 'warning',
          certainty: 'proved',
          message: `This NAT gateway reaches nothing: it is in ${subnet.value.address}, and ${name} has no route to an internet gateway. Put it into a public subnet.`,
          resource: at.address,
          origin: at.origin,
          related: [
            { message: `It is in ${subnet.value.address}`, origin: subnet.value.origin },
            ...(table.kind === 'known'
              ? [{ message: `${name} has no route to an internet gateway`, origin: table.value.origin }]
              : []),
          ],
          proof: undefined,
          because: [],
        },
      ];
    }),
};
