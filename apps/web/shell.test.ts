// The shell's own small decisions: where to go back to, how the menu stands, what 今日 says.
import type { PeriodView } from '@anlan/contract';
import { expect, test } from 'vitest';
import { chase, fulfilLabel } from './pages/today-words.ts';
import { backTo } from './shell/back.ts';
import { messagePath } from './shell/message-path.ts';
import { groupsOf } from './shell/menu.tsx';
import { hitPath, inGroups } from './shell/search-box.tsx';

test.each([
  ['/study?state=held', '/study?state=held'],
  [undefined, '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/signin?back=/signin', '/'],
])('after signing in, back=%s leads to %s', (back, to) => {
  expect(backTo(back)).toBe(to);
});

test('modules stand under their headings in the order in which these first come', () => {
  const menu = [
    { module: 'directives', title: '公文任务', group: '' },
    { module: 'study', title: '学习', group: '责任' },
    { module: 'risks', title: '风险', group: '预防' },
    { module: 'visits', title: '下基层', group: '责任' },
  ];
  expect(groupsOf(menu).map((g) => [g.group, g.items.map((i) => i.module)])).toEqual([
    ['', ['directives']],
    ['责任', ['study', 'visits']],
    ['预防', ['risks']],
  ]);
});

const period = (p: Partial<PeriodView>): PeriodView => ({
  id: 'p',
  ruleId: 'r',
  dutyId: 'd',
  title: '每季度至少学习一次',
  sourceId: 's',
  sourceTitle: '通知',
  source: { module: 'directives', kind: 'directives' },
  task: '1',
  unitId: 'u',
  unitName: '盂县文旅局',
  leaderName: null,
  factKind: 'study.held',
  module: 'study',
  key: '2026Q3',
  label: '2026年第三季度',
  from: '2026-07-01',
  due: '2026-09-30',
  extendedFrom: null,
  need: 1,
  got: 0,
  light: 'missed',
  sign: '✕',
  why: '',
  explanation: null,
  ...p,
});

test('late duties of one clause and span are one row, which leads to a reminder about exactly these', () => {
  const rows = chase([
    period({ id: 'a', unitId: 'u1' }),
    period({ id: 'b', unitId: 'u2' }),
    period({ id: 'c', unitId: 'u1', leaderName: '王局长' }),
    period({ id: 'd', unitId: 'u1', key: '2026Q2' }),
    period({ id: 'e', ruleId: 'law', sourceId: 'law' }),
  ]);
  expect(rows.map((r) => r.periods.map((p) => p.id))).toEqual([['a', 'b', 'c'], ['d'], ['e']]);
  expect(rows.map((r) => r.remind)).toEqual([
    '/followup/reminders/new?rule=r&key=2026Q3',
    '/followup/reminders/new?rule=r&key=2026Q2',
    '/followup/reminders/new?rule=law&key=2026Q3',
  ]);
});

test('the button of a duty says what will be done, where I have the module for it', () => {
  const menu = [{ module: 'study', title: '学习', group: '责任' }];
  expect(fulfilLabel(period({}), menu)).toBe('登记学习');
  expect(fulfilLabel(period({ module: 'directives' }), menu)).toBe('报告进展');
  expect(fulfilLabel(period({ module: 'meetings' }), menu)).toBe('查看');
});

test('hits stand in groups and lead to their pages', () => {
  const hit = { id: '1', title: '安一鸣', detail: '', module: null, kind: null };
  const record = { ...hit, type: 'record' as const, module: 'directives', kind: 'receipts' };
  expect(inGroups([{ ...hit, type: 'person' }, record]).map((g) => g.type)).toEqual(['record', 'person']);
  expect(hitPath(record)).toBe('/directives/receipts/1');
  expect(hitPath({ ...hit, type: 'unit' })).toBe('/units/1');
  expect(hitPath({ ...hit, type: 'person' })).toBe('/search?q=%E5%AE%89%E4%B8%80%E9%B8%A3');
  expect(messagePath({ recordId: '1', module: 'study', kind: 'study' })).toBe('/study/1');
  expect(messagePath({ recordId: null, module: null, kind: null })).toBe('/');
});
