/** A network as people read it: VPC by VPC, what filters, what routes and who is there, each with what is not known of it. */
import type { Network, NetworkAcl, NetworkInterface, RouteTable, Subnet } from '../../core/aws/network.ts';
import { printable } from '../../core/probe/report/printable.ts';
import { explain, type Because, type Maybe } from '../../core/value/value.ts';
import {
  balancersText,
  entriesText,
  groupText,
  interfaceText,
  routeText,
  subnetText,
} from './componentLines.ts';
import {
  added,
  cidrText,
  countOf,
  indented,
  kindText,
  listed,
  maybeText,
  openText,
  refusedText,
  under,
  type Lines,
} from './lines.ts';
import { gatewaysOf, rootOf, subnetsBy, vpcOf, vpcOfInterfaces, type VpcOf } from './parts.ts';

export function modelText(networks: readonly Network[], unresolved: readonly Because[]): string {
  const reasons = unresolved.map((reason) => `Not known: ${explain([reason])}`);
  const all = [...networks.map(networkText), ...(reasons.length === 0 ? [] : [reasons])];
  return `${all.map((lines) => lines.map(printable).join('\n')).join('\n\n')}\n`;
}

function networkText(network: Network): Lines {
  const { language, vpcs, subnets, networkAcls, securityGroups, interfaces } = network;
  const counts = [
    countOf(vpcs, 'VPC'),
    countOf(subnets, 'subnet'),
    countOf(networkAcls, 'network ACL'),
    countOf(securityGroups, 'security group'),
    countOf(interfaces, 'interface'),
  ];
  const title = `${rootOf(network)} (${language}): ${counts.join(', ')}`;
  const part = new VpcText(network);
  const names = new Set([...vpcs.map(({ address }) => address), ...part.otherVpcs()]);
  const lists = network.prefixLists.map(
    ({ address, entries, service }) =>
      `prefix list ${address}  ${service === undefined ? listed(entries.map(cidrText)) : `of ${service}, which AWS keeps`}`,
  );
  return [
    title,
    ...[...names].flatMap((vpc) => ['', ...part.of(vpc)]),
    ...under('', part.of(undefined)),
    ...under('', [...gatewaysBetween(network), ...lists, ...balancersText(network)]),
  ];
}

/** What is in one VPC. */
class VpcText {
  readonly #network: Network;
  readonly #ofInterface: VpcOf<NetworkInterface>;
  readonly #byAcl: (address: string) => readonly string[];
  readonly #byTable: (address: string) => readonly string[];

  constructor(network: Network) {
    this.#network = network;
    this.#ofInterface = vpcOfInterfaces(network);
    this.#byAcl = subnetsBy(network, ({ networkAcl }) => networkAcl);
    this.#byTable = subnetsBy(network, ({ routeTable }) => routeTable);
  }

  /** VPCs outside the code that parts of it lie in. */
  otherVpcs(): readonly string[] {
    const { subnets, networkAcls, securityGroups, routeTables } = this.#network;
    return [...subnets, ...networkAcls, ...securityGroups, ...routeTables].flatMap((one) => vpcOf(one) ?? []);
  }

  /** Nothing where nothing is there. @param vpc `undefined`: what lies in no VPC that is known. */
  of(vpc: string | undefined): Lines {
    const network = this.#network;
    const inside = <T>(parts: readonly T[], where: VpcOf<T>): readonly T[] =>
      parts.filter((one) => where(one) === vpc);
    const gateways = gatewaysOf(network).filter(
      ({ kind, vpcs }) => joinsOne(kind) && (vpcs[0]?.kind === 'known' ? vpcs[0].value : undefined) === vpc,
    );
    const parts = [
      ...inside(network.subnets, vpcOf).map(subnetText),
      ...gateways.map(({ address, kind, service, vpcs }) => {
        const whose = service === undefined ? '' : ` to ${maybeText(service, String)}`;
        return `${kindText(kind)} ${address}${whose}${vpcs.length === 0 ? ', attached to no VPC' : ''}`;
      }),
      ...inside(network.networkAcls, vpcOf).flatMap((acl) => this.#networkAcl(acl)),
      ...inside(network.securityGroups, vpcOf).flatMap(groupText),
      ...inside(network.routeTables, vpcOf).flatMap((table) => this.#routeTable(table)),
      ...inside(network.interfaces, this.#ofInterface).map(interfaceText),
    ];
    if (vpc === undefined) return parts.length === 0 ? [] : ['in no VPC that is known', ...indented(parts)];
    const found = network.vpcs.find(({ address }) => address === vpc);
    const blocks = found === undefined ? 'outside the code' : listed(found.cidrs.map(cidrText));
    return [`VPC ${vpc}  ${blocks}`, ...indented(parts)];
  }

  /** The subnets it serves, and those of its VPC of which nobody knows what serves them. */
  #servedText(
    { vpc }: NetworkAcl | RouteTable,
    served: readonly string[],
    part: (subnet: Subnet) => Maybe<string>,
  ): string {
    const perhaps = this.#network.subnets.filter((subnet) => {
      const isNear =
        vpc.kind === 'unknown' || subnet.vpc.kind === 'unknown' || subnet.vpc.value === vpc.value;
      return isNear && part(subnet).kind === 'unknown';
    });
    const words = [
      ...(served.length === 0 ? [] : [`of ${served.join(', ')}`]),
      ...(perhaps.length === 0 ? [] : [`perhaps of ${perhaps.map(({ address }) => address).join(', ')}`]),
    ];
    return words.length === 0 ? 'of no subnet' : words.join(', ');
  }

  #networkAcl(acl: NetworkAcl): Lines {
    const serves = this.#servedText(acl, this.#byAcl(acl.address), ({ networkAcl }) => networkAcl);
    return [
      `network ACL ${acl.address}  ${serves}${added(acl.origin)}`,
      ...indented([
        ...(['inbound', 'outbound'] as const).flatMap((direction) => entriesText(acl, direction)),
        ...acl.refused.flatMap(({ refused }) => refusedText(refused)),
        ...openText('entries', acl.open),
      ]),
    ];
  }

  #routeTable(table: RouteTable): Lines {
    const serves = this.#servedText(table, this.#byTable(table.address), ({ routeTable }) => routeTable);
    const main = table.isMain ? ', the main one' : '';
    const learned = (table.propagating ?? []).map(
      (gateway) => `and what ${maybeText(gateway, String)} has learned`,
    );
    return [
      `route table ${table.address}  ${serves}${main}${added(table.origin)}`,
      ...indented([...table.routes.map(routeText), ...learned, ...openText('routes', table.open)]),
    ];
  }
}

function gatewaysBetween(network: Network): Lines {
  return gatewaysOf(network)
    .filter(({ kind }) => !joinsOne(kind))
    .map(({ address, kind, vpcs }) => {
      const joined = vpcs.map((vpc) => maybeText(vpc, String)).join(', ');
      return `${kindText(kind)} ${address}  ${joined === '' ? 'joins no VPC of the code' : `joins ${joined}`}`;
    });
}

function joinsOne(kind: ReturnType<typeof gatewaysOf>[number]['kind']): boolean {
  return kind !== 'vpc-peering-connection' && kind !== 'transit-gateway';
}
