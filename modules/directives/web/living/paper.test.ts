// The paper loses no character of the notice, marks each clause once, and keeps the marks apart.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cells, healed, inOrder, layPaper, settle, titleLines, type Laid, type Piece } from './paper.ts';

const isLaid = (p: Piece): p is Laid => 'runs' in p;
const whole = (pieces: Piece[]) => pieces.map((p) => (isLaid(p) ? p.runs.map((r) => r.text).join('') : p.gap)).join('');

const places = (n: number) =>
  fc.tuple(fc.nat(n), fc.nat(n)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
const notice = fc.string({ unit: fc.constantFrom(...'每季度学习，。 \n\t各单位1、'), maxLength: 120 }).chain((text) =>
  fc.record({
    text: fc.constant(text),
    blocks: fc.array(
      fc.record({
        kind: fc.constantFrom('item', 'paragraph', 'row'),
        level: fc.constant(0),
        source: places(text.length),
      }),
      { maxLength: 8 },
    ),
    clauses: fc.uniqueArray(fc.record({ ruleId: fc.uuid(), source: places(text.length) }), {
      selector: (c) => c.ruleId,
      maxLength: 6,
    }),
    tasks: fc.uniqueArray(
      fc.record({
        no: fc.string({ maxLength: 3 }),
        title: fc.constantFrom('学习', '单位', '无'),
        source: places(text.length),
      }),
      {
        selector: (t) => t.no,
        maxLength: 4,
      },
    ),
  }),
);

describe('layPaper', () => {
  test('puts together again to exactly the text, whatever the blocks and clauses', () => {
    fc.assert(
      fc.property(notice, (n) => {
        expect(whole(layPaper(n))).toBe(n.text);
      }),
    );
  });

  test('marks every clause that holds a visible character once, and only inside its place', () => {
    fc.assert(
      fc.property(notice, (n) => {
        const laid = layPaper(n).filter(isLaid);
        const begins = laid.flatMap((b) => b.runs.flatMap((r) => r.begins));
        expect(new Set(begins).size).toBe(begins.length);
        for (const c of n.clauses) {
          const marked = laid
            .flatMap((b) => b.runs.filter((r) => r.rules.includes(c.ruleId)).map((r) => r.text))
            .join('');
          const said = n.text.slice(...c.source);
          expect(marked.replace(/\s/g, '')).toBe(said.replace(/\s/g, ''));
          expect(begins.includes(c.ruleId)).toBe(marked !== '');
        }
      }),
    );
  });

  test('sets titles, nests the narrower clause first and lets a clause run over two blocks', () => {
    const text = '1、提高站位。每季度至少学习一次，\n\n按时上报。';
    const [one, gap, two] = layPaper({
      text,
      blocks: [
        { kind: 'item', level: 3, source: [0, 17] },
        { kind: 'paragraph', level: 0, source: [19, 24] },
      ],
      clauses: [
        { ruleId: 'wide', source: [7, 23] },
        { ruleId: 'narrow', source: [7, 11] },
      ],
      tasks: [{ no: '1', title: '提高站位', source: [2, 24] }],
    }) as [Laid, { gap: string }, Laid];
    expect(one.runs.map((r) => [r.text, r.rules, r.begins, r.task, r.title])).toEqual([
      ['1、', [], [], null, false],
      ['提高站位', [], [], '1', true],
      ['。', [], [], null, false],
      ['每季度至', ['narrow', 'wide'], ['narrow', 'wide'], null, false],
      ['少学习一次，', ['wide'], [], null, false],
    ]);
    expect(gap).toEqual({ gap: '\n\n' });
    expect(two.runs.map((r) => [r.text, r.begins])).toEqual([
      ['按时上报', []],
      ['。', []],
    ]);
  });
});

test('a row falls into cells without losing a clause that covers several', () => {
  const [row] = layPaper({
    text: '1\t学习\t每季度一次\t各单位',
    blocks: [{ kind: 'row', level: 0, source: [0, 14] }],
    clauses: [{ ruleId: 'a', source: [5, 14] }],
    tasks: [{ no: '1', title: '学习', source: [2, 14] }],
  }) as [Laid];
  expect(cells(row.runs).map((c) => c.map((r) => [r.text, r.rules, r.begins]))).toEqual([
    [['1', [], []]],
    [['学习', [], []]],
    [['每季度一次', ['a'], ['a']]],
    [['各单位', ['a'], []]],
  ]);
});

test('a broken line is healed, a blank inside a line stays', () => {
  expect(healed('深入开展文化\n\n旅游领域 2026 年')).toBe('深入开展文化旅游领域 2026 年');
});

test('a title keeps its lines, or stands under its issuer; its year is not torn', () => {
  expect(titleLines('阳泉市文化和旅游局 关于做好工作的 通知')).toEqual([
    '阳泉市文化和旅游局',
    '关于做好工作的',
    '通知',
  ]);
  expect(titleLines('阳泉市文化和旅游局关于抓好2026年工作的通知\n')).toEqual([
    '阳泉市文化和旅游局',
    '关于抓好2026\u2060年工作的通知',
  ]);
  expect(titleLines('关于开展检查的通知')).toEqual(['关于开展检查的通知']);
});

test('clauses are read in the order of the page', () => {
  expect(
    inOrder([
      { ruleId: 'b', source: [9, 12] },
      { ruleId: 'a', source: [1, 3] },
    ]).map((c) => c.ruleId),
  ).toEqual(['a', 'b']);
});

test('marks stay in order, never cover another and move only when they must', () => {
  expect(settle([0, 0, 40, 200], 32)).toEqual([0, 32, 24, 0]);
  fc.assert(
    fc.property(fc.array(fc.nat(2000), { maxLength: 40 }), (tops) => {
      const lines = tops.toSorted((a, b) => a - b);
      const at = settle(lines, 32).map((nudge, i) => lines[i]! + nudge);
      at.forEach((y, i) => {
        expect(y).toBeGreaterThanOrEqual(lines[i]!);
        if (i) expect(y).toBeGreaterThanOrEqual(at[i - 1]! + 32);
        if (y > lines[i]!) expect(y).toBe(at[i - 1]! + 32);
      });
    }),
  );
});
