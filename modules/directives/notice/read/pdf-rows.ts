// Words on pages and the rows they make: what lines and tables of a PDF are both built from.

/** A run of characters as a page draws it: x and y of its baseline's left end from the top left, all in points. */
export type Glyphs = { s: string; x: number; y: number; width: number; size: number };
/** A drawn line, or the side of a drawn box, in the same places. */
export type Rule = { x0: number; y0: number; x1: number; y1: number };
export type Page = { width: number; height: number; glyphs: Glyphs[]; rules: Rule[] };

/** Words on one baseline; the rows of a table hold tabs. */
export type Row = { text: string; x: number; end: number; y: number; size: number };

/** Runs whose baselines lie together make a row; rows go from top to bottom, runs from left to right. */
export function rowsOf(glyphs: readonly Glyphs[]): Row[] {
  const groups: { y: number; runs: Glyphs[] }[] = [];
  for (const run of glyphs.filter((g) => g.s.trim() !== '').toSorted((a, b) => a.y - b.y)) {
    const last = groups.at(-1);
    if (last && run.y - last.y < run.size * 0.4) last.runs.push(run);
    else groups.push({ y: run.y, runs: [run] });
  }
  return groups.map(({ y, runs }) => {
    runs.sort((a, b) => a.x - b.x);
    let text = '';
    let end = -Infinity;
    for (const run of runs) {
      if (run.x < end - run.width * 0.8 && text.endsWith(run.s)) continue;
      if (text !== '' && run.x - end > run.size * 0.3) text += ' ';
      text += characters(run.s);
      end = Math.max(end, run.x + run.width);
    }
    return { text, x: runs[0]?.x ?? 0, end, y, size: Math.max(...runs.map((r) => r.size)) };
  });
}

/** Simplified radicals that fonts give for whole characters and that Unicode does not unite with them. */
const RADICALS = '⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳';
const WHOLE = '民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟';

/** Radicals and compatibility forms as the characters that a person reads. */
const characters = (s: string): string =>
  s.replace(/[\u2e80-\u2fdf\uf900-\ufaff]/g, (c) => WHOLE.charAt(RADICALS.indexOf(c)) || c.normalize('NFKC'));
