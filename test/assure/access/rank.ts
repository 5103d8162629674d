// Whether two rows of times come from the same source: medians, and the rank test of Mann and Whitney.

export const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

/** The two-sided p of the Mann–Whitney test in its normal approximation, ties averaged. */
export function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((t) => ({ t, first: true })), ...b.map((t) => ({ t, first: false }))].toSorted(
    (x, y) => x.t - y.t,
  );
  let [ranks, ties] = [0, 0];
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]!.t === all[from]!.t) to++;
    const shared = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) if (all[i]!.first) ranks += shared;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const [n, m, sum] = [a.length, b.length, all.length];
  const u = ranks - (n * (n + 1)) / 2;
  const spread = Math.sqrt(((n * m) / 12) * (sum + 1 - ties / (sum * (sum - 1))));
  return 2 * (1 - normal(Math.abs(u - (n * m) / 2) / spread));
}

/** The standard normal distribution (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const tail =
    [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce((sum, c) => sum * t + c, 0) * t;
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}
