/** Glyphs for running text and buttons; hidden from assistive technology, as words stand beside them. */
import { html, type TemplateResult } from 'lit/html.js';
import { strokes, type GlyphName } from '../../src/core/diagram/picture/glyphs.ts';

type Icon = GlyphName | keyof typeof own;

const own = {
  'zoom-in': 'M3 8h10M8 3v10',
  'zoom-out': 'M3 8h10',
  'fit': 'M2 5.5V2h3.5M14 5.5V2h-3.5M2 10.5V14h3.5M14 10.5V14h-3.5',
  'replay': 'M3.2 5.2A5.5 5.5 0 1 1 2.5 9M3 1.8v3.6h3.6',
  'step-on': 'M3 3l6 5l-6 5zM12.5 3v10',
  'step-back': 'M13 3l-6 5l6 5zM3.5 3v10',
  'save': 'M8 2v8M4.8 7L8 10.2L11.2 7M2.5 11v2.5h11V11',
  'save-image': 'M2 3h12v10H2zM2 11l3.5-3.5l3 3l2-2L14 12M10.5 5.8a.7.7 0 1 0 .1 0',
  'warning': 'M8 2l6.5 12h-13zM8 6.5v3.5M8 11.9v.2',
  'error': 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 4.5v4.5M8 11.2v.2',
  'empty': 'M2 3.5h4l1.5 2H14v7.5H2zM5.5 9.5h5',
} as const;

const all: Readonly<Record<Icon, string>> = { ...strokes, ...own };

/** A picture of its own. */
export function icon(name: Icon, className = ''): TemplateResult {
  return html`<svg class="icon ${className}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path class="glyph" d=${all[name]} />
  </svg>`;
}
