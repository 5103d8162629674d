// The month's meeting in the browser: arranged with its agenda ready, held, a problem made a decision by one click, done by its owner.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { act, misses, row, sees, todayList } from './acts.ts';
import { House, shot } from './house.ts';

const PROBLEM = '收银台旁疏散指示灯不亮';
const OWNER = '示范网络会所（县府街店）';

let house: House;
let page: Page;
beforeAll(async () => {
  house = await House.open(inject('shared'));
  page = await house.as('pingding');
});
afterAll(() => house?.close());

test('安排会议：议题按形势列好，一点就去掉、一点就加回', async () => {
  await page.goto('/meetings/plan');
  await sees(page.getByRole('heading', { level: 1, name: '安排会议' }));
  const items = page.getByRole('textbox', { name: /^第 \d+ 个议题$/ });
  await sees(items);
  const before = await items.count();
  expect(before, 'more than the analysis alone').toBeGreaterThan(1);
  const text = await items.last().inputValue();
  await page.getByRole('button', { name: `去掉第 ${before} 行` }).click();
  await expect.poll(() => items.count()).toBe(before - 1);
  await page.getByRole('group', { name: '可列入的议题' }).getByRole('button', { name: text }).click();
  await expect.poll(() => items.count()).toBe(before);
  await page.getByLabel('会议名称').fill('七月安全生产例会');
  await shot(page, '60-meeting-plan');
  await page.getByRole('button', { name: '安排会议' }).click();
  await page.waitForURL(/\/meetings\/[0-9a-f]{8}-[0-9a-f-]{27}$/);
  await sees(page.getByText('已安排', { exact: true }));
});

test('登记会议：问题一点成为议定事项，交给场所，限期办结', async () => {
  await page.getByRole('button', { name: '登记会议', exact: true }).click();
  const form = page.getByRole('dialog');
  await form
    .getByRole('button', { name: /^全员 \d+ 人$/ })
    .first()
    .click();
  await form.getByRole('button', { name: '加一个问题' }).click();
  await form.getByLabel('第 1 个问题', { exact: true }).fill(PROBLEM);
  await form.getByRole('button', { name: '把第 1 个问题立为议定事项' }).click();
  await expect.poll(() => form.getByLabel('第 1 件议定事项').inputValue()).toBe(PROBLEM);
  const unit = form.getByRole('combobox', { name: '第 1 件的责任单位' });
  await unit.click();
  await unit.fill('县府街');
  await page.locator('.ant-select-tree-title').filter({ hasText: OWNER }).first().click();
  await shot(page, '61-meeting-hold');
  await form.getByRole('button', { name: '登记会议', exact: true }).click();
  await misses(form);
  await sees(page.getByText('已召开', { exact: true }));
  const decided = page.getByRole('row').filter({ hasText: PROBLEM });
  await sees(decided.filter({ hasText: OWNER }).filter({ hasText: '办理中' }));
  await shot(page, '62-meeting');
});

test('责任单位在今日里看到，当场登记办结；开会的单位确认', async () => {
  const owner = await house.as('changsuo');
  const owed = row(todayList(owner, '我应完成'), PROBLEM);
  await owed.getByRole('button', { name: '登记办结' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('办理结果').fill('已更换指示灯并试亮。');
  await dialog.getByRole('button', { name: '登记办结' }).click();
  await misses(dialog);
  await misses(todayList(owner, '我应完成').getByText(PROBLEM));
  await owner.context().close();
  await page.goto('/');
  await act(row(todayList(page, '等我办'), PROBLEM), page, '确认办结');
  await page.goto('/meetings/decisions?state=accepted');
  await sees(page.getByRole('gridcell', { name: PROBLEM }));
});

test('手机上议定事项看得全，不左右滑动', async () => {
  const phone = await house.as('pingding', '/', { width: 390, height: 844 });
  await phone.goto('/meetings/decisions?sort=updated');
  await sees(phone.getByText(PROBLEM));
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
  await shot(phone, '63-decisions-phone');
  await phone.context().close();
});

test('开会这一路没有页面报错', () => expect(house.complaints).toEqual([]));
