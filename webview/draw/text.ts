/** Fits text into boxes: measures it in the font of the page and takes the middle out of what is too long. */

export interface Font {
  /** CSS pixels at scale 1. */
  readonly size: number;
  readonly weight: 400 | 600;
}

export const fonts = {
  label: { size: 13, weight: 600 },
  detail: { size: 11, weight: 400 },
  caption: { size: 11, weight: 400 },
} as const satisfies Record<string, Font>;

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

/** The text, or its beginning and its last few characters (where an index stands) round an ellipsis, within a width. */
export function fit(text: string, font: Font, width: number): string {
  // Nothing that is shown needs more; a name may be as long as a file.
  const characters = Array.from(text.slice(0, 400));
  if (text.length <= 400 && widthOf(text, font) <= width) return text;
  const tail = Math.min(6, Math.floor(characters.length / 3));
  const shortened = (head: number): string =>
    `${characters.slice(0, head).join('').trimEnd()}…${characters
      .slice(characters.length - tail)
      .join('')
      .trimStart()}`;
  let [low, high] = [0, characters.length - tail];
  while (low < high) {
    const head = Math.ceil((low + high) / 2);
    if (widthOf(shortened(head), font) <= width) low = head;
    else high = head - 1;
  }
  return shortened(low);
}
