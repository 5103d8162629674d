// Pieces of the page: whatever is marked, the pieces together are the text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cells, marksIn, segments, sortMarks } from './segments.ts';

const mark = fc
  .tuple(fc.nat(60), fc.nat(60))
  .map(([a, b]) => ({ item: `c:${a}-${b}`, source: [Math.min(a, b), Math.max(a, b)] as const, look: 'open' }));

test('pieces follow one another without gap, each under exactly the marks that cover it', () => {
  fc.assert(
    fc.property(
      fc.array(mark, { maxLength: 8 }),
      fc.nat(30),
      fc.integer({ min: 1, max: 30 }),
      (marks, from, length) => {
        const to = from + length;
        const all = sortMarks(marks);
        const pieces = segments(from, to, marksIn(all, from, to));
        expect(pieces[0]!.from).toBe(from);
        expect(pieces.at(-1)!.to).toBe(to);
        for (const [i, p] of pieces.entries()) {
          if (i) expect(p.from).toBe(pieces[i - 1]!.to);
          const middle = (p.from + p.to) / 2;
          const over = all.filter((m) => m.source[0] < middle && middle < m.source[1]).map((m) => m.item);
          expect(p.items.toSorted()).toEqual(over.toSorted());
        }
      },
    ),
  );
});

test('a row falls into its cells', () => {
  const text = 'x1\t任务\t主要内容';
  expect(cells(text, 1, text.length).map(([a, b]) => text.slice(a, b))).toEqual(['1', '任务', '主要内容']);
});
