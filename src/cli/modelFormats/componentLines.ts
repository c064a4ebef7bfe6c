/** Each component of a network as people read it: a line, and its rows on lines of their own below it. */
import type {
  Direction,
  Network,
  NetworkAcl,
  NetworkInterface,
  Route,
  SecurityGroup,
  Subnet,
} from '../../core/aws/network.ts';
import { formatAddress, type Address } from '../../core/net/address.ts';
import { protocolName } from '../../core/net/protocol.ts';
import { peerInWords, trafficInWords } from '../../core/reach/words.ts';
import type { Maybe } from '../../core/value/value.ts';
import {
  added,
  aligned,
  cidrText,
  ends,
  indented,
  kindText,
  listed,
  maybeText,
  openText,
  refusedText,
  why,
  type Lines,
} from './lines.ts';
import { targetOf } from './parts.ts';

export function subnetText({ address, cidrs, networkAcl, routeTable }: Subnet): string {
  const acl = `network ACL ${maybeText(networkAcl, String)}`;
  const table = `route table ${maybeText(routeTable, String)}`;
  return `subnet ${address}  ${listed(cidrs.map(cidrText))}  ${acl}, ${table}`;
}

/** In the order AWS reads them, and last `*`, which drops what no other entry matched (SEMANTICS N3). */
export function entriesText(acl: NetworkAcl, direction: Direction): Lines {
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

export function groupText(group: SecurityGroup): Lines {
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

export function routeText(route: Route): string {
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

export function interfaceText(at: NetworkInterface): string {
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

export function balancersText({ loadBalancers, targetGroups }: Network): Lines {
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
