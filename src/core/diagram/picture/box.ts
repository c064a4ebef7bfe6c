/**
 * Boxes. A network ACL is a wall with two slits, one a direction, for it judges each packet by itself; a security group
 * is a rounded shield with a single opening for both, for it remembers. Several in one are a stack.
 */
import type { Box } from '../drawing.ts';
import { band, lanes } from '../geometry.ts';
import { kindInShort, kindInWords } from '../words.ts';
import { fit, fitList, fonts, type Measure } from './fit.ts';
import { glyph } from './glyphs.ts';
import { group, path, rect, text, type Shape } from './shape.ts';
import { badge } from './signs.ts';

/** Wall thickness of a network ACL. */
const wall = 7;
const slitHeight = 18;

/** What a box has room for. */
export interface Shown {
  readonly caption: string;
  readonly label: string;
  readonly detail: string;
}

export interface BoxPicture {
  readonly shown: Shown;
  /** From the box's own top left. */
  readonly shapes: readonly Shape[];
}

/** The classes of a box, for its style. */
export function boxClasses({ kind, form, fate, isUnknown, isRevealable, isFound }: Box): string {
  const fateClass = fate === 'untouched' && isUnknown ? 'fate-outside' : `fate-${fate}`;
  return [
    'box',
    `box-${kind}`,
    `form-${form}`,
    fateClass,
    isUnknown ? 'uncertain' : '',
    isRevealable ? 'revealable' : '',
    isFound ? 'found' : '',
  ]
    .filter((name) => name !== '')
    .join(' ');
}

/** The shapes of a box. */
export function boxPicture(box: Box, measure: Measure): BoxPicture {
  switch (box.form) {
    case 'container':
      return container(box, measure);
    case 'tag':
      return tag(box, measure);
    case 'stateless-gate':
    case 'stateful-gate':
    case 'tile':
      return checkpoint(box, measure);
  }
}

function container(box: Box, measure: Measure): BoxPicture {
  const { kind, width, height, fold } = box;
  const caption = kindInWords[kind];
  // The tag of a subnet's route table is on the right.
  const room = kind === 'subnet' ? width - 272 : width - 20;
  const labelX = 34 + measure(caption, fonts.caption) + 7;
  const label = fit(box.label, fonts.label, (room - labelX) * (box.detail === '' ? 1 : 0.55), measure);
  const detailX = labelX + measure(label, fonts.label) + 9;
  const detail = fit(box.detail, fonts.detail, Math.max(20, room - detailX), measure);
  const shapes = [
    rect('frame', { width, height }, kind === 'vpc' ? 10 : 8),
    group('kind', [glyph(kind)], { x: 13, y: 11, scale: 0.875 }),
    text('caption', 34, 23, caption),
    text('label', labelX, 23, label),
    text('detail', detailX, 23, detail),
    ...(fold === undefined ? [] : [foldSign(fold.isFolded, width - 272, 11)]),
  ];
  return { shown: { caption, label, detail }, shapes };
}

function foldSign(isFolded: boolean, x: number, y: number): Shape {
  return group('fold', [glyph(isFolded ? 'unfold' : 'fold')], { x, y, scale: 0.875 });
}

function tag(box: Box, measure: Measure): BoxPicture {
  const { kind, width, height } = box;
  const room = width - 34;
  const label = fit(box.label, fonts.tag, room * 0.5, measure);
  const detailX = 25 + measure(label, fonts.tag) + 7;
  const detail = fitList(box.detail, fonts.detail, Math.max(16, width - 9 - detailX), measure, ' · ');
  const shapes = [
    rect('frame', { width, height }, height / 2),
    group('kind', [glyph(kind)], { x: 8, y: 5, scale: 0.75 }),
    text('tag-label', 25, 15.2, label),
    text('detail', detailX, 15.2, detail),
    ...(box.fate === 'untouched' || box.fate === 'passed' ? [] : [badge(box.fate, width - 4, 1, 14)]),
  ];
  return { shown: { caption: kindInWords[kind], label, detail }, shapes };
}

function checkpoint(box: Box, measure: Measure): BoxPicture {
  const { kind, form, width, height, fold } = box;
  const inset = form === 'stateless-gate' ? wall + 7 : 11;
  const room = width - 2 * inset;
  const caption = fit(kindInShort[kind] ?? kindInWords[kind], fonts.caption, room - 13, measure);
  const label = fit(box.label, fonts.label, fold === undefined ? room : room - 14, measure);
  const detail = fit(box.detail, fonts.detail, room, measure);
  const shapes = [
    ...body(box),
    group('kind', [glyph(kind)], { x: inset, y: 7.5, scale: 0.8125 }),
    text('caption', inset + 19, 18.5, caption),
    text('label', inset, 35.5, label),
    text('detail', inset, height - 11.5, detail),
    ...(fold === undefined ? [] : [foldSign(fold.isFolded, width - 22, 22)]),
    ...sign(box),
  ];
  return { shown: { caption, label, detail }, shapes };
}

function body({ kind, form, width, height, fold }: Box): readonly Shape[] {
  switch (form) {
    case 'stateless-gate':
      return [
        rect('frame', { width, height }, 3),
        ...[0, width - wall].map((x) => path('wall', `M${x} 0h${wall}v${height}h${-wall}z`)),
        ...[middleOf('inward'), middleOf('outward')].map((y) =>
          rect('slit', { x: -1, y: y - slitHeight / 2, width: width + 2, height: slitHeight }),
        ),
        path('chevron', chevrons(width)),
      ];
    case 'stateful-gate': {
      const [x, y] = [width / 2, band.middle];
      return [
        rect('frame', { width, height }, 16),
        rect('slit', { x: -1, y: band.top - 2, width: width + 2, height: band.bottom - band.top + 4 }),
        path('chevron', `M${x - 6} ${y - 3}l-4 3l4 3M${x + 6} ${y - 3}l4 3l-4 3M${x - 10} ${y}h20`),
      ];
    }
    case 'container':
    case 'tag':
    case 'tile': {
      const radius = kind === 'internet' || kind === 'on-premises' || kind === 'peer' ? 12 : 6;
      const isStack = fold?.isFolded === true || kind === 'interfaces';
      const behind = [6, 3].map((by) => path('stack', `M${width} ${by}h${by}v${height}h${-width}v${-by}`));
      return [...(isStack ? behind : []), rect('frame', { width, height }, radius)];
    }
  }
}

function middleOf(heading: keyof typeof lanes): number {
  return (lanes[heading].request + lanes[heading].reply) / 2;
}

/** Inwards above, outwards below. */
function chevrons(width: number): string {
  const x = width / 2;
  return `M${x - 3} ${middleOf('inward') - 3}l3 3l-3 3M${x + 3} ${middleOf('outward') - 3}l-3 3l3 3`;
}

function sign({ fate, width }: Box): readonly Shape[] {
  return fate === 'untouched' ? [] : [badge(fate, width - 3, 1)];
}
