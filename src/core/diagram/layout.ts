/**
 * Gives everything in an outline its place: VPCs below each other, subnets below each other, one row per interface or fold.
 * Pure arithmetic on counts, so that labels, rules and verdicts never move a box.
 */
import type { GateOutline } from './gates.ts';
import { internetItem } from './gates.ts';
import {
  bottom,
  boxHeight,
  columns,
  gap,
  header,
  margin,
  pictureWidth,
  tag,
  tagHeight,
  walls,
  type Rect,
} from './geometry.ts';
import type { Item } from './item.ts';
import type { Outline, SubnetOutline, VpcOutline } from './outline.ts';

/** An item with its place. */
export interface Placed extends Item, Rect {
  readonly parent: string | undefined;
}

export interface PlacedGate extends GateOutline {
  readonly box: Placed;
  readonly vpc: PlacedVpc;
}

export interface PlacedVpc {
  readonly address: string | undefined;
  readonly box: Placed;
  readonly gates: readonly PlacedGate[];
  /** Where the internet gateway stands, or would stand. */
  readonly gatewayPlace: Rect;
}

export interface PlacedSubnet {
  readonly address: string | undefined;
  readonly outline: SubnetOutline;
  readonly vpc: PlacedVpc;
  readonly box: Placed;
  readonly networkAcl: Placed;
  readonly routeTable: Placed;
  readonly rows: readonly PlacedRow[];
}

/** Interfaces of one box with all that stands between them and the wall of their VPC. */
export interface PlacedRow {
  readonly subnet: PlacedSubnet;
  readonly groups: Placed | undefined;
  readonly end: Placed;
  readonly interfaces: readonly string[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly internet: Placed;
  /** In drawing order: containers before what they contain. */
  readonly placed: readonly Placed[];
  readonly vpcs: readonly PlacedVpc[];
  readonly subnets: readonly PlacedSubnet[];
  /** By the interface's address. */
  readonly rows: ReadonlyMap<string, PlacedRow>;
  /** What stands beyond gates, by id. */
  readonly beyond: ReadonlyMap<string, Placed>;
}

/** Places an outline. */
export function layOut(outline: Outline): Layout {
  const builder = new Builder(outline);
  builder.build();
  const { placed, rows, vpcs, subnets, beyond, internet } = builder;
  const height = Math.max(...placed.map(bottom)) + margin;
  return { width: pictureWidth, height, internet, placed, vpcs, subnets, rows, beyond };
}

class Builder {
  readonly placed: Placed[] = [];
  readonly rows = new Map<string, PlacedRow>();
  readonly vpcs: PlacedVpc[] = [];
  readonly subnets: PlacedSubnet[] = [];
  readonly beyond = new Map<string, Placed>();
  readonly internet: Placed;
  readonly #outline: Outline;

  constructor(outline: Outline) {
    this.#outline = outline;
    const y = margin + (outline.vpcs.length === 0 ? 0 : 2 * header);
    this.internet = this.#add(internetItem, undefined, { ...columns.outside, y, height: boxHeight });
  }

  build(): void {
    const { vpcs, looseGateways } = this.#outline;
    let y: number = margin;
    for (const vpc of vpcs) y = this.#addVpc(vpc, y) + gap.vpcs;
    for (const gateway of looseGateways) {
      const top = vpcs.length === 0 && y === margin ? y + boxHeight + gap.rows : y;
      y = bottom(this.#add(gateway, undefined, { ...columns.gateway, y: top, height: boxHeight })) + gap.rows;
    }
  }

  #add(item: Item, parent: Placed | undefined, { x, y, width, height }: Rect): Placed {
    const { id, kind, name, label, detail, origin, isUnknown, because, fold, members, searched } = item;
    // Written out: to copy objects of several shapes would take longer than everything else here.
    const placed: Placed = {
      id,
      kind,
      name,
      label,
      detail,
      origin,
      isUnknown,
      because,
      fold,
      members,
      searched,
      parent: parent?.id,
      x,
      y,
      width,
      height,
    };
    this.placed.push(placed);
    return placed;
  }

  /** Returns its bottom. */
  #addVpc(outline: VpcOutline, y: number): number {
    const wall = y + 2 * header;
    const slots = outline.gates.length === 0 ? 1 : Math.max(...outline.gates.map(({ slot }) => slot)) + 1;
    const subnets = outline.subnets.reduce((sum, subnet) => sum + subnetHeight(subnet) + gap.subnets, 0);
    const inside = outline.subnets.length === 0 ? 0 : subnets - gap.subnets + gap.belowSubnets;
    const box = this.#add(outline.item, undefined, {
      x: walls.vpc.left,
      y,
      width: walls.vpc.right - walls.vpc.left,
      height: Math.max(header + inside, slotY(wall, slots) - gap.rows + gap.below - y),
    });
    const gates: PlacedGate[] = [];
    const gatewayPlace = { ...columns.gateway, y: wall, height: boxHeight };
    const vpc: PlacedVpc = { address: outline.address, box, gates, gatewayPlace };
    this.vpcs.push(vpc);
    for (const gate of outline.gates) {
      const place = { y: slotY(wall, gate.slot), height: boxHeight };
      gates.push({ ...gate, box: this.#add(gate.item, box, { ...columns.gateway, ...place }), vpc });
      this.#addBeyond(gate.beyond, place);
    }
    let top = y + header;
    for (const subnet of outline.subnets) {
      this.#addSubnet(vpc, subnet, top);
      top += subnetHeight(subnet) + gap.subnets;
    }
    return bottom(box);
  }

  /** Beside the first gate that leads there. */
  #addBeyond(id: string | undefined, place: Pick<Rect, 'y' | 'height'>): void {
    const found = id === undefined ? undefined : this.#outline.beyond.get(id);
    if (id === undefined || found === undefined || this.beyond.has(id)) return;
    this.beyond.set(id, this.#add(found.item, undefined, { ...columns.outside, ...place }));
  }

  #addSubnet(vpc: PlacedVpc, outline: SubnetOutline, y: number): void {
    const { left, right } = walls.subnet;
    const box = this.#add(outline.item, vpc.box, {
      x: left,
      y,
      width: right - left,
      height: subnetHeight(outline),
    });
    const first = y + header;
    const networkAcl = this.#add(outline.networkAcl, box, {
      ...columns.networkAcl,
      y: first,
      height: boxHeight,
    });
    const routeTable = this.#add(outline.routeTable, box, {
      x: tag.right - tag.width,
      y: y + (header - tagHeight) / 2,
      width: tag.width,
      height: tagHeight,
    });
    const rows: PlacedRow[] = [];
    const { address } = outline;
    const subnet: PlacedSubnet = { address, outline, vpc, box, networkAcl, routeTable, rows };
    this.subnets.push(subnet);
    for (const [index, row] of outline.rows.entries()) {
      const place = { y: first + index * (boxHeight + gap.rows), height: boxHeight };
      const groups = row.groups && this.#add(row.groups, box, { ...columns.securityGroup, ...place });
      const end = this.#add(row.end, box, { ...columns.end, ...place });
      const interfaces = row.interfaces.map((one) => one.address);
      const placed = { subnet, groups, end, interfaces };
      rows.push(placed);
      for (const one of interfaces) this.rows.set(one, placed);
    }
  }
}

function slotY(wall: number, slot: number): number {
  return wall + slot * (boxHeight + gap.rows);
}

function subnetHeight({ rows }: SubnetOutline): number {
  const count = Math.max(1, rows.length);
  return header + count * boxHeight + (count - 1) * gap.rows + gap.below;
}
