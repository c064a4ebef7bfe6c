/** Glyphs of our own, 16 × 16, drawn in lines of the current colour. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit/html.js';
import type { BoxKind } from '../../src/core/diagram/drawing.ts';

type Glyph =
  | BoxKind
  | 'passed'
  | 'dropped'
  | 'unknown'
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'replay'
  | 'warning'
  | 'error'
  | 'empty';

const strokes: Record<Glyph, string> = {
  'internet':
    'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M1.5 8h13M8 1.5c-4.4 4-4.4 9 0 13c4.4-4 4.4-9 0-13',
  'internet-gateway': 'M3 14.5v-13h10v13M1 14.5h14M5.5 8h5M8.5 5.8L10.7 8L8.5 10.2',
  'vpc': 'M4.5 12.5a3.2 3.2 0 0 1-.4-6.4a4.2 4.2 0 0 1 8 .8a2.9 2.9 0 0 1-.6 5.6z',
  'subnet': 'M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z',
  'network-acl': 'M4 1.5v4.5M6 1.5v4.5M10 1.5v4.5M12 1.5v4.5M4 10v4.5M6 10v4.5M10 10v4.5M12 10v4.5M1 8h14',
  'security-group': 'M8 1.5l5.5 2v4c0 3.4-2.2 5.8-5.5 7c-3.3-1.2-5.5-3.6-5.5-7v-4zM5.5 8l1.8 1.8L10.7 6.4',
  'instance':
    'M4 4h8v8H4zM6.5 6.5h3v3h-3zM6 1.5V4M10 1.5V4M6 12v2.5M10 12v2.5M1.5 6H4M1.5 10H4M12 6h2.5M12 10h2.5',
  'network-interface': 'M1.5 4h13v8h-13zM4 12V8.5h8V12M6.5 12v-1.5M9.5 12v-1.5',
  'passed': 'M4 8.3l2.6 2.6L12 5.5',
  'dropped': 'M5 5l6 6M11 5l-6 6',
  'unknown': 'M5.9 6.2a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.3M8 11.6v.2',
  'zoom-in': 'M3 8h10M8 3v10',
  'zoom-out': 'M3 8h10',
  'fit': 'M2 5.5V2h3.5M14 5.5V2h-3.5M2 10.5V14h3.5M14 10.5V14h-3.5',
  'replay': 'M3.2 5.2A5.5 5.5 0 1 1 2.5 9M3 1.8v3.6h3.6',
  'warning': 'M8 2l6.5 12h-13zM8 6.5v3.5M8 11.9v.2',
  'error': 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 4.5v4.5M8 11.2v.2',
  'empty': 'M2 3.5h4l1.5 2H14v7.5H2zM5.5 9.5h5',
};

/** The strokes alone, to be placed inside a picture. */
export function glyph(name: Glyph): SVGTemplateResult {
  return svg`<path class="glyph" d=${strokes[name]} />`;
}

/** A picture of its own for running text and buttons; hidden from assistive technology, as words stand beside it. */
export function icon(name: Glyph, className = ''): TemplateResult {
  return html`<svg class="icon ${className}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path class="glyph" d=${strokes[name]} />
  </svg>`;
}
