/** The page in each of its states; everything in it is made from a snapshot of the host and the user's view settings. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PanelDrawing, PanelState } from '../../src/protocol.ts';
import type { UiState } from '../uiState.ts';
import { icon } from './icons.ts';
import { drawPicture, type Stretch } from './picture.ts';
import { probeForm, type ProbeActions } from './probeForm.ts';
import { drawResults, hopAt, type ResultActions, type ResultView } from './results.ts';
import { boxTools, finder, toolbar, type ToolActions, type ToolView } from './toolbar.ts';

export interface PageActions extends ResultActions, ProbeActions, ToolActions {
  readonly pressInTree: (event: KeyboardEvent) => void;
  readonly clickInTree: (event: MouseEvent) => void;
  readonly focusInTree: (event: FocusEvent) => void;
  readonly scrolled: () => void;
  /** The wheel over the picture. */
  readonly turn: (event: WheelEvent) => void;
  /** The mouse pressed, moved and released over the picture. */
  readonly pan: (event: PointerEvent) => void;
}

/** What the page shows besides the host's snapshot. */
export interface PageView extends ResultView, ToolView {
  readonly ui: UiState;
  readonly rows: Stretch;
  readonly portProblem: string;
}

/** Where the page shows no title of its own. */
const heading = html`<h1 class="sr-only">Ackscope</h1>`;

/** The page's content for a state. */
export function drawPage(state: PanelState, view: PageView, actions: PageActions): TemplateResult {
  switch (state.kind) {
    case 'loading':
      return html`<div class="message" role="status">
        ${heading}<span class="spinner" aria-hidden="true"></span>
        <p>Reading the network…</p>
      </div>`;
    case 'empty':
      return html`<div class="message">
        ${heading}${icon('empty', 'large')}
        <p>${state.message}</p>
      </div>`;
    case 'error':
      return html`<div class="message message-error" role="alert">
        ${heading}${icon('error', 'large')}
        <p>${state.message}</p>
      </div>`;
    case 'drawing':
      return drawing(state, view, actions);
  }
}

function drawing(state: PanelDrawing, view: PageView, actions: PageActions): TemplateResult {
  return html`
    <div class="stage">
      <header class="header">
        <h1 class="title" title=${state.title}>${state.title}</h1>
        ${finder(state, view, actions)} ${toolbar(state, view, actions)}
      </header>
      ${
        state.stale
          ? html`<p class="stale" role="status">
              ${icon('warning', 'mark')}<span
                >The code has errors: this is the last state that could be read.</span
              >
            </p>`
          : nothing
      }
      <div
        class="canvas"
        @keydown=${actions.pressInTree}
        @click=${actions.clickInTree}
        @focusin=${actions.focusInTree}
        @scroll=${actions.scrolled}
        @wheel=${{ handleEvent: actions.turn, passive: false }}
        @pointerdown=${actions.pan}
        @pointermove=${actions.pan}
        @pointerup=${actions.pan}
        @pointercancel=${actions.pan}
      >
        ${drawPicture({ ...view, ...state, zoom: view.ui.zoom, at: hopAt(state.drawing, view.hop) })}
      </div>
      ${boxTools(state, view, actions)} ${legend(state)} ${probeForm(state, view.portProblem, actions)}
    </div>
    ${drawResults(state.drawing, state.scan, view, actions)}
  `;
}

/** Only signs that occur are explained. */
function legend({ drawing: { boxes, probe } }: PanelDrawing): TemplateResult {
  const legs = new Map<string, string[]>();
  for (const { leg, label } of probe?.packets ?? []) {
    const labels = legs.get(leg) ?? [];
    legs.set(leg, labels.includes(label) ? labels : [...labels, label]);
  }
  const has = (kind: string): boolean => boxes.some((box) => box.kind === kind);
  return html`<ul class="legend" aria-label="Legend">
    ${[...legs].map(
      ([leg, labels]) =>
        html`<li>
          <svg class="icon path-${leg}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path class="line" d="M0 8h11" />
            <path class="head" d="M16 8l-7 -4.5v9z" />
          </svg>
          ${leg}, ${labels.join(', ')}
        </li>`,
    )}
    ${
      has('network-acl')
        ? html`<li>${icon('network-acl', 'mark')} two slits: stateless, each packet judged by itself</li>`
        : nothing
    }
    ${
      has('security-group')
        ? html`<li>${icon('security-group', 'mark')} one opening: stateful, replies pass</li>`
        : nothing
    }
    ${
      probe?.trackedFlows.some(({ isTracked }) => isTracked) === true
        ? html`<li>${icon('tracked', 'mark')} tracked flow: lets replies through without a rule</li>`
        : nothing
    }
    ${
      boxes.some((box) => box.isUnknown || box.fate === 'unknown')
        ? html`<li>
            <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
              <rect class="dashed" x="1.5" y="3" width="13" height="10" rx="2" />
            </svg>
            not known from the code
          </li>`
        : nothing
    }
  </ul>`;
}
