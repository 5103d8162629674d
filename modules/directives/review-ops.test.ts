// The review never puts words into a notice: whatever is done in whatever order, each clause quotes the text, and undo leads back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Breakdown, openDoubts } from './breakdown.ts';
import { addFromSelection, merge, nextOf, requote, split } from './review-cut.ts';
import { advance, begin, reconcile, undo } from './review-history.ts';
import {
  type Outcome,
  accept,
  answer,
  assignTask,
  clear,
  decideYear,
  editClause,
  editHead,
  editWindow,
  lacks,
  matchName,
  remove,
} from './review-ops.ts';
import { TEXT, clause, doubt, named, paper, place } from './review.fixture.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const two = '每月至少召开一次会议，分析研判形势，研究解决问题';
const start = () =>
  paper({
    clauses: [
      clause({ id: id(1) }),
      clause({ id: id(2), taskNo: '2', text: two, source: place(two), repeat: 'month' }),
      clause({
        id: id(3),
        taskNo: '2',
        text: '领导每月至少深入基层一次',
        source: place('领导每月至少深入基层一次'),
        about: 'person',
      }),
    ],
    doubts: [doubt(), doubt({ id: 'd2', target: { type: 'clause', id: id(3) } })],
  });

const must = (o: Outcome): Breakdown => {
  if (typeof o === 'string') throw new Error(o);
  return o;
};

/** Any act with any place; refusals leave the paper as it was. */
const act = fc.record({
  what: fc.constantFrom('split', 'merge', 'add', 'requote', 'accept', 'remove', 'edit'),
  which: fc.nat(9),
  from: fc.nat(TEXT.length),
  to: fc.nat(TEXT.length),
});
function perform(b: Breakdown, a: typeof act extends fc.Arbitrary<infer T> ? T : never, fresh: string): Breakdown {
  const c = b.clauses[a.which % Math.max(1, b.clauses.length)];
  if (!c) return b;
  const range = [Math.min(a.from, a.to), Math.max(a.from, a.to)] as const;
  const out: Record<typeof a.what, () => Outcome> = {
    split: () => split(b, TEXT, c.id, c.source[0] + (a.from % (c.text.length + 1)), fresh),
    merge: () => merge(b, TEXT, c.id),
    add: () => addFromSelection(b, TEXT, range, fresh),
    requote: () => requote(b, TEXT, c.id, range),
    accept: () => accept(b, [c.id]),
    remove: () => remove(b, c.id),
    edit: () => editClause(b, c.id, { repeat: a.which % 2 ? 'standing' : 'once' }),
  };
  const next = out[a.what]();
  return typeof next === 'string' ? b : next;
}

test('whatever is done, every clause is the notice’s own slice, ids differ, and the paper is valid', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      let b = start();
      for (const [i, a] of acts.entries()) b = perform(b, a, id(100 + i));
      for (const c of b.clauses) expect(TEXT.slice(...c.source)).toBe(c.text);
      expect(new Set(b.clauses.map((c) => c.id)).size).toBe(b.clauses.length);
      for (const d of b.doubts)
        if (d.target.type === 'clause') expect(b.clauses.some((c) => c.id === d.target.id)).toBe(true);
      expect(Breakdown.omit({ tasks: true, clauses: true, head: true }).safeParse(b).success).toBe(true);
    }),
  );
});

test('undo leads back through every step', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 15 }), (acts) => {
      let h = begin(start());
      const seen = [h.now];
      for (const [i, a] of acts.entries()) {
        const next = advance(h, perform(h.now, a, id(100 + i)));
        if (next !== h) seen.push(next.now);
        h = next;
      }
      while (h.past.length) {
        expect(h.now).toBe(seen.pop());
        h = undo(h);
      }
      expect(h.now).toEqual(start());
    }),
  );
});

test('a split then merged is what it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: two.length }), (n) => {
      const b = start();
      const halves = split(b, TEXT, id(2), place(two)[0] + n, id(50));
      if (typeof halves === 'string') return;
      expect(halves.clauses).toHaveLength(4);
      expect(merge(halves, TEXT, id(2))).toEqual(b);
    }),
  );
});

test('a cut leaves the mark between the halves to neither', () => {
  const b = must(split(start(), TEXT, id(2), TEXT.indexOf('，分析'), id(50)));
  expect(b.clauses.filter((c) => c.taskNo === '2').map((c) => c.text)).toEqual([
    '每月至少召开一次会议',
    '分析研判形势，研究解决问题',
    '领导每月至少深入基层一次',
  ]);
  expect(split(start(), TEXT, id(2), place(two)[0] + 1, id(50))).toBe('拆分处离两端太近，请换一个位置。');
});

test('a merge takes in the doubts of the second, the last of a task has nothing to merge with', () => {
  const b = must(merge(start(), TEXT, id(2)));
  expect(b.clauses).toHaveLength(2);
  expect(b.doubts[1]!.target.id).toBe(id(2));
  expect(nextOf(start(), id(1))).toBeUndefined();
  expect(merge(start(), TEXT, id(1))).toMatch('没有可以合并');
});

test('a selection becomes a clause of its task, with the repeat it speaks of; twice it is refused', () => {
  const b = must(addFromSelection(paper({ clauses: [] }), TEXT, place('，分析研判形势，'), id(9)));
  expect(b.clauses[0]).toMatchObject({
    text: '分析研判形势',
    taskNo: '2',
    repeat: 'once',
    binding: 'report',
    who: [{ name: '局属各单位' }],
  });
  expect(must(addFromSelection(b, TEXT, place('领导每月至少深入基层一次'), id(8))).clauses[1]!.repeat).toBe('month');
  expect(addFromSelection(b, TEXT, place('分析研判形势'), id(8))).toMatch('已经是一项要求');
  expect(addFromSelection(b, '字'.repeat(200), [0, 121], id(8))).toMatch('最多 120 个字');
});

test('what lacks a unit or a date cannot be confirmed, and loses its confirmation when it comes to lack one', () => {
  const b = paper({ clauses: [clause({ who: [named('各所')] }), clause({ id: id(2), accepted: true })] });
  expect(accept(b, [b.clauses[0]!.id])).toBe('「每季度至少组织学习一次」「各所」还没有对应到单位。');
  const undated = editClause(b, id(2), { repeat: 'once' });
  expect(lacks(undated.clauses[1]!)).toBe('还没有完成日期');
  expect(undated.clauses[1]!.accepted).toBe(false);
});

test('clear are those about which nothing is open, and they are confirmed together', () => {
  const b = start();
  expect(clear(b).map((c) => c.id)).toEqual([id(2)]);
  const answered = answer(b, ['d1', 'd2'], '无碍');
  const ids = clear(answered).map((c) => c.id);
  expect(ids).toEqual([id(1), id(2), id(3)]);
  expect(clear(must(accept(answered, ids)))).toEqual([]);
});

test('a name said once is said everywhere, and its doubts are answered', () => {
  const strange = named('市文化馆总馆');
  const b = paper({
    clauses: [clause({ who: [strange] }), clause({ id: id(2), taskNo: '2', who: [strange] })],
    doubts: [
      doubt({ code: 'units', a: { text: strange.name, source: null } }),
      doubt({
        id: 'd2',
        code: 'units',
        target: { type: 'clause', id: id(2) },
        a: { text: strange.name, source: null },
      }),
    ],
  });
  const said = matchName(b, strange.name, { unitId: id(77), groupId: null, dropped: false }, '指「市文化馆」');
  expect(said.clauses.every((c) => c.who[0]!.unitId === id(77))).toBe(true);
  expect(said.doubts.map((d) => d.answer)).toEqual(['指「市文化馆」', '指「市文化馆」']);
});

test('the paper answers by itself: year, head, units of a task, deadline', () => {
  const b = paper({
    head: { ...paper().head, date: null },
    clauses: [clause({ who: [] }), clause({ id: id(2), taskNo: '2', repeat: 'once' })],
    doubts: [
      doubt({ id: 'y', code: 'year', target: { type: 'head', id: 'year' } }),
      doubt({ id: 'h', code: 'head', target: { type: 'head', id: 'date' } }),
      doubt({ id: 'u', code: 'no-unit' }),
      doubt({ id: 't', code: 'no-deadline', target: { type: 'clause', id: id(2) } }),
    ],
  });
  const open = (x: Breakdown) => openDoubts(x).map((d) => d.id);
  expect(open(decideYear(b, 'this'))).toEqual(['h', 'u', 't']);
  expect(decideYear(decideYear(b, 'this'), 'history').doubts[0]!.answer).toBe('作为历史期次');
  expect(open(editHead(b, { date: '2026-05-09' }))).toEqual(['y', 'u', 't']);
  expect(open(assignTask(b, '1', [named('盂县文旅局', { unitId: id(7) })]))).toEqual(['y', 'h', 't']);
  expect(open(editClause(b, id(2), { due: '2026-06-30' }))).toEqual(['y', 'h', 'u']);
  expect(open(editClause(b, id(2), { repeat: 'standing' }))).toEqual(['y', 'h', 'u']);
});

test('units given to a task leave alone what names its own, matched or not', () => {
  const strange = [named('市文化总馆')];
  const b = paper({ clauses: [clause({ who: [] }), clause({ id: id(2), who: strange })] });
  const given = assignTask(b, '1', [named('盂县文旅局', { unitId: id(7) })]);
  expect(given.clauses.map((c) => c.who[0]!.name)).toEqual(['盂县文旅局', '市文化总馆']);
});

test('a window that ends before it begins is refused', () => {
  expect(editWindow(start(), { to: '2026-01-01' })).toBe('起始日期晚于截止日期，请改正。');
  expect(must(editWindow(start(), {}, true)).openEarlier).toBe(true);
});

test('two people at once: what only one changed is taken, what both changed is named', () => {
  const base = start();
  const mine = must(accept(base, [id(2)]));
  const theirs = editClause(must(accept(remove(base, id(3)), [id(1)])), id(1), { count: 2 });
  const { merged, clashes } = reconcile(base, mine, theirs);
  expect(clashes).toEqual([]);
  expect(merged.clauses.map((c) => [c.id, c.accepted, c.count])).toEqual([
    [id(1), true, 2],
    [id(2), true, 1],
  ]);
  const both = reconcile(base, editClause(base, id(1), { count: 3 }), theirs);
  expect(both.clashes).toEqual(['「每季度至少组织学习一次」']);
  expect(both.merged.clauses[0]!.count).toBe(3);
});
