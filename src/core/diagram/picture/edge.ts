/** Ways packets can take at all, drawn faintly, with the ports that pass. */
import type { Edge } from '../drawing.ts';
import { fitList, fonts, type Measure } from './fit.ts';
import { arrowHead, roundedPath } from './lines.ts';
import { group, path, text, type Shape } from './shape.ts';

/** Room for the words on an edge, in CSS pixels at scale 1. */
const room: Readonly<Record<Edge['kind'], number>> = {
  route: 40,
  membership: 92,
  forward: 76,
  join: 36,
  flow: 86,
};

/** @param isCovered a packet is drawn along it, which shows the way better. */
export function edgePicture(edge: Edge, isCovered: boolean, measure: Measure): Shape {
  const { kind, points, label, labelAt, isUnknown } = edge;
  const shapes: Shape[] = [];
  if (!isCovered) {
    shapes.push(path('line', roundedPath(points)));
    if (kind === 'forward' || kind === 'flow') shapes.push(path('head', arrowHead(points, 6)));
  }
  if (label !== '') {
    const shown = fitList(label, fonts.ports, room[kind], measure);
    shapes.push(text('ports', labelAt.x, labelAt.y + 3.5, shown, kind === 'forward' ? 'end' : 'middle'));
  }
  return group(`link link-${kind}${isUnknown ? ' link-unknown' : ''}`, shapes, { title: edge.text });
}
