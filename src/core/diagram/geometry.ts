/**
 * The fixed measures of the diagram, in CSS pixels at scale 1. Columns have a fixed meaning and a fixed place, so that
 * editing a rule moves nothing; a checkpoint box keeps a band free of text through which packets are drawn.
 */
import type { Point } from './drawing.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Every box that is not a container is this high. */
export const boxHeight = 94;

/** Packets towards the instance keep to the upper lane, packets away from it to the lower one: y within a box. */
export const lanes = { inward: 45, outward: 59, middle: 52 } as const;

export const margin = 16;

/** The height of a container's own label. */
export const header = 32;

/** Free space between siblings of one container, and below the last. Rows leave room for the label of a packet's end. */
export const gap = { rows: 26, subnets: 18, vpcs: 24, below: 28, belowSubnets: 17 } as const;

interface Column {
  readonly x: number;
  readonly width: number;
}

/** Left to right. Gateways stand in the left wall of their VPC, network ACLs in the left wall of their subnet. */
export const columns = {
  internet: { x: 16, width: 112 },
  gateway: { x: 160, width: 112 },
  networkAcl: { x: 310, width: 124 },
  securityGroup: { x: 470, width: 136 },
  instance: { x: 628, width: 200 },
} as const satisfies Record<string, Column>;

/** The walls of containers, and the width of the whole picture. */
export const walls = {
  vpc: { left: columns.gateway.x + columns.gateway.width / 2, right: 862 },
  subnet: { left: columns.networkAcl.x + columns.networkAcl.width / 2, right: 845 },
} as const;

export const pictureWidth = walls.vpc.right + margin;

/** Between the columns, packets change rows: the middle of each channel. */
const channels = [
  middle(columns.internet, columns.gateway),
  middle(columns.gateway, columns.networkAcl),
  middle(columns.networkAcl, columns.securityGroup),
] as const;

function middle(left: Column, right: Column): number {
  return (left.x + left.width + right.x) / 2;
}

/** The channel in which a packet that leaves one box at `from` and enters the next at `to` changes rows. */
function channelBetween(from: number, to: number): number {
  const [first, last] = from < to ? [from, to] : [to, from];
  const between = channels.filter((x) => first < x && x < last);
  // Leaving the picture's boxes on the left and coming back: the turn is in the channel beside them.
  const beside = channels.filter((x) => x < first);
  return between.at(-1) ?? beside.at(-1) ?? channels[0];
}

/** How far the vertical stretches of the two lanes stand apart from the middle of a channel. */
const apart = 7;

/**
 * The corners a packet takes between two points in different rows. The way back of the same connection nests beside it:
 * of the two, the one that goes down keeps right, so they never cross.
 */
export function corners(from: Point, to: Point, lane: 'inward' | 'outward' | 'middle'): readonly Point[] {
  if (from.y === to.y) return [];
  const downwards = from.y < to.y;
  const offset = lane === 'middle' ? 0 : downwards ? apart : -apart;
  const x = channelBetween(from.x, to.x) + offset;
  return [
    { x, y: from.y },
    { x, y: to.y },
  ];
}

/** Where a packet enters and leaves a box it passes. */
export function crossing(
  box: Rect,
  lane: 'inward' | 'outward',
): { readonly entry: Point; readonly exit: Point } {
  const y = box.y + lanes[lane];
  const left = { x: box.x, y };
  const right = { x: box.x + box.width, y };
  return lane === 'inward' ? { entry: left, exit: right } : { entry: right, exit: left };
}

/** Below a row: the upper edge of the place for the label of a packet that ended in it. */
export function belowRow(laneY: number, lane: 'inward' | 'outward'): number {
  return laneY - lanes[lane] + boxHeight + 4;
}
