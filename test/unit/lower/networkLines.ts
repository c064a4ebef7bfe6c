/** A network as lines, one for each component, to compare whole tables of code with. */
import { lowerConfiguration } from '../../../src/core/lower/lower.ts';
import { formatAddress } from '../../../src/core/net/address.ts';
import type { Network } from '../../../src/core/aws/network.ts';
import type { Maybe } from '../../../src/core/value/value.ts';
import { mainTf } from '../terraform/support.ts';
import { cidrLine, entryLine, publicIps, routeLine, ruleLine, show } from './build.ts';

/** What there is of each component, one line each: `subnet aws_subnet.a acl aws_network_acl.a table …`. */
function linesOf(network: Network): readonly string[] {
  const list = (items: readonly string[]): string => (items.length === 0 ? 'nothing' : items.join(', '));
  const names = (items: readonly Maybe<string>[]): string => list(items.map((item) => show(item)));
  const refused = (
    items: readonly { readonly refused?: { readonly what: string; readonly why: string } }[],
  ): string =>
    items.map(({ refused: because }) => ` refused: ${because?.what ?? ''} ${because?.why ?? ''}`).join('');
  return [
    ...network.vpcs.map(({ address, cidrs }) => `vpc ${address} ${list(cidrs.map(cidrLine))}`),
    ...network.subnets.map(
      ({ address, vpc, cidrs, networkAcl, routeTable }) =>
        `subnet ${address} in ${show(vpc)} ${list(cidrs.map(cidrLine))} acl ${show(networkAcl)} table ${show(routeTable)}`,
    ),
    ...network.networkAcls.map((acl) => {
      const { address, inbound, outbound, open, takesAway = [] } = acl;
      const more = open === undefined ? '' : ' and more';
      const removed = takesAway.map(({ entries }) => ` takes away ${list(entries.map(entryLine))}`).join('');
      return `acl ${address} in ${list(inbound.map(entryLine))} out ${list(outbound.map(entryLine))}${more}${removed}${refused(acl.refused)}`;
    }),
    ...network.securityGroups.map((group) => {
      const more = group.open === undefined ? '' : ' and more';
      return `group ${group.address} ${list(group.rules.map(ruleLine))}${more}${refused(group.refused)}`;
    }),
    ...network.prefixLists.map(({ address, entries }) => `list ${address} ${list(entries.map(cidrLine))}`),
    ...network.routeTables.map(
      ({ address, routes, isMain }) =>
        `table ${address}${isMain ? ' (main)' : ''} ${list(routes.map(routeLine))}`,
    ),
    ...network.internetGateways.map(
      ({ address, vpc, routeTable }) =>
        `igw ${address} ${vpc === undefined ? 'unattached' : `at ${show(vpc)}`}${routeTable === undefined ? '' : ` table ${show(routeTable)}`}`,
    ),
    ...network.egressOnlyInternetGateways.map(({ address, vpc }) => `eigw ${address} at ${show(vpc)}`),
    ...network.vpcPeeringConnections.map(
      ({ address, active, crossRegion }) =>
        `peering ${address} active ${show(active)} between Regions ${show(crossRegion)}`,
    ),
    ...network.gatewayEndpoints.map(({ address, service }) => `endpoint ${address} ${show(service)}`),
    ...network.transitGatewayAttachments.map(({ address }) => `attachment ${address}`),
    ...network.transitGatewayRouteTables.map(({ address, routes, propagations }) => {
      const written = routes.map(
        ({ destination, target }) =>
          `${cidrLine(destination)} > ${target === 'blackhole' ? target : show(target)}`,
      );
      return `transit table ${address} ${list(written)} and the blocks of ${names(propagations)}`;
    }),
    ...network.targetGroups.map(({ address }) => `targets ${address}`),
    ...[network.blockPublicAccess ?? []]
      .flat()
      .map(
        ({ address, mode, exclusions }) =>
          `public access ${address} ${show(mode)} but ${list(exclusions.map((one) => `${show(one.mode)} of ${show(one.of)}`))}`,
      ),
    ...network.interfaces.map((one) => {
      const ips = one.privateIps.map((ip) => show(ip, formatAddress));
      const groups = one.unfiltered === true ? 'no groups' : `groups ${names(one.securityGroups)}`;
      const addresses = publicIps(one);
      const open = typeof addresses === 'string' ? 'perhaps' : list(addresses);
      return `${one.kind} ${one.address} in ${show(one.subnet)} ${groups} ips ${list(ips)} public ${open}${one.outboundOnly === true ? ' outbound only' : ''}`;
    }),
  ];
}

/** What the code of a table stands beside: `aws_vpc.v` with the subnet `aws_subnet.a`. */
export const vpcAndSubnet = `
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.0.1.0/24"
}
`;

/** The lines of the network of some Terraform that begin like one of `beginnings`. */
export function linesOfTerraform(code: string, beginnings: readonly string[]): readonly string[] {
  const lines = linesOf(lowerConfiguration(mainTf(code)));
  return lines.filter((line) => beginnings.some((beginning) => line.startsWith(beginning)));
}
