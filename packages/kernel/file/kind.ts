// What a file really is, judged by its bytes; its name only decides between kinds that look alike.
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { entriesOf } from './entries.ts';
import { extensionOf } from './name.ts';

export type Kind = { type: string; extension: string };

const OOXML = 'application/vnd.openxmlformats-officedocument';
/** Types told by their first bytes, with the extensions that go with them; the first is added where the name has none. */
const BINARY: Record<string, readonly string[]> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/tiff': ['tif', 'tiff'],
  'image/bmp': ['bmp'],
  'image/heic': ['heic', 'heif'],
  'image/heif': ['heif', 'heic'],
  'application/pdf': ['pdf'],
  [`${OOXML}.wordprocessingml.document`]: ['docx'],
  [`${OOXML}.spreadsheetml.sheet`]: ['xlsx'],
  [`${OOXML}.presentationml.presentation`]: ['pptx'],
  'video/mp4': ['mp4', 'm4v'],
  'audio/mpeg': ['mp3'],
};
/** Old office files share one container; the name tells them apart. */
const COMPOUND: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  wps: 'application/wps-office.wps',
  et: 'application/wps-office.et',
};
const TEXT: Record<string, string> = {
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
};
/** With an open password, today's office files too lie in the old container; nobody reads them, but they are the original. */
const LOCKED = new Set(['docx', 'xlsx', 'pptx', 'ofd']);
const UNKNOWN = 'application/octet-stream';
/** Inside a ZIP, the entry that makes it something else. */
const PACKED: Record<string, { entry: string; type: string }> = {
  ofd: { entry: 'OFD.xml', type: 'application/ofd' },
  docx: { entry: 'word/document.xml', type: `${OOXML}.wordprocessingml.document` },
  xlsx: { entry: 'xl/workbook.xml', type: `${OOXML}.spreadsheetml.sheet` },
  pptx: { entry: 'ppt/presentation.xml', type: `${OOXML}.presentationml.presentation` },
};
const MACROS = /(^|\/)vbaProject\.bin$/i;

/** The kind of the file at `path`, or null when it is none that is taken. */
export async function kindOf(path: string, name: string): Promise<Kind | null> {
  const given = extensionOf(name);
  const found = await fileTypeFromFile(path);
  if (!found || found.mime === 'application/xml') return textOf(path, given);
  if (found.mime === 'application/x-cfb') {
    const type = COMPOUND[given] ?? (LOCKED.has(given) ? UNKNOWN : null);
    return type ? { type, extension: given } : null;
  }
  if (found.mime === 'application/zip' || found.mime.startsWith(OOXML)) return packedOf(path, given, found.mime);
  return fitting(found.mime, given);
}

function fitting(type: string, given: string): Kind | null {
  const extensions = BINARY[type];
  return extensions ? { type, extension: extensions.includes(given) ? given : extensions[0]! } : null;
}

async function packedOf(path: string, given: string, mime: string): Promise<Kind | null> {
  const entries = await entriesOf(path);
  // A package broken on its way is the original all the same; nothing in it can be run.
  if (!entries) return LOCKED.has(given) ? { type: UNKNOWN, extension: given } : null;
  if (entries.some((entry) => MACROS.test(entry))) return null;
  if (mime !== 'application/zip') return fitting(mime, given);
  const packed = PACKED[given];
  if (packed) return entries.includes(packed.entry) ? { type: packed.type, extension: given } : null;
  return given === 'zip' || given === '' ? { type: 'application/zip', extension: 'zip' } : null;
}

/** Text is what reads as UTF-8, UTF-16 with its mark, or GB 18030, and holds no control characters. */
async function textOf(path: string, given: string): Promise<Kind | null> {
  const type = TEXT[given];
  if (!type) return null;
  const file = await open(path);
  const buffer = Buffer.alloc(65_536);
  let bytesRead = 0;
  try {
    ({ bytesRead } = await file.read(buffer, 0, buffer.length, 0));
  } finally {
    await file.close();
  }
  const bytes = buffer.subarray(0, bytesRead);
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  const reads = encodings.some((encoding) => {
    try {
      // oxlint-disable-next-line no-control-regex
      return !/[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(
        new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true }),
      );
    } catch {
      return false;
    }
  });
  return reads ? { type, extension: given } : null;
}
