/** Draws one packet's line along lanes and round corners; no point is drawn twice. */
import type { Point } from './drawing.ts';
import {
  channelBetween,
  columns,
  corners,
  crossing,
  lanes,
  underRow,
  type Heading,
  type Leg,
  type Rect,
} from './geometry.ts';

/** A place on the line. */
export interface Mark {
  readonly at: Point;
  /** Along the line, in CSS pixels at scale 1. */
  readonly distance: number;
}

/** The part of a gate's width at which its mark stands: those of request and reply never meet. */
const markAt: Readonly<Record<Leg, number>> = { request: 0.26, reply: 0.73 };

/** How far a line goes on where a hop without a place on it stops the packet. */
const stub = 16;

/** How far into a box a line turns round or ends. */
const turn: Readonly<Record<Leg, number>> = { request: 44, reply: 34 };

export class Pen {
  readonly points: Point[];
  readonly #leg: Leg;
  #length = 0;
  /** It stands between columns, not at the edge of a box. */
  #isBetween = false;
  /** The top of the box it was at last: labels for its end stand below. */
  rowY: number;

  constructor(start: Point, rowY: number, leg: Leg) {
    this.points = [start];
    this.rowY = rowY;
    this.#leg = leg;
  }

  get here(): Point {
    // The constructor puts the first point in, and none is ever taken out.
    return this.points.at(-1) ?? { x: 0, y: 0 };
  }

  get length(): number {
    return this.#length;
  }

  get mark(): Mark {
    return { at: this.here, distance: this.#length };
  }

  /** Through a gate from one side to the other. */
  pass(box: Rect, heading: Heading): Mark {
    const { entry, exit } = crossing(box, heading, this.#leg);
    this.#go(entry, box);
    const at = { x: Math.round(box.x + box.width * markAt[this.#leg]), y: entry.y };
    this.#to(at);
    const { mark } = this;
    this.#to(exit);
    return mark;
  }

  /** To the edge of a box that takes the packet: the left one of an interface, the right one of what is outside. */
  arrive(box: Rect, side: 'left' | 'right'): Mark {
    this.#go(crossing(box, side === 'left' ? 'inward' : 'outward', this.#leg).entry, box);
    return this.mark;
  }

  /** Into a box and out of it by the same edge, as a NAT gateway sends packets on. */
  turn(box: Rect, side: 'left' | 'right'): Mark {
    const [into, back]: readonly [Heading, Heading] =
      side === 'left' ? ['inward', 'outward'] : ['outward', 'inward'];
    this.#go(crossing(box, into, this.#leg).entry, box);
    const x = side === 'left' ? box.x + turn[this.#leg] : box.x + box.width - turn[this.#leg];
    this.#to({ x, y: this.here.y });
    const { mark } = this;
    this.#to({ x, y: box.y + lanes[back][this.#leg] });
    this.#to(crossing(box, back, this.#leg).exit);
    return mark;
  }

  /** Into a gate or a box, and no further. */
  stopIn(box: Rect, heading: Heading): Mark {
    const { entry } = crossing(box, heading, this.#leg);
    this.#go(entry, box);
    const inset = Math.min(turn[this.#leg], box.width / 2);
    this.#to({ x: entry.x + (heading === 'inward' ? inset : -inset), y: entry.y });
    return this.mark;
  }

  /** Just behind the last place, where none stands for what stopped the packet. */
  stopHere(heading: Heading): Mark {
    const { x, y } = this.here;
    this.#to({ x: heading === 'inward' ? x + stub : x - stub, y });
    return this.mark;
  }

  /** To a place in a row of its own. */
  stopAt(point: Point, row: Rect): Mark {
    this.#go(point, row);
    return this.mark;
  }

  /** Round a gate instead of through it, below: from its left side to its right one, or back. */
  slip(gate: Rect, into: 'inside' | 'outside'): void {
    const under = underRow(gate.y) + (this.#leg === 'request' ? 2 : -3);
    const off = this.#leg === 'request' ? 8 : 14;
    const [left, right] = [gate.x - off, gate.x + gate.width + off];
    const [near, far] = into === 'inside' ? [left, right] : [right, left];
    // From outside it passes below gateways that were not asked, too.
    const isOutside = this.here.x < columns.gateway.x;
    const down = isOutside ? channelBetween(this.here.x, columns.gateway.x) : near;
    this.#to({ x: down, y: this.here.y });
    this.#to({ x: down, y: under });
    this.#to({ x: far, y: under });
    this.rowY = gate.y;
    this.#isBetween = true;
  }

  #go(point: Point, row: Rect): void {
    const { here } = this;
    if (this.#isBetween) this.#to({ x: here.x, y: point.y });
    else for (const corner of corners(here, point, this.#leg)) this.#to(corner);
    this.#to(point);
    this.#isBetween = false;
    this.rowY = row.y;
  }

  #to(next: Point): void {
    const { x, y } = this.here;
    if (x === next.x && y === next.y) return;
    this.#length += Math.abs(next.x - x) + Math.abs(next.y - y);
    this.points.push(next);
  }
}
