/**
 * The fixed measures of the diagram, in CSS pixels at scale 1. Columns have a fixed meaning and a fixed place, so that
 * editing a rule moves nothing; a box that packets pass keeps a band free of text through which they are drawn.
 */
import type { Point } from './drawing.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Every box that is neither a container nor a tag is this high. */
export const boxHeight = 114;

/** The band packets pass in, measured from the top of a box. */
export const band = { top: 45, bottom: 85, middle: 65 } as const;

export type Heading = 'inward' | 'outward';
export type Leg = 'request' | 'reply';

/**
 * Towards the interface in the upper half of the band, away from it in the lower one. The lanes of a reply lie between
 * those of its request, so that a way that turns round nests in the way back.
 */
export const lanes: Readonly<Record<Heading, Readonly<Record<Leg, number>>>> = {
  inward: { request: 50, reply: 57 },
  outward: { reply: 73, request: 80 },
};

export const margin = 16;

/** The height of a container's own label, and of the tag in it. */
export const header = 36;
export const tagHeight = 22;

/** Free space between siblings of one container, and below the last. Rows leave room for labels below their boxes. */
export const gap = { rows: 28, subnets: 16, vpcs: 24, below: 30, belowSubnets: 16 } as const;

interface Column {
  readonly x: number;
  readonly width: number;
}

/** Left to right. Gateways stand in the left wall of their VPC, network ACLs in the left wall of their subnet. */
export const columns = {
  outside: { x: 16, width: 106 },
  gateway: { x: 160, width: 112 },
  networkAcl: { x: 318, width: 124 },
  securityGroup: { x: 478, width: 136 },
  end: { x: 712, width: 206 },
} as const satisfies Record<string, Column>;

/** The right edges of containers and of the picture. Between those of subnet and VPC run the ways of load balancers. */
export const walls = {
  vpc: { left: columns.gateway.x + columns.gateway.width / 2, right: 968 },
  subnet: { left: columns.networkAcl.x + columns.networkAcl.width / 2, right: 936 },
} as const;

export const pictureWidth = walls.vpc.right + margin;

export const tag = { right: walls.subnet.right - 30, width: 226 } as const;

/** Between the columns, packets change rows: the middle of each channel. */
const channels = [
  middle(columns.outside, columns.gateway),
  middle(columns.gateway, columns.networkAcl),
  middle(columns.networkAcl, columns.securityGroup),
] as const;

function middle(left: Column, right: Column): number {
  return (left.x + left.width + right.x) / 2;
}

/** The channel in which what leaves one box at `from` and enters the next at `to` changes rows. */
export function channelBetween(from: number, to: number): number {
  const [first, last] = from < to ? [from, to] : [to, from];
  const between = channels.filter((x) => first < x && x < last);
  // Leaving boxes on the left and coming back: the turn is in the channel beside them.
  const beside = channels.filter((x) => x < first);
  return between.at(-1) ?? beside.at(-1) ?? channels[0];
}

/** The space between groups and interfaces, where the ports that pass are written. */
export const portsChannel = {
  x: columns.securityGroup.x + columns.securityGroup.width,
  width: columns.end.x - columns.securityGroup.x - columns.securityGroup.width,
} as const;

/** The middle of the place for what is written about the ports of a row. */
export function portsPlace(rowY: number): Point {
  return { x: portsChannel.x + portsChannel.width / 2, y: rowY + 98 };
}

/** How far the upright stretches of the two legs stand apart from the middle of a channel. */
const apart: Readonly<Record<Leg, number>> = { request: 10, reply: 5 };

/**
 * The corners a packet takes between two points in different rows. The way back of the same connection nests beside it:
 * of the two, the one that goes down keeps right, so they never cross.
 */
export function corners(from: Point, to: Point, leg: Leg): readonly Point[] {
  if (from.y === to.y) return [];
  const x = channelBetween(from.x, to.x) + (from.y < to.y ? apart[leg] : -apart[leg]);
  return [
    { x, y: from.y },
    { x, y: to.y },
  ];
}

/** Where a packet enters and leaves a box it passes. */
export function crossing(
  box: Rect,
  heading: Heading,
  leg: Leg,
): { readonly entry: Point; readonly exit: Point } {
  const y = box.y + lanes[heading][leg];
  const left = { x: box.x, y };
  const right = { x: box.x + box.width, y };
  return heading === 'inward' ? { entry: left, exit: right } : { entry: right, exit: left };
}

/** Below a row: the upper edge of the place for a label. */
export function belowRow(rowY: number): number {
  return rowY + boxHeight + 5;
}

/** The middle of the gap between the boxes of two rows, through which what passes no gate goes round it. */
export function underRow(rowY: number): number {
  return rowY + boxHeight + gap.rows / 2;
}

export function bottom({ y, height }: Rect): number {
  return y + height;
}
