/** What the page does when the user does something: it changes what is shown, or asks the host. */
import type { ProbeChange } from '../src/protocol.ts';
import type { PageActions } from './draw/page.ts';
import { play, rest } from './draw/motion.ts';
import { pngOf } from './png.ts';
import type { Session } from './session.ts';
import { boxIdAt, wishOfClick, wishOfKey, type Wish } from './tree.ts';
import { scaledZoom, stepZoom, type UiState } from './uiState.ts';
import { wheelFactor, type Viewport } from './viewport.ts';
import { vscode } from './vscode.ts';

/** What actions work on. */
export interface Desk {
  readonly app: HTMLElement;
  readonly session: Session;
  readonly viewport: Viewport;
  /** Draws the page as the session is now. */
  readonly draw: () => void;
  /** Has a sentence read out. */
  readonly tell: (text: string) => void;
}

/** The host learns what is typed this long after the last letter, in milliseconds. */
const typingPause = 150;

export function actionsOn({ app, session, viewport, draw, tell }: Desk): PageActions {
  const keep = (change: Partial<UiState>): void => {
    session.keep(change);
    draw();
  };
  const choose = (change: ProbeChange): void => {
    vscode.postMessage({ kind: 'choose', change });
  };
  const zoomTo = (to: 1 | -1 | 'fit', about?: Parameters<Viewport['zoomAbout']>[1]): void => {
    const zoom = to === 'fit' ? to : stepZoom(viewport.scale, to);
    viewport.zoomAbout(() => {
      keep({ zoom });
    }, about);
  };

  /** Does what a click or a key in the tree asks for. */
  const grant = (wish: Wish): void => {
    switch (wish.kind) {
      case 'reveal':
        actions.reveal(wish.id);
        return;
      case 'fold':
        actions.changeView({ fold: { id: wish.id, isFolded: !wish.isFolded } });
        return;
      case 'zoom':
        zoomTo(wish.to, viewport.middleOf(session.current));
        return;
      case 'go':
        viewport.reachFor(wish.to.y);
        viewport.boxElement(wish.to.id)?.focus();
    }
  };

  const actions: PageActions = {
    showTab: (tab) => {
      keep({ tab });
    },
    zoom: zoomTo,
    reveal: (id) => {
      vscode.postMessage({ kind: 'reveal', id });
    },
    copyScan: (format) => {
      vscode.postMessage({ kind: 'copy-scan', format });
    },
    showHop: (index) => {
      if (index === session.hop) return;
      session.hop = index;
      if (viewport.picture !== null) rest(viewport.picture);
      draw();
      app.querySelector('.step')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    },
    step: (by) => {
      const hops = (session.drawn?.drawing.probe?.packets ?? []).flatMap((each) => each.hops);
      if (hops.length === 0) return;
      const { hop } = session;
      // An edit may have left fewer of them.
      const isThere = hop !== undefined && hop < hops.length;
      const next = isThere ? hop + by : by === 1 ? 0 : hops.length - 1;
      if (hops[next] === undefined) return;
      actions.showHop(next);
      tell(hops[next].text);
    },
    showPorts: (ports) => {
      keep({ ports });
    },
    choosePort: (first) => {
      session.chosenPort = first;
      draw();
    },
    search: (text) => {
      session.query = text;
      clearTimeout(session.typing);
      session.typing = setTimeout(() => {
        session.typing = undefined;
        const { query } = session;
        actions.changeView(query === '' ? { query, onlyFound: false } : { query });
      }, typingPause);
    },
    goToFound: (by) => {
      const found = session.drawn?.drawing.boxes.filter(({ isFound }) => isFound) ?? [];
      const at = found.findIndex(({ id }) => id === session.current);
      const box = found.at((at < 0 && by === 1 ? 0 : at + by) % found.length);
      if (box === undefined) return;
      session.current = box.id;
      viewport.reachFor(box.y);
      keep({ current: box.id });
      viewport.lookAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
      tell(`${found.indexOf(box) + 1} of ${found.length}: ${box.name}`);
    },
    changeView: (change) => {
      vscode.postMessage({ kind: 'view', change });
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
      const { tab } = session.ui;
      keep({ tab: tab === 'hops' ? 'ports' : tab });
      vscode.postMessage({ kind: 'scan' });
    },
    replay: () => {
      const { picture } = viewport;
      const probe = session.drawn?.drawing.probe;
      if (picture !== null && probe !== undefined) play(picture, probe);
    },
    choose,
    typePort: (text) => {
      const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
      session.portProblem = port <= 65535 ? '' : 'A port is a number from 0 to 65535.';
      if (session.portProblem === '') choose({ port });
      draw();
    },
    pressInTree: (event) => {
      if (session.drawn === undefined || !(event.target instanceof Element)) return;
      const wish = wishOfKey(session.drawn.drawing, event.target, event);
      if (wish === undefined) return;
      grant(wish);
      event.preventDefault();
    },
    clickInTree: (event) => {
      const isPan = viewport.endsPan;
      if (isPan || session.drawn === undefined || !(event.target instanceof Element)) return;
      const wish = wishOfClick(session.drawn.drawing, event.target);
      if (wish !== undefined) grant(wish);
    },
    focusInTree: (event) => {
      const id = event.target instanceof Element ? boxIdAt(event.target) : undefined;
      if (id === undefined || id === session.current) return;
      session.current = id;
      keep({ current: id });
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
  return actions;
}
