/** A dot for each packet of the probe that travels along its line. */
import { svg, type SVGTemplateResult } from 'lit/html.js';
import type { Packet } from '../../src/core/diagram/drawing.ts';
import { roundedPath } from '../../src/core/diagram/picture/lines.ts';

/** CSS pixels a second, at scale 1. */
const speed = 700;

/**
 * One after the other. They wait until `playDots` starts them, run twice (under five seconds, so that nobody needs a way
 * to stop them) and vanish.
 */
export function drawDots(packets: readonly Packet[]): SVGTemplateResult {
  const total = packets.reduce((sum, { length }) => sum + length, 0);
  const seconds = Math.min(2.4, Math.max(1, total / speed));
  let before = 0;
  return svg`${packets.map(({ leg, length, points }) => {
    const from = total === 0 ? 0 : before / total;
    before += length;
    const to = total === 0 ? 1 : Math.min(1, before / total);
    const times = `0;${from};${to};1`;
    return svg`<g class="dot path-${leg}" visibility="hidden">
      <circle r="5" />
      <animateMotion class="run" path=${roundedPath(points)} keyPoints="0;0;1;1" keyTimes=${times} calcMode="linear"
        dur="${seconds}s" repeatCount="2" begin="indefinite" />
      <animate class="run" attributeName="visibility" values="hidden;visible;hidden;hidden" calcMode="discrete"
        keyTimes=${times} dur="${seconds}s" repeatCount="2" begin="indefinite" />
    </g>`;
  })}`;
}

/** Starts the dots of a picture from the beginning. */
export function playDots(picture: SVGSVGElement): void {
  for (const animation of picture.querySelectorAll<SVGAnimationElement>('.run')) animation.beginElement();
}
