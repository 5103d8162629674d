// One page picture in, its words with their places out: turned upright, levelled, its rules told from its print.
import type { Glyphs, Page, Rule } from '../read/pdf-rows.ts';
import { type Box, lineBoxes } from './boxes.ts';
import { doubtful, pageMark } from './marks.ts';
import type { Models, Sign } from './models.ts';
import { type Picture, grey, turned } from './picture.ts';
import { rulesOn, withoutRules } from './ruled.ts';
import { withBlanks } from './spaces.ts';
import { darkness, skewOf } from './straighten.ts';

/** A page as read, in points as a PDF page is; `turn` is what set it upright, clockwise in degrees. */
export type ScanPage = Page & { turn: number };

/** Points of a page as wide as A4. */
const WIDE = 595;
/** A page that stands upright is read about this well. */
const READS_WELL = 0.86;
const SAMPLES = 4;

type Reading = { page: ScanPage; upright: Picture };
/** How well the longest lines read, and whether most print stands on end. */
type Attempt = { sure: number; lying: boolean; reading: Reading | null };

/** Reads page `n`, whichever way up it lies. `upright` is the page as it was read, for people to look at. */
export async function readPage(models: Models, picture: Picture, n: number): Promise<Reading> {
  const first = await attempt(models, picture, n, 0, false);
  if (first.reading) return first.reading;
  let [best, most] = [0, first.sure];
  for (const quarter of first.lying ? [90, 270] : [180, 90, 270]) {
    const next = await attempt(models, picture, n, quarter, false);
    if (next.reading) return next.reading;
    if (next.sure > most) [best, most] = [quarter, next.sure];
  }
  return (await attempt(models, picture, n, best, true)).reading!;
}

/** Reads the page turned by quarters; gives it up when its longest lines do not read well, unless told to `insist`. */
async function attempt(
  models: Models,
  picture: Picture,
  n: number,
  quarter: number,
  insist: boolean,
): Promise<Attempt> {
  const standing = await turned(picture, quarter);
  const skew = skewOf(grey(standing));
  const upright = await turned(standing, skew);
  const shades = grey(upright);
  const rules = rulesOn(shades);
  const print = withoutRules(shades, rules);
  const dark = darkness(print.data);
  const found = await models.find(print);
  const lying = found.filter((b) => b.y1 - b.y0 > 2 * (b.x1 - b.x0)).length > found.length / 2;
  const boxes = lineBoxes(
    found,
    rules.filter((r) => r.x0 === r.x1),
  ).toSorted((a, b) => b.x1 - b.x0 - (a.x1 - a.x0));
  const scale = WIDE / Math.min(upright.width, upright.height);
  const glyphs: Glyphs[] = [];
  const scores: number[] = [];
  for (const [i, box] of boxes.entries()) {
    const signs = await models.read(print, box);
    if (i < SAMPLES) scores.push(signs.reduce((sum, s) => sum + s.sure, 0) / (signs.length || 1));
    const sure = mean(scores);
    if (!insist && (lying || (i === Math.min(SAMPLES, boxes.length) - 1 && sure < READS_WELL)))
      return { sure, lying, reading: null };
    glyphs.push(...glyphsOf(withBlanks(print, dark, box, signs), box, scale, n));
  }
  const [width, height] = [upright.width * scale, upright.height * scale];
  const page = {
    turn: Math.round((quarter + skew) * 100) / 100,
    width,
    height,
    glyphs,
    rules: rules.map((r) => scaled(r, scale)),
  };
  return { sure: mean(scores), lying, reading: { page, upright } };
}

const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / (numbers.length || 1);

const scaled = ({ x0, y0, x1, y1 }: Rule, by: number): Rule => ({ x0: x0 * by, y0: y0 * by, x1: x1 * by, y1: y1 * by });

/** A line read as a run of words: characters of which the model was not sure carry a mark. */
function glyphsOf(signs: readonly Sign[], box: Box, scale: number, n: number): Glyphs[] {
  const text = fullWidth(signs.map((s) => s.c).join(''));
  if (text.trim() === '') return [];
  const sure = signs.reduce((sum, s) => sum + s.sure, 0) / signs.length;
  if (sure < 0.5 && signs.length < 4) return [];
  let s = '';
  let k = 0;
  for (const sign of signs)
    for (const c of sign.c) {
      s += (sign.sure < 0.8 ? doubtful(sign.sure) : '') + (text[k++] ?? c);
    }
  const pitch = pitchOf(signs, box);
  const width = box.x1 - box.x0;
  const [first, last] = [signs[0]!, signs.at(-1)!];
  const x0 = Math.max(box.x0, box.x0 + first.at * width - (pitch * cell(first.c)) / 2);
  const x1 = Math.min(box.x1, box.x0 + last.at * width + (pitch * cell(last.c)) / 2);
  return [
    {
      s: text.length >= 12 ? pageMark(n) + s : s,
      x: x0 * scale,
      y: ((box.y0 + box.y1) / 2 + pitch * 0.38) * scale,
      width: (x1 - x0) * scale,
      size: pitch * scale,
    },
  ];
}

/** How wide a character is: 1 for a Chinese one, half for a letter or digit. */
const cell = (c: string): number => (c.charCodeAt(0) < 256 ? 0.5 : 1);

/** From one Chinese character to the next, in pixels; where a line has too few, judged by its height. */
function pitchOf(signs: readonly Sign[], box: Box): number {
  const high = (box.y1 - box.y0) * 0.8;
  const steps = signs
    .slice(1)
    .flatMap((s, i) => (cell(s.c) + cell(signs[i]!.c) === 2 ? [(s.at - signs[i]!.at) * (box.x1 - box.x0)] : []));
  const middle = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)];
  return middle === undefined || steps.length < 2 ? high : Math.min(middle, high * 2);
}

const WIDE_MARKS: Record<string, string> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
};

/** Marks beside Chinese characters are full-width ones, and the year of a number stands in 〔〕; the model reads their twins. One for one. */
const fullWidth = (text: string): string =>
  text
    .replace(/(?<=[\u3001-\u9fff\uff01-\uff5e”〕])[,;:?!()]|[,;:?!()](?=[\u3001-\u9fff“])/g, (c) => WIDE_MARKS[c] ?? c)
    .replace(/[[【(（〔](\d{4})[\]】)）〕](?=第?\d{1,4}号)/g, '〔$1〕');
