/** Why a range of ports fares as it does, in words with links to the lines that decided. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ExplainedHop, PortBoundary, PortSpan } from '../../src/core/diagram/portMap.ts';
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
    ${unknown.map(
      ({ text, revealId: id }) => html`<p class="reason">${link(`Not known: ${text}`, id, reveal)}</p>`,
    )}
    ${met('request', hops, reveal)} ${met('reply', hops, reveal)}
    ${edges.map(
      ({ port, rules }) =>
        html`<p class="edge-title">At port ${port}</p>
          ${rules.map(({ text, revealId: id }) => html`<p class="edge">${link(text, id, reveal)}</p>`)}`,
    )}
  </div>`;
}

const legs = { request: 'Request', reply: 'Reply' } as const;

/** What one of the two packets met. */
function met(
  leg: keyof typeof legs,
  all: readonly ExplainedHop[],
  reveal: (id: string) => void,
): TemplateResult | typeof nothing {
  const hops = all.filter((hop) => hop.leg === leg);
  if (hops.length === 0) return nothing;
  return html`<h2 class="leg-title">${legs[leg]}</h2>
    <ol class="hops">
      ${hops.map(
        ({ text, fate, revealId }) =>
          html`<li class="hop fate-${fate}">
            ${fateMark(fate)}<span>${link(text, revealId, reveal)}</span>
          </li>`,
      )}
    </ol>`;
}
