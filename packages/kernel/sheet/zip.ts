// A ZIP written as it comes, one entry after the other, in memory that does not grow with it.
import { Readable, pipeline } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export type Entry = { name: string; chunks: Iterable<Buffer> | AsyncIterable<Buffer> };
type Written = { name: Buffer; crc: number; packed: number; size: number; at: number };

/** Sizes follow the bytes, names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1 January 1980, the first day a ZIP knows: the same content makes the same file. */
const DAY = 0x0021;
const LARGEST = 0xffff_ffff;
/** Fast: a workbook of text shrinks tenfold all the same. */
const LEVEL = 3;

/** The bytes of a ZIP with these entries. Throws beyond 4 GB. */
export async function* zip(entries: Iterable<Entry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const start = at;
    const sum = { crc: 0, size: 0, packed: 0 };
    const head = header(0x0403_4b50, [20, FLAGS, DEFLATE, 0, DAY], sum, [name.length, 0]);
    yield Buffer.concat([head, name]);
    for await (const chunk of deflated(entry.chunks, sum)) {
      sum.packed += chunk.length;
      yield chunk;
    }
    if (sum.size > LARGEST) throw new RangeError('a ZIP entry beyond 4 GB');
    const tail = header(0x0807_4b50, [], sum, []);
    yield tail;
    at += head.length + name.length + sum.packed + tail.length;
    written.push({ name, ...sum, at: start });
  }
  const directory = Buffer.concat(written.map(listing));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  yield Buffer.concat([directory, end]);
}

async function* deflated(chunks: Entry['chunks'], sum: { crc: number; size: number }): AsyncGenerator<Buffer> {
  async function* counted() {
    for await (const chunk of chunks) {
      sum.crc = crc32(chunk, sum.crc);
      sum.size += chunk.length;
      yield chunk;
    }
  }
  const deflate = createDeflateRaw({ level: LEVEL });
  // An error of the source destroys the deflater, and so reaches whoever reads it.
  pipeline(Readable.from(counted()), deflate, () => {});
  for await (const chunk of deflate) yield chunk as Buffer;
}

/** A signature, words of 16 bits, the three sums, more words. */
function header(
  signature: number,
  before: number[],
  sum: { crc: number; packed: number; size: number },
  after: number[],
): Buffer {
  const bytes = Buffer.alloc(4 + 2 * before.length + 12 + 2 * after.length);
  let offset = bytes.writeUInt32LE(signature, 0);
  for (const word of before) offset = bytes.writeUInt16LE(word, offset);
  for (const long of [sum.crc, sum.packed, sum.size]) offset = bytes.writeUInt32LE(long, offset);
  for (const word of after) offset = bytes.writeUInt16LE(word, offset);
  return bytes;
}

function listing({ name, at, ...sum }: Written): Buffer {
  const bytes = header(0x0201_4b50, [20, 20, FLAGS, DEFLATE, 0, DAY], sum, [name.length, 0, 0, 0, 0, 0, 0, 0, 0]);
  bytes.writeUInt32LE(at, bytes.length - 4);
  return Buffer.concat([bytes, name]);
}
