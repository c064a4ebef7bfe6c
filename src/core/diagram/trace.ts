/**
 * One packet's way across the layout: which boxes its hops stand for, the line it is drawn as, and where that line ends.
 * Outbound hops belong to the end the packet comes from, inbound hops to the end it goes to.
 */
import type { Hop, Walk } from '../reach/hop.ts';
import type { Point } from './drawing.ts';
import { belowRow, corners, crossing, lanes, type Rect } from './geometry.ts';
import type { Layout, Placed, PlacedRow } from './layout.ts';

/** An end of a walk: a row of the layout, or `undefined` for a host outside the code. */
export type End = PlacedRow | undefined;

export interface Trace {
  readonly points: readonly Point[];
  readonly end: Point;
  /** The middle of the upper edge of a place for a label that tells of the end. */
  readonly labelAt: Point;
  /** The box of each hop of the walk, in order; `undefined` where a hop has none (a route table). */
  readonly boxes: readonly (Placed | undefined)[];
}

/** How far a line goes on where a hop without a box stops the packet. */
const stub = 16;
/** The packet's label stands this far inside the box it starts from. */
const labelInset = 38;

/** Draws a walk from one end to the other. */
export function trace(layout: Layout, walk: Walk, from: End, to: End): Trace {
  const boxes = walk.hops.map((hop) => boxOf(layout, hop, from, to));
  const pen = new Pen(startOf(layout, from));
  let heading: 'inward' | 'outward' = from === undefined ? 'inward' : 'outward';
  for (const [index, hop] of walk.hops.entries()) {
    const box = boxes[index];
    if (hop.direction === 'inbound' || (from === undefined && to !== undefined)) heading = 'inward';
    // One that cannot tell is passed where a later one decides.
    const decides = index === walk.hops.length - 1;
    if (decides && hop.verdict !== 'allow') {
      pen.stopAt(box, heading, hop, from === undefined ? to?.gatewayPlace : undefined);
      break;
    }
    if (hop.checkpoint !== 'interface') {
      if (box !== undefined) pen.pass(box, heading);
    } else if (decides) pen.arrive(box ?? layout.internet, box === layout.internet);
  }
  const end = pen.here;
  return { points: pen.points, end, labelAt: { x: end.x, y: belowRow(end.y, heading) }, boxes };
}

function boxOf(layout: Layout, hop: Hop, from: End, to: End): Placed | undefined {
  const own = hop.at === undefined ? undefined : layout.rows.get(hop.at);
  const inside = own ?? (hop.direction === 'outbound' ? from : to);
  switch (hop.checkpoint) {
    case 'security-group':
      return inside?.groups ?? inside?.instance;
    case 'network-acl':
      return inside?.networkAcl;
    case 'internet-gateway':
      return (own ?? from ?? to)?.gateway;
    case 'nat-gateway':
      return own?.instance;
    case 'interface':
      return to?.instance ?? layout.internet;
    case 'route-table':
    case 'egress-only-internet-gateway':
    case 'vpc-peering-connection':
    case 'transit-gateway':
    case 'gateway-endpoint':
    case 'load-balancer':
    case 'vpc-block-public-access':
    case 'component':
      return undefined;
  }
}

function startOf(layout: Layout, from: End): Point {
  if (from === undefined) {
    const { x, y, width } = layout.internet;
    return { x: x + width / 2, y: y + lanes.inward };
  }
  return { x: from.instance.x + labelInset, y: from.instance.y + lanes.outward };
}

/** Draws along lanes and round corners; no point is drawn twice. */
class Pen {
  readonly points: Point[];

  constructor(start: Point) {
    this.points = [start];
  }

  get here(): Point {
    // The constructor puts the first point in, and none is ever taken out.
    return this.points.at(-1) ?? { x: 0, y: 0 };
  }

  pass(box: Rect, lane: 'inward' | 'outward'): void {
    const { entry, exit } = crossing(box, lane);
    this.#lineTo(entry, lane);
    this.#lineTo(exit, lane);
  }

  arrive(box: Rect, outside: boolean): void {
    const lane = outside ? 'outward' : 'inward';
    this.#lineTo(crossing(box, lane).entry, lane);
  }

  /** Ends inside the box that stopped the packet, or just behind the last one where none stands for the hop. */
  stopAt(box: Rect | undefined, lane: 'inward' | 'outward', hop: Hop, outerWall: Rect | undefined): void {
    if (box !== undefined) {
      const { entry } = crossing(box, lane);
      this.#lineTo(entry, lane);
      this.#lineTo({ x: box.x + box.width / 2, y: entry.y }, lane);
      return;
    }
    // From outside, nothing stands before the wall of the VPC: the packet never came in.
    if (outerWall !== undefined && this.points.length === 1) {
      const wall = crossing(outerWall, lane).entry;
      this.#lineTo(
        { x: hop.checkpoint === 'internet-gateway' ? wall.x + outerWall.width / 2 : wall.x, y: wall.y },
        lane,
      );
      return;
    }
    const { x, y } = this.here;
    this.#lineTo({ x: lane === 'inward' ? x + stub : x - stub, y }, lane);
  }

  #lineTo(point: Point, lane: 'inward' | 'outward'): void {
    const { here } = this;
    for (const next of [...corners(here, point, lane), point]) {
      const { x, y } = this.here;
      if (x !== next.x || y !== next.y) this.points.push(next);
    }
  }
}
