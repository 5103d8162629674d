// What else comes in on paper: notices of earlier years, the printed notice of the bureau, and files that are none.
import { existsSync, readFileSync } from 'node:fs';
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
  offer,
  progress,
  register,
  review,
  row,
  sees,
  todayList,
} from './acts.ts';
import { chapters } from './chapters.ts';
import { House, shot } from './house.ts';
import { root } from './product.ts';

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name);
const PRINTED = join(root, '../shared/notice/notice.txt');

/** What somebody types from a page that no program reads. */
const TYPED = `关于做好消防设施检查的通知

各县（区）文旅局：

一、检查消防设施。各县（区）文旅局每季度至少检查一次消防设施。

阳泉市文化和旅游局
2026年3月2日`;

let house: House;
let anjian: Page;
beforeAll(async () => {
  house = await House.open(inject('shared'));
  anjian = await house.as('anjian');
});
afterAll(() => house?.close());

describe('往年的通知', () => {
  chapters(() => house);

  test('上传时问清：作为历史期次，还是按今年执行', async () => {
    await register(anjian, fixture('last-year.txt'));
    const asked = doubt(anjian, '这是 2025 年的通知');
    await sees(asked.getByRole('button', { name: /按今年执行/ }));
    await asked.getByRole('button', { name: /作为历史/ }).click();
    await sees(
      review(anjian)
        .getByText(/作为历史期次/)
        .first(),
    );
    await anjian.keyboard.press('z');
    await asked.getByRole('button', { name: /按今年执行/ }).click();
    await sees(review(anjian).getByText('按今年执行，即2026年4月8日至2026年12月31日'));
    await sees(
      review(anjian)
        .getByRole('article')
        .filter({ hasText: '闭馆交接办法' })
        .filter({ hasText: '2026年9月30日前完成' }),
    );
  });
});

describe.skipIf(!existsSync(PRINTED))('本局印发的通知（旁边没有 ../shared 文件夹时跳过）', () => {
  chapters(() => house);
  let id = '';

  test('二十一项任务上传、答疑、送批', async () => {
    id = await register(anjian, PRINTED);
    await sees(anjian.getByText('21 项任务'));
    await sees(doubt(anjian, '这是 2023 年的通知').getByRole('button', { name: /作为历史/ }));
    await doubt(anjian, '这是 2023 年的通知')
      .getByRole('button', { name: /按今年执行/ })
      .click();
    await review(anjian)
      .getByRole('button', { name: /一律以正文为准/ })
      .click();
    await shot(anjian, '20-printed-review');
    await answerByKeys(anjian);
    await confirmAll(anjian);
    await act(anjian, anjian, '拟办送批');
  });

  test('局长批示后，全文逐句带灯', async () => {
    const juzhang = await house.as('juzhang');
    await act(row(todayList(juzhang, '等我办'), '2023年文化旅游及文博行业'), juzhang, '批示');
    await juzhang.goto(`/directives/${id}`);
    const study = duty(juzhang, '季度至少组织学习一次');
    await sees(study);
    expect(await juzhang.getByRole('button', { name: /^\d+，.*任务\d+ / }).count()).toBe(21);
    expect(await study.first().getAttribute('aria-description')).toMatch(/^2026年第三季度/);
    await study.first().click();
    await sees(clausePanel(juzhang).getByText('平定县文旅局').first());
    await shot(juzhang, '21-printed-living');
    await juzhang.context().close();
  });
});

describe('不能登记的文件', () => {
  const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const torn = Buffer.concat([
    Buffer.from('PK\x03\x04\x14\x00', 'latin1'),
    Buffer.from('这不是一份完整的文档'.repeat(40)),
  ]);
  const picture = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex');
  const bad = [
    { what: '空文件', file: { name: '空.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }, says: /空/ },
    { what: '没有任务的通报', file: fixture('circular.txt'), says: /没有认出任务/ },
    { what: '两份通知在一个文件里', file: fixture('two-notices.txt'), says: /两份通知/ },
  ];

  const count = async () => {
    await anjian.goto('/directives');
    const said = anjian.getByRole('status').filter({ hasText: /已载入/ });
    await sees(said);
    return said.innerText();
  };

  test.each(bad)('$what：一句话说清，什么也不留下', async ({ what, file, says }) => {
    const before = await count();
    await offer(anjian, file);
    const refusal = anjian.getByRole('alert').filter({ hasText: says });
    await sees(refusal);
    expect((await refusal.innerText()).match(/。/g), 'one or two sentences').toSatisfy(
      (stops: string[]) => stops.length <= 3,
    );
    await sees(anjian.getByText('没有登记任何内容。'));
    await shot(anjian, `22-refused ${what}`);
    expect(await count()).toBe(before);
  });

  const kept = [
    { what: '图片改名为文本', file: { name: '通知.txt', mimeType: 'text/plain', buffer: picture } },
    { what: '损坏的 docx', file: { name: '通知.docx', mimeType: docx, buffer: torn } },
  ];
  test.each(kept)('$what：不拒收，留下原件，当场录入正文', async ({ what, file }) => {
    await offer(anjian, file);
    const editor = anjian.getByRole('dialog', { name: '修改正文' });
    await sees(editor);
    await shot(anjian, `23-unread ${what}`);
    await editor.getByRole('textbox').fill(TYPED);
    await editor.getByRole('button', { name: '保存并重新解析' }).click();
    await sees(review(anjian).getByText('每季度至少检查一次消防设施').first());
  });

  test('同一份文件第二次上传，带到先登记的那一份', async () => {
    const given = { name: '汛期.txt', mimeType: 'text/plain', buffer: readFileSync(fixture('summer.txt')) };
    const first = await register(anjian, given);
    const before = await count();
    await offer(anjian, given);
    await sees(anjian.getByRole('alert').filter({ hasText: /已经登记过/ }));
    await anjian.getByRole('link', { name: '打开已登记的那一份' }).click();
    await sees(progress(anjian));
    expect(new URL(anjian.url()).pathname).toBe(`/directives/${first}`);
    expect(await count()).toBe(before);
  });

  test('整个过程没有页面报错', async () => {
    await misses(anjian.getByText('这个页面出了差错'));
    expect(house.complaints).toEqual([]);
  });
});
