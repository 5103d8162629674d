// The first day of a bureau of its own: no demonstration, three administrators, and none of them sees any business.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sees } from './acts.ts';
import { House, shot, signIn } from './house.ts';
import { enrol } from './phone.ts';
import { type Product, anlan, drop, launch, newFolder } from './product.ts';

const BUREAU = '云岭市文化和旅游局';
const folder = newFolder();
const data = join(folder, 'data');
let product: Product;
let house: House;

beforeAll(async () => {
  // The command that sets up the bureau tells the day by the machine: so must the product, or nobody is in office yet.
  product = await launch(inject('build'), data, new Date().toISOString(), { ANLAN_DEMO: '0' });
  house = await House.open(product.url);
});
afterAll(async () => {
  await house?.close();
  await product?.stop();
  drop(folder);
});

test('空库里没有演示账号；初始化后，系统管理员用只显示一次的密码登录，先开通动态口令，看不到业务', async () => {
  const page = await house.visitor();
  await page.goto('/signin');
  await signIn(page, 'anjian');
  await sees(page.getByRole('alert').filter({ hasText: '账号或密码不对' }));

  const said = anlan(inject('build'), data, 'init', BUREAU);
  const [, password = ''] = /账号 xitong\s+密码 (\S+)/.exec(said) ?? [];
  expect(said).toContain(BUREAU);
  await signIn(page, 'xitong', password);
  await sees(page.getByRole('heading', { level: 1, name: '登录安全' }));
  const { recovery } = await enrol(page);
  await sees(page.getByRole('heading', { name: '我的登录' }));
  await page.getByRole('button', { name: /系统管理员/ }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL(/\/signin/);
  await signIn(page, 'xitong', password);
  await page.getByLabel('动态口令或恢复码').fill(recovery[0]!);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((at) => at.pathname !== '/signin');
  await page.goto('/');
  await sees(page.getByRole('heading', { level: 1, name: '今日' }));
  await shot(page, '50-first-day');
  expect(await page.getByText('演示数据').count()).toBe(0);
  const menu = await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').allInnerTexts();
  expect(menu).toContain('人员与单位');
  for (const business of ['公文任务', '学习', '会议', '调研检查', '督办', '日历']) expect(menu).not.toContain(business);
  await page.goto('/directives');
  await sees(page.getByText(/^您的岗位没有/));
  expect(house.complaints).toEqual([]);
});
