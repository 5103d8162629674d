// The code on every page of a paper: eight letters that no one mistakes for another, and a mark that scanners read.
import { randomInt } from 'node:crypto';
import bwip from 'bwip-js/node';

/** Crockford's letters: no I, L, O, U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new code, `7K3F-2Q8M`. */
export const newCode = () =>
  Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]!)
    .join('')
    .replace(/^(.{4})/, '$1-');

/** Which page of a paper a mark stands on: its first, an even or an odd one. */
export type Leaf = '1' | 'E' | 'O';
const MARK = /^AL:([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{4}):([1EO])$/;

/** QR version 1 at level Q holds a mark: its squares are as large as may be. */
const QR = { bcid: 'qrcode', eclevel: 'Q', scale: 8, padding: 0 } as const;

/** The mark of a page as a picture (PNG). */
export const drawCode = (code: string, leaf: Leaf): Promise<Buffer> =>
  bwip.toBuffer({ ...QR, text: `AL:${code.replace('-', '')}:${leaf}` });

/** What a mark says; null for a code of somebody else. */
export function readMark(text: string): { code: string; leaf: Leaf } | null {
  const found = MARK.exec(text);
  return found ? { code: `${found[1]}-${found[2]}`, leaf: found[3] as Leaf } : null;
}
