/** Lines through points, with rounded corners and heads. */
import type { Point } from '../drawing.ts';

const cornerRadius = 6;

/** SVG path data through the points. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M${number(first.x)} ${number(first.y)}`];
  let before = first;
  for (const [index, point] of rest.entries()) {
    const after = rest[index + 1];
    if (after === undefined) parts.push(`L${number(point.x)} ${number(point.y)}`);
    else if (!isStraight(before, point, after)) {
      const radius = Math.min(cornerRadius, distance(before, point) / 2, distance(point, after) / 2);
      const from = towards(point, before, radius);
      const to = towards(point, after, radius);
      parts.push(
        `L${number(from.x)} ${number(from.y)}Q${number(point.x)} ${number(point.y)} ${number(to.x)} ${number(to.y)}`,
      );
    }
    before = point;
  }
  return parts.join('');
}

/** An arrow head at the end of a level line. */
export function arrowHead(points: readonly Point[], size = 8): string {
  const [before, tip] = points.slice(-2);
  if (before === undefined || tip === undefined) return '';
  const back = tip.x > before.x ? -size : size;
  const half = number(size * 0.56);
  return `M${number(tip.x)} ${number(tip.y)}l${back} ${-half}v${2 * half}z`;
}

function isStraight(a: Point, b: Point, c: Point): boolean {
  return (a.x === b.x && b.x === c.x) || (a.y === b.y && b.y === c.y);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to);
  const share = whole === 0 ? 0 : by / whole;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** Short, as it is written many thousand times. */
export function number(value: number): number {
  return Math.round(value * 100) / 100;
}
