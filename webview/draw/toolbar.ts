/** The tools above the picture: step and replay, look for something, narrow down, zoom, save. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Box } from '../../src/core/diagram/drawing.ts';
import type { ViewChange } from '../../src/core/diagram/view.ts';
import type { PanelDrawing } from '../../src/protocol.ts';
import { iconButton, searchField } from '../controls.ts';
import { icon } from './icons.ts';

export interface ToolActions {
  /** One step closer or further away, or back to the width there is. */
  readonly zoom: (to: 1 | -1 | 'fit') => void;
  readonly replay: () => void;
  /** To the next hop of the probe, or the one before. */
  readonly step: (by: 1 | -1) => void;
  readonly search: (text: string) => void;
  /** To the next of what is found, or the one before. */
  readonly goToFound: (by: 1 | -1) => void;
  readonly changeView: (change: ViewChange) => void;
  readonly exportAs: (format: 'svg' | 'png') => void;
}

export interface ToolView {
  readonly current: string | undefined;
  readonly moving: boolean;
  /** What is typed into the search field. */
  readonly query: string;
}

export function toolbar(
  { drawing }: PanelDrawing,
  { moving }: ToolView,
  { zoom, replay, step, exportAs }: ToolActions,
): TemplateResult {
  const hasHops = drawing.probe?.packets.some(({ hops }) => hops.length > 0) === true;
  const tool = (
    label: string,
    name: Parameters<typeof icon>[0],
    onClick: () => void,
    key?: string,
  ): TemplateResult => iconButton({ label, onClick, ...(key === undefined ? {} : { key }) }, icon(name));
  return html`<div class="tools" role="toolbar" aria-label="Diagram">
    ${
      hasHops
        ? html`${tool('Previous hop', 'step-back', () => {
            step(-1);
          })}${tool('Next hop', 'step-on', () => {
            step(1);
          })}`
        : nothing
    }
    ${moving && drawing.probe !== undefined ? tool('Replay the packets', 'replay', replay) : nothing}
    ${tool('Zoom out', 'zoom-out', () => zoom(-1), '-')}
    ${tool('Fit to width', 'fit', () => zoom('fit'), '0')} ${tool('Zoom in', 'zoom-in', () => zoom(1), '+')}
    ${tool('Save as SVG', 'save', () => {
      exportAs('svg');
    })}
    ${tool('Save as PNG', 'save-image', () => {
      exportAs('png');
    })}
  </div>`;
}

/** The search field, and what of the picture is left out. */
export function finder(
  { drawing, view }: PanelDrawing,
  { query }: ToolView,
  { search, goToFound, changeView }: ToolActions,
): TemplateResult {
  const found = drawing.boxes.filter(({ isFound }) => isFound).length;
  return html`<div class="finder" role="search">
    ${searchField({ label: 'Find', hint: 'Name, address or port', value: query, onType: search, onEnter: goToFound })}
    ${
      view.query === ''
        ? nothing
        : html`<span class="found-count">${found} found</span> ${toggle(
              'Only what is found',
              view.onlyFound,
              () => {
                changeView({ onlyFound: !view.onlyFound });
              },
            )}`
    }
    ${
      view.focus === undefined
        ? nothing
        : toggle(`Only around ${view.focus}`, true, () => {
            changeView({ focus: null });
          })
    }
  </div>`;
}

/** What can be done with the current box. Below the picture, so that it does not move while somebody clicks into it. */
export function boxTools(
  { drawing, view }: PanelDrawing,
  { current }: ToolView,
  { changeView }: ToolActions,
): TemplateResult | typeof nothing {
  const box = drawing.boxes.find(({ id }) => id === current);
  if (box === undefined) return nothing;
  const { fold, label } = box;
  const address = view.focus === undefined ? interfaceOf(box) : undefined;
  if (address === undefined && fold === undefined) return nothing;
  return html`<div class="box-tools">
    ${
      address === undefined
        ? nothing
        : toggle(`Only around ${label}`, false, () => {
            changeView({ focus: address });
          })
    }
    ${
      fold === undefined
        ? nothing
        : toggle(`${fold.count} ${isAlike(box) ? 'alike' : 'interfaces'}, one by one`, !fold.isFolded, () => {
            changeView({ fold: { id: fold.id, isFolded: !fold.isFolded } });
          })
    }
  </div>`;
}

/** Whether what is folded fares alike, other than everything in a subnet. */
function isAlike({ kind }: Box): boolean {
  return kind !== 'subnet' && kind !== 'interfaces';
}

/** The address of the interface a box stands for. */
function interfaceOf({ id }: Box): string | undefined {
  const prefix = 'interface ';
  return id.startsWith(prefix) ? id.slice(prefix.length) : undefined;
}

function toggle(label: string, isOn: boolean, onClick: () => void): TemplateResult {
  return html`<button type="button" class="toggle" aria-pressed=${isOn ? 'true' : 'false'} @click=${onClick}>
    ${label}
  </button>`;
}
