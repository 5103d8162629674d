// One notice through its year: received, shared out, met about, missed, chased and closed, with every paper it needs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  act,
  answerByKeys,
  clausePanel,
  confirmAll,
  duty,
  misses,
  openOwed,
  pick,
  pickUnit,
  register,
  row,
  sees,
  tell,
  tellSitting,
  todayList,
  typeDay,
} from './acts.ts';
import { chapters } from './chapters.ts';
import { House, shot } from './house.ts';
import { type Product, copyData, drop, launch, newFolder } from './product.ts';
import { Sheets, printer } from './sheets.ts';

const NOTICE = join(import.meta.dirname, 'fixtures/year.txt');
const TITLE = '关于做好下半年文旅场所平安运行工作的通知';
const STUDY = '每季度至少组织一次用电安全专题学习';
const LEDGER = '建成老旧线路台账';
const PLAN = '报送汛期值守方案';
const WIRES = '收银台后线路老化';
const VENUE = '示范网络会所（县府街店）';
const OWN = readFileSync(join(import.meta.dirname, 'fixtures/own.txt'), 'utf8');
const PHONE = { width: 390, height: 844 };
const AUGUST = '2026-08-20T09:00:00+08:00';
const OCTOBER = '2026-10-12T09:00:00+08:00';
const YEAR_END = '2026-12-31T15:00:00+08:00';

const folder = newFolder();
const sheets = new Sheets(join(folder, 'sheets'));
let product: Product;
let house: House;
let notice = '';

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

/** Somebody at the desk for the length of `work`. */
async function desk<T>(account: string, path: string, work: (page: Page) => Promise<T>, look = {}): Promise<T> {
  const page = await house.as(account, path, look);
  const given = await work(page);
  await page.context().close();
  return given;
}

async function later(now: string) {
  await product.restart(now);
  house.forget();
}

const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!;

describe('七月：下达', () => {
  chapters(() => house);

  test('收文登记、核对、拟办，局长批示', async () => {
    const anjian = await house.as('anjian');
    notice = await register(anjian, NOTICE);
    await answerByKeys(anjian);
    await shot(anjian, '90-year-review');
    await confirmAll(anjian);
    await tell(anjian, '拟办送批', { 拟办意见: '建议由安全监管科牵头，各县（区）和局属单位承办。' });
    const juzhang = await house.as('juzhang');
    await tell(juzhang, '批示', { 批示意见: '同意，抓实抓细。' }, row(todayList(juzhang, '等我办'), TITLE));
    await anjian.goto(`/directives/${notice}`);
    await sees(duty(anjian, STUDY));
    await sheets.take(anjian, '任务分解表');
    await sheets.take(anjian, '公文处理笺');
    await shot(anjian, '91-year-issued');
    await Promise.all([anjian.context().close(), juzhang.context().close()]);
  });

  test('各单位签收', async () => {
    for (const account of ['pingding', 'yuxian', 'jinju'])
      await desk(account, '/', async (page) => {
        await act(row(todayList(page, '等我办'), TITLE), page, '签收');
        await misses(todayList(page, '等我办').getByText(TITLE));
      });
  });

  test('平定县把建台账分解到场所，场所签收', async () => {
    await desk('pingding', '/', async (page) => {
      const drawer = await openOwed(page, LEDGER);
      await drawer.getByRole('button', { name: '分解任务' }).click();
      const form = page.getByRole('dialog').filter({ hasText: '拟好，去核对' });
      await form.getByLabel('具体要求').fill('查清店内老旧线路，登记位置和整改打算。');
      await pick(page, form.getByRole('combobox', { name: /承办单位/ }), '县府街');
      await pick(page, form.getByRole('combobox', { name: /请协助的乡镇/ }), '冠山');
      await typeDay(form.getByLabel('完成日期'), '2026-09-20');
      await shot(page, '92-year-share');
      await form.getByRole('button', { name: '拟好，去核对' }).click();
      await page.waitForURL(/\/directives\/assignments\/[0-9a-f-]{36}$/);
      await act(page, page, '下达');
      await sees(page.getByText('已下达').first());
      await sheets.take(page, '任务分解表');
      await sheets.take(page, '请协助的函', 'unsigned');
      await shot(page, '93-year-assignment');
    });
    await desk('changsuo', '/', async (page) => {
      await act(row(todayList(page, '等我办'), '查清店内老旧线路'), page, '签收');
      await sees(row(todayList(page, '我应完成'), '查清店内老旧线路'));
    });
  });

  test('七月例会：问题一点立为议定事项，责任单位办结，县局确认', async () => {
    const page = await house.as('pingding', '/meetings/new');
    await page
      .getByRole('button', { name: /^全员 \d+ 人$/ })
      .first()
      .click();
    await page.getByRole('button', { name: '加一个问题' }).click();
    await page.getByLabel('第 1 个问题', { exact: true }).fill(WIRES);
    await page.getByRole('button', { name: '把第 1 个问题立为议定事项' }).click();
    await pickUnit(page, page.getByRole('combobox', { name: '第 1 件的责任单位' }), VENUE);
    await page.getByLabel('纪要').fill('会议听取了各场所用电检查情况，要求先断电、再整改，一处一处销号。');
    await page.getByRole('button', { name: '登记会议', exact: true }).click();
    await page.waitForURL(/\/meetings\/[0-9a-f]{8}-[0-9a-f-]{27}$/);
    await sees(page.getByText('已召开', { exact: true }));
    await sheets.take(page, '会议纪要', 'signed');
    await sheets.take(page, '签到表');
    await sheets.take(page, '风险研判简报');
    await desk('changsuo', '/', (owner) =>
      tell(owner, '登记办结', { 办理结果: '已请电工更换线路，试运行正常。' }, row(todayList(owner, '我应完成'), WIRES)),
    );
    await page.goto('/');
    await act(row(todayList(page, '等我办'), WIRES), page, '确认办结');
    await page.context().close();
  });

  test('领导在手机上登记调研，写明看到的危险', async () => {
    await desk(
      'pingdingfu',
      '/visits/new',
      async (page) => {
        const box = page.getByRole('combobox', { name: /到了哪里/ });
        await box.fill('水上瀑布');
        await page.locator('.ant-select-item-option').filter({ hasText: '水上瀑布' }).first().click();
        await box.press('Escape');
        await page.getByLabel('了解到的情况').fill('看了漂流河道、配电室和玻璃栈道，听取汛期停业安排。');
        await page.getByRole('button', { name: '看到了危险' }).click();
        await page.getByLabel('第 1 处危险').fill('配电室门口堆放救生衣，影响断电操作。');
        await shot(page, '94-year-visit');
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
        await page.getByRole('button', { name: '登记调研检查' }).click();
        await page.waitForURL(/\/visits\/[0-9a-f]{8}-[0-9a-f-]{27}$/);
        await sheets.take(page, '调研记录');
        await sheets.take(page, '提示函', 'unsigned');
      },
      PHONE,
    );
  });

  test('副局长八月请假，登记代理人', async () => {
    await desk('pingding', '/people/leave', async (page) => {
      await page.getByRole('button', { name: '登记请假' }).click();
      const form = page.getByRole('dialog');
      await pick(page, form.getByLabel('请假人'), '宁定山');
      await form.getByLabel('事由').fill('参加干部培训');
      await typeDay(form.getByLabel('开始日期'), '2026-08-01');
      await typeDay(form.getByLabel('结束日期'), '2026-08-31');
      await pick(page, form.getByLabel('代理人'), '安关月');
      await shot(page, '95-year-leave');
      await form.getByRole('button', { name: '登记请假' }).click();
      await misses(form);
      await page.getByText('将要开始').click();
      await sees(page.getByText(/安关月代理/));
    });
  });
});

describe('八月：请假、迟报、延期', () => {
  chapters(() => house);

  test('整月请假的领导提请免除，科室同意，显示「—」', async () => {
    await later(AUGUST);
    await desk('anjian', '/', async (page) => {
      const proposed = todayList(page, '等我办').getByRole('listitem').filter({ hasText: '免除：宁定山' });
      await sees(proposed);
      for (let left = await proposed.count(); left > 0; left -= 1) {
        const one = proposed.first();
        const path = await one.getByRole('link').first().getAttribute('href');
        await act(one, page, '同意免除');
        await expect.poll(() => proposed.count()).toBe(left - 1);
        if (left > 1) continue;
        await page.goto(path!);
        await sheets.take(page, '审批表');
      }
      await page.goto('/visits/matrix');
      const light = page
        .getByRole('row')
        .filter({ hasText: '宁定山' })
        .getByRole('button', { name: /^宁定山 8月，/ });
      await sees(light.filter({ hasText: '—' }));
      await shot(page, '96-year-visits');
    });
  });

  test('方案晚报，退回，第二版收到：缺期保留', async () => {
    const send = (words: string) =>
      desk('pingding', '/', async (page) => {
        await row(todayList(page, '我应完成'), PLAN).getByRole('button', { name: '报送材料' }).click();
        const form = page.getByRole('dialog');
        await sees(form.getByText(/晚 6 天/));
        const file = { name: '汛期值守方案.txt', mimeType: 'text/plain', buffer: Buffer.from(words) };
        await form.locator('input[type=file]').setInputFiles(file);
        await sees(form.getByRole('button', { name: '移除' }));
        await form.getByLabel('说明').fill(words);
        await form.getByRole('button', { name: '报送材料' }).click();
        await misses(form);
      });
    await send('报送汛期值守方案，值班表随后补齐。');
    const anjian = await house.as('anjian', `/directives/${notice}/returns`);
    const line = anjian.getByRole('row').filter({ hasText: '平定县文旅局' });
    await sees(line.getByText('晚 6 天'));
    await line.getByRole('link', { name: '退回' }).click();
    await tell(anjian, '退回重报', { 原因: '缺值班表，请补齐后重报。' });
    await send('报送汛期值守方案及七至九月值班表。');
    await anjian.goto(`/directives/${notice}/returns`);
    await sees(line.getByText(/第 2 版/));
    await line.getByRole('button', { name: '收到' }).click();
    await misses(line.getByRole('button', { name: '收到' }));
    await sees(line.getByText('✕→补'));
    await shot(anjian, '97-year-returns');
    await anjian.context().close();
  });

  test('台账申请延期，科室同意，写明原来的期限', async () => {
    await desk('pingding', '/', async (page) => {
      const drawer = await openOwed(page, LEDGER);
      await drawer.getByRole('button', { name: '申请延期' }).click();
      const form = page.getByRole('dialog').filter({ hasText: '最晚可延到' });
      await typeDay(form.getByLabel('延至'), '2026-10-30');
      await form.getByLabel('理由').fill('山区场所多，需逐户断电查线。');
      await form.getByRole('button', { name: '申请延期' }).click();
      await misses(form);
    });
    await desk('anjian', '/', async (page) => {
      await act(row(todayList(page, '等我办'), '延期'), page, '同意延期');
      await page.goto('/directives/reliefs?q=' + encodeURIComponent('老旧线路'));
      await page
        .getByRole('grid')
        .getByText(/老旧线路/)
        .first()
        .click();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/directives\/reliefs\/[0-9a-f-]{36}$/);
      await sees(page.getByText('2026年10月30日').first());
      await sheets.take(page, '审批表');
    });
  });
});

describe('十月：缺了一季', () => {
  chapters(() => house);
  let order = '';

  test('没有学的催办，电话结果记下', async () => {
    await later(OCTOBER);
    await desk('anjian', `/directives/${notice}?on=2026-09-30`, async (page) => {
      await duty(page, STUDY).click();
      const panel = clausePanel(page);
      await sees(panel.getByRole('button', { name: /^平定县文旅局，.*逾期/ }));
      await panel.getByRole('button', { name: /催办/ }).first().click();
      await page
        .getByRole('article')
        .getByRole('button', { name: /^催办 \d+ 个单位/ })
        .click();
      await page.waitForURL(/\/followup\/reminders\/[0-9a-f-]{36}$/);
      await page.getByRole('button', { name: '记电话结果：平定县文旅局' }).click();
      const dialog = page.getByRole('dialog');
      await typeDay(dialog.getByLabel('答应办结日期'), '2026-10-16');
      await dialog.getByRole('button', { name: '记下结果' }).click();
      await misses(dialog);
      await sees(page.getByRole('table', { name: '电话联系' }).getByText(/接通/));
      await sheets.take(page, '催办单');
      await shot(page, '98-year-reminder');
    });
  });

  test('督办单批准、编号、发出，平定县补学后回复，核实办结', async () => {
    const anjian = await house.as('anjian', '/followup/orders/new');
    await pickUnit(anjian, anjian.getByLabel('承办单位'), '平定县文旅局');
    await sees(anjian.getByLabel('事由'));
    await anjian.getByLabel('事由').fill('督促补办三季度用电安全学习');
    await anjian.getByLabel('同时印发督办通知').check();
    await anjian.getByRole('button', { name: '起草督办单' }).click();
    await anjian.waitForURL(/\/followup\/orders\/[0-9a-f-]{36}$/);
    order = new URL(anjian.url()).pathname;
    await act(anjian, anjian, '送审');
    await desk('juzhang', order, (page) => act(page, page, '批准'));
    await desk('bangong', order, (page) => act(page, page, '编文号'));
    await anjian.goto(order);
    await act(anjian, anjian, '发出');
    await sheets.take(anjian, '督办通知单');
    await sheets.take(anjian, '督办通知（公文格式）', 'signed');
    await desk('pingding', '/', async (page) => {
      await row(todayList(page, '我应完成').filter({ hasText: STUDY }), STUDY)
        .getByRole('button', { name: '登记学习' })
        .first()
        .click();
      await tellSitting(page, '补第三季度用电安全学习', '2026-10-11');
      await sheets.take(page, '学习记录');
      await page.goto(order);
      await tell(page, '回复', { 办理情况: '已于十月十一日补学，全体职工参加，学习记录已登记。' });
      await sees(page.getByText('待核实'));
    });
    await anjian.goto(order);
    await act(anjian, anjian, '核实办结');
    await sees(anjian.getByText('已办结').first());
    await anjian.context().close();
  });

  test('仍没有学的列入通报，签发、编号、发布', async () => {
    const anjian = await house.as('anjian', '/followup/circulars/new');
    const owed = anjian.getByRole('table', { name: '未完成任务' }).getByRole('row').filter({ hasText: STUDY });
    await sees(owed);
    for (const unit of ['盂县文旅局', '郊区文旅局'])
      await owed.filter({ hasText: unit }).getByRole('checkbox').first().check();
    await shot(anjian, '99-year-circular');
    await anjian.getByRole('button', { name: '起草通报' }).click();
    await anjian.waitForURL(/\/followup\/circulars\/[0-9a-f-]{36}$/);
    const circular = new URL(anjian.url()).pathname;
    await act(anjian, anjian, '送签');
    await desk('juzhang', circular, (page) => act(page, page, '签发'));
    await desk('bangong', circular, (page) => act(page, page, '编文号'));
    await anjian.goto(circular);
    await act(anjian, anjian, '发布');
    await sees(anjian.getByText('已通报').first());
    await sees(anjian.getByText(/阳文旅字〔2026〕\d+号/).first());
    await sheets.take(anjian, '通报（公文格式）', 'signed');
    await anjian.context().close();
  });
});

describe('本局发文', () => {
  chapters(() => house);

  test('拟稿、会签、核稿、签发、编号、用印', async () => {
    const anjian = await house.as('anjian', '/directives/new?door=own');
    await anjian.getByLabel('标题').fill('关于做好冬季文旅场所用电安全工作的通知');
    await anjian.getByLabel('正文').fill(OWN);
    await anjian.getByRole('button', { name: '生成核对稿' }).click();
    await anjian.waitForURL(/\/directives\/[0-9a-f]{8}-[0-9a-f-]{27}$/);
    const own = `/directives/${idOf(anjian)}`;
    await answerByKeys(anjian);
    await confirmAll(anjian);
    await anjian.getByRole('button', { name: '会签', exact: true }).click();
    const dialog = anjian.getByRole('dialog');
    await pickUnit(anjian, dialog.getByLabel('会签单位'), '市场管理科');
    await anjian.keyboard.press('Tab');
    await dialog.getByLabel('会签说明').fill('请对网吧、歌舞厅的要求提出意见。');
    await dialog.getByRole('button', { name: '会签', exact: true }).click();
    await misses(dialog);
    await desk('shichang', '/', (page) => act(row(todayList(page, '等我办'), '冬季文旅场所'), page, '同意'));
    await anjian.goto(own);
    await act(anjian, anjian, '送核');
    await desk('bangong', own, (page) => act(page, page, '核稿通过'));
    await desk('juzhang', own, (page) => act(page, page, '签发'));
    await desk('bangong', own, async (page) => {
      await act(page, page, '编文号');
      await tell(page, '用印登记', { 用印份数: '30' });
      await sees(page.getByText(/阳文旅字〔2026〕\d+号/).first());
    });
    await anjian.goto(own);
    await sees(duty(anjian, '每月'));
    await sheets.take(anjian, '通知（公文格式）', 'signed');
    await sheets.take(anjian, '任务分解表');
    await sheets.take(anjian, '公文处理笺');
    await shot(anjian, '100-year-own');
    await anjian.context().close();
  });
});

describe('年末', () => {
  chapters(() => house);
  const cell = (page: Page, unit: string, words: string) =>
    page.getByRole('gridcell', { name: new RegExp(`^${unit}，.*${words}`) });

  test('活的通知和矩阵说清全年：补过的缺期还在', async () => {
    await later(YEAR_END);
    await desk('anjian', `/directives/${notice}/matrix?on=2026-09-30`, async (page) => {
      await sees(cell(page, '平定县文旅局', STUDY).filter({ hasText: '✕→补' }));
      await sees(cell(page, '盂县文旅局', STUDY).filter({ hasText: '✕' }));
      await sees(cell(page, '平定县文旅局', PLAN).filter({ hasText: '✕→补' }));
      await shot(page, '101-year-matrix');
      await page.goto(`/directives/${notice}`);
      await duty(page, STUDY).click();
      await sees(clausePanel(page).getByText('补第三季度用电安全学习'));
      await shot(page, '102-year-living');
      await page.getByRole('button', { name: '办理过程' }).click();
      await tell(page, '办结归档', { 原因: '年度工作已总结，缺期转入明年督办。' }, page.getByRole('dialog'));
      await page.goto(`/directives/${notice}`);
      await sees(page.getByText('已办结', { exact: true }));
    });
  });

  test('一路上没有一个页面报错', () => {
    expect(house.complaints).toEqual([]);
  });
});

describe('纸面', () => {
  chapters(() => house);

  test('做出的公文符合国家标准', async () => {
    expect(sheets.made.filter((s) => s.official).length).toBeGreaterThanOrEqual(6);
    expect(await sheets.faults()).toEqual({});
  });

  test.skipIf(!printer)('每一份都印得出来；签章后的一页拖回来，自己归到原来的记录', async () => {
    const pages = sheets.print();
    for (const { path } of sheets.made) expect(pages[path.split('/').at(-1)!]?.length, path).toBeGreaterThan(0);
    const signed = Object.entries(pages).find(([name]) => name.includes('督办通知（公文格式）'))![1][0]!;
    await desk('anjian', '/papers', async (page) => {
      await page.locator('input[type=file]').setInputFiles(signed);
      await sees(page.getByText(/归档 1 页/));
      await sees(
        page.getByRole('region', { name: '已归档' }).getByRole('link', { name: '督促补办三季度用电安全学习' }),
      );
      await shot(page, '103-year-scan');
    });
  });
});
