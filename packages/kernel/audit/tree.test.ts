// The tree is the tree of RFC 6962: known roots, a root that grows as one made anew, and a proof for every row.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Tree, pathOf, proves } from './tree.ts';

const hash = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const rows = Array.from({ length: 70 }, (_, i) => hash(Buffer.from([i])));

/** MTH as the RFC writes it. */
function root(of: readonly Buffer[]): Buffer {
  if (of.length === 0) return hash();
  if (of.length === 1) return hash(Buffer.from([0]), of[0]!);
  let k = 1;
  while (k * 2 < of.length) k *= 2;
  return hash(Buffer.from([1]), root(of.slice(0, k)), root(of.slice(k)));
}

async function* given(n: number) {
  yield* rows.slice(0, n);
}

test('逐条增长的树根，与整体计算的相同；从右缘接着长也相同', () => {
  let tree = new Tree();
  for (let n = 0; n <= rows.length; n++) {
    expect(tree.root.equals(root(rows.slice(0, n))), String(n)).toBe(true);
    tree = new Tree(tree.size, tree.edge);
    if (n < rows.length) tree.add(rows[n]!);
  }
});

test('每一条都能证明，换一条、换一步、换位置都不能', async () => {
  for (const size of [1, 2, 3, 7, 8, 9, 64, 70])
    for (let index = 0; index < size; index++) {
      const path = await pathOf(index, size, given(size));
      const top = root(rows.slice(0, size));
      expect(proves(rows[index]!, index, size, path, top)).toBe(true);
      expect(proves(hash(rows[index]!), index, size, path, top)).toBe(false);
      expect(proves(rows[index]!, index, size + 1, path, hash(top))).toBe(false);
      if (path.length) expect(proves(rows[index]!, index, size, [hash(path[0]!), ...path.slice(1)], top)).toBe(false);
    }
});
