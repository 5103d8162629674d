// Two years of one notice: what is kept is recognised in spite of its dates, what changed is shown, and last year's decisions are only proposed.
import { describe, expect, test } from 'vitest';
import type { Breakdown, Task } from './breakdown.ts';
import { carry, carryKept, compare, isOpen } from './compare.ts';
import { clause, doubt, named, paper } from './review.fixture.ts';

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const task = (no: string, title: string, text: string, responsible = [named('各县区')]): Task => ({
  no,
  title,
  text,
  source: [0, 10],
  responsible,
  lead: null,
  deadlineText: '全年',
  recurrence: 'standing',
  due: null,
});
const county = { groupId: uuid(500) };

const last: Breakdown = paper({
  head: { title: '2025年重点工作的通知', docNumber: null, issuer: '市局', recipients: [], date: '2025-03-05' },
  tasks: [
    task('1', '强化理论学习', '各县区每季度至少组织一次安全生产专题学习。', [named('市群众艺术馆', { dropped: true })]),
    task('2', '开展汛期巡查', '2025年6月30日前完成汛期文物点巡查。'),
    task('3', '整治电气线路', '开展电气线路专项整治。'),
  ],
  clauses: [
    clause({ id: uuid(1), binding: 'study.held', who: [named('各县区', county)], accepted: true }),
    clause({
      id: uuid(2),
      taskNo: '2',
      text: '2025年6月30日前完成汛期文物点巡查',
      repeat: 'once',
      due: '2025-06-30',
      who: [named('各县区', county)],
      accepted: true,
    }),
    clause({ id: uuid(3), taskNo: '3', text: '开展电气线路专项整治', progress: true, accepted: true }),
  ],
  doubts: [doubt({ code: 'body-annex-differ', target: { type: 'task', id: '1' }, answer: '以正文为准' })],
});

const now: Breakdown = paper({
  head: { title: '2026年重点工作的通知', docNumber: null, issuer: '市局', recipients: [], date: '2026-03-05' },
  tasks: [
    task('1', '强化理论学习', '各县区每季度至少组织一次安全生产专题学习。', [named('市群众艺术馆')]),
    task('2', '规范演出审批', '规范营业性演出的内容审核。'),
    task('3', '开展汛期巡查', '2026年6月20日前完成汛期文物点和低级别文物巡查。'),
  ],
  clauses: [
    clause({ id: uuid(11), who: [named('各县区', county)] }),
    clause({
      id: uuid(12),
      taskNo: '3',
      text: '2026年6月20日前完成汛期文物点和低级别文物巡查',
      repeat: 'once',
      due: '2026-06-20',
      who: [named('各县区', county)],
    }),
    clause({ id: uuid(13), taskNo: '2', text: '规范营业性演出的内容审核', progress: true }),
  ],
  doubts: [
    doubt({ id: 'd1', code: 'body-annex-differ', target: { type: 'task', id: '1' } }),
    doubt({ id: 'd2', code: 'units', a: { text: '市群众艺术馆', source: null } }),
  ],
});

describe('what stands in both years', () => {
  const c = compare(last, now);
  test('tasks are kept, changed, new and dropped, whatever their numbers', () => {
    expect(c.tasks.map((t) => [t.now?.no ?? null, t.before?.no ?? null, t.kind])).toEqual([
      ['1', '1', 'kept'],
      ['2', null, 'new'],
      ['3', '2', 'changed'],
      [null, '3', 'dropped'],
    ]);
  });
  test('a clause that differs by its day alone is kept; one with more words shows which', () => {
    const dated = compare(last, {
      ...now,
      clauses: [{ ...now.clauses[1]!, text: '2026年6月20日前完成汛期文物点巡查' }],
    });
    expect(dated.clauses[0]!.kind).toBe('kept');
    const longer = c.clauses.find((t) => t.now?.id === uuid(12))!;
    expect(longer.kind).toBe('changed');
    const added =
      longer.kind === 'changed' ? longer.hunks.map((h) => longer.now.text.slice(h.bFrom, h.bTo)).join('|') : '';
    expect(added).toContain('和低级别文物');
  });
  test('how often it is asked is part of what is asked', () => {
    const monthly = { ...now, clauses: [{ ...now.clauses[0]!, repeat: 'month' as const }] };
    expect(compare(last, monthly).clauses[0]!.kind).toBe('changed');
  });
  test('a watch of progress of another task is no twin', () => {
    expect(c.clauses.find((t) => t.now?.id === uuid(13))!.kind).toBe('new');
  });
});

describe('what was decided then', () => {
  test('is proposed, and changes nothing by itself', () => {
    const c = compare(last, now);
    const p = c.proposals.get(uuid(11))!;
    expect(p.patch).toEqual({ binding: 'study.held' });
    expect(isOpen(p)).toBe(true);
    expect(now.clauses[0]!.binding).toBe('report');
  });
  test('one by one: bound as before and confirmed; the date stays this year’s', () => {
    const c = compare(last, now);
    const one = carry(now, c.proposals.get(uuid(11))!) as Breakdown;
    expect(one.clauses[0]).toMatchObject({ binding: 'study.held', accepted: true });
    expect(one.clauses[1]).toMatchObject({ accepted: false });
    const dated = carry(now, c.proposals.get(uuid(12))!) as Breakdown;
    expect(dated.clauses[1]).toMatchObject({ due: '2026-06-20', accepted: true });
  });
  test('all that is kept at once: clauses, names left out, doubts answered; what changed waits for a person', () => {
    const all = carryKept(now, compare(last, now));
    expect(all.clauses.map((x) => x.accepted)).toEqual([true, false, false]);
    expect(all.tasks[0]!.responsible[0]).toMatchObject({ name: '市群众艺术馆', dropped: true });
    expect(all.doubts.map((d) => d.answer)).toEqual(['以正文为准', '与上年相同']);
    const again = compare(last, all);
    expect(isOpen(again.proposals.get(uuid(11))!)).toBe(false);
  });
  test('how often is taken over where the words are the same, and not where this year asks otherwise', () => {
    const mine = (text: string) => ({ ...now, clauses: [{ ...now.clauses[0]!, text, repeat: 'month' as const }] });
    const patch = (text: string) => compare(last, mine(text)).proposals.get(uuid(11))!.patch;
    expect(patch('每季度至少组织学习一次')).toEqual({ repeat: 'quarter', binding: 'study.held' });
    expect(patch('每月至少组织学习一次')).toEqual({ binding: 'study.held' });
  });
  test('a clause that still lacks its units is taken over but not confirmed', () => {
    const bare = { ...last, clauses: [{ ...last.clauses[0]!, who: [] }] };
    const mine = { ...now, clauses: [{ ...now.clauses[0]!, who: [] }] };
    const taken = carry(mine, compare(bare, mine).proposals.get(uuid(11))!) as Breakdown;
    expect(taken.clauses[0]).toMatchObject({ binding: 'study.held', accepted: false });
  });
});
