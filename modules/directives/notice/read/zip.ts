// Opens a zip package within bounds: few entries, modest sizes, no passwords, no lying headers.
import { Buffer } from 'node:buffer';
import yauzl from 'yauzl';
import { NoticeError } from '../error.ts';

const ENTRIES = 2000;
const RATIO = 100;
/** Below this size a high ratio proves nothing: short repetitive XML packs well. */
const SMALL = 1024 * 1024;
/** The largest part that is unpacked. A notice of a million characters stays far below. */
const PART_BYTES = 40 * 1024 * 1024;

/** Bytes in, the wanted parts as text out (those that exist). Nothing else is unpacked; nested archives stay shut. */
export async function openPackage(bytes: Uint8Array, wanted: readonly string[]): Promise<Map<string, string>> {
  const zip = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  try {
    if (zip.entryCount > ENTRIES) throw new NoticeError('bomb');
    const entries = await list(zip);
    for (const entry of entries) {
      if (entry.isEncrypted()) throw new NoticeError('encrypted');
      if (entry.uncompressedSize > SMALL && entry.uncompressedSize > RATIO * entry.compressedSize)
        throw new NoticeError('bomb');
    }
    const parts = new Map<string, string>();
    for (const entry of entries)
      if (wanted.includes(entry.fileName) && !parts.has(entry.fileName))
        parts.set(entry.fileName, await unpack(zip, entry));
    return parts;
  } finally {
    zip.close();
  }
}

function open(buffer: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
      if (error || !zip) reject(new NoticeError('damaged'));
      else resolve(zip);
    });
  });
}

function list(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      if (entries.length > ENTRIES) reject(new NoticeError('bomb'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', () => reject(new NoticeError('damaged')));
    zip.readEntry();
  });
}

function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> {
  if (entry.uncompressedSize > PART_BYTES) throw new NoticeError('bomb');
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) {
        reject(new NoticeError('damaged'));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > PART_BYTES) {
          stream.destroy();
          reject(new NoticeError('bomb'));
        } else chunks.push(chunk);
      });
      stream.on('error', () => reject(new NoticeError('damaged')));
      stream.on('end', () => resolve(decodeXml(Buffer.concat(chunks))));
    });
  });
}

/** XML parts are UTF-8, now and then UTF-16 with a byte order mark. */
function decodeXml(bytes: Buffer): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(utf16).decode(bytes);
}
