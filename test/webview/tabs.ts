/** The tabs of the results, as a person uses them: who opens one waits until what it holds is there. */
import type { Locator, Page } from 'playwright-core';

/** Clicks a tab, by its name or itself. The toolkit tells of the click a moment later. */
export async function openTab(page: Page, tab: string | Locator): Promise<void> {
  const clicked = typeof tab === 'string' ? page.getByRole('tab', { name: tab }) : tab;
  await clicked.click();
  await page.locator(`.panel[aria-labelledby="${await clicked.getAttribute('id')}"]`).waitFor();
}
