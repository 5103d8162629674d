// For everybody: by keyboard alone, with names that a screen reader says, at 200 %, and on a phone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { answerByKeys, clausePanel, progress, register, sees, todayList } from './acts.ts';
import { House, type Look, shot } from './house.ts';

let house: House;
let anjian: Page;
/** The main pages, each with its name. */
let places: { name: string; path: string }[] = [];

beforeAll(async () => {
  house = await House.open(inject('shared'));
  anjian = await house.as('anjian');
  const first = async (path: string) => {
    const answer = (await (await anjian.request.get(path)).json()) as { items: { id: string }[] };
    return answer.items[0]!.id;
  };
  const issued = await first('/api/directives?state=issued&sort=oldest&limit=1');
  const draft = await first('/api/directives?state=draft&limit=1');
  const study = await first('/api/study?state=held&limit=1');
  places = [
    { name: '今日', path: '/' },
    { name: '公文清单', path: '/directives' },
    { name: '登记公文', path: '/directives/new' },
    { name: '核对', path: `/directives/${draft}` },
    { name: '活的通知', path: `/directives/${issued}` },
    { name: '矩阵', path: `/directives/${issued}/matrix` },
    { name: '学习清单', path: '/study' },
    { name: '登记学习', path: '/study/new' },
    { name: '学习记录', path: `/study/${study}` },
    { name: '搜索', path: '/search?q=学习' },
  ];
});
afterAll(() => house?.close());

const settle = async (page: Page, path: string) => {
  await page.goto(path);
  await sees(page.getByRole('main').getByRole('button').or(page.getByRole('main').getByRole('link')));
  await expect.poll(() => page.getByRole('status', { name: '正在载入' }).count(), { timeout: 20_000 }).toBe(0);
};

/** Buttons, links and fields for which a screen reader has no name. */
const nameless = async (page: Page) =>
  (await page.locator('body').ariaSnapshot())
    .split('\n')
    .filter((line) =>
      /^\s*- (button|link|textbox|searchbox|combobox|checkbox|radio|switch|spinbutton|tab)\b(?! ")/.test(line),
    );

test('每个按钮、链接和输入框都有名字', async () => {
  const found: Record<string, string[]> = {};
  for (const { name, path } of places) {
    await settle(anjian, path);
    const lines = await nameless(anjian);
    if (lines.length) found[name] = lines;
  }
  const door = await house.visitor();
  await door.goto('/signin');
  await sees(door.getByRole('button', { name: '登录' }));
  expect({ ...found, 登录: await nameless(door) }).toEqual({ 登录: [] });
  await door.context().close();
});

/** What has the focus and cannot be seen to have it. */
const unseenFocus = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return null;
    const around = [at, at.parentElement, at.parentElement?.parentElement].filter((e): e is HTMLElement => !!e);
    const shows = around.some((e) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(e);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });
    return shows ? null : at.outerHTML.slice(0, 120);
  });

test('用 Tab 走到哪里，看得见在哪里', async () => {
  const unseen: string[] = [];
  for (const { name, path } of places.filter((p) =>
    ['今日', '公文清单', '核对', '活的通知', '登记学习'].includes(p.name),
  )) {
    await settle(anjian, path);
    for (let i = 0; i < 14; i++) {
      await anjian.keyboard.press('Tab');
      await anjian.waitForTimeout(60);
      const what = await unseenFocus(anjian);
      if (what) unseen.push(`${name}: ${what}`);
    }
  }
  expect(unseen).toEqual([]);
});

test('第一次 Tab 就能跳到正文', async () => {
  await settle(anjian, '/');
  await anjian.keyboard.press('Tab');
  expect(await anjian.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
  await anjian.keyboard.press('Enter');
  expect(await anjian.evaluate(() => document.activeElement?.id)).toBe('main');
});

test('一份通知从疑问到送批，全程不碰鼠标', async () => {
  const text = readFileSync(join(import.meta.dirname, 'fixtures/summer.txt'), 'utf8')
    .replace('28号', '36号')
    .replace('夏秋两季', '中秋国庆');
  await register(anjian, { name: '中秋国庆.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await anjian.keyboard.press('?');
  await sees(anjian.getByRole('dialog').getByText('下一个疑问'));
  await anjian.keyboard.press('Escape');
  await expect.poll(() => anjian.getByRole('dialog').count()).toBe(0);
  await answerByKeys(anjian);
  for (let left = 12; left > 0 && !(await progress(anjian).innerText()).includes('可以送批'); left--) {
    const before = await progress(anjian).innerText();
    await anjian.keyboard.press('a');
    await expect.poll(() => progress(anjian).innerText(), { timeout: 20_000 }).not.toBe(before);
  }
  await sees(progress(anjian).filter({ hasText: '可以送批' }));
  const send = anjian.getByRole('button', { name: '拟办送批' });
  await expect.poll(() => send.getAttribute('aria-disabled'), { timeout: 20_000 }).not.toBe('true');
  await send.focus();
  await anjian.keyboard.press('Enter');
  await sees(anjian.getByRole('dialog').getByRole('button', { name: '拟办送批', exact: true }));
  await shot(anjian, '40-by-keys');
  await anjian.keyboard.press('Escape');
});

test('矩阵用方向键走，回车打开', async () => {
  await settle(anjian, places.find((p) => p.name === '矩阵')!.path);
  await anjian.getByRole('grid').focus();
  const said = anjian.getByRole('status').filter({ hasText: /^任务1/ });
  const before = await said.first().innerText();
  await anjian.keyboard.press('ArrowRight');
  await expect.poll(() => said.first().innerText()).not.toBe(before);
  await anjian.keyboard.press('Enter');
  await sees(anjian.getByRole('dialog'));
});

/** What of the page does not fit its width: the page itself, and each thing that sticks out where nothing scrolls. */
const cut = (page: Page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    const wide = [root, document.querySelector('main') ?? root]
      .filter((e) => e.scrollWidth > e.clientWidth)
      .map((e) => `${e.tagName} is ${e.scrollWidth} of ${e.clientWidth} wide`);
    const scrolls = (e: Element | null): boolean =>
      e !== null &&
      ((/auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth && e.tagName !== 'MAIN') ||
        scrolls(e.parentElement));
    const out = [...document.querySelectorAll('main :is(button, a, input, textarea, h1, h2, h3, label)')].filter(
      (e) => {
        const { left, right, width } = e.getBoundingClientRect();
        return width > 1 && e.checkVisibility() && (left < -1 || right > root.clientWidth + 1) && !scrolls(e);
      },
    );
    return [...wide, ...out.map((e) => `${e.tagName} ${(e.textContent ?? '').slice(0, 30)} ${e.className}`)];
  });

const sizes: [string, Look][] = [
  ['1280 宽放大到 200 %', { width: 640, height: 450, scale: 2 }],
  ['手机 390 宽', { width: 390, height: 844, scale: 2 }],
];

describe.each(sizes)('%s', (size, look) => {
  test('哪一页都不用左右拖，也没有东西被切掉', async () => {
    const page = await house.as('anjian', '/', look);
    const found: Record<string, string[]> = {};
    for (const { name, path } of places) {
      await settle(page, path);
      const things = await cut(page);
      if (things.length) found[name] = things;
      await shot(page, `41-${size.slice(0, 4)} ${name}`);
    }
    expect(found).toEqual({});
    await page.context().close();
  });
});

test('手机上办得成：看今日、登记学习、点一句看谁没做', async () => {
  const phone = await house.as('jinju', '/', { width: 390, height: 844, scale: 2 });
  await sees(todayList(phone, '我应完成').getByRole('listitem'));
  await phone.goto('/study/new');
  await phone.getByLabel(/^主题/).fill('后台消防与用电学习');
  await phone.getByLabel('第 1 个议题', { exact: true }).fill('读一起舞台电气火灾案例');
  await phone.getByRole('button', { name: /^全员/ }).click();
  expect(await cut(phone)).toEqual([]);
  await phone.getByRole('button', { name: '登记学习', exact: true }).click();
  await phone.waitForURL(/\/study\/[0-9a-f]{8}-[0-9a-f-]{27}$/);
  await sees(phone.getByText('已学习'));
  await phone.goto(places.find((p) => p.name === '活的通知')!.path);
  await phone.getByRole('article', { name: '通知正文' }).getByRole('link').first().click();
  await sees(clausePanel(phone).getByText('市晋剧院'));
  await shot(phone, '42-phone-living');
  await phone.context().close();
});

test('走遍各页没有一处报错', () => expect(house.complaints).toEqual([]));
