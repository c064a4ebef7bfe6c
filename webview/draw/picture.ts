/** The whole picture: boxes as a tree that the keyboard walks, edges and the probe's packets between them. */
import { nothing, svg, html, type TemplateResult } from 'lit/html.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Box, Drawing, Edge, Hop } from '../../src/core/diagram/drawing.ts';
import { coveredEdges } from '../../src/core/diagram/picture/covered.ts';
import { edgePicture } from '../../src/core/diagram/picture/edge.ts';
import { packetLine, packetWords, trackedPicture } from '../../src/core/diagram/picture/packet.ts';
import { keysInWords } from '../tree.ts';
import { drawBox, type TreePlace } from './box.ts';
import { drawTravellers } from './motion.ts';
import { drawShape } from './shapes.ts';
import { fontChanges, widthOf } from './text.ts';

export interface PictureOptions {
  readonly title: string;
  readonly drawing: Drawing;
  /** A factor, where 1 is one CSS pixel a unit, or `fit` to the width there is. */
  readonly zoom: number | 'fit';
  /** What is above and below these is left out for now, but for the probe and where the Tab key stops. */
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

/** Whether any part of a box is in a stretch. */
function isWithin({ y, height }: Box, { from, to }: Stretch): boolean {
  return y + height >= from && y <= to;
}

/** Whether any part of an edge is in a stretch. */
function touches({ points }: Edge, { from, to }: Stretch): boolean {
  return points.some(({ y }) => y >= from) && points.some(({ y }) => y <= to);
}

/** The drawing as one SVG element. Events are left to its surroundings, which find `data-id` and `data-reveal`. */
export function drawPicture(options: PictureOptions): TemplateResult {
  const { title, drawing, zoom, rows, current, here, at, moving } = options;
  const { width, height, boxes, edges, probe } = drawing;
  const packets = probe?.packets ?? [];
  const places = placesOf(boxes);
  const font = fontChanges();
  return html`<svg
    class="picture${zoom === 'fit' ? ' picture-fit' : ''}${probe === undefined ? '' : ' probed'}"
    role="tree"
    aria-label="Network of ${title}"
    aria-description=${keysInWords}
    viewBox="0 0 ${width} ${height}"
    width=${zoom === 'fit' ? nothing : Math.round(width * zoom)}
    height=${zoom === 'fit' ? nothing : Math.round(height * zoom)}
  >
    ${repeat(
      boxes.filter((box) => box.id === current || isWithin(box, rows)),
      (box) => box.id,
      (box) => {
        const { level, position, size } = places.get(box.id) ?? outermost;
        const place = { level, position, size, current: box.id === current, here: here.has(box.id) };
        // Where it stands is told apart from what it is, as a fold moves all below it.
        return svg`<g transform="translate(${box.x} ${box.y})">${guard(
          [wordsOf(box), level, position, size, place.current, place.here, font],
          () => drawBox(box, place),
        )}</g>`;
      },
    )}
    <g class="links" aria-hidden="true">
      ${guard([drawing, rows, font], () => {
        const covered = coveredEdges(drawing);
        return edges
          .filter((edge) => touches(edge, rows))
          .map((edge) => drawShape(edgePicture(edge, covered.has(edge.id), widthOf)));
      })}
    </g>
    <g class="paths" aria-hidden="true">
      ${guard([drawing, moving, font], () => [
        packets.map((packet) => drawShape(packetLine(packet))),
        (probe?.trackedFlows ?? []).map((flow) => drawShape(trackedPicture(flow, widthOf))),
        packets.map((packet) => drawShape(packetWords(packet, width, widthOf))),
        moving ? drawTravellers(packets) : nothing,
      ])}
      ${at === undefined ? nothing : svg`<circle class="step" cx=${at.at.x} cy=${at.at.y} r="13" />`}
    </g>
  </svg>`;
}

const words = new WeakMap<Box, string>();

/** All that is drawn of a box, wherever it stands: the same for a box of the next snapshot that says the same. */
function wordsOf(box: Box): string {
  const known = words.get(box);
  if (known !== undefined) return known;
  const told = JSON.stringify({ ...box, x: 0, y: 0 });
  words.set(box, told);
  return told;
}

type Place = Pick<TreePlace, 'level' | 'position' | 'size'>;

const outermost: Place = { level: 1, position: 1, size: 1 };

/** Of each box: how deep it is, and which of its siblings. The same boxes are asked for with every picture. */
function placesOf(boxes: readonly Box[]): ReadonlyMap<string, Place> {
  const known = placesByBoxes.get(boxes);
  if (known !== undefined) return known;
  const sizes = new Map<string | undefined, number>();
  const positions = boxes.map(({ parent }) => {
    const position = (sizes.get(parent) ?? 0) + 1;
    sizes.set(parent, position);
    return position;
  });
  const places = new Map<string, Place>();
  for (const [index, { id, parent }] of boxes.entries()) {
    const level = 1 + (parent === undefined ? 0 : (places.get(parent)?.level ?? 0));
    places.set(id, { level, position: positions[index] ?? 1, size: sizes.get(parent) ?? 1 });
  }
  placesByBoxes.set(boxes, places);
  return places;
}

const placesByBoxes = new WeakMap<readonly Box[], ReadonlyMap<string, Place>>();
