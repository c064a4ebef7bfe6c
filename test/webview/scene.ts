/** Pages for the tests of one `describe`: the stage stands before them, and what a test opened is closed after it. */
import type { PanelState } from '../../src/protocol.ts';
import { Stage, type OpenOptions, type Opened } from './page.ts';

export interface Scene {
  /** Bytes of the webview's script as it is published. */
  readonly scriptSize: () => number;
  /** A page that was sent nothing yet. */
  readonly open: (options?: OpenOptions) => Promise<Opened>;
  /** A page that shows a state. */
  readonly show: (state: PanelState, options?: OpenOptions) => Promise<Opened>;
}

/**
 * To be called in the body of a `describe`.
 * @param closing is run with each page before it is closed
 */
export function setScene(closing?: (view: Opened) => Promise<void>): Scene {
  let stage: Stage;
  const opened: Opened[] = [];
  before(async () => {
    stage = await Stage.start();
  });
  after(async () => {
    await stage.stop();
  });
  afterEach(async () => {
    const views = opened.splice(0).filter(({ page }) => !page.isClosed());
    try {
      for (const view of views) await closing?.(view);
    } finally {
      await Promise.all(views.map(({ page }) => page.context().close()));
    }
  });
  const open = async (options?: OpenOptions): Promise<Opened> => {
    const view = await stage.open(options);
    opened.push(view);
    return view;
  };
  return {
    scriptSize: () => stage.scriptSize,
    open,
    show: async (state, options) => {
      const view = await open(options);
      await view.send(state);
      return view;
    },
  };
}
