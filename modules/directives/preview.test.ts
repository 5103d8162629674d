// The calendar of a clause: what counts, what does not, and what an earlier year's notice opens.
import { expect, test } from 'vitest';
import { ahead, debtors, preview, previewClause, yearsOf } from './preview.ts';
import { clause, named, paper } from './review.fixture.ts';

const monthly = clause({ repeat: 'month' });

test('the period that holds the day of issue is the first; earlier ones of the year do not count', () => {
  const [p] = preview(paper({ clauses: [monthly], window: { from: '2026-05-09', to: '2026-12-31' } }), '2026-05-09');
  expect(p!.spans.map((s) => `${s.label} ${s.how}`)).toEqual([
    '2026年5月 first',
    ...[6, 7, 8, 9, 10, 11, 12].map((m) => `2026年${m}月 counted`),
  ]);
  const [whole] = preview(
    paper({ clauses: [monthly], window: { from: '2026-01-01', to: '2026-12-31' } }),
    '2026-05-09',
  );
  expect(whole!.counts).toEqual({ listed: 4, first: 1, counted: 7, history: 0 });
});

test('a quarter, a half-year and a year hold the day of issue', () => {
  const window = { from: '2026-05-09', to: '2026-12-31' };
  const labels = (repeat: 'quarter' | 'half-year' | 'year') =>
    preview(paper({ clauses: [clause({ repeat })], window }), '2026-05-09')[0]!.spans.map((s) => s.label);
  expect(labels('quarter')).toEqual(['2026年第二季度', '2026年第三季度', '2026年第四季度']);
  expect(labels('half-year')).toEqual(['2026年上半年', '2026年下半年']);
  expect(labels('year')).toEqual(['2026年']);
});

test('with openEarlier the periods before the issue are opened as history', () => {
  const b = paper({ clauses: [monthly], window: { from: '2026-03-01', to: '2026-12-31' }, openEarlier: true });
  expect(preview(b, '2026-05-09')[0]!.counts).toEqual({ listed: 0, history: 2, first: 1, counted: 7 });
});

test('a notice of 2023 opens as history, or moves to this year', () => {
  const window = { from: '2023-05-09', to: '2023-12-31' };
  const dated = clause({ id: '00000000-0000-7000-8000-000000000009', repeat: 'once', due: '2023-06-30' });
  const history = preview(paper({ clauses: [monthly, dated], window, year: 'history' }), '2026-05-12');
  expect(history.map((p) => p.counts.history)).toEqual([8, 1]);
  expect(yearsOf(history)).toEqual([2023]);
  const now = preview(paper({ clauses: [monthly, dated], window, year: 'this' }), '2026-05-12');
  expect(now[1]!.spans).toMatchObject([{ to: '2026-06-30', label: '2026年6月30日前', how: 'first' }]);
  expect(now[0]!.spans[0]).toMatchObject({ label: '2026年5月', how: 'first' });
});

test('standing and unbound clauses open nothing, an undated one nothing yet', () => {
  const b = paper({
    clauses: [
      clause({ repeat: 'standing', binding: 'none' }),
      clause({ id: '00000000-0000-7000-8000-000000000008', repeat: 'once', due: null }),
    ],
  });
  expect(preview(b, '2026-05-09').map((p) => p.spans)).toEqual([[]]);
  expect(previewClause(b, b.clauses[0]!.id, '2026-05-09')!.spans).toEqual([]);
});

test('dates ahead are by month, and past ones are left out', () => {
  const b = paper({ clauses: [monthly], window: { from: '2026-01-01', to: '2026-07-31' } });
  expect(ahead(preview(b, '2026-05-09'), '2026-05-09').map((m) => [m.month, m.dues.length])).toEqual([
    ['2026-05', 1],
    ['2026-06', 1],
    ['2026-07', 1],
  ]);
});

test('a unit named alone and in a group owes a clause once', () => {
  const group = named('各县区文旅局', { groupId: 'g' });
  const unit = named('盂县文旅局', { unitId: 'u1' });
  const gone = named('市人大', { unitId: 'u9', dropped: true });
  const b = paper({ clauses: [clause({ who: [group, unit, gone] }), clause({ id: 'c2', who: [unit] })] });
  const owed = debtors(b, new Map([['g', ['u1', 'u2']]]));
  expect(owed.map((d) => [d.unitId, d.clauses.length])).toEqual([
    ['u1', 2],
    ['u2', 1],
  ]);
});
