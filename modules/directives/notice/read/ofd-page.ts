// One page of an .ofd: where its characters stand and which straight lines it draws, in points from the top left.
import type { Glyphs, Page, Rule } from './pdf-rows.ts';
import { eachTag } from './xml.ts';

const POINTS = 72 / 25.4;
/** A step wider than this many characters parts words. */
const APART = 1.8;

type Matrix = readonly [number, number, number, number, number, number];
const PLAIN: Matrix = [1, 0, 0, 1, 0, 0];
/** Where an object's own coordinates lie on the page. */
type Frame = { x: number; y: number; by: Matrix; size: number };

/** The XML of a page in, its words and rules out; `size` is the page in millimetres unless it says its own. */
export function ofdPage(xml: string, size: readonly [number, number]): Page {
  const page: Page = { width: size[0] * POINTS, height: size[1] * POINTS, glyphs: [], rules: [] };
  let frame: Frame | null = null;
  let code: { x: number; y: number; dx: number[]; dy: number[] } | null = null;
  let collecting: 'box' | 'text' | 'path' | null = null;
  let text = '';
  eachTag(
    xml,
    (name, attribute) => {
      const tag = local(name);
      if (tag === 'TextObject' || tag === 'PathObject') frame = frameOf(attribute);
      else if (tag === 'TextCode' && frame)
        code = {
          x: Number(attribute('X')) || 0,
          y: Number(attribute('Y')) || 0,
          dx: steps(attribute('DeltaX')),
          dy: steps(attribute('DeltaY')),
        };
      collecting =
        tag === 'PhysicalBox' ? 'box' : tag === 'TextCode' ? 'text' : tag === 'AbbreviatedData' ? 'path' : null;
      text = '';
    },
    (name) => {
      if (collecting === 'box') {
        const [, , width, height] = numbers(text);
        if (width && height) Object.assign(page, { width: width * POINTS, height: height * POINTS });
      } else if (collecting === 'text' && frame && code) page.glyphs.push(...runsOf(text, code, frame));
      else if (collecting === 'path' && frame) page.rules.push(...rulesOf(text, frame));
      collecting = null;
      if (['TextObject', 'PathObject'].includes(local(name))) frame = null;
    },
    (words) => {
      if (collecting) text += words;
    },
  );
  return page;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const numbers = (words: string): number[] => words.trim().split(/\s+/).map(Number);

function frameOf(attribute: (name: string) => string): Frame {
  const [x = 0, y = 0] = numbers(attribute('Boundary') || '0 0');
  const ctm = numbers(attribute('CTM') || PLAIN.join(' '));
  return { x, y, by: ctm.length === 6 ? (ctm as unknown as Matrix) : PLAIN, size: Number(attribute('Size')) || 4 };
}

const place = ({ x, y, by: [a, b, c, d, e, f] }: Frame, px: number, py: number): [number, number] => [
  (x + a * px + c * py + e) * POINTS,
  (y + b * px + d * py + f) * POINTS,
];

/** Steps between characters; `g 3 5` is 5 three times. */
function steps(words: string): number[] {
  const tokens = words.trim().split(/\s+/);
  const out: number[] = [];
  for (let i = 0; i < tokens.length && out.length < 10_000; i++)
    if (tokens[i] === 'g') {
      const times = Math.min(10_000, Number(tokens[i + 1]) || 0);
      out.push(...Array<number>(times).fill(Number(tokens[i + 2]) || 0));
      i += 2;
    } else if (tokens[i] !== '') out.push(Number(tokens[i]) || 0);
  return out;
}

/** The characters of a TextCode as runs that stand together on one line. */
function runsOf(
  text: string,
  { x, y, dx, dy }: { x: number; y: number; dx: number[]; dy: number[] },
  frame: Frame,
): Glyphs[] {
  const runs: Glyphs[] = [];
  const size = frame.size * (Math.hypot(frame.by[2], frame.by[3]) || 1) * POINTS;
  if (Math.abs(frame.by[1]) > Math.abs(frame.by[0]) / 20) return [];
  let [px, py] = [x, y];
  [...text].forEach((c, i) => {
    const [at, line] = place(frame, px, py);
    const last = runs.at(-1);
    const wide = c.charCodeAt(0) < 256 ? size / 2 : size;
    if (last && Math.abs(last.y - line) < 0.1 && at - (last.x + last.width) < (APART - 1) * size && at >= last.x) {
      last.s += c;
      last.width = at + wide - last.x;
    } else runs.push({ s: c, x: at, y: line, width: wide, size });
    px += dx[i] ?? (dx.length === 0 && dy.length === 0 ? wide / POINTS / (frame.by[0] || 1) : 0);
    py += dy[i] ?? 0;
  });
  return runs;
}

/** The straight level and upright lines of a path: M to a place, L a line to, C back to the beginning. */
function rulesOf(data: string, frame: Frame): Rule[] {
  const rules: Rule[] = [];
  const tokens = data.trim().split(/\s+/);
  let [start, now]: [number, number][] = [
    [0, 0],
    [0, 0],
  ];
  const line = (to: [number, number]): void => {
    const [[x0, y0], [x1, y1]] = [now!, to];
    if (Math.abs(x0 - x1) < 1 || Math.abs(y0 - y1) < 1)
      rules.push({ x0: Math.min(x0, x1), y0: Math.min(y0, y1), x1: Math.max(x0, x1), y1: Math.max(y0, y1) });
    now = to;
  };
  const taken: Record<string, number> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7 };
  for (let i = 0; i < tokens.length && rules.length < 20_000;) {
    const op = tokens[i] ?? '';
    const count = taken[op] ?? 0;
    const [px = 0, py = 0] = tokens.slice(i + 1 + Math.max(0, count - 2), i + 1 + count).map(Number);
    if (op === 'M' || op === 'S') start = now = place(frame, px, py);
    else if (op === 'L') line(place(frame, px, py));
    else if (op === 'C') line(start!);
    else if (count > 0) now = place(frame, px, py);
    i += 1 + count;
  }
  return rules;
}
