/**
 * How wide text is in an ordinary sans-serif font, for pictures made where none can be asked: the advance widths of
 * Helvetica's metrics in thousandths of the size, with a little room for fonts that are wider.
 */
import type { Measure } from './fit.ts';

const usual = 556;
const widths: ReadonlyMap<string, number> = new Map(
  (
    [
      [191, "'"],
      [222, 'ijl'],
      [278, ' !,./:;I[\\]ft'],
      [260, '|'],
      [333, '()-`r{}'],
      [355, '"'],
      [389, '*'],
      [469, '^'],
      [500, 'Jckszvxy'],
      [584, '+<=>~'],
      [611, 'FTZ'],
      [667, '&ABEKPSVXY'],
      [722, 'CDHNRUw'],
      [778, 'GOQ'],
      [833, 'Mm'],
      [889, '%'],
      [944, 'W'],
      [1015, '@'],
      [1000, '…→←⇄'],
    ] as const
  ).flatMap(([width, characters]) => Array.from(characters, (character) => [character, width] as const)),
);

/** Fonts that stand in for Helvetica are up to a tenth wider. */
const spare = 1.12;

/** The width of text in the fonts of a picture that stands alone. */
export const measureSans: Measure = (text, { size, weight }) => {
  let sum = 0;
  for (const character of text) sum += widths.get(character) ?? (character < '\u02ff' ? usual : 1000);
  return (sum * size * (weight === 600 ? 1.16 : 1) * spare) / 1000;
};
