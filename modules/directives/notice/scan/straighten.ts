// How far a page lies aslant on the scanner: lines of print give the sharpest profile when they are level.
import type { Grey } from './picture.ts';

const SMALL = 700;
const STEEPEST = 5;

/** Degrees by which the page must be turned clockwise so that its lines are level; 0 where none can be seen. */
export function skewOf(page: Grey): number {
  const { xs, ys, height } = ink(page);
  if (xs.length < 200) return 0;
  const best = (from: number, to: number, step: number): number => {
    let [at, most] = [0, -1];
    for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
      const sharp = profile(xs, ys, height, Math.tan((degrees * Math.PI) / 180));
      if (sharp > most * 1.001) [at, most] = [degrees, sharp];
    }
    return at;
  };
  const near = best(-STEEPEST, STEEPEST, 0.5);
  const fine = best(near - 0.5, near + 0.5, 0.05);
  return Math.abs(fine) < 0.08 ? 0 : fine;
}

/** Dark places of the page made small, at most one in so many that the work stays bounded. */
function ink({ data, width, height }: Grey): { xs: Int16Array; ys: Int16Array; height: number } {
  const by = Math.max(1, Math.round(width / SMALL));
  const dark = darkness(data);
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y + by <= height; y += by)
    for (let x = 0; x + by <= width; x += by) {
      let least = 255;
      for (let i = 0; i < by; i++) least = Math.min(least, data[(y + i) * width + x + i]!);
      if (least < dark) {
        xs.push(x / by);
        ys.push(y / by);
      }
    }
  return { xs: Int16Array.from(xs), ys: Int16Array.from(ys), height: Math.ceil(height / by) };
}

/** How sharply rows of ink and rows of paper part when the page is sheared by `slope`. */
function profile(xs: Int16Array, ys: Int16Array, height: number, slope: number): number {
  const rows = new Uint32Array(height * 2);
  for (let i = 0; i < xs.length; i++) rows[Math.round(ys[i]! + xs[i]! * slope + height / 2)]! += 1;
  let sum = 0;
  for (let i = 1; i < rows.length; i++) sum += (rows[i]! - rows[i - 1]!) ** 2;
  return sum;
}

/** The shade between ink and paper that parts the two best (Otsu's method). */
export function darkness(data: Uint8Array): number {
  const shades = new Float64Array(256);
  for (let i = 0; i < data.length; i += 3) shades[data[i]!]! += 1;
  const total = shades.reduce((a, b) => a + b, 0);
  const weight = shades.reduce((a, n, shade) => a + n * shade, 0);
  let [below, lower, at, most] = [0, 0, 128, -1];
  for (let shade = 0; shade < 255; shade++) {
    below += shades[shade]!;
    lower += shade * shades[shade]!;
    if (below === 0 || below === total) continue;
    const apart = below * (total - below) * (lower / below - (weight - lower) / (total - below)) ** 2;
    if (apart > most) [at, most] = [shade + 1, apart];
  }
  return Math.min(at, 200);
}
