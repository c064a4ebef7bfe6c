/** What the scan found and how the drawn packets fared, under tabs: hop by hop, by ports, and in nmap's words. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Drawing, Fate, Hop, TableRow } from '../../src/core/diagram/drawing.ts';
import { fateInWords } from '../../src/core/diagram/words.ts';
import type { PanelScan, PortRow } from '../../src/protocol.ts';
import { button } from '../controls.ts';
import type { Tab, UiState } from '../uiState.ts';
import { icon } from './icons.ts';

export interface ResultActions {
  readonly showTab: (tab: Tab) => void;
  readonly reveal: (id: string) => void;
  readonly copyScan: () => void;
}

/** What of the results is shown. */
export interface ResultView {
  readonly ui: UiState;
  /** Ids of what the editor's cursor is on. */
  readonly here: ReadonlySet<string>;
}

const titles: Record<Tab, string> = { hops: 'Hops', ports: 'Ports', nmap: 'nmap' };

/** The tab list and the panel of the tab that is shown. */
export function drawResults(
  drawing: Drawing,
  scan: PanelScan | undefined,
  view: ResultView,
  actions: ResultActions,
): TemplateResult {
  const shown = view.ui.tab;
  const tabs = Object.keys(titles) as readonly Tab[];
  const titleOf = (tab: Tab): string =>
    tab === 'hops' && drawing.probe === undefined ? 'Contents' : titles[tab];
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = tabs[(tabs.indexOf(shown) + step + tabs.length) % tabs.length] ?? shown;
    actions.showTab(next);
    document.getElementById(`tab-${next}`)?.focus();
    event.preventDefault();
  };
  return html`<section class="results" aria-label="Results">
    <div class="tabs" role="tablist" aria-label="Results" @keydown=${move}>
      ${tabs.map(
        (tab) =>
          html`<button
            type="button"
            role="tab"
            id="tab-${tab}"
            class="tab"
            aria-selected=${tab === shown ? 'true' : 'false'}
            aria-controls="results-panel"
            tabindex=${tab === shown ? 0 : -1}
            @click=${() => {
              actions.showTab(tab);
            }}
          >
            ${titleOf(tab)}
          </button>`,
      )}
    </div>
    <div id="results-panel" class="panel" role="tabpanel" aria-labelledby="tab-${shown}" tabindex="0">
      ${panel(drawing, scan, view, actions)}
    </div>
  </section>`;
}

function panel(
  drawing: Drawing,
  scan: PanelScan | undefined,
  { ui: { tab }, here }: ResultView,
  actions: ResultActions,
): TemplateResult {
  if (tab === 'hops') return hops(drawing, here, actions);
  if (scan === undefined)
    return html`<p class="hint">No scan yet: choose a target above and press Simulate ACK scan.</p>`;
  return tab === 'ports' ? portTable(scan, actions) : nmapText(scan, actions);
}

function hops(
  { probe, table }: Drawing,
  here: ReadonlySet<string>,
  { reveal }: ResultActions,
): TemplateResult {
  if (probe === undefined) return contents(table.boxes, reveal);
  return html`${probe.packets.map(
    ({ title, hops: met }) =>
      html`<h2 class="packet-title">${title}</h2>
        <ol class="hops">
          ${met.map((hop) => hopLine(hop, here, reveal))}
        </ol>`,
  )}`;
}

function hopLine(
  { text, fate, revealId, unknown }: Hop,
  here: ReadonlySet<string>,
  reveal: (id: string) => void,
): TemplateResult {
  const isHere = here.has(revealId);
  return html`<li
    class="hop fate-${fate}${isHere ? ' here' : ''}"
    aria-current=${isHere ? 'location' : nothing}
  >
    ${fateMark(fate)}<span
      >${link(text, revealId, reveal)}${unknown.map(
        (reason) =>
          html`<span class="reason"> Not known: ${link(reason.text, reason.revealId, reveal)}</span>`,
      )}</span
    >
  </li>`;
}

/** What contains what, where no probe is drawn. */
function contents(rows: readonly TableRow[], reveal: (id: string) => void): TemplateResult {
  return html`<ol class="hops">
    ${rows.map(
      ({ what, name, facts, fate, revealId }) =>
        html`<li class="hop fate-${fate}">
          ${link([`${what} ${name}`, ...facts].join(', '), revealId, reveal)}
        </li>`,
    )}
  </ol>`;
}

function fateMark(fate: Fate): TemplateResult | typeof nothing {
  if (fate === 'untouched') return nothing;
  return html`${icon(fate, 'mark')}<span class="sr-only">${fateInWords[fate]}: </span>`;
}

function link(text: string, id: string | undefined, reveal: (id: string) => void): TemplateResult {
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

const stateMarks: ReadonlyMap<string, Exclude<Fate, 'untouched'>> = new Map([
  ['unfiltered', 'passed'],
  ['open', 'passed'],
  ['closed', 'passed'],
  ['filtered', 'dropped'],
]);

/** Roles are written out, as the rows are no table rows to the browser where there is little width. */
function portTable({ rows, summary }: PanelScan, { reveal }: ResultActions): TemplateResult {
  if (rows.length === 0) return html`<p class="hint">${summary}</p>`;
  const row = ({ ports, state, reason, because, revealId }: PortRow): TemplateResult =>
    html`<tr
      role="row"
      class=${revealId === undefined ? '' : 'revealable'}
      @click=${() => {
        if (revealId !== undefined) reveal(revealId);
      }}
    >
      <th scope="row" role="rowheader">${ports}</th>
      <td role="cell" class="state fate-${stateMarks.get(state) ?? 'unknown'}">
        ${icon(stateMarks.get(state) ?? 'unknown', 'mark')}<span>${state}</span>
      </td>
      <td role="cell" class="reason">${reason}</td>
      <td role="cell" class="because">${link(because, revealId, reveal)}</td>
    </tr>`;
  return html`<p class="summary">${summary}</p>
    <table class="ports" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">Ports</th>
          <th scope="col" role="columnheader">State</th>
          <th scope="col" role="columnheader">Reason</th>
          <th scope="col" role="columnheader">Decided by</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(row)}
      </tbody>
    </table>`;
}

function nmapText({ text }: PanelScan, { copyScan }: ResultActions): TemplateResult {
  return html`<div class="nmap">
    <pre tabindex="0" role="region" aria-label="nmap output">${text}</pre>
    <div class="nmap-actions">${button({ label: 'Copy', onClick: copyScan }, 'secondary')}</div>
  </div>`;
}
