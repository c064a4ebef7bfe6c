/** The probe: a line a packet with rounded corners, a sign where it ends, and a dot that travels along it. */
import { nothing, svg, type SVGTemplateResult } from 'lit/html.js';
import type { Link, Point, ProbePath } from '../../src/core/diagram/drawing.ts';
import { badge } from './box.ts';
import { fit, fonts, widthOf } from './text.ts';
import { pathInWords } from './words.ts';

const cornerRadius = 6;

/** SVG path data through the points, with rounded corners. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M${first.x} ${first.y}`];
  let before = first;
  for (const [index, point] of rest.entries()) {
    const after = rest[index + 1];
    if (after === undefined) parts.push(`L${point.x} ${point.y}`);
    else {
      const radius = Math.min(cornerRadius, distance(before, point) / 2, distance(point, after) / 2);
      const from = towards(point, before, radius);
      const to = towards(point, after, radius);
      parts.push(`L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`);
    }
    before = point;
  }
  return parts.join('');
}

/** The length of the line through the points, in CSS pixels at scale 1. */
export function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, point, index) => {
    const before = points[index - 1];
    return before === undefined ? 0 : sum + distance(before, point);
  }, 0);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to);
  const share = whole === 0 ? 0 : by / whole;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** A way packets can take at all. */
export function drawLink({ points, unknown }: Link): SVGTemplateResult {
  return svg`<path class="link${unknown ? ' link-unknown' : ''}" d=${roundedPath(points)} />`;
}

/** The line of one packet, its name where it starts, and how it ends. Labels come later, above all lines. */
export function drawPath(path: ProbePath): SVGTemplateResult {
  const { leg, fate, points, end } = path;
  return svg`<g class="path path-${leg} path-${fate}">
    <title>${pathInWords(path)}</title>
    <path class="line" d=${roundedPath(points)} />
    ${fate === 'arrived' ? arrowHead(points) : svg`<g transform="translate(${end.x - 7} ${end.y - 7}) scale(.875)">${badge(fate)}</g>`}
  </g>`;
}

function arrowHead(points: readonly Point[]): SVGTemplateResult | typeof nothing {
  const [before, tip] = points.slice(-2);
  if (before === undefined || tip === undefined) return nothing;
  const back = tip.x > before.x ? -8 : 8;
  return svg`<path class="head" d="M${tip.x} ${tip.y}l${back} -4.5v9z" />`;
}

/** The packet's name at its start and the outcome at its end. */
export function drawPathLabels(path: ProbePath, width: number): SVGTemplateResult {
  const [start] = path.points;
  const { x, y } = path.endLabelAt;
  return svg`<g class="path-${path.leg} path-${path.fate}">
    ${start === undefined ? nothing : pill(path.label, start.x, start.y - 7, 14, width, 'packet')}
    ${path.endLabel === '' ? nothing : pill(path.endLabel, x, y, 18, width, 'outcome')}
  </g>`;
}

function pill(
  text: string,
  middle: number,
  y: number,
  height: number,
  pictureWidth: number,
  className: string,
): SVGTemplateResult {
  const shown = fit(text, fonts.caption, 220);
  const width = widthOf(shown, fonts.caption) + height - 2;
  const x = Math.min(Math.max(middle - width / 2, 2), pictureWidth - width - 2);
  return svg`<g class="pill ${className}"><title>${text}</title>
    <rect x=${x} y=${y} width=${width} height=${height} rx=${height / 2} />
    <text x=${x + width / 2} y=${y + height / 2 + 4} text-anchor="middle">${shown}</text></g>`;
}

/** CSS pixels a second, at scale 1. */
const speed = 700;

/**
 * A dot for each packet, one after the other. They wait until `playDots` starts them, run twice (under five seconds, so
 * that nobody needs a way to stop them) and vanish.
 */
export function drawDots(paths: readonly ProbePath[]): SVGTemplateResult {
  const lengths = paths.map((path) => lengthOf(path.points));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const seconds = Math.min(2.4, Math.max(1, total / speed));
  let before = 0;
  return svg`${paths.map((path, index) => {
    const from = total === 0 ? 0 : before / total;
    before += lengths[index] ?? 0;
    const to = total === 0 ? 1 : Math.min(1, before / total);
    const times = `0;${from};${to};1`;
    const timing = { times, seconds };
    return svg`<g class="dot path-${path.leg}" visibility="hidden">
      <circle r="5" />
      ${motion(roundedPath(path.points), timing)}
      <animate class="run" attributeName="visibility" values="hidden;visible;hidden;hidden" calcMode="discrete"
        keyTimes=${times} dur="${seconds}s" repeatCount="2" begin="indefinite" />
    </g>`;
  })}`;
}

function motion(path: string, { times, seconds }: { times: string; seconds: number }): SVGTemplateResult {
  return svg`<animateMotion class="run" path=${path} keyPoints="0;0;1;1" keyTimes=${times} calcMode="linear"
    dur="${seconds}s" repeatCount="2" begin="indefinite" />`;
}

/** Starts the dots of a picture from the beginning. */
export function playDots(picture: SVGSVGElement): void {
  for (const animation of picture.querySelectorAll<SVGAnimationElement>('.run')) animation.beginElement();
}
