// Stories of a document that changes another, and of work that settles a clause from the next period on.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { study } from '../study/contract.ts';
import { Story, sitting } from './after.fixture.ts';
import { directives } from './contract.ts';

let s: Story;
beforeEach(async () => {
  s = await Story.open();
});
afterEach(() => s.w.close());

const { amend, changes, draft, rebind, clause, report } = directives.routes;

const CHANGE = `阳泉市文化和旅游局文件

阳文旅字〔2026〕51号

关于调整安全生产学习要求的补充通知

各县（区）文化和旅游局、局属各单位：

现将有关要求调整如下：

一、工作任务

1、加密学习频次。各县（区）文旅局、局属各单位每月至少组织一次安全生产专题学习。

2、提前健全制度。10月31日前，各县（区）文旅局、局属各单位印发隐患排查治理制度。

阳泉市文化和旅游局

2026年9月21日
`;

test('a later document takes the place of clauses; both stay in sight, the history of the first stays whole', async () => {
  const d = await s.issue();
  const [learn, rules] = [await s.rule(d.id, '每季度'), await s.rule(d.id, '11月30日前')];
  await (await s.as('pingding')).call(study.routes.record, sitting('pingding', '2026-09-21'));
  const anjian = await s.as('anjian');
  const by = await s.draft(CHANGE);
  const { breakdown } = await anjian.call(draft, { id: by.id });
  const clauseId = (word: string) => breakdown.clauses.find((c) => c.text.includes(word))!.id;
  await expect(
    (await s.as('pingding')).call(amend, { id: d.id, ruleId: learn, byId: by.id, clauseId: clauseId('每月') }),
  ).rejects.toThrow('forbidden');
  await anjian.call(amend, { id: d.id, ruleId: learn, byId: by.id, clauseId: clauseId('每月') });
  await anjian.call(amend, { id: d.id, ruleId: rules, byId: by.id, clauseId: clauseId('10月31日前') });
  expect((await anjian.call(changes, { id: d.id, ruleId: learn })).planned).toMatchObject({ directiveId: by.id });
  await expect(
    anjian.call(amend, { id: d.id, ruleId: learn, byId: by.id, clauseId: clauseId('每月') }),
  ).rejects.toThrow('planned');
  await s.sign(by);

  const first = await anjian.call(changes, { id: d.id, ruleId: learn });
  expect(first.followedBy).toMatchObject({ docNumber: '阳文旅字〔2026〕51号', from: '2026-10-01' });
  expect(first.can).toMatchObject({ amend: false, rebind: false, cancel: false });
  const second = await anjian.call(changes, { id: by.id, ruleId: clauseId('每月') });
  expect(second.follows).toMatchObject({ docNumber: '阳文旅字〔2026〕35号', ruleId: learn, from: '2026-10-01' });
  expect(await s.periods(clauseId('每月'), 'pingding')).toEqual([]);
  // A dated clause is followed at once.
  expect((await s.periods(rules, 'pingding')).map((p) => [p.sign, p.why])).toEqual([['—', '已由新的要求代替']]);
  expect((await s.periods(clauseId('10月31日前'), 'pingding')).map((p) => p.due)).toEqual(['2026-10-31']);

  await s.w.clock.to('2026-11-02');
  expect((await s.periods(learn, 'pingding')).map((p) => [p.key, p.sign])).toEqual([['2026Q3', '●']]);
  expect((await s.periods(clauseId('每月'), 'pingding')).map((p) => [p.key, p.sign])).toEqual([
    ['2026-10', '✕'],
    ['2026-11', '○'],
  ]);
});

test('other work settles a clause from the next period on; what is open keeps its stamp', async () => {
  const d = await s.issue();
  const rule = await s.rule(d.id, '每季度');
  const [anjian, pingding] = [await s.as('anjian'), await s.as('pingding')];
  await expect(pingding.call(rebind, { id: d.id, ruleId: rule, binding: 'report' })).rejects.toThrow('forbidden');
  await expect(anjian.call(rebind, { id: d.id, ruleId: rule, binding: 'nothing.done' })).rejects.toThrow('binding');
  const dated = await s.rule(d.id, '11月30日前');
  await expect(anjian.call(rebind, { id: d.id, ruleId: dated, binding: 'study.held' })).rejects.toThrow('dated');
  expect(await anjian.call(rebind, { id: d.id, ruleId: rule, binding: 'report' })).toEqual({ from: '2026-10-01' });
  expect((await anjian.call(changes, { id: d.id, ruleId: rule })).nextBinding).toBe('由单位填报进展');
  expect((await anjian.call(clause, { id: d.id, ruleId: rule })).clause.binding).toBe('study.held');

  await pingding.call(study.routes.record, sitting('pingding', '2026-09-21'));
  expect((await s.period(rule, 'pingding', '2026Q3')).sign).toBe('●');
  await s.w.clock.to('2026-10-08');
  const county = await s.as('pingding');
  await county.call(study.routes.record, sitting('pingding', '2026-10-08'));
  const next = await s.period(rule, 'pingding', '2026Q4');
  expect(next).toMatchObject({ sign: '○', module: 'directives' });
  await county.call(report, { periodId: next.id, text: '组织了全员线上学习并测验。', files: [] });
  expect((await s.period(rule, 'pingding', '2026Q4')).sign).toBe('●');
  expect((await (await s.as('anjian')).call(clause, { id: d.id, ruleId: rule })).clause.binding).toBe('report');
});
