/** What the webview shows in each of its states, in each kind of theme, at any width; and that nobody is shut out. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { PanelState } from '../../src/protocol.ts';
import { breaches } from './axe.ts';
import { setScene } from './scene.ts';
import { openTab } from './tabs.ts';
import { cases } from '../unit/diagram/golden/cases.ts';
import { droppedAtAcl, everything, panel, scan, terraform } from './samples.ts';
import { tableOf } from '../../src/core/diagram/table.ts';
import { wholeView } from '../../src/core/diagram/view.ts';
import { themes, type ThemeName } from './themes.ts';

const states: Readonly<Record<string, PanelState>> = {
  'loading': { kind: 'loading' },
  'empty': { kind: 'empty', message: 'No network here yet.' },
  'error': { kind: 'error', message: 'main.tf is too large to read.' },
  'a probe that dies': droppedAtAcl({ scan, stale: true }),
  'a probe that is answered': panel(terraform(), { target: 'aws_instance.web', scan }),
  'many things and no probe': panel(everything()),
};

/**
 * Runs in the page: words that stand on two lines though they would have room on one of the widest column, and words that
 * are not seen in whole.
 */
function cutIn(selector: string): readonly string[] {
  const panel = document.querySelector(selector)!;
  const room = panel.getBoundingClientRect();
  const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  const cut: string[] = [];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    if (node.parentElement!.closest('.sr-only, thead, svg') !== null) continue;
    for (const { index, 0: word } of (node.textContent ?? '').matchAll(/[\p{L}\d]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const rects = [...range.getClientRects()];
      const isWithin = rects.every(({ left, right }) => left >= room.left && right <= room.right);
      if (rects.length > 1 || !isWithin) cut.push(word);
    }
  }
  return cut;
}

describe('the webview', () => {
  const { open, show, scriptSize } = setScene();

  it('asks for a state once it is loaded, and says that it waits', async () => {
    const view = await open();
    deepEqual(await view.posted(), [{ kind: 'ready' }]);
    match(await view.page.innerText('#app'), /Reading the network…/);
  });

  for (const [kind, text] of [
    ['empty', 'No network here yet.'],
    ['error', 'main.tf is too large to read.'],
  ] as const) {
    it(`shows the message of the ${kind} state`, async () => {
      const { page, faults } = await show(states[kind]!);
      equal(await page.innerText('.message p'), text);
      deepEqual(await faults(), []);
    });
  }

  it('shows the network, the packets, and where they end', async () => {
    const { page, faults } = await show(droppedAtAcl({ scan }));
    const texts = await page.locator('.picture text').allTextContents();
    for (const text of [
      'main',
      'public',
      'web',
      '10.0.0.0/16',
      '198.51.100.7',
      'ACK',
      'no-response → filtered',
    ])
      ok(
        texts.some((each) => each.includes(text)),
        text,
      );
    match(await page.innerText('.panel'), /inbound rule \* denies what no other rule matches/);
    deepEqual(await faults(), []);
  });

  it('says that a state is stale, only when it is', async () => {
    const { page, send } = await show(droppedAtAcl({ stale: true }));
    match(await page.innerText('#app'), /The code has errors/);
    await send(droppedAtAcl());
    equal(await page.locator('.stale').count(), 0);
  });

  it('announces what a scan found', async () => {
    const { page, send } = await show(droppedAtAcl());
    equal(await page.innerText('body > [role=status]'), '');
    await send(droppedAtAcl({ scan }));
    equal(await page.innerText('body > [role=status]'), scan.summary);
  });

  it('announces what another probe came to', async () => {
    const { page, send } = await show(droppedAtAcl());
    await send(droppedAtAcl({ port: 2000 }));
    match(await page.innerText('body > [role=status]'), /^ACK .*:2000: .*unfiltered/);
  });

  it('says in its table what the picture shows', async () => {
    const state = droppedAtAcl();
    const { page } = await show(state);
    await openTab(page, 'Table');
    const { boxes, edges, hops } = tableOf(state.drawing);
    const text = (await page.locator('.panel').innerText()).replaceAll(/\s+/g, ' ');
    for (const { name, facts } of [...boxes, ...edges, ...hops])
      for (const fact of [name, ...facts]) ok(text.includes(fact.replaceAll(/\s+/g, ' ')), fact);
  });

  it('takes messages of other kinds for nothing', async () => {
    const { page, post, faults } = await show(states['empty']!);
    for (const message of [null, 'state', { kind: 'other' }, {}]) await post(message);
    equal(await page.innerText('.message p'), 'No network here yet.');
    deepEqual(await faults(), []);
  });

  it('can go from any state to any other', async () => {
    const { page, send, faults } = await show({ kind: 'loading' });
    for (const from of Object.values(states)) {
      for (const to of Object.values(states)) {
        await send(from);
        await send(to);
        equal(await page.locator('.picture').count(), to.kind === 'drawing' ? 1 : 0);
      }
    }
    deepEqual(await faults(), []);
  });

  describe('to assistive technology', () => {
    for (const theme of Object.keys(themes) as ThemeName[]) {
      for (const [name, state] of Object.entries(states)) {
        it(`is clean: ${name}, ${theme}`, async () => {
          const { page, faults } = await show(state, { theme });
          for (const tab of await page.getByRole('tab').all()) {
            await openTab(page, tab);
            deepEqual(await breaches(page), []);
          }
          deepEqual(await breaches(page), []);
          deepEqual(await faults(), []);
        });
      }
    }

    it('is a tree with the level, the name and the fate of each box', async () => {
      const { page } = await show(droppedAtAcl());
      const acl = page.getByRole('treeitem', {
        name: /^Network ACL public, 1 in · 1 out \(aws_network_acl\.public\)/,
      });
      equal(await acl.getAttribute('aria-level'), '3');
      match((await acl.getAttribute('aria-label'))!, /dropped: ACK: .*inbound rule \* denies/);
    });
  });

  it('draws what is unknown dashed, with the value that would settle it', async () => {
    const open = panel(terraform({ inbound: [{ cidr: '?', protocol: 6, ports: '22' }] }), {
      target: 'aws_instance.web',
    });
    const { page } = await show(open);
    const dashes = (kind: string): Promise<string> =>
      page.locator(`.box-${kind} > .frame`).evaluate((frame) => getComputedStyle(frame).strokeDasharray);
    equal(await dashes('instance'), 'none');
    match(await dashes('network-acl'), /^\d+px, \d+px$/);
    equal(await page.locator('.picture .outcome .words').textContent(), 'cannot be told');
    match(await page.innerText('.hop.fate-unknown'), /Not known: var\.cidr has no default/);
    match(await page.innerText('.legend'), /not known from the code/);
  });

  it('tells fates apart without any colour', async () => {
    const signs = async (state: PanelState): Promise<readonly string[]> => {
      const { page } = await show(state, { forcedColors: 'light' });
      return await page.evaluate(() =>
        [...document.querySelectorAll('.box > .badge')].map((badge) => {
          const [outline, sign] = [...badge.querySelectorAll('path')].map((path) => path.getAttribute('d'));
          return `${badge.classList[1]!} ${outline!} ${sign!}`;
        }),
      );
    };
    const open = panel(terraform({ inbound: [{ cidr: '?', protocol: 6, ports: '22' }] }), {
      target: 'aws_instance.web',
    });
    const all = new Set([...(await signs(droppedAtAcl())), ...(await signs(open))]);
    const fates = [...all].map((sign) => sign.split(' ')[0]);
    deepEqual(fates.sort(), ['fate-dropped', 'fate-passed', 'fate-unknown']);
    equal(new Set([...all].map((sign) => sign.slice(sign.indexOf(' ')))).size, 3);
  });

  describe('at any width', () => {
    for (const width of [200, 320, 700, 800, 2000]) {
      it(`keeps everything within ${width} px and text at a readable size`, async () => {
        const { page } = await show(droppedAtAcl({ scan }), { width });
        for (const tab of await page.getByRole('tab').all()) {
          await openTab(page, tab);
          ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
        }
        const { scale, isWhole } = await page.evaluate(() => {
          const picture = document.querySelector<SVGSVGElement>('.picture')!;
          const canvas = document.querySelector('.canvas')!;
          return {
            scale: picture.clientWidth / picture.viewBox.baseVal.width,
            isWhole: canvas.scrollWidth <= canvas.clientWidth,
          };
        });
        ok(scale >= 0.77 && scale <= 1.21, String(scale));
        equal(isWhole, width >= 800);
      });
    }

    for (const width of [200, 320, 700, 1400]) {
      it(`cuts no word of the results apart, nor off, at ${width} px`, async () => {
        const { page } = await show(droppedAtAcl({ scan }), { width });
        for (const tab of ['Ports', 'nmap', 'Table']) {
          await openTab(page, tab);
          if (tab === 'Ports') await page.getByRole('option').last().click();
          deepEqual(await page.evaluate(cutIn, '.panel'), [], tab);
        }
      });
    }

    it('brings the place where a packet dies into view', async () => {
      const { page } = await show(droppedAtAcl(), { width: 300 });
      const seen = await page.locator('.path .badge').boundingBox();
      const frame = await page.locator('.canvas').boundingBox();
      ok(seen!.x > frame!.x && seen!.x + seen!.width < frame!.x + frame!.width);
    });
  });

  it('never writes one text over another', async () => {
    for (const state of [
      panel(everything(), { target: 'aws_instance.db', source: 'aws_instance.web' }),
      droppedAtAcl(),
      panel(terraform({ outbound: [] }), { target: 'aws_instance.web' }),
      ...Object.values(cases).map((draw) => ({ ...droppedAtAcl(), drawing: draw() })),
    ]) {
      const { page } = await show(state, { width: 1200 });
      const overlaps = await page.evaluate(() => {
        // Packets under way pass over everything.
        const texts = [...document.querySelectorAll('.picture text:not(.traveller *)')].map((text) => ({
          text: text.textContent,
          box: text.getBoundingClientRect(),
        }));
        return texts.flatMap((a, index) =>
          texts
            .slice(index + 1)
            .filter(
              (b) =>
                // What several packets meet alike stands there once for each of them.
                !(a.text === b.text && a.box.left === b.box.left && a.box.top === b.box.top) &&
                a.box.left < b.box.right &&
                b.box.left < a.box.right &&
                a.box.top + 3 < b.box.bottom &&
                b.box.top + 3 < a.box.bottom,
            )
            .map((b) => `${a.text} / ${b.text}`),
        );
      });
      deepEqual(overlaps, []);
    }
  });

  it('keeps long names within their boxes', async () => {
    const { page } = await show(panel(everything()), { width: 1200 });
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll('.box')].flatMap((box) => {
        const frame = box.querySelector('.frame')!.getBoundingClientRect();
        return [...box.querySelectorAll('text')]
          .filter((text) => text.getBoundingClientRect().right > frame.right)
          .map((text) => text.textContent);
      }),
    );
    deepEqual(outside, []);
    const tooltips = await page.locator('.box > title').allTextContents();
    ok(
      tooltips.some((title) =>
        title.includes('aws_instance.a_rather_long_name_for_an_instance_that_is_short[12]'),
      ),
    );
  });

  it('shows hostile names as the text they are', async () => {
    const hostile = '<img src=x onerror="window.hacked=1">';
    const state = droppedAtAcl({ scan: { ...scan, text: hostile, summary: hostile } });
    const { drawing } = state;
    const { page, faults } = await show({
      ...state,
      title: hostile,
      probe: { ...state.probe, targets: [{ id: hostile, label: hostile }], target: hostile },
      drawing: {
        ...drawing,
        boxes: drawing.boxes.map((box) => ({
          ...box,
          label: hostile,
          name: hostile,
          detail: hostile,
          verdicts: [hostile],
        })),
        edges: drawing.edges.map((edge) => ({ ...edge, label: hostile, text: hostile })),
        probe: {
          ...drawing.probe!,
          packets: drawing.probe!.packets.map((packet) => ({
            ...packet,
            label: hostile,
            title: hostile,
            endLabel: hostile,
            hops: packet.hops.map((hop) => ({ ...hop, text: hostile, rule: hostile })),
          })),
          trackedFlows: [],
        },
      },
    });
    for (const tab of await page.getByRole('tab').all()) {
      await openTab(page, tab);
      equal(await page.locator('img').count(), 0);
    }
    equal(await page.innerText('h1'), hostile);
    equal(await page.evaluate(() => 'hacked' in window), false);
    deepEqual(await faults(), []);
  });

  it('draws of 500 instances those near what is seen, and reaches all', async () => {
    const hosts = Array.from({ length: 500 }, (_, n) => ({
      name: `aws_instance.web[${n}]`,
      ip: `10.0.${n >> 8}.${n & 255}`,
    }));
    const view = { ...wholeView, unfolded: ['interfaces aws_instance.web[0]', 'subnet aws_subnet.public'] };
    const { page, faults } = await show(
      panel(terraform({ hosts }), { target: 'aws_instance.web[499]', view }),
    );
    const instance = (n: number) => page.locator(`[data-id="interface aws_instance.web[${n}]"]`);
    await page.locator('.canvas').evaluate((canvas) => {
      canvas.scrollTo({ top: canvas.scrollHeight });
    });
    await instance(499).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.box-instance').length > 30);
    ok((await page.locator('.box-instance').count()) < 250);
    equal(await instance(499).getAttribute('aria-setsize'), await instance(480).getAttribute('aria-setsize'));
    await instance(499).focus();
    await page.keyboard.press('Home');
    equal(await page.evaluate(() => document.activeElement!.getAttribute('data-id')), 'internet');
    await instance(0).waitFor();
    await page.keyboard.press('End');
    ok(await instance(499).evaluate((box) => box.matches(':focus')));
    deepEqual(await faults(), []);
  });

  it('offers thousands of targets when somebody chooses one', async () => {
    const state = droppedAtAcl();
    const many = Array.from({ length: 3000 }, (_, n) => ({ id: `t${n}`, label: `aws_instance.t${n}` }));
    const { page, send, posted, faults } = await show({
      ...state,
      probe: { ...state.probe, targets: many, target: 't1200' },
    });
    const target = page.getByRole('combobox', { name: 'Target' });
    equal(await target.inputValue(), 't1200');
    equal(await target.locator('option').count(), 1);
    await target.focus();
    equal(await target.locator('option').count(), 3000);
    await target.selectOption({ label: 'aws_instance.t7' });
    deepEqual((await posted()).at(-1), { kind: 'choose', change: { target: 't7' } });
    await send({ ...state, probe: { ...state.probe, targets: many.slice(1), target: 't7' } });
    ok(await target.evaluate((select) => select.matches(':focus')));
    equal(await target.inputValue(), 't7');
    equal(await target.locator('option').count(), 2999);
    deepEqual(await breaches(page), []);
    deepEqual(await faults(), []);
  });

  it('comes in at most 350 KB', () => {
    ok(scriptSize() <= 350_000, String(scriptSize()));
  });
});
