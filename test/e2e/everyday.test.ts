// A day at the desk: what waits, one thing done in place, search, lists, Excel, messages, leaving and coming back.
import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { misses, sees, todayList } from './acts.ts';
import { House, shot, signIn } from './house.ts';

/** What the first page of the desk may weigh in script, compressed, bytes. */
const FIRST_PAGE = 400_000;

let house: House;
let page: Page;
beforeAll(async () => {
  house = await House.open(inject('shared'));
  page = await house.as('pingding');
});
afterAll(() => house?.close());

const loaded = (at: Page) => at.getByRole('status').filter({ hasText: /已载入/ });
const open = async (at: Page, path: string) => {
  await at.goto(path);
  await sees(loaded(at));
};

test('今日分三栏：等我办、我应完成、我在盯，逾期写明天数，每行一个主要办法', async () => {
  await page.goto('/');
  const owed = todayList(page, '我应完成');
  await sees(owed.getByRole('listitem'));
  for (const each of await owed.getByRole('listitem').all())
    expect(await each.getByRole('button', { name: /^(报告进展|报送材料|登记.+|回复督办|查看)$/ }).count()).toBe(1);
  await sees(owed.getByText(/^(逾期 \d+ 天 · 应于|还有 \d+ 天 · )/));
  await shot(page, '30-today');
});

test('在今日里报告进展：当场填写，当场消失，不离开这一页', async () => {
  const owed = todayList(page, '我应完成');
  const before = await owed.getByRole('heading').innerText();
  await owed
    .getByRole('listitem')
    .filter({ hasText: '2026年第三季度' })
    .filter({ has: page.getByRole('button', { name: '报告进展' }) })
    .first()
    .getByRole('button', { name: '报告进展' })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('做了什么').fill('已与公安、消防对接，互换联络人名单。');
  await shot(page, '31-report');
  await dialog.getByRole('button', { name: '报告进展' }).click();
  await misses(dialog);
  await expect.poll(() => owed.getByRole('heading').innerText(), { timeout: 20_000 }).not.toBe(before);
  expect(new URL(page.url()).pathname).toBe('/');
});

test('搜索从两个字起，方向键和回车即可打开', async () => {
  const box = page.getByRole('combobox', { name: '全局搜索' });
  await page.keyboard.press('/');
  await page.keyboard.type('学');
  await sees(page.getByText('再输入一个字'));
  await page.keyboard.type('习');
  await sees(page.getByRole('listbox', { name: '搜索结果' }).getByRole('option', { name: /学习/ }));
  await shot(page, '32-search');
  await page.keyboard.press('ArrowDown');
  const chosen = await page.getByRole('option', { selected: true }).innerText();
  await page.keyboard.press('Enter');
  await sees(page.getByRole('heading', { level: 1, name: chosen.split('\n')[0]! }));
  await box.fill('平定县文旅局');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?q=/);
  await sees(page.getByRole('link', { name: /平定县/ }));
});

test('筛选经得起重新载入，链接发给同事看到的一样', async () => {
  const anjian = await house.as('anjian', '/study');
  await sees(loaded(anjian));
  const all = await loaded(anjian).innerText();
  await anjian.getByRole('textbox', { name: '在学习中查找' }).fill('专题');
  await anjian.getByRole('textbox', { name: '在学习中查找' }).press('Enter');
  await expect.poll(() => new URL(anjian.url()).searchParams.get('q')).toBe('专题');
  await anjian.getByRole('button', { name: '筛选' }).click();
  await anjian.getByRole('button', { name: '已学习', exact: true }).click();
  await sees(anjian.getByRole('button', { name: '去掉筛选：已学习' }));
  await expect.poll(() => loaded(anjian).innerText()).not.toBe(all);
  const shown = await loaded(anjian).innerText();
  await anjian.reload();
  await sees(anjian.getByRole('button', { name: '去掉筛选：已学习' }));
  await sees(loaded(anjian).filter({ hasText: shown }));
  const link = anjian.url().slice(inject('shared').length);
  const colleague = await house.as('anjian2', link);
  await sees(colleague.getByRole('button', { name: '去掉筛选：已学习' }));
  await sees(loaded(colleague).filter({ hasText: shown }));
  await shot(colleague, '33-list');
  await Promise.all([anjian.context().close(), colleague.context().close()]);
});

test('清单旁边打开记录，回车整页，Esc 收起', async () => {
  await open(page, '/study');
  await page.getByRole('grid', { name: '学习清单' }).getByRole('gridcell').first().click();
  const beside = page.getByRole('complementary', { name: '选中的记录' });
  await sees(beside.getByRole('heading', { level: 1 }));
  await shot(page, '34-beside');
  await page.keyboard.press('Escape');
  await misses(beside);
});

test('导出的 Excel 打得开，行数与清单一致', async () => {
  await open(page, '/study');
  const [, count] = /共约? ?([\d,]+) 条/.exec(await loaded(page).innerText()) ?? [];
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出 Excel' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  const book = new ExcelJS.Workbook();
  const bytes = await readFile(await file.path());
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const sheet = book.worksheets[0]!;
  const heads = [sheet.getRow(1), sheet.getRow(2)].flatMap((r) =>
    Array.isArray(r.values) ? r.values.map(String) : [],
  );
  expect(heads).toEqual(expect.arrayContaining(['学习日期', '主持人']));
  expect(sheet.actualRowCount).toBeGreaterThanOrEqual(Number(count) + 1);
  expect(sheet.actualRowCount).toBeLessThanOrEqual(Number(count) + 3);
});

test('消息点开就到那件事，并记为已读', async () => {
  await page.goto('/');
  const bell = page.getByRole('button', { name: /^消息/ });
  await sees(bell.filter({ hasText: /\d/ }));
  const unread = Number(/\d+/.exec(await bell.innerText())![0]);
  await bell.click();
  const drawer = page.getByRole('dialog').filter({ hasText: '消息' });
  await shot(page, '35-inbox');
  // The digest of the day leads to 今日, every other message to its record.
  await drawer
    .getByRole('button')
    .filter({ hasText: '未读', hasNotText: /今日：/ })
    .first()
    .click();
  await page.waitForURL(/\/(directives|study|meetings|visits|followup)\//);
  await expect
    .poll(async () => Number(/\d+/.exec(await bell.innerText())?.[0] ?? 0), { timeout: 20_000 })
    .toBe(unread - 1);
});

test('退出再登录，回到刚才的地方', async () => {
  const gone = await house.visitor();
  await gone.goto('/study?state=held');
  await gone.waitForURL(/\/signin\?back=/);
  await signIn(gone, 'pingding');
  await sees(gone.getByRole('button', { name: '去掉筛选：已学习' }));
  await gone.getByRole('button', { name: /平定县文旅局/ }).click();
  await gone.getByRole('button', { name: '退出登录' }).click();
  await gone.waitForURL(/\/signin/);
  await signIn(gone, 'pingding');
  await sees(gone.getByRole('button', { name: '去掉筛选：已学习' }));
  await gone.context().close();
});

test('密码不对时说清楚，不泄露账号有没有', async () => {
  const stranger = await house.visitor();
  const said: string[] = [];
  for (const account of ['pingding', 'meiyouzheren']) {
    await stranger.goto('/signin');
    await stranger.getByLabel('账号', { exact: true }).fill(account);
    await stranger.getByLabel('密码', { exact: true }).fill('bu-dui-de-mima');
    await stranger.getByRole('button', { name: '登录' }).click();
    const alert = stranger.getByRole('alert').filter({ hasText: /\S/ });
    await sees(alert);
    said.push(await alert.innerText());
  }
  expect(said[0]).toBe(said[1]);
  await stranger.context().close();
});

test('第一页的脚本压缩后不超过 400 kB', async () => {
  const fresh = await house.as('pingding');
  const measured = await fresh.context().newPage();
  const wire = await measured.context().newCDPSession(measured);
  const scripts = new Set<string>();
  const sizes: number[] = [];
  wire.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) sizes.push(encodedDataLength);
  });
  await wire.send('Network.enable');
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  await measured.goto('/');
  await sees(todayList(measured, '我应完成').getByRole('listitem'));
  await measured.waitForTimeout(1500);
  const sum = sizes.reduce((a, b) => a + b, 0);
  console.log(`first page: ${Math.round(sum / 1000)} kB of compressed script in ${sizes.length} files`);
  expect(sum).toBeGreaterThan(50_000);
  expect(sum).toBeLessThanOrEqual(FIRST_PAGE);
  await fresh.context().close();
});

test('这一天没有页面报错', () => expect(house.complaints).toEqual([]));
