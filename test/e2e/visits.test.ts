// A leader's month at the grass roots: told on a phone, seen in the matrix; what a clerk tells counts when the leader confirms.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { act, misses, sees } from './acts.ts';
import { chapters } from './chapters.ts';
import { House, shot } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await House.open(inject('shared'));
});
afterAll(() => house?.close());
chapters(() => house);

const PHONE = { width: 390, height: 844 };
/** The light of a leader in July 2026. */
const july = (page: Page, name: string) =>
  page
    .getByRole('row')
    .filter({ hasText: name })
    .getByRole('button', { name: new RegExp(`^${name} 7月，`) });

/** Chooses a place by a part of its name. */
async function goesTo(page: Page, part: string) {
  const box = page.getByRole('combobox', { name: /到了哪里/ });
  await box.fill(part);
  await page.locator('.ant-select-item-option').filter({ hasText: part }).first().click();
  await box.press('Escape');
}

test('领导在手机上登记：日期和本人已填好，选地点、写情况即可', async () => {
  const page = await house.as('pingdingfu', '/visits/new', PHONE);
  await sees(page.getByText('宁定山', { exact: false }).filter({ hasText: '副局长' }));
  expect(await page.getByLabel('日期').inputValue()).toBe('2026-07-01');
  await goesTo(page, '水上瀑布');
  await page.getByLabel('了解到的情况').fill('看了漂流河道和玻璃栈道，听取汛期停业安排。');
  await shot(page, '60-visit-phone');
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing is wider than the phone').toBe(390);
  await page.getByRole('button', { name: '登记调研检查' }).click();
  await sees(page.getByRole('heading', { level: 1, name: '宁定山到示范水上瀑布景区调研' }));
  await sees(page.getByText('2026-07-01 本人确认'));
});

test('「领导下基层」里，本人这个月的灯变为已完成，点开就是这次调研', async () => {
  const page = await house.as('pingding', '/visits/matrix');
  await sees(july(page, '宁定山').filter({ hasText: '●' }));
  await shot(page, '61-visit-matrix');
  await july(page, '宁定山').click();
  await sees(page.getByRole('dialog').getByText('宁定山到示范水上瀑布景区调研'));
});

test('联络员替领导登记的，领导确认以后才计入', async () => {
  await house.as('anjian', '/visits/matrix').then((page) => sees(july(page, '宁定山').filter({ hasText: '●' })));
  const leader = await house.as('pingdingfu');
  const first = await leader.request.get('/api/visits?limit=1');
  const { items } = (await first.json()) as { items: { id: string }[] };
  await leader.goto(`/visits/${items[0]!.id}`);
  await leader.getByRole('button', { name: '作废', exact: true }).click();
  const dialog = leader.getByRole('dialog');
  await dialog.getByLabel('原因').fill('改由联络员登记');
  await dialog.getByRole('button', { name: '作废', exact: true }).click();
  await misses(dialog);

  const clerk = await house.as('pingding', '/visits/new');
  await clerk.getByRole('button', { name: '宁定山 副局长' }).click();
  await goesTo(clerk, '石刻博物馆');
  await clerk.getByLabel('了解到的情况').fill('看了库房消防设施，与夜班人员交谈。');
  await clerk.getByRole('button', { name: '登记调研检查' }).click();
  await sees(clerk.getByText('待本人确认，确认前不计入'));
  await clerk.goto('/visits/matrix');
  await sees(july(clerk, '宁定山').filter({ hasText: '○' }));

  await leader.goto(new URL(clerk.url()).origin);
  await sees(leader.getByRole('region', { name: '等我办', exact: true }).getByText('宁定山到示范石刻博物馆调研'));
  const made = (await (await leader.request.get('/api/visits?limit=1&state=made')).json()) as {
    items: { id: string }[];
  };
  await leader.goto(`/visits/${made.items[0]!.id}`);
  await act(leader, leader, '确认我去过');
  await clerk.reload();
  await sees(july(clerk, '宁定山').filter({ hasText: '●' }));
  expect(house.complaints).toEqual([]);
});
