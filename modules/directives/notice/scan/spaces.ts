// Puts back the blanks between names that the model leaves out: it reads characters, and a blank is none.
import type { Box } from './boxes.ts';
import type { Sign } from './models.ts';
import type { Grey } from './picture.ts';

/** In pitches of the line: how far apart the middles, and how wide the paper between, where a blank stands. */
const APART = 1.12;
const PAPER = 0.3;
const HAN = /[\u4e00-\u9fff]/;

/** The signs of a line (ink is what is darker than `dark`) with a blank wherever the paper between two Chinese characters is wide enough for one. */
export function withBlanks(page: Grey, dark: number, box: Box, signs: readonly Sign[]): Sign[] {
  const width = box.x1 - box.x0;
  const steps = signs.slice(1).map((s, i) => (s.at - signs[i]!.at) * width);
  const pitch = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  if (!signs.slice(1).some((s, i) => blankable(signs[i]!, s) && steps[i]! > APART * pitch)) return [...signs];
  return signs.flatMap((sign, i) => {
    const next = signs[i + 1];
    if (!next || !blankable(sign, next) || steps[i]! <= APART * pitch) return [sign];
    const paper = widestPaper(page, box, dark, box.x0 + sign.at * width, box.x0 + next.at * width);
    return paper > PAPER * pitch ? [sign, { c: ' ', sure: 1, at: (sign.at + next.at) / 2 }] : [sign];
  });
}

const blankable = (a: Sign, b: Sign): boolean => HAN.test(a.c) && HAN.test(b.c);

/** The widest stretch of columns without ink between two places of a box. */
function widestPaper({ data, width, height }: Grey, box: Box, dark: number, from: number, to: number): number {
  const [top, bottom] = [Math.max(0, Math.floor(box.y0)), Math.min(height, Math.ceil(box.y1))];
  let [run, most] = [0, 0];
  for (let x = Math.floor(from); x < Math.min(width, to); x++) {
    let clear = true;
    for (let y = top; y < bottom && clear; y++) clear = data[y * width + x]! >= dark;
    run = clear ? run + 1 : 0;
    most = Math.max(most, run);
  }
  return most;
}
