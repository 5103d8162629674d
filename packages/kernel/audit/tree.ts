// The Merkle tree over the rows of the audit (RFC 6962): it grows at its right edge, and one row is proved by a short path.
import { createHash } from 'node:crypto';

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);
const WIDTH = 32;

const leafHash = (row: Buffer) => createHash('sha256').update(LEAF).update(row).digest();
const nodeHash = (left: Buffer, right: Buffer) => createHash('sha256').update(NODE).update(left).update(right).digest();

/** The right edge of a tree: as many rows as it has, and the roots of its full subtrees, largest first. */
export class Tree {
  size: number;
  readonly #peaks: Buffer[];

  /** A tree of `size` rows is taken up from the edge that another one gave. */
  constructor(size = 0, edge: Buffer = Buffer.alloc(0)) {
    this.size = size;
    this.#peaks = Array.from({ length: edge.length / WIDTH }, (_, i) => edge.subarray(i * WIDTH, (i + 1) * WIDTH));
  }

  /** Adds a row by its hash. */
  add(row: Buffer) {
    let node = leafHash(row);
    for (let n = this.size; n % 2 === 1; n = (n - 1) / 2) node = nodeHash(this.#peaks.pop()!, node);
    this.#peaks.push(node);
    this.size += 1;
  }

  get edge(): Buffer {
    return Buffer.concat(this.#peaks);
  }

  /** The root of all rows so far; of none, the hash of nothing. */
  get root(): Buffer {
    const [last, ...others] = this.#peaks.toReversed();
    return last ? others.reduce((right, left) => nodeHash(left, right), last) : createHash('sha256').digest();
  }
}

/** Rows `from` up to `to` (numbered from 0) whose joint root stands beside the path of a row. */
type Span = { from: number; to: number };

const half = (n: number) => 2 ** Math.floor(Math.log2(n - 1));

/** The spans beside the path of row `index` in a tree of `size`, lowest first. */
function spansBeside(index: number, size: number, start = 0): Span[] {
  if (size <= 1) return [];
  const k = half(size);
  return index < k
    ? [...spansBeside(index, k, start), { from: start + k, to: start + size }]
    : [...spansBeside(index - k, size - k, start + k), { from: start, to: start + k }];
}

/** The path that proves row `index` (from 0) in the tree of the `size` rows whose hashes `rows` gives in their order. */
export async function pathOf(index: number, size: number, rows: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const trees = spansBeside(index, size).map((span) => ({ ...span, tree: new Tree() }));
  const inOrder = trees.toSorted((a, b) => a.from - b.from);
  let [n, at] = [0, 0];
  for await (const row of rows) {
    const span = inOrder[at];
    if (span && span.from <= n) span.tree.add(row);
    n += 1;
    if (span && span.to <= n) at += 1;
  }
  return trees.map(({ tree }) => tree.root);
}

/** Whether `path` leads from a row's hash to the root of a tree: what anybody outside can check without our help. */
export function proves(row: Buffer, index: number, size: number, path: readonly Buffer[], root: Buffer): boolean {
  if (index < 0 || index >= size) return false;
  const spans = spansBeside(index, size);
  if (spans.length !== path.length) return false;
  const reached = spans.reduce(
    (node, { from }, i) => (from > index ? nodeHash(node, path[i]!) : nodeHash(path[i]!, node)),
    leafHash(row),
  );
  return reached.equals(root);
}
