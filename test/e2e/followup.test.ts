// From a sentence of the notice that somebody owes to an order answered and closed, by the buttons of five people.
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { act, misses, row, sees, todayList } from './acts.ts';
import { House, shot } from './house.ts';

const TITLE = '督促平定县文旅局办理逾期任务';
let house: House;
beforeAll(async () => {
  house = await House.open(inject('shared'));
});
afterAll(() => house?.close());

let order = '';

test('从「今日」催办，只发给仍欠着的单位；电话结果就地记下', async () => {
  const anjian = await house.as('anjian');
  await todayList(anjian, '我在盯').getByRole('button', { name: '催办' }).first().click();
  await anjian.waitForURL(/\/followup\/reminders\/new\?rule=/);
  await sees(anjian.getByRole('heading', { level: 1, name: /^催办：/ }));
  await shot(anjian, '80-remind');
  await anjian.getByRole('button', { name: /^催办 \d+ 个单位/ }).click();
  await anjian.waitForURL(/\/followup\/reminders\/[0-9a-f-]{36}$/);
  await sees(anjian.getByText(/CB-\d{4}-\d{4}/));
  await anjian
    .getByRole('button', { name: /^记电话结果/ })
    .first()
    .click();
  const dialog = anjian.getByRole('dialog');
  await dialog.getByText('未接通').click();
  await dialog.getByRole('button', { name: '记下结果' }).click();
  await misses(dialog);
  await sees(anjian.getByRole('table', { name: '电话联系' }).getByText(/^未接通/));
  await shot(anjian, '81-reminder');
  await anjian.context().close();
});

test('安全监管科起草督办单，局长批准，安全监管科发出', async () => {
  const anjian = await house.as('anjian', '/followup/orders/new');
  await anjian.getByLabel('承办单位').fill('平定县文旅局');
  await anjian.locator('.ant-select-tree-title').filter({ hasText: '平定县文旅局' }).first().click();
  const title = anjian.getByLabel('事由');
  await sees(title);
  await title.fill(TITLE);
  await shot(anjian, '82-order');
  await anjian.getByRole('button', { name: '起草督办单' }).click();
  await anjian.waitForURL(/\/followup\/orders\/[0-9a-f-]{36}$/);
  order = new URL(anjian.url()).pathname;
  await act(anjian, anjian, '送审');
  const juzhang = await house.as('juzhang');
  await row(todayList(juzhang, '等我办'), TITLE).getByRole('button', { name: '批准' }).click();
  const dialog = juzhang.getByRole('dialog').filter({ hasText: '批准' });
  await dialog.getByRole('button', { name: '批准', exact: true }).click();
  await misses(dialog);
  await anjian.goto(order);
  await act(anjian, anjian, '发出');
  await sees(anjian.getByText('待回复'));
  await Promise.all([anjian.context().close(), juzhang.context().close()]);
});

test('平定县在「今日」看到回复期限，回复后安全监管科核实办结', async () => {
  const pingding = await house.as('pingding');
  await row(todayList(pingding, '我应完成'), TITLE).getByRole('button', { name: '回复督办', exact: true }).click();
  await pingding.waitForURL(new RegExp(order));
  await pingding.getByRole('button', { name: '回复', exact: true }).click();
  const dialog = pingding.getByRole('dialog').filter({ hasText: '回复' });
  await dialog.getByLabel('办理情况').fill('所列任务已逐项办结，相关记录已登记。');
  await dialog.getByRole('button', { name: '回复', exact: true }).click();
  await misses(dialog);
  await sees(pingding.getByText('待核实'));
  await shot(pingding, '83-replied');
  const anjian = await house.as('anjian', order);
  await act(anjian, anjian, '核实办结');
  await sees(anjian.getByText('已办结').first());
  await Promise.all([pingding.context().close(), anjian.context().close()]);
});

test('手机宽度下，建议和催办单读得下，不横向滚动', async () => {
  const phone = await house.as('anjian', '/followup', { width: 390, height: 844 });
  await sees(phone.getByRole('navigation', { name: '督办分类' }));
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await shot(phone, '84-phone');
  await phone.context().close();
});

test('一路上没有一个页面报错', () => {
  expect(house.complaints).toEqual([]);
});
