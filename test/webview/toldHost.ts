/** The picture of a packet that a network ACL drops, and what the webview has told the host since it was ready. */
import { deepEqual } from 'node:assert/strict';
import type { PanelState } from '../../src/protocol.ts';
import type { OpenOptions, Opened } from './page.ts';
import { droppedAtAcl, scan } from './samples.ts';
import { setScene } from './scene.ts';

export const state = droppedAtAcl({ scan });

/** The id of the first box of a kind. */
export const idOf = (kind: string): string => state.drawing.boxes.find((box) => box.kind === kind)!.id;

export interface ToldHost {
  /** The page that was shown last. */
  readonly view: Opened;
  readonly show: (shown?: PanelState, options?: OpenOptions) => Promise<Opened['page']>;
  /** What was posted after the first `ready`. */
  readonly posted: Opened['posted'];
}

/** To be called in the body of a `describe`: no page may have a fault when it is closed. */
export function setToldHost(): ToldHost {
  const scene = setScene(async ({ faults }) => {
    deepEqual(await faults(), []);
  });
  let view: Opened;
  return {
    get view() {
      return view;
    },
    show: async (shown = state, options) => {
      view = await scene.show(shown, options);
      return view.page;
    },
    posted: async () => (await view.posted()).slice(1),
  };
}
