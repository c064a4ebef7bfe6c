/**
 * A network as JSON, in the shape of docs/schema/model.json. A field that is not known is `null` and stands with its
 * reasons under `unknown`; a row AWS adds by itself has `default`.
 */
import type { Component } from '../../core/aws/component.ts';
import type { TargetGroup } from '../../core/aws/loadBalancer.ts';
import type {
  Direction,
  Network,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  Peer,
  Route,
  RouteTable,
  RouteTarget,
  SecurityGroup,
  SecurityGroupRule,
  TrafficMatch,
} from '../../core/aws/network.ts';
import { formatAddress, formatCidr } from '../../core/net/address.ts';
import { hasIcmpType } from '../../core/net/protocol.ts';
import type { Because, Maybe } from '../../core/value/value.ts';
import { becauseJson, originJson, schemaVersion, type Json } from '../json.ts';
import type { Locator } from '../locate.ts';
import { type JsonObject, Fields } from './jsonFields.ts';
import { gatewaysOf, rootOf, subnetsBy, targetOf } from './parts.ts';

export function modelJson(
  networks: readonly Network[],
  files: number,
  unresolved: readonly Because[],
  locator: Locator,
): Json {
  const writer = new NetworkWriter(locator);
  return {
    ackscope: schemaVersion,
    networks: networks.map((network) => writer.network(network)),
    files,
    unresolved: unresolved.map((reason) => becauseJson(reason, locator)),
  };
}

class NetworkWriter {
  readonly #locator: Locator;

  constructor(locator: Locator) {
    this.#locator = locator;
  }

  network(network: Network): Json {
    const { language, networkAcls, securityGroups, interfaces, routeTables, targetGroups } = network;
    const byAcl = subnetsBy(network, ({ networkAcl }) => networkAcl);
    const byTable = subnetsBy(network, ({ routeTable }) => routeTable);
    return {
      root: rootOf(network),
      language,
      vpcs: network.vpcs.map((vpc) =>
        this.#component(vpc, (fields) => ({ cidrs: fields.list('cidrs', vpc.cidrs, formatCidr) })),
      ),
      subnets: network.subnets.map((subnet) =>
        this.#component(subnet, (fields) => ({
          vpc: fields.text('vpc', subnet.vpc),
          cidrs: fields.list('cidrs', subnet.cidrs, formatCidr),
          networkAcl: fields.text('networkAcl', subnet.networkAcl),
          routeTable: fields.text('routeTable', subnet.routeTable),
        })),
      ),
      networkAcls: networkAcls.map((acl) => this.#networkAcl(acl, byAcl(acl.address))),
      securityGroups: securityGroups.map((group) => this.#securityGroup(group)),
      interfaces: interfaces.map((at) => this.#interface(at)),
      routeTables: routeTables.map((table) => this.#routeTable(table, byTable(table.address))),
      gateways: gatewaysOf(network).map((gateway) =>
        this.#component(gateway, (fields) => ({
          kind: gateway.kind,
          vpcs: fields.list('vpcs', gateway.vpcs, String),
          service: gateway.service === undefined ? null : fields.text('service', gateway.service),
        })),
      ),
      prefixLists: network.prefixLists.map((list) =>
        this.#component(list, (fields) => ({
          service: list.service ?? null,
          cidrs: fields.list('cidrs', list.entries, formatCidr),
        })),
      ),
      loadBalancers: network.loadBalancers.map((balancer) =>
        this.#component(balancer, (fields) => {
          if (balancer.open !== undefined) fields.open('listeners', balancer.open);
          return {
            type: fields.text('type', balancer.type),
            scheme: fields.text('scheme', balancer.scheme),
            nodes: balancer.nodes,
            listeners: balancer.listeners.map(({ protocol, port, targetGroups: groups }) => ({
              protocol: String(protocol),
              port: fields.of('listeners', port, Number),
              targetGroups: fields.list('listeners', groups, String),
            })),
          };
        }),
      ),
      targetGroups: targetGroups.map((group) => this.#targetGroup(group)),
    };
  }

  /** A component with its own fields between its address and its place. */
  #component(component: Component, own: (fields: Fields) => JsonObject): Json {
    const fields = new Fields(this.#locator);
    const shown = own(fields);
    const isAdded = component.origin.awsDefault === true && !('default' in shown);
    return {
      address: component.address,
      ...shown,
      origin: originJson(component.origin, this.#locator),
      unknown: fields.unknown,
      ...(isAdded ? { default: true } : {}),
    };
  }

  #networkAcl(acl: NetworkAcl, subnets: readonly string[]): Json {
    return this.#component(acl, (fields) => {
      if (acl.open !== undefined) fields.open('entries', acl.open);
      return {
        vpc: fields.text('vpc', acl.vpc),
        default: acl.isDefault,
        subnets,
        entries: (['inbound', 'outbound'] as const).flatMap((direction) =>
          acl[direction].map((entry) => this.#entry(direction, entry)),
        ),
      };
    });
  }

  #entry(direction: Direction, entry: NetworkAclEntry): Json {
    return this.#row(entry, (fields) => ({
      direction,
      ruleNumber: fields.of('ruleNumber', entry.ruleNumber, Number),
      protocol: fields.of('protocol', entry.protocol, String),
      action: fields.text('action', entry.action),
      cidr: fields.of('cidr', entry.cidr, formatCidr),
      ...traffic(fields, entry),
      resource: entry.resource,
    }));
  }

  #securityGroup(group: SecurityGroup): Json {
    return this.#component(group, (fields) => {
      if (group.open !== undefined) fields.open('rules', group.open);
      return {
        vpc: fields.text('vpc', group.vpc),
        alsoIn: fields.list('alsoIn', group.alsoIn ?? [], String),
        rules: group.rules.map((rule) => this.#rule(rule)),
      };
    });
  }

  #rule(rule: SecurityGroupRule): Json {
    return this.#row(rule, (fields) => ({
      direction: rule.direction,
      protocol: fields.of('protocol', rule.protocol, String),
      ...traffic(fields, rule),
      peer: fields.of('peer', rule.peer, peerJson),
      resource: rule.resource,
    }));
  }

  #interface(at: NetworkInterface): Json {
    return this.#component(at, (fields) => {
      // It is known that one without a subnet has none.
      const regional = at.regionalIn !== undefined;
      const ipv6 = at.ipv6.kind === 'known' ? at.ipv6.value : [at.ipv6];
      return {
        kind: at.kind,
        subnet: regional ? null : fields.text('subnet', at.subnet),
        groups: fields.list('groups', at.securityGroups, String),
        ips: fields.list('ips', [...at.privateIps, ...ipv6], formatAddress),
        publicIps: fields.of('publicIps', at.publicIps, (all) =>
          fields.list(
            'publicIps',
            all.map(({ address }) => address),
            formatAddress,
          ),
        ),
        owner: at.owner,
        placement: at.placement ?? null,
        leadsTo: at.leadsTo === undefined ? null : fields.text('leadsTo', at.leadsTo),
      };
    });
  }

  #routeTable(table: RouteTable, subnets: readonly string[]): Json {
    return this.#component(table, (fields) => {
      if (table.open !== undefined) fields.open('routes', table.open);
      return {
        vpc: fields.text('vpc', table.vpc),
        main: table.isMain,
        subnets,
        routes: table.routes.map((route) => this.#route(route)),
        propagating: fields.list('propagating', table.propagating ?? [], String),
      };
    });
  }

  #route(route: Route): Json {
    return this.#row(route, (fields) => ({
      destination: fields.of('destination', route.destination, formatCidr),
      prefixList: route.prefixList ?? null,
      service: route.service ?? null,
      target: fields.of('target', route.target, targetJson),
      resource: route.resource,
    }));
  }

  #targetGroup(group: TargetGroup): Json {
    return this.#component(group, (fields) => {
      if (group.open !== undefined) fields.open('targets', group.open);
      return {
        protocols: fields.of('protocols', group.protocols, (all) => all.map(String)),
        port: fields.of('port', group.port, Number),
        targets: group.targets.map(({ interface: at, port }) => ({
          interface: fields.text('targets', at),
          port: fields.of('targets', port, Number),
        })),
      };
    });
  }

  /** A row, with its own fields before its place. */
  #row(
    row: Pick<NetworkAclEntry, 'origin'> & { readonly exists?: Maybe<true> },
    own: (fields: Fields) => JsonObject,
  ): Json {
    const fields = new Fields(this.#locator);
    const shown = own(fields);
    if (row.exists?.kind === 'unknown') fields.open('exists', row.exists.because);
    return {
      ...shown,
      origin: originJson(row.origin, this.#locator),
      unknown: fields.unknown,
      ...(row.origin.awsDefault === true ? { default: true } : {}),
    };
  }
}

/** `*` where AWS ignores ports; ICMP types as AWS writes them, −1 for any, and `null` for every other protocol. */
function traffic(fields: Fields, { protocol, ports, icmp }: TrafficMatch): JsonObject {
  const isIcmp = protocol.kind === 'unknown' || hasIcmpType(protocol.value);
  return {
    ports: fields.of('ports', ports, (range) =>
      range === 'all'
        ? '*'
        : range.first === range.last
          ? String(range.first)
          : `${range.first}-${range.last}`,
    ),
    icmp: !isIcmp
      ? null
      : fields.of('icmp', icmp, (match) =>
          match === 'all' ? { type: -1, code: -1 } : { type: match.type ?? -1, code: match.code ?? -1 },
        ),
  };
}

function peerJson(peer: Peer): Json {
  switch (peer.kind) {
    case 'cidr':
      return { cidr: formatCidr(peer.cidr) };
    case 'group':
      return { group: peer.group };
    case 'prefix-list':
      return { prefixList: peer.prefixList };
  }
}

function targetJson(target: RouteTarget): Json {
  const { kind, component } = targetOf(target);
  return { kind, component: component ?? null };
}
