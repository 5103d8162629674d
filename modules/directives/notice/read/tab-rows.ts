// Tells a table typed with tabs from a tab that only moves words along a line.

/** Lines in which a tab key stood as `mark`: where neighbours have equally many, tabs part cells; elsewhere they are blanks. */
export function tabRows(lines: readonly string[], mark: string): string[] {
  const counts = lines.map((line) => line.split(mark).length - 1);
  const neighbour = (from: number, step: number): number => {
    let i = from + step;
    while (i >= 0 && i < lines.length && lines[i] === '') i += step;
    return counts[i] ?? 0;
  };
  return lines.map((line, i) => {
    const count = counts[i] ?? 0;
    if (count === 0) return line;
    const row = count >= 2 && [neighbour(i, -1), neighbour(i, 1)].some((n) => Math.abs(n - count) <= 1 && n >= 2);
    return line.replaceAll(mark, row ? '\t' : ' ');
  });
}
