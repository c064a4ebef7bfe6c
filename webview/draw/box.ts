/**
 * Boxes. A network ACL is a wall with two slits, one a direction, for it judges each packet by itself; a security group
 * is a rounded shield with a single opening for both, for it remembers. Fates are told by outline and sign, not colour.
 */
import { nothing, svg, type SVGTemplateResult } from 'lit/html.js';
import type { Box, Fate } from '../../src/core/diagram/drawing.ts';
import { glyph } from './icons.ts';
import { fit, fonts, widthOf } from './text.ts';
import { boxInWords, boxTooltip, kindInWords, type Shown } from './words.ts';

/** Where packets cross a box, measured from its top: the lanes of core/diagram/geometry. */
const band = { top: 38, inward: 45, outward: 59, bottom: 66 } as const;

/** Wall thickness of a network ACL. */
const wall = 7;

export interface TreePlace {
  /** 1 for the outermost. */
  readonly level: number;
  /** The one box of the tree that the Tab key stops at. */
  readonly current: boolean;
}

/** One box as an item of the tree. `data-id` is what events are told apart by. */
export function drawBox(box: Box, { level, current }: TreePlace): SVGTemplateResult {
  const fate = box.verdict === '' && box.fate === 'unknown' ? 'outside' : box.fate;
  const { shown, content } = box.container ? container(box) : checkpoint(box);
  return svg`<g
    class="box box-${box.kind} fate-${fate}${box.revealable ? ' revealable' : ''}"
    transform="translate(${box.x} ${box.y})"
    role="treeitem"
    aria-level=${level}
    aria-label=${boxInWords(box, shown)}
    tabindex=${current ? 0 : -1}
    data-id=${box.id}
  ><title>${boxTooltip(box)}</title>${content}${sign(box)}</g>`;
}

interface Drawn {
  readonly shown: Shown;
  readonly content: SVGTemplateResult;
}

function container(box: Box): Drawn {
  const { kind, width, height } = box;
  const caption = kindInWords[kind];
  const labelX = 34 + widthOf(caption, fonts.caption) + 7;
  const label = fit(box.label, fonts.label, (width - labelX) * 0.5);
  const detailX = labelX + widthOf(label, fonts.label) + 9;
  const detail = fit(box.detail, fonts.detail, width - detailX - 14);
  const content = svg`<rect class="frame" width=${width} height=${height} rx=${kind === 'vpc' ? 10 : 7} />
    <g class="kind" transform="translate(13 9) scale(.875)">${glyph(kind)}</g>
    <text class="caption" x="34" y="21">${caption}</text>
    <text class="label" x=${labelX} y="21">${label}</text>
    <text class="detail" x=${detailX} y="21">${detail}</text>`;
  return { shown: { caption, label, detail }, content };
}

/** Shorter where the column leaves less room. */
const captions: Partial<Record<Box['kind'], string>> = { 'internet-gateway': 'Gateway' };

function checkpoint(box: Box): Drawn {
  const { kind, width, height } = box;
  const inset = kind === 'network-acl' ? wall + 7 : 11;
  const room = width - 2 * inset;
  const caption = fit(captions[kind] ?? kindInWords[kind], fonts.caption, room - 18);
  const label = fit(box.label, fonts.label, room);
  const detail = fit(box.detail, fonts.detail, room);
  const content = svg`${body(kind, width, height)}
    <g class="kind" transform="translate(${inset} 7) scale(.8125)">${glyph(kind)}</g>
    <text class="caption" x=${inset + 18} y="17.5">${caption}</text>
    <text class="label" x=${inset} y="33">${label}</text>
    <text class="detail" x=${inset} y=${height - 11}>${detail}</text>`;
  return { shown: { caption, label, detail }, content };
}

function body(kind: Box['kind'], width: number, height: number): SVGTemplateResult {
  switch (kind) {
    case 'network-acl':
      return svg`<rect class="frame" width=${width} height=${height} rx="3" />
        ${[0, width - wall].map((x) => svg`<path class="wall" d="M${x} 0h${wall}v${height}h${-wall}z" />`)}
        ${[band.inward, band.outward].map(
          (y) => svg`<rect class="slit" x="-1" y=${y - 5} width=${width + 2} height="10" />`,
        )}
        <path class="chevron" d="M${width / 2 - 3} ${band.inward - 3}l3 3l-3 3M${width / 2 + 3} ${band.outward - 3}l-3 3l3 3" />`;
    case 'security-group':
      return svg`<rect class="frame" width=${width} height=${height} rx="16" />
        <rect class="slit" x="-1" y=${band.top} width=${width + 2} height=${band.bottom - band.top} />
        <path class="chevron" d="M${width / 2 - 6} ${band.inward + 4}l-4 3l4 3M${width / 2 + 6} ${band.inward + 4}l4 3l-4 3M${width / 2 - 10} ${band.inward + 7}h20" />`;
    case 'internet':
    case 'internet-gateway':
    case 'vpc':
    case 'subnet':
    case 'instance':
    case 'network-interface':
      return svg`<rect class="frame" width=${width} height=${height} rx=${kind === 'internet' ? 12 : 5} />`;
  }
}

/** A tick, a cross or a question mark on the corner: each in a shape of its own. */
function sign({ fate, verdict, container, width }: Box): SVGTemplateResult | typeof nothing {
  if (container || fate === 'untouched' || (verdict === '' && fate === 'unknown')) return nothing;
  return svg`<g class="sign" transform="translate(${width - 11} -7)">${badge(fate)}</g>`;
}

const plates: Record<Exclude<Fate, 'untouched'>, string> = {
  passed: 'M8 0a8 8 0 1 0 0 16a8 8 0 1 0 0-16z',
  dropped: 'M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7z',
  unknown: 'M8 -1.5L17.5 8L8 17.5L-1.5 8z',
};

/** The sign for a fate, 16 × 16. */
export function badge(fate: Exclude<Fate, 'untouched'>): SVGTemplateResult {
  return svg`<g class="badge fate-${fate}"><path class="plate" d=${plates[fate]} />${glyph(fate)}</g>`;
}
