/** A network as people read it: VPC by VPC, what filters, what routes and who is there, each with what is not known of it. */
import type {
  Direction,
  Network,
  NetworkAcl,
  NetworkInterface,
  Route,
  RouteTable,
  SecurityGroup,
  Subnet,
} from '../core/aws/network.ts';
import type { MaybeCidr } from '../core/aws/component.ts';
import { formatAddress, formatCidr, type Address } from '../core/net/address.ts';
import { protocolName } from '../core/net/protocol.ts';
import { printable } from '../core/probe/report/printable.ts';
import { peerInWords, trafficInWords } from '../core/reach/words.ts';
import type { Origin } from '../core/text/origin.ts';
import { explain, unknownOf, type Because, type Maybe } from '../core/value/value.ts';
import { gatewaysOf, rootOf, subnetsBy, targetOf, vpcOf, vpcOfInterfaces, type VpcOf } from './modelParts.ts';

/** Lines of a paragraph, which belong under a title. */
type Lines = readonly string[];

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

function subnetText({ address, cidrs, networkAcl, routeTable }: Subnet): string {
  const acl = `network ACL ${maybeText(networkAcl, String)}`;
  const table = `route table ${maybeText(routeTable, String)}`;
  return `subnet ${address}  ${listed(cidrs.map(cidrText))}  ${acl}, ${table}`;
}

/** In the order AWS reads them, and last `*`, which drops what no other entry matched (SEMANTICS N3). */
function entriesText(acl: NetworkAcl, direction: Direction): Lines {
  const rows = acl[direction].map((entry) => {
    const cells = [
      maybeText(entry.ruleNumber, String),
      maybeText(entry.action, String),
      trafficInWords(entry),
      cidrText(entry.cidr),
    ];
    const reasons = [entry.ruleNumber, entry.action, entry.protocol, entry.ports, entry.icmp, entry.cidr];
    return { cells, end: ends(entry, reasons) };
  });
  const last = { cells: ['*', 'deny', 'all traffic', ''], end: '' };
  return [direction, ...indented(aligned([...rows, last]))];
}

function groupText(group: SecurityGroup): Lines {
  const { address, origin, alsoIn, rules, refused, open } = group;
  const further =
    alsoIn === undefined ? '' : `, also in ${alsoIn.map((vpc) => maybeText(vpc, String)).join(', ')}`;
  const rows = rules.map((rule) => ({
    cells: [rule.direction, trafficInWords(rule), peerInWords(rule.direction, rule.peer)],
    end: ends(rule, [rule.protocol, rule.ports, rule.icmp, rule.peer]),
  }));
  const none = (['inbound', 'outbound'] as const).flatMap((direction) =>
    open === undefined && rules.every((rule) => rule.direction !== direction)
      ? [{ cells: [direction, 'nothing'], end: '' }]
      : [],
  );
  return [
    `security group ${address}${further}${added(origin)}`,
    ...indented([
      ...aligned([...rows, ...none]),
      ...refused.flatMap((rule) => refusedText(rule.refused)),
      ...openText('rules', open),
    ]),
  ];
}

function routeText(route: Route): string {
  const { destination, prefixList, service, target } = route;
  const to = maybeText(target, (known) => {
    const { kind, component } = targetOf(known);
    return component === undefined ? kind : `${kindText(kind)} ${component}`;
  });
  const list = prefixList === undefined ? '' : ` (${prefixList})`;
  const what = service ?? cidrText(destination);
  const reasons = service === undefined ? [destination, target] : [target];
  return `${what}${list} → ${to}${ends(route, reasons)}`;
}

function interfaceText(at: NetworkInterface): string {
  const { address, kind, owner, subnet, securityGroups, privateIps, ipv6, publicIps, regionalIn, leadsTo } =
    at;
  const groups = securityGroups.map((group) => maybeText(group, String)).join(', ');
  const filters = at.unfiltered === true || kind === 'nat-gateway' ? [] : [`groups ${groups || 'none'}`];
  const ips = (of: readonly Maybe<Address>[]): string =>
    of.map((ip) => maybeText(ip, formatAddress)).join(', ');
  const own = [...privateIps, ...(ipv6.kind === 'known' ? ipv6.value : [ipv6])];
  const open = publicIps.kind === 'unknown' ? 'perhaps public' : undefined;
  const bound = publicIps.kind === 'known' ? publicIps.value.map((one) => one.address) : [];
  const parts = [
    regionalIn === undefined
      ? `in ${maybeText(subnet, String)}${at.placement === undefined ? '' : ', or in another of its subnets'}`
      : 'at the edge of its VPC',
    ...filters,
    own.length === 0 ? 'no address' : `private ${ips(own)}`,
    ...(bound.length === 0 ? [] : [`public ${ips(bound)}`]),
    ...(open === undefined ? [] : [open]),
    ...(leadsTo === undefined ? [] : [`leads to ${maybeText(leadsTo, String)}`]),
  ];
  const whose = owner === address ? '' : ` of ${owner}`;
  // That AWS picks an address is no news; what else is open is.
  const leads = leadsTo === undefined ? [] : [leadsTo];
  const reasons = why([regionalIn ?? subnet, ...securityGroups, ipv6, publicIps, ...leads]);
  return `${kindText(kind)} ${address}${whose}  ${parts.join('; ')}${reasons}`;
}

function balancersText({ loadBalancers, targetGroups }: Network): Lines {
  return [
    ...loadBalancers.flatMap(({ address, type, scheme, listeners, open }) => [
      `${maybeText(type, String)} load balancer ${address}  ${maybeText(scheme, String)}${why([type, scheme])}`,
      ...indented([
        ...listeners.map(({ protocol, port, targetGroups: groups }) => {
          const to = groups.map((group) => maybeText(group, String)).join(', ');
          const on = `${protocolName(protocol)} ${maybeText(port, String)}`;
          return `listens on ${on}${to === '' ? '' : ` → ${to}`}${why([port, ...groups])}`;
        }),
        ...openText('listeners', open),
      ]),
    ]),
    ...targetGroups.flatMap(({ address, targets, open }) => [
      `target group ${address}`,
      ...indented([
        ...targets.map(
          ({ interface: at, port }) =>
            `${maybeText(at, String)} on port ${maybeText(port, String)}${why([at, port])}`,
        ),
        ...openText('targets', open),
      ]),
    ]),
  ];
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

const names: ReadonlyMap<string, string> = new Map([
  ['nat-gateway', 'NAT gateway'],
  ['vpc-peering-connection', 'VPC peering connection'],
  ['egress-only-internet-gateway', 'egress-only internet gateway'],
]);

function kindText(kind: string): string {
  return names.get(kind) ?? kind.replaceAll('-', ' ');
}

function cidrText(cidr: MaybeCidr): string {
  if (cidr.kind === 'known') return formatCidr(cidr.value);
  return cidr.family === undefined ? '?' : `? (${cidr.family === 'ipv6' ? 'IPv6' : 'IPv4'})`;
}

function maybeText<T>(maybe: Maybe<T>, show: (value: T) => string): string {
  return maybe.kind === 'known' ? show(maybe.value) : '?';
}

/** A blank line and a paragraph, where there is one. */
function under(title: string, lines: Lines): Lines {
  return lines.length === 0 ? [] : [title, ...lines];
}

function indented(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? 'no address' : items.join(', ');
}

function added(origin: Origin): string {
  return origin.awsDefault === true ? '  (AWS adds it)' : '';
}

/** What is to be said of a row behind its fields. */
function ends(
  { origin, exists }: { readonly origin: Origin; readonly exists?: Maybe<true> },
  fields: readonly Maybe<unknown>[],
): string {
  if (exists?.kind !== 'unknown') return `${added(origin)}${why(fields)}`;
  const doubt = explain(exists.because);
  const others = fields.filter((field) => field.kind === 'known' || explain(field.because) !== doubt);
  return `${added(origin)}  (may not be there: ${doubt})${why(others)}`;
}

/** Why values are open, each reason once. */
function why(parts: readonly Maybe<unknown>[]): string {
  const open = parts.filter((part) => part.kind === 'unknown');
  return open.length === 0 ? '' : `  (not known: ${explain(unknownOf(open).because)})`;
}

function openText(what: string, open: readonly Because[] | undefined): Lines {
  return open === undefined ? [] : [`perhaps further ${what}: ${explain(open)}`];
}

function refusedText(refused: Because | undefined): Lines {
  return refused === undefined ? [] : [`AWS refuses: ${explain([refused])}`];
}

/** Columns as wide as their longest cell. */
function aligned(rows: readonly { readonly cells: readonly string[]; readonly end: string }[]): Lines {
  const widths: number[] = [];
  for (const { cells } of rows)
    for (const [n, cell] of cells.entries()) widths[n] = Math.max(widths[n] ?? 0, cell.length);
  return rows.map(({ cells, end }) =>
    cells
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd()
      .concat(end),
  );
}

function countOf(parts: readonly unknown[], name: string): string {
  return `${parts.length} ${name}${parts.length === 1 ? '' : 's'}`;
}
