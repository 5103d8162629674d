// How much script the first page of the desk fetches: the entry and everything it imports statically, compressed.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type Figure, root } from './lib/measure.ts';

/** The entry and all that it imports, whatever imports it. */
function scripts(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, path] of readFileSync(entry, 'utf8').matchAll(/(?:\bimport|\bfrom)\s*["'](\.[^"']+\.js)["']/g))
    scripts(join(dirname(entry), path!), seen);
  return seen;
}

const sizeOf = (file: string, ending: string, compress: (bytes: Buffer) => Buffer) =>
  existsSync(`${file}.${ending}`) ? statSync(`${file}.${ending}`).size : compress(readFileSync(file)).length;

export async function* figures(): AsyncGenerator<Figure> {
  const web = join(root, 'build/web');
  const entry = /<script type="module"[^>]* src="([^"]+)"/.exec(readFileSync(join(web, 'index.html'), 'utf8'))![1]!;
  const files = [...scripts(join(web, entry))];
  const sum = (size: (file: string) => number) => files.reduce((total, file) => total + size(file), 0);
  yield { name: 'desk.first.gzip', value: sum((f) => sizeOf(f, 'gz', gzipSync)), unit: 'bytes' };
  yield { name: 'desk.first.brotli', value: sum((f) => sizeOf(f, 'br', brotliCompressSync)), unit: 'bytes' };
  yield { name: 'desk.first.files', value: files.length, unit: 'files' };
}
