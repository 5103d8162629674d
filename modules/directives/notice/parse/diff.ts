// Compares two wordings character by character and gives the places where they part.

/** a[aFrom, aTo) stands where the other says b[bFrom, bTo). */
export type Hunk = { aFrom: number; aTo: number; bFrom: number; bTo: number };

/** Beyond so many differing characters two texts are simply other texts. */
const FARTHEST = 400;

/** The differences of two texts, in order, neighbours joined. Myers' algorithm, bounded. */
export function diff(a: string, b: string): Hunk[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1;
  const x = a.slice(head, a.length - tail);
  const y = b.slice(head, b.length - tail);
  if (x === '' && y === '') return [];
  const whole: Hunk = { aFrom: head, aTo: head + x.length, bFrom: head, bTo: head + y.length };
  if (x === '' || y === '') return [whole];
  const path = shortest(x, y);
  if (!path) return [whole];
  return join(
    path.map((h) => ({ aFrom: h.aFrom + head, aTo: h.aTo + head, bFrom: h.bFrom + head, bTo: h.bTo + head })),
  );
}

function shortest(a: string, b: string): Hunk[] | null {
  const trace: Int32Array[] = [];
  const limit = Math.min(a.length + b.length, FARTHEST);
  const v = new Int32Array(2 * limit + 3);
  for (let d = 0; d <= limit; d++) {
    trace.push(v.slice());
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (v[limit + k] ?? 0) < (v[limit + k + 2] ?? 0));
      let i = down ? (v[limit + k + 2] ?? 0) : (v[limit + k] ?? 0) + 1;
      let j = i - k;
      while (i < a.length && j < b.length && a[i] === b[j]) {
        i += 1;
        j += 1;
      }
      v[limit + 1 + k] = i;
      if (i >= a.length && j >= b.length) return back(trace, limit, a.length, b.length, d);
    }
  }
  return null;
}

function back(trace: readonly Int32Array[], limit: number, aLength: number, bLength: number, steps: number): Hunk[] {
  const hunks: Hunk[] = [];
  let i = aLength;
  let j = bLength;
  for (let d = steps; d > 0; d--) {
    const v = trace[d];
    const at = (k: number): number => v?.[limit + 1 + k] ?? 0;
    const k = i - j;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const from = down ? at(k + 1) : at(k - 1);
    const fromJ = from - (down ? k + 1 : k - 1);
    if (down) hunks.push({ aFrom: from, aTo: from, bFrom: fromJ, bTo: fromJ + 1 });
    else hunks.push({ aFrom: from, aTo: from + 1, bFrom: fromJ, bTo: fromJ });
    i = from;
    j = fromJ;
  }
  return hunks.toReversed();
}

/** Joins hunks that touch or stand within two characters of each other. */
function join(hunks: readonly Hunk[]): Hunk[] {
  const out: Hunk[] = [];
  for (const h of hunks) {
    const last = out.at(-1);
    if (last && h.aFrom - last.aTo <= 2 && h.bFrom - last.bTo <= 2) {
      last.aTo = h.aTo;
      last.bTo = h.bTo;
    } else out.push({ ...h });
  }
  return out;
}

/** Share of the pairs of characters that two texts have in common, 0 to 1. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < a.length; i++) {
    const pair = a.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let common = 0;
  for (let i = 0; i + 1 < b.length; i++) {
    const pair = b.slice(i, i + 2);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) {
      common += 1;
      pairs.set(pair, left - 1);
    }
  }
  const all = Math.max(0, a.length - 1) + Math.max(0, b.length - 1);
  return all === 0 ? 0 : (2 * common) / all;
}
