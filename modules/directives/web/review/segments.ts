// Cuts a stretch of the notice where quotations begin and end, so that the page can mark each without copying the text. Pure.

/** A stretch to be marked, with the item it belongs to. */
export type Mark = { item: string; source: readonly [number, number]; look: string };
/** A piece of the text under the same marks. */
export type Segment = { from: number; to: number; items: string[]; looks: string[] };

/** Marks sorted once, so that each block finds its own without walking all. */
export const sortMarks = (marks: readonly Mark[]) =>
  marks.filter((m) => m.source[1] > m.source[0]).toSorted((a, b) => a.source[0] - b.source[0]);

/** The marks that touch [from, to). */
export const marksIn = (sorted: readonly Mark[], from: number, to: number) =>
  sorted.filter((m) => m.source[0] < to && m.source[1] > from);

/** The stretch in pieces, in order and without gaps. */
export function segments(from: number, to: number, marks: readonly Mark[]): Segment[] {
  const edges = [from, to, ...marks.flatMap((m) => m.source)].filter((at) => at >= from && at <= to);
  const cuts = [...new Set(edges)].toSorted((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i]!;
    const over = marks.filter((m) => m.source[0] <= start && m.source[1] >= end);
    return { from: start, to: end, items: over.map((m) => m.item), looks: [...new Set(over.map((m) => m.look))] };
  });
}

/** Cells of a row of the annex, at its tabs. */
export function cells(text: string, from: number, to: number): [number, number][] {
  const out: [number, number][] = [];
  let at = from;
  for (let i = from; i < to; i++)
    if (text[i] === '\t') {
      out.push([at, i]);
      at = i + 1;
    }
  return [...out, [at, to]];
}
