// What people do with a notice, step by step as they do it: by button, by key, in words on the page.
import type { Locator, Page } from 'playwright-core';

export type Given = string | { name: string; mimeType: string; buffer: Buffer };

/** Waits until it is there to be seen. @throws when it does not appear */
export const sees = (what: Locator) => what.first().waitFor({ state: 'visible' });
/** Waits until it is gone. */
export const misses = (what: Locator) => what.first().waitFor({ state: 'hidden' });

/** Chooses a file on the page of registration. */
export async function offer(page: Page, file: Given) {
  await page.goto('/directives/new');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件' }).click();
  await (await chooser).setFiles(file);
}

/** Registers a notice and comes to its review; gives its id. */
export async function register(page: Page, file: Given): Promise<string> {
  await offer(page, file);
  await page.waitForURL(/\/directives\/[0-9a-f]{8}-[0-9a-f-]{27}$/);
  await sees(progress(page));
  return new URL(page.url()).pathname.split('/').at(-1)!;
}

export const review = (page: Page) => page.getByRole('complementary', { name: '核对' });
/** `还有 4 个疑问`, `疑问已答完，还有 6 项待确认`, `全部核对完毕，可以送批`. */
export const progress = (page: Page) =>
  review(page)
    .getByRole('status')
    .filter({ hasText: /疑问|核对完毕/ });
export const doubt = (page: Page, about: string) =>
  review(page).getByRole('article').filter({ hasText: about }).first();

/** How many doubts are still open. */
export async function openDoubts(page: Page): Promise<number> {
  const [, n = '0'] = /还有 (\d+) 个疑问/.exec(await progress(page).innerText()) ?? [];
  return Number(n);
}

/** A key at a time, each waited for: until no doubt is left, the next doubt and its first answer, which its number gives. */
export async function answerByKeys(page: Page) {
  for (let left = await openDoubts(page); left > 0; left = await openDoubts(page)) {
    await page.keyboard.press('n');
    await page.keyboard.press('1');
    await misses(progress(page).filter({ hasText: `还有 ${left} 个疑问` }));
  }
}

export async function confirmAll(page: Page) {
  await review(page)
    .getByRole('button', { name: /全部确认$/ })
    .click();
  await sees(progress(page).filter({ hasText: /全部核对完毕，可以送[批核]/ }));
  await sees(review(page).getByText('已保存', { exact: true }));
}

/** Presses an action's button and, in the dialog that asks, the same once more. */
export async function act(from: Page | Locator, page: Page, action: string) {
  await from.getByRole('button', { name: action, exact: true }).first().click();
  const dialog = page.getByRole('dialog').filter({ hasText: action });
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await misses(dialog);
}

/** The list of that name on 今日. */
export const todayList = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
export const row = (list: Locator, about: string) => list.getByRole('listitem').filter({ hasText: about }).first();

/** The sentence of an issued notice that carries a duty. */
export const duty = (page: Page, words: string) =>
  page.getByRole('article', { name: '通知正文' }).getByRole('link').filter({ hasText: words });
/** Beside the notice: who has done what the chosen sentence asks. */
export const clausePanel = (page: Page) => page.getByRole('complementary', { name: '这项要求的完成情况' });

/** Tells of a sitting; what the system knows is filled in already. */
export async function tellSitting(page: Page, title: string, heldOn?: string) {
  await sees(page.getByRole('heading', { name: '登记学习' }));
  if (heldOn) {
    const day = page.getByLabel(/^学习日期/);
    await day.fill(heldOn);
    await day.press('Enter');
  }
  await page.getByLabel(/^主题/).fill(title);
  await page.getByLabel('第 1 个议题', { exact: true }).fill('领学防汛应急预案和一起景区山洪案例');
  await page.getByRole('button', { name: /^全员/ }).click();
  await page.getByRole('button', { name: '登记学习', exact: true }).click();
  await page.waitForURL(/\/study\/[0-9a-f]{8}-[0-9a-f-]{27}$/);
  await sees(page.getByText('已学习').first());
}

/** Presses an action, fills its small form, and presses it once more. */
export async function tell(page: Page, action: string, said: Record<string, string>, from: Page | Locator = page) {
  await from.getByRole('button', { name: action, exact: true }).first().click();
  const dialog = page.getByRole('dialog').filter({ has: page.locator('form') });
  for (const [label, words] of Object.entries(said)) {
    const field = dialog.getByLabel(label).first();
    await field.fill(words);
    if (/^\d{4}-\d\d-\d\d$/.test(words)) await field.press('Tab');
  }
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await misses(dialog);
}

/** Chooses from a list that opens under a field. */
export async function pick(page: Page, box: Locator, words: string) {
  await box.fill(words);
  const found = page.locator('.ant-select-dropdown:visible').last().getByTitle(new RegExp(words));
  await sees(found);
  await found.first().click();
  await box.blur();
  await misses(page.locator('.ant-select-dropdown:visible'));
}

/** Chooses a unit from the tree of units. */
export async function pickUnit(page: Page, box: Locator, name: string) {
  await box.click();
  await sees(page.locator('.ant-select-tree-title'));
  await box.fill(name);
  await page.locator('.ant-select-tree-title').filter({ hasText: name }).first().click();
}

/** Types a day as one does who does not want the calendar. */
export async function typeDay(field: Locator, on: string) {
  await field.fill(on);
  await field.press('Tab');
}

/** Opens the drawer of a period by its light on 今日. */
export async function openOwed(page: Page, about: string): Promise<Locator> {
  await row(todayList(page, '我应完成'), about).getByRole('button').first().click();
  return page.getByRole('dialog').filter({ hasText: '任务完成情况' });
}
