// Tells what a file is by its first bytes and decodes plain text: UTF-8, GB18030 or UTF-16.
import { NoticeError } from '../error.ts';
import type { NoticeDocument } from './document.ts';

export const LARGEST = 20 * 1024 * 1024;
/** Pictures of pages weigh more than text does. */
export const LARGEST_SCAN = 60 * 1024 * 1024;

/** JPEG, PNG, TIFF of both byte orders, BMP. */
const PICTURES = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x42, 0x4d],
];
const isWebp = (bytes: Uint8Array): boolean =>
  starts(bytes, [0x52, 0x49, 0x46, 0x46]) && starts(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]);

/** The format named by content first and file name second; throws NoticeError for what cannot be read. */
export function formatOf(bytes: Uint8Array, fileName: string): NoticeDocument['format'] | 'picture' {
  if (bytes.length === 0) throw new NoticeError('empty');
  if (bytes.length > LARGEST_SCAN) throw new NoticeError('too-large');
  if (starts(bytes, [0x25, 0x50, 0x44, 0x46])) return 'pdf';
  if (PICTURES.some((magic) => starts(bytes, magic)) || isWebp(bytes)) return 'picture';
  if (bytes.length > LARGEST) throw new NoticeError('too-large');
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    if (hasUtf16(bytes, 'EncryptedPackage')) throw new NoticeError('encrypted');
    else if (hasUtf16(bytes, 'WordDocument')) return 'doc';
    else throw new NoticeError('unknown-format');
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04]) || starts(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return hasName(bytes, 'OFD.xml') ? 'ofd' : 'docx';
  const extension = /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (extension === 'docx') throw new NoticeError('damaged');
  if (extension === 'md' || extension === 'markdown') return 'md';
  if (extension === 'html' || extension === 'htm') return 'html';
  if (extension === 'txt' || extension === 'text' || extension === '') return 'txt';
  if (extension === 'pdf') throw new NoticeError('damaged');
  throw new NoticeError('unknown-format');
}

/** Bytes of a text file in, its characters out. A byte order mark decides; else UTF-8 if valid, else GB18030. */
export function decode(bytes: Uint8Array): string {
  if (starts(bytes, [0xff, 0xfe])) return sane(new TextDecoder('utf-16le').decode(bytes));
  if (starts(bytes, [0xfe, 0xff])) return sane(new TextDecoder('utf-16be').decode(bytes));
  try {
    return sane(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof NoticeError) throw error;
    return sane(new TextDecoder('gb18030').decode(bytes));
  }
}

/** Refuses what is no text: NUL, many control characters or many characters that could not be decoded. */
function sane(text: string): string {
  if (text.trim() === '') throw new NoticeError('empty');
  let odd = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0) throw new NoticeError('binary');
    if (c === 0xfffd || (c < 32 && c !== 9 && c !== 10 && c !== 13) || (c >= 0xe000 && c <= 0xf8ff)) odd += 1;
  }
  if (odd > 20 && odd > text.length / 50) throw new NoticeError('binary');
  return text;
}

const starts = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((b, i) => bytes[i] === b);

/** Whether a package has an entry of that name; names stand uncompressed. */
const hasName = (bytes: Uint8Array, name: string): boolean => new TextDecoder('latin1').decode(bytes).includes(name);

function hasUtf16(bytes: Uint8Array, word: string): boolean {
  const haystack = new TextDecoder('latin1').decode(bytes);
  return haystack.includes([...word].map((c) => `${c}\0`).join(''));
}
