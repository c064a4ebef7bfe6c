/**
 * What stands in the left wall of each VPC and beyond it: gateways, the ends of peering connections, attachments, and what
 * they lead to. Each has a slot of its own from the top; the first is kept for the internet gateway.
 */
import type { NetworkInterface, Route, RouteTarget, VpcPeeringConnection } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import { indefinite } from '../reach/words.ts';
import { explain, unknown, type Maybe } from '../value/value.ts';
import type { Item } from './item.ts';
import { namesOnly } from './item.ts';
import { componentItem, interfaceItem, strangerItem } from './items.ts';
import { shortName, shortService } from './names.ts';

export interface GateOutline {
  readonly item: Item;
  /** From the top of the VPC's wall, beginning with 0. */
  readonly slot: number;
  /** The component's address, as routes and hops name it. */
  readonly component: string;
  /** What stands beyond it, by id. */
  readonly beyond: string | undefined;
  /** The interface of a regional NAT gateway, which stands here. */
  readonly interface: NetworkInterface | undefined;
}

/** What stands beyond gates: shared by all that lead to it. */
export interface Beyond {
  readonly item: Item;
  /** The component's address; of an AWS service its name. */
  readonly component: string;
}

export const internetId = 'internet';

export class Gates {
  readonly #topology: Topology;
  readonly #beyond = new Map<string, Beyond>();

  constructor(topology: Topology) {
    this.#topology = topology;
  }

  /** Everything beyond the gates asked for so far, by id. */
  get beyond(): ReadonlyMap<string, Beyond> {
    return this.#beyond;
  }

  /** The gates of a VPC: those attached to it, and those its routes name that are not in the code. */
  of(vpc: string, tables: readonly Route[]): readonly GateOutline[] {
    const { network } = this.#topology;
    const gates: GateOutline[] = [];
    const named = new Set<string>();
    let next = 1;
    const add = (item: Item, component: string, beyond?: string, at?: NetworkInterface): void => {
      if (named.has(component)) return;
      named.add(component);
      const slot = item.kind === 'internet-gateway' && gates.length === 0 ? 0 : next++;
      gates.push({ item, slot, component, beyond, interface: at });
    };
    const internet = this.#topology.internetGatewayOf(vpc);
    if (internet !== undefined) {
      const id = `internet-gateway ${internet.address}`;
      add(componentItem('internet-gateway', id, internet, ''), internet.address, internetId);
    }
    // A gateway the routes name comes first where the one of the code would, as it is where the VPC's is.
    for (const { gateway } of targetsOf(tables, 'internet-gateway'))
      if (internet === undefined && !network.internetGateways.some(({ address }) => address === gateway))
        add(this.#outsider('internet-gateway', vpc, gateway), gateway, internetId);
    for (const gateway of network.egressOnlyInternetGateways) {
      if (!isIn(gateway.vpc, vpc)) continue;
      const id = `egress-only-internet-gateway ${gateway.address}`;
      add(
        componentItem('egress-only-internet-gateway', id, gateway, 'IPv6 out'),
        gateway.address,
        internetId,
      );
    }
    for (const connection of network.vpcPeeringConnections) this.#addPeering(vpc, connection, add);
    for (const attachment of network.transitGatewayAttachments) {
      if (!isIn(attachment.vpc, vpc)) continue;
      const kind = 'transit-gateway-attachment';
      const gateway = attachment.gateway.kind === 'known' ? attachment.gateway.value : undefined;
      const item = componentItem(kind, `${kind} ${attachment.address}`, attachment, '');
      add(item, attachment.address, gateway === undefined ? undefined : this.#transitGateway(gateway));
    }
    for (const endpoint of network.gatewayEndpoints) {
      if (!isIn(endpoint.vpc, vpc)) continue;
      const { service } = endpoint;
      const detail = service.kind === 'known' ? shortService(service.value) : 'service not known';
      const item = componentItem(
        'gateway-endpoint',
        `gateway-endpoint ${endpoint.address}`,
        endpoint,
        detail,
      );
      add(
        service.kind === 'known' ? item : { ...item, because: service.because },
        endpoint.address,
        this.#service(endpoint.address, service),
      );
    }
    for (const at of this.#topology.interfaces)
      if (at.regionalIn !== undefined && isIn(at.regionalIn, vpc))
        add(interfaceItem(this.#topology, `interface ${at.address}`, at), at.address, undefined, at);
    this.#addOthers(vpc, tables, add);
    return gates;
  }

  #addPeering(
    vpc: string,
    connection: VpcPeeringConnection,
    add: (item: Item, component: string, beyond?: string) => void,
  ): void {
    const { requester, accepter, active, address } = connection;
    const ends = [requester, accepter];
    if (!ends.some((end) => isIn(end, vpc))) return;
    const other = ends.find((end) => !isIn(end, vpc)) ?? accepter;
    const kind = 'vpc-peering-connection';
    const item = componentItem(kind, `${kind} ${address} ${vpc}`, connection, activity(active));
    const inCode = other.kind === 'known' && this.#topology.vpc(other.value) !== undefined;
    const open = active.kind === 'unknown' ? active.because : [];
    add({ ...item, because: open }, address, inCode ? undefined : this.#peer(address, other));
  }

  /** What routes name and the code does not hold, and components packets are not walked through. */
  #addOthers(
    vpc: string,
    tables: readonly Route[],
    add: (item: Item, component: string, beyond?: string) => void,
  ): void {
    const { network } = this.#topology;
    const isKnown = (components: readonly { readonly address: string }[], address: string): boolean =>
      components.some((component) => component.address === address);
    for (const { target } of tables) {
      if (target.kind === 'unknown') continue;
      const to = target.value;
      if (
        to.kind === 'egress-only-internet-gateway' &&
        !isKnown(network.egressOnlyInternetGateways, to.gateway)
      )
        add(this.#outsider('egress-only-internet-gateway', vpc, to.gateway), to.gateway, internetId);
      if (to.kind === 'vpc-peering-connection' && !isKnown(network.vpcPeeringConnections, to.connection)) {
        const peer = unknown(to.connection, 'is a VPC peering connection outside the code');
        const item = this.#outsider('vpc-peering-connection', vpc, to.connection);
        add(item, to.connection, this.#peer(to.connection, peer));
      }
      if (to.kind === 'transit-gateway' && !this.#isAttached(vpc, to.gateway)) {
        const item = this.#outsider('transit-gateway-attachment', vpc, to.gateway);
        add(item, to.gateway, this.#transitGateway(to.gateway));
      }
      if (to.kind === 'gateway-endpoint' && !isKnown(network.gatewayEndpoints, to.endpoint))
        add(this.#outsider('gateway-endpoint', vpc, to.endpoint), to.endpoint);
      if (to.kind === 'other') {
        const why = `is ${indefinite(to.what)}, which is not modelled yet`;
        const item = this.#outsider('other-gateway', vpc, to.component);
        const detail = to.what.replace(/^aws_|^AWS::\w+::/, '').replaceAll('_', ' ');
        const because = unknown(to.component, why).because;
        add({ ...item, detail, because }, to.component, this.#premises(to));
      }
    }
  }

  #isAttached(vpc: string, gateway: string): boolean {
    return this.#topology.network.transitGatewayAttachments.some(
      (attachment) => isIn(attachment.vpc, vpc) && isIn(attachment.gateway, gateway),
    );
  }

  #outsider(kind: Item['kind'], vpc: string, address: string): Item {
    return strangerItem(
      kind,
      `${kind} ${address} ${vpc}`,
      address,
      unknown(address, 'is outside the code').because,
    );
  }

  #put(id: string, component: string, make: () => Item): string {
    if (!this.#beyond.has(id)) this.#beyond.set(id, { item: make(), component });
    return id;
  }

  #transitGateway(address: string): string {
    const id = `transit-gateway ${address}`;
    return this.#put(id, address, () => {
      const found = this.#topology.network.transitGateways.find((one) => one.address === address);
      return found === undefined
        ? strangerItem('transit-gateway', id, address, unknown(address, 'is outside the code').because)
        : componentItem('transit-gateway', id, found, '');
    });
  }

  #service(endpoint: string, service: Maybe<string>): string {
    const name = service.kind === 'known' ? service.value : `service of ${endpoint}`;
    const id = `aws-service ${name}`;
    return this.#put(id, name, () => {
      if (service.kind === 'unknown') return strangerItem('aws-service', id, undefined, service.because);
      return plainItem('aws-service', id, name, shortService(name), '');
    });
  }

  #peer(connection: string, vpc: Maybe<string>): string {
    const id = `peer ${connection}`;
    return this.#put(id, connection, () => {
      if (vpc.kind === 'unknown') return strangerItem('peer', id, undefined, vpc.because);
      const because = unknown(vpc.value, 'is a VPC outside the code').because;
      return strangerItem('peer', id, vpc.value, because);
    });
  }

  /** Virtual private gateways and the like lead to a site; firewalls and carriers do not. */
  #premises({ what, component }: Extract<RouteTarget, { kind: 'other' }>): string | undefined {
    if (!/vpn|customer|direct|dx/i.test(what)) return undefined;
    const id = `on-premises ${component}`;
    return this.#put(id, component, () =>
      plainItem('on-premises', id, `behind ${component}`, 'On premises', `behind ${shortName(component)}`),
    );
  }
}

/** The box of the internet. */
export const internetItem: Item = plainItem('internet', internetId, 'internet', 'Internet', '');

function plainItem(kind: Item['kind'], id: string, name: string, label: string, detail: string): Item {
  return {
    id,
    kind,
    name,
    label,
    detail,
    origin: undefined,
    isUnknown: false,
    because: [],
    searched: namesOnly,
  };
}

/** Internet gateways that stand in the wall of no VPC that is drawn. @param placed addresses of those that do. */
export function looseGatewayItems(topology: Topology, placed: ReadonlySet<string>): readonly Item[] {
  return topology.network.internetGateways
    .filter(({ address }) => !placed.has(address))
    .map((gateway) => {
      const { vpc, address } = gateway;
      const detail =
        vpc === undefined
          ? 'not attached'
          : vpc.kind === 'unknown'
            ? explain(vpc.because)
            : `to ${shortName(vpc.value)}`;
      const item = componentItem('internet-gateway', `internet-gateway ${address}`, gateway, detail);
      return vpc?.kind === 'unknown' ? { ...item, isUnknown: true, because: vpc.because } : item;
    });
}

function targetsOf<K extends RouteTarget['kind']>(
  routes: readonly Route[],
  kind: K,
): readonly Extract<RouteTarget, { kind: K }>[] {
  return routes.flatMap(({ target }) =>
    target.kind === 'known' && target.value.kind === kind
      ? [target.value as Extract<RouteTarget, { kind: K }>]
      : [],
  );
}

function isIn(vpc: Maybe<string>, address: string): boolean {
  return vpc.kind === 'known' && vpc.value === address;
}

function activity(active: Maybe<boolean>): string {
  if (active.kind === 'unknown') return 'acceptance not known';
  return active.value ? '' : 'not accepted';
}
