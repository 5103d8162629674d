// T19c: pictures are shared without place, camera and owner; the original stays as it was taken, under its hash.
import { createHash } from 'node:crypto';
import { fileBytes, withoutPlace } from '@anlan/kernel/file';
import { within } from '@anlan/kernel/ctx';
import sharp from 'sharp';
import { world } from '../../world.ts';
import type { Trial } from '../trial.ts';

const SERIAL = 'SN-4711-0815';
const OWNER = 'KangMingyuan';

/** A picture as a telephone takes it; `place` or only the camera. */
function taken(format: 'jpeg' | 'png' | 'webp', n: number, place: boolean): Promise<Buffer> {
  const picture = sharp({
    create: { width: 600 + n, height: 400, channels: 3, background: { r: n % 255, g: 90, b: 120 } },
  });
  return picture
    .withExif({
      IFD0: { Make: 'Telephone', Model: 'X', Software: 'cam' },
      IFD2: { BodySerialNumber: SERIAL, CameraOwnerName: OWNER, LensSerialNumber: SERIAL },
      ...(place
        ? {
            IFD3: {
              GPSLatitudeRef: 'N',
              GPSLatitude: '37/1 51/1 30/1',
              GPSLongitudeRef: 'E',
              GPSLongitude: '113/1 34/1 10/1',
            },
          }
        : {}),
    })
    .toFormat(format)
    .toBuffer();
}

/** What of it is still told, read without the product's own reader: the words, and any EXIF or XMP at all. */
async function left(bytes: Buffer): Promise<string[]> {
  const { exif, xmp, iptc } = await sharp(bytes).metadata();
  return [
    ...(bytes.includes(SERIAL) || bytes.includes(OWNER) ? ['words'] : []),
    ...(exif ? ['exif'] : []),
    ...(xmp ? ['xmp'] : []),
    ...(iptc ? ['iptc'] : []),
  ];
}

export const trial: Trial = {
  id: 'T19c',
  title: '对外的照片不带拍摄位置和相机编号，原件原样封存',
  small: 2,
  full: 60,
  async run({ n }) {
    const w = await world();
    const faults: string[] = [];
    let [pictures, tags] = [0, 0];
    try {
      const person = await w.as('pingding');
      for (let i = 0; i < n; i++)
        for (const format of ['jpeg', 'png', 'webp'] as const) {
          const bytes = await taken(format, i, i % 2 === 0);
          if ((await left(bytes)).length === 0) faults.push(`the ${format} told nothing to begin with`);
          const file = await person.upload(`${i}.${format}`, bytes);
          pictures += 1;
          const small = (await person.send('GET', `/api/files/${file.id}?width=480`)).body as Buffer;
          const bare = await w.system.db.transaction().execute(async (trx) => {
            const ctx = within(w.system, trx);
            const [id] = await withoutPlace(ctx, [file.id]);
            return fileBytes(ctx, id!);
          });
          for (const [which, copy] of [
            ['the small copy', small],
            ['the shared copy', bare.bytes],
          ] as const) {
            const found = await left(copy);
            tags += found.length;
            if (found.length) faults.push(`${which} of a ${format} tells ${found.join()}`);
            if ((await sharp(copy).metadata()).width === undefined) faults.push(`${which} is no picture`);
          }
          const original = (await person.send('GET', `/api/files/${file.id}`)).body as Buffer;
          if (!original.equals(bytes) || createHash('sha256').update(original).digest('hex') !== file.sha256)
            faults.push('the original is not what was taken');
        }
    } finally {
      await w.close();
    }
    return { faults, figures: { pictures, tags } };
  },
  plants: [
    {
      name: '缩略图保留相机信息',
      patch: [
        {
          file: 'packages/kernel/file/worker.ts',
          find: '.webp({ quality: 78 })',
          replace: '.keepMetadata().webp({ quality: 78 })',
        },
      ],
    },
    {
      name: '不认拍摄位置',
      patch: [
        { file: 'packages/kernel/file/exif.ts', find: 'first.some((e) => e.tag === PLACE) ||', replace: '' },
        { file: 'packages/kernel/file/exif.ts', find: 'TELLING.includes(e.tag)', replace: 'e.tag === 0' },
      ],
    },
  ],
};
