// The matrix: no column in sight is ever missing, keys stay inside, filters keep what they promise.
import type { Light } from '@anlan/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellText, cellWords, type Matrix, move, pages, sheetOf, startsTask, tally, windowOf } from './matrix.ts';

const row = (ruleId: string, taskNo: string) => ({
  ruleId,
  taskNo,
  taskTitle: '提高站位',
  text: '每季度学习一次',
  repeat: 'quarter',
  periodLabel: '2026年第三季度',
});
const column = (unitId: string) => ({ unitId, name: unitId, type: 'county' });
const cell = (ruleId: string, unitId: string, light: Light, done = 0, total = 1) => ({
  ruleId,
  unitId,
  light,
  sign: '✕',
  done,
  total,
  periodId: null,
});
const m: Pick<Matrix, 'rows' | 'columns' | 'cells'> = {
  rows: [row('a', '1'), row('b', '2'), row('c', '2')],
  columns: [column('平定'), column('盂县'), column('郊区')],
  cells: [
    cell('a', '平定', 'done', 1),
    cell('a', '盂县', 'missed'),
    cell('b', '平定', 'missed', 3, 7),
    cell('c', '郊区', 'done', 1),
  ],
};

describe('windowOf', () => {
  test('draws every column that is at least partly in sight, and few more', () => {
    fc.assert(
      fc.property(
        fc.nat(60_000),
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 40, max: 120 }),
        fc.integer({ min: 0, max: 700 }),
        (left, wide, each, count) => {
          const { from, to } = windowOf(left, wide, each, count);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(count);
          expect(to - from).toBeLessThanOrEqual(Math.ceil(wide / each) + 1 + 2 * (2 + 5));
          for (let i = 0; i < count; i++)
            if ((i + 1) * each > left && i * each < left + wide) expect(from <= i && i < to).toBe(true);
        },
      ),
    );
  });

  test('draws the same columns while one scrolls within a step', () => {
    const drawn = Array.from({ length: 6 * 72 }, (_, i) => windowOf(30_000 + i, 1000, 72, 660));
    expect(new Set(drawn.map((w) => `${w.from} ${w.to}`)).size).toBeLessThanOrEqual(3);
  });

  test('of 660 columns a screen draws some twenty', () => {
    expect(windowOf(30_000, 1000, 72, 660)).toEqual({ from: 414, to: 438 });
    expect(windowOf(0, 0, 72, 660)).toEqual({ from: 0, to: 6 });
  });
});

describe('move', () => {
  const size = { rows: 30, columns: 660 };
  test('one step, to the edge with ctrl, and no further', () => {
    expect(move({ row: 0, column: 5 }, 'ArrowUp', false, size)).toEqual({ row: 0, column: 5 });
    expect(move({ row: 0, column: 5 }, 'ArrowRight', true, size)).toEqual({ row: 0, column: 659 });
    expect(move({ row: 3, column: 5 }, 'Home', false, size)).toEqual({ row: 3, column: 0 });
    expect(move({ row: 3, column: 5 }, 'End', true, size)).toEqual({ row: 29, column: 659 });
    expect(move({ row: 25, column: 5 }, 'PageDown', false, size)).toEqual({ row: 29, column: 5 });
    expect(move({ row: 3, column: 5 }, 'Enter', false, size)).toBeNull();
  });

  test('never leaves the sheet', () => {
    const keys = fc.constantFrom(
      'ArrowUp',
      'ArrowDown',
      'ArrowLeft',
      'ArrowRight',
      'Home',
      'End',
      'PageUp',
      'PageDown',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(keys, fc.boolean())),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 700 }),
        (steps, rows, columns) => {
          let at = { row: 0, column: 0 };
          for (const [key, ctrl] of steps) at = move(at, key, ctrl, { rows, columns })!;
          expect(at.row >= 0 && at.row < rows && at.column >= 0 && at.column < columns).toBe(true);
        },
      ),
    );
  });
});

describe('sheetOf', () => {
  const ids = (f: Parameters<typeof sheetOf>[1]) => {
    const s = sheetOf(m, f);
    return [s.rows.map((r) => r.ruleId).join(''), s.columns.map((c) => c.unitId).join(' ')];
  };
  test('leaves out rows and columns in which nothing is meant', () => {
    expect(ids({ missed: false, mine: null })).toEqual(['abc', '平定 盂县 郊区']);
    expect(ids({ missed: true, mine: null })).toEqual(['ab', '平定 盂县']);
    expect(ids({ missed: false, mine: new Set(['郊区']) })).toEqual(['c', '郊区']);
    expect(ids({ missed: true, mine: new Set(['郊区']) })).toEqual(['', '']);
  });

  test('finds the cell where a row and a column meet', () => {
    const s = sheetOf(m, { missed: false, mine: null });
    expect(cellText(s.at(s.rows[1]!, s.columns[0]!))).toBe('✕ 3/7');
    expect(cellText(s.at(s.rows[0]!, s.columns[1]!))).toBe('✕');
    expect(cellText(s.at(s.rows[2]!, s.columns[0]!))).toBe('');
    expect(cellWords(s.at(s.rows[1]!, s.columns[0]!), s.rows[1]!, s.columns[0]!)).toBe(
      '平定，每季度学习一次，2026年第三季度：逾期，应完成 7，已完成 3',
    );
  });
});

test('a tally shows the worst sign and adds up', () => {
  expect(tally([m.cells[0], undefined, m.cells[2]])).toEqual({ light: 'missed', done: 4, total: 8 });
  expect(tally([])).toEqual({ light: 'none', done: 0, total: 0 });
});

test('a task is named once', () => {
  expect(m.rows.map((_, i) => startsTask(m.rows, i))).toEqual([true, true, false]);
});

test('paper takes the columns evenly and loses none', () => {
  expect(
    pages(
      Array.from({ length: 25 }, (_, i) => i),
      22,
    ).map((p) => p.length),
  ).toEqual([13, 12]);
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 200 }), fc.integer({ min: 1, max: 30 }), (columns, most) => {
      const cut = pages(columns, most);
      expect(cut.flat()).toEqual(columns);
      expect(cut.every((p) => p.length <= most)).toBe(true);
    }),
  );
});
