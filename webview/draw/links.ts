/** Words that lead to a line of code, and signs of how something fared. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Fate } from '../../src/core/diagram/drawing.ts';
import { fateInWords } from '../../src/core/diagram/words.ts';
import { icon } from './icons.ts';

export function fateMark(fate: Fate): TemplateResult | typeof nothing {
  if (fate === 'untouched') return nothing;
  return html`${icon(fate, 'mark')}<span class="sr-only">${fateInWords[fate]}: </span>`;
}

/** A button that shows the line; plain words where there is none. */
export function link(text: string, id: string | undefined, reveal: (id: string) => void): TemplateResult {
  if (id === undefined) return html`<span>${text}</span>`;
  return html`<button
    type="button"
    class="link-button"
    @click=${(event: Event) => {
      event.stopPropagation();
      reveal(id);
    }}
  >
    ${text}
  </button>`;
}
