/** What an association puts a subnet behind: a network ACL, or a route table. */
import type { Subnet } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import type { Span } from '../text/span.ts';
import type { Explanation } from './explanation.ts';
import { count, list, unknowns } from './sentences.ts';

/** @param subnets those that are associated. */
export function explainAssociation(
  topology: Topology,
  subnets: readonly Subnet[],
  what: 'network-acl' | 'route-table',
  span: Span,
): Explanation | undefined {
  const [subnet] = subnets;
  if (subnet === undefined) return undefined;
  const names = list(subnets.map(({ address }) => address));
  const held = new Set(subnets.map(({ address }) => address));
  const hosts = topology.interfaces.filter(({ subnet: own }) => own.kind === 'known' && held.has(own.value));
  const behind =
    hosts.length === 0
      ? 'No interface of the code stands there.'
      : `${list(hosts.map(({ owner }) => owner))} ${hosts.length === 1 ? 'stands' : 'stand'} there.`;
  if (what === 'route-table') {
    const table = topology.routeTableOf(subnet);
    const title = table.kind === 'known' ? `${names} routed by ${table.value.address}` : `routes of ${names}`;
    const routes =
      table.kind === 'known' ? [`${count(table.value.routes.length, 'route')}, the local ones too.`] : [];
    const related =
      table.kind === 'known'
        ? [{ message: `Routes of ${table.value.address}`, origin: table.value.origin }]
        : [];
    return { span, title, lines: [...routes, behind, ...unknowns([table])], walks: [], related };
  }
  const acl = topology.networkAclOf(subnet);
  if (acl.kind === 'unknown')
    return {
      span,
      title: `network ACL of ${names}`,
      lines: [...unknowns([acl]), behind],
      walks: [],
      related: [],
    };
  const { inbound, outbound, address, origin } = acl.value;
  return {
    span,
    title: `${names} behind network ACL ${address}`,
    lines: [
      `A subnet has one network ACL at a time. This one has ${count(inbound.length, 'inbound rule')} and ${count(outbound.length, 'outbound rule')}, then * drops the rest.`,
      'It looks at what enters and leaves the subnet, not at what stays in it.',
      behind,
    ],
    walks: [],
    related: [{ message: `Rules of ${address}`, origin }],
  };
}
