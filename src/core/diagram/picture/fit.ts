/** Fits text into its place: takes the middle out of what is too long. Whoever draws knows how wide text is. */

export interface Font {
  /** CSS pixels at scale 1. */
  readonly size: number;
  readonly weight: 400 | 600;
}

/** The width of a line of text, in CSS pixels at scale 1. */
export type Measure = (text: string, font: Font) => number;

export const fonts = {
  label: { size: 14, weight: 600 },
  detail: { size: 12, weight: 400 },
  caption: { size: 12, weight: 400 },
  tag: { size: 12, weight: 600 },
  mark: { size: 11, weight: 600 },
  ports: { size: 11, weight: 400 },
  outcome: { size: 12, weight: 600 },
} as const satisfies Record<string, Font>;

/** Nothing that is shown needs more; a name may be as long as a file. */
const longest = 400;

/** The text, or its beginning and its last few characters (where an index stands) round an ellipsis, within a width. */
export function fit(written: string, font: Font, width: number, measure: Measure): string {
  if (written.length <= longest && measure(written, font) <= width) return written;
  const characters = Array.from(written.slice(0, longest));
  const tail = Math.min(6, Math.floor(characters.length / 3));
  const shortened = (head: number): string =>
    `${characters.slice(0, head).join('').trimEnd()}…${characters
      .slice(characters.length - tail)
      .join('')
      .trimStart()}`;
  let [low, high] = [0, characters.length - tail];
  while (low < high) {
    const head = Math.ceil((low + high) / 2);
    if (measure(shortened(head), font) <= width) low = head;
    else high = head - 1;
  }
  return shortened(low);
}

/** A list within a width: as many of its parts as there is room for, and how many more. */
export function fitList(
  written: string,
  font: Font,
  width: number,
  measure: Measure,
  between = ', ',
): string {
  if (measure(written, font) <= width) return written;
  const parts = written.split(between);
  for (let kept = parts.length - 1; kept > 0; kept--) {
    const short = `${parts.slice(0, kept).join(between)} +${parts.length - kept}`;
    if (measure(short, font) <= width) return short;
  }
  return fit(written, font, width, measure);
}
