/**
 * A drawing as an SVG file that needs nothing else: its own style, generic fonts, and the text alternative. Every text is
 * escaped; nothing in it can run, load or link to anything.
 */
import type { Drawing } from './drawing.ts';
import { boxClasses, boxPicture } from './picture/box.ts';
import { coveredEdges } from './picture/covered.ts';
import { edgePicture } from './picture/edge.ts';
import type { Measure } from './picture/fit.ts';
import { number } from './picture/lines.ts';
import { packetLine, packetWords, trackedPicture } from './picture/packet.ts';
import { measureSans } from './picture/sansWidths.ts';
import { group, type Shape } from './picture/shape.ts';
import { styleOf, type Theme } from './svgStyle.ts';
import { tableOf } from './table.ts';
import { kindInWords } from './words.ts';

export interface SvgOptions {
  /** What is drawn: the module's folder or the template's name. */
  readonly title: string;
  readonly theme: Theme;
  readonly measure?: Measure;
}

/** The whole file. */
export function svgOf(drawing: Drawing, { title, theme, measure = measureSans }: SvgOptions): string {
  const { width, height, boxes, edges, probe } = drawing;
  const covered = coveredEdges(drawing);
  const packets = probe?.packets ?? [];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escape(`Network of ${title}`)}</title>`,
    `<desc id="desc">${escape(descriptionOf(drawing))}</desc>`,
    `<style>${styleOf(theme)}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    ...boxes.map((box) => {
      const { shapes } = boxPicture(box, measure);
      const facts = [`${kindInWords[box.kind]} ${box.name}`, box.detail, ...box.verdicts];
      const tooltip = facts.filter((fact) => fact !== '').join('\n');
      return write(group(boxClasses(box), shapes, { x: box.x, y: box.y, title: tooltip }));
    }),
    ...edges.map((edge) => write(edgePicture(edge, covered.has(edge.id), measure))),
    ...packets.map((packet) => write(packetLine(packet))),
    ...(probe?.trackedFlows ?? []).map((flow) => write(trackedPicture(flow, measure))),
    ...packets.map((packet) => write(packetWords(packet, width, measure))),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

/** The table of the drawing, a line a row: the probe first. */
function descriptionOf(drawing: Drawing): string {
  const { summary } = drawing;
  const table = tableOf(drawing);
  const hops = table.hops.map(({ name, facts }) => [name, ...facts].join(', '));
  const boxes = table.boxes.map(({ what, name, facts }) => [`${what} ${name}`, ...facts].join(', '));
  const edges = table.edges.map(({ name }) => name);
  return [summary, ...hops, ...boxes, ...edges].join('\n');
}

function write(shape: Shape): string {
  switch (shape.kind) {
    case 'group': {
      const { className, x, y, scale, title, children } = shape;
      if (children.length === 0) return '';
      const moves = [
        x === 0 && y === 0 ? '' : `translate(${number(x)} ${number(y)})`,
        scale === 1 ? '' : `scale(${number(scale)})`,
      ].filter((part) => part !== '');
      const transform = moves.length === 0 ? '' : ` transform="${moves.join(' ')}"`;
      const tooltip = title === '' ? '' : `<title>${escape(title)}</title>`;
      return `<g class="${escape(className)}"${transform}>${tooltip}${children.map(write).join('')}</g>`;
    }
    case 'rect': {
      const { className, x, y, width, height, radius } = shape;
      const round = radius === 0 ? '' : ` rx="${number(radius)}"`;
      return `<rect class="${className}" x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"${round}/>`;
    }
    case 'path':
      return `<path class="${shape.className}" d="${shape.d}"/>`;
    case 'text': {
      const { className, x, y, text, anchor } = shape;
      if (text === '') return '';
      const side = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
      return `<text class="${className}" x="${number(x)}" y="${number(y)}"${side}>${escape(text)}</text>`;
    }
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of a drawing has no control characters, but the title may: XML has no way to write them. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
