/** The whole picture: boxes as a tree that the keyboard walks, edges and the probe's packets between them. */
import { nothing, svg, html, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Box, Drawing, Hop } from '../../src/core/diagram/drawing.ts';
import { coveredEdges } from '../../src/core/diagram/picture/covered.ts';
import { edgePicture } from '../../src/core/diagram/picture/edge.ts';
import { packetLine, packetWords, trackedPicture } from '../../src/core/diagram/picture/packet.ts';
import { drawBox } from './box.ts';
import { drawDots } from './dots.ts';
import { drawShape } from './shapes.ts';
import { widthOf } from './text.ts';

export interface PictureOptions {
  readonly title: string;
  readonly drawing: Drawing;
  /** A factor, where 1 is one CSS pixel a unit, or `fit` to the width there is. */
  readonly zoom: number | 'fit';
  /** Rows above and below these are left out for now; containers never are. */
  readonly rows: Stretch;
  /** The box the Tab key stops at. */
  readonly current: string | undefined;
  /** Ids of what the editor's cursor is on. */
  readonly here: ReadonlySet<string>;
  /** The hop that was stepped to. */
  readonly at: Hop | undefined;
  /** False where the user asked for less motion. */
  readonly moving: boolean;
}

/** A stretch of the picture from top to bottom, in its own units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Whether a box is drawn when only a stretch is. */
function isWithin({ form, y, height }: Box, { from, to }: Stretch): boolean {
  return form === 'container' || (y + height >= from && y <= to);
}

/** The drawing as one SVG element. Events are left to its surroundings, which find `data-id`. */
export function drawPicture(options: PictureOptions): TemplateResult {
  const { title, drawing, zoom, rows, current, here, at, moving } = options;
  const { width, height, boxes, edges, probe } = drawing;
  const packets = probe?.packets ?? [];
  const covered = coveredEdges(drawing);
  const levels = levelsOf(boxes);
  return html`<svg
    class="picture${zoom === 'fit' ? ' picture-fit' : ''}"
    role="tree"
    aria-label="Network of ${title}"
    viewBox="0 0 ${width} ${height}"
    width=${zoom === 'fit' ? nothing : Math.round(width * zoom)}
    height=${zoom === 'fit' ? nothing : Math.round(height * zoom)}
  >
    ${repeat(
      boxes.filter((box) => isWithin(box, rows)),
      (box) => box.id,
      (box) =>
        drawBox(box, { level: levels.get(box.id) ?? 1, current: box.id === current, here: here.has(box.id) }),
    )}
    <g class="links" aria-hidden="true">
      ${edges.map((edge) => drawShape(edgePicture(edge, covered.has(edge.id), widthOf)))}
    </g>
    <g class="paths" aria-hidden="true">
      ${packets.map((packet) => drawShape(packetLine(packet)))} ${moving ? drawDots(packets) : nothing}
      ${(probe?.trackedFlows ?? []).map((flow) => drawShape(trackedPicture(flow, widthOf)))}
      ${packets.map((packet) => svg`${drawShape(packetWords(packet, width, widthOf))}`)}
      ${at === undefined ? nothing : svg`<circle class="step" cx=${at.at.x} cy=${at.at.y} r="11" />`}
    </g>
  </svg>`;
}

function levelsOf(boxes: readonly Box[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const { id, parent } of boxes) {
    levels.set(id, 1 + (parent === undefined ? 0 : (levels.get(parent) ?? 0)));
  }
  return levels;
}

/** The box a key leads to from `current`, as trees are walked: up and down in order, left to the parent, right to the first child. */
export function boxAfterKey(
  boxes: readonly Box[],
  current: string | undefined,
  key: string,
): Box | undefined {
  const index = boxes.findIndex((box) => box.id === current);
  const here = boxes[index];
  switch (key) {
    case 'ArrowDown':
      return boxes[index + 1];
    case 'ArrowUp':
      return boxes[index - 1];
    case 'ArrowLeft':
      return boxes.find((box) => box.id === here?.parent);
    case 'ArrowRight':
      return boxes.find((box) => box.parent === here?.id && here !== undefined);
    case 'Home':
      return boxes[0];
    case 'End':
      return boxes.at(-1);
    default:
      return undefined;
  }
}
