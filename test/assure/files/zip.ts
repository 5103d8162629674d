// ZIP packages as somebody with bad intentions writes them: any name, any claimed size, entries that share their bytes.
import { crc32, deflateRawSync } from 'node:zlib';

export type Entry = {
  name: string;
  bytes: Uint8Array;
  /** Stored as it is; otherwise deflated. */
  stored?: boolean;
  /** What the headers say it unpacks to, where they lie. */
  claimed?: number;
  /** A symbolic link: its bytes are where it leads. */
  link?: boolean;
};

const header = (signature: number, size: number, fill: (b: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(signature, 0);
  fill(bytes);
  return bytes;
};

/** A package of these entries; with `overlap` every entry of the directory leads to the first one's bytes. */
export function packed(entries: readonly Entry[], { overlap = false } = {}): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const first: { packed: number; size: number; crc: number; method: number }[] = [];
  for (const [i, entry] of entries.entries()) {
    const name = Buffer.from(entry.name);
    const own =
      overlap && i > 0 ? null : entry.stored ? Buffer.from(entry.bytes) : deflateRawSync(entry.bytes, { level: 9 });
    if (own)
      first.push({
        packed: own.length,
        size: entry.claimed ?? entry.bytes.length,
        crc: crc32(entry.bytes),
        method: entry.stored ? 0 : 8,
      });
    const is = first.at(-1)!;
    const put = (b: Buffer, from: number) => {
      b.writeUInt16LE(is.method, from + 4);
      b.writeUInt32LE(is.crc, from + 10);
      b.writeUInt32LE(is.packed, from + 14);
      b.writeUInt32LE(is.size, from + 18);
      b.writeUInt16LE(name.length, from + 22);
    };
    directory.push(
      header(0x0201_4b50, 46, (b) => {
        b.writeUInt16LE(0x0314, 4);
        b.writeUInt16LE(20, 6);
        put(b, 6);
        if (entry.link) b.writeUInt32LE((0o120777 << 16) >>> 0, 38);
        b.writeUInt32LE(overlap ? 0 : at, 42);
      }),
      name,
    );
    if (!own) continue;
    const local = header(0x0403_4b50, 30, (b) => {
      b.writeUInt16LE(20, 4);
      put(b, 4);
    });
    files.push(local, name, own);
    at += local.length + name.length + own.length;
  }
  const list = Buffer.concat(directory);
  const end = header(0x0605_4b50, 22, (b) => {
    b.writeUInt16LE(entries.length, 8);
    b.writeUInt16LE(entries.length, 10);
    b.writeUInt32LE(list.length, 12);
    b.writeUInt32LE(at, 16);
  });
  return Buffer.concat([...files, list, end]);
}

const text = (words: string) => Buffer.from(words);
const TYPES = text(
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
);

/** A .docx whose body is this XML, with further parts. */
export const docx = (document: string | Uint8Array, more: readonly Entry[] = []): Buffer =>
  packed([
    { name: '[Content_Types].xml', bytes: TYPES },
    { name: 'word/document.xml', bytes: typeof document === 'string' ? text(document) : document },
    ...more,
  ]);

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An .xlsx whose only sheet is this XML, with further parts. */
export const xlsx = (sheet: string | Uint8Array, more: readonly Entry[] = []): Buffer =>
  packed([
    { name: '[Content_Types].xml', bytes: TYPES },
    {
      name: '_rels/.rels',
      bytes: text(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
    },
    {
      name: 'xl/workbook.xml',
      bytes: text(
        `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: text(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', bytes: typeof sheet === 'string' ? text(sheet) : sheet },
    ...more,
  ]);

/** An .ofd whose first page is this XML. */
export const ofd = (page: string, root = '<Document/>'): Buffer =>
  packed([
    { name: 'OFD.xml', bytes: text('<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>') },
    { name: 'Doc_0/Document.xml', bytes: text(root) },
    { name: 'Doc_0/Pages/Page_0/Content.xml', bytes: text(page) },
  ]);
