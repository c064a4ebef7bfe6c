/** Where hops stand in a layout: the rows, gates and subnets that a hop's components are drawn as. */
import type { Hop } from '../reach/hop.ts';
import type { Topology } from '../reach/topology.ts';
import { internetId } from './gates.ts';
import type { Layout, Placed, PlacedGate, PlacedRow, PlacedSubnet, PlacedVpc } from './layout.ts';

export class Places {
  readonly from: PlacedRow | undefined;
  readonly to: PlacedRow | undefined;
  readonly #topology: Topology;
  readonly #layout: Layout;

  constructor(topology: Topology, layout: Layout, from: PlacedRow | undefined, to: PlacedRow | undefined) {
    this.#topology = topology;
    this.#layout = layout;
    this.from = from;
    this.to = to;
  }

  /** The row of the interface a hop is about. */
  rowOf({ at, component }: Hop): PlacedRow | undefined {
    return (at === undefined ? undefined : this.#layout.rows.get(at)) ?? this.#layout.rows.get(component);
  }

  /** The row of the interface that has, or should have had, the packet; `undefined` for a host outside. */
  receiverOf({ at, component, verdict }: Hop): PlacedRow | undefined {
    const own = this.#layout.rows.get(component);
    if (own !== undefined || verdict !== 'allow') return own ?? this.#rowAt(at);
    // Of what AWS answers itself the component is an address, and nobody outside has it.
    return this.to === undefined || at === undefined ? this.to : this.#rowAt(at);
  }

  #rowAt(at: string | undefined): PlacedRow | undefined {
    return at === undefined ? undefined : this.#layout.rows.get(at);
  }

  /** The subnet whose network ACL or route table a hop is about: that of an interface, or one of an attachment's. */
  subnetOf(hop: Hop): PlacedSubnet | undefined {
    const row = this.#rowAt(hop.at);
    if (row !== undefined) return row.subnet;
    const attachment = this.#topology.network.transitGatewayAttachments.find(
      ({ address }) => address === hop.at,
    );
    const doors = attachment?.subnets.flatMap((door) => (door.kind === 'known' ? [door.value] : [])) ?? [];
    const subnets = this.#layout.subnets.filter(
      ({ address }) => address !== undefined && doors.includes(address),
    );
    const isOfHop = ({ networkAcl, routeTable }: PlacedSubnet): boolean =>
      (hop.checkpoint === 'route-table' ? routeTable : networkAcl).name === hop.component;
    return subnets.find(isOfHop) ?? subnets[0];
  }

  /** The VPC a hop is in: its gateway's, its interface's, or its attachment's. */
  vpcOf(hop: Hop): PlacedVpc | undefined {
    const named = this.#layout.vpcs.find(({ address }) => address !== undefined && address === hop.component);
    return (
      named ??
      this.#rowAt(hop.at)?.subnet.vpc ??
      this.#gateNamed(hop.at)?.vpc ??
      this.subnetOf(hop)?.vpc ??
      (this.from ?? this.to)?.subnet.vpc
    );
  }

  /** The gate a hop names, in the wall of its VPC; for blocked public access the internet gateway's. */
  gateOf(hop: Hop): PlacedGate | undefined {
    const vpc = this.vpcOf(hop);
    const own = vpc?.gates.find(({ component, item }) =>
      hop.checkpoint === 'vpc-block-public-access'
        ? item.kind === 'internet-gateway'
        : component === hop.component,
    );
    return own ?? (hop.checkpoint === 'vpc-block-public-access' ? undefined : this.#gateNamed(hop.component));
  }

  /** The gate of the attachment a hop is at, or by which its interface's VPC is attached to the gateway it names. */
  attachmentGate(hop: Hop): PlacedGate | undefined {
    const at = this.#gateNamed(hop.at);
    if (at?.item.kind === 'transit-gateway-attachment') return at;
    if (hop.checkpoint !== 'transit-gateway') return undefined;
    const id = `transit-gateway ${hop.component}`;
    return this.vpcOf(hop)?.gates.find(({ beyond }) => beyond === id);
  }

  transitGatewayOf(gate: PlacedGate | undefined): Placed | undefined {
    return gate?.beyond === undefined ? undefined : this.#layout.beyond.get(gate.beyond);
  }

  /** Out of a transit gateway: the gate of the next hop's attachment, or of its VPC, as its subnet may be the attachment's. */
  gateBehind(gate: PlacedGate, next: Hop): PlacedGate | undefined {
    const at = this.#gateNamed(next.at);
    if (at?.item.kind === 'transit-gateway-attachment') return at;
    return this.#rowAt(next.at)?.subnet.vpc.gates.find(({ beyond }) => beyond === gate.beyond);
  }

  /** The gate of the same peering connection in the other VPC. */
  otherEnd(gate: PlacedGate): PlacedGate | undefined {
    return this.#layout.vpcs
      .filter((vpc) => vpc !== gate.vpc)
      .flatMap((vpc) => vpc.gates)
      .find(({ component }) => component === gate.component);
  }

  /** What is behind the gate a packet left by. */
  outsideOf(gate: PlacedGate | undefined): Placed {
    const { beyond, internet } = this.#layout;
    return gate?.beyond === undefined || gate.beyond === internetId
      ? internet
      : (beyond.get(gate.beyond) ?? internet);
  }

  /** Where a packet from outside starts: what answers behind an endpoint is the service. */
  outsideStart(first: Hop | undefined): Placed {
    const gate = first?.checkpoint === 'gateway-endpoint' ? this.gateOf(first) : undefined;
    return this.outsideOf(gate);
  }

  /** The box nearest to a hop that has none of its own. */
  fallback(hop: Hop): Placed {
    const { subnets, internet } = this.#layout;
    const named = subnets.find(({ address }) => address !== undefined && address === hop.component);
    return named?.box ?? this.#rowAt(hop.at)?.end ?? this.vpcOf(hop)?.box ?? internet;
  }

  #gateNamed(component: string | undefined): PlacedGate | undefined {
    if (component === undefined) return undefined;
    for (const vpc of this.#layout.vpcs) {
      const found = vpc.gates.find((gate) => gate.component === component);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
