/** What the scan found and how the drawn packets fared, under tabs: hop by hop, by ports, and in nmap's words. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { guard } from 'lit/directives/guard.js';
import type { Drawing, Fate, Hop, TableRow } from '../../src/core/diagram/drawing.ts';
import { tableOf } from '../../src/core/diagram/table.ts';
import type { PanelScan, PortRow } from '../../src/protocol.ts';
import { button } from '../controls.ts';
import type { Tab, UiState } from '../uiState.ts';
import { icon } from './icons.ts';
import { fateMark, link } from './links.ts';
import { drawPortMap, type MapActions } from './portMap.ts';
import { drawTable } from './table.ts';

export interface ResultActions extends MapActions {
  readonly showTab: (tab: Tab) => void;
  readonly copyScan: (format: 'text' | 'xml') => void;
  /** A hop of the list has the focus. */
  readonly showHop: (index: number) => void;
}

/** What of the results is shown. */
export interface ResultView {
  readonly ui: UiState;
  /** Ids of what the editor's cursor is on. */
  readonly here: ReadonlySet<string>;
  /** The hop that was stepped to, counted through all packets. */
  readonly hop: number | undefined;
  /** First port of the range that is explained. */
  readonly chosenPort: number | undefined;
}

const titles: Record<Tab, string> = { hops: 'Hops', ports: 'Ports', nmap: 'nmap', table: 'Table' };

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
  view: ResultView,
  actions: ResultActions,
): TemplateResult {
  const { tab } = view.ui;
  if (tab === 'hops') return hops(drawing, view, actions);
  if (tab === 'table') return html`${guard([drawing], () => drawTable(tableOf(drawing), actions.reveal))}`;
  if (scan === undefined)
    return html`<p class="hint">No scan yet: choose a target above and press Simulate.</p>`;
  return tab === 'ports' ? portTable(scan, view, actions) : nmapText(scan, actions);
}

/** The hop of a number, counted through all packets. */
export function hopAt({ probe }: Drawing, index: number | undefined): Hop | undefined {
  return index === undefined ? undefined : probe?.packets.flatMap(({ hops: met }) => met)[index];
}

/** Arrow keys walk along the path. */
function hops(drawing: Drawing, view: ResultView, actions: ResultActions): TemplateResult {
  const { probe } = drawing;
  if (probe === undefined)
    return html`${guard([drawing], () => contents(tableOf(drawing).boxes, actions.reveal))}`;
  let index = 0;
  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const list = [
      ...(event.currentTarget as Element).querySelectorAll<HTMLElement>('[data-hop] .link-button'),
    ];
    const at = list.indexOf(event.target as HTMLElement);
    if (step === undefined || at < 0) return;
    list[at + step]?.focus();
    event.preventDefault();
  };
  return html`<div class="path-list" @keydown=${walk}>
    ${probe.packets.map(
      ({ title, hops: met }) =>
        html`<h2 class="packet-title">${title}</h2>
          <ol class="hops">
            ${met.map((hop) => hopLine(hop, index++, view, actions))}
          </ol>`,
    )}
    ${probe.assumed.map(
      ({ text, revealId }) =>
        html`<p class="reason">${link(`Assumed: ${text}`, revealId, actions.reveal)}</p>`,
    )}
  </div>`;
}

function hopLine(
  { text, fate, revealId, isAssumed, unknown }: Hop,
  index: number,
  { here, hop }: ResultView,
  { reveal, showHop }: ResultActions,
): TemplateResult {
  const isHere = here.has(revealId);
  return html`<li
    class="hop fate-${fate}${isHere ? ' here' : ''}${index === hop ? ' stepped' : ''}"
    aria-current=${isHere ? 'location' : index === hop ? 'step' : nothing}
    data-hop=${index}
    @focusin=${() => {
      showHop(index);
    }}
  >
    ${fateMark(fate)}
    <div>
      ${link(text, revealId, reveal)}
      ${isAssumed ? html`<div class="reason">AWS does not document this</div>` : nothing}
      ${unknown.map(
        (reason) =>
          html`<div class="reason">${link(`Not known: ${reason.text}`, reason.revealId, reveal)}</div>`,
      )}
    </div>
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

const stateMarks: ReadonlyMap<string, Exclude<Fate, 'untouched'>> = new Map([
  ['unfiltered', 'passed'],
  ['open', 'passed'],
  ['closed', 'passed'],
  ['filtered', 'dropped'],
]);

/** Roles are written out, as the rows are no table rows to the browser where there is little width. */
function portTable(
  { rows, summary, map }: PanelScan,
  { ui, chosenPort }: ResultView,
  actions: ResultActions,
): TemplateResult {
  const { reveal } = actions;
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
    ${drawPortMap(map, { shown: ui.ports, chosen: chosenPort }, actions)}
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
  const copyButton = (label: string, format: 'text' | 'xml'): TemplateResult =>
    button(
      {
        label,
        onClick: () => {
          copyScan(format);
        },
      },
      'secondary',
    );
  return html`<div class="nmap">
    <pre tabindex="0" role="region" aria-label="nmap output">${text}</pre>
    <div class="nmap-actions">${copyButton('Copy', 'text')} ${copyButton('Copy as XML', 'xml')}</div>
  </div>`;
}
