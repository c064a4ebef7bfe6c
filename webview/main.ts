/**
 * The webview: takes snapshots from the host, draws them, and tells the host what the user does. It holds the view
 * settings of the user and nothing else.
 */
import { render } from 'lit/html.js';
import type { PanelDrawing, PanelState } from '../src/protocol.ts';
import { drawPage, type PageActions } from './draw/page.ts';
import { play, rest } from './draw/motion.ts';
import { toggled } from './draw/toolbar.ts';
import { forgetWidths, useFontOf } from './draw/text.ts';
import { pngOf } from './png.ts';
import { boxIdAt, wishOfClick, wishOfKey, type Wish } from './tree.ts';
import { readUiState, scaledZoom, stepZoom, type UiState } from './uiState.ts';
import { Viewport, wheelFactor } from './viewport.ts';
import { listen, vscode } from './vscode.ts';

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
const viewport = new Viewport(app, {
  draw,
  moved: (centre) => {
    ui = { ...ui, centre };
    vscode.setState(ui);
  },
});

const actions: PageActions = {
  showTab: (tab) => {
    keep({ tab });
  },
  zoom: (to) => {
    const zoom = to === 'fit' ? to : stepZoom(viewport.scale, to);
    viewport.zoomAbout(() => {
      keep({ zoom });
    });
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
    if (viewport.picture !== null) rest(viewport.picture);
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
  goToFound: (by) => {
    if (state.kind !== 'drawing') return;
    const found = state.drawing.boxes.filter(({ isFound }) => isFound);
    const at = found.findIndex(({ id }) => id === current);
    const box = found.at((at < 0 && by === 1 ? 0 : at + by) % found.length);
    if (box === undefined) return;
    current = box.id;
    viewport.reachFor(box.y);
    keep({ current });
    viewport.lookAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    live.textContent = `${found.indexOf(box) + 1} of ${found.length}: ${box.name}`;
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
    viewport.drawAll();
    const { picture } = viewport;
    const data =
      picture === null
        ? undefined
        : pngOf(picture, getComputedStyle(app).getPropertyValue('--vscode-editor-background') || '#fff');
    viewport.drawAround(viewport.centre.y);
    if (data !== undefined) vscode.postMessage({ kind: 'export', format: 'png', data });
  },
  scan: () => {
    keep({ tab: ui.tab === 'hops' ? 'ports' : ui.tab });
    vscode.postMessage({ kind: 'scan' });
  },
  replay,
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
    const wish = wishOfKey(state.drawing, event.target, event.key);
    if (wish === undefined) return;
    grant(wish);
    event.preventDefault();
  },
  clickInTree: (event) => {
    const isPan = viewport.endsPan;
    if (isPan || state.kind !== 'drawing' || !(event.target instanceof Element)) return;
    const wish = wishOfClick(state.drawing, event.target);
    if (wish !== undefined) grant(wish);
  },
  focusInTree: (event) => {
    const id = event.target instanceof Element ? boxIdAt(event.target) : undefined;
    if (id === undefined || id === current) return;
    current = id;
    keep({ current });
  },
  scrolled: () => {
    viewport.scrolled();
  },
  turn: (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const zoom = scaledZoom(viewport.scale, wheelFactor(event));
    viewport.zoomAbout(() => {
      keep({ zoom });
    }, event);
  },
  pan: (event) => {
    viewport.pan(event);
  },
};

/** Does what a click or a key in the tree asks for. */
function grant(wish: Wish): void {
  if (state.kind !== 'drawing') return;
  switch (wish.kind) {
    case 'reveal':
      actions.reveal(wish.id);
      return;
    case 'fold':
      actions.changeView(toggled(state.view, wish.id, wish.isFolded));
      return;
    case 'go':
      viewport.reachFor(wish.to.y);
      boxElement(wish.to.id)?.focus();
  }
}

function keep(change: Partial<UiState>): void {
  ui = { ...ui, ...change };
  vscode.setState(ui);
  draw();
}

function boxElement(id: string): SVGGElement | null {
  return app.querySelector<SVGGElement>(`[data-id="${CSS.escape(id)}"]`);
}

function draw(): void {
  render(
    drawPage(
      state,
      {
        ui,
        rows: viewport.rows,
        current,
        here,
        hop,
        chosenPort,
        query,
        moving: !stillness.matches,
        portProblem,
      },
      actions,
    ),
    app,
  );
  // Through the object model, as the policy of the page refuses style attributes.
  if (state.kind === 'drawing') viewport.canvas?.style.setProperty('--width', `${state.drawing.width}px`);
}

/** Shows the probe as it happens, for those who want things to move. */
function replay(): void {
  const { picture } = viewport;
  const probe = state.kind === 'drawing' ? state.drawing.probe : undefined;
  if (picture !== null && probe !== undefined && !stillness.matches) play(picture, probe);
}

/** Brings a probe into view that was not there before, and shows it moving once. */
function show(next: PanelDrawing): void {
  const packets = next.drawing.probe?.packets ?? [];
  const { target, source, type, port } = next.probe;
  const probe = JSON.stringify([next.title, target, source, type, port]);
  const isNew = probe !== ui.probe;
  const isFirst = viewport.canvas === null;
  if (isNew) {
    hop = undefined;
    chosenPort = undefined;
  }
  const centre = isNew ? (packets.at(-1)?.end ?? { x: 0, y: 0 }) : ui.centre;
  if (isFirst || isNew) {
    viewport.drawAround(centre.y);
    viewport.lookAt(centre);
    ui = { ...ui, probe, centre };
    vscode.setState(ui);
  } else draw();
  // Where its lines run is another matter: a fold moves them, and nothing new happens to the packets.
  const happens = packets.map(({ title, endLabel, hops }) => [title, endLabel, hops.map(({ text }) => text)]);
  const moves = JSON.stringify([probe, happens]);
  if (moves !== played) replay();
  played = moves;
}

/** Marks what the cursor is on, and brings it into view while the user is in the code. */
function point(ids: readonly string[]): void {
  const isSame = ids.length === here.size && ids.every((id) => here.has(id));
  if (isSame) return;
  here = new Set(ids);
  draw();
  const box = state.kind === 'drawing' ? state.drawing.boxes.find(({ id }) => here.has(id)) : undefined;
  if (box === undefined || document.hasFocus()) return;
  viewport.reachFor(box.y);
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

listen((message) => {
  if (message.kind === 'state') receive(message.state);
  else point(message.ids);
});
stillness.addEventListener('change', draw);
document.fonts.addEventListener('loadingdone', () => {
  forgetWidths();
  draw();
});

draw();
vscode.postMessage({ kind: 'ready' });
