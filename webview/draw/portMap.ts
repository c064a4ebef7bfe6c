/**
 * All ports of a target as one bar that can be zoomed into: ranges of like fate, told apart by height as well as by colour,
 * and marks where rules begin and end. The range that is chosen is explained below.
 */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit/html.js';
import type { PortBoundary, PortMap, PortSpan } from '../../src/core/diagram/portMap.ts';
import { iconButton } from '../controls.ts';
import { lastPort, zoomPorts, type PortWindow } from '../uiState.ts';
import { icon } from './icons.ts';
import { explanation } from './explanation.ts';

export interface MapActions {
  readonly reveal: (id: string) => void;
  /** Shows these ports. */
  readonly showPorts: (ports: PortWindow) => void;
  /** Chooses the range that begins at a port. */
  readonly choosePort: (first: number) => void;
}

export interface MapView {
  readonly shown: PortWindow;
  /** First port of the chosen range. */
  readonly chosen: number | undefined;
}

/** How high the bar of a state is, in CSS pixels: what answers stands tall, what is silent lies low. */
const heights: Readonly<Record<string, number>> = {
  'open': 32,
  'unfiltered': 32,
  'closed': 24,
  'unknown': 16,
  'open|filtered': 16,
};
const lowest = 10;
/** Where bars stand on. */
const ground = 36;

/** The bar, its tools, and what the chosen range is about. */
export function drawPortMap(
  map: PortMap,
  view: MapView,
  actions: MapActions,
): TemplateResult | typeof nothing {
  const { spans, boundaries, protocol } = map;
  if (spans.length === 0) return nothing;
  const { shown } = view;
  const chosen = spans.find(({ first }) => first === view.chosen);
  const visible = spans.filter((span) => isShown(span, shown));
  // A port among 65,536 is thinner than a hair: those on top are drawn last, at least so wide that they can be hit.
  const widestFirst = [...visible].sort((a, b) => b.last - b.first - (a.last - a.first));
  const stop = chosen !== undefined && visible.includes(chosen) ? chosen : visible[0];
  return html`<section class="port-map" aria-label="Port map">
    <div class="port-tools">
      <span class="hint">${protocol} ${shown.first}–${shown.last}</span>
      ${tools(shown, middleOf(map, shown, chosen), actions)}
    </div>
    <svg
      class="port-bar"
      role="listbox"
      aria-label="Ranges of ${protocol} ports"
      height="40"
      @keydown=${(event: KeyboardEvent) => {
        press(event, spans, shown, actions);
      }}
    >
      ${widestFirst.map((span) => rangeOf(span, shown, span === chosen, span === stop, actions))}
      ${boundaries.filter((each) => isBetween(each, shown)).map((each) => markOf(each, shown))}
    </svg>
    <div class="port-scale" aria-hidden="true">
      ${[0, 0.25, 0.5, 0.75, 1].map(
        (share) => html`<span>${Math.round(shown.first + share * (shown.last - shown.first))}</span>`,
      )}
    </div>
    ${legendOf(spans)}
    ${
      chosen === undefined
        ? html`<p class="hint">Choose a range to have it explained.</p>`
        : explanation(chosen, boundariesOf(boundaries, chosen), actions.reveal)
    }
  </section>`;
}

/** The port that stays where it is: in the chosen range, else where the first rule that is shown begins or ends. */
function middleOf({ boundaries }: PortMap, shown: PortWindow, chosen: PortSpan | undefined): number {
  if (chosen !== undefined) return (chosen.first + chosen.last) / 2;
  return boundaries.find((each) => isBetween(each, shown))?.port ?? (shown.first + shown.last) / 2;
}

function tools(shown: PortWindow, middle: number, actions: MapActions): TemplateResult {
  const zoom = (factor: number) => () => {
    actions.showPorts(zoomPorts(shown, factor, middle));
  };
  return html`<div class="tools" role="toolbar" aria-label="Port map">
    ${iconButton({ label: 'Show more ports', onClick: zoom(4) }, icon('zoom-out'))}
    ${iconButton(
      {
        label: 'Show all ports',
        onClick: () => {
          actions.showPorts({ first: 0, last: lastPort });
        },
      },
      icon('fit'),
    )}
    ${iconButton({ label: 'Show fewer ports', onClick: zoom(0.25) }, icon('zoom-in'))}
  </div>`;
}

function isShown(span: PortSpan, shown: PortWindow): boolean {
  return span.last >= shown.first && span.first <= shown.last;
}

/** Whether it has shown ports on both sides. */
function isBetween({ port }: PortBoundary, { first, last }: PortWindow): boolean {
  return port > first && port <= last;
}

function percent(port: number, { first, last }: PortWindow): number {
  return (Math.min(Math.max(port - first, 0), last - first + 1) / (last - first + 1)) * 100;
}

function rangeOf(
  span: PortSpan,
  shown: PortWindow,
  isChosen: boolean,
  isStop: boolean,
  { choosePort }: MapActions,
): SVGTemplateResult {
  const { first, last, state, decidedBy } = span;
  const from = percent(first, shown);
  const width = Math.max(percent(last + 1, shown) - from, 0.6);
  const height = heights[state] ?? lowest;
  const words = `${portsOf(span)} ${state}${decidedBy === '' ? '' : `, ${decidedBy}`}`;
  return svg`<rect
    class="${classOf(state)}${isChosen ? ' chosen' : ''}"
    x="${Math.min(from, 99.4)}%" width="${width}%" y=${ground - height} height=${height}
    role="option" aria-selected=${isChosen ? 'true' : 'false'} aria-label=${words}
    tabindex=${isStop ? 0 : -1} data-first=${first}
    @click=${() => {
      choosePort(first);
    }}
  ><title>${words}</title></rect>`;
}

/** What the bars mean that occur, the tallest first. */
function legendOf(spans: readonly PortSpan[]): TemplateResult {
  const height = (state: string): number => (heights[state] ?? lowest) / 2;
  const states = [...new Set(spans.map(({ state }) => state))].sort((a, b) => height(b) - height(a));
  return html`<ul class="legend" aria-label="Legend of the port map">
    ${states.map(
      (state) =>
        html`<li>
          <svg class="icon" viewBox="-1 -1 18 18" width="16" height="16" aria-hidden="true">
            <rect class=${classOf(state)} width="16" y=${16 - height(state)} height=${height(state)} />
          </svg>
          ${state}
        </li>`,
    )}
  </ul>`;
}

function classOf(state: string): string {
  return `port-range ports-${state.replace('|', '-')}`;
}

/** Where rules begin or end. */
function markOf({ port, rules }: PortBoundary, shown: PortWindow): SVGTemplateResult {
  const x = `${percent(port, shown)}%`;
  return svg`<line class="port-mark" x1=${x} x2=${x} y1="0" y2="40" aria-hidden="true"><title>${port}: ${rules
    .map(({ text }) => text)
    .join('\n')}</title></line>`;
}

function boundariesOf(
  boundaries: readonly PortBoundary[],
  { first, last }: PortSpan,
): readonly PortBoundary[] {
  return boundaries.filter(({ port }) => port === first || port === last + 1);
}

/** `22`, `1024–65535`. */
export function portsOf({ first, last }: PortWindow): string {
  return first === last ? `${first}` : `${first}–${last}`;
}

function press(
  event: KeyboardEvent,
  spans: readonly PortSpan[],
  shown: PortWindow,
  { choosePort, showPorts }: MapActions,
): void {
  const bar = event.currentTarget as Element;
  const first = Number((event.target as Element).getAttribute('data-first'));
  const index = spans.findIndex((span) => span.first === first);
  const next = {
    ArrowRight: spans[index + 1],
    ArrowLeft: spans[index - 1],
    Home: spans[0],
    End: spans.at(-1),
    Enter: spans[index],
    [' ']: spans[index],
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  if (!isShown(next, shown)) showPorts({ first: 0, last: lastPort });
  choosePort(next.first);
  bar.querySelector<SVGElement>(`[data-first="${next.first}"]`)?.focus();
}
