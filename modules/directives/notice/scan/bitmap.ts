// Reads uncompressed .bmp files, which old scanners write and the picture library does not know.
import { NoticeError } from '../error.ts';

const MOST_PIXELS = 60_000_000;

export const isBitmap = (bytes: Uint8Array): boolean => bytes[0] === 0x42 && bytes[1] === 0x4d && bytes.length > 54;

/** Bytes of a .bmp with 1, 8, 24 or 32 bits a pixel in, red-green-blue pixels out. @throws NoticeError `damaged` */
export function bitmap(bytes: Uint8Array): { data: Uint8Array; width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, header] = [view.getUint32(10, true), view.getUint32(14, true)];
  const [width, tall] = [view.getInt32(18, true), view.getInt32(22, true)];
  const [bits, packing] = [view.getUint16(28, true), view.getUint32(30, true)];
  const height = Math.abs(tall);
  const stride = Math.ceil((width * bits) / 32) * 4;
  const plain = packing === 0 || (packing === 3 && bits === 32);
  if (
    !plain ||
    ![1, 8, 24, 32].includes(bits) ||
    width < 1 ||
    width * height > MOST_PIXELS ||
    start + stride * height > bytes.length
  )
    throw new NoticeError('damaged');
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const row = start + (tall > 0 ? height - 1 - y : y) * stride;
    for (let x = 0; x < width; x++) {
      const palette = bits === 8 ? bytes[row + x]! : bits === 1 ? (bytes[row + (x >> 3)]! >> (7 - (x & 7))) & 1 : 0;
      const at = bits > 8 ? row + x * (bits >> 3) : 14 + header + palette * 4;
      data.set([bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0], (y * width + x) * 3);
    }
  }
  return { data, width, height };
}
