/** Words that lead to a line of code, and signs of how something fared. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Fate } from '../../src/core/diagram/drawing.ts';
import { fateInWords } from '../../src/core/diagram/words.ts';
import { icon } from './icons.ts';

export function fateMark(fate: Fate): TemplateResult | typeof nothing {
  if (fate === 'untouched') return nothing;
  return html`${icon(fate, 'mark')}<span class="sr-only">${fateInWords[fate]}: </span>`;
}

/** Between the type and the name in `aws_network_acl.public`, which alone may be wider than a side bar. */
const withinNames = /(?<=\w{12}\.)(?=[A-Za-z_])/;

/** Words whose long names may be broken between their parts, and nowhere else. */
export function breakable(text: string): string | readonly unknown[] {
  const parts = text.split(withinNames);
  return parts.length === 1 ? text : parts.map((part, index) => (index === 0 ? part : html`<wbr />${part}`));
}

/** A button that shows the line; plain words where there is none. */
export function link(text: string, id: string | undefined, reveal: (id: string) => void): TemplateResult {
  if (id === undefined) return html`<span>${breakable(text)}</span>`;
  return html`<button
    type="button"
    class="link-button"
    @click=${(event: Event) => {
      event.stopPropagation();
      reveal(id);
    }}
  >
    ${breakable(text)}
  </button>`;
}
