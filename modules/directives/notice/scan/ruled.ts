// Finds the ruled lines of tables on a straightened page, and takes them off so that they are not read as strokes.
import type { Rule } from '../read/pdf-rows.ts';
import type { Grey } from './picture.ts';
import { darkness } from './straighten.ts';

/** Pixels at reading width: shorter runs are strokes of characters. */
const SHORTEST_UPRIGHT = 55;
const SHORTEST_LEVEL = 120;
const THICKEST = 9;
const GAP = 3;
/** Beside a rule there is paper for this far, but for what touches it here and there. */
const CLEAR = 4;
const TOUCHED = 0.3;
const TOUCH = 10;

type Run = { at: number; from: number; to: number };

/** The rules of tables, in pixels: upright ones meet two level ones, level ones an upright one; others are strokes and underlines. */
export function rulesOn(page: Grey): Rule[] {
  const dark = darkness(page.data);
  const level = lines(page, dark, false, SHORTEST_LEVEL).map(({ x0, y0, x1, y1 }) => {
    const y = (y0 + y1) / 2;
    return { x0, y0: y, x1, y1: y };
  });
  const upright = lines(page, dark, true, SHORTEST_UPRIGHT).map(({ x0, y0, x1, y1 }) => {
    const x = (x0 + x1) / 2;
    return { x0: x, y0, x1: x, y1 };
  });
  const meets = (u: Rule) => (l: Rule) =>
    l.x0 - TOUCH < u.x0 && l.x1 + TOUCH > u.x0 && l.y0 > u.y0 - TOUCH && l.y0 < u.y1 + TOUCH;
  const frame = upright.filter((u) => level.filter(meets(u)).length >= 2);
  return [...level.filter((l) => frame.some((u) => meets(u)(l))), ...frame];
}

/** The page without its rules. */
export function withoutRules(page: Grey, rules: readonly Rule[]): Grey {
  const data = Uint8Array.from(page.data);
  for (const r of rules) {
    const [x0, x1] = [Math.max(0, Math.floor(r.x0 - 5)), Math.min(page.width, Math.ceil(r.x1 + 6))];
    const [y0, y1] = [Math.max(0, Math.floor(r.y0 - 5)), Math.min(page.height, Math.ceil(r.y1 + 6))];
    for (let y = y0; y < y1; y++) data.fill(255, y * page.width + x0, y * page.width + x1);
  }
  return { ...page, data };
}

/** Thin dark stretches in one direction, runs of neighbouring columns (or rows) joined. */
function lines({ data, width, height }: Grey, dark: number, upright: boolean, shortest: number): Rule[] {
  const [across, along] = upright ? [width, height] : [height, width];
  const at = upright ? (a: number, b: number) => data[b * width + a]! : (a: number, b: number) => data[a * width + b]!;
  const runs: Run[] = [];
  for (let a = 1; a < across - 1; a++) {
    let [from, last] = [-1, -1];
    for (let b = 0; b <= along; b++) {
      const ink = b < along && (at(a, b) < dark || at(a - 1, b) < dark);
      if (ink) {
        if (from < 0) from = b;
        last = b;
      } else if (from >= 0 && b - last > GAP) {
        if (last - from >= shortest) runs.push({ at: a, from, to: last });
        from = -1;
      }
    }
  }
  const open: { first: number; last: number; from: number; to: number }[] = [];
  const done: typeof open = [];
  for (const run of runs) {
    const same = open.find((o) => run.at - o.last <= 3 && run.from < o.to + GAP && run.to > o.from - GAP);
    if (same) {
      same.last = run.at;
      same.from = Math.min(same.from, run.from);
      same.to = Math.max(same.to, run.to);
    } else open.push({ first: run.at, last: run.at, from: run.from, to: run.to });
    for (let i = open.length - 1; i >= 0; i--) if (run.at - open[i]!.last > 3) done.push(...open.splice(i, 1));
  }
  const busy = (a: number, { from, to }: Run): boolean => {
    if (a < 0 || a >= across) return false;
    let ink = 0;
    for (let b = from; b <= to; b++) if (at(a, b) < dark) ink += 1;
    return ink > (to - from) * TOUCHED;
  };
  return [...done, ...open]
    .filter(
      (l) =>
        l.last - l.first <= THICKEST &&
        !busy(l.first - 1 - CLEAR, { ...l, at: 0 }) &&
        !busy(l.last + CLEAR, { ...l, at: 0 }),
    )
    .map((l) =>
      upright ? { x0: l.first, x1: l.last, y0: l.from, y1: l.to } : { x0: l.from, x1: l.to, y0: l.first, y1: l.last },
    );
}
