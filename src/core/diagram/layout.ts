/**
 * Gives everything in an outline its place: VPCs below each other, subnets below each other, one row per interface.
 * Pure arithmetic on counts, so that labels, rules and verdicts never move a box.
 */
import type { Link, Point } from './drawing.ts';
import {
  boxHeight,
  columns,
  corners,
  gap,
  header,
  lanes,
  margin,
  pictureWidth,
  walls,
  type Rect,
} from './geometry.ts';
import type { Item, Outline, SubnetOutline, VpcOutline } from './outline.ts';

/** An item with its place. `id` is unique in one layout. */
export interface Placed extends Item, Rect {
  readonly id: string;
  readonly parent: string | undefined;
}

/** One interface with all that stands between it and the internet. */
export interface PlacedRow {
  readonly vpc: Placed;
  readonly gateway: Placed | undefined;
  /** Where the gateway stands, or would stand. */
  readonly gatewayPlace: Rect;
  readonly subnet: Placed;
  readonly networkAcl: Placed;
  readonly groups: Placed | undefined;
  readonly instance: Placed;
}

interface PlacedLink extends Link {
  readonly from: Placed;
  readonly to: Placed;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly internet: Placed;
  /** In drawing order: containers before what they contain. */
  readonly placed: readonly Placed[];
  /** By the interface's address. */
  readonly rows: ReadonlyMap<string, PlacedRow>;
  readonly links: readonly PlacedLink[];
}

/** Places an outline. */
export function layOut(outline: Outline): Layout {
  const builder = new Builder();
  const firstRow = margin + (outline.vpcs.length === 0 ? 0 : 2 * header);
  const internet = builder.add(internetItem, undefined, {
    ...columns.internet,
    y: firstRow,
    height: boxHeight,
  });
  let y = margin;
  for (const vpc of outline.vpcs) y = builder.addVpc(internet, vpc, y) + gap.vpcs;
  for (const gateway of outline.looseGateways) {
    const top = outline.vpcs.length === 0 && y === margin ? y + boxHeight + gap.rows : y;
    const placed = builder.add(gateway, undefined, { ...columns.gateway, y: top, height: boxHeight });
    y = bottom(placed) + gap.rows;
  }
  const height = Math.max(...builder.placed.map(bottom)) + margin;
  const { placed, rows, links } = builder;
  return { width: pictureWidth, height, internet, placed, rows, links };
}

const internetItem: Item = {
  kind: 'internet',
  name: 'internet',
  label: 'Internet',
  detail: '',
  origin: undefined,
  known: true,
};

class Builder {
  readonly placed: Placed[] = [];
  readonly rows = new Map<string, PlacedRow>();
  readonly links: PlacedLink[] = [];

  add(item: Item, parent: Placed | undefined, { x, y, width, height }: Rect): Placed {
    const placed = { ...item, id: `b${this.placed.length}`, parent: parent?.id, x, y, width, height };
    this.placed.push(placed);
    return placed;
  }

  /** Returns its bottom. */
  addVpc(internet: Placed, outline: VpcOutline, y: number): number {
    const contents =
      outline.subnets.length === 0
        ? header + boxHeight + gap.below
        : sum(outline.subnets.map((subnet) => subnetHeight(subnet) + gap.subnets)) - gap.subnets;
    const vpc = this.add(outline.item, undefined, {
      x: walls.vpc.left,
      y,
      width: walls.vpc.right - walls.vpc.left,
      height: header + contents + gap.belowSubnets,
    });
    const gatewayPlace = { ...columns.gateway, y: y + 2 * header, height: boxHeight };
    const gateway = outline.gateway && this.add(outline.gateway, vpc, gatewayPlace);
    if (gateway !== undefined) this.#link(internet, gateway);
    let top = y + header;
    for (const subnet of outline.subnets) {
      this.#addSubnet(vpc, gateway, gatewayPlace, subnet, top);
      top += subnetHeight(subnet) + gap.subnets;
    }
    return bottom(vpc);
  }

  #addSubnet(
    vpc: Placed,
    gateway: Placed | undefined,
    gatewayPlace: Rect,
    outline: SubnetOutline,
    y: number,
  ): void {
    const { left, right } = walls.subnet;
    const subnet = this.add(outline.item, vpc, {
      x: left,
      y,
      width: right - left,
      height: subnetHeight(outline),
    });
    const first = y + header;
    const networkAcl = this.add(outline.networkAcl, subnet, {
      ...columns.networkAcl,
      y: first,
      height: boxHeight,
    });
    if (gateway !== undefined && outline.routedToInternet !== 'no')
      this.#link(gateway, networkAcl, outline.routedToInternet === 'unknown');
    for (const [index, row] of outline.rows.entries()) {
      const place = { y: first + index * (boxHeight + gap.rows), height: boxHeight };
      const groups = row.groups && this.add(row.groups, subnet, { ...columns.securityGroup, ...place });
      const instance = this.add(row.instance, subnet, { ...columns.instance, ...place });
      this.#link(networkAcl, groups ?? instance);
      if (groups !== undefined) this.#link(groups, instance);
      const placed = { vpc, gateway, gatewayPlace, subnet, networkAcl, groups, instance };
      this.rows.set(row.interface.address, placed);
    }
  }

  #link(from: Placed, to: Placed, unknown = false): void {
    const start: Point = { x: from.x + from.width, y: from.y + lanes.middle };
    const end: Point = { x: to.x, y: to.y + lanes.middle };
    this.links.push({ points: [start, ...corners(start, end, 'middle'), end], unknown, from, to });
  }
}

function subnetHeight({ rows }: SubnetOutline): number {
  const count = Math.max(1, rows.length);
  return header + count * boxHeight + (count - 1) * gap.rows + gap.below;
}

function bottom({ y, height }: Rect): number {
  return y + height;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
