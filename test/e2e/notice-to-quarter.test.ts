// The main job, from paper to proof: a notice is read, questioned, signed, received, fulfilled, missed, and made good.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  act,
  answerByKeys,
  clausePanel,
  confirmAll,
  doubt,
  duty,
  misses,
  openDoubts,
  progress,
  register,
  review,
  row,
  sees,
  tellSitting,
  todayList,
} from './acts.ts';
import { chapters } from './chapters.ts';
import { House, shot } from './house.ts';
import { type Product, copyData, drop, launch, newFolder } from './product.ts';

const NOTICE = join(import.meta.dirname, 'fixtures/summer.txt');
const TITLE = '阳泉市文化和旅游局关于做好夏秋两季文旅场所安全守护工作的通知';
const STUDY = '各县（区）文旅局、局属各单位每季度至少组织一次防汛防火专题学习';
/** After the quarter, within the fifteen days in which a late entry still counts. */
const LATER = '2026-10-12T09:00:00+08:00';

const folder = newFolder();
let product: Product;
let house: House;
let anjian: Page;
let notice = '';
let study = '';

beforeAll(async () => {
  const data = join(folder, 'data');
  copyData(inject('template'), data);
  product = await launch(inject('build'), data);
  house = await House.open(product.url);
});
afterAll(async () => {
  await house?.close();
  await product?.stop();
  drop(folder);
});

const sentence = (page: Page) => duty(page, '每季度至少组织一次防汛防火专题学习');
const cell = (page: Page, unit: string) => page.getByRole('gridcell', { name: new RegExp(`^${unit}，${STUDY}`) });
const says = (page: Page) => sentence(page).getAttribute('aria-description');

describe('从一纸通知到一季佐证', () => {
  chapters(() => house);

  test('安监科上传通知，系统找出任务，把拿不准的摆在前面', async () => {
    anjian = await house.as('anjian');
    notice = await register(anjian, NOTICE);
    await sees(anjian.getByRole('heading', { name: TITLE }));
    await sees(anjian.getByText('6 项任务'));
    await sees(doubt(anjian, '「市非遗展示中心」不在单位名录里'));
    await sees(doubt(anjian, '日历上没有这一天'));
    const items = review(anjian).getByRole('article');
    await sees(items.filter({ hasText: STUDY }).filter({ hasText: '每季度至少 1 次' }).filter({ hasText: '组织学习' }));
    await sees(items.filter({ hasText: '安全形势会商会议' }).filter({ hasText: '每月至少 1 次' }));
    await sees(items.filter({ hasText: '临水临崖点位台账' }).filter({ hasText: '2026年8月14日前完成' }));
    await sees(items.filter({ hasText: '理顺衔接' }).filter({ hasText: '看进展' }));
    await sees(items.filter({ hasText: '24小时值班制度' }).filter({ hasText: '长期要求，不计期' }));
    expect(await anjian.getByRole('button', { name: '拟办送批' }).getAttribute('aria-disabled')).toBe('true');
    await sees(anjian.getByText(/拟办送批：还有 \d+ 个疑问没有答复/));
    await shot(anjian, '1-review');
  });

  test('疑问有的用鼠标答，有的用键盘答，答错可以撤销，重新载入不丢', async () => {
    const all = await openDoubts(anjian);
    expect(all).toBeGreaterThanOrEqual(2);
    await anjian.keyboard.press('n');
    await anjian.keyboard.press('1');
    await misses(progress(anjian).filter({ hasText: `还有 ${all} 个疑问` }));
    await anjian.keyboard.press('z');
    await sees(progress(anjian).filter({ hasText: `还有 ${all} 个疑问` }));
    const unknown = doubt(anjian, '市非遗展示中心');
    await unknown.getByText('不在单位名录里').click();
    await unknown.getByRole('combobox').click();
    await anjian.keyboard.type('文化馆');
    await anjian.getByTitle('市文化馆', { exact: true }).click();
    await misses(unknown.filter({ hasText: '不在单位名录里' }));
    await answerByKeys(anjian);
    await confirmAll(anjian);
    await anjian.reload();
    await sees(progress(anjian).filter({ hasText: '全部核对完毕，可以送批' }));
    await shot(anjian, '2-reviewed');
  });

  test('送批之后，局长在今日里看到，批示下达', async () => {
    await act(anjian, anjian, '拟办送批');
    await sees(anjian.getByText('待签批').first());
    const juzhang = await house.as('juzhang');
    const waiting = row(todayList(juzhang, '等我办'), TITLE);
    await waiting.getByRole('link', { name: TITLE }).click();
    await sees(juzhang.getByRole('region', { name: '签发摘要' }));
    await sees(juzhang.getByText('谁承担多少'));
    await shot(juzhang, '3-sign');
    await juzhang.getByRole('link', { name: /^今日/ }).click();
    await waiting.getByRole('button', { name: '批示' }).click();
    const dialog = juzhang.getByRole('dialog').filter({ hasText: '开始计期' });
    await dialog.getByLabel(/^批示意见/).fill('汛期将至，务必做实。');
    await dialog.getByRole('button', { name: '批示', exact: true }).click();
    await misses(juzhang.getByRole('link', { name: TITLE }));
    await juzhang.context().close();
    await sees(sentence(anjian));
    expect(await says(anjian)).toBe('2026年第三季度：应完成 14，已完成 0');
  });

  test('平定县签收，签收数在安监科的屏幕上自己变', async () => {
    await sees(anjian.getByRole('button', { name: /^签收 0\// }));
    const pingding = await house.as('pingding');
    await act(row(todayList(pingding, '等我办'), TITLE), pingding, '签收');
    await misses(todayList(pingding, '等我办').getByText(TITLE));
    await sees(anjian.getByRole('button', { name: /^签收 1\// }));
    await pingding.context().close();
  });

  test('平定县登记一次学习，句旁的灯和矩阵的格当场变，不用刷新', async () => {
    const matrix = await anjian.context().newPage();
    await matrix.goto(`/directives/${notice}/matrix`);
    await sees(cell(matrix, '平定县文旅局').filter({ hasText: '○' }));
    for (const page of [anjian, matrix]) await page.evaluate(() => Object.assign(window, { stayed: true }));
    await sentence(anjian).click();
    await sees(clausePanel(anjian).getByText('平定县文旅局').first());

    const pingding = await house.as('pingding');
    await row(todayList(pingding, '我应完成'), STUDY).getByRole('button', { name: '登记学习' }).click();
    await tellSitting(pingding, '第三季度防汛防火专题学习');
    study = new URL(pingding.url()).pathname.split('/').at(-1)!;
    await sees(pingding.getByText('本记录完成了'));
    await sees(pingding.getByText(STUDY).first());
    await shot(pingding, '4-study');

    await sees(cell(matrix, '平定县文旅局').filter({ hasText: '●' }));
    await expect.poll(() => says(anjian), { timeout: 20_000 }).toBe('2026年第三季度：应完成 14，已完成 1');
    await sees(clausePanel(anjian).getByText('第三季度防汛防火专题学习'));
    for (const page of [anjian, matrix])
      expect(await page.evaluate(() => 'stayed' in window), 'the page was not loaded anew').toBe(true);
    await shot(anjian, '5-living');
    await shot(matrix, '6-matrix');
    await Promise.all([matrix.close(), pingding.context().close()]);
  });

  test('盂县看不到平定县的任何东西', async () => {
    const yuxian = await house.as('yuxian', '/study');
    await sees(yuxian.getByRole('grid', { name: '学习清单' }));
    await sees(yuxian.getByText('盂县文旅局').first());
    expect(await yuxian.getByText('平定县').count()).toBe(0);
    await yuxian.goto(`/directives/${notice}/matrix`);
    await sees(cell(yuxian, '盂县文旅局'));
    expect(await yuxian.getByText('平定县').count()).toBe(0);
    await yuxian.goto(`/directives/${notice}`);
    await sentence(yuxian).click();
    await sees(clausePanel(yuxian).getByText('盂县文旅局').first());
    expect(await yuxian.getByText('平定县').count()).toBe(0);
    await yuxian.goto(`/search?q=${encodeURIComponent('第三季度防汛防火专题学习')}`);
    await sees(yuxian.getByText('没有找到「第三季度防汛防火专题学习」'));
    await yuxian.goto(`/study/${study}`);
    await sees(yuxian.getByText(/没有找到/));
    await shot(yuxian, '7-not-found');
    await yuxian.context().close();
  });
});

describe('季度过后', () => {
  chapters(() => house);

  test('没有学的逾期，写明缺了几天', async () => {
    expect(study).not.toBe('');
    await anjian.context().close();
    await product.restart(LATER);
    house.forget();
    anjian = await house.as('anjian', `/directives/${notice}/matrix?on=2026-09-30`);
    await sees(cell(anjian, '平定县文旅局').filter({ hasText: '●' }));
    for (const unit of ['矿区文旅局', '盂县文旅局', '市晋剧院'])
      await sees(cell(anjian, unit).filter({ hasText: '✕' }));
    const yuxian = await house.as('yuxian');
    await sees(row(todayList(yuxian, '我应完成'), STUDY).getByText(/逾期 12 天/));
    await shot(yuxian, '8-overdue');
    await yuxian.context().close();
  });

  test('期内学了、期后十五天内才登记的，是 ●补', async () => {
    const jinju = await house.as('jinju', '/study/new');
    await tellSitting(jinju, '后台用电与汛期疏散学习', '2026-09-28');
    await jinju.context().close();
    await sees(cell(anjian, '市晋剧院').filter({ hasText: '●补' }));
  });

  test('期后才学的，缺期保留，读作 ✕→补', async () => {
    const yuxian = await house.as('yuxian');
    await row(todayList(yuxian, '我应完成'), STUDY).getByRole('button', { name: '登记学习' }).first().click();
    await sees(yuxian.getByText('缺期仍然保留，显示为「✕→补」'));
    await tellSitting(yuxian, '补第三季度防汛防火学习', '2026-10-11');
    await shot(yuxian, '9-made-good');
    await yuxian.context().close();
    await sees(cell(anjian, '盂县文旅局').filter({ hasText: '✕→补' }));
    await sees(cell(anjian, '矿区文旅局').filter({ hasText: /^✕$/ }));
    await shot(anjian, '10-matrix-after');
  });

  test('各单位各期一目了然，欠着的一键催办，被催的收到消息', async () => {
    await anjian.goto(`/directives/${notice}?on=2026-09-30`);
    await sentence(anjian).click();
    const panel = clausePanel(anjian);
    await sees(panel.getByRole('button', { name: /^矿区文旅局，.*逾期/ }));
    await sees(panel.getByRole('button', { name: /^盂县文旅局，.*缺期保留.*逾期后已补办/ }));
    await sees(panel.getByRole('button', { name: /^市晋剧院，.*已完成（补录）/ }));
    await sees(panel.getByText('后台用电与汛期疏散学习'));
    await shot(anjian, '11-living-after');
    await panel.getByRole('button', { name: /催办/ }).first().click();
    await anjian
      .getByRole('article')
      .getByRole('button', { name: /^催办 \d+ 个单位/ })
      .click();
    await anjian.waitForURL(/\/followup\/reminders\/[0-9a-f-]{36}$/);
    await anjian.goto(`/directives/${notice}?on=2026-09-30`);
    await sentence(anjian).click();
    await sees(clausePanel(anjian).getByText(/已催办/));
    const kuangqu = await house.as('kuangqu');
    await kuangqu.getByRole('button', { name: /^消息/ }).click();
    await sees(kuangqu.getByRole('dialog').getByRole('button', { name: new RegExp(`催办：${STUDY}`) }));
    await shot(kuangqu, '12-reminded');
    await kuangqu.context().close();
  });
});

test('一路上没有一个页面报错', () => {
  expect(house.complaints).toEqual([]);
});
