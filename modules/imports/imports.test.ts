// Tables as they come: half of it there already, some rows wrong, taken, taken back, and the past that is never late.
import { type PeriodView, type RecordView, deskRoutes } from '@anlan/contract';
import { within } from '@anlan/kernel/ctx';
import { openRules } from '@anlan/kernel/duty';
import { newId } from '@anlan/kernel/record';
import type { World } from '@anlan/kernel/testing';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoId, world } from '../../test/world.ts';
import { type Import, imports } from './contract.ts';

let w: World;
beforeEach(async () => {
  w = await world('2026-11-23');
});
afterEach(() => w.close());

const { attempt, rows, specs } = imports.routes;
type Shown = RecordView<Import>;
const table = (lines: string[][]) => lines.map((l) => l.join('\t')).join('\n');
const HEADS = ['姓名', '工作单位', '职务', '联系电话', '班子成员'];

test('half of the people are there already: known again, brought up to date, or new; wrong rows go back with a sentence', async () => {
  const pingding = await w.as('pingding');
  const [there] = (await pingding.call(deskRoutes.people, { unitId: demoId('unit', 'pingding'), limit: 50 })).items;
  const text = table([
    ['平定县文旅局人员名册（2026年）'],
    HEADS,
    [there!.name, '平定县文旅局', there!.title, '13800000001', ''],
    ['章小满', '平定县文旅局', '科员', '13800000002', '否'],
    ['章小满', '平定县文旅局', '科员', '13800000002', '否'],
    ['李小暑', '没有这个单位', '科员', '', ''],
    ['王大寒', '平定县文旅局', '', '', ''],
    ['赵白露', '平定县文旅局', '科员', '不详', ''],
    ['孙霜降', '盂县文旅局', '科员', '', ''],
  ]);
  const tried = await pingding.call(attempt, { spec: 'people', text });
  expect(tried.body).toMatchObject({ total: 7, fresh: 1, changed: 1, same: 1, bad: 4 });
  const bad = await pingding.call(rows, { id: tried.id, how: 'bad' });
  expect(bad.items.map((r) => r.what)).toEqual([
    expect.stringContaining('没有这个单位'),
    '「职务」没有填写。',
    expect.stringContaining('不是电话号码'),
    '这个单位不在您的管理范围内。',
  ]);
  const people = async () => (await pingding.call(deskRoutes.people, { q: '章小满', limit: 5 })).items;
  expect(await people()).toEqual([]);

  const taken = (await pingding.act(tried, 'take')) as Shown;
  expect(taken).toMatchObject({ state: 'taken', body: { fresh: 1, changed: 1 } });
  expect(await people()).toMatchObject([{ name: '章小满', title: '科员' }]);
  const again = await pingding.call(attempt, { spec: 'people', text });
  expect(again.body).toMatchObject({ fresh: 0, changed: 0, same: 3, bad: 4 });
  await expect(pingding.act(again, 'take')).rejects.toThrow('没有可以导入的行');

  await pingding.act(taken, 'undo', { reason: '名册拿错了' });
  await w.clock.to('2026-11-24');
  expect(await (await w.as('pingding')).call(deskRoutes.people, { q: '章小满', limit: 5 })).toEqual({ items: [] });
});

test('the file that goes back is the file that came, with a column that says what is wrong', async () => {
  const pingding = await w.as('pingding');
  const text = table([HEADS, ['李小暑', '没有这个单位', '科员', '', '']]);
  const { id } = await pingding.call(attempt, { spec: 'people', text });
  const { body } = await pingding.send('GET', `/api/imports/${id}/marked.xlsx?only=bad`);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(body as ArrayBuffer);
  const lines = book.worksheets[0]!.getSheetValues().slice(1) as string[][];
  expect(lines[0]).toContain('问题');
  expect(lines[1]).toContain('李小暑');
  expect(lines[1]!.at(-1)).toContain('不在单位名录里');
  const other = await w.as('yuxian');
  expect((await other.send('GET', `/api/imports/${id}/rows`)).status).toBe(404);
});

test('what cannot be read says what to do', async () => {
  const pingding = await w.as('pingding');
  const { id: fileId } = await pingding.upload('名册.txt', '只是一句话');
  await expect(pingding.call(attempt, { spec: 'people', fileId })).rejects.toThrow('不是能读取的 Excel 表');
  await expect(pingding.call(attempt, { spec: 'people', text: '随便写的' })).rejects.toThrow('没有找到表头');
  await expect(pingding.call(attempt, { spec: 'people', text: '姓名\t职务' })).rejects.toThrow('没有内容');
  await expect(pingding.call(attempt, { spec: 'people', text: '姓名\t职务\n甲\t乙' })).rejects.toThrow(
    '缺少这几列：单位',
  );
  await expect(pingding.call(attempt, { spec: 'units', text: '甲\t乙' })).rejects.toThrow('没有');
  expect((await pingding.call(specs, {})).items.map((s) => s.key)).not.toContain('units');
});

test('a study of the past counts for its quarter, marked as history and not late; what happens now is recorded now', async () => {
  const unit = demoId('unit', 'pingding');
  const rule = {
    id: newId(),
    sourceId: null,
    task: '1',
    title: '每季度学习',
    factKind: 'study.held',
    repeat: 'quarter' as const,
    need: 1,
    due: null,
    about: 'unit' as const,
    fromDay: '2026-01-01',
    toDay: null,
    listFrom: null,
    debtors: { unitIds: [unit], groupIds: [] },
    history: false,
  };
  await w.system.db.transaction().execute((trx) => openRules(within(w.system, trx), [rule]));
  const pingding = await w.as('pingding');
  const heads = ['单位', '日期', '主题', '地点', '主持人', '参会人员'];
  const tried = await pingding.call(attempt, {
    spec: 'studyHistory',
    text: table([
      heads,
      ['平定县文旅局', '2026年3月18日', '节后复工安全专题学习', '三楼会议室', '康明远', '康明远、宁定山'],
      ['平定县文旅局', '2026-11-31', '不存在的日子', '三楼会议室', '康明远', '康明远'],
      ['平定县文旅局', '2026-11-24', '明天的学习', '三楼会议室', '康明远', '康明远'],
    ]),
  });
  expect(tried.body).toMatchObject({ fresh: 1, bad: 2 });
  const bad = await pingding.call(rows, { id: tried.id, how: 'bad' });
  expect(bad.items.map((r) => r.what)).toEqual([
    expect.stringContaining('不是日期'),
    expect.stringContaining('系统启用日期'),
  ]);
  const taken = await pingding.act(tried, 'take');
  const periods = async (): Promise<PeriodView[]> =>
    (await pingding.call(deskRoutes.owed, { ruleId: rule.id })).items.filter((p) => p.key === '2026Q1');
  expect(await periods()).toMatchObject([{ light: 'done', sign: '●' }]);
  const { items } = await pingding.get<{ items: RecordView[] }>('/api/study?q=节后复工');
  expect(items).toMatchObject([{ history: true, occurredOn: '2026-03-18' }]);
  await pingding.act(taken, 'undo', { reason: '台账有误' });
  expect(await periods()).toMatchObject([{ light: 'missed' }]);
});
