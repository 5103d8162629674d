// Opens a zip package (.docx, .ofd, .xlsx) within bounds: few entries, modest sizes, no passwords, no lying headers.
import { Buffer } from 'node:buffer';
import yauzl from 'yauzl';

const RATIO = 100;
/** Below this size a high ratio proves nothing: short repetitive XML packs well. */
const SMALL = 1024 * 1024;
/** How many entries a package may have, and how large a part may be that is unpacked, bytes. */
type Bounds = { entries: number; partBytes: number };
const BOUNDS: Bounds = { entries: 5000, partBytes: 60 * 1024 * 1024 };

/** Why a package was not opened: it is broken, locked with a password, or made to exhaust whoever opens it. */
export class ArchiveError extends Error {
  readonly code: 'damaged' | 'encrypted' | 'bomb';
  constructor(code: ArchiveError['code']) {
    super(`the package is ${code}`);
    this.code = code;
  }
}

/**
 * Bytes in, the wanted parts out, by name. Nothing else is unpacked; nested archives stay shut.
 * @throws ArchiveError
 */
export async function openPackage(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  bounds = BOUNDS,
): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  try {
    if (zip.entryCount > bounds.entries) throw new ArchiveError('bomb');
    const entries = await entriesOf(zip, bounds.entries);
    for (const entry of entries) {
      if (entry.isEncrypted()) throw new ArchiveError('encrypted');
      if (entry.uncompressedSize > SMALL && entry.uncompressedSize > RATIO * entry.compressedSize)
        throw new ArchiveError('bomb');
    }
    const parts = new Map<string, Buffer>();
    for (const entry of entries)
      if (wanted(entry.fileName) && !parts.has(entry.fileName))
        parts.set(entry.fileName, await unpack(zip, entry, bounds.partBytes));
    return parts;
  } finally {
    zip.close();
  }
}

/** A part of XML as text: UTF-8, now and then UTF-16 with a byte order mark. */
export function xmlText(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(utf16).decode(bytes);
}

function open(buffer: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
      if (error || !zip) reject(new ArchiveError('damaged'));
      else resolve(zip);
    });
  });
}

function entriesOf(zip: yauzl.ZipFile, most: number): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      if (entries.length > most) reject(new ArchiveError('bomb'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', () => reject(new ArchiveError('damaged')));
    zip.readEntry();
  });
}

function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<Buffer> {
  if (entry.uncompressedSize > most) throw new ArchiveError('bomb');
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) {
        reject(new ArchiveError('damaged'));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > most) {
          stream.destroy();
          reject(new ArchiveError('bomb'));
        } else chunks.push(chunk);
      });
      stream.on('error', () => reject(new ArchiveError('damaged')));
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}
