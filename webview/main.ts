/**
 * The webview: takes snapshots from the host, draws them, and tells the host what the user does. It holds the view
 * settings of the user and nothing else.
 */
import { render } from 'lit/html.js';
import type { Drawing } from '../src/core/diagram/drawing.ts';
import type { PanelDrawing, PanelState, ToWebview } from '../src/protocol.ts';
import { drawPage, type PageActions } from './draw/page.ts';
import { playDots } from './draw/dots.ts';
import { boxAfterKey, type Stretch } from './draw/picture.ts';
import { toggled } from './draw/toolbar.ts';
import { useFontOf } from './draw/text.ts';
import { pngOf } from './png.ts';
import { readUiState, stepZoom, type UiState } from './uiState.ts';
import { vscode } from './vscode.ts';

const app = document.getElementById('app') ?? document.body.appendChild(document.createElement('main'));
const live = document.createElement('p');
live.className = 'sr-only';
live.setAttribute('role', 'status');
app.after(live);

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

let state: PanelState = { kind: 'loading' };
let ui: UiState = readUiState(vscode.getState());
let current: string | undefined = ui.current;
let portProblem = '';
/** What the editor's cursor is on. */
let here: ReadonlySet<string> = new Set();
/** The hop that was stepped to, counted through all packets. */
let hop: number | undefined;
/** First port of the range that is explained. */
let chosenPort: number | undefined;
/** What is typed into the search field; the host learns of it a moment later. */
let query = '';
let typing: ReturnType<typeof setTimeout> | undefined;
/** The packets that were last shown moving. */
let played = '';
let rows: Stretch = { from: 0, to: Infinity };
let pending = 0;

const actions: PageActions = {
  showTab: (tab) => {
    keep({ tab });
  },
  zoom: (to) => {
    keep({ zoom: to === 'fit' ? to : stepZoom(shownScale(), to) });
  },
  reveal: (id) => {
    vscode.postMessage({ kind: 'reveal', id });
  },
  copyScan: (format) => {
    vscode.postMessage({ kind: 'copy-scan', format });
  },
  showHop: (index) => {
    if (index === hop) return;
    hop = index;
    draw();
    app.querySelector('.step')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  },
  step: (by) => {
    const hops =
      state.kind === 'drawing' ? (state.drawing.probe?.packets ?? []).flatMap((each) => each.hops) : [];
    if (hops.length === 0) return;
    const next = hop === undefined ? (by === 1 ? 0 : hops.length - 1) : hop + by;
    if (hops[next] === undefined) return;
    actions.showHop(next);
    live.textContent = hops[next].text;
  },
  showPorts: (ports) => {
    keep({ ports });
  },
  choosePort: (first) => {
    chosenPort = first;
    draw();
  },
  search: (text) => {
    query = text;
    clearTimeout(typing);
    typing = setTimeout(() => {
      typing = undefined;
      actions.changeView(query === '' ? { query, onlyFound: false } : { query });
    }, 150);
  },
  changeView: (change) => {
    if (state.kind === 'drawing')
      vscode.postMessage({ kind: 'view', view: { ...state.view, query, ...change } });
  },
  exportAs: (format) => {
    if (format === 'svg') {
      vscode.postMessage({ kind: 'export', format });
      return;
    }
    cancelAnimationFrame(pending);
    rows = { from: 0, to: Infinity };
    draw();
    const picture = pictureElement();
    const data =
      picture === null
        ? undefined
        : pngOf(picture, getComputedStyle(app).getPropertyValue('--vscode-editor-background') || '#fff');
    if (data !== undefined) vscode.postMessage({ kind: 'export', format: 'png', data });
  },
  scan: () => {
    keep({ tab: ui.tab === 'hops' ? 'ports' : ui.tab });
    vscode.postMessage({ kind: 'scan' });
  },
  replay: play,
  choose: (choice) => {
    if (state.kind !== 'drawing') return;
    const { target, source, type, port } = state.probe;
    vscode.postMessage({ kind: 'choose', target, source, type, port, ...choice });
  },
  typePort: (text) => {
    if (state.kind !== 'drawing') return;
    const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
    portProblem = port <= 65535 ? '' : 'A port is a number from 0 to 65535.';
    if (portProblem === '' && port !== state.probe.port) {
      const { target, source, type } = state.probe;
      vscode.postMessage({ kind: 'choose', target, source, type, port });
    }
    draw();
  },
  pressInTree: (event) => {
    if (state.kind !== 'drawing' || !(event.target instanceof Element)) return;
    const id = boxIdAt(event.target);
    if (id === undefined) return;
    const fold = state.drawing.boxes.find((box) => box.id === id)?.fold;
    const turns = fold?.isFolded === true ? ['+', 'ArrowRight'] : ['-'];
    if (fold !== undefined && turns.includes(event.key))
      actions.changeView(toggled(state.view, fold.id, fold.isFolded));
    else if (event.key === 'Enter' || event.key === ' ') revealBox(id);
    else {
      const next = boxAfterKey(state.drawing.boxes, id, event.key);
      if (next === undefined) return;
      boxElement(next.id)?.focus();
    }
    event.preventDefault();
  },
  clickInTree: (event) => {
    const id = event.target instanceof Element ? boxIdAt(event.target) : undefined;
    if (id === undefined || !(event.target instanceof Element) || state.kind !== 'drawing') return;
    const fold = state.drawing.boxes.find((box) => box.id === id)?.fold;
    const isSign = event.target.closest('.fold') !== null;
    if (isSign && fold !== undefined) actions.changeView(toggled(state.view, fold.id, fold.isFolded));
    else revealBox(id);
  },
  focusInTree: (event) => {
    const id = event.target instanceof Element ? boxIdAt(event.target) : undefined;
    if (id === undefined || id === current) return;
    current = id;
    keep({ current });
  },
  scrolled: () => {
    const canvas = canvasElement();
    if (canvas === null) return;
    ui = { ...ui, left: canvas.scrollLeft, top: canvas.scrollTop };
    vscode.setState(ui);
  },
};

function keep(change: Partial<UiState>): void {
  ui = { ...ui, ...change };
  vscode.setState(ui);
  draw();
}

function canvasElement(): HTMLElement | null {
  return app.querySelector<HTMLElement>('.canvas');
}

function pictureElement(): SVGSVGElement | null {
  return app.querySelector<SVGSVGElement>('.picture');
}

function boxElement(id: string): SVGGElement | null {
  return app.querySelector<SVGGElement>(`[data-id="${CSS.escape(id)}"]`);
}

function boxIdAt(element: Element): string | undefined {
  return element.closest<SVGGElement>('[data-id]')?.dataset['id'];
}

function revealBox(id: string): void {
  if (state.kind !== 'drawing') return;
  if (state.drawing.boxes.some((box) => box.id === id && box.isRevealable)) actions.reveal(id);
}

/** CSS pixels a unit of the picture. */
function shownScale(): number {
  const picture = pictureElement();
  return picture === null ? 1 : picture.clientWidth / picture.viewBox.baseVal.width;
}

function draw(): void {
  render(
    drawPage(
      state,
      { ui, rows, current, here, hop, chosenPort, query, moving: !stillness.matches, portProblem },
      actions,
    ),
    app,
  );
  // Through the object model, as the policy of the page refuses style attributes.
  if (state.kind === 'drawing') canvasElement()?.style.setProperty('--width', `${state.drawing.width}px`);
}

/** Draws what can be seen round a place, and the rest, further and further away, when there is time. */
function drawFrom({ height }: Drawing, middle: number, reach = 1500): void {
  cancelAnimationFrame(pending);
  rows = { from: middle - reach, to: middle + reach };
  draw();
  if (rows.from > 0 || rows.to < height) {
    pending = requestAnimationFrame(() => {
      pending = requestAnimationFrame(() => {
        if (state.kind === 'drawing') drawFrom(state.drawing, middle, reach * 2);
      });
    });
  }
}

function play(): void {
  const picture = pictureElement();
  if (picture !== null && !stillness.matches) playDots(picture);
}

/** Brings a probe into view that was not there before, and shows it moving once. */
function show(next: PanelDrawing): void {
  const { drawing } = next;
  const packets = drawing.probe?.packets ?? [];
  const end = packets.at(-1)?.end ?? { x: 0, y: 0 };
  const { target, source, type, port } = next.probe;
  const probe = JSON.stringify([next.title, target, source, type, port]);
  const isNew = probe !== ui.probe;
  const isFirst = canvasElement() === null;
  if (isFirst || isNew) drawFrom(drawing, isNew ? end.y : ui.top);
  else draw();
  const canvas = canvasElement();
  if (canvas !== null && isNew) {
    const scale = shownScale();
    canvas.scrollTo({
      left: Math.max(0, end.x * scale - canvas.clientWidth / 2),
      top: Math.max(0, end.y * scale - canvas.clientHeight / 2),
    });
    hop = undefined;
    chosenPort = undefined;
    ui = { ...ui, probe, left: canvas.scrollLeft, top: canvas.scrollTop };
    vscode.setState(ui);
  } else if (isFirst) canvas?.scrollTo({ left: ui.left, top: ui.top });
  const moves = JSON.stringify([probe, packets]);
  if (moves !== played) play();
  played = moves;
}

/** Marks what the cursor is on, and brings it into view while the user is in the code. */
function point(ids: readonly string[]): void {
  const isSame = ids.length === here.size && ids.every((id) => here.has(id));
  if (isSame) return;
  here = new Set(ids);
  draw();
  const box = state.kind === 'drawing' ? state.drawing.boxes.find(({ id }) => here.has(id)) : undefined;
  if (box !== undefined && !document.hasFocus())
    boxElement(box.id)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** What the probe came to, in a sentence. */
function outcomeOf({ drawing: { probe } }: PanelDrawing): string {
  const [first] = probe?.packets ?? [];
  return probe === undefined || first === undefined ? '' : `${first.title}: ${probe.outcome}`;
}

function receive(next: PanelState): void {
  const before = state.kind === 'drawing' ? state : undefined;
  state = next;
  portProblem = '';
  if (next.kind === 'drawing' && typing === undefined) ({ query } = next.view);
  useFontOf(document.body);
  if (next.kind !== 'drawing') {
    draw();
    return;
  }
  const { boxes } = next.drawing;
  if (!boxes.some((box) => box.id === current)) current = boxes[0]?.id;
  show(next);
  const summary = next.scan?.summary ?? '';
  if (summary !== (before?.scan?.summary ?? '')) live.textContent = summary;
  else if (before !== undefined && outcomeOf(before) !== outcomeOf(next)) live.textContent = outcomeOf(next);
}

function isOurs(data: unknown): data is ToWebview {
  return (
    typeof data === 'object' &&
    data !== null &&
    'kind' in data &&
    (data.kind === 'state' || data.kind === 'cursor')
  );
}

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isOurs(data)) return;
  if (data.kind === 'state') receive(data.state);
  else point(data.ids);
});
stillness.addEventListener('change', draw);
document.fonts.addEventListener('loadingdone', draw);

draw();
vscode.postMessage({ kind: 'ready' });
