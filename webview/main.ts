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
import { useFontOf } from './draw/text.ts';
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
let current: string | undefined;
let portProblem = '';
/** What the editor's cursor is on. */
let here: ReadonlySet<string> = new Set();
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
  copyScan: () => {
    vscode.postMessage({ kind: 'copy-scan', format: 'text' });
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
    if (event.key === 'Enter' || event.key === ' ') revealBox(id);
    else {
      const next = boxAfterKey(state.drawing.boxes, id, event.key);
      if (next === undefined) return;
      boxElement(next.id)?.focus();
    }
    event.preventDefault();
  },
  clickInTree: (event) => {
    const id = event.target instanceof Element ? boxIdAt(event.target) : undefined;
    if (id !== undefined) revealBox(id);
  },
  focusInTree: (event) => {
    const id = event.target instanceof Element ? boxIdAt(event.target) : undefined;
    if (id === undefined || id === current) return;
    current = id;
    draw();
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
  render(drawPage(state, { ui, rows, current, here, moving: !stillness.matches, portProblem }, actions), app);
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

function receive(next: PanelState): void {
  const spoken = state.kind === 'drawing' ? state.scan?.summary : undefined;
  state = next;
  portProblem = '';
  useFontOf(document.body);
  if (next.kind !== 'drawing') {
    draw();
    return;
  }
  const { boxes } = next.drawing;
  if (!boxes.some((box) => box.id === current)) current = boxes[0]?.id;
  show(next);
  const summary = next.scan?.summary ?? '';
  if (summary !== spoken) live.textContent = summary;
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
