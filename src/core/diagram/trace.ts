/**
 * One packet's way across the layout: which box each of its hops stands at, and the line it is drawn as. Filters of an
 * interface stand on its row; gateways in the wall of its VPC; what no gate judges is drawn round the gate.
 */
import type { Hop, Walk } from '../reach/hop.ts';
import type { Topology } from '../reach/topology.ts';
import type { Point } from './drawing.ts';
import { lanes, type Heading } from './geometry.ts';
import type { Layout, Placed, PlacedGate, PlacedRow, PlacedSubnet } from './layout.ts';
import { Pen, type Mark } from './pen.ts';
import { Places } from './places.ts';

/** An end of a walk: a row of the layout, or `undefined` for a host outside the code. */
export type End = PlacedRow | undefined;

export interface Trace {
  readonly start: Placed;
  readonly points: readonly Point[];
  readonly length: number;
  readonly end: Point;
  /** The top of the row it ended in. */
  readonly rowY: number;
  /** Of each hop of the walk, in order: its box and its place on the line. */
  readonly stations: readonly (Mark & { readonly box: Placed })[];
}

/** Where a line starts in a box, from its left edge. */
const startInset = 34;

/** Draws a walk from one end to the other. */
export function trace(topology: Topology, layout: Layout, walk: Walk, from: End, to: End): Trace {
  const tracer = new Tracer(new Places(topology, layout, from, to), walk);
  const stations = walk.hops.map((hop, index) => tracer.station(hop, walk.hops[index + 1]));
  const { pen, start } = tracer;
  return { start, points: pen.points, length: pen.length, end: pen.here, rowY: pen.rowY, stations };
}

type Station = Mark & { readonly box: Placed };

class Tracer {
  readonly pen: Pen;
  readonly start: Placed;
  readonly #places: Places;
  readonly #leg: Walk['leg'];
  /** The subnet behind whose network ACL the packet is. */
  #inside: PlacedSubnet | undefined;
  /** The gate it last passed, outwards. */
  #beyond: PlacedGate | undefined;
  #isOutside: boolean;

  constructor(places: Places, walk: Walk) {
    const { leg, hops } = walk;
    this.#places = places;
    this.#leg = leg;
    const [only] = hops;
    // What AWS answers itself is heard where it was asked.
    const start =
      places.from ?? (hops.length === 1 && only?.checkpoint === 'interface' ? places.to : undefined);
    this.#inside = start?.subnet;
    this.#isOutside = start === undefined;
    const box = start?.end ?? places.outsideStart(hops[0]);
    this.start = box;
    const heading: Heading = start === undefined ? 'inward' : 'outward';
    this.pen = new Pen({ x: box.x + startInset, y: box.y + lanes[heading][leg] }, box.y, leg);
  }

  station(hop: Hop, next: Hop | undefined): Station {
    // One that cannot tell is passed where a later one decides.
    const stops = hop.verdict !== 'allow' && next === undefined;
    switch (hop.checkpoint) {
      case 'security-group': {
        const row = this.#places.rowOf(hop);
        const box = row?.groups;
        if (row === undefined || box === undefined)
          return this.#still(row?.end ?? this.#places.fallback(hop), stops);
        this.#enter(row.subnet);
        return this.#gate(box, hop.direction === 'inbound' ? 'inward' : 'outward', stops);
      }
      case 'network-acl':
        return this.#networkAcl(hop, stops);
      case 'route-table': {
        const box = this.#places.subnetOf(hop)?.routeTable ?? this.#places.fallback(hop);
        return stops ? { ...this.pen.stopHere(this.#heading), box } : { ...this.pen.mark, box };
      }
      case 'internet-gateway':
      case 'egress-only-internet-gateway':
      case 'gateway-endpoint':
      case 'vpc-block-public-access':
        return this.#gateway(hop, stops);
      case 'vpc-peering-connection':
        return this.#peering(hop, stops);
      case 'transit-gateway':
        return this.#transitGateway(hop, next, stops);
      case 'nat-gateway':
        return this.#natGateway(hop, stops);
      case 'load-balancer': {
        const row = this.#places.rowOf(hop);
        if (row === undefined) return this.#still(this.#places.fallback(hop), stops);
        if (!stops) return { ...this.pen.mark, box: row.end };
        this.#enter(row.subnet);
        return { ...this.pen.stopIn(row.end, 'inward'), box: row.end };
      }
      case 'interface':
        return this.#interface(hop, stops);
      case 'component':
        return this.#component(hop, stops);
    }
  }

  /** Which way the packet goes where it stands. */
  get #heading(): Heading {
    return this.#isOutside ? 'inward' : 'outward';
  }

  #gate(box: Placed, heading: Heading, stops: boolean): Station {
    const mark = stops ? this.pen.stopIn(box, heading) : this.pen.pass(box, heading);
    return { ...mark, box };
  }

  /** A hop that has no place on the line. */
  #still(box: Placed, stops: boolean): Station {
    return !stops ? { ...this.pen.mark, box } : { ...this.pen.stopHere(this.#heading), box };
  }

  /** To the inner side of a network ACL that nobody asked. */
  #enter(subnet: PlacedSubnet): void {
    if (this.#inside === subnet) return;
    this.#leave();
    this.pen.slip(subnet.networkAcl, 'inside');
    this.#inside = subnet;
    this.#isOutside = false;
  }

  #leave(): void {
    if (this.#inside === undefined) return;
    this.pen.slip(this.#inside.networkAcl, 'outside');
    this.#inside = undefined;
  }

  #networkAcl(hop: Hop, stops: boolean): Station {
    const subnet = this.#places.subnetOf(hop);
    if (subnet === undefined) return this.#still(this.#places.fallback(hop), stops);
    const attachment = this.#places.attachmentGate(hop);
    // What comes out of a transit gateway has to get into the subnet of the attachment first.
    if (attachment !== undefined && hop.direction === 'outbound' && this.#isOutside) this.#cross(attachment);
    const isInbound = hop.direction === 'inbound';
    if (isInbound) this.#leave();
    else this.#enter(subnet);
    const station = this.#gate(subnet.networkAcl, isInbound ? 'inward' : 'outward', stops);
    this.#inside = isInbound ? subnet : undefined;
    this.#isOutside = false;
    return station;
  }

  /** Through a gate in the wall of a VPC, to its other side. */
  #cross(gate: PlacedGate): Mark {
    this.#leave();
    const heading: Heading = this.#isOutside ? 'inward' : 'outward';
    const mark = this.pen.pass(gate.box, heading);
    this.#isOutside = !this.#isOutside;
    if (this.#isOutside) this.#beyond = gate;
    return mark;
  }

  #gateway(hop: Hop, stops: boolean): Station {
    const gate = this.#places.gateOf(hop);
    if (gate === undefined) return this.#atWall(hop, stops, hop.checkpoint !== 'vpc-block-public-access');
    if (!stops) return { ...this.#cross(gate), box: gate.box };
    this.#leave();
    return { ...this.pen.stopIn(gate.box, this.#isOutside ? 'inward' : 'outward'), box: gate.box };
  }

  /** No gate lets it into the VPC, or out of it. */
  #atWall(hop: Hop, stops: boolean, intoWall: boolean): Station {
    const box = this.#places.fallback(hop);
    const vpc = this.#places.vpcOf(hop);
    if (vpc === undefined || !this.#isOutside || !stops) return this.#still(box, stops);
    // One that only routes name, and that may not be there.
    const named = vpc.gates.find(({ slot }) => slot === 0);
    if (named !== undefined) return { ...this.pen.stopIn(named.box, 'inward'), box: named.box };
    const { gatewayPlace } = vpc;
    const x = intoWall ? gatewayPlace.x + gatewayPlace.width / 2 : gatewayPlace.x;
    const at = { x, y: gatewayPlace.y + lanes.inward[this.#leg] };
    return { ...this.pen.stopAt(at, gatewayPlace), box };
  }

  #peering(hop: Hop, stops: boolean): Station {
    const gate = this.#places.gateOf(hop);
    if (gate === undefined) return this.#still(this.#places.fallback(hop), stops);
    if (stops) {
      this.#leave();
      return { ...this.pen.stopIn(gate.box, 'outward'), box: gate.box };
    }
    const mark = this.#cross(gate);
    const other = this.#places.otherEnd(gate);
    if (other !== undefined) this.#cross(other);
    return { ...mark, box: gate.box };
  }

  #transitGateway(hop: Hop, next: Hop | undefined, stops: boolean): Station {
    const gate = this.#places.attachmentGate(hop) ?? this.#places.gateOf(hop);
    const box = this.#places.transitGatewayOf(gate) ?? this.#places.fallback(hop);
    if (gate === undefined) return this.#still(box, stops);
    if (!this.#isOutside) this.#cross(gate);
    if (box.kind !== 'transit-gateway') return this.#still(box, stops);
    if (stops) return { ...this.pen.stopIn(box, 'outward'), box };
    const mark = this.pen.turn(box, 'right');
    const entry = next === undefined ? undefined : this.#places.gateBehind(gate, next);
    if (entry !== undefined) this.#cross(entry);
    return { ...mark, box };
  }

  #natGateway(hop: Hop, stops: boolean): Station {
    const row = this.#places.rowOf(hop);
    if (row === undefined) {
      // A regional one stands in the wall of its VPC.
      const gate = this.#places.gateOf(hop);
      if (gate === undefined) return this.#still(this.#places.fallback(hop), stops);
      this.#leave();
      return this.#gate(gate.box, this.#isOutside ? 'inward' : 'outward', stops);
    }
    this.#enter(row.subnet);
    const mark = stops ? this.pen.stopIn(row.end, 'inward') : this.pen.turn(row.end, 'left');
    return { ...mark, box: row.end };
  }

  #interface(hop: Hop, stops: boolean): Station {
    const row = this.#places.receiverOf(hop);
    if (row === undefined) {
      const box = this.#places.outsideOf(this.#beyond);
      if (!this.#isOutside) return this.#still(this.#places.fallback(hop), stops);
      return { ...this.pen.arrive(box, 'right'), box };
    }
    const isStart = this.pen.length === 0 && (row === this.#places.from || !stops);
    if (isStart) return this.#still(row.end, stops);
    if (this.#isOutside) return this.#still(row.end, stops);
    this.#enter(row.subnet);
    const mark = stops ? this.pen.stopIn(row.end, 'inward') : this.pen.arrive(row.end, 'left');
    return { ...mark, box: row.end };
  }

  /** Something that cannot be walked through: the line goes there if it has a place, and no further. */
  #component(hop: Hop, stops: boolean): Station {
    if (!stops) return this.#still(this.#places.gateOf(hop)?.box ?? this.#places.fallback(hop), false);
    const gate = this.#places.gateOf(hop);
    if (gate !== undefined) {
      this.#leave();
      return { ...this.pen.stopIn(gate.box, this.#isOutside ? 'inward' : 'outward'), box: gate.box };
    }
    if (this.#isOutside && this.pen.length === 0) return this.#atWall(hop, stops, false);
    const box = this.#places.fallback(hop);
    const row = this.#places.rowOf(hop);
    if (row !== undefined && row !== this.#places.from && this.#inside === row.subnet)
      return { ...this.pen.stopIn(row.end, 'inward'), box: row.end };
    return this.#still(box, stops);
  }
}
