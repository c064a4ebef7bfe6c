/**
 * The probe as it happens: each packet travels along its line, which is drawn behind it, what it meets takes effect when
 * it gets there, and where it dies something bursts. At rest the picture is whole, as it is without any motion.
 */
import { svg, type SVGTemplateResult } from 'lit/html.js';
import type { Packet, ProbeDrawing } from '../../src/core/diagram/drawing.ts';
import { fonts } from '../../src/core/diagram/picture/fit.ts';
import { number, roundedPath } from '../../src/core/diagram/picture/lines.ts';
import { widthOf } from './text.ts';

/** CSS pixels a second, at scale 1. */
const speed = 520;
/** All packets together, in seconds: over before anybody needs a way to stop it. */
const shortest = 1.2;
const longest = 4;
/** How long what bursts can be seen, in seconds. */
const burst = 0.7;

/** When a packet is on its way, in seconds from the beginning of the first. */
interface Journey {
  readonly from: number;
  readonly to: number;
}

function journeys(packets: readonly Packet[]): readonly Journey[] {
  const total = packets.reduce((sum, { length }) => sum + length, 0);
  const seconds = Math.min(longest, Math.max(shortest, total / speed));
  let before = 0;
  return packets.map(({ length }) => {
    const from = total === 0 ? 0 : (before / total) * seconds;
    before += length;
    return { from, to: total === 0 ? seconds : (before / total) * seconds };
  });
}

/** The packets under way, each with its name on it. They are hidden until `play` starts them, and when they are there. */
export function drawTravellers(packets: readonly Packet[]): SVGTemplateResult {
  const times = journeys(packets);
  return svg`${packets.map(({ leg, label, points, end, fate }, index) => {
    const { from, to } = times[index] ?? { from: 0, to: 0 };
    const width = Math.round(widthOf(label, fonts.mark)) + 16;
    const seconds = number(Math.max(0.01, to - from));
    return svg`<g class="traveller path-${leg}" data-begin=${number(from)} visibility="hidden">
        <rect class="plate" x=${-width / 2} y="-9" width=${width} height="18" rx="9" />
        <text class="words" y="4" text-anchor="middle">${label}</text>
        <animateMotion class="run" path=${roundedPath(points)} dur="${seconds}s" begin="indefinite" />
        <set class="run" attributeName="visibility" to="visible" dur="${seconds}s" begin="indefinite" />
      </g>${
        fate === 'dropped'
          ? svg`<circle class="burst" data-begin=${number(to)} cx=${end.x} cy=${end.y} r="0">
              <animate class="run" attributeName="r" values="8;34" dur="${burst}s" begin="indefinite" />
              <animate class="run" attributeName="opacity" values="1;0" dur="${burst}s" begin="indefinite" />
            </circle>`
          : ''
      }`;
  })}`;
}

/** Ends whatever is playing: the picture is whole at once. */
export function rest(picture: SVGSVGElement): void {
  for (const running of picture.getAnimations({ subtree: true })) running.cancel();
  for (const run of picture.querySelectorAll<SVGAnimationElement>('.run')) run.endElement();
}

/** Plays the probe of a picture from its beginning. */
export function play(picture: SVGSVGElement, { packets, trackedFlows }: ProbeDrawing): void {
  rest(picture);
  for (const run of picture.querySelectorAll<SVGAnimationElement>('.run'))
    run.beginElementAt(Number(run.closest<SVGElement>('[data-begin]')?.dataset['begin'] ?? 0));
  const times = journeys(packets);
  const [lines, words] = ['.paths > .path', '.paths > .words-of'].map((each) => [
    ...picture.querySelectorAll<SVGElement>(each),
  ]);
  /** When each box is reached for the first time. */
  const reached = new Map<string, number>();
  for (const [index, packet] of packets.entries()) {
    const { from, to } = times[index] ?? { from: 0, to: 0 };
    const [line, told] = [lines?.[index], words?.[index]];
    appear(line?.querySelectorAll('.head, .badge'), to);
    grow(line?.querySelector<SVGPathElement>('.line'), from, to);
    appear(told?.querySelectorAll('.packet'), from);
    appear(told?.querySelectorAll('.outcome'), to);
    if (!reached.has(packet.from)) reached.set(packet.from, from);
    for (const { boxId, distance, revealId } of packet.hops) {
      const at = packet.length === 0 ? to : from + (distance / packet.length) * (to - from);
      if (!reached.has(boxId)) reached.set(boxId, at);
      appear(told?.querySelectorAll(`.rule[data-reveal="${CSS.escape(revealId)}"]`), at);
    }
  }
  const flows = picture.querySelectorAll('.flow');
  for (const [index, { boxId }] of trackedFlows.entries()) {
    const flow = flows.item(index);
    appear([flow], reached.get(boxId) ?? 0);
  }
  for (const [id, at] of reached) {
    const box = picture.querySelector(`[data-id="${CSS.escape(id)}"]`);
    appear(box?.querySelectorAll(':scope > .badge'), at);
    takeEffect(box?.querySelector(':scope > .frame'), { stroke: 'var(--frame)' }, at);
    for (const wall of box?.querySelectorAll(':scope > .wall') ?? [])
      takeEffect(wall, { fill: 'var(--wall)' }, at);
  }
}

/** Keeps elements out of sight until their time, in seconds. */
function appear(elements: Iterable<Element> | undefined, at: number): void {
  for (const element of elements ?? []) takeEffect(element, { opacity: 0 }, at);
}

/** Keeps an element's style as it would be, until its time. */
function takeEffect(element: Element | null | undefined, before: Keyframe, at: number): void {
  element?.animate([before, before], { duration: at * 1000 });
}

/** Draws a line from its beginning to its end while its packet is under way. */
function grow(line: SVGPathElement | null | undefined, from: number, to: number): void {
  if (line === null || line === undefined) return;
  const length = line.getTotalLength();
  const part = (drawn: number): Keyframe => ({ strokeDasharray: `${drawn} ${2 * length}` });
  line.animate([part(0), part(length)], {
    delay: from * 1000,
    duration: Math.max(1, (to - from) * 1000),
    fill: 'backwards',
  });
}
