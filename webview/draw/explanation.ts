/** Why a range of ports fares as it does, in words with links to the lines that decided. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PortBoundary, PortSpan } from '../../src/core/diagram/portMap.ts';
import { fateMark, link } from './links.ts';

/** @param edges the rules that begin or end at the range's edges */
export function explanation(
  span: PortSpan,
  edges: readonly PortBoundary[],
  reveal: (id: string) => void,
): TemplateResult {
  const { first, last, state, reason, isAssumed, because, revealId, unknown, hops } = span;
  const ports = first === last ? `Port ${first}` : `Ports ${first}–${last}`;
  return html`<div class="explanation">
    <p>
      <strong>${ports} ${state}${reason === '' ? '' : ` (${reason})`}</strong>${
        isAssumed ? ', which is assumed' : nothing
      }:
      ${link(because, revealId, reveal)}
    </p>
    ${unknown.map(({ text, revealId: id }) => html`<p class="reason">Not known: ${link(text, id, reveal)}</p>`)}
    <ol class="hops">
      ${hops.map(
        ({ leg, text, fate, revealId: id }) =>
          html`<li class="hop fate-${fate}">
            ${fateMark(fate)}<span>${leg}: ${link(text, id, reveal)}</span>
          </li>`,
      )}
    </ol>
    ${edges.map(
      ({ port, rules }) =>
        html`<p class="edge">
          At ${port}:
          ${rules.map(({ text, revealId: id }, index) => [index === 0 ? '' : '; ', link(text, id, reveal)])}
        </p>`,
    )}
  </div>`;
}
