/** The width of text in the font of the page, which only a browser knows. */
import type { Font } from '../../src/core/diagram/picture/fit.ts';

const widths = new Map<string, number>();
let family = '';
let context: CanvasRenderingContext2D | null | undefined;

/** Forgets what was measured, after the theme's font may have changed. */
export function useFontOf(element: Element): void {
  const now = getComputedStyle(element).fontFamily;
  if (now === family) return;
  family = now;
  widths.clear();
}

/** The width of a line of text, in CSS pixels at scale 1. */
export function widthOf(text: string, font: Font): number {
  const key = `${font.size} ${font.weight} ${text}`;
  const measured = widths.get(key);
  if (measured !== undefined) return measured;
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * font.size * 0.6;
  context.font = `${font.weight} ${font.size}px ${family}`;
  const { width } = context.measureText(text);
  if (widths.size > 5000) widths.clear();
  widths.set(key, width);
  return width;
}
