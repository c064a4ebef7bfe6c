/** The probe: a line a packet, the rule that decided at each gate, a sign where it ends, and what gates remember. */
import type { Hop, Packet, TrackedFlow } from '../drawing.ts';
import { fit, fonts, type Measure } from './fit.ts';
import { glyph } from './glyphs.ts';
import { arrowHead, roundedPath } from './lines.ts';
import { group, path, rect, text, type Shape } from './shape.ts';
import { badge, pill, type PillOptions } from './signs.ts';

/** The classes of a packet, for its style. */
export function packetClasses({ leg, fate, part }: Packet): string {
  return `path path-${leg} path-${fate} part-${part}`;
}

/** `Request ACK: dropped, no-response → filtered`. */
export function packetInWords({ leg, label, fate, endLabel }: Packet): string {
  const end = fate === 'unknown' ? 'cannot be told' : fate;
  const told = endLabel === '' || endLabel === end ? '' : `, ${endLabel}`;
  return `${leg === 'request' ? 'Request' : 'Reply'} ${label}: ${end}${told}`;
}

/** Its line and the sign at its end. Words come later, above all lines. */
export function packetLine(packet: Packet): Shape {
  const { points, end, fate, retraces } = packet;
  const shapes: Shape[] = retraces === undefined ? [path('line', roundedPath(points))] : [];
  if (fate !== 'arrived') shapes.push(badge(fate, end.x, end.y, 20, packet.hops.at(-1)?.revealId));
  else if (retraces === undefined) shapes.push(path('head', arrowHead(points)));
  return group(packetClasses(packet), shapes, { title: packetInWords(packet) });
}

/** The packet's name at its start, what decided at each gate, and the outcome at its end. */
export function packetWords(packet: Packet, width: number, measure: Measure): Shape {
  const { label, labelAt, hops, endLabel, endLabelAt, retraces } = packet;
  const within = { from: 3, to: width - 3 };
  const shapes = [
    ...(retraces === undefined ? hops.flatMap((hop) => mark(hop, packet, measure)) : []),
    pill(
      {
        className: 'packet',
        text: label,
        x: labelAt.x,
        y: labelAt.y - 8,
        height: 16,
        font: fonts.mark,
        within,
      },
      measure,
    ),
    ...(endLabel === ''
      ? []
      : [
          pill(
            {
              className: 'outcome',
              text: endLabel,
              ...endLabelAt,
              height: 20,
              font: fonts.outcome,
              within,
              ...toldBy(hops.at(-1)),
            },
            measure,
          ),
        ]),
  ];
  return group(packetClasses(packet).replace('path ', 'words-of '), shapes);
}

/** What decided at a filter: only those have a direction. Where the packet ends, it stands behind the sign. */
function mark(hop: Hop, { end }: Packet, measure: Measure): readonly Shape[] {
  const { rule, at, direction, fate } = hop;
  if (rule === '' || direction === undefined) return [];
  const options = { text: rule, y: at.y - 7, height: 14, font: fonts.mark, maxWidth: 56, ...toldBy(hop) };
  if (fate === 'passed') return [pill({ ...options, className: 'rule', x: at.x }, measure)];
  const words = /^(?:\d+|\*)$/.test(rule) ? `rule ${rule}` : rule;
  const half = (measure(words, fonts.mark) + 12) / 2 + 13;
  const x = direction === 'outbound' ? end.x - half : end.x + half;
  return [pill({ ...options, text: words, className: `rule rule-${fate}`, x }, measure)];
}

/** What decided in a sentence, and its line. */
function toldBy(hop: Hop | undefined): Pick<PillOptions, 'title' | 'revealId'> {
  return hop === undefined ? {} : { title: hop.text, revealId: hop.revealId };
}

/** The entry a stateful gate keeps, hanging below it. */
export function trackedPicture(flow: TrackedFlow, measure: Measure): Shape {
  const { at, short, isTracked, isAssumed } = flow;
  const shown = fit(short, fonts.mark, 136, measure);
  const width = Math.round(measure(shown, fonts.mark)) + 28;
  const x = at.x - width / 2;
  return group(
    `flow${isTracked ? '' : ' flow-none'}${isAssumed ? ' flow-assumed' : ''}`,
    [
      path('thread', `M${at.x} ${at.y - 5}v5`),
      rect('plate', { x, y: at.y, width, height: 18 }, 4),
      group('kind', [glyph('tracked')], { x: x + 5, y: at.y + 3.5, scale: 0.6875 }),
      text('words', x + 20, at.y + 13, shown),
    ],
    { title: flow.text },
  );
}
