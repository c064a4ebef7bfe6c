/**
 * The diagram's page in a real Chromium: from the network to what is on the screen, and from what a person does to the
 * next picture. The page is the one of the webview's tests: the bundle as published, under the editor's policy.
 */
import type { Page } from 'playwright-core';
import type { Network } from '../src/core/aws/network.ts';
import { Topology } from '../src/core/reach/topology.ts';
import { firstProbing, snapshotOf, type Probing } from '../src/editor/panel/state.ts';
import type { PanelState } from '../src/protocol.ts';
import { foundChromium } from '../test/host/chromium.ts';
import { Stage, type Opened } from '../test/webview/page.ts';
import { networkOfInstances } from './diagram.ts';
import { missing, rowOf, type Row } from './measure.ts';

const sizes = [10, 100, 500, 5000] as const;
/** What a person does in a picture that is there. */
const gestures = ['hover', 'step', 'keystroke', 'fold'] as const;

const names: Readonly<Record<(typeof gestures)[number], string>> = {
  hover: 'the mouse moves to another box → next picture',
  step: 'one step along the probe → next picture',
  keystroke: 'one letter in the search field → next picture',
  fold: 'a subnet folded or unfolded → drawn and painted',
};

const runs = 9;

/** Rows for the table; where there is no Chromium they say so. */
export async function paintRows(): Promise<readonly Row[]> {
  if (foundChromium() === undefined)
    return [missing('diagram laid out and painted', 200, 'no Chromium here')];
  const stage = await Stage.start();
  try {
    const rows: Row[] = [];
    for (const instances of sizes) rows.push(await painting(stage, instances));
    for (const instances of [500, 5000]) rows.push(...(await answering(stage, instances)));
    return rows;
  } finally {
    await stage.stop();
  }
}

/**
 * The snapshot the editor would send, and how long that took in milliseconds.
 * @param topology of the network, where the code is as it was
 */
function laidOut(
  network: Network,
  probing: Partial<Probing> = {},
  topology?: Topology,
): { readonly state: PanelState; readonly took: number } {
  const start = performance.now();
  const analysis = { network, topology: topology ?? new Topology(network) };
  const { state } = snapshotOf(analysis, { ...firstProbing, ...probing }, false, new Date(0));
  return { state, took: performance.now() - start };
}

/** Each run is a page that was just loaded, as the first picture is what people wait for. */
async function painting(stage: Stage, instances: number): Promise<Row> {
  const network = networkOfInstances(instances);
  laidOut(network);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const view = await stage.open({ width: 1000, height: 800 });
    const { state, took } = laidOut(network);
    times.push(took + (await timeOf(view, state)));
    await view.page.context().close();
  }
  return rowOf(`diagram of ${named(instances)} laid out and painted`, 200, times);
}

async function answering(stage: Stage, instances: number): Promise<readonly Row[]> {
  const topology = new Topology(networkOfInstances(instances));
  const view = await stage.open({ width: 1000, height: 800 });
  const { page } = view;
  await timeOf(view, laidOut(topology.network, {}, topology).state);
  await settled(page);
  const rows: Row[] = [];
  for (const gesture of gestures) {
    const times: number[] = [];
    for (let run = 0; run < runs + 1; run++) {
      const took =
        gesture === 'fold'
          ? await folding(view, topology, run)
          : await page.evaluate(gestureOf, { gesture, run });
      // The first one warms up.
      if (run > 0) times.push(took);
    }
    rows.push(rowOf(`${named(instances)}: ${names[gesture]}`, 50, times));
  }
  await page.context().close();
  return rows;
}

/** Each other time a subnet is unfolded that was not before, so that nothing is known of what is in it. */
async function folding(view: Opened, topology: Topology, run: number): Promise<number> {
  const ids = [`subnet ${topology.network.subnets[run >> 1]?.address ?? ''}`];
  const folds = run % 2 === 0 ? { folded: ids } : { unfolded: ids };
  const { state, took } = laidOut(topology.network, { view: { ...firstProbing.view, ...folds } }, topology);
  return took + (await timeOf(view, state));
}

/** From a snapshot's arrival to the end of the second frame after it: milliseconds by the page's clock. */
async function timeOf({ page }: Opened, state: PanelState): Promise<number> {
  const sent = await page.evaluateHandle((text) => JSON.parse(text) as unknown, JSON.stringify(state));
  return await page.evaluate(
    (held) =>
      new Promise<number>((done) => {
        const start = performance.now();
        window.postMessage({ kind: 'state', state: held }, '*');
        addEventListener(
          'message',
          () => {
            requestAnimationFrame(() => {
              requestAnimationFrame(() => {
                done(performance.now() - start);
              });
            });
          },
          { once: true },
        );
      }),
    sent,
  );
}

/** Runs in the page. Milliseconds from the event to the frame that shows what came of it. */
function gestureOf({ gesture, run }: { gesture: (typeof gestures)[number]; run: number }): Promise<number> {
  return new Promise((done) => {
    const start = performance.now();
    if (gesture === 'hover') {
      const boxes = document.querySelectorAll('.box');
      const box = boxes[(run * 7) % boxes.length];
      for (const type of ['pointerover', 'mouseover', 'pointermove', 'mousemove'])
        box?.dispatchEvent(new MouseEvent(type, { bubbles: true }));
    } else if (gesture === 'step') {
      const labels = run % 2 === 0 ? ['Next hop'] : ['Next hop', 'Previous hop'];
      for (const label of labels) document.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click();
    } else {
      const field = document.querySelector<HTMLInputElement>('.search');
      if (field !== null) {
        field.value = 'instance17'.slice(0, 1 + (run % 9));
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }
    // The picture of the frame after the next is begun when that one is on the screen.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        done(performance.now() - start);
      });
    });
  });
}

/** Everything that is drawn a moment later is there. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
}

function named(instances: number): string {
  return `${instances.toLocaleString('en')} instances`;
}
