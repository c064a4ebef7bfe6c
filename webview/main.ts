/** The webview: takes snapshots from the host, draws them, and has the user told what is new in them. */
import { render } from 'lit/html.js';
import type { PanelDrawing, PanelState } from '../src/protocol.ts';
import { actionsOn } from './actions.ts';
import { rest } from './draw/motion.ts';
import { drawPage } from './draw/page.ts';
import { forgetWidths, useFontOf } from './draw/text.ts';
import { Session } from './session.ts';
import { Viewport } from './viewport.ts';
import { listen, vscode } from './vscode.ts';

const app = document.getElementById('app') ?? document.body.appendChild(document.createElement('main'));
const live = document.createElement('p');
live.className = 'sr-only';
live.setAttribute('role', 'status');
app.after(live);

const stillness = matchMedia('(prefers-reduced-motion: reduce)');
/** Whether the system, or VS Code by the class it keeps on the body, is set to reduce motion. */
const isStill = (): boolean => stillness.matches || document.body.classList.contains('vscode-reduce-motion');

const session = new Session();
/** What happened to the packets that were last shown moving. */
let played = '';
const viewport = new Viewport(app, {
  draw,
  moved: (centre) => {
    session.keep({ centre });
  },
});
const actions = actionsOn({ app, session, viewport, draw, tell });

function tell(text: string): void {
  live.textContent = text;
}

function draw(): void {
  const { state, ui, current, here, hop, chosenPort, query, portProblem } = session;
  const moving = !isStill();
  render(
    drawPage(
      state,
      { ui, rows: viewport.rows, current, here, hop, chosenPort, query, moving, portProblem },
      actions,
    ),
    app,
  );
  // Through the object model, as the policy of the page refuses style attributes.
  if (state.kind === 'drawing') viewport.canvas?.style.setProperty('--width', `${state.drawing.width}px`);
}

/** Draws anew what may move or not by now, and ends what is moving and may not. */
function settle(): void {
  if (isStill() && viewport.picture !== null) rest(viewport.picture);
  draw();
}

/** Brings a probe into view that was not there before, and shows it moving once. */
function show(next: PanelDrawing): void {
  const packets = next.drawing.probe?.packets ?? [];
  const { target, source, type, port } = next.probe;
  const probe = JSON.stringify([next.title, target, source, type, port]);
  const isNew = probe !== session.ui.probe;
  const isFirst = viewport.canvas === null;
  if (isNew) {
    session.hop = undefined;
    session.chosenPort = undefined;
  }
  const centre = isNew ? (packets.at(-1)?.end ?? { x: 0, y: 0 }) : session.ui.centre;
  if (isFirst || isNew) {
    viewport.drawAround(centre.y);
    viewport.lookAt(centre);
    session.keep({ probe, centre });
  } else draw();
  // Where its lines run is another matter: a fold moves them, and nothing new happens to the packets.
  const happens = packets.map(({ title, endLabel, hops }) => [title, endLabel, hops.map(({ text }) => text)]);
  const moves = JSON.stringify([probe, happens]);
  if (moves !== played && !isStill()) actions.replay();
  played = moves;
}

/** Marks what the cursor is on, and brings it into view while the user is in the code. */
function point(ids: readonly string[]): void {
  const isSame = ids.length === session.here.size && ids.every((id) => session.here.has(id));
  if (isSame) return;
  session.here = new Set(ids);
  draw();
  const box = session.drawn?.drawing.boxes.find(({ id }) => session.here.has(id));
  if (box === undefined || document.hasFocus()) return;
  viewport.reachFor(box.y);
  viewport.boxElement(box.id)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** What the probe came to, in a sentence. */
function outcomeOf({ drawing: { probe } }: PanelDrawing): string {
  const [first] = probe?.packets ?? [];
  return probe === undefined || first === undefined ? '' : `${first.title}: ${probe.outcome}`;
}

/** The box of an id; if that is gone, what it was folded into or came out of, or else the first. */
function sameOrFolded({ drawing: { boxes } }: PanelDrawing, id?: string, fold?: string): string | undefined {
  const box =
    boxes.find((each) => each.id === id) ??
    (fold === undefined ? undefined : boxes.find((each) => each.fold?.id === fold));
  return (box ?? boxes[0])?.id;
}

function receive(next: PanelState): void {
  const before = session.drawn;
  session.state = next;
  session.portProblem = '';
  if (next.kind === 'drawing' && session.typing === undefined) session.query = next.view.query;
  useFontOf(document.body);
  if (next.kind !== 'drawing') {
    draw();
    return;
  }
  const had = before?.drawing.boxes.find((box) => box.id === session.current);
  const hadFocus = had !== undefined && viewport.boxElement(had.id)?.matches(':focus') === true;
  session.current = sameOrFolded(next, had?.id ?? session.current, had?.fold?.id);
  show(next);
  // The element that had the focus went away with its box.
  if (hadFocus && session.current !== undefined && session.current !== had.id)
    viewport.boxElement(session.current)?.focus();
  const summary = next.scan?.summary ?? '';
  if (summary !== (before?.scan?.summary ?? '')) tell(summary);
  else if (before !== undefined && outcomeOf(before) !== outcomeOf(next)) tell(outcomeOf(next));
}

listen((message) => {
  if (message.kind === 'state') receive(message.state);
  else point(message.ids);
});
stillness.addEventListener('change', settle);
new MutationObserver(settle).observe(document.body, { attributeFilter: ['class'] });
document.fonts.addEventListener('loadingdone', () => {
  forgetWidths();
  draw();
});

draw();
vscode.postMessage({ kind: 'ready' });
