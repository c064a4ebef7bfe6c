/** Signs that tell a fate by their outline, not by colour alone: a tick in a circle, a cross in an octagon, a question mark in a diamond. */
import type { Fate } from '../drawing.ts';
import { fit, fonts, type Font, type Measure } from './fit.ts';
import { glyph } from './glyphs.ts';
import { group, path, rect, text, type Shape } from './shape.ts';

const plates: Record<Exclude<Fate, 'untouched'>, string> = {
  passed: 'M8 0a8 8 0 1 0 0 16a8 8 0 1 0 0-16z',
  dropped: 'M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7z',
  unknown: 'M8 -1.5L17.5 8L8 17.5L-1.5 8z',
};

/** The sign for a fate, its middle at a place. @param size of its sides, in CSS pixels at scale 1. */
export function badge(
  fate: Exclude<Fate, 'untouched'>,
  x: number,
  y: number,
  size = 16,
  revealId = '',
): Shape {
  const place = { x: x - size / 2, y: y - size / 2, scale: size / 16, revealId };
  return group(`badge fate-${fate}`, [path('plate', plates[fate]), glyph(fate)], place);
}

export interface PillOptions {
  readonly className: string;
  readonly text: string;
  /** The middle of its upper edge. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly font?: Font;
  readonly maxWidth?: number;
  /** The tooltip; the whole text where that is cut, when it is left out. */
  readonly title?: string;
  readonly revealId?: string;
  /** It never leaves this stretch of the picture. */
  readonly within?: { readonly from: number; readonly to: number };
}

/** Words on a rounded plate, with everything in the tooltip. */
export function pill(options: PillOptions, measure: Measure): Shape {
  const { className, x, y, height, font = fonts.caption, maxWidth = 220, within, revealId = '' } = options;
  const shown = fit(options.text, font, maxWidth, measure);
  const width = Math.max(height, Math.round(measure(shown, font)) + height - 2);
  const left = x - width / 2;
  const at = within === undefined ? left : Math.min(Math.max(left, within.from), within.to - width);
  return group(
    `pill ${className}`,
    [
      rect('plate', { x: at, y, width, height }, height / 2),
      text('words', at + width / 2, y + height / 2 + font.size * 0.36, shown, 'middle'),
    ],
    { title: options.title ?? (shown === options.text ? '' : options.text), revealId },
  );
}
