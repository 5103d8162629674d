// What a camera wrote into a picture, as far as it tells a place or a person.

const HEADER = 'Exif\0\0';
/** In the first directory: where the directories of the exposure and of the place are. */
const EXPOSURE = 0x8769;
const PLACE = 0x8825;
/** Owner, serial numbers of body and lens. */
const TELLING = [0xa430, 0xa431, 0xa435];
const IN_XMP = /GPSLatitude|GPSPosition|SerialNumber|OwnerName/;

/** Whether EXIF or XMP of a picture names the place where it was taken, or the camera or its owner. @throws RangeError when EXIF is broken */
export function tellsWho({ exif, xmp }: { exif?: Buffer | undefined; xmp?: Buffer | undefined }): boolean {
  if (xmp && IN_XMP.test(xmp.toString('latin1'))) return true;
  if (!exif) return false;
  const tiff = exif.subarray(exif.toString('latin1', 0, HEADER.length) === HEADER ? HEADER.length : 0);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const word = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const entries = (at: number) =>
    Array.from({ length: word(at) }, (_, i) => at + 2 + i * 12).map((e) => ({
      tag: word(e),
      value: () => long(e + 8),
    }));
  const first = entries(long(4));
  const exposure = first.find((e) => e.tag === EXPOSURE);
  return (
    first.some((e) => e.tag === PLACE) ||
    (exposure !== undefined && entries(exposure.value()).some((e) => TELLING.includes(e.tag)))
  );
}
