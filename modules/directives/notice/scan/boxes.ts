// Where the lines of print stand: the detector's map of likely print, made into boxes.

/** A box in pixels of the page. */
export type Box = { x0: number; y0: number; x1: number; y1: number };

const LIKELY = 0.3;
const SURE = 0.5;
const SMALLEST = 3;
/** The detector marks the heart of a line; by this share of its height the print reaches further. */
const BEYOND = 0.62;

/** Boxes of connected likely print in a map of width × height values from 0 to 1, in the map's own pixels. */
export function boxesIn(map: Float32Array, width: number, height: number): Box[] {
  const seen = new Uint8Array(width * height);
  const stack = new Int32Array(width * height);
  const boxes: Box[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || map[start]! < LIKELY) continue;
    let [depth, count, sum] = [1, 0, 0];
    let [x0, y0, x1, y1] = [width, height, 0, 0];
    stack[0] = start;
    seen[start] = 1;
    while (depth > 0) {
      const at = stack[--depth]!;
      const [x, y] = [at % width, Math.floor(at / width)];
      count += 1;
      sum += map[at]!;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
      for (const [next, inside] of [
        [at - 1, x > 0],
        [at + 1, x < width - 1],
        [at - width, y > 0],
        [at + width, y < height - 1],
      ] as const)
        if (inside && !seen[next] && map[next]! >= LIKELY) {
          seen[next] = 1;
          stack[depth++] = next;
        }
    }
    const [w, h] = [x1 - x0 + 1, y1 - y0 + 1];
    if (Math.min(w, h) < SMALLEST || sum / count < SURE) continue;
    const by = Math.min(w, h) * BEYOND;
    boxes.push({
      x0: Math.max(0, x0 - by),
      y0: Math.max(0, y0 - by),
      x1: Math.min(width, x1 + 1 + by),
      y1: Math.min(height, y1 + 1 + by),
    });
  }
  return boxes;
}

/** Boxes cut where an upright rule runs through them, and joined where one line was found in pieces. */
export function lineBoxes(boxes: readonly Box[], upright: readonly Box[]): Box[] {
  const cut = boxes.flatMap((box) => {
    const middle = (box.y0 + box.y1) / 2;
    const at = upright
      .filter((r) => r.x0 > box.x0 + 4 && r.x0 < box.x1 - 4 && r.y0 < middle && r.y1 > middle)
      .map((r) => r.x0)
      .toSorted((a, b) => a - b);
    return [box.x0, ...at]
      .map((x0, i) => ({ ...box, x0: i ? x0 + 4 : x0, x1: (at[i] ?? box.x1 + 4) - 4 }))
      .filter((b) => b.x1 - b.x0 > 8);
  });
  const parted = (a: Box, b: Box) =>
    upright.some((r) => r.x0 > a.x1 - 12 && r.x0 < b.x0 + 12 && r.y0 < a.y1 && r.y1 > a.y0);
  const out: Box[] = [];
  for (const box of cut.toSorted((a, b) => a.x0 - b.x0)) {
    const before = out.find((o) => {
      const [h, overlap] = [Math.min(o.y1 - o.y0, box.y1 - box.y0), Math.min(o.y1, box.y1) - Math.max(o.y0, box.y0)];
      return overlap > 0.6 * h && box.x0 - o.x1 < 0.6 * h && !parted(o, box);
    });
    if (before)
      Object.assign(before, {
        y0: Math.min(before.y0, box.y0),
        y1: Math.max(before.y1, box.y1),
        x1: Math.max(before.x1, box.x1),
      });
    else out.push({ ...box });
  }
  return out;
}
