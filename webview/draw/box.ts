/** One box as an item of the tree that the keyboard walks. `data-id` is what events are told apart by. */
import { nothing, svg, type SVGTemplateResult } from 'lit/html.js';
import type { Box } from '../../src/core/diagram/drawing.ts';
import { boxClasses, boxPicture, type Shown } from '../../src/core/diagram/picture/box.ts';
import { fateInWords, kindInWords } from '../../src/core/diagram/words.ts';
import { drawShapes } from './shapes.ts';
import { widthOf } from './text.ts';

export interface TreePlace {
  /** 1 for the outermost. */
  readonly level: number;
  /** Counted from 1 among the boxes with the same parent, and how many those are, whether all are drawn or not. */
  readonly position: number;
  readonly size: number;
  /** The one box of the tree that the Tab key stops at. */
  readonly current: boolean;
  /** The editor's cursor is on its code. */
  readonly here: boolean;
}

/** @returns what stands at the box's place */
export function drawBox(box: Box, { level, position, size, current, here }: TreePlace): SVGTemplateResult {
  const { shown, shapes } = boxPicture(box, widthOf);
  const { fold } = box;
  return svg`<g
    class="${boxClasses(box)}${here ? ' here' : ''}${current ? ' current' : ''}"
    role="treeitem"
    aria-level=${level}
    aria-posinset=${position}
    aria-setsize=${size}
    aria-label=${boxInWords(box, shown)}
    aria-expanded=${fold === undefined ? nothing : fold.isFolded ? 'false' : 'true'}
    aria-current=${here ? 'location' : nothing}
    tabindex=${current ? 0 : -1}
    data-id=${box.id}
  ><title>${boxTooltip(box)}</title>${current || here ? halo(box) : nothing}${drawShapes(shapes)}</g>`;
}

/** Stands round a box that the editor's cursor or the focus is on. */
function halo({ form, width, height }: Box): SVGTemplateResult {
  const by = 4;
  const radius = form === 'tag' ? height / 2 + by : form === 'stateful-gate' ? 19 : 9;
  return svg`<rect class="halo" x=${-by} y=${-by} width=${width + 2 * by} height=${height + 2 * by} rx=${radius} />`;
}

/**
 * A box in one breath: `Network ACL main, 1 in · 1 out (aws_network_acl.main), dropped: ACK: …`. It begins with what is
 * seen, so that people who speak to their computer can say it.
 */
function boxInWords({ name, detail, fate, verdicts, unknown, fold }: Box, shown: Shown): string {
  const full = detail === shown.detail ? name : `${name}, ${detail}`;
  const seen = [`${shown.caption} ${shown.label}`, shown.detail].filter((part) => part !== '').join(', ');
  const told = [fateInWords[fate], ...verdicts].filter((part) => part !== '').join(': ');
  const folded = fold === undefined ? '' : fold.isFolded ? `${fold.count} folded` : `one of ${fold.count}`;
  const rest = [told, folded, ...unknown.map(({ text }) => `not known: ${text}`)].filter(
    (part) => part !== '',
  );
  return `${seen}${full === shown.label ? '' : ` (${full})`}${rest.map((part) => `, ${part}`).join('')}`;
}

/** Everything its place has no room for. */
function boxTooltip({ kind, name, detail, verdicts, unknown }: Box): string {
  return [
    `${kindInWords[kind]} ${name}`,
    detail,
    ...verdicts,
    ...unknown.map(({ text }) => `Not known: ${text}`),
  ]
    .filter((part) => part !== '')
    .join('\n');
}
