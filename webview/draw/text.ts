/** The width of text in the font of the page, which only a browser knows. */
import type { Font } from '../../src/core/diagram/picture/fit.ts';

const widths = new Map<string, number>();
let family = '';
/** The font that the canvas was given last. */
let set = '';
let context: CanvasRenderingContext2D | null | undefined;

/** How often fonts have changed: what was drawn before looks different now. */
let changes = 0;

export function fontChanges(): number {
  return changes;
}

/** Forgets what was measured if the theme's font is another now. */
export function useFontOf(element: Element): void {
  const now = getComputedStyle(element).fontFamily;
  if (now === family) return;
  family = now;
  forgetWidths();
}

/** Forgets what was measured, as a font of the same name has come. */
export function forgetWidths(): void {
  widths.clear();
  changes++;
}

/** The width of a line of text, in CSS pixels at scale 1. */
export function widthOf(text: string, font: Font): number {
  const key = `${font.size} ${font.weight} ${text}`;
  const measured = widths.get(key);
  if (measured !== undefined) return measured;
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * font.size * 0.6;
  // Reading a font costs more than measuring with it.
  const wanted = `${font.weight} ${font.size}px ${family}`;
  if (wanted !== set) context.font = wanted;
  set = wanted;
  const { width } = context.measureText(text);
  if (widths.size > 20_000) widths.clear();
  widths.set(key, width);
  return width;
}
